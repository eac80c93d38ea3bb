"""How a step of a job looks: its time, a dot on a line, what it was, how long it lasted."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.delegates.painting import fill, outline
from app.ui.models.timeline_model import Step
from app.ui.theme.fonts import sized
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import DOT, FONT_NORMAL, FONT_SECONDARY, GRID, RADIUS
from app.ui.widgets.text import lines_that_fit

STEP: Final = Qt.ItemDataRole.UserRole + 1

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LINE: Final = 18
_MOST_LINES: Final = 6
_TIME: Final = 120
_LASTED: Final = 56


class TimelineDelegate(QStyledItemDelegate):
    """Paints a `Step`; the line goes on to the step above and below."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 0
        lines = _lines(index.data(STEP), option.font, width)
        return QSize(width, len(lines) * _LINE + 2 * GRID)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        step: Step = index.data(STEP)
        tokens = current_tokens()
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = rect.top() + GRID
        rail = rect.left() + _TIME + GRID
        above = rect.top() if index.row() else top + _LINE / 2
        last = index.row() == index.model().rowCount() - 1
        below = top + _LINE / 2 if last else rect.bottom() + 1
        fill(painter, QRectF(rail - 0.5, above, 1, below - above), tokens.line)
        dot = QRectF(0, 0, DOT, DOT)
        dot.moveCenter(QPointF(rail, top + _LINE / 2))
        fill(painter, dot.adjusted(-2, -2, 2, 2), tokens.panel, DOT)
        fill(painter, dot, tokens.named(step.tone), DOT / 2)

        small = sized(option.font, FONT_SECONDARY, tabular=True)
        painter.setFont(small)
        painter.setPen(QColor(tokens.dim))
        time = QRectF(rect.left() + GRID, top, _TIME - 2 * GRID, _LINE)
        painter.drawText(
            time, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, step.time
        )
        lasted = QRectF(rect.right() - _LASTED - GRID, top, _LASTED, _LINE)
        painter.drawText(lasted, _RIGHT, step.lasted)
        font = sized(option.font, FONT_NORMAL)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        metrics = QFontMetrics(font)
        base = top + (_LINE + metrics.ascent() - metrics.descent()) / 2
        for number, line in enumerate(_lines(step, option.font, round(rect.width()))):
            spot = QPoint(round(rail + 2 * GRID), round(base + number * _LINE))
            painter.drawText(spot, line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            outline(painter, rect.adjusted(1, 1, -1, -1), tokens.accent, RADIUS, 2)
        painter.restore()


def _lines(step: Step, font: QFont, width: int) -> list[str]:
    room = width - _TIME - 3 * GRID - _LASTED - GRID
    return lines_that_fit(step.words, sized(font, FONT_NORMAL), max(1, room), _MOST_LINES)
