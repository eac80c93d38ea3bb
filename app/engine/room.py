"""Full disks: who waits for room, and one calm watcher for all of them."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from app.domain.errors import ErrorCode, KadrajError
from app.domain.ports import Room
from app.engine.pace import Pace
from app.engine.tasks import TaskKeeper

_T = TypeVar("_T")
_WATCH = "watch for room"


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    folder: Path
    needed: int
    there: asyncio.Event


class RoomWatch:
    """Looks every few seconds whether there is room for those who wait, for as long as any do."""

    def __init__(self, room: Room, tasks: TaskKeeper, pace: Pace) -> None:
        self._room = room
        self._tasks = tasks
        self._pace = pace
        self._waiting: list[_Waiting] = []

    async def check(self, folder: Path, needed: int = 0) -> None:
        """Raises `DISK_FULL` when no more than `needed` bytes should be written into a folder."""
        if await asyncio.to_thread(self._room, folder) <= needed:
            more = {"needed": needed} if needed else {}
            raise KadrajError(ErrorCode.DISK_FULL, folder=str(folder), **more)

    async def until(self, full: KadrajError, there: asyncio.Event | None = None) -> None:
        """Waits until there is room for what met `DISK_FULL`, or until `there` is set otherwise."""
        waiting = _Waiting(
            folder=Path(str(full.params["folder"])),
            needed=int(full.params.get("needed") or 0),
            there=there or asyncio.Event(),
        )
        self._waiting.append(waiting)
        self._tasks.start(_WATCH, self._watch())
        try:
            await waiting.there.wait()
        finally:
            self._waiting.remove(waiting)

    async def insist(
        self,
        work: Callable[[], Awaitable[_T]],
        tell: Callable[[KadrajError], None] | None = None,
    ) -> _T:
        """Does `work`, and does it again when the disk was full and there is room."""
        while True:
            try:
                return await work()
            except KadrajError as error:
                if error.code is not ErrorCode.DISK_FULL:
                    raise
                if tell is not None:
                    tell(error)
                await self.until(error)

    async def _watch(self) -> None:
        while self._waiting:
            await asyncio.sleep(self._pace.room_every)
            # In the order in which they came; room that one of them will use is gone for the next.
            left: dict[Path, int] = {}
            for waiting in tuple(self._waiting):
                if waiting.folder not in left:
                    left[waiting.folder] = await asyncio.to_thread(self._room, waiting.folder)
                if left[waiting.folder] > waiting.needed:
                    left[waiting.folder] -= waiting.needed
                    waiting.there.set()
