"""Motion under the mouse: stills of a clip's whole length, decoded beside the window."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QRect, Qt, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage, QImageReader, QPixmap

from app.domain.filmstrips import COLUMNS, ROWS, still_at
from app.ui.motion import LessMotion

_KEPT_BYTES: Final = 32 * 1024 * 1024

#: Has the filmstrip of a clip made; the other is called with its path, or None without one.
Make = Callable[[str, Callable[[Path | None], None]], None]


class _Relay(QObject):
    """Carries sheets from the worker to the window's thread; outlives the loader if need be."""

    decoded = Signal(str, QImage)


class FilmstripLoader(QObject):
    """Stills of clips by their place in the length.

    `frame` answers at once: with the still, or with None and `loaded` later. One filmstrip is made
    at a time, and next the one that was wished for last: the one under the mouse. A clip without
    one is not asked for again until `forget`.
    """

    loaded = Signal(str)  # clip id

    def __init__(
        self, make: Make, parent: QObject | None = None, *, kept_bytes: int = _KEPT_BYTES
    ) -> None:
        super().__init__(parent)
        self.motion = LessMotion()
        self._make = make
        self._kept_bytes = kept_bytes
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._without: set[str] = set()
        self._wanted: str | None = None
        self._coming: str | None = None
        self._closed = False
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._relay = _Relay()
        self._relay.decoded.connect(self._on_decoded, Qt.ConnectionType.QueuedConnection)

    def frame(self, clip_id: str, share: float) -> QPixmap | None:
        """The still for a part of the length between 0 and 1, if it is at hand, and if its user
        has not asked the system for less motion."""
        if self.motion.wished:
            return None
        sheet = self._kept.get(clip_id)
        if sheet is None:
            if clip_id not in self._without and clip_id != self._coming:
                self._wanted = clip_id
                self._start_next()
            return None
        self._kept.move_to_end(clip_id)
        column, row = still_at(share)
        width, height = sheet.width() // COLUMNS, sheet.height() // ROWS
        return sheet.copy(QRect(column * width, row * height, width, height))

    def forget(self, clip_id: str) -> None:
        """Drops what is known of a clip, because its file came or changed."""
        self._without.discard(clip_id)
        self._kept.pop(clip_id, None)

    @Slot()
    def close(self) -> None:
        """Takes no more wishes and waits for the sheet that is being decoded."""
        self._closed = True
        self._pool.waitForDone()

    def _start_next(self) -> None:
        if self._coming is None and self._wanted is not None and not self._closed:
            self._coming, self._wanted = self._wanted, None
            self._make(self._coming, partial(self._on_made, self._coming))

    def _on_made(self, clip_id: str, path: Path | None) -> None:
        if path is None:
            self._on_decoded(clip_id, QImage())
        elif not self._closed:
            self._pool.start(partial(_decode_for, self._relay, clip_id, path))

    @Slot(str, QImage)
    def _on_decoded(self, clip_id: str, sheet: QImage) -> None:
        self._coming = None
        if sheet.isNull():
            self._without.add(clip_id)
        else:
            self._kept[clip_id] = QPixmap.fromImage(sheet)
            while self._size() > self._kept_bytes and len(self._kept) > 1:
                self._kept.popitem(last=False)
        self.loaded.emit(clip_id)
        self._start_next()

    def _size(self) -> int:
        return sum(kept.width() * kept.height() * 4 for kept in self._kept.values())


def _decode_for(relay: _Relay, clip_id: str, path: Path) -> None:
    relay.decoded.emit(clip_id, QImageReader(str(path)).read())
