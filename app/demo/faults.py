"""Connections that break: a fault is a row of bytes taken and sent, and an end. A new one is one
entry among the scenarios."""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from app.demo.server import wait_until_gone

Wait = Callable[[float], Awaitable[None]]
#: Told that a fault came to its end, or to where it stands still, and how many bytes it sent.
Played = Callable[[int], None]

#: Bytes that may wait to be sent; a gigabyte is not put into memory.
_MOST_UNSENT: Final = 1_000_000
_FOR_EVER: Final = 24 * 3600.0


class End(StrEnum):
    """How a connection ends."""

    IN_ORDER = "in order"  # FIN
    RESET = "reset"  # RST
    AFTER_BODY = "after the body"  # in order, when the rest of the request has come
    NEVER = "never"  # silence, until the other end gives up


@dataclass(frozen=True, slots=True)
class Fault:
    """What becomes of a connection instead of an answer.

    `takes` bytes of the request's body are read, all of it with None. Then `says` is sent as it
    stands, `more` so many `times` and `pause` seconds apart, and the connection has its `end`.
    """

    takes: int | None = None
    says: bytes = b""
    more: bytes = b""
    times: int = 0
    pause: float = 0.0
    end: End = End.IN_ORDER


class Broken(Response):
    """Plays a fault where an answer would be."""

    def __init__(self, fault: Fault, wait: Wait, played: Played) -> None:
        super().__init__()
        self._fault = fault
        self._wait = wait
        self._played = played

    async def __call__(self, scope: Scope, receive: Receive, _send: Send) -> None:
        """Takes, says and ends; returns when the server has noticed that it ended."""
        fault, transport = self._fault, scope["connection"]
        await _taken(receive, fault.takes)
        self._played(await _said(fault, transport, self._wait))
        if fault.end is End.AFTER_BODY:
            await _taken(receive, None)
        await _ended(fault, transport, self._wait)
        await wait_until_gone(receive)


class BrokenConnection(asyncio.Protocol):
    """Plays a fault on a connection of which nothing is understood; every byte counts as body."""

    def __init__(self, fault: Fault, wait: Wait, played: Played) -> None:
        self._fault = fault
        self._wait = wait
        self._played = played
        self._received = 0
        self._changed = asyncio.Event()
        self._lost = False
        self._play: asyncio.Task[None] | None = None
        self._transport: asyncio.Transport | None = None

    @property
    def over(self) -> bool:
        """Whether the fault was played to its end."""
        return self._play is not None and self._play.done()

    async def aclose(self) -> None:
        """Ends the connection, and what is played on it; `wait` must have come to its end."""
        if self._transport is not None and self._play is not None:
            self._transport.abort()
            await self._play

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begins with the play."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - it is a TCP connection
        self._transport = transport
        self._play = asyncio.create_task(self._played_on(transport), name="demo-fault")

    def data_received(self, data: bytes) -> None:
        """Counts."""
        self._received += len(data)
        self._changed.set()

    def connection_lost(self, _error: Exception | None) -> None:
        """Ends what still waits for bytes."""
        self._lost = True
        self._changed.set()

    async def _played_on(self, transport: asyncio.Transport) -> None:
        while self._received < (self._fault.takes or 0) and not self._lost:
            self._changed.clear()
            await self._changed.wait()
        self._played(await _said(self._fault, transport, self._wait))
        await _ended(self._fault, transport, self._wait)


async def _taken(receive: Receive, size: int | None) -> None:
    """Reads so many bytes of the body, or what there is of it."""
    taken, more = 0, True
    while more and (size is None or taken < size):
        message: Message = await receive()
        taken += len(message.get("body", b""))
        more = message.get("more_body", False)


async def _said(fault: Fault, transport: asyncio.Transport, wait: Wait) -> int:
    """Sends what there is to send while somebody takes it; returns the bytes sent."""
    transport.write(fault.says)
    said = len(fault.says)
    for _ in range(fault.times):
        # asyncio tells protocols alone that there is room again, and uvicorn keeps that to itself.
        while transport.get_write_buffer_size() > _MOST_UNSENT:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        if transport.is_closing():
            break
        transport.write(fault.more)
        said += len(fault.more)
        if fault.pause:
            await wait(fault.pause)
    return said - transport.get_write_buffer_size()


async def _ended(fault: Fault, transport: asyncio.Transport, wait: Wait) -> None:
    if fault.end is End.NEVER and not transport.is_closing():
        await wait(_FOR_EVER)
    if fault.end in (End.IN_ORDER, End.AFTER_BODY):
        transport.close()
        return
    connection: socket.socket | None = transport.get_extra_info("socket")
    if fault.end is End.RESET and connection is not None:
        # Closing with unsent data forbidden to linger is what makes it a reset.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
