"""Faults that nobody handled: logged, told in the window, survived."""

import asyncio
import logging
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from traceback import extract_tb
from types import TracebackType
from typing import Any, Final

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

from app.domain.errors import ErrorCode, KadrajError

_log = logging.getLogger(__name__)

#: Seconds in which the same fault is told once. Telling may be what makes it happen again.
_TOLD_ONCE: Final = 10.0

_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Faults(QObject):
    """Hears of exceptions in slots, tasks and threads, and of what Qt complains of.

    `told` goes out on this object's thread wherever the fault was; what Qt says, and what happens
    where an object is thrown away, is in the log only.
    """

    told = Signal(object)  # KadrajError

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last: dict[tuple[str, int, str], float] = {}

    @contextmanager
    def watching(self, loop: asyncio.AbstractEventLoop) -> Iterator[None]:
        """Takes over from Python and Qt, until the block ends."""
        thread_before, exception_before = threading.excepthook, sys.excepthook
        unraisable_before = sys.unraisablehook
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = self._on_unraisable
        loop.set_exception_handler(self._on_loop_exception)
        qt_before = qInstallMessageHandler(self._on_qt_message)
        try:
            yield
        finally:
            qInstallMessageHandler(qt_before)
            loop.set_exception_handler(None)
            sys.unraisablehook = unraisable_before
            threading.excepthook = thread_before
            sys.excepthook = exception_before

    def _on_exception(
        self,
        _kind: type[BaseException],
        error: BaseException,
        _trace: TracebackType | None,
    ) -> None:
        self._take("a fault in the window", error)

    def _on_thread_exception(self, args: "threading.ExceptHookArgs") -> None:
        if args.exc_value is not None:
            self._take("a fault in a thread", args.exc_value)

    def _on_unraisable(self, args: "sys.UnraisableHookArgs") -> None:
        _log.error("a fault that cannot be raised", exc_info=args.exc_value)

    def _on_loop_exception(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if error is None:
            _log.error("the loop complains: %s", context.get("message"))
        else:
            self._take("a fault in the loop", error)

    def _on_qt_message(self, kind: QtMsgType, where: QMessageLogContext, text: str) -> None:
        _log.log(_LEVELS[kind], "Qt (%s): %s", where.category, text)

    def _take(self, what: str, error: BaseException) -> None:
        _log.error(what, exc_info=error)
        if isinstance(error, KeyboardInterrupt | SystemExit | asyncio.CancelledError):
            return
        now = time.monotonic()
        place = _place_of(error)
        last = self._last.get(place)
        if last is not None and now - last < _TOLD_ONCE:
            return
        self._last[place] = now
        known = isinstance(error, KadrajError)
        internal = KadrajError(ErrorCode.INTERNAL, reason=type(error).__name__)
        self.told.emit(error if known else internal)


def _place_of(error: BaseException) -> tuple[str, int, str]:
    frames = extract_tb(error.__traceback__)
    kind = type(error).__name__
    return (frames[-1].filename, frames[-1].lineno or 0, kind) if frames else ("", 0, kind)
