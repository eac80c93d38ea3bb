"""What one sees under the mouse while videos are dragged."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap

from app.ui import formats
from app.ui.delegates.painting import fill
from app.ui.theme.fonts import sized
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import FONT_SMALL, GRID, ON_STAGE, RADIUS

STILLS: Final = 3
"""How many stills lie upon each other."""

_STILL: Final = QSize(128, 72)
_BADGE: Final = 20


def drag_picture(stills: Sequence[QPixmap | None], count: int, font: QFont, dpr: float) -> QPixmap:
    """A small pile of stills, the first on top, with their number if there are several."""
    pile = (len(stills) - 1) * GRID
    size = _STILL + QSize(2 * GRID + pile, 2 * GRID + pile)
    pixmap = QPixmap(size * dpr)
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    for number in reversed(range(len(stills))):
        corner = QPointF((number + 1) * GRID, (number + 1) * GRID)
        _draw_still(painter, QRectF(corner, QSizeF(_STILL)), stills[number])
    if count > 1:
        _draw_count(painter, count, font)
    painter.end()
    return pixmap


def _draw_still(painter: QPainter, frame: QRectF, still: QPixmap | None) -> None:
    fill(painter, frame, ON_STAGE.stage, RADIUS)
    if still is not None:
        shape = still.deviceIndependentSize().scaled(
            frame.size(), Qt.AspectRatioMode.KeepAspectRatio
        )
        place = QRectF(QPointF(), shape)
        place.moveCenter(frame.center())
        painter.drawPixmap(place, still, QRectF(still.rect()))


def _draw_count(painter: QPainter, count: int, font: QFont) -> None:
    tokens = current_tokens()
    painter.setFont(sized(font, FONT_SMALL, semibold=True))
    text = formats.number(count)
    width = max(_BADGE, painter.fontMetrics().horizontalAdvance(text) + 2 * GRID)
    badge = QRectF(0, 0, width, _BADGE)
    fill(painter, badge, tokens.accent, _BADGE / 2)
    painter.setPen(QColor(tokens.on_accent))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
