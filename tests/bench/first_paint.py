"""The measured process: shows Kadraj's window or a bare one, and says when it was painted.

`python -m tests.bench.first_paint (kadraj|bare) BEGUN REST`: BEGUN is the clock at the start of the
process, REST seconds to wait when the window can be used. Prints seconds to the first paint of the
main window (the object that stays), seconds to the first paint of a grid with clips in it or of
what stands there without any, and megabytes; and ends at once.
"""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QMainWindow,
    QStackedWidget,
    QWidget,
)


class Watch(QObject):
    """Waits for the first paint of a main window, and for that of its clips."""

    def __init__(self, begun: float, rest: float, *, bare: bool) -> None:
        super().__init__()
        self._begun = begun
        self._rest = rest
        self._bare = bare
        self._window: QObject | None = None
        self._painted = self._usable = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Paint:
            return False
        # The moment is when all that is in it was painted too.
        if self._window is None and isinstance(watched, QMainWindow):
            self._window = watched
            QTimer.singleShot(0, self._on_painted)
        elif self._painted and not self._usable and _shows_clips(watched):
            assert isinstance(watched, QWidget)
            assert watched.window() is self._window
            self._usable = 1.0
            QTimer.singleShot(0, self._on_usable)
        return False

    def _on_painted(self) -> None:
        self._painted = time.time() - self._begun
        if self._bare:
            self._on_usable()

    def _on_usable(self) -> None:
        self._usable = time.time() - self._begun
        QTimer.singleShot(round(self._rest * 1000), self._on_rested)

    def _on_rested(self) -> None:
        print(self._painted, self._usable, _megabytes(), flush=True)  # noqa: T201
        os._exit(0)


def _shows_clips(widget: QObject) -> bool:
    """By name, for to import the parts here would be to measure something else."""
    grid = widget.parent()
    if type(grid).__name__ == "ClipGrid" and isinstance(grid, QAbstractItemView):
        return grid.viewport() is widget and grid.model().rowCount() > 0
    return type(widget).__name__ == "EmptyState" and isinstance(grid, QStackedWidget)


def _megabytes() -> float:
    """Resident memory of this process, by Linux's own count: what other processes share of the
    libraries counts in full, or the figure would depend on who else runs Qt just now."""
    lines = Path("/proc/self/smaps_rollup").read_text("utf-8").splitlines()
    kilobytes = sum(int(line.split()[1]) for line in lines if line.startswith("Rss:"))
    return kilobytes / 1024


def main() -> None:
    """Shows the window that was asked for."""
    what, begun, rest = sys.argv[1:4]
    sys.argv[1:] = []
    watch = Watch(float(begun), float(rest), bare=what == "bare")
    made = QApplication.__init__

    def make(self: QApplication, *arguments: object) -> None:
        made(self, *arguments)
        self.installEventFilter(watch)

    QApplication.__init__ = make  # type: ignore[assignment,method-assign]
    if what == "bare":
        app = QApplication([])
        window = QMainWindow()
        window.resize(1440, 900)
        window.show()
        app.exec()
    else:
        for name in ("pygments", "rich"):
            # Import-linter's, and so not where Kadraj is installed; httpx loads them if it can.
            sys.modules[name] = None  # type: ignore[assignment]
        from app.__main__ import main as run

        run([])


if __name__ == "__main__":
    main()
