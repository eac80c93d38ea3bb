"""A row of the command palette: sign, name, where, and keys."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.delegates.painting import fill, outline
from app.ui.models.commands_model import CommandRole, Found
from app.ui.theme.fonts import sized
from app.ui.theme.icons import icon
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import FONT_NORMAL, FONT_SECONDARY, FONT_SMALL, GRID, HALF, ICON, RADIUS

ROW_HEIGHT: Final = 36
_TEXT_AT: Final = ICON + 3 * GRID
_KEY_HEIGHT: Final = 20


class CommandDelegate(QStyledItemDelegate):
    """Paints `Found` rows; the letters that were typed are in the accent's colour."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        found: Found = index.data(CommandRole.FOUND)
        tokens, row = current_tokens(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            fill(painter, row, tokens.raised, RADIUS)
        command = found.command
        sign = icon("check", "accent") if command.checked else command.icon
        place = QRect(round(row.left()) + GRID, round(row.center().y()) - ICON // 2, ICON, ICON)
        sign.paint(painter, place)
        right = self._paint_keys(painter, row, command.keys)
        font = sized(option.font, FONT_NORMAL)
        metrics = QFontMetricsF(font)
        base = row.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.setFont(font)
        x, typed = row.left() + _TEXT_AT, set(found.places)
        for number, letter in enumerate(command.title):
            wide = metrics.horizontalAdvance(letter)
            if x + wide > right - GRID:
                break
            painter.setPen(QColor(tokens.accent if number in typed else tokens.text))
            painter.drawText(QPointF(x, base), letter)
            x += wide
        self._paint_group(
            painter, QRectF(x, row.top(), right - x - GRID, row.height()), command.group
        )
        painter.restore()

    def _paint_keys(self, painter: QPainter, row: QRectF, keys: str) -> float:
        """The keys as a key's cap; returns where it begins."""
        if not keys:
            return row.right()
        tokens, font = current_tokens(), sized(painter.font(), FONT_SMALL)
        wide = QFontMetricsF(font).horizontalAdvance(keys) + 2 * (GRID - 2)
        cap = QRectF(
            row.right() - wide - GRID, row.center().y() - _KEY_HEIGHT / 2, wide, _KEY_HEIGHT
        )
        outline(painter, cap, tokens.line, HALF)
        painter.setFont(font)
        painter.setPen(QColor(tokens.dim))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, keys)
        return cap.left()

    def _paint_group(self, painter: QPainter, room: QRectF, group: str) -> None:
        font = sized(painter.font(), FONT_SECONDARY)
        painter.setFont(font)
        painter.setPen(QColor(current_tokens().faint))
        room.adjust(GRID + HALF, 0, 0, 0)
        if QFontMetricsF(font).horizontalAdvance(group) <= room.width():
            painter.drawText(
                room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, group
            )
