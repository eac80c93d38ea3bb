"""Throwing videos away, in such a way that they can be fetched back."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from app.domain.clips import Clip
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import ClipChanged
from app.domain.ports import Library, RecycleBin
from app.engine.downloading import Downloader
from app.engine.hub import EventHub


class Trash:
    """Puts clips into the recycle bin, with all their files, and takes them out again.

    The row is written first: killed in between, a clip is in the bin by its row and has its files
    still, and comes out of it with them.
    """

    def __init__(
        self,
        *,
        library: Library,
        recycle_bin: RecycleBin | None,
        downloads: Downloader,
        hub: EventHub,
        quiet: asyncio.Lock,
        now: Callable[[], datetime],
    ) -> None:
        self._library = library
        self._bin = recycle_bin
        self._downloads = downloads
        self._hub = hub
        self._quiet = quiet
        self._now = now

    async def put(self, clip_ids: Sequence[str]) -> list[str]:
        """Throws clips away; returns those that were not in the bin yet.

        What can no longer be thrown away (`FILE_FAILED`, `NO_RECYCLE_BIN`) stays, and so does what
        comes after it.
        """
        thrown: list[str] = []
        async with self._quiet:
            for clip in await self._library.clips(clip_ids):
                await self._downloads.stop(clip.id)
                if await self._library.trash([clip.id], self._now()):
                    await self._put_files(clip)
                    await self._tell(clip)
                    thrown.append(clip.id)
        return thrown

    async def take_back(self, clip_ids: Sequence[str]) -> list[str]:
        """Brings clips back; returns those that were in the bin.

        One whose files the bin no longer has is only at its service then, if anywhere.
        """
        fetched: list[str] = []
        async with self._quiet:
            for clip in await self._library.clips(clip_ids):
                moved = await self._library.noted_bin(clip.id)
                if moved:
                    self._usable_bin().take_back(moved)
                    await self._library.note_bin(clip.id, {})
                if await self._library.untrash([clip.id]):
                    await self._tell(clip)
                    fetched.append(clip.id)
        return fetched

    async def _put_files(self, clip: Clip) -> None:
        files = self._library.files_of(clip)
        if not files:
            return
        try:
            moved = self._usable_bin().put(files)
        except KadrajError:
            await self._library.untrash([clip.id])
            raise
        await self._library.note_bin(clip.id, moved)

    def _usable_bin(self) -> RecycleBin:
        if self._bin is None:
            raise KadrajError(ErrorCode.NO_RECYCLE_BIN)
        return self._bin

    async def _tell(self, clip: Clip) -> None:
        for changed in await self._library.clips([clip.id]):
            self._hub.emit(ClipChanged(changed))
