"""Whether the library's folder is there: it may lie on a disk that is not plugged in."""

import asyncio
from pathlib import Path

from app.domain.errors import ErrorCode
from app.domain.events import LibraryAwayChanged, LibraryMoved
from app.domain.ports import Library
from app.engine.downloading import Downloader
from app.engine.hub import EventHub
from app.engine.pace import Pace


class Presence:
    """Looks for the library's folder every few seconds, and tells when it goes and comes back."""

    def __init__(self, library: Library, downloads: Downloader, hub: EventHub, pace: Pace) -> None:
        self._library = library
        self._downloads = downloads
        self._hub = hub
        self._pace = pace
        self.away: Path | None = None

    async def run(self) -> None:
        """Looks for as long as the program runs."""
        while True:
            await asyncio.sleep(self._pace.room_every)
            await self.look()

    async def look(self) -> None:
        """Looks now. What waits for the folder goes on when it is back."""
        before, self.away = self.away, await self._library.folder_away()
        folder = self.away or before
        if folder is None or before == self.away:
            return
        self._hub.emit(LibraryAwayChanged(self.away))
        self._hub.emit(LibraryMoved(folder))  # which files there are has to be read anew
        if self.away is None:
            self._downloads.resume(ErrorCode.LIBRARY_AWAY)
