"""A large download from this computer, beside curl's."""

import asyncio
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.domain.replies import AddressKind, VideoAddress
from app.media.streams import join
from app.services.addresses import AddressPolicy
from app.services.fetcher import HttpVideoFetcher
from app.store.room import room
from tests.bench.figures import Figure, interleaved

_MEGABYTES: Final = 300
_RUNS: Final = 5
_SERVER: Final = """
import http.server, sys
handler = http.server.SimpleHTTPRequestHandler
handler.log_message = lambda *_: None
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
print(server.server_port, flush=True)
server.serve_forever()
"""


def measure(folder: Path) -> Iterator[Figure]:
    """Megabytes a second of a plain file, each time fetched from its beginning."""
    video = folder / "large.mp4"
    with video.open("wb") as file:
        for _ in range(_MEGABYTES):
            file.write(os.urandom(1024 * 1024))
    name = f"download {_MEGABYTES} MB on loopback"
    with _server(folder) as port:
        url = f"http://127.0.0.1:{port}/large.mp4"
        if shutil.which("curl") is None:
            (ours,) = interleaved(_RUNS, lambda: _rate(_kadraj, url, folder))
            yield Figure(f"{name} (no curl here)", "MB/s", ours)
            return
        curl, ours = interleaved(
            _RUNS, lambda: _rate(_curl, url, folder), lambda: _rate(_kadraj, url, folder)
        )
    yield Figure(name, "MB/s", ours, None, "curl", curl, 0.6, at_least=True)


def _rate(fetch: Callable[[str, Path], None], url: str, folder: Path) -> float:
    target = folder / "fetched"
    target.unlink(missing_ok=True)
    begun = time.perf_counter()
    fetch(url, target)
    return _MEGABYTES / (time.perf_counter() - begun)


def _curl(url: str, target: Path) -> None:
    subprocess.run(["curl", "--silent", "--fail", "--output", target, url], check=True)
    with target.open("rb") as file:
        os.fsync(file.fileno())  # as Kadraj does, for which a file counts when it is on the disk


def _kadraj(url: str, target: Path) -> None:
    async def fetch() -> None:
        fetcher = HttpVideoFetcher(AddressPolicy(loopback_allowed=True), join, room)
        try:
            address = VideoAddress(AddressKind.FILE, url)
            await fetcher.fetch(address, target, lambda _done, _total: None)
        finally:
            await fetcher.aclose()

    asyncio.run(fetch())


@contextmanager
def _server(folder: Path) -> Iterator[int]:
    child = subprocess.Popen(
        [sys.executable, "-c", _SERVER], cwd=folder, stdout=subprocess.PIPE, text=True
    )
    try:
        assert child.stdout is not None
        yield int(child.stdout.readline())
    finally:
        child.kill()
        child.communicate()
