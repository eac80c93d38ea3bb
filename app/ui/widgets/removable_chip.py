"""Something that is in force until one takes it away."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.widgets.elided_button import ElidedButton
from app.ui.widgets.text import plain_tooltip

_CROSS = QSize(12, 12)


class RemovableChip(ElidedButton):
    """A pill with a cross behind its words: a click, Delete or Backspace says `removed`."""

    removed = Signal()

    def __init__(self, text: str, how: str, parent: QWidget | None = None) -> None:
        """`how` says what a click does, for its tooltip and for those who hear it."""
        super().__init__(text, parent)
        styled(self, kind="chip", active=True)
        self.setAutoDefault(False)
        self.setIcon(icon("close"))
        self.setIconSize(_CROSS)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross after the words
        self.setToolTip(plain_tooltip(f"{text}\n{how}"))
        self.setAccessibleName(f"{text}. {how}")
        self.clicked.connect(self.removed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        else:
            super().keyPressEvent(event)
