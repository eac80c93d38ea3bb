"""A small web server on 127.0.0.1 that lives in the running loop."""

import asyncio
import socket
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Final, Self

import uvicorn
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

_HOST: Final = "127.0.0.1"

#: Who takes a new connection over instead of the server, if anybody.
TakeOver = Callable[[], asyncio.Protocol | None]


class LoopbackServer:
    """Serves an ASGI app. Requests carry their `connection`, a transport, in their scope."""

    def __init__(self, server: "_Server", port: int) -> None:
        self._server = server
        self.port = port
        self.url = f"http://{_HOST}:{port}"
        self._task: asyncio.Task[None] | None = None

    @classmethod
    async def start(
        cls, name: str, app: ASGIApp, port: int = 0, take_over: TakeOver = lambda: None
    ) -> Self:
        """Returns once the server answers; port 0 lets the system choose.

        Raises `OSError` when the port is taken.
        """
        listener = socket.create_server((_HOST, port))
        server = _Server(app, take_over)
        running = cls(server, listener.getsockname()[1])
        running._task = asyncio.create_task(server.serve([listener]), name=f"demo-{name}")
        up = asyncio.create_task(server.up.wait(), name=f"demo-{name}-up")
        await asyncio.wait({running._task, up}, return_when=asyncio.FIRST_COMPLETED)
        if running._task.done():
            up.cancel()
            listener.close()
            running._task.result()
        return running

    async def stop(self) -> None:
        """Closes connections, waiting at most a second for answers under way."""
        self._server.should_exit = True
        if self._task is not None:
            await self._task


class HangUp(Response):
    """Closes the connection where an answer would begin."""

    async def __call__(self, scope: Scope, receive: Receive, _send: Send) -> None:
        """Hangs up, and returns when the server has noticed."""
        scope["connection"].abort()
        await wait_until_gone(receive)


async def wait_until_gone(receive: Receive) -> None:
    """Returns when the server has noticed that a connection ended."""
    while (await receive())["type"] != "http.disconnect":
        pass


class _Server(uvicorn.Server):
    """uvicorn without signals, and with an event instead of a flag for being up."""

    def __init__(self, app: ASGIApp, take_over: TakeOver) -> None:
        self.up = asyncio.Event()
        self._app = app
        super().__init__(
            uvicorn.Config(
                self._with_connection,
                log_config=None,
                log_level="warning",
                access_log=False,
                lifespan="off",
                ws="none",
                http=_protocol(take_over),
                interface="asgi3",
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=1,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        # The program's own handlers stay in charge.
        yield

    async def _with_connection(self, scope: Scope, receive: Receive, send: Send) -> None:
        for connection in self.server_state.connections:
            if getattr(connection, "client", None) == scope["client"]:
                scope["connection"] = connection.transport
                await self._app(scope, receive, send)
                return
        # Whoever asked is gone already.


def _protocol(take_over: TakeOver) -> type[H11Protocol]:
    """HTTP/1.1, unless somebody takes the connection over."""

    class Protocol(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            other = take_over()
            if other is None:
                super().connection_made(transport)
            else:
                transport.set_protocol(other)
                other.connection_made(transport)

    return Protocol
