"""A filter that is on or off."""

from PySide6.QtWidgets import QWidget

from app.ui.theme.styled import styled
from app.ui.widgets.elided_button import ElidedButton


class Chip(ElidedButton):
    """A checkable pill; `toggled` tells, `setText` counts."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        styled(self, kind="chip")
