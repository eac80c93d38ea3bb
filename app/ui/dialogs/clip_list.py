"""Clips as the rows of a list in a dialog, each with a frame of its clip."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from app.domain.clips import Clip
from app.ui.delegates.painting import fill, rounded_picture
from app.ui.theme.icons import icon
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import GRID, ICON_LARGE, RADIUS
from app.ui.thumbnails import Fit, ThumbnailLoader

_STILL: Final = QSize(96, 54)
_WITH_GAP: Final = _STILL + QSize(GRID, 0)  # the style leaves too little before the words
_CLIP: Final = Qt.ItemDataRole.UserRole

ROW: Final = _STILL.height() + 2 * GRID + 4  # and the frame of the marked one
"""The height of a row, in device-independent pixels."""


def _unseen(_clip_id: str) -> QImage:
    return QImage()


class ClipList(QListWidget):
    """Shows stills of clips; the words are for others to set.

    `seen` gives the frame of a clip (by its id) that has no thumbnail, or a null image.
    """

    def __init__(
        self,
        thumbnails: ThumbnailLoader,
        seen: Callable[[str], QImage] = _unseen,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._seen = seen
        thumbnails.loaded.connect(self._on_thumbnail_loaded)
        self.setIconSize(_WITH_GAP)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    @property
    def clips(self) -> list[Clip]:
        """The clips, in the order of their rows."""
        return [self.item(row).data(_CLIP) for row in range(self.count())]

    def add(self, clip: Clip) -> QListWidgetItem:
        """Puts a clip behind the others; its still is shown from the next `show_stills` on."""
        item = QListWidgetItem(self)
        item.setData(_CLIP, clip)
        item.setSizeHint(QSize(0, ROW))
        return item

    @Slot()
    def show_stills(self) -> None:
        """Draws all stills anew."""
        for row, clip in enumerate(self.clips):
            still = self._still(clip)
            shown = QIcon(still)
            shown.addPixmap(still, QIcon.Mode.Selected)  # not tinted: it is a picture
            self.item(row).setIcon(shown)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.show_stills()

    def _still(self, clip: Clip) -> QPixmap:
        """A frame of the clip, or a sign in its place."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(_WITH_GAP * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        place = QRectF(0, 0, _STILL.width(), _STILL.height())
        frame = None
        if clip.thumbnail is not None:
            frame = self._thumbnails.pixmap(clip.thumbnail, _STILL, ratio, Fit.WHOLE)
        elif not (seen := self._seen(clip.id)).isNull():
            frame = _fitting(seen, _STILL * ratio, ratio)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill(painter, place, current_tokens().raised, RADIUS)
        if frame is not None:
            shape = QRectF(QPointF(), frame.deviceIndependentSize())
            shape.moveCenter(place.center())
            rounded_picture(painter, shape, frame, RADIUS)
        else:
            sign = QRectF(0, 0, ICON_LARGE, ICON_LARGE)
            sign.moveCenter(place.center())
            icon("film", "faint").paint(painter, sign.toRect())
        painter.end()
        return picture

    @Slot(Path)
    def _on_thumbnail_loaded(self, path: Path) -> None:
        if any(clip.thumbnail == path for clip in self.clips):
            self.show_stills()


def _fitting(image: QImage, size: QSize, ratio: float) -> QPixmap:
    """A picture as large as fits into `size`, in device pixels."""
    pixmap = QPixmap.fromImage(
        image.scaled(
            size,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    )
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
