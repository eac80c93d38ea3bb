"""Strokes that delegates share."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap


def fill(painter: QPainter, rect: QRectF, colour: str, radius: float = 0) -> None:
    """A filled rectangle with round corners."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(rect, radius, radius)


def outline(painter: QPainter, rect: QRectF, colour: str, radius: float, width: float = 1) -> None:
    """A frame whose stroke lies inside `rect`."""
    inset = width / 2
    painter.setPen(QPen(QColor(colour), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def rounded(rect: QRectF, radius: float) -> QPainterPath:
    """The outline of a rectangle with round corners, to paint inside of."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


def rounded_picture(painter: QPainter, rect: QRectF, pixmap: QPixmap, radius: float) -> None:
    """A picture of the size of `rect` with round corners."""
    # A clip path has hard edges; a rounded rectangle filled with the picture has smooth ones. Qt
    # reads the pixmap's own ratio when it fills, but not right together with a brush's transform.
    painter.save()
    painter.translate(rect.topLeft())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(pixmap))
    painter.drawRoundedRect(QRectF(QPointF(), rect.size()), radius, radius)
    painter.restore()
