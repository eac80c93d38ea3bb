"""What can be taken back, the last thing first."""

from collections import deque
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence

_REMEMBERED: Final = 100


class Undo(QObject):
    """Steps back. Put `action` on widgets: it is Ctrl+Z wherever they have the keyboard, and
    fields that take text keep it for themselves. `undone` carries each step that was taken."""

    undone = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: deque[Callable[[], None]] = deque(maxlen=_REMEMBERED)
        self.action = QAction(self)
        self.action.setShortcuts(QKeySequence.StandardKey.Undo)
        self.action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.action.setEnabled(False)
        self.action.triggered.connect(self.undo)

    def push(self, step: Callable[[], None]) -> None:
        """Remembers how to take back what was just done."""
        self._steps.append(step)
        self.action.setEnabled(True)

    @Slot()
    def undo(self) -> None:
        """Takes the last thing back."""
        if self._steps:
            self.take_back(self._steps[-1])

    @Slot(object)
    def take_back(self, step: Callable[[], None]) -> None:
        """Takes this back, whatever was done since; it need not be remembered."""
        if step in self._steps:
            self._steps.remove(step)
            self.action.setEnabled(bool(self._steps))
        step()
        self.undone.emit(step)
