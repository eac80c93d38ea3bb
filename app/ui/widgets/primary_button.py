"""The one main action of a pane."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QWidget

from app.ui.held_key import let_go_first
from app.ui.theme.fonts import sized
from app.ui.theme.styled import styled
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import FONT_SMALL, GRID


class PrimaryButton(QPushButton):
    """A filled button that can name its shortcut in small beside its text."""

    def __init__(self, text: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._hint = hint
        styled(self, kind="primary")

    def set_hint(self, hint: str) -> None:
        self._hint = hint
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(self._hint_width(), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            let_go_first(event.key())
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._hint:
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        self._draw_words(painter)

    def _draw_words(self, painter: QPainter) -> None:
        tokens = current_tokens()
        painter.setPen(QColor(tokens.on_accent if self.isEnabled() else tokens.faint))
        metrics = self.fontMetrics()
        word = metrics.horizontalAdvance(self.text())
        left = (self.width() - word - self._hint_width()) / 2
        baseline = round((self.height() + metrics.ascent() - metrics.descent()) / 2)
        painter.setFont(self.font())
        painter.drawText(QPointF(left, baseline), self.text())
        painter.setFont(sized(self.font(), FONT_SMALL))
        painter.drawText(QPointF(left + word + GRID, baseline), self._hint)

    def _hint_width(self) -> int:
        if not self._hint:
            return 0
        small = QFontMetrics(sized(self.font(), FONT_SMALL))
        return GRID + small.horizontalAdvance(self._hint)
