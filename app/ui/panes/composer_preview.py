"""Loads small copies of picture files, off the window's thread."""

from collections import deque
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage, QImageReader


class _Relay(QObject):
    """Carries pictures from the workers to the window's thread; outlives the loader if need be."""

    arrived = Signal(int, QImage)


class PreviewLoader(QObject):
    """Loads one preview at a time; a later `load` makes an earlier one pointless."""

    loaded = Signal(QImage)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._relay = _Relay()
        self._relay.arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def load(self, path: Path, box: QSize) -> None:
        """Emits `loaded` with the picture inside `box` pixels; null when it cannot be read."""
        self._number += 1
        number = self._number
        self._pool.clear()
        self._pool.start(partial(_read_for, self._relay, number, path, box))

    def drop(self) -> None:
        """Loads nothing more; what is under way is not delivered."""
        self._number += 1
        self._pool.clear()

    @Slot(int, QImage)
    def _on_arrived(self, number: int, image: QImage) -> None:
        if number == self._number:
            self.loaded.emit(image)


class PreviewRow(QObject):
    """Loads previews one after the other; `loaded` carries the number that each was asked with."""

    loaded = Signal(int, QImage)

    def __init__(self, box: QSize, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._box = box
        self._waiting: deque[tuple[int, Path]] = deque()
        self._loading = False
        self._relay = _Relay()
        self._relay.arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        # No more than one is ever in it: where this ends, nobody waits for a long row of others.
        self._pool = QThreadPool(self)

    def load(self, number: int, path: Path) -> None:
        """Loads a picture behind those asked for before; null when it cannot be read."""
        self._waiting.append((number, path))
        self._go_on()

    def _go_on(self) -> None:
        if self._loading or not self._waiting:
            return
        self._loading = True
        number, path = self._waiting.popleft()
        self._pool.start(partial(_read_for, self._relay, number, path, self._box))

    @Slot(int, QImage)
    def _on_arrived(self, number: int, image: QImage) -> None:
        self._loading = False
        self.loaded.emit(number, image)
        self._go_on()


def _read_for(relay: _Relay, number: int, path: Path, box: QSize) -> None:
    relay.arrived.emit(number, _small(path, box))


def _small(path: Path, box: QSize) -> QImage:
    """The picture inside `box` pixels, upright; null when it cannot be read."""
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() > box.width() or size.height() > box.height():
        # Scaling while reading spares most of the memory and the time with JPEG.
        reader.setScaledSize(size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
