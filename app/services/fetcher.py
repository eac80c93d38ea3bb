"""Bringing a video to this computer: piece by piece, going on where it stopped, checked."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import httpx

from app.domain.errors import ErrorCode, KadrajError
from app.domain.ports import Progress, Room, StreamJoiner
from app.domain.replies import AddressKind, VideoAddress
from app.services.addresses import AddressPolicy, shown_address
from app.services.open_internet import OpenInternet
from app.services.parts import Part, check_room, kept_part, to_its_end, writing
from app.services.pieces import StreamTools, fetch_stream, forget_pieces
from app.services.receiving import (
    MAX_BYTES,
    announced,
    check_kind,
    receive,
    refused,
)
from app.services.relay import HttpVideoRelay
from app.services.resolver import resolve
from app.services.route import Route

_CONTENT_RANGE: Final = re.compile(r"bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18})")
_NOTHING_LEFT: Final = re.compile(r"bytes \*/([0-9]{1,18})")


class HttpVideoFetcher:
    """A `VideoFetcher` over HTTP."""

    def __init__(
        self,
        policy: AddressPolicy,
        join: StreamJoiner,
        room: Room,
        connect: float = 10.0,
        read: float = 60.0,
        route: Route | None = None,
    ) -> None:
        """`connect` and `read` are seconds to wait for a connection and for each piece."""
        self._internet = OpenInternet(policy, connect, read, route)
        self._relay = HttpVideoRelay(policy, connect, read, route)
        self._join = join
        self._room = room
        self._read = read

    async def resolve(self, url: str) -> VideoAddress:
        """Looks behind an address that may be a player page."""
        return await resolve(self._internet, url)

    async def fetch(self, address: VideoAddress, part: Path, progress: Progress) -> None:
        """Brings the video at `address` into `part`, or goes on with it.

        Going on with a file needs the same address and the server's word that the file is still
        the same: its ETag or its time of change, kept in `….part.json` until the part is whole.
        Of a stream, the pieces that arrived whole are kept. `progress` is called in the loop's
        thread, about ten times a second and at the end.

        Raises `NO_VIDEO_ADDRESS`, `ADDRESS_REFUSED`, `REDIRECTED`, `UNREACHABLE`, `TIMED_OUT`,
        `DOWNLOAD_FAILED`, `DOWNLOAD_CUT`, `NOT_A_VIDEO`, `ONLY_IN_BROWSER`, `DISK_FULL` or
        `FILE_FAILED`.
        """
        self._internet.policy.check(address.url)
        match address.kind:
            case AddressKind.FILE:
                await self._fetch_file(address.url, part, progress)
            case AddressKind.HLS:
                tools = StreamTools(self._internet, self._join, self._room, self._read)
                await fetch_stream(tools, address.url, part, progress)
            case AddressKind.BROWSER_ONLY:
                raise KadrajError(ErrorCode.ONLY_IN_BROWSER, url=address.url)

    async def stream(self, address: VideoAddress) -> str:
        """An address on this computer from which a player gets the file at `address`."""
        return await self._relay.open(address.url)

    def cut_stream(self) -> None:
        """Ends what a player is being sent, before it is asked to let go of it."""
        self._relay.cut()

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._relay.aclose()
        await self._internet.aclose()

    async def _fetch_file(self, url: str, part: Path, progress: Progress) -> None:
        kept = await kept_part(part, shown_address(url))
        if kept is None or not await self._attempt(url, part, progress, kept):
            await self._attempt(url, part, progress, None)
        await to_its_end(lambda: forget_pieces(part))

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
                begun = replace(kept, total=total)
            elif response.status_code == 200:
                total = announced(response)
                begun = Part(shown_address(url), _validator(response), total)
            else:
                raise refused(response)
            whole = response.status_code == 416
            if not whole:
                check_kind(response)
            async with writing(part, begun) as file:
                if whole:
                    await file.finish()
                else:
                    await check_room(self._room, part, (total or 0) - file.size)
                    await receive(response, file, total, progress, self._read)
                progress(file.size, file.size)
            return True


def _continued_total(response: httpx.Response, kept: Part) -> int | None:
    """Bytes of the whole file when the answer goes on exactly where the part ends, else None.

    Where nothing is left to go on with the answer is a 416 (RFC 9110, 15.5.17).
    """
    nothing_left = response.status_code == 416
    pattern = _NOTHING_LEFT if nothing_left else _CONTENT_RANGE
    told = pattern.fullmatch(response.headers.get("Content-Range", "").strip())
    if told is None or int(told[1]) != kept.size:
        return None
    total = kept.size if nothing_left else int(told[2])
    if _validator(response) not in ("", kept.validator):
        return None
    return total if kept.total in (None, total) and total <= MAX_BYTES else None


def _validator(response: httpx.Response) -> str:
    """What `If-Range` may name (RFC 9110, 13.1.5): a strong ETag, else the time of change."""
    tag: str = response.headers.get("ETag", "")
    if tag.startswith('"'):
        return tag
    changed: str = response.headers.get("Last-Modified", "")
    return changed
