"""Where a key is typed or pasted, and kept from eyes and clipboards."""

from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.tokens import HALF

State = Literal["", "good", "bad"]

_NEVER = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_HIDDEN = QLineEdit.EchoMode.Password
_SHOWN = QLineEdit.EchoMode.Normal


class KeyField(QLineEdit):
    """A line for a key: dots, with an eye to look.

    While hidden the key cannot be copied, cut or dragged out; it cannot be brought back by undo
    at any time. `edited` tells that the user changed it, never what it is.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(_HIDDEN)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoAutoUppercase
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._eye = styled(QToolButton(self), kind="icon", compact=True)
        self._eye.setCheckable(True)
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._eye.toggled.connect(self._on_eye_toggled)
        self.setTextMargins(0, 0, self._eye.sizeHint().width(), 0)
        self.textEdited.connect(self._on_text_edited)
        self._dress_eye()

    def key(self) -> str:
        """The key without blanks around it, which come along when copying."""
        return self.text().strip()

    def set_key(self, key: str) -> None:
        """Replace the key, forgetting the one before; an empty one clears the field."""
        self.setText(key)

    def set_state(self, state: State) -> None:
        """The border: what checking the key said."""
        styled(self, state=state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Cutting dots would copy nothing and still take the key away.
        refused = _NEVER if self._eye.isChecked() else (*_NEVER, QKeySequence.StandardKey.Cut)
        if any(event.matches(key) for key in refused):
            event.accept()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() in {"edit-undo", "edit-redo"}:
                menu.removeAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._eye.setChecked(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._eye.adjustSize()
        self._eye.move(
            self.width() - self._eye.width() - HALF, (self.height() - self._eye.height()) // 2
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._dress_eye()

    def _dress_eye(self) -> None:
        shown = self._eye.isChecked()
        self._eye.setIcon(icon("eye_off" if shown else "eye"))
        name = self.tr("Hide the key") if shown else self.tr("Show the key")
        self._eye.setToolTip(name)
        self._eye.setAccessibleName(name)

    @Slot(bool)
    def _on_eye_toggled(self, shown: bool) -> None:
        self.setEchoMode(_SHOWN if shown else _HIDDEN)
        self._dress_eye()

    @Slot(str)
    def _on_text_edited(self, _text: str) -> None:
        self.set_state("")
        self.edited.emit()
