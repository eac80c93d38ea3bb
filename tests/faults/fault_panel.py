"""A panel of raw bytes: it counts every submission that begins to arrive, and then misbehaves."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

_REQUEST_LINE = b"POST "


@dataclass
class FaultPanel:
    """What arrived. `posts` counts request lines, so also submissions that never became whole;
    `said` counts the bytes that were taken from here."""

    url: str = ""
    connections: int = 0
    posts: int = 0
    said: int = 0


@dataclass
class Call:
    """One connection; with the submission that begins on it, if it is one."""

    panel: FaultPanel
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    length: int = 0

    async def body(self, size: int | None = None) -> None:
        """Takes some bytes of the body, or all of it."""
        await self.reader.readexactly(self.length if size is None else size)

    async def say(self, answer: bytes) -> None:
        """Sends bytes, and returns when they are on their way."""
        self.writer.write(answer)
        await self.writer.drain()
        self.panel.said += len(answer)

    def end(self) -> None:
        """Ends the connection in order (FIN)."""
        self.writer.close()

    def reset(self) -> None:
        """Breaks the connection (RST)."""
        connection: socket.socket = self.writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


Act = Callable[[Call], Awaitable[None]]


async def _head(call: Call) -> bool:
    """Reads a request's head; tells whether it is a submission."""
    line = await call.reader.readexactly(len(_REQUEST_LINE))
    if line != _REQUEST_LINE:
        return False
    call.panel.posts += 1
    head = await call.reader.readuntil(b"\r\n\r\n")
    for entry in head.decode("latin-1").lower().split("\r\n"):
        name, _, value = entry.partition(":")
        if name == "content-length":
            call.length = int(value)
    return True


@asynccontextmanager
async def fault_panel(
    act: Act, *, at_once: bool = False, port: int = 0
) -> AsyncIterator[FaultPanel]:
    """Does `act` with every submission when its head has come, or `at_once` with every connection.

    Questions are answered with 503.
    """
    panel = FaultPanel()
    tasks: set[asyncio.Task[None]] = set()

    async def handle(call: Call) -> None:
        panel.connections += 1
        try:
            if at_once or await _head(call):
                await act(call)
            else:
                await call.say(
                    b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                )
                call.end()
            await call.writer.wait_closed()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            call.writer.transport.abort()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(handle(Call(panel, reader, writer)))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(accept, "127.0.0.1", port)
    panel.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield panel
    finally:
        server.close()
        for task in tuple(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def deaf_port() -> AsyncIterator[str]:
    """An address where connecting never comes to an end: the queue of connections is full."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        address = listening.getsockname()
        waiting = [socket.socket() for _ in range(8)]
        try:
            for each in waiting:
                each.setblocking(False)
                with suppress(BlockingIOError):
                    each.connect(address)
            yield f"http://127.0.0.1:{address[1]}"
        finally:
            for each in waiting:
                each.close()


@asynccontextmanager
async def closed_port() -> AsyncIterator[str]:
    """An address where connections are refused: the port is held, and nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}"
