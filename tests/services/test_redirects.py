"""Every shape of redirect, to see where a key, a paid request or a download can be led.

A second server counts what reaches it. All names lead to this computer, so that whoever follows a
redirect arrives there. `-rP` prints the figures.
"""

import asyncio
import socket
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from app.domain.errors import ErrorCode, KadrajError, SubmitUncertain
from app.services.addresses import AddressPolicy
from app.services.open_internet import OpenInternet
from tests.services.conftest import KEY, asked, service_at
from tests.services.server import Received, Script, Server, reply, serving

pytestmark = pytest.mark.anyio

VIDEO: Final = b"\x00\x00\x00\x20ftypisom" + bytes(2000)
SAID: Final = (
    '{"message": "hello", "status": "queued", "videos": [], "count": 0, "job_id": "job-1"}'
)


@dataclass(frozen=True)
class Shape:
    """A redirect: its `Location` lines with {here}, {away} and {port} filled in, and its status.

    `stays` tells that it is read as a path of the same origin, where a question may follow it.
    """

    name: str
    locations: tuple[str, ...]
    status: int = 302
    stays: bool = False


def away(name: str, *locations: str, status: int = 302) -> Shape:
    return Shape(name, locations, status)


def stays(name: str, location: str, status: int = 302) -> Shape:
    return Shape(name, (location,), status, stays=True)


SHAPES: Final = (
    *(away(f"another port, {status}", "{away}/landed", status=status)
      for status in (301, 302, 303, 307, 308)),
    *(stays(f"relative, {status}", "/landed", status) for status in (301, 302, 303, 307, 308)),
    away("another name", "http://elsewhere.example:{away_port}/landed"),
    away("another name, same port", "http://elsewhere.example:{port}/landed"),
    away("another name, https", "https://elsewhere.example:{away_port}/landed", status=308),
    away("a name that begins alike", "http://127.0.0.1.elsewhere.example:{away_port}/landed"),
    away("another scheme", "https://127.0.0.1:{port}/landed"),
    away("no web scheme", "ftp://127.0.0.1:{away_port}/landed"),
    away("a file", "file:///etc/passwd"),
    away("a script", "javascript:alert(1)"),
    away("data", "data:application/json,{{}}"),
    away("a user", "http://user@127.0.0.1:{port}/landed"),
    away("a user and a word", "http://user:word@127.0.0.1:{port}/landed", status=307),
    away("a user that looks like home", "http://127.0.0.1:{port}@elsewhere.example:{away_port}/"),
    away("protocol-relative", "//127.0.0.1:{away_port}/landed"),
    away("protocol-relative name", "//elsewhere.example:{away_port}/landed", status=301),
    stays("three slashes", "///elsewhere.example:{away_port}/landed"),
    stays("backslashes", "\\\\elsewhere.example:{away_port}\\landed"),
    stays("slash and backslash", "/\\elsewhere.example:{away_port}/landed"),
    away("backslash before the at", "http://127.0.0.1:{port}\\@elsewhere.example:{away_port}/"),
    away("upper case", "HTTP://ELSEWHERE.EXAMPLE:{away_port}/LANDED"),
    stays("upper case at home", "HTTP://127.0.0.1:{port}/landed"),
    away("IDN", "http://bücher.example:{away_port}/landed"),
    away("IDN in ASCII", "http://xn--bcher-kva.example:{away_port}/landed"),
    away("fullwidth digits", "http://１２７.0.0.1:{away_port}/landed"),
    away("localhost", "http://localhost:{port}/landed"),
    away("IPv6 loopback", "http://[::1]:{away_port}/landed"),
    away("mapped loopback", "http://[::ffff:127.0.0.1]:{away_port}/landed"),
    away("decimal", "http://2130706433:{away_port}/landed"),
    away("octal", "http://0177.0.0.1:{away_port}/landed"),
    away("hexadecimal", "http://0x7f000001:{away_port}/landed"),
    away("short", "http://127.1:{away_port}/landed"),
    away("another loopback address", "http://127.0.0.2:{away_port}/landed"),
    away("a private address", "https://10.0.0.1/landed"),
    away("metadata", "http://169.254.169.254/latest/meta-data/"),
    away("trailing dot", "http://127.0.0.1.:{away_port}/landed"),
    stays("fragment", "/landed#http://elsewhere.example/"),
    away("fragment away", "{away}/landed#here"),
    stays("query with an address", "/landed?next={away}/"),
    stays("dots", "/a/../../../landed"),
    stays("query only", "?landed"),
    away("port 0", "http://127.0.0.1:0/landed"),
    away("port too large", "http://127.0.0.1:99999/landed"),
    away("empty", ""),
    away("spaces", "   "),
    away("spaces around", "  {away}/landed  "),
    away("tab within", "http://else\twhere.example:{away_port}/landed"),
    away("two locations", "{away}/landed", "/landed"),
    Shape("two locations, home first", ("/landed", "{away}/landed"), 307, stays=True),
    away("no location"),
    away("not a redirect", "{away}/landed", status=300),
    away("endless", "{away}/" + "a" * 9000),
    stays("percent", "%2f%2felsewhere.example:{away_port}/landed"),
    stays("no host", "http:///landed"),
    away("scheme alone", "http:"),
    stays("a long way", "/step/1"),
    stays("a circle", "/circle"),
    away("a long way that ends elsewhere", "/away/1"),
)  # fmt: skip
#: These ask the same question again or never come to an end; all others arrive.
ENDLESS: Final = {"a long way", "a circle"}


