"""A gate that work goes through, and waits at while it is closed."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

T = TypeVar("T")


class Gate:
    """Lets work through while it is open. Closing it breaks off what is on its way, which begins
    anew when the gate opens: so only work may go through that can be broken off anywhere."""

    def __init__(self) -> None:
        self._closed_by = 0
        self._open = asyncio.Event()
        self._open.set()
        self._on_the_way: set[asyncio.Task[Any]] = set()
        self._broken_off: set[asyncio.Task[Any]] = set()

    async def through(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Does `work` when the gate is open."""
        while True:
            await self._open.wait()
            task = asyncio.create_task(work())
            self._on_the_way.add(task)
            try:
                return await task
            except asyncio.CancelledError:
                if self._asked_to_end() or task not in self._broken_off:
                    raise
            finally:
                self._on_the_way.discard(task)
                self._broken_off.discard(task)

    @asynccontextmanager
    async def closed(self) -> AsyncIterator[None]:
        """Closed while the block lasts; what was on its way has ended when it begins."""
        await self.close()
        try:
            yield
        finally:
            self.open()

    async def close(self) -> None:
        """Closes it, once more if it is closed; returns when nothing is on its way."""
        self._closed_by += 1
        self._open.clear()
        broken_off = list(self._on_the_way)
        self._broken_off.update(broken_off)
        for task in broken_off:
            task.cancel()
        if broken_off:
            await asyncio.wait(broken_off)

    def open(self) -> None:
        """Takes one `close` back."""
        self._closed_by -= 1
        if self._closed_by == 0:
            self._open.set()

    @staticmethod
    def _asked_to_end() -> bool:
        task = asyncio.current_task()
        return task is not None and task.cancelling() > 0
