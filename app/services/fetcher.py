"""Bringing a video to this computer: piece by piece, going on where it stopped, checked."""

import re
import time
from pathlib import Path
from typing import Final

import httpx

from app.domain.errors import ErrorCode, KadrajError
from app.domain.ports import Progress
from app.domain.replies import VideoAddress
from app.services.addresses import AddressPolicy, shown_address
from app.services.open_internet import OpenInternet
from app.services.parts import Part, PartWriter, kept_part, writing
from app.services.resolver import resolve

#: More than any clip of these services can have; an endless answer must not fill the disk.
MAX_BYTES: Final = 4 * 1024**3
_PIECE: Final = 64 * 1024
_BETWEEN_REPORTS: Final = 0.1

_CONTENT_RANGE: Final = re.compile(r"bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18})")
_NO_VIDEO_TYPES: Final = ("text/", "application/json", "application/xml", "application/xhtml")


class HttpVideoFetcher:
    """A `VideoFetcher` over HTTP."""

    def __init__(self, policy: AddressPolicy, connect: float = 10.0, read: float = 60.0) -> None:
        """`connect` and `read` are seconds to wait for a connection and for each piece."""
        self._internet = OpenInternet(policy, connect, read)

    async def resolve(self, url: str) -> VideoAddress:
        """Looks behind an address that may be a player page."""
        return await resolve(self._internet, url)

    async def fetch(self, url: str, part: Path, progress: Progress) -> None:
        """Brings the file at `url` into `part`, or goes on with it.

        Going on needs the same address and the server's word that the file is still the same: its
        ETag or its time of change, kept in `….part.json` until the part is whole. `progress` is
        called in the loop's thread, about ten times a second and at the end.

        Raises `NO_VIDEO_ADDRESS`, `ADDRESS_REFUSED`, `REDIRECTED`, `UNREACHABLE`, `TIMED_OUT`,
        `DOWNLOAD_FAILED`, `DOWNLOAD_CUT`, `NOT_A_VIDEO`, `DISK_FULL` or `FILE_FAILED`.
        """
        self._internet.policy.check(url)
        kept = await kept_part(part, shown_address(url))
        if kept is None or not await self._attempt(url, part, progress, kept):
            await self._attempt(url, part, progress, None)

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._internet.aclose()

    async def _attempt(self, url: str, part: Path, progress: Progress, kept: Part | None) -> bool:
        """One request. False when the part cannot be continued and has to be begun anew."""
        headers = {}
        if kept is not None:
            headers = {"Range": f"bytes={kept.size}-", "If-Range": kept.validator}
        async with self._internet.answer("GET", url, headers) as response:
            if kept is not None and response.status_code in (206, 416):
                total = _continued_total(response, kept)
                if total is None:
                    return False
            elif response.status_code == 200:
                kept, total = None, _announced(response)
            else:
                raise KadrajError(ErrorCode.DOWNLOAD_FAILED, status=response.status_code)
            _check_kind(response)
            begun = kept or Part(shown_address(url), _validator(response), 0)
            async with writing(part, begun) as file:
                await _copy(response, file, total, progress)
            return True


async def _copy(
    response: httpx.Response, file: PartWriter, total: int | None, progress: Progress
) -> None:
    reported = -_BETWEEN_REPORTS
    try:
        async for piece in response.aiter_raw(_PIECE):
            # Pages of error, however they are labelled; no video container begins like this.
            if file.size == 0 and piece.lstrip()[:1] in (b"<", b"{"):
                raise _not_a_video(response)
            if file.size + len(piece) > (MAX_BYTES if total is None else total):
                raise KadrajError(
                    ErrorCode.DOWNLOAD_CUT, received=file.size + len(piece), expected=total
                )
            await file.write(piece)
            if time.monotonic() - reported >= _BETWEEN_REPORTS:
                reported = time.monotonic()
                progress(file.size, total)
    except (httpx.NetworkError, httpx.RemoteProtocolError):
        raise KadrajError(ErrorCode.DOWNLOAD_CUT, received=file.size, expected=total) from None
    if file.size == 0:
        raise _not_a_video(response)
    if total is not None and file.size != total:
        raise KadrajError(ErrorCode.DOWNLOAD_CUT, received=file.size, expected=total)
    await file.finish()
    progress(file.size, file.size)


def _continued_total(response: httpx.Response, kept: Part) -> int | None:
    """Bytes of the whole file when the answer goes on exactly where the part ends, else None."""
    told = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", "").strip())
    if response.status_code != 206 or told is None or int(told[1]) != kept.size:
        return None
    if _validator(response) not in ("", kept.validator):
        return None
    return int(told[2])


def _announced(response: httpx.Response) -> int | None:
    length = response.headers.get("Content-Length", "")
    if not re.fullmatch(r"[0-9]{1,18}", length):
        return None
    if int(length) > MAX_BYTES:
        raise _not_a_video(response)
    return int(length)


def _validator(response: httpx.Response) -> str:
    """What `If-Range` may name (RFC 9110, 13.1.5): a strong ETag, else the time of change."""
    tag: str = response.headers.get("ETag", "")
    if tag.startswith('"'):
        return tag
    changed: str = response.headers.get("Last-Modified", "")
    return changed


def _check_kind(response: httpx.Response) -> None:
    kind = response.headers.get("Content-Type", "").strip().lower()
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if kind.startswith(_NO_VIDEO_TYPES) or packing not in ("identity", ""):
        raise _not_a_video(response)


def _not_a_video(response: httpx.Response) -> KadrajError:
    name = response.url.path.rpartition("/")[2] or response.url.host
    return KadrajError(ErrorCode.NOT_A_VIDEO, name=name[:200])
