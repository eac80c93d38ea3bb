"""Many downloads in the order they were asked for, also over the program's end."""

import asyncio
import json
from collections import deque
from collections.abc import Sequence
from typing import Final

from app.domain.clips import ClipPlace, ClipQuery
from app.domain.ports import Library
from app.domain.works import WorkKind
from app.engine.downloading import Downloader
from app.engine.tasks import TaskKeeper
from app.engine.works import Work, Works

_NOTE: Final = "downloads"
_TASK: Final = "many downloads"

#: Downloads that are under way or wait for another try, before more are begun. Those that wait let
#: others go first, and so must be fewer than these.
_BEGUN: Final = 12


class BulkDownloads:
    """One row of clips to be downloaded, as one work; what is added joins it."""

    def __init__(
        self, library: Library, downloads: Downloader, works: Works, tasks: TaskKeeper
    ) -> None:
        self._library = library
        self._downloads = downloads
        self._works = works
        self._tasks = tasks
        self._row: deque[str] = deque()
        self._known: set[str] = set()
        self._awaited: set[str] = set()
        self._begun: set[str] = set()
        self._work: Work | None = None

    def waiting(self, clip_id: str) -> bool:
        """Whether a clip has been added and its download has not begun."""
        return clip_id in self._awaited

    async def add(self, clip_ids: Sequence[str]) -> None:
        """Downloads these clips after those that were asked for before."""
        new = [clip_id for clip_id in dict.fromkeys(clip_ids) if clip_id not in self._known]
        if not new:
            return
        self._row.extend(new)
        self._known.update(new)
        self._awaited.update(new)
        await self._library.set_note(_NOTE, json.dumps(list(self._known)))
        if self._work is None:
            self._tasks.start(_TASK, self._works.carry_out(WorkKind.DOWNLOADS, self._run))
        else:
            self._work.expect(len(self._known))

    async def add_everything(self, service: str | None) -> None:
        """Downloads all of a history that is not on this computer, the newest first; of all
        histories without a service."""
        await self.add(
            await self._library.clip_ids(ClipQuery(service=service, place=ClipPlace.CLOUD))
        )

    async def take_up(self) -> None:
        """At the start: goes on with what an earlier run did not come to."""
        note = await self._library.note(_NOTE)
        clips = await self._library.clips(json.loads(note or "[]"))
        await self.add(
            [clip.id for clip in clips if not clip.downloaded and clip.trashed_at is None]
        )

    async def _run(self, work: Work) -> None:
        self._work = work
        work.when_cancelled = self._stop
        work.expect(len(self._known))
        try:
            while self._row and not work.cancelled:  # the last one's end may have brought another
                async with asyncio.TaskGroup() as group:
                    for _ in range(_BEGUN):
                        group.create_task(self._bring(work))
        finally:
            self._work = None
            self._row.clear()
            self._known.clear()
            self._awaited.clear()
        await self._library.set_note(_NOTE, "[]")

    async def _bring(self, work: Work) -> None:
        while self._row and not work.cancelled:
            clip_id = self._row.popleft()
            self._awaited.discard(clip_id)
            self._begun.add(clip_id)
            self._downloads.start(clip_id)
            await self._downloads.until_over(clip_id)
            self._begun.discard(clip_id)
            work.count()

    def _stop(self) -> None:
        for clip_id in self._begun:
            self._tasks.start(f"stop {clip_id}", self._downloads.stop(clip_id))