@pytest.fixture(autouse=True)
def every_name_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that knows no other computer than this."""

    def getaddrinfo(_host: Any, port: Any, *_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", int(port or 0)))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def leading(shape: Shape, other: Server) -> Script:
    """Redirects whoever asks, and answers where redirects at home lead to."""

    async def script(request: Received, writer: asyncio.StreamWriter) -> None:
        path = request.target.partition("?")[0]
        port, away_port = request.headers["host"].rpartition(":")[2], other.url.rpartition(":")[2]
        if "landed" in request.target:
            writer.write(reply(200, VIDEO if "video" in request.headers else SAID))
            return
        locations = shape.locations
        if path.startswith(("/step/", "/away/")):
            _, kind, step = path.split("/")
            far = int(step) > 2 and kind == "away"
            locations = ("{away}/landed" if far else f"/{kind}/{int(step) + 1}",)
        places = [each.format(away=other.url, port=port, away_port=away_port) for each in locations]
        lines = [f"Location: {place}".encode() for place in places]
        head = [f"HTTP/1.1 {shape.status} Moved".encode(), *lines, b"Content-Length: 0"]
        writer.write(b"\r\n".join(head) + b"\r\n\r\n")

    return script


@asynccontextmanager
async def two_servers(shape: Shape) -> AsyncIterator[tuple[Server, Server]]:
    async def welcome(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(reply(200, SAID))

    async with serving(welcome) as other, serving(leading(shape, other)) as home:
        yield home, other


QUESTIONS: Final[dict[str, Callable[[Any], Any]]] = {
    "greet": lambda service: service.greet(KEY),
    "status": lambda service: service.status(KEY, "job-1"),
    "history": lambda service: service.history(KEY),
}


def keys_at(server: Server) -> int:
    """How many requests with the key in them, anywhere, a server saw."""
    return sum(
        KEY.reveal() in f"{seen.target}{seen.headers}{seen.body!r}" for seen in server.received
    )


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
async def test_no_redirect_leads_a_key_or_a_paid_request_elsewhere(shape: Shape) -> None:
    async with two_servers(shape) as (home, other), service_at(home.url, "sora") as service:
        for ask in QUESTIONS.values():
            if shape.stays and shape.name not in ENDLESS:
                await ask(service)
            else:
                with pytest.raises(KadrajError) as told:
                    await ask(service)
                # Nobody is told that the service was down: it led away, or made no sense.
                codes = (ErrorCode.REDIRECTED, ErrorCode.ODD_REPLY, ErrorCode.UNREACHABLE)
                assert told.value.code in codes
        asked_for = len(home.received)
        with pytest.raises(SubmitUncertain):
            await service.submit(KEY, asked())
        assert [sent.method for sent in home.received[asked_for:]] == ["POST"]
        assert (other.connections, keys_at(other)) == (0, 0)
        assert keys_at(home) == len(home.received)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
async def test_no_redirect_leads_a_download_to_a_refused_address(
    shape: Shape, tmp_path: Path
) -> None:
    """From a public place nothing on this computer is reached; from a panel here, only openly."""
    internet = OpenInternet(AddressPolicy(loopback_allowed=True), connect=0.5, read=0.5)
    async with two_servers(shape) as (home, other):
        try:
            async with internet.answer("GET", home.url + "/a") as response:
                await response.aread()
        except KadrajError:
            pass
        finally:
            await internet.aclose()
        for server in (home, other):
            for seen in server.received:
                assert not {"x-api-key", "authorization", "cookie"} & seen.headers.keys()
        assert keys_at(home) == keys_at(other) == 0


async def test_a_public_place_leads_to_nothing_on_this_computer() -> None:
    """The same redirects, to somebody whose videos come from the open internet only."""
    refusals = Counter[str]()
    for shape in SHAPES:
        async with two_servers(shape) as (home, other):
            ports = {
                "away": other.url,
                "port": home.url.rpartition(":")[2],
                "away_port": other.url.rpartition(":")[2],
            }
            for location in shape.locations:
                internet = OpenInternet(AddressPolicy(), connect=0.5, read=0.5)
                url = location.format(**ports)
                with pytest.raises(KadrajError) as told:
                    async with internet.answer("GET", url):
                        pass
                refusals[told.value.code.value] += 1
                await internet.aclose()
            assert (home.connections, other.connections) == (0, 0)
    assert set(refusals) == {"address_refused", "no_video_address"}
    print(f"{refusals.total()} addresses from a public place: {dict(refusals)}")  # noqa: T201


def test_there_are_enough_shapes() -> None:
    names = [shape.name for shape in SHAPES]
    assert len(set(names)) == len(names) >= 30
    assert {shape.status for shape in SHAPES} == {300, 301, 302, 303, 307, 308}
    calls = len(QUESTIONS) + 2
    print(f"{len(names)} redirect shapes, {len(names) * calls} calls: 0 keys elsewhere")  # noqa: T201
