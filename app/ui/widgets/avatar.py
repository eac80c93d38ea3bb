"""The round button for the account."""

from PySide6.QtCore import QLocale
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QToolButton, QWidget

from app.ui.theme.icons import icon
from app.ui.theme.styled import styled


class Avatar(QToolButton):
    """The first letter of a name, or a figure where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        styled(self, kind="avatar")
        self.setAutoRaise(True)  # or it would look touched behind the menu that it has opened
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.set_name("")

    def set_name(self, name: str) -> None:
        # Qt's locale knows that a Turkish i grows a dot.
        self.setText(QLocale().toUpper(name.strip()[:1]))
        self.setIcon(QIcon() if self.text() else icon("user"))
