"""Moving the library into another folder."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from app.domain.events import LibraryMoved
from app.domain.ports import Library
from app.domain.works import WorkKind
from app.engine.downloading import Downloader
from app.engine.hub import EventHub
from app.engine.works import Work, Works


class Mover:
    """Moves all files, and then the setting. Downloads rest meanwhile, and no film is made: no part
    may grow."""

    def __init__(
        self,
        *,
        library: Library,
        downloads: Downloader,
        hub: EventHub,
        works: Works,
        quiet: asyncio.Lock,
        making: asyncio.Lock,
        switch: Callable[[Path], None],
    ) -> None:
        self._library = library
        self._downloads = downloads
        self._hub = hub
        self._works = works
        self._quiet = quiet
        self._making = making
        self._switch = switch

    async def move(self, folder: Path) -> bool:
        """Moves the library into `folder`; False when the user has had enough, and then everything
        is where it was."""
        return await self._works.carry_out(WorkKind.MOVE, lambda work: self._move(folder, work))

    async def _move(self, folder: Path, work: Work) -> bool:
        async with self._making, self._downloads.gate.closed():
            moved = await self._library.move(
                folder,
                begun=work.expect,
                go_on=work.go_on,
                quiet=self._quiet,
                switch=lambda: self._switch(folder),
            )
        if moved:
            self._hub.emit(LibraryMoved(folder))
        return moved
