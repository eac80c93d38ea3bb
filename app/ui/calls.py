"""Calls into the engine: each becomes a task, and its outcome comes back to who asked."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from app.domain.errors import ErrorCode, KadrajError

_log = logging.getLogger(__name__)

Outcome = TypeVar("Outcome")
Then = Callable[[Outcome], None]
Otherwise = Callable[[KadrajError], None]
#: Gives a call up: its outcome is no longer wanted.
Abandon = Callable[[], object]

#: Seconds that what is to be kept has to be written when everything ends.
_KEEPING: Final = 3.0


class Calls(QObject):
    """What makes calls. Neither `then` nor `otherwise` is called once `end_calls` was called."""

    call_failed = Signal(object)  # KadrajError

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls: set[asyncio.Task[None]] = set()
        self._keeping: set[asyncio.Task[None]] = set()

    async def end_calls(self) -> None:
        """Ends all calls; what is being kept is given a moment to be written."""
        for call in self._calls - self._keeping:
            call.cancel()
        if self._keeping:
            await asyncio.wait(self._keeping, timeout=_KEEPING)
        for call in self._calls:
            call.cancel()
        if self._calls:
            await asyncio.wait(self._calls)

    def _call(
        self,
        name: str,
        work: Coroutine[None, None, Outcome],
        then: Then[Outcome] | None = None,
        otherwise: Otherwise | None = None,
        *,
        keeps: bool = False,
    ) -> Abandon:
        task = asyncio.get_event_loop().create_task(
            self._carry_out(name, work, then, otherwise or self.call_failed.emit), name=name
        )
        self._calls.add(task)
        if keeps:
            self._keeping.add(task)

        def end(ended: asyncio.Task[None]) -> None:
            self._calls.discard(ended)
            self._keeping.discard(ended)
            work.close()  # a call that was cancelled before it began has never awaited it

        task.add_done_callback(end)
        return task.cancel

    async def _carry_out(
        self,
        name: str,
        work: Coroutine[None, None, Outcome],
        then: Then[Outcome] | None,
        otherwise: Otherwise,
    ) -> None:
        try:
            outcome = await work
        except KadrajError as error:
            trouble = error
        except Exception as error:  # noqa: BLE001 - a fault of ours: told, logged, survived
            _log.exception("%s failed", name)
            trouble = KadrajError(ErrorCode.INTERNAL, reason=type(error).__name__)
        else:
            if then is not None and is_there(then):
                then(outcome)
            return
        if is_there(otherwise):
            otherwise(trouble)


def is_there(callback: Callable[..., None]) -> bool:
    """Whether who asked is still there: a dialog may have been closed meanwhile."""
    while isinstance(callback, partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
