"""HLS playlists (RFC 8216): which pieces make up a video, at its best.

Nothing here trusts a playlist: its text is capped, and every address in it is checked like any
other before anybody goes there.
"""

import asyncio
from dataclasses import dataclass
from typing import Any, Final

import httpx
import m3u8  # type: ignore[import-untyped]

from app.domain.errors import KadrajError, is_passing
from app.domain.ports import StreamRun
from app.domain.replies import AddressKind, VideoAddress
from app.services.open_internet import OpenInternet
from app.services.reading import read_body
from app.services.receiving import refused

_MAX_PLAYLIST: Final = 512 * 1024
_MOST_PIECES: Final = 2000
_TYPES: Final = ("application/vnd.apple.mpegurl", "application/x-mpegurl", "audio/mpegurl")
# What the parser stumbles over in broken playlists, found by breaking some.
_BROKEN: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    httpx.InvalidURL,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of a stream, or `length` bytes of it from byte `first` on."""

    url: str
    first: int = 0
    length: int | None = None


@dataclass(frozen=True, slots=True)
class StreamPlan:
    """A whole stream of `seconds`."""

    runs: tuple[StreamRun[Piece], ...]
    seconds: float


def is_playlist(response: httpx.Response) -> bool:
    """Whether an answer is labelled as a playlist; servers know three names for it."""
    kind: str = response.headers.get("Content-Type", "")
    return kind.partition(";")[0].strip().lower() in _TYPES


async def stream_at(internet: OpenInternet, base: httpx.URL, address: str) -> VideoAddress | None:
    """An address written in the page `base`, if a stream lies there that can become one file.

    Raises what passes by itself: nothing is known then.
    """
    try:
        target = internet.policy.check(str(base.join(address)))
        plan = await read_plan(internet, str(target))
    except httpx.InvalidURL:
        return None
    except KadrajError as error:
        if is_passing(error.code, error.params):
            raise
        return None
    return None if plan is None else VideoAddress(AddressKind.HLS, str(target))


async def read_plan(internet: OpenInternet, url: str) -> StreamPlan | None:
    """What to fetch for the stream at `url`, in its best quality.

    None when only a browser can play it: it is encrypted, still going on, full of holes, or not
    to be understood. Raises `ADDRESS_REFUSED`, `DOWNLOAD_FAILED` and what connections raise.
    """
    try:
        first, base = await _playlist(internet, url)
        tracks = [(first, base)]
        if first.is_variant:
            addresses = _best(first)
            tracks = [await _playlist(internet, str(base.join(each))) for each in addresses]
        runs = [_runs(playlist, base, internet) for playlist, base in tracks]
        pieces = sum(len(track) for row in runs for track in row)
        if len({len(row) for row in runs}) != 1 or not 0 < pieces <= _MOST_PIECES:
            return None
        seconds = sum(segment.duration or 0.0 for segment in tracks[0][0].segments)
    except _BROKEN:
        return None
    return StreamPlan(tuple(StreamRun(each) for each in zip(*runs, strict=True)), float(seconds))


async def _playlist(internet: OpenInternet, url: str) -> tuple[Any, httpx.URL]:
    async with internet.answer("GET", url) as response:
        if response.status_code != 200:
            raise refused(response)
        body = await read_body(response, _MAX_PLAYLIST)
        base = response.url
    # Not above: what is no text would be taken for trouble with the connection.
    text = body.decode("utf-8")
    if not text.lstrip("\ufeff").startswith("#EXTM3U"):
        raise ValueError("not a playlist")
    return await asyncio.to_thread(m3u8.loads, text), base


def _best(master: Any) -> list[str]:
    """The addresses of the playlists of the most bits a second: all in one, or sound apart."""
    best = max(master.playlists, key=lambda each: each.stream_info.bandwidth)
    sounds = [
        each
        for each in master.media
        if each.type == "AUDIO" and each.group_id == best.stream_info.audio
    ]
    sounds.sort(key=lambda each: (each.default == "YES", each.autoselect == "YES"), reverse=True)
    # Without an address, the sound is in the pictures' own pieces.
    return [best.uri, *(each.uri for each in sounds[:1] if each.uri)]


def _runs(playlist: Any, base: httpx.URL, internet: OpenInternet) -> list[tuple[Piece, ...]]:
    """The pieces of one track, run by run."""
    if playlist.is_variant or not playlist.is_endlist:
        raise ValueError("not a whole stream")
    if any(key is not None and key.method != "NONE" for key in playlist.keys):
        raise ValueError("encrypted")
    if any(segment.gap_tag for segment in playlist.segments):
        raise ValueError("a piece is missing")

    def piece(part: Any, before: Piece | None) -> Piece:
        url = str(internet.policy.check(str(base.join(part.uri))))
        if not part.byterange:
            return Piece(url)
        length, _, first = part.byterange.partition("@")
        if first:
            return Piece(url, int(first), int(length))
        if before is None or before.url != url or before.length is None:
            raise ValueError("a range that begins nowhere")
        return Piece(url, before.first + before.length, int(length))

    runs: list[list[Piece]] = []
    head: Any = None
    before: Piece | None = None
    for segment in playlist.segments:
        if segment.discontinuity or not runs or segment.init_section != head:
            head = segment.init_section
            runs.append([piece(head, None)] if head else [])
        before = piece(segment, before)
        runs[-1].append(before)
    return [tuple(run) for run in runs]
