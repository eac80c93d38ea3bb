"""Buttons of one sign and no words."""

from PySide6.QtWidgets import QToolButton

from app.ui.theme.icons import icon
from app.ui.theme.styled import styled


def icon_button(
    name: str, sign: str, *, compact: bool = False, checked_tone: str | None = None
) -> QToolButton:
    """A square button called `name` in the code; whoever makes it gives it a tooltip and a name
    for those who hear it."""
    button = styled(QToolButton(), kind="icon", compact=compact)
    button.setObjectName(name)
    button.setAutoRaise(True)  # or it would look touched behind a menu that it has opened
    button.setIcon(icon(sign, checked_tone=checked_tone))
    return button
