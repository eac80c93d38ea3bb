"""A message that stands next to what it concerns."""

from typing import Final, Literal

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF, ICON
from app.ui.widgets.glyph import Glyph

Tone = Literal["good", "warn", "bad", "plain"]

_BUTTON = 24
_PASSING_MS: Final = 8_000

_SIGNS: Final = {"good": "check", "warn": "warning", "bad": "warning", "plain": "info"}


class Notice(QWidget):
    """What happened and what to do about it; hidden while there is nothing to say.

    `acted`, `declined` and `closed` tell what the user pressed; the notice hides itself on close.
    """

    acted = Signal()
    declined = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = Glyph(_SIGNS["plain"])
        self._words = styled(QLabel(), level="secondary")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = styled(QPushButton(), compact=True)
        self._action.setAutoDefault(False)  # Enter in a dialog belongs to the dialog's own button
        self._action.clicked.connect(self.acted)
        self._decline = styled(QPushButton(), compact=True)
        self._decline.setAutoDefault(False)
        self._decline.clicked.connect(self.declined)
        self._close = styled(QToolButton(), kind="icon", compact=True)
        self._close.setIcon(icon("close"))
        self._close.clicked.connect(self._on_close_clicked)
        self._row = QHBoxLayout()
        self._row.setSpacing(GRID)
        for part in (self._sign, self._words, self._action, self._close):
            self._row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self._row.setStretchFactor(self._words, 1)
        self._answers = QHBoxLayout()
        self._answers.setSpacing(GRID)
        self._answers.setContentsMargins(ICON + GRID, 0, 0, 0)
        self._answers.addWidget(self._decline)
        self._answers.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HALF)
        column.addLayout(self._row)
        column.addLayout(self._answers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._over = QTimer(self, singleShot=True, interval=_PASSING_MS)
        self._over.timeout.connect(self.clear)
        self._name_close()
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    def say(
        self,
        text: str,
        tone: Tone = "plain",
        *,
        action: str = "",
        decline: str = "",
        closable: bool = False,
        passing: bool = False,
    ) -> None:
        """Show `text`, with a button named `action` if there is one; empty text clears.

        With `decline` it is a question: both answers stand below it.
        What is `passing` goes by itself after a while, and with the language it was said in.
        """
        if not text:
            self.clear()
            return
        if passing:
            self._over.start()
        else:
            self._over.stop()
        colour = "dim" if tone == "plain" else tone
        self._sign.set_icon(_SIGNS[tone], colour)
        self._words.setText(text)
        styled(self._words, tone=colour)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._decline.setText(decline)
        self._decline.setVisible(bool(decline))
        self._place_action(below=bool(decline))
        self._close.setVisible(closable)
        self._align_first_line(beside_buttons=bool(action and not decline) or closable)
        self.setAccessibleName(text)
        self._row.invalidate()  # Qt does that later: who asks for the height meanwhile is wrong
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        self._over.stop()
        self._words.clear()
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name_close()
            if self._over.isActive():
                self.clear()

    def _place_action(self, *, below: bool) -> None:
        if (self._answers.indexOf(self._action) >= 0) == below:
            return
        here, there = (self._row, self._answers) if below else (self._answers, self._row)
        here.removeWidget(self._action)
        there.insertWidget(0 if below else 2, self._action, 0, Qt.AlignmentFlag.AlignTop)

    def _name_close(self) -> None:
        self._close.setToolTip(self.tr("Dismiss"))
        self._close.setAccessibleName(self.tr("Dismiss"))

    def _align_first_line(self, *, beside_buttons: bool) -> None:
        """Put the sign and the first line at one height, and at the buttons' middle."""
        line = self._words.fontMetrics().height()
        room = max(_BUTTON if beside_buttons else 0, line, ICON)
        self._words.setContentsMargins(0, (room - line) // 2, 0, 0)
        self._sign.set_top_margin((room - ICON) // 2)

    @Slot()
    def _on_close_clicked(self) -> None:
        self.clear()
        self.closed.emit()
