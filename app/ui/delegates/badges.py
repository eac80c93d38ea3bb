"""Small words over a still, each drawn once: a grid has the same few on nearly every cell."""

from collections import OrderedDict
from math import ceil
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from app.ui.delegates.painting import fill
from app.ui.theme.icons import icon
from app.ui.theme.tokens import BADGE, HALF, ON_PICTURE

BADGE_HEIGHT: Final = 18
BADGE_RADIUS: Final = 4
SMALL_SIGN: Final = 12
_PADDING: Final = 5
#: Kept at once, some kilobytes each; more than a screen of clips under way has.
_KEPT: Final = 200

_Key = tuple[str, str, str, float]


class Badges:
    """Paints badges, and keeps them as pixmaps."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Key, QPixmap] = OrderedDict()

    def paint(
        self,
        painter: QPainter,
        corner: QPointF,
        text: str,
        font: QFont,
        *,
        from_right: bool = False,
        sign: str = "",
    ) -> None:
        """Words in a lower corner, with an icon before them if `sign` names one."""
        device = painter.device()
        ratio = 1.0 if device is None else device.devicePixelRatioF()
        key = (text, sign, font.key(), ratio)
        badge = self._kept.get(key)
        if badge is None:
            badge = self._kept[key] = _drawn(text, sign, font, ratio)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        left = corner.x() - badge.deviceIndependentSize().width() if from_right else corner.x()
        painter.drawPixmap(QPointF(round(left), round(corner.y() - BADGE_HEIGHT)), badge)


def _drawn(text: str, sign: str, font: QFont, ratio: float) -> QPixmap:
    room = (SMALL_SIGN + (HALF if text else 0)) if sign else 0
    width = ceil(QFontMetricsF(font).horizontalAdvance(text)) + room + 2 * _PADDING
    badge = QRectF(QPointF(), QSizeF(width, BADGE_HEIGHT))
    pixmap = QPixmap((badge.size() * ratio).toSize())
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    fill(painter, badge, BADGE, BADGE_RADIUS)
    words = badge.adjusted(_PADDING, 0, -_PADDING, 0)
    if sign:
        place = QRect(0, 0, SMALL_SIGN, SMALL_SIGN)
        place.moveCenter(QPoint(round(words.left() + SMALL_SIGN / 2), round(words.center().y())))
        icon(sign, "stage").paint(painter, place)
    painter.setPen(QColor(ON_PICTURE))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
    painter.end()
    return pixmap
