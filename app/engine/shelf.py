"""Everything that users do with the videos they have."""

import asyncio
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from app.domain.capabilities import Capabilities
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import DownloadsPaused
from app.domain.ports import FilmMaker, FolderFiles, Library, MediaReader, RecycleBin
from app.domain.works import ClipDetails
from app.engine.bulk_downloads import BulkDownloads
from app.engine.downloading import Downloader
from app.engine.exporting import Exporter
from app.engine.films import Films
from app.engine.hub import EventHub
from app.engine.importing import Importer
from app.engine.marking import Marking
from app.engine.moving import Mover
from app.engine.room import RoomWatch
from app.engine.tasks import TaskKeeper
from app.engine.trash import Trash
from app.engine.voting import Voting
from app.engine.works import Works

_PAUSED_NOTE: Final = "downloads paused"


class Shelf:
    """Marks, recycle bin, downloads of many, export, import, move and films, wired together."""

    def __init__(
        self,
        *,
        library: Library,
        media: MediaReader,
        files: FolderFiles,
        maker: FilmMaker,
        tables: Callable[[], Mapping[str, Capabilities]],
        room: RoomWatch,
        recycle_bin: RecycleBin | None,
        downloads: Downloader,
        hub: EventHub,
        tasks: TaskKeeper,
        now: Callable[[], datetime],
        switch: Callable[[Path], None],
    ) -> None:
        self._library = library
        self._downloads = downloads
        self._hub = hub
        self._tasks = tasks
        self._paused = False
        quiet, making = asyncio.Lock(), asyncio.Lock()
        self.works = Works(hub)
        self.marking = Marking(library, hub, tasks)
        self.voting = Voting(library, hub, now)
        self.trash = Trash(
            library=library,
            recycle_bin=recycle_bin,
            downloads=downloads,
            hub=hub,
            quiet=quiet,
            now=now,
        )
        self.bulk = BulkDownloads(library, downloads, self.works, tasks)
        self.exporter = Exporter(library, files, self.works)
        self.importer = Importer(
            library=library,
            files=files,
            media=media,
            marking=self.marking,
            hub=hub,
            works=self.works,
            quiet=quiet,
        )
        self.mover = Mover(
            library=library,
            downloads=downloads,
            hub=hub,
            works=self.works,
            quiet=quiet,
            making=making,
            switch=switch,
        )
        self.films = Films(
            library=library,
            media=media,
            maker=maker,
            files=files,
            tables=tables,
            hub=hub,
            works=self.works,
            room=room,
            making=making,
            now=now,
        )

    async def take_up(self) -> None:
        """Before the window's engine starts: rests where downloads were halted, and goes on with
        what an earlier run did not finish. On the command line nobody has asked for that.

        What was thrown away in an earlier run can no longer be undone: its stills go, too."""
        self.marking.settle()
        await self.films.take_up()
        await self.set_downloads_paused(
            json.loads(await self._library.note(_PAUSED_NOTE) or "false")
        )
        await self.bulk.take_up()
        self._downloads.go_on()
        self._tasks.start("drop trashed stills", self._library.drop_trashed_stills())

    @property
    def downloads_paused(self) -> bool:
        """Whether the user has halted all downloads."""
        return self._paused

    async def set_downloads_paused(self, paused: bool) -> None:
        """Halts all downloads where they are, also over the program's end, or lets them go on."""
        if paused is self._paused:
            return
        self._paused = paused
        self._hub.emit(DownloadsPaused(paused))
        if paused:
            await self._downloads.gate.close()
        else:
            self._downloads.gate.open()
        # As it is now: it may have been changed again while what was on its way came to its end.
        await self._library.set_note(_PAUSED_NOTE, json.dumps(self._paused))

    async def details(self, clip_id: str) -> ClipDetails:
        """Everything known about a clip; `CLIP_UNKNOWN` when there is none with this id."""
        clip = await self._library.clip(clip_id)
        if clip is None:
            raise KadrajError(ErrorCode.CLIP_UNKNOWN, value=clip_id)
        job = await self._library.job_that_made(clip)
        timeline = [] if job is None else await self._library.timeline(job.id)
        parents = await self._library.clips(clip.parents)
        same = await self._library.clips_of_idea(clip.idea) if clip.idea else []
        others = tuple(other for other in same if other.id != clip.id)
        return ClipDetails(clip, job, tuple(timeline), tuple(parents), others)
