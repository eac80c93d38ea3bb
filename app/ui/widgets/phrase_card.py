"""A phrase to click into a prompt: what it is called, and what is written for it."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui.delegates.painting import fill, outline
from app.ui.theme.fonts import sized
from app.ui.theme.icons import icon
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import FONT_NORMAL, FONT_SMALL, GRID, HALF, ICON, RADIUS

_HEIGHT: Final = 48
_NARROWEST: Final = 96
_RING: Final = 2
_ARROWS: Final = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class PhraseCard(QAbstractButton):
    """Checked while the phrase stands in the prompt. `english` is what is written.

    Who has put the cards side by side hears of an arrow key.
    """

    arrow_pressed = Signal(int)  # Qt.Key

    def __init__(self, name: str, english: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._english = english
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(english)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("focusRing", False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(_NARROWEST, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A button would go by where others happen to be, and a scroll area would scroll.
        if event.key() in _ARROWS:
            self.arrow_pressed.emit(event.key())
        elif event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect())
        lit = self.isChecked() or (self.underMouse() and self.isEnabled())
        fill(painter, ground, tokens.raised if lit else tokens.field, RADIUS)
        if self.hasFocus():
            outline(painter, ground, tokens.accent, RADIUS, _RING)
        else:
            outline(painter, ground, tokens.faint if self.isChecked() else tokens.line, RADIUS)
        room = self.width() - 2 * GRID - (ICON + HALF if self.isChecked() else 0)
        middle = self.height() // 2
        for text, size, tone, bottom in (
            (self.text(), FONT_NORMAL, tokens.text if self.isEnabled() else tokens.dim, middle - 3),
            (self._english, FONT_SMALL, tokens.faint, middle + 13),
        ):
            font = sized(self.font(), size)
            painter.setFont(font)
            painter.setPen(QColor(tone))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(GRID, bottom, shown)
        if self.isChecked():
            sign = icon("check", "accent").pixmap(QSize(ICON, ICON), self.devicePixelRatioF())
            painter.drawPixmap(self.width() - GRID - ICON, (self.height() - ICON) // 2, sign)
