"""Another program on the same screen: files can be dragged out of its window and into it, and it
can put a picture on the clipboard.

`python -m tests.e2e.neighbour X Y drag FILE…`, `… X Y copy FILE` or `… X Y take FOLDER`, which
copies what is dropped there. It says `ready` when its
window, 64 pixels square with its corner at X, Y, is there, and ends when its standard input does.
"""

import shutil
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, Qt, QUrl
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

SIZE = 64


class Desk(QWidget):
    """Stands above everything, where no window manager moves it."""

    def __init__(self, files: list[str], takes_to: Path | None = None) -> None:
        super().__init__(None, Qt.WindowType.X11BypassWindowManagerHint)
        self._files = files
        self._takes_to = takes_to
        self.setAcceptDrops(takes_to is not None)
        self._told = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            mime = QMimeData()
            mime.setUrls([QUrl.fromLocalFile(file) for file in self._files])
            drag = QDrag(self)
            drag.setMimeData(mime)
            drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(event.mimeData().hasUrls())

    def dropEvent(self, event: QDropEvent) -> None:
        assert self._takes_to is not None
        for url in event.mimeData().urls():
            shutil.copy(url.toLocalFile(), self._takes_to)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._told:
            self._told = True
            sys.stdout.write("ready\n")
            sys.stdout.flush()


def main(x: str, y: str, what: str, *files: str) -> None:
    app = QApplication(["neighbour"])
    desk = Desk(list(files), Path(files[0]) if what == "take" else None)
    desk.setGeometry(QRect(int(x), int(y), SIZE, SIZE))
    if what == "copy":
        QGuiApplication.clipboard().setImage(QImage(files[0]))
    desk.show()
    desk.raise_()

    def wait_for_the_end() -> None:
        sys.stdin.read()
        app.exit()

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
