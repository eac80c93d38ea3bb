"""Private addresses in every spelling: all refused, and nobody is connected to.

What Python connects to is watched by its audit events, below everything that could be fooled. `-rP`
prints the figures.
"""

import socket
import sys
from collections.abc import AsyncIterator
from typing import Any, Final

import pytest

from app.domain.errors import ErrorCode, KadrajError
from app.services.addresses import AddressPolicy
from app.services.open_internet import OpenInternet
from tests.services.server import always, reply, serving

pytestmark = pytest.mark.anyio

#: Names and what they resolve to.
NAMES: Final = {
    "loopback.example": ["127.0.0.1"],
    "home.example": ["192.168.1.1"],
    "metadata.example": ["169.254.169.254"],
    "carrier.example": ["100.64.0.1"],
    "nothing.example": ["0.0.0.0"],
    "six.example": ["::1"],
    "mapped.example": ["::ffff:10.0.0.1"],
    "link.example": ["fe80::1%1"],
    "unique.example": ["fd12:3456::1"],
    "nat64.example": ["64:ff9b::7f00:1"],
    "six-to-four.example": ["2002:7f00:1::"],
    "several.example": ["10.0.0.1", "::1", "172.16.0.1"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
    "xn--bcher-kva.example": ["10.0.0.1"],
    "printer.local": ["192.168.1.9"],
    "localhost": ["127.0.0.1"],
}
ADDRESSES: Final = (
    # IPv4, written in all the ways that inet_aton takes
    "127.0.0.1", "127.0.0.1:{port}", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1",
    "0177.0.0.1", "017700000001", "0x7F.0x0.0x0.0x1", "127.0.0.1.", "127.255.255.254", "0.0.0.0",
    "0", "0x0", "10.0.0.1", "10.1", "167772161", "172.16.0.1", "172.31.255.255", "192.168.0.1",
    "192.168.257", "169.254.169.254", "2852039166", "0xa9fea9fe", "100.64.0.1", "100.127.255.255",
    "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
    "239.255.255.250", "240.0.0.1", "255.255.255.255",
    # IPv6, with an IPv4 address inside and without
    "[::1]", "[::1]:{port}", "[0:0:0:0:0:0:0:1]", "[::]", "[::ffff:127.0.0.1]",
    "[::ffff:10.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::10.0.0.1]",
    "[64:ff9b::169.254.169.254]", "[64:ff9b:1::10.0.0.1]", "[2002:0a00:0001::]",
    "[2002:7f00:0001::1]", "[2001:0:4136:e378:8000:63bf:f5ff:fffe]", "[2001::1]", "[fc00::1]",
    "[fd12:3456:789a::1]", "[fe80::1]", "[fe80::1%25eth0]", "[febf::1]", "[fec0::1]", "[ff02::1]",
    "[2001:db8::1]", "[100::1]",
    # Names that mean this computer or its neighbours, by their words
    "localhost", "LOCALHOST", "localhost.", "a.localhost", "localhost.localdomain", "intranet",
    "printer.local", "router.lan", "nas.home.arpa", "metadata.google.internal",
    # Names that say nothing and resolve to something private
    *(name for name in NAMES if name.endswith(".example")), "home.example.", "HOME.EXAMPLE",
    "bücher.example",
    # Who is in front of the at, and digits that are none
    "8.8.8.8@10.0.0.1", "user:word@127.0.0.1", "8.8.8.8:443@localhost", "10.0.0.1\\@8.8.8.8",
    "１２７.0.0.1", "①②⑦.⓪.⓪.①", "127。0。0。1", "１０．０．０．１", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "loc%61lhost",
    "127.0.0.1%00.example", "127.0.0.1\t", "[::1", "0x7f.0.0.1.", "127.0.0.1:0", "127.0.0.1:99999",
)  # fmt: skip
#: Public, but not over plain HTTP, and not over anything else either.
SCHEMES: Final = (
    "http://8.8.8.8/", "ftp://8.8.8.8/", "file:///etc/passwd", "file://localhost/etc/passwd",
    "gopher://127.0.0.1:{port}/", "HTTP://127.0.0.1/", "http://[::1]:{port}/", "ws://127.0.0.1/",
    "//127.0.0.1/", "unix:/run/x.sock",
)  # fmt: skip
URLS: Final = (*(f"https://{address}/a" for address in ADDRESSES), *SCHEMES)

_connected: list[Any] = []
_watching = False


def _watch(event: str, told: tuple[Any, ...]) -> None:
    if _watching and event == "socket.connect":
        _connected.append(told[1])
        # Nobody outside is bothered by a test.
        raise ConnectionRefusedError("watched")


sys.addaudithook(_watch)


@pytest.fixture
async def connected(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[list[Any]]:
    """Every address that anything tries to connect to; the try fails."""
    monkeypatch.setattr(sys.modules[__name__], "_watching", True)
    _connected.clear()
    yield _connected
    _connected.clear()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """A name server; literal addresses are resolved as the system does it."""
    names = {name: list(addresses) for name, addresses in NAMES.items()}
    real = socket.getaddrinfo

    def getaddrinfo(host: Any, port: Any, *_: Any, **__: Any) -> list[Any]:
        name = (host.decode() if isinstance(host, bytes) else host).rstrip(".").lower()
        if name not in names:
            return real(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in names[name]]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return names


async def failure(policy: AddressPolicy, url: str) -> KadrajError:
    """What becomes of asking for a video there."""
    internet = OpenInternet(policy, connect=20.0, read=20.0)
    try:
        with pytest.raises(KadrajError) as told:
            async with internet.answer("GET", url):
                pass
    finally:
        await internet.aclose()
    return told.value


@pytest.mark.parametrize("url", URLS)
async def test_a_private_address_is_refused_in_every_spelling(
    url: str, connected: list[Any], asked: dict[str, list[str]]
) -> None:
    async with serving(always(reply(200, "secret"))) as server:
        url = url.format(port=server.url.rpartition(":")[2])
        told = await failure(AddressPolicy(), url)
        assert told.code is ErrorCode.ADDRESS_REFUSED
        assert "word" not in str(told.params)
        assert (server.connections, connected) == (0, [])


async def test_a_name_that_is_public_at_first_and_private_then_is_refused_then(
    connected: list[Any], asked: dict[str, list[str]]
) -> None:
    asked["rebinding.example"] = ["93.184.215.14"]
    first = await failure(AddressPolicy(), "https://rebinding.example/a")
    assert (first.code, connected) == (ErrorCode.UNREACHABLE, [("93.184.215.14", 443)])
    asked["rebinding.example"] = ["127.0.0.1"]
    second = await failure(AddressPolicy(), "https://rebinding.example/a")
    assert (second.code, len(connected)) == (ErrorCode.ADDRESS_REFUSED, 1)


async def test_of_several_addresses_the_private_ones_are_passed_over(
    connected: list[Any], asked: dict[str, list[str]]
) -> None:
    asked["mixed.example"] = ["127.0.0.1", "93.184.215.14", "::1", "10.0.0.1"]
    told = await failure(AddressPolicy(), "https://mixed.example/a")
    assert (told.code, connected) == (ErrorCode.UNREACHABLE, [("93.184.215.14", 443)])


def test_there_are_enough_addresses() -> None:
    assert len(set(URLS)) == len(URLS) >= 40
    print(f"{len(URLS)} private addresses: all refused, 0 connections")  # noqa: T201
