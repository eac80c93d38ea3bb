"""A picture with the frame that will be taken of it, which can be moved."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.preparing import Crop
from app.ui.delegates.painting import outline, rounded
from app.ui.theme.tokens import CARD_RADIUS, ON_STAGE

_HEIGHT = 168
_SHADE = 150  # of 255, over what is left out
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
}


def draw_cropped(
    painter: QPainter, place: QRectF, picture: tuple[int, int], crop: Crop | None
) -> QRectF:
    """Shades what a crop leaves out of a picture of this size that fills `place`; returns where
    the rest is."""
    if crop is None:
        return place
    across, down = place.width() / picture[0], place.height() / picture[1]
    kept = QRectF(
        place.left() + crop.left * across,
        place.top() + crop.top * down,
        crop.width * across,
        crop.height * down,
    )
    shade = QColor(ON_STAGE.stage)
    shade.setAlpha(_SHADE)
    for left_out in (
        QRectF(place.topLeft(), QPointF(place.right(), kept.top())),
        QRectF(QPointF(place.left(), kept.bottom()), place.bottomRight()),
        QRectF(QPointF(place.left(), kept.top()), QPointF(kept.left(), kept.bottom())),
        QRectF(QPointF(kept.right(), kept.top()), QPointF(place.right(), kept.bottom())),
    ):
        painter.fillRect(left_out, shade)
    return kept


class CropFrame(QWidget):
    """Shows a picture whole. The frame is drawn with the mouse, or moved a pixel of the picture
    with an arrow, ten with Page Up and Down; `moved` carries its new place from 0 to 1. Where
    there is none, clicks are for who holds it."""

    moved = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._scaled = QPixmap()
        self._size = (0, 0)
        self._crop: Crop | None = None
        self._along = 0.5
        self._grip: tuple[QPointF, float] | None = None
        self._joined_edge: Qt.Edge | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_picture(
        self, image: QImage, size: tuple[int, int], crop: Crop | None, along: float
    ) -> None:
        """Shows a picture that has `size` pixels in truth, and its frame."""
        if image.cacheKey() != self._image.cacheKey():
            self._image, self._scaled = image, QPixmap()
        self._size, self._crop, self._along = size, crop, along
        self.setCursor(Qt.CursorShape.OpenHandCursor if crop else Qt.CursorShape.ArrowCursor)
        self.update()

    def set_joined_edge(self, edge: Qt.Edge) -> None:
        """The edge, bottom or right, at which a card goes on: there its corners are square."""
        self._joined_edge = edge
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(288, _HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._crop is not None:
            self._grip = (event.position(), self._along)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            return
        start, along = self._grip
        way, room = event.position() - start, self._room()
        pulled = way.x() if self._lies_across() else way.y()
        if room > 0:
            self.moved.emit(min(1.0, max(0.0, along + pulled / room)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            event.ignore()
        self._grip = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        spare = self._spare()
        if step and spare:
            self.moved.emit(min(1.0, max(0.0, self._along + step / spare)))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ON_STAGE.stage))
        painter.setClipPath(self._outline())
        painter.drawRect(self.rect())
        place = self._place()
        if place.isEmpty():
            return
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(place.width() * ratio), round(place.height() * ratio))
        if self._scaled.size() != wanted:
            self._scaled = QPixmap.fromImage(
                self._image.scaled(
                    wanted,
                    Qt.AspectRatioMode.IgnoreAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
        painter.drawPixmap(place, self._scaled, QRectF(self._scaled.rect()))
        kept = draw_cropped(painter, place, self._size, self._crop)
        if self._crop is not None:
            outline(painter, kept, ON_STAGE.accent if self.hasFocus() else ON_STAGE.text, 0, 1.5)

    def _outline(self) -> QPainterPath:
        ground = QRectF(self.rect())
        if self._joined_edge is None:
            return rounded(ground, CARD_RADIUS)
        beyond = (0, CARD_RADIUS) if self._joined_edge is Qt.Edge.BottomEdge else (CARD_RADIUS, 0)
        return rounded(ground.adjusted(0, 0, *beyond), CARD_RADIUS - 1)

    def _place(self) -> QRectF:
        """Where the picture is: as large as it can be, in the middle."""
        if self._image.isNull() or not all(self._size):
            return QRectF()
        room = self.rect().adjusted(1, 1, -1, -1)
        fitted = QSize(*self._size).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, fitted.width(), fitted.height())
        place.moveCenter(QRectF(room).center())
        return place

    def _lies_across(self) -> bool:
        return self._crop is not None and self._crop.width < self._size[0]

    def _spare(self) -> int:
        """How many pixels of the picture the frame can move."""
        if self._crop is None:
            return 0
        return max(self._size[0] - self._crop.width, self._size[1] - self._crop.height)

    def _room(self) -> float:
        """The same in pixels of the screen."""
        place = self._place()
        return self._spare() * (place.width() / self._size[0] if place.width() else 0)
