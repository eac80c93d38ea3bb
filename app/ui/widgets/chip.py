"""A filter that is on or off."""

from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.theme.styled import styled


class Chip(QPushButton):
    """A checkable pill; `toggled` tells, `setText` counts."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        styled(self, kind="chip")
