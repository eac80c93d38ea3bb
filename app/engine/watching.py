"""Watching a clip that is not on this computer."""

import asyncio
from collections.abc import Mapping

from app.domain.errors import ErrorCode, KadrajError
from app.domain.ports import Library, VideoFetcher
from app.domain.replies import AddressKind, VideoAddress
from app.engine.finding import VideoFinder


class Watching:
    """Finds a clip's video as a download does, and has it passed on to a player."""

    def __init__(
        self, library: Library, finder: VideoFinder, fetchers: Mapping[str, VideoFetcher]
    ) -> None:
        self._library = library
        self._finder = finder
        self._fetchers = fetchers
        self._opening: asyncio.Task[str] | None = None

    async def open(self, clip_id: str) -> str:
        """The address on this computer where a player finds the clip's video.

        Nothing for what has to become a file first: a stream in pieces, or a server that gives
        files only whole. Raises what a download does, and `CLIP_UNKNOWN`. Cancelled when another
        clip is opened before this one was found, lest it ends what is passed on by then.
        """
        if self._opening is not None:
            self._opening.cancel()
        self._opening = asyncio.create_task(self._open(clip_id))
        return await self._opening

    async def _open(self, clip_id: str) -> str:
        clip = await self._library.clip(clip_id)
        if clip is None:
            raise KadrajError(ErrorCode.CLIP_UNKNOWN, value=clip_id)
        found: list[str] = []

        async def pass_on(address: VideoAddress) -> None:
            if address.kind is AddressKind.BROWSER_ONLY:
                raise KadrajError(ErrorCode.ONLY_IN_BROWSER, url=address.url)
            if address.kind is AddressKind.FILE:
                found.append(await self._fetchers[clip.service].stream(address))

        await self._finder.use_first(clip, pass_on)
        return found[0] if found else ""

    def leave(self) -> None:
        """Passes nothing on any more."""
        for fetcher in self._fetchers.values():
            fetcher.cut_stream()
