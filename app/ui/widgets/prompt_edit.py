"""Where a prompt is written."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class PromptEdit(QPlainTextEdit):
    """Plain text of several lines: Tab leaves it, Ctrl+Enter submits it.

    `picture_pasted` tells that the clipboard held a picture or a file and no words; who listens
    may take it from there.
    """

    submitted = Signal()
    picture_pasted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            self.submitted.emit()
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
