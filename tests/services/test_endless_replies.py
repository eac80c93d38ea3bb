"""Replies without end, at each endpoint: four megabytes are taken at most, and so much time.

`-rP` prints the figures.
"""

import asyncio
import functools
import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import pytest

from app.domain.errors import ErrorCode, KadrajError, SubmitUncertain
from app.domain.ports import VideoService
from app.services.reading import MAX_REPLY
from app.services.transport import Patience
from tests.services.conftest import KEY, asked, service_at
from tests.services.server import Received, serving

pytestmark = pytest.mark.anyio

MEGABYTE: Final = 1_000_000
#: What two sockets and their buffers may hold besides.
UNDERWAY: Final = 16 * MEGABYTE

CALLS: Final[dict[str, Callable[[VideoService], Any]]] = {
    "greet": lambda service: service.greet(KEY),
    "submit": lambda service: service.submit(KEY, asked()),
    "status": lambda service: service.status(KEY, "job-1"),
    "history": lambda service: service.history(KEY),
}


@functools.cache
def packed(window: int) -> list[bytes]:
    """A hundred megabytes of spaces as gzip or zlib, in kilobytes."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, window)
    body = b"".join(compressor.compress(piece) for piece in spaces(100)) + compressor.flush()
    return [body[start : start + 1024] for start in range(0, len(body), 1024)]


def chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces as HTTP/1.1 sends them when it does not know how many there will be."""
    for piece in filter(None, pieces):
        yield b"%x\r\n%s\r\n" % (len(piece), piece)
    yield b"0\r\n\r\n"


def spaces(count: int = 1000) -> Iterator[bytes]:
    return (b" " * MEGABYTE for _ in range(count))


ENDLESS: Final[dict[str, tuple[str, Callable[[], Iterable[bytes]]]]] = {
    "gzip bomb": (
        "Content-Encoding: gzip\r\nTransfer-Encoding: chunked",
        lambda: chunks(packed(16 + zlib.MAX_WBITS)),
    ),
    "deflate bomb": (
        "Content-Encoding: deflate\r\nTransfer-Encoding: chunked",
        lambda: chunks(packed(zlib.MAX_WBITS)),
    ),
    "many small gzips": (
        "Content-Encoding: gzip\r\nTransfer-Encoding: chunked",
        lambda: chunks([gzip.compress(b" " * 1000) * 20_000] * 1000),
    ),
    "1 GB announced": ("Content-Length: 1000000000", spaces),
    "1 GB in chunks": ("Transfer-Encoding: chunked", lambda: chunks(spaces())),
    "1 GB until the end": ("Connection: close", spaces),
    "1 GB of header": ("X-Filler: a", lambda: (b"X-Filler: " + piece for piece in spaces())),
}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    patience = Patience(connect=2.0, read=0.5, submit=0.5, question=0.6, submission=0.6)
    monkeypatch.setattr("tests.services.conftest.QUICK", patience)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("kind", ENDLESS)
async def test_no_more_than_four_megabytes_are_taken(kind: str, call: str) -> None:
    headers, pieces = ENDLESS[kind]
    body = pieces()  # before anybody waits for it: packing takes its time
    said = 0

    async def script(_: Received, writer: asyncio.StreamWriter) -> None:
        nonlocal said
        end = "" if kind == "1 GB of header" else "\r\n"
        writer.write(f"HTTP/1.1 200 OK\r\n{headers}\r\n{end}".encode())
        for piece in body:
            writer.write(piece)
            await writer.drain()
            said += len(piece)
        writer.close()

    async with serving(script) as server, service_at(server.url) as service:
        with pytest.raises(KadrajError) as told:
            await CALLS[call](service)
    expected = {ErrorCode.ODD_REPLY, ErrorCode.UNREACHABLE}
    assert isinstance(told.value, SubmitUncertain) or told.value.code in expected
    assert isinstance(told.value, SubmitUncertain) == (call == "submit")
    assert said <= MAX_REPLY + UNDERWAY
    print(f"{kind:<20} {call:<8} {said / MEGABYTE:6.1f} MB sent: {told.value.code}")  # noqa: T201


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("where", ["head", "body"])
async def test_a_drip_is_given_up_at_each_endpoint(where: str, call: str, quick: None) -> None:
    async def drip(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        writer.write(b"X-Filler: " if where == "head" else b"Content-Length: 100000\r\n\r\n")
        while not writer.is_closing():
            writer.write(b".")
            await writer.drain()
            await asyncio.sleep(0.05)

    async with serving(drip) as server, service_at(server.url) as service:
        with pytest.raises(KadrajError) as told:
            await CALLS[call](service)
    if call == "submit":
        assert isinstance(told.value, SubmitUncertain)
    else:
        assert told.value.code is ErrorCode.TIMED_OUT
