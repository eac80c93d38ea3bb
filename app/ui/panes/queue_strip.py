"""The queue when there is no room for it: its numbers, in a strip."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from app.ui import formats
from app.ui.models.queue_rows import Group
from app.ui.models.queue_words import QueueWords
from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF, ICON_LARGE, PRIMARY
from app.ui.widgets.icon_button import icon_button
from app.ui.window_frame import STRIP

_SIGNS: Final = {
    Group.RUNNING: ("film", "dim"),
    Group.NEEDS_YOU: ("warning", "warn"),
    Group.PAUSED: ("pause", "warn"),
    Group.WAITING: ("clock", "dim"),
    Group.DONE: ("check_circle", "good"),
    Group.LOST: ("close", "dim"),
}


class QueueStrip(QWidget):
    """One button for each group that has jobs; any of them opens the queue."""

    opened = Signal()

    def __init__(self, words: QueueWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._counts: Mapping[Group, int] = {}
        self.setFixedWidth(STRIP)
        self._open = icon_button("queueExpandButton", "queue")
        self._open.setIconSize(QSize(ICON_LARGE, ICON_LARGE))
        self._open.clicked.connect(self.opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, GRID)
        column.setSpacing(HALF)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(GRID)
        self._paused = icon_button("queuePausedSign", "pause")
        self._paused.setIcon(icon("pause", "warn"))
        self._paused.clicked.connect(self.opened)
        self._paused.hide()
        column.addWidget(self._paused, 0, Qt.AlignmentFlag.AlignHCenter)
        self._buttons = {group: self._make_button(group) for group in Group}
        for button in self._buttons.values():
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self._retranslate()

    def set_counts(self, counts: Mapping[Group, int]) -> None:
        """How many jobs each group has."""
        self._counts = counts
        for group, button in self._buttons.items():
            count = counts.get(group, 0)
            button.setVisible(count > 0)
            button.setText(formats.number(count))
            button.setToolTip(self._words.counted(group, count))
            button.setAccessibleName(self._words.counted(group, count))

    def show_paused(self) -> None:
        """Whether anything is held back."""
        words = self._words.paused()
        self._paused.setVisible(bool(words))
        self._paused.setToolTip(words)
        self._paused.setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _make_button(self, group: Group) -> QToolButton:
        button = styled(QToolButton(), kind="count")
        button.setObjectName(f"queueCount_{group.value}")
        button.setIcon(icon(*_SIGNS[group]))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFixedWidth(PRIMARY)
        button.clicked.connect(self.opened)
        return button

    def _retranslate(self) -> None:
        self._open.setToolTip(self.tr("Show the queue"))
        self._open.setAccessibleName(self.tr("Show the queue"))
        self.set_counts(self._counts)
        self.show_paused()
