"""Stars, favourites, tags and notes."""

import logging
from collections.abc import Mapping, Sequence

from app.domain.clips import Marks, MarksChange
from app.domain.errors import KadrajError
from app.domain.events import ClipChanged
from app.domain.ports import Library
from app.engine.hub import EventHub
from app.engine.tasks import TaskKeeper

_log = logging.getLogger(__name__)


class Marking:
    """Changes marks and tells of it; the sidecars follow in the background."""

    def __init__(self, library: Library, hub: EventHub, tasks: TaskKeeper) -> None:
        self._library = library
        self._hub = hub
        self._tasks = tasks

    async def mark(self, clip_ids: Sequence[str], change: MarksChange) -> dict[str, Marks]:
        """Changes the marks of clips; returns what they were, of those that were changed."""
        return await self._tell(await self._library.mark(clip_ids, change))

    async def restore(self, marks: Mapping[str, Marks]) -> dict[str, Marks]:
        """Gives clips these marks, as when a change is undone; returns as `mark`."""
        return await self._tell(await self._library.restore_marks(marks))

    def settle(self) -> None:
        """Sees to it that the sidecars tell what the library tells."""
        self._tasks.start_anew("sidecars", self._settle)

    async def _tell(self, before: dict[str, Marks]) -> dict[str, Marks]:
        for clip in await self._library.clips(list(before)):
            self._hub.emit(ClipChanged(clip))
        if before:
            self.settle()
        return before

    async def _settle(self) -> None:
        try:
            await self._library.settle_sidecars()
        except KadrajError as error:  # they stay owed: at the next change, or the next start
            _log.warning("sidecars could not be written: %s", error)
