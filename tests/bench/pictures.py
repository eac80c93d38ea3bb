"""A request with a picture of 10 MB that stands in the composer: from the click to the last byte
that left."""

import asyncio
import base64
import json
import os
import queue
import statistics
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar, Final

from PIL import Image

from app.bootstrap import Surroundings, build_studio
from app.domain.requests import GenerationRequest, Picture
from app.domain.secrets import Secret
from app.store.places import Places
from tests.bench.figures import Figure

_SIZE: Final = 10 * 1024 * 1024
_RUNS: Final = 15
#: Seconds: a picture that was written this very moment is copied once more, and in between others
#: of Kadraj's own things are done.
_OLD: Final = 4.0
_QUIET: Final = 0.3


def measure(folder: Path) -> Iterator[Figure]:
    """Submissions to a server on this computer, each beside base64 of the same bytes."""
    pictures = [_picture(folder / f"{number}.png") for number in range(_RUNS)]
    with ThreadingHTTPServer(("127.0.0.1", 0), _Service) as server:
        threading.Thread(target=server.serve_forever).start()
        address = f"http://127.0.0.1:{server.server_port}"
        alone, sent = asyncio.run(_clicked(folder / "home", address, pictures))
        server.shutdown()
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


async def _clicked(home: Path, address: str, pictures: list[Picture]) -> tuple[float, float]:
    """Seconds of base64 alone, and from the click until the server had the last byte: medians."""
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
        sent.append(await asyncio.to_thread(_Service.arrivals.get) - begun)
        await asyncio.sleep(_QUIET)
    await studio.close()
    return statistics.median(alone), statistics.median(sent)


class _Service(BaseHTTPRequestHandler):
    """What the service is to the program: somebody else, who reads as fast as it comes."""

    arrivals: ClassVar[queue.Queue[float]] = queue.Queue()

    def do_GET(self) -> None:
        self._reply({"job_id": "1", "status": "queued", "count": 0, "videos": []})

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.arrivals.put(time.perf_counter())
        self._reply({"job_id": "1", "status": "queued"})

    def _reply(self, content: dict[str, object]) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_told: object) -> None:
        """Says nothing."""
