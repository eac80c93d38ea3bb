"""A picture shown whole on the stage colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme.tokens import CARD_RADIUS, ON_STAGE


class PictureFrame(QWidget):
    """Keeps the picture at the size it is shown, made anew when that changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._scaled = QPixmap()
        self._joined_edge = Qt.Edge.BottomEdge

    def set_joined_edge(self, edge: Qt.Edge) -> None:
        """The edge, bottom or right, at which its card goes on: there its corners are square."""
        self._joined_edge = edge
        self.update()

    def set_image(self, image: QImage) -> None:
        self._image = image
        self._scale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scale()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect())
        rounded = QPainterPath()
        beyond = (0, CARD_RADIUS) if self._joined_edge is Qt.Edge.BottomEdge else (CARD_RADIUS, 0)
        rounded.addRoundedRect(ground.adjusted(0, 0, *beyond), CARD_RADIUS - 1, CARD_RADIUS - 1)
        painter.setClipPath(rounded)
        painter.fillRect(ground, QColor(ON_STAGE.stage))
        place = QRectF(0, 0, *self._scaled.deviceIndependentSize().toTuple())
        place.moveCenter(ground.center())
        painter.drawPixmap(place.topLeft().toPoint(), self._scaled)

    def _scale(self) -> None:
        ratio = self.devicePixelRatioF()
        room = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._image.isNull() or room.isEmpty():
            self._scaled = QPixmap()
        else:
            fitted = self._image.scaled(
                room,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._scaled = QPixmap.fromImage(fitted)
            self._scaled.setDevicePixelRatio(ratio)
        self.update()
