"""Where one searches."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.theme.icons import icon

#: What Qt's own action button before the words takes, and what the style sheet leaves free.
_LENS: Final = 26
_PADDING: Final = 12


class SearchField(QLineEdit):
    """A line with a lens before it and, once there is text, a cross that clears it like Esc."""

    down_asked = Signal()  # to what was found

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lens = QAction(icon("search", "faint"), "", self)
        self.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(icon("close"), "", self)
        self._clear.triggered.connect(self.clear)
        self._clear.setVisible(False)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self._on_text_changed)
        self._hints = ("", "")
        self._name_signs()

    def set_hint(self, whole: str, brief: str) -> None:
        """Says in the empty line what is searched; `brief` where `whole` would be cut."""
        self._hints = (whole, brief)
        self._show_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_hint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            event.accept()
            return
        if event.key() == Qt.Key.Key_Down:
            self.down_asked.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name_signs()

    def _name_signs(self) -> None:
        self._lens.setText(self.tr("Search"))
        self._clear.setText(self.tr("Clear"))

    def _show_hint(self) -> None:
        whole, brief = self._hints
        if not whole:
            return
        room = self.contentsRect().width() - _LENS - 2 * _PADDING
        fits = self.fontMetrics().horizontalAdvance(whole) <= room
        self.setPlaceholderText(whole if fits else brief)
        self.setToolTip("" if fits else whole)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
