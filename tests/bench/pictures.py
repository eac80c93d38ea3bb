"""A request with a picture of 10 MB: from the call to the last byte that left."""

import asyncio
import base64
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import Image

from app.domain.requests import GenerationRequest, Picture
from app.domain.secrets import Secret
from app.services.registry import make_services
from tests.bench.figures import Figure, interleaved

_SIZE: Final = 10 * 1024 * 1024
_RUNS: Final = 15


def measure(folder: Path) -> Iterator[Figure]:
    """The whole submission to a server on this computer, beside base64 of the same bytes."""
    path = folder / "picture.png"
    Image.new("RGB", (64, 36)).save(path)
    with path.open("ab") as file:
        file.write(os.urandom(_SIZE - path.stat().st_size))
    picture = Picture(path, "image/png", _SIZE, 64, 36, path.name)
    data = path.read_bytes()
    alone, sent = interleaved(_RUNS, lambda: _encoded(data), lambda: asyncio.run(_sent(picture)))
    yield Figure(
        "10-MB picture, call to last byte", "ms", sent * 1000, None, "base64", alone * 1000, 2.0
    )


def _encoded(data: bytes) -> float:
    begun = time.perf_counter()
    base64.b64encode(data)
    return time.perf_counter() - begun


async def _sent(picture: Picture) -> float:
    """Seconds until the server had the last byte."""
    arrived = 0.0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal arrived
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        left = int(head.partition(b"content-length:")[2].split()[0])
        while left:
            left -= len(await reader.read(left))
        arrived = time.perf_counter()
        body = b'{"job_id": "1", "status": "queued"}'
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
            b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, limit=1024 * 1024)
    port = server.sockets[0].getsockname()[1]
    services = make_services({"sora": f"http://127.0.0.1:{port}"})
    request = GenerationRequest("sora", "a red balloon", "16:9", None, "sora-2-landscape", picture)
    begun = time.perf_counter()
    await services["sora"].submit(Secret("bench"), request)
    for service in services.values():
        await service.aclose()
    server.close()
    await server.wait_closed()
    return arrived - begun
