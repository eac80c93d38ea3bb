"""The sign of the program: four corners of a frame."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import ICON_LARGE


class Viewfinder(QWidget):
    """The sign, `size` pixels square, in the accent colour."""

    def __init__(self, size: int = ICON_LARGE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = QPen(QColor(current_tokens().accent), self._size / 10)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        draw_corners(painter, QRectF(self.rect()), pen, arm=self._size * 0.3, radius=self._size / 8)


def draw_corners(
    painter: QPainter, rect: QRectF, pen: QPen, *, arm: float, radius: float = 0
) -> None:
    """The four corners just inside `rect`, each with two arms of length `arm`."""
    half = pen.widthF() / 2
    frame = rect.adjusted(half, half, -half, -half)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for corner, right, down in (
        (frame.topLeft(), 1, 1),
        (frame.topRight(), -1, 1),
        (frame.bottomRight(), -1, -1),
        (frame.bottomLeft(), 1, -1),
    ):
        path = QPainterPath(corner + QPointF(0, down * arm))
        path.lineTo(corner + QPointF(0, down * radius))
        path.quadTo(corner, corner + QPointF(right * radius, 0))
        path.lineTo(corner + QPointF(right * arm, 0))
        painter.drawPath(path)
    painter.restore()
