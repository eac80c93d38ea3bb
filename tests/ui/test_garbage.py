"""What is garbage ends on the window's thread, whoever allocates: all tests here run so."""

import threading

from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot


class Knot(QObject):
    """Holds itself, so that only a collection ends it, with a timer that has to end on its own
    thread."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self
        self.timer = QTimer(self)
        self.timer.start(1_000_000)


def test_only_the_windows_thread_ends_what_is_garbage(qapp: QApplication, qtbot: QtBot) -> None:
    ended: list[QThread] = []
    knot = Knot()
    knot.destroyed.connect(lambda: ended.append(QThread.currentThread()))
    del knot
    kept: list[list[int]] = []
    # So much that Python would collect, on the thread that asks for it.
    worker = threading.Thread(target=lambda: kept.extend([number] for number in range(200_000)))
    worker.start()
    worker.join()
    assert ended == []
    qtbot.waitUntil(lambda: len(ended) == 1)
    assert ended == [qapp.thread()]
