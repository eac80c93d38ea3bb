"""Videos for a player on this computer, while they come from elsewhere.

A player that went to the open internet by itself would follow redirects and playlists wherever
they lead. So it is given an address on this computer that nobody can guess, and what it asks for
there is asked for by Kadraj's own guarded client. Nothing is kept.

The relay has a thread and a loop of its own: a player that waits for bytes may hold the window's.
"""

import asyncio
import os
import re
import secrets
import threading
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, Final, TypeVar

import httpx

from app.domain.errors import ErrorCode, KadrajError
from app.services.addresses import AddressPolicy
from app.services.open_internet import OpenInternet
from app.services.receiving import MAX_BYTES, check_kind, check_packing
from app.services.route import Route

_HOST: Final = "127.0.0.1"
_MAX_HEAD: Final = 8 * 1024
_HEAD_SECONDS: Final = 5.0
_MOST_CONNECTIONS: Final = 4
#: Seconds before the origin is asked again for what it stopped to send.
_RETRIES: Final = (0.2, 0.5, 1.0, 2.0, 4.0)
_REQUEST: Final = re.compile(r"(GET|HEAD) /([\w-]{43}) HTTP/1\.[01]\r\n")
_RANGE: Final = re.compile(r"\r\nrange: *bytes=([0-9]{1,15})-([0-9]{1,15})?\r\n", re.IGNORECASE)
_CONTENT_RANGE: Final = re.compile(r"bytes ([0-9]{1,15})-[0-9]{1,15}/([0-9]{1,15})")

_T = TypeVar("_T")


