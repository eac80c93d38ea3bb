"""Background tasks that cannot get lost: each has a name, a strong reference and an error sink."""

import asyncio
import logging
from collections.abc import Callable, Coroutine

_log = logging.getLogger(__name__)


class TaskKeeper:
    """Starts tasks under a name, at most one for each name, and ends them all together."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._wanted: set[str] = set()

    def start(self, name: str, work: Coroutine[None, None, None]) -> None:
        """Starts `work`, unless a task of that name is under way; then `work` is dropped."""
        if self.running(name):
            work.close()
            return
        task = asyncio.create_task(work, name=name)
        self._tasks[name] = task
        task.add_done_callback(self._forget)

    def start_anew(self, name: str, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """Starts `work`, or lets it be done once more when it is under way: that may have looked
        already at what has changed since."""
        self._wanted.add(name)
        self.start(name, self._while_wanted(name, work))

    async def _while_wanted(
        self, name: str, work: Callable[[], Coroutine[None, None, None]]
    ) -> None:
        while name in self._wanted:
            self._wanted.discard(name)
            await work()

    def running(self, name: str) -> bool:
        """Whether a task of that name is under way."""
        task = self._tasks.get(name)
        return task is not None and not task.done()

    async def over(self, name: str) -> None:
        """Returns when no task of that name is under way."""
        task = self._tasks.get(name)
        if task is not None:
            await asyncio.wait([task])

    async def stop(self, name: str) -> None:
        """Cancels one task and waits for its end; does nothing when there is none."""
        task = self._tasks.get(name)
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    async def stop_all(self) -> None:
        """Cancels every task and waits for the ends."""
        while tasks := list(self._tasks.values()):
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)

    def _forget(self, task: asyncio.Task[None]) -> None:
        if self._tasks.get(task.get_name()) is task:
            del self._tasks[task.get_name()]
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("task %s failed", task.get_name(), exc_info=error)
