"""A small web server on 127.0.0.1 that lives in the running loop."""

import asyncio
import socket
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final, Self

import uvicorn
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_HOST: Final = "127.0.0.1"


class LoopbackServer:
    """Serves an ASGI app.

    Requests carry two functions in their scope that end the connection: `hang_up` at once, and
    `finish` after what was sent.
    """

    def __init__(self, server: "_Server", port: int) -> None:
        self._server = server
        self.port = port
        self.url = f"http://{_HOST}:{port}"
        self._task: asyncio.Task[None] | None = None

    @classmethod
    async def start(cls, name: str, app: ASGIApp, port: int = 0) -> Self:
        """Returns once the server answers; port 0 lets the system choose.

        Raises `OSError` when the port is taken.
        """
        listener = socket.create_server((_HOST, port))
        server = _Server(app)
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
        scope["hang_up"]()
        await wait_until_gone(receive)


async def wait_until_gone(receive: Receive) -> None:
    """Returns when the server has noticed that a connection ended."""
    while (await receive())["type"] != "http.disconnect":
        pass


class _Server(uvicorn.Server):
    """uvicorn without signals, and with an event instead of a flag for being up."""

    def __init__(self, app: ASGIApp) -> None:
        self.up = asyncio.Event()
        self._app = app
        super().__init__(
            uvicorn.Config(
                self._with_hang_up,
                log_config=None,
                log_level="warning",
                access_log=False,
                lifespan="off",
                ws="none",
                http="h11",
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

    async def _with_hang_up(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["hang_up"] = lambda: self._transport(scope).abort()
        scope["finish"] = lambda: self._transport(scope).close()
        await self._app(scope, receive, send)

    def _transport(self, scope: Scope) -> asyncio.Transport:
        return next(
            connection.transport
            for connection in self.server_state.connections
            if getattr(connection, "client", None) == scope["client"]
        )