class HttpVideoRelay:
    """One video at a time, on a port of its own."""

    def __init__(
        self,
        policy: AddressPolicy,
        connect: float = 10.0,
        read: float = 30.0,
        route: Route | None = None,
    ) -> None:
        """`connect` and `read` are seconds to wait for a connection and for each piece."""
        self._policy = policy
        self._patience = (connect, read)
        self._route = route
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._internet: OpenInternet | None = None
        self._server: asyncio.Server | None = None
        self._token = ""
        self._url = ""
        self._total = 0
        self._players: set[asyncio.Task[None]] = set()

    async def open(self, url: str) -> str:
        """The address at which a player on this computer finds the video at `url`.

        Nothing where the server gives no parts of files. The one before is no longer served.
        Raises `ADDRESS_REFUSED`, `DOWNLOAD_FAILED`, `NOT_A_VIDEO` and what connections raise.
        """
        self._policy.check(url)
        if self._loop is None:
            _keep_from_proxy()
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(
                target=self._loop.run_forever, name="video relay", daemon=True
            )
            self._thread.start()
        return await asyncio.wrap_future(self._there(self._open(url)))

    def cut(self) -> None:
        """Ends what a player is being sent. From any thread; returns when it is done."""
        if self._loop is not None:
            self._there(self._cut()).result()

    async def aclose(self) -> None:
        """Ends everything."""
        if self._loop is None or self._thread is None:
            return
        await asyncio.wrap_future(self._there(self._end()))
        self._loop.call_soon_threadsafe(self._loop.stop)
        await asyncio.to_thread(self._thread.join)
        self._loop.close()
        self._loop = self._thread = None

    def _there(self, work: Coroutine[Any, Any, _T]) -> Any:
        assert self._loop is not None  # noqa: S101 - was made by `open`
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    # -- In the relay's own thread -------------------------------------------------------------

    async def _open(self, url: str) -> str:
        await self._cut()
        if self._server is None or self._internet is None:
            self._internet = OpenInternet(self._policy, *self._patience, self._route)
            self._server = await asyncio.start_server(self._on_connected, _HOST, 0, limit=_MAX_HEAD)
        async with self._internet.answer("GET", url, {"Range": "bytes=0-0"}) as response:
            total = _whole_length(response)
        if not total:
            return ""
        self._url, self._total, self._token = url, total, secrets.token_urlsafe(32)
        port = self._server.sockets[0].getsockname()[1]
        return f"http://{_HOST}:{port}/{self._token}"

    async def _cut(self) -> None:
        self._token = ""
        players = list(self._players)
        for player in players:
            player.cancel()
        if players:
            await asyncio.wait(players)

    async def _end(self) -> None:
        await self._cut()
        if self._server is not None and self._internet is not None:
            self._server.close()
            await self._internet.aclose()

    async def _on_connected(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        player = asyncio.current_task()
        assert player is not None  # noqa: S101 - a server's callback runs in a task
        self._players.add(player)
        try:
            if len(self._players) <= _MOST_CONNECTIONS:
                await self._serve(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
            pass  # the player has gone, or was none
        except asyncio.CancelledError:
            pass  # cut: the task ends here, and nobody awaits it for its outcome
        finally:
            self._players.discard(player)
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with asyncio.timeout(_HEAD_SECONDS):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        asked = _REQUEST.match(head)
        if asked is None or not secrets.compare_digest(asked[2], self._token):
            writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()
            return
        span = _RANGE.search(head)
        first = int(span[1]) if span else 0
        last = min(int(span[2]) if span and span[2] else self._total, self._total - 1)
        if first > last:
            writer.write(b"HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()
            return
        lines = [
            "HTTP/1.1 206 Partial Content" if span else "HTTP/1.1 200 OK",
            "Content-Type: video/mp4",
            "Accept-Ranges: bytes",
            f"Content-Length: {last - first + 1}",
            f"Content-Range: bytes {first}-{last}/{self._total}" if span else "Connection: close",
        ]
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        await writer.drain()
        if asked[1] == "GET":
            await self._send(writer, first, last)

    async def _send(self, writer: asyncio.StreamWriter, first: int, last: int) -> None:
        """Sends these bytes, and asks for the rest again where the origin stops half-way."""
        for wait in (*_RETRIES, None):
            with suppress(KadrajError):
                begun = first
                first = await self._pass_on(writer, first, last)
                if first > last:
                    return
                if first > begun:
                    continue
            if wait is None:
                return
            await asyncio.sleep(wait)

    async def _pass_on(self, writer: asyncio.StreamWriter, first: int, last: int) -> int:
        """Passes one answer of the origin on; returns the first byte that is still missing."""
        assert self._internet is not None  # noqa: S101 - was made by `_open`
        asked = {"Range": f"bytes={first}-{last}"}
        async with self._internet.answer("GET", self._url, asked) as response:
            if response.status_code != 206 or not _begins_at(response, first, self._total):
                raise KadrajError(ErrorCode.DOWNLOAD_FAILED, status=response.status_code)
            check_packing(response)
            pieces = response.aiter_raw()
            while first <= last:
                try:
                    piece = await anext(pieces)
                except (StopAsyncIteration, httpx.HTTPError):
                    break
                piece = piece[: last - first + 1]
                writer.write(piece)
                await writer.drain()
                first += len(piece)
        return first


def _whole_length(response: httpx.Response) -> int:
    """Bytes of the whole video; 0 where it cannot be asked for in parts."""
    if response.status_code not in (200, 206):
        raise KadrajError(ErrorCode.DOWNLOAD_FAILED, status=response.status_code)
    check_kind(response)
    told = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", "").strip())
    if response.status_code == 200 or told is None or int(told[2]) > MAX_BYTES:
        return 0
    return int(told[2])


def _begins_at(response: httpx.Response, first: int, total: int) -> bool:
    told = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", "").strip())
    return told is not None and (int(told[1]), int(told[2])) == (first, total)


def _keep_from_proxy() -> None:
    """Lets FFmpeg, which goes by `http_proxy` for this computer too, reach the relay directly."""
    if os.environ.get("http_proxy"):
        direct = os.environ.get("no_proxy", "")
        if _HOST not in direct.split(","):
            os.environ["no_proxy"] = f"{direct},{_HOST}".lstrip(",")
