"""Looking behind a video's address: a file, a stream, or a page that only a browser can play."""

import asyncio
from typing import Final

import httpx

from app.domain.errors import ErrorCode, KadrajError
from app.domain.replies import AddressKind, VideoAddress
from app.services.bunny import bunny_page, bunny_video
from app.services.open_internet import OpenInternet, is_video
from app.services.pages import page_facts, page_text
from app.services.playlists import is_playlist, stream_at
from app.services.receiving import refused

_VIDEO_ENDINGS: Final = (".mp4", ".m4v", ".mov", ".webm")
_LONGEST: Final = 60.0
_MOST_CANDIDATES: Final = 6


async def resolve(internet: OpenInternet, url: str) -> VideoAddress:
    """What lies at `url`, found out within a minute.

    A plain file is preferred to a stream. Streams that cannot become a file, for instance those
    that are encrypted, count as playable by a browser only. Raises `NO_VIDEO_ADDRESS`,
    `ADDRESS_REFUSED`, `DOWNLOAD_FAILED` when the server refuses the address, and what connections
    raise.
    """
    parsed = internet.policy.check(url)
    if _ends_like_a_video(parsed):
        # The download itself refuses what turns out to be a page.
        return VideoAddress(AddressKind.FILE, url)
    try:
        async with asyncio.timeout(_LONGEST):
            found = await _behind(internet, parsed)
    except TimeoutError:
        raise KadrajError(ErrorCode.TIMED_OUT, host=parsed.host[:200]) from None
    return found or VideoAddress(AddressKind.BROWSER_ONLY, url)


async def _behind(internet: OpenInternet, url: httpx.URL) -> VideoAddress | None:
    page = bunny_page(url, internet.policy)
    if page is not None:
        return await bunny_video(internet, page)
    async with internet.answer("GET", str(url)) as response:
        if response.status_code != 200:
            raise refused(response)
        if is_playlist(response):
            return await stream_at(internet, url, str(url))
        if is_video(response):
            return VideoAddress(AddressKind.FILE, str(url))
        html = await page_text(response)
        base = response.url
    facts = await asyncio.to_thread(page_facts, html)
    named = facts.videos[:_MOST_CANDIDATES]
    for look in (_file_at, stream_at):
        for address in named:
            found = await look(internet, base, address)
            if found is not None:
                return found
    return None


async def _file_at(internet: OpenInternet, base: httpx.URL, address: str) -> VideoAddress | None:
    """An address named by a page, absolute, if it is one of a video."""
    try:
        target = internet.policy.check(str(base.join(address)))
    except (httpx.InvalidURL, KadrajError):
        return None
    if _ends_like_a_video(target):
        return VideoAddress(AddressKind.FILE, str(target))
    found = await internet.video_at(base, address)
    return None if found is None else VideoAddress(AddressKind.FILE, found)


def _ends_like_a_video(url: httpx.URL) -> bool:
    return url.path.lower().endswith(_VIDEO_ENDINGS)
