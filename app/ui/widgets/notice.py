"""A message that stands next to what it concerns."""

from typing import Final, Literal

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID
from app.ui.widgets.glyph import Glyph

Tone = Literal["good", "warn", "bad", "plain"]

_SIGNS: Final = {"good": "check", "warn": "warning", "bad": "warning", "plain": "info"}


class Notice(QWidget):
    """What happened and what to do about it; hidden while there is nothing to say.

    `acted` and `closed` tell what the user pressed; the notice hides itself on close.
    """

    acted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = Glyph(_SIGNS["plain"])
        self._words = styled(QLabel(), level="secondary")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = styled(QPushButton(), compact=True)
        self._action.clicked.connect(self.acted)
        self._close = styled(QToolButton(), kind="icon", compact=True)
        self._close.setIcon(icon("close"))
        self._close.clicked.connect(self._on_close_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._sign, 0, top)
        row.addWidget(self._words, 1)
        row.addWidget(self._action, 0, top)
        row.addWidget(self._close, 0, top)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._name_close()
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    def say(
        self, text: str, tone: Tone = "plain", *, action: str = "", closable: bool = False
    ) -> None:
        """Show `text`, with a button named `action` if there is one; empty text clears."""
        if not text:
            self.clear()
            return
        colour = "dim" if tone == "plain" else tone
        self._sign.set_icon(_SIGNS[tone], colour)
        self._words.setText(text)
        styled(self._words, tone=colour)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._close.setVisible(closable)
        self.setAccessibleName(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        self._words.clear()
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name_close()

    def _name_close(self) -> None:
        self._close.setToolTip(self.tr("Dismiss"))
        self._close.setAccessibleName(self.tr("Dismiss"))

    @Slot()
    def _on_close_clicked(self) -> None:
        self.clear()
        self.closed.emit()
