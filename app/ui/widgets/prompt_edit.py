"""Where a prompt is written."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_RECALLS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_NONE = Qt.KeyboardModifier.NoModifier


class PromptEdit(QPlainTextEdit):
    """Plain text of several lines: Tab leaves it, Ctrl+Enter submits it.

    `picture_pasted` tells that the clipboard held a picture or a file and no words; who listens
    may take it from there. Up in an empty field, and Up and Down in a text that was recalled and
    not changed since, ask for another one: `recall_asked` carries 1 for an older, -1 for a newer.
    """

    submitted = Signal()
    picture_pasted = Signal()
    recall_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._recalled = ""

    def recall(self, text: str) -> None:
        """Shows a prompt of before; one step of undo brings back what was there."""
        self._recalled = text
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            self.submitted.emit()
            return
        way = _RECALLS.get(Qt.Key(event.key()), 0)
        plain = event.modifiers() in {_NONE, Qt.KeyboardModifier.KeypadModifier}
        if way and plain and self.toPlainText() == self._recalled:
            self.recall_asked.emit(way)
            return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 -- Qt's own name
        # Files dragged over it are for the picture drop, not addresses to be typed in.
        return (source.hasText() and not source.hasUrls()) or source.hasImage()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 -- Qt's own name
        holds_files = any(url.isLocalFile() for url in source.urls())
        if source.hasText() and not holds_files:
            self.insertPlainText(source.text())
        else:
            self.picture_pasted.emit()
