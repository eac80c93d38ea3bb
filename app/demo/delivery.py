"""Handing out a file in the ways that make downloads hard."""

import asyncio
import gzip
import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.demo.server import wait_until_gone

_PIECE: Final = 64 * 1024
_DRIP: Final = 2 * 1024
# A box of an MP4 that players pass over (ISO/IEC 14496-12, 8.1.2).
_FREE: Final = b"\x00\x00\x00\x48free"


class Ranges(StrEnum):
    """What becomes of a request for the rest of a file."""

    HONOURED = "honoured"
    IGNORED = "ignored"
    WRONG = "wrong"  # another piece than the one asked for, and said so
    REFUSED = "refused"  # 416


class Change(StrEnum):
    """What becomes of a file after it was asked for once."""

    NONE = "none"
    OTHER = "other"
    SHRUNK = "shrunk"
    GROWN = "grown"


@dataclass(frozen=True, slots=True)
class Delivery:
    """How files are handed out. The first `cuts` answers for each file end after `cut_at` bytes.

    `tagged` gives an ETag, `announced` a length; `tag_kept` leaves the ETag as it is when the file
    changes. `drip` is the seconds between any two pieces of 2 KB.
    """

    cut_at: int | None = None
    cuts: int = 1
    ranges: Ranges = Ranges.HONOURED
    change: Change = Change.NONE
    tagged: bool = True
    tag_kept: bool = False
    announced: bool = True
    gzipped: bool = False
    drip: float = 0.0


class Delivered(Response):
    """The answer to the request number `turn` (from 0) for the file with this `content`.

    `wait` is awaited with the seconds of a drip.
    """

    def __init__(
        self,
        content: bytes,
        delivery: Delivery,
        turn: int,
        wait: Callable[[float], Awaitable[None]],
    ) -> None:
        super().__init__(media_type="video/mp4")
        self._delivery = delivery
        self._wait = wait
        self._content = _version(content, delivery.change, turn)
        self._tag = _tag(_version(content, delivery.change, 0 if delivery.tag_kept else turn))
        self._cut = delivery.cut_at if turn < delivery.cuts else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers, or a part of it."""
        asked = {name.decode().lower(): value.decode() for name, value in scope["headers"]}
        status, body, headers = self._answer(asked)
        if self._delivery.gzipped:
            body = await asyncio.to_thread(gzip.compress, body)
            headers["content-encoding"] = "gzip"
        if self._delivery.announced:
            headers["content-length"] = str(len(body))
        await send(
            {
                "type": "http.response.start",
                "status": status,
                "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            }
        )
        body = b"" if scope["method"] == "HEAD" else body
        shown = body[: self._cut] if self._cut is not None else body
        step = _DRIP if self._delivery.drip else _PIECE
        for start in range(0, len(shown), step):
            piece = shown[start : start + step]
            await send({"type": "http.response.body", "body": piece, "more_body": True})
            if self._delivery.drip:
                await self._wait(self._delivery.drip)
        if len(shown) < len(body):
            scope["connection"].close()
            await wait_until_gone(receive)
        else:
            await send({"type": "http.response.body", "body": b""})

    def _answer(self, asked: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        headers = {"content-type": "video/mp4"}
        if self._delivery.tagged:
            headers["etag"] = self._tag
        wanted = re.fullmatch(r"bytes=([0-9]+)-", asked.get("range", ""))
        start, size = int(wanted[1]) if wanted else 0, len(self._content)
        # Without a range, or for a file that is not the one it began with, everything is given.
        if not wanted or asked.get("if-range", self._tag) != self._tag:
            return 200, self._content, headers
        match self._delivery.ranges:
            case Ranges.IGNORED:
                return 200, self._content, headers
            case Ranges.WRONG:
                start = max(0, start - 100)
            case Ranges.REFUSED:
                start = size
            case Ranges.HONOURED:
                pass
        if start >= size:
            return 416, b"", headers | {"content-range": f"bytes */{size}"}
        headers["content-range"] = f"bytes {start}-{size - 1}/{size}"
        return 206, self._content[start:], headers


def _version(content: bytes, change: Change, turn: int) -> bytes:
    """The file as it is at a turn. All versions are whole videos."""
    match change:
        case Change.NONE:
            return content
        case Change.OTHER:
            return content + _FREE + (b"\x01" if turn else b"\x00") * 64
        case Change.SHRUNK:
            return content if turn else content + _FREE + bytes(64)
        case Change.GROWN:
            return content + _FREE + bytes(64) if turn else content


def _tag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'
