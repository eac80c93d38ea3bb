"""Where a prompt is written."""

import unicodedata

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from app.domain.phrases import Phrase, toggled
from app.ui import formats
from app.ui.held_key import ENTER, let_go_first
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF

_RECALLS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_NONE = Qt.KeyboardModifier.NoModifier
#: Pixels that the count takes under the text.
_COUNT = 16


class PromptEdit(QPlainTextEdit):
    """Plain text of several lines, counted in its lower corner: Tab leaves it, Ctrl+Enter submits
    it.

    `picture_pasted` tells that the clipboard held a picture or a file and no words; who listens
    may take it from there. Up in an empty field, and Up and Down in a text that was recalled and
    not changed since, ask for another one: `recall_asked` carries 1 for an older, -1 for a newer.
    `undo_asked` tells of Ctrl+Z when nothing that was typed is left to take back.
    """

    submitted = Signal()
    picture_pasted = Signal()
    recall_asked = Signal(int)
    undo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._recalled = ""
        self._begins_step = False  # whether what is typed next is undone by itself
        self._count = styled(QLabel(self), level="small", tone="faint")
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setViewportMargins(0, 0, 0, _COUNT)
        self.textChanged.connect(self._show_count)
        self._show_count()

    def setObjectName(self, name: str) -> None:  # noqa: N802 -- replaces Qt's
        """Its count is called the same, with `Count` behind it."""
        super().setObjectName(name)
        self._count.setObjectName(f"{name}Count")

    def toggle(self, phrase: Phrase) -> None:
        """Writes a phrase where the cursor stands, or takes the one that is there out: one step of
        undo."""
        text = self.toPlainText()
        splice = toggled(text, phrase, self._letters(text))
        if splice is None:
            return
        cursor = self.textCursor()
        cursor.setPosition(_units(text[: splice.start]))
        cursor.setPosition(_units(text[: splice.end]), QTextCursor.MoveMode.KeepAnchor)
        self._put_in(cursor, splice.text)
        cursor.setPosition(_units(splice.of(text)[: splice.cursor]))
        self.setTextCursor(cursor)

    def recall(self, text: str) -> None:
        """Shows a prompt of before; one step of undo brings back what was there."""
        self._recalled = text
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        self._put_in(cursor, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_count()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_count()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            let_go_first(event.key())
            self.submitted.emit()
            return
        if event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            self.undo_asked.emit()
            return
        way = _RECALLS.get(Qt.Key(event.key()), 0)
        plain = event.modifiers() in {_NONE, Qt.KeyboardModifier.KeypadModifier}
        if way and plain and self.toPlainText() == self._recalled:
            self.recall_asked.emit(way)
            return
        if event.text() and (self._begins_step or event.text().isspace()):
            # Qt would take back all that was typed at once: so it does word by word.
            self._begins_step = False
            cursor = self.textCursor()
            cursor.beginEditBlock()
            super().keyPressEvent(event)
            cursor.endEditBlock()
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

    def _put_in(self, cursor: QTextCursor, text: str) -> None:
        """A step of undo of its own, between what was typed before and what will be."""
        cursor.beginEditBlock()
        cursor.insertText(text)
        cursor.endEditBlock()
        self._begins_step = True

    def _letters(self, text: str) -> int:
        """How many letters of `text` are before the cursor: Qt counts some of them twice."""
        units = self.textCursor().position()
        before = text.encode("utf-16-le", "surrogatepass")[: 2 * units]
        return len(before.decode("utf-16-le", "surrogatepass"))

    @Slot()
    def _show_count(self) -> None:
        text = self.toPlainText()
        words = self.tr("%n word(s)", "", _words_in(text))
        # A letter is one whether its dots came with it or behind it, as they do in macOS' names.
        count = formats.number(len(unicodedata.normalize("NFC", text)))
        letters = self.tr("{count} characters").format(count=count)
        self._count.setText(f"{words} · {letters}" if text else "")
        self._place_count()

    def _place_count(self) -> None:
        self._count.adjustSize()
        left = max(GRID, self.width() - self._count.width() - GRID)
        self._count.move(left, self.height() - self._count.height() - HALF)


def _words_in(text: str) -> int:
    """How many words there are; a dash between two is none."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def _units(text: str) -> int:
    """How many letters Qt counts: those beyond the first 65,536 are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
