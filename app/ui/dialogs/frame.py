"""How a dialog's parts stand: one below the other, with its buttons at the end of the foot."""

from typing import Final

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout

from app.ui.theme.tokens import GRID

_STEP: Final = 2 * GRID


def dialog_column(dialog: QDialog, spacing: int = _STEP) -> QVBoxLayout:
    """The column that a dialog's parts are put into, `spacing` pixels apart."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
    column.setSpacing(spacing)
    return column


def dialog_foot(*buttons: QPushButton) -> QHBoxLayout:
    """The row of buttons at the foot, the one that does it last."""
    foot = QHBoxLayout()
    foot.setSpacing(GRID)
    foot.addStretch()
    for button in buttons:
        foot.addWidget(button)
    return foot
