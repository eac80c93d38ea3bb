"""Bunny Stream's player pages, which the services' histories point to.

What is known: pages lie at `https://(iframe|player).mediadelivery.net/(play|embed)/{library}/{guid}`
or on `video.bunnycdn.com`. The embed page names an HLS playlist at
`https://{zone}.b-cdn.net/{guid}/playlist.m3u8`; beside it may lie `play_{height}p.mp4` (Bunny's
"MP4 fallback"), and a script may set `originalUrl`. Sources: Bunny's documentation of Stream, and
what well-known downloaders read from these pages.
"""

import asyncio
import re
from dataclasses import dataclass
from typing import Final

import httpx

from app.domain.errors import ErrorCode, KadrajError
from app.domain.replies import AddressKind, VideoAddress
from app.services.addresses import AddressPolicy, is_loopback
from app.services.open_internet import OpenInternet
from app.services.pages import page_facts, page_text
from app.services.playlists import stream_at
from app.services.receiving import refused

_HOSTS: Final = frozenset(
    {"iframe.mediadelivery.net", "player.mediadelivery.net", "video.bunnycdn.com"}
)
_PATH: Final = re.compile(r"/(?:play|embed)/([0-9]{1,12})/([0-9A-Za-z-]{8,64})/?")
_EMBED_HOST: Final = "iframe.mediadelivery.net"
_HEIGHTS: Final = (1080, 720, 480, 360, 240)
_MOST_NAMED: Final = 4

_ORIGINAL: Final = re.compile(r"originalUrl\s*[=:]\s*[\"']([^\"'<>\s]{1,2048})[\"']")
_PLAYLIST: Final = re.compile(r"https?://[^\s\"'<>\\]{1,500}?/playlist\.m3u8")
_DRM: Final = re.compile(
    r"/\.drm/|widevine|mediacage|drm_?enabled[\"']?\s*[=:]\s*[\"']?true", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class BunnyPage:
    """A player page: the address of its embedded form, and the address it was known by."""

    embed: str
    known_as: str


def bunny_page(url: httpx.URL, policy: AddressPolicy) -> BunnyPage | None:
    """The player page at an address, if it is one.

    Panels on this computer have theirs on this computer, in the same shape.
    """
    told = _PATH.fullmatch(url.path)
    if told is None:
        return None
    # Signed pages carry their token in the query.
    embed = url.copy_with(path=f"/embed/{told[1]}/{told[2]}", fragment=None)
    if url.host in _HOSTS:
        return BunnyPage(str(embed.copy_with(host=_EMBED_HOST)), str(url))
    if policy.loopback_allowed and is_loopback(url.host):
        return BunnyPage(str(embed), str(url))
    return None


async def bunny_video(internet: OpenInternet, page: BunnyPage) -> VideoAddress | None:
    """The best plain file behind a player page, else its stream, else None: for a browser only.

    Raises `DOWNLOAD_FAILED` when the page refuses, which it does by its status or by its title.
    """
    async with internet.answer("GET", page.embed, {"Referer": page.known_as}) as response:
        if response.status_code != 200:
            raise refused(response)
        html = await page_text(response)
        base = response.url
    facts = await asyncio.to_thread(page_facts, html)
    refusal = re.match(r"40[34]\b", facts.title)
    if refusal is not None:
        raise KadrajError(ErrorCode.DOWNLOAD_FAILED, status=int(refusal[0]))
    if _DRM.search(html):
        return None
    playlist = next(filter(_is_playlist, [*facts.videos, *_PLAYLIST.findall(html)]), None)
    for candidate in _files(html, playlist, facts.videos):
        found = await internet.video_at(base, candidate)
        if found is not None:
            return VideoAddress(AddressKind.FILE, found)
    return None if playlist is None else await stream_at(internet, base, playlist)


def _files(html: str, playlist: str | None, named: list[str]) -> list[str]:
    """Where a plain file may lie, best first; `named` is what the page itself calls a video."""
    original = _ORIGINAL.search(html)
    candidates = [original[1]] if original else []
    if playlist is not None:
        folder = playlist.split("?")[0].removesuffix("playlist.m3u8")
        candidates += [f"{folder}play_{height}p.mp4" for height in _HEIGHTS]
    return candidates + [name for name in named if not _is_playlist(name)][:_MOST_NAMED]


def _is_playlist(address: str) -> bool:
    return address.split("?")[0].endswith("/playlist.m3u8")
