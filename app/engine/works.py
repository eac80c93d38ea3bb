"""Long works under way: how far each is, and the user's word to end it."""

import asyncio
from collections.abc import Callable, Coroutine
from threading import Event as Flag
from typing import Any, Final, TypeVar

from app.domain.errors import KadrajError
from app.domain.events import WorkEnded, WorkProgressed
from app.domain.works import WorkEnd, WorkKind, WorkProgress
from app.engine.hub import EventHub
from app.engine.ids import new_id

T = TypeVar("T")

#: Seconds between two words on how far a work is.
_TOLD_EVERY: Final = 0.1


class Work:
    """One work as it sees itself: it counts, and asks whether it is still wanted."""

    def __init__(self, kind: WorkKind, hub: EventHub) -> None:
        self.id: Final = new_id()
        self.kind: Final = kind
        #: Called when the user has had enough, for works that do not ask now and then.
        self.when_cancelled: Callable[[], object] = _nothing
        self._hub = hub
        self._cancelled = Flag()
        self._done = self._total = 0
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None

    @property
    def cancelled(self) -> bool:
        """Whether it is to end."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Asks it to end."""
        self._cancelled.set()
        self.when_cancelled()

    def expect(self, total: int) -> None:
        """Says how much there is to do in all."""
        self._total = total
        self._tell()

    def count(self, done: int = 1) -> None:
        """Notes that more is done."""
        self._done += done
        if self._timer is None:
            self._timer = self._loop.call_later(_TOLD_EVERY, self._tell)

    def go_on(self, done: int) -> bool:
        """`count` for worker threads; tells whether the work is still wanted."""
        self._loop.call_soon_threadsafe(self.count, done)
        return not self.cancelled

    def reach(self, done: int, total: int) -> None:
        """`count` and `expect` for who knows how far the whole is."""
        self._total = total
        self.count(done - self._done)

    async def unless_cancelled(self, doing: Coroutine[Any, Any, T]) -> T | None:
        """What comes of `doing`; None when the user had enough, and then it was cancelled."""
        task = asyncio.ensure_future(doing)
        self.when_cancelled = task.cancel
        try:
            return await task
        except asyncio.CancelledError:
            current = asyncio.current_task()
            if not self.cancelled or (current is not None and current.cancelling()):
                raise
            return None

    def go_through(self) -> None:
        """From here on `unless_cancelled` comes to its end whatever the user says."""
        self.when_cancelled = _nothing

    def go_on_uncounted(self, _done: int) -> bool:
        """`go_on` of a work that counts something else."""
        return not self.cancelled

    def end(self, error: KadrajError | None) -> None:
        """Tells how far it came, and that it is over."""
        self._tell()
        self._hub.emit(WorkEnded(WorkEnd(self.id, self.kind, self.cancelled, error)))

    def _tell(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._hub.emit(WorkProgressed(WorkProgress(self.id, self.kind, self._done, self._total)))


def _nothing() -> None:
    pass


class Works:
    """All works under way."""

    def __init__(self, hub: EventHub) -> None:
        self._hub = hub
        self._under_way: dict[str, Work] = {}

    @property
    def kinds(self) -> frozenset[WorkKind]:
        """What is under way."""
        return frozenset(work.kind for work in self._under_way.values())

    def cancel(self, work_id: str) -> None:
        """Asks a work to end; does nothing when it is over."""
        if work_id in self._under_way:
            self._under_way[work_id].cancel()

    async def carry_out(
        self, kind: WorkKind, work: Callable[[Work], Coroutine[None, None, T]]
    ) -> T:
        """Does a work, tells of it while it goes on, and returns what came of it."""
        running = Work(kind, self._hub)
        self._under_way[running.id] = running
        trouble: KadrajError | None = None
        try:
            return await work(running)
        except KadrajError as error:
            trouble = error
            raise
        finally:
            del self._under_way[running.id]
            running.end(trouble)
