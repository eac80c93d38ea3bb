"""Loads a small copy of a picture file, off the window's thread."""

from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QSize, Qt, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage, QImageReader


class PreviewLoader(QObject):
    """Loads one preview at a time; a later `load` makes an earlier one pointless."""

    loaded = Signal(QImage)
    _arrived = Signal(int, QImage)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def load(self, path: Path, box: QSize) -> None:
        """Emits `loaded` with the picture inside `box` pixels; null when it cannot be read."""
        self._number += 1
        number = self._number
        self._pool.clear()
        self._pool.start(QRunnable.create(lambda: self._arrived.emit(number, _small(path, box))))

    def drop(self) -> None:
        """Loads nothing more; what is under way is not delivered."""
        self._number += 1
        self._pool.clear()

    @Slot(int, QImage)
    def _on_arrived(self, number: int, image: QImage) -> None:
        if number == self._number:
            self.loaded.emit(image)


def _small(path: Path, box: QSize) -> QImage:
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() > box.width() or size.height() > box.height():
        # Scaling while reading spares most of the memory and the time with JPEG.
        reader.setScaledSize(size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
