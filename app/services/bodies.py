"""Request bodies: JSON with a picture of many megabytes in it, without stalling the window.

Turning 10 MB of base64 into JSON in one call holds the interpreter for tens of milliseconds, even
from a thread. So the JSON is made with a short mark where the picture belongs, and the picture is
encoded piece by piece around it while it is sent.
"""

import asyncio
import base64
import json
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.domain.errors import ErrorCode, KadrajError
from app.domain.requests import GenerationRequest, Picture

JsonObject = dict[str, Any]

# Divisible by three, so that no piece but the last is padded.
_PIECE: Final = 3 * 256 * 1024


@dataclass(frozen=True, slots=True)
class RequestBody:
    """`head`, then `picture` as base64, then `tail`."""

    head: bytes
    picture: bytes
    tail: bytes

    @property
    def length(self) -> int:
        """Bytes that `chunks` gives in total."""
        return len(self.head) + (len(self.picture) + 2) // 3 * 4 + len(self.tail)

    async def chunks(self) -> AsyncIterator[bytes]:
        """The body in pieces, with room for others between them."""
        yield self.head
        picture = memoryview(self.picture)
        for start in range(0, len(picture), _PIECE):
            yield base64.b64encode(picture[start : start + _PIECE])
            await asyncio.sleep(0)
        yield self.tail


async def request_body(
    shape: Callable[[GenerationRequest, str | None], JsonObject], request: GenerationRequest
) -> RequestBody:
    """The body for a request, its picture read from the disk.

    The picture is read whole before anything is sent: a file that vanishes half way would leave it
    open what the service made of the other half. Raises `PICTURE_UNREADABLE` when the file cannot
    be read or is not the size that was checked.
    """
    if request.picture is None:
        return RequestBody(json.dumps(shape(request, None)).encode(), b"", b"")
    picture = await asyncio.to_thread(_read, request.picture)
    mark = secrets.token_hex(16)
    head, tail = json.dumps(shape(request, mark)).encode().split(mark.encode())
    return RequestBody(head, picture, tail)


def _read(picture: Picture) -> bytes:
    try:
        with Path(picture.path).open("rb") as file:
            data = file.read(picture.size + 1)
    except (OSError, ValueError):
        data = b""
    if not data or len(data) != picture.size:
        raise KadrajError(ErrorCode.PICTURE_UNREADABLE, name=picture.name)
    return data
