"""The body of an answer on its way into a file: counted, checked, not waited for endlessly."""

import re
import time
from datetime import UTC, datetime
from typing import Final

import httpx

from app.domain.errors import ErrorCode, KadrajError
from app.domain.ports import Progress
from app.services.parts import PartWriter
from app.services.reading import retry_after

#: More than any clip of these services can have; an endless answer must not fill the disk.
MAX_BYTES: Final = 4 * 1024**3
#: Bytes that must come within each `read` seconds. A server that drips would otherwise hold a
#: download's place for ever; trying again may meet a better one.
LEAST_BYTES: Final = 4096
#: Seconds that a server may ask for before it is tried again.
LONGEST_WAIT: Final = 3600.0
_NO_VIDEO_TYPES: Final = ("text/", "application/json", "application/xml", "application/xhtml")
_BETWEEN_REPORTS: Final = 0.1


async def receive(
    response: httpx.Response,
    file: PartWriter,
    total: int | None,
    progress: Progress,
    read: float,
) -> None:
    """Writes the body behind what is in `file`, up to `total` bytes in all, and finishes the file.

    `read` is the time in seconds within which `LEAST_BYTES` must arrive. Raises `DOWNLOAD_CUT`,
    `NOT_A_VIDEO`, `TIMED_OUT`, `DISK_FULL` and `FILE_FAILED`.
    """
    reported = -_BETWEEN_REPORTS
    watched, watched_size = time.monotonic(), file.size
    try:
        # The time limit of httpx holds for each read; small ones must not begin it anew.
        async for piece in response.aiter_raw():
            # Pages of error, however they are labelled; no video container begins like this.
            if file.size == 0 and piece.lstrip()[:1] in (b"<", b"{"):
                raise not_a_video(response)
            if file.size + len(piece) > (MAX_BYTES if total is None else total):
                raise _cut(file.size + len(piece), total)
            await file.write(piece)
            now = time.monotonic()
            if now - reported >= _BETWEEN_REPORTS:
                reported = now
                progress(file.size, total)
            if file.size - watched_size >= LEAST_BYTES:
                watched, watched_size = now, file.size
            elif now - watched > read:
                raise KadrajError(ErrorCode.TIMED_OUT, host=response.url.host[:200])
    except (httpx.NetworkError, httpx.RemoteProtocolError):
        raise _cut(file.size, total) from None
    if file.size == 0:
        raise not_a_video(response)
    if total is not None and file.size != total:
        raise _cut(file.size, total)
    await file.finish()


def announced(response: httpx.Response) -> int | None:
    """Bytes of the body by `Content-Length`; `NOT_A_VIDEO` for more than `MAX_BYTES`."""
    length = response.headers.get("Content-Length", "")
    if not re.fullmatch(r"[0-9]{1,18}", length):
        return None
    if int(length) > MAX_BYTES:
        raise not_a_video(response)
    return int(length)


def check_kind(response: httpx.Response) -> None:
    """Raises `NOT_A_VIDEO` for an answer that calls itself a page or data, or is packed."""
    kind = response.headers.get("Content-Type", "").strip().lower()
    if kind.startswith(_NO_VIDEO_TYPES):
        raise not_a_video(response)
    check_packing(response)


def check_packing(response: httpx.Response) -> None:
    """Raises `NOT_A_VIDEO` for a body that is packed though nobody asked for that."""
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("identity", ""):
        raise not_a_video(response)


def refused(response: httpx.Response) -> KadrajError:
    """The error for a status that gives no file, with how long the server asks to be left alone."""
    status = response.status_code
    wait = retry_after(response.headers.get("Retry-After", ""), datetime.now(UTC))
    if wait is None:
        return KadrajError(ErrorCode.DOWNLOAD_FAILED, status=status)
    return KadrajError(
        ErrorCode.DOWNLOAD_FAILED, status=status, retry_after=min(wait, LONGEST_WAIT)
    )


def not_a_video(response: httpx.Response) -> KadrajError:
    """The error for an answer that is something else."""
    name = response.url.path.rpartition("/")[2] or response.url.host
    return KadrajError(ErrorCode.NOT_A_VIDEO, name=name[:200])


def _cut(received: int, expected: int | None) -> KadrajError:
    return KadrajError(ErrorCode.DOWNLOAD_CUT, received=received, expected=expected)
