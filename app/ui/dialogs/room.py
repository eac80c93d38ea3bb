"""How large a dialog may be."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

from app.ui.theme.tokens import GRID
from app.ui.window_frame import SMALLEST


def room_for(dialog: QDialog) -> QSize:
    """What there is room for: within its window, which may be another dialog on Kadraj's, or on the
    screen without one."""
    parent = dialog.parentWidget()
    room = dialog.screen().availableSize()
    if parent is not None:
        room = parent.window().size().expandedTo(SMALLEST)
    return room - QSize(4 * GRID, 4 * GRID)


def fit(dialog: QDialog, size: QSize, smallest: QSize | None = None) -> None:
    """Makes a dialog so large, and lets it become no smaller than `smallest`; both as far as there
    is room."""
    room = room_for(dialog)
    if smallest is not None:
        dialog.setMinimumSize(smallest.boundedTo(room))
    dialog.resize(size.boundedTo(room))
