"""A server of raw bytes on loopback: it can do what no well-behaved server does."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Received:
    """A request as it came; header names in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    connection: int


Script = Callable[[Received, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Server:
    """`received` grows with each request, `connections` with each connection."""

    url: str = ""
    received: list[Received] = field(default_factory=list)
    connections: int = 0


def reply(status: int, body: bytes | str = b"", **headers: str) -> bytes:
    """A whole answer. Underscores in header names stand for hyphens."""
    content = body.encode() if isinstance(body, str) else body
    told = {"Content-Length": str(len(content))}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status} Word", *(f"{name}: {value}" for name, value in told.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def named(value: object) -> str | None:
    """A short name for an answer among the parameters of a test."""
    return value[9:12].decode("latin-1") if isinstance(value, bytes) else None


def always(answer: bytes) -> Script:
    """Gives the same bytes to every request."""

    async def script(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)

    return script


def then_gone(answer: bytes) -> Script:
    """Gives some bytes and drops the connection."""

    async def script(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()
        writer.transport.close()

    return script


@asynccontextmanager
async def serving(script: Script) -> AsyncIterator[Server]:
    """Serves on a free port of 127.0.0.1 until the block ends."""
    server = Server()
    tasks: set[asyncio.Task[None]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.connections += 1
        number = server.connections
        try:
            while not writer.is_closing():
                request = await _request(reader, number)
                server.received.append(request)
                await script(request, writer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.transport.abort()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(handle(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    listening = await asyncio.start_server(accept, "127.0.0.1", 0)
    server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    try:
        yield server
    finally:
        listening.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _request(reader: asyncio.StreamReader, connection: int) -> Received:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, target, _ = head[0].split(" ")
    headers = {}
    for line in filter(None, head[1:]):
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Received(method, target, headers, body, connection)
