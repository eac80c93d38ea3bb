"""The measured process: shows Kadraj's window or a bare one, and says when it was painted.

`python -m tests.bench.first_paint (kadraj|bare) BEGUN REST`: BEGUN is the clock at the start of the
process, REST seconds to wait after the paint. Prints seconds and megabytes, and ends at once.
"""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class Watch(QObject):
    """Waits for the first paint of a main window."""

    def __init__(self, begun: float, rest: float) -> None:
        super().__init__()
        self._begun = begun
        self._rest = rest
        self._painted = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            not self._painted
            and event.type() == QEvent.Type.Paint
            and isinstance(watched, QMainWindow)
        ):
            self._painted = 1.0
            QTimer.singleShot(0, self._on_painted)  # when all that is in it was painted too
        return False

    def _on_painted(self) -> None:
        self._painted = time.time() - self._begun
        QTimer.singleShot(round(self._rest * 1000), self._on_rested)

    def _on_rested(self) -> None:
        print(self._painted, _megabytes(), flush=True)  # noqa: T201
        os._exit(0)


def _megabytes() -> float:
    """Memory of this process that no other one shares, by Linux's own count."""
    lines = Path("/proc/self/smaps_rollup").read_text("utf-8").splitlines()
    kilobytes = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1024


def main() -> None:
    """Shows the window that was asked for."""
    what, begun, rest = sys.argv[1:4]
    sys.argv[1:] = []
    watch = Watch(float(begun), float(rest))
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
        from app.__main__ import main as run

        run([])


if __name__ == "__main__":
    main()
