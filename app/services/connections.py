"""Connections that are closed whatever ends their making.

httpcore closes a connection whose TLS handshake fails, but not one whose handshake is cancelled.
"""

import ssl
from collections.abc import Iterable
from typing import Any

import anyio
import httpcore
import httpx


class Connection(httpcore.AsyncNetworkStream):
    """What httpcore opened; `at_once` is the least of bytes that are asked for at a time.

    httpcore asks for 64 KB, and each time costs the same: a fast download would spend more time on
    asking than on receiving.
    """

    def __init__(self, stream: httpcore.AsyncNetworkStream, at_once: int = 0) -> None:
        self._stream = stream
        self._at_once = at_once

    async def read(
        self,
        max_bytes: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
    ) -> bytes:
        return await self._stream.read(max(max_bytes, self._at_once), timeout)

    async def write(
        self,
        buffer: bytes,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
    ) -> None:
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
    ) -> httpcore.AsyncNetworkStream:
        try:
            return await self._stream.start_tls(ssl_context, server_hostname, timeout)
        except BaseException:
            with anyio.CancelScope(shield=True):
                await self.aclose()
            raise

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Backend(httpcore.AsyncNetworkBackend):
    """Opens TCP connections, each a `Connection`."""

    def __init__(self, at_once: int = 0) -> None:
        self._plain = httpcore.AnyIOBackend()
        self._at_once = at_once

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        stream = await self._plain.connect_tcp(host, port, timeout, local_address, socket_options)
        return Connection(stream, self._at_once)


class Transport(httpx.AsyncHTTPTransport):
    """httpx's own transport, with its connections made by `backend`."""

    def __init__(
        self,
        ssl_context: ssl.SSLContext,
        limits: httpx.Limits,
        backend: httpcore.AsyncNetworkBackend,
    ) -> None:
        super().__init__(verify=ssl_context, limits=limits)
        # httpx hands no network backend on to httpcore, which takes one.
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=ssl_context,
            max_connections=limits.max_connections,
            max_keepalive_connections=limits.max_keepalive_connections,
            keepalive_expiry=limits.keepalive_expiry,
            network_backend=backend,
        )
