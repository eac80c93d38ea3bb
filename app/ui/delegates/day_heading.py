"""What a grid paints besides its clips: the line over a day, and the band one selects with."""

from datetime import date
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from app.ui import formats
from app.ui.delegates.clip_delegate import CELL_PADDING
from app.ui.delegates.painting import fill
from app.ui.theme.fonts import sized
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import FONT_NORMAL, FONT_SECONDARY, GRID

HEADING: Final = 36
"""The height of a day's line, in device-independent pixels."""
_BAND_STRENGTH: Final = 0.15


def paint_heading(
    painter: QPainter, line: QRect, day: date, count: int, font: QFont, *, pinned: bool
) -> None:
    """A day and how many clips are of it; a `pinned` one lies over what scrolls below it."""
    tokens = current_tokens()
    painter.save()
    fill(painter, QRectF(line), tokens.window)
    if pinned:
        painter.setPen(QColor(tokens.line))
        painter.drawLine(line.bottomLeft(), line.bottomRight())
    words = QRectF(line.adjusted(CELL_PADDING, 0, 0, 0))
    painter.setFont(sized(font, FONT_NORMAL, semibold=True))
    name = formats.day(day)
    painter.setPen(QColor(tokens.text))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
    words.setLeft(words.left() + QFontMetricsF(painter.font()).horizontalAdvance(name) + GRID)
    painter.setFont(sized(font, FONT_SECONDARY, tabular=True))
    painter.setPen(QColor(tokens.faint))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, formats.number(count))
    painter.restore()


def paint_rubber_band(painter: QPainter, band: QRect) -> None:
    """The rectangle the mouse draws around what is to be selected."""
    colour = QColor(current_tokens().accent)
    painter.setPen(QPen(colour, 1))
    colour.setAlphaF(_BAND_STRENGTH)
    painter.setBrush(colour)
    painter.drawRect(band.adjusted(0, 0, -1, -1))
