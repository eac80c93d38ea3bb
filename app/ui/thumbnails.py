"""Small pictures for lists and grids, decoded beside the window and kept within bounds."""

from collections import OrderedDict
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QRect, QSize, Qt, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPixmap

_MEGABYTE: Final = 1024 * 1024
_KEPT_BYTES: Final = 48 * _MEGABYTE
_THREADS: Final = 2
#: More rows than any screen shows at once: what was asked for before these has scrolled away.
_WAITING_AT_MOST: Final = 160
#: The most that decoding one picture may take, in megabytes of memory.
_DECODING_LIMIT: Final = 256


class Fit(Enum):
    """How a picture goes into its place."""

    WHOLE = "whole"  # all of it, as large as fits
    COVER = "cover"  # the place is filled, what stands out is cut off evenly


@dataclass(frozen=True, slots=True)
class _Wanted:
    path: Path
    width: int
    height: int
    dpr: float
    fit: Fit


class _Relay(QObject):
    """Carries images from the workers to the window's thread; outlives the loader if need be."""

    decoded = Signal(object, QImage)


class ThumbnailLoader(QObject):
    """Pixmaps of picture files, at the size they are shown in.

    `pixmap` answers at once: with the pixmap, or with None and `loaded` later. The newest wishes
    are served first, and wishes of rows that scrolled away long ago are dropped. A file that cannot
    be read is not tried again until `forget`.
    """

    loaded = Signal(Path)

    def __init__(self, parent: QObject | None = None, *, kept_bytes: int = _KEPT_BYTES) -> None:
        super().__init__(parent)
        self._kept_bytes = kept_bytes
        self._kept: OrderedDict[_Wanted, QPixmap] = OrderedDict()
        self._size = 0
        self._waiting: OrderedDict[_Wanted, None] = OrderedDict()
        self._decoding: set[_Wanted] = set()
        self._broken: set[Path] = set()
        self._closed = False
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_THREADS)
        self._relay = _Relay()
        self._relay.decoded.connect(self._on_decoded, Qt.ConnectionType.QueuedConnection)

    def pixmap(
        self, path: Path, size: QSize, dpr: float = 1.0, fit: Fit = Fit.WHOLE
    ) -> QPixmap | None:
        """The picture for a place of `size` in device-independent pixels, if it is at hand."""
        wanted = _Wanted(path, round(size.width() * dpr), round(size.height() * dpr), dpr, fit)
        found = self._kept.get(wanted)
        if found is not None:
            self._kept.move_to_end(wanted)
            return found
        if path not in self._broken and wanted not in self._decoding and not self._closed:
            self._waiting[wanted] = None
            self._waiting.move_to_end(wanted)
            while len(self._waiting) > _WAITING_AT_MOST:
                self._waiting.popitem(last=False)
            self._start_next()
        return None

    def is_broken(self, path: Path) -> bool:
        """Whether the file was tried and could not be read."""
        return path in self._broken

    def forget(self, path: Path) -> None:
        """Drops what is known of a file, because it was written anew."""
        self._broken.discard(path)
        for wanted in [wanted for wanted in self._kept if wanted.path == path]:
            self._size -= _bytes_of(self._kept.pop(wanted))

    @property
    def idle(self) -> bool:
        """Whether no picture is being decoded or waited for."""
        return not self._decoding and not self._waiting

    @Slot()
    def close(self) -> None:
        """Takes no more wishes and waits for the pictures that are being decoded."""
        self._closed = True
        self._waiting.clear()
        self._pool.waitForDone()

    def _start_next(self) -> None:
        while self._waiting and len(self._decoding) < _THREADS:
            wanted, _ = self._waiting.popitem()
            self._decoding.add(wanted)
            self._pool.start(partial(_decode_for, self._relay, wanted))

    @Slot(object, QImage)
    def _on_decoded(self, wanted: _Wanted, image: QImage) -> None:
        self._decoding.discard(wanted)
        if image.isNull():
            self._broken.add(wanted.path)
        else:
            self._keep(wanted, QPixmap.fromImage(image))
        self._start_next()
        self.loaded.emit(wanted.path)

    def _keep(self, wanted: _Wanted, pixmap: QPixmap) -> None:
        pixmap.setDevicePixelRatio(wanted.dpr)
        self._kept[wanted] = pixmap
        self._size += _bytes_of(pixmap)
        while self._size > self._kept_bytes and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self._size -= _bytes_of(dropped)


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * pixmap.depth() // 8


def _decode_for(relay: _Relay, wanted: _Wanted) -> None:
    relay.decoded.emit(wanted, _decode(wanted))


def _decode(wanted: _Wanted) -> QImage:
    """Reads a picture at its final size, upright; a null image when that fails."""
    reader = QImageReader(str(wanted.path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    # The limit is the whole process's and always the same, so setting it again does no harm.
    QImageReader.setAllocationLimit(_DECODING_LIMIT)
    place = QSize(wanted.width, wanted.height)
    lying = bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)
    if lying:
        place.transpose()  # scaling comes before turning
    source = reader.size()
    if source.isValid():
        mode = (
            Qt.AspectRatioMode.KeepAspectRatioByExpanding
            if wanted.fit is Fit.COVER
            else Qt.AspectRatioMode.KeepAspectRatio
        )
        scaled = source.scaled(place, mode).expandedTo(QSize(1, 1))
        reader.setScaledSize(scaled)
        if wanted.fit is Fit.COVER:
            cut = QRect(0, 0, place.width(), place.height())
            cut.moveCenter(QRect(0, 0, scaled.width(), scaled.height()).center())
            reader.setScaledClipRect(cut)
    return reader.read()
