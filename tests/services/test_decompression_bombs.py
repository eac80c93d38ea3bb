"""A gigabyte that comes as a few megabytes of gzip: refused early by whatever reads an answer.

`-rP` prints the figures.
"""

import asyncio
import functools
import tracemalloc
import zlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import pytest

from app.domain.errors import ErrorCode, KadrajError
from app.domain.replies import AddressKind, VideoAddress
from app.media.streams import join
from app.services.addresses import AddressPolicy
from app.services.fetcher import HttpVideoFetcher
from app.services.reading import MAX_REPLY
from app.store.room import room
from tests.services.conftest import KEY, asked, service_at
from tests.services.server import Received, Script, serving

pytestmark = pytest.mark.anyio

MEGABYTE: Final = 1_000_000
#: What may be in memory at the worst: the answer twice while it grows, and the sockets' buffers.
AT_MOST: Final = 4 * MAX_REPLY


@functools.cache
def packed_gigabyte() -> list[bytes]:
    """A gigabyte of zeros as gzip, in pieces of some kilobytes."""
    zeros = bytes(MEGABYTE)
    packer = zlib.compressobj(1, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return [*(packer.compress(zeros) for _ in range(1000)), packer.flush()]


def bomb(status: int, media_type: str) -> Script:
    """Answers everything with the gigabyte, one piece after the other as they are taken."""

    async def script(request: Received, writer: asyncio.StreamWriter) -> None:
        head = f"HTTP/1.1 {status} Word\r\nContent-Type: {media_type}\r\n"
        if request.method == "HEAD":
            writer.write(f"{head}Content-Length: 0\r\n\r\n".encode())
            return
        more = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
        writer.write((head + more).encode())
        for piece in filter(None, packed_gigabyte()):
            writer.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            await writer.drain()
        writer.write(b"0\r\n\r\n")

    return script


async def read_by(reader: str, url: str, folder: Path) -> object:
    """Lets one reader of answers have it."""
    if reader in ("page", "playlist", "video"):
        fetcher = HttpVideoFetcher(
            AddressPolicy(loopback_allowed=True), join, room, connect=20.0, read=120.0
        )
        try:
            if reader == "page":
                return await fetcher.resolve(f"{url}/play/1")
            kind = AddressKind.FILE if reader == "video" else AddressKind.HLS
            await fetcher.fetch(VideoAddress(kind, url), folder / "a.part", lambda *_: None)
        finally:
            await fetcher.aclose()
    async with service_at(url) as service:
        calls: dict[str, Callable[[], Awaitable[Any]]] = {
            "greeting": lambda: service.greet(KEY),
            "submit": lambda: service.submit(KEY, asked()),
            "status": lambda: service.status(KEY, "job-1"),
            "history": lambda: service.history(KEY),
            "refusal": lambda: service.status(KEY, "job-1"),
        }
        return await calls[reader]()


def left_in(folder: Path) -> list[Path]:
    """What a reader has left behind."""
    return list(folder.iterdir())


@pytest.mark.parametrize(
    ("reader", "status", "media_type", "code"),
    [
        ("greeting", 200, "application/json", ErrorCode.ODD_REPLY),
        ("submit", 200, "application/json", ErrorCode.SUBMIT_UNCERTAIN),
        ("status", 200, "application/json", ErrorCode.ODD_REPLY),
        ("history", 200, "application/json", ErrorCode.ODD_REPLY),
        ("refusal", 422, "application/json", ErrorCode.REJECTED),
        ("page", 200, "text/html", None),
        ("playlist", 200, "application/x-mpegurl", ErrorCode.ONLY_IN_BROWSER),
        ("video", 200, "video/mp4", ErrorCode.NOT_A_VIDEO),
    ],
)
async def test_a_gigabyte_in_a_few_megabytes_is_refused_in_little_memory(
    reader: str, status: int, media_type: str, code: ErrorCode | None, tmp_path: Path
) -> None:
    size = sum(map(len, packed_gigabyte()))
    async with serving(bomb(status, media_type)) as server:
        tracemalloc.start()
        try:
            if code is None:
                found = await read_by(reader, server.url, tmp_path)
                assert found == VideoAddress(AddressKind.BROWSER_ONLY, f"{server.url}/play/1")
            else:
                with pytest.raises(KadrajError) as told:
                    await read_by(reader, server.url, tmp_path)
                assert told.value.code is code
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    print(  # noqa: T201
        f"{reader:<9} 1000 MB in {size / MEGABYTE:.1f} MB: {peak / MEGABYTE:.1f} MB in memory"
    )
    assert peak < AT_MOST
    assert left_in(tmp_path) == []
