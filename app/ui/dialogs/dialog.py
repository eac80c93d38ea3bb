"""What all dialogs have in common."""

from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QToolButton

from app.ui.held_key import ENTER, let_go_first


class Dialog(QDialog):
    """Enter presses the button that has the keyboard; elsewhere the default button, if the dialog
    has named one. Qt would take whichever button comes first."""

    def showEvent(self, event: QShowEvent) -> None:
        for button in self.findChildren(QPushButton):
            if not button.isDefault():
                button.setAutoDefault(False)
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:  # held down, it is not for what lies behind the dialog
            let_go_first(event.key())
        button = self.focusWidget()
        # One of a group is a choice, and Enter takes the form that it was made in.
        if (
            event.key() in ENTER
            and isinstance(button, QPushButton | QToolButton)
            and button.group() is None
        ):
            button.click()
        else:
            super().keyPressEvent(event)
