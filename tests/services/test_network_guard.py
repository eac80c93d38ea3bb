"""Connections for videos go to checked addresses only, whatever a name resolves to."""

import asyncio
import socket
from typing import Any

import httpcore
import pytest

from app.domain.errors import ErrorCode, KadrajError
from app.services.addresses import AddressPolicy
from app.services.safe_network import GuardedBackend
from tests.services.server import always, reply, serving

pytestmark = pytest.mark.anyio


@pytest.fixture
def resolving(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """A name server: each question about a name takes the next of its answers."""
    answers: dict[str, list[list[str]]] = {}

    def getaddrinfo(host: Any, port: Any, *_: Any, **__: Any) -> list[Any]:
        name = host.decode() if isinstance(host, bytes) else host
        if name not in answers:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        told = answers[name].pop(0)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in told]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return answers


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fe80::1%1"]
)
async def test_a_public_name_of_a_private_address_is_refused(
    resolving: dict[str, list[list[str]]], address: str
) -> None:
    resolving["cdn.example"] = [[address]]
    with pytest.raises(KadrajError) as told:
        await GuardedBackend(AddressPolicy()).connect_tcp("cdn.example", 443, 2.0)
    assert told.value.code is ErrorCode.ADDRESS_REFUSED
    assert told.value.params["url"] == "https://cdn.example"


async def test_a_name_is_asked_for_once_and_the_checked_address_is_used(
    resolving: dict[str, list[list[str]]],
) -> None:
    async with serving(always(reply(200))) as server:
        port = int(server.url.rpartition(":")[2])
        resolving["cdn.example"] = [["10.9.9.9", "127.0.0.1"], ["10.0.0.1"]]
        backend = GuardedBackend(AddressPolicy(loopback_allowed=True))
        stream = await backend.connect_tcp("cdn.example", port, 2.0)
        assert stream.get_extra_info("server_addr")[0] == "127.0.0.1"
        await stream.aclose()
    assert resolving["cdn.example"] == [["10.0.0.1"]]


async def test_an_unknown_name_is_a_failed_connection(
    resolving: dict[str, list[list[str]]],
) -> None:
    with pytest.raises(httpcore.ConnectError):
        await GuardedBackend(AddressPolicy()).connect_tcp("no.example", 443, 2.0)


async def test_a_slow_name_server_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(*_: Any, **__: Any) -> list[Any]:
        await asyncio.Event().wait()
        return []

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", never)
    with pytest.raises(httpcore.ConnectTimeout):
        await GuardedBackend(AddressPolicy()).connect_tcp("slow.example", 443, 0.05)


async def test_the_next_address_is_tried_when_one_is_dead(
    resolving: dict[str, list[list[str]]],
) -> None:
    async with serving(always(reply(200))) as server:
        port = int(server.url.rpartition(":")[2])
        resolving["cdn.example"] = [["127.0.0.2", "127.0.0.1"]]
        backend = GuardedBackend(AddressPolicy(loopback_allowed=True))
        stream = await backend.connect_tcp("cdn.example", port, 2.0)
        await stream.aclose()
