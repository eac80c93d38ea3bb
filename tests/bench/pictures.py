"""A request with a picture of 10 MB that stands in the composer: from the click to the last byte
that left."""

import asyncio
import base64
import os
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Final

from PIL import Image

from app.bootstrap import Surroundings, build_studio
from app.domain.requests import GenerationRequest, Picture
from app.domain.secrets import Secret
from app.store.places import Places
from tests.bench.figures import Figure

_Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

_SIZE: Final = 10 * 1024 * 1024
_RUNS: Final = 15
#: Seconds: a picture that was written this very moment is copied once more, and in between others
#: of Kadraj's own things are done.
_OLD: Final = 4.0
_QUIET: Final = 0.3


def measure(folder: Path) -> Iterator[Figure]:
    """Submissions to a server on this computer, each beside base64 of the same bytes."""
    pictures = [_picture(folder / f"{number}.png") for number in range(_RUNS)]
    alone, sent = asyncio.run(_clicked(folder / "home", pictures))
    yield Figure(
        "10-MB picture, click to last byte", "ms", sent * 1000, None, "base64", alone * 1000, 2.0
    )


def _picture(path: Path) -> Picture:
    Image.new("RGB", (64, 36)).save(path)
    with path.open("ab") as file:
        file.write(os.urandom(_SIZE - path.stat().st_size))
    return Picture(path, "image/png", _SIZE, 64, 36, path.name)


def _encoded(data: bytes) -> float:
    begun = time.perf_counter()
    base64.b64encode(data)
    return time.perf_counter() - begun


async def _clicked(home: Path, pictures: list[Picture]) -> tuple[float, float]:
    """Seconds of base64 alone, and from the click until the server had the last byte: medians."""
    arrivals: asyncio.Queue[float] = asyncio.Queue()
    server = await asyncio.start_server(_answering(arrivals), "127.0.0.1", 0, limit=1024 * 1024)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    places = Places.from_environment({"KADRAJ_HOME": str(home)})
    studio = build_studio(Surroundings(places, {"sora": address}, {"sora": Secret("bench")}))
    await studio.open()
    await studio.start()
    await studio.sign_in_remembered()
    await asyncio.sleep(_OLD)
    alone, sent = [], []
    for picture in pictures:
        request = GenerationRequest(
            "sora", "a red balloon", "16:9", None, "sora-2-landscape", picture
        )
        await studio.drafts.keep(request)
        await asyncio.sleep(_QUIET)
        alone.append(_encoded(picture.path.read_bytes()))
        begun = time.perf_counter()
        await studio.generate(request)
        sent.append(await arrivals.get() - begun)
        await asyncio.sleep(_QUIET)
    await studio.close()
    server.close()
    await server.wait_closed()
    return statistics.median(alone), statistics.median(sent)


def _answering(arrivals: asyncio.Queue[float]) -> _Answer:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        body = b"{}"
        if head.startswith(b"POST"):
            left = int(head.lower().partition(b"content-length:")[2].split()[0])
            while left:
                left -= len(await reader.read(left))
            arrivals.put_nowait(time.perf_counter())
            body = b'{"job_id": "1", "status": "queued"}'
        elif b"/status" in head.partition(b"\r\n")[0]:
            body = b'{"job_id": "1", "status": "queued"}'
        elif b"/videos" in head.partition(b"\r\n")[0]:
            body = b'{"count": 0, "videos": []}'
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
            b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
        )
        await writer.drain()
        writer.close()

    return answer
