"""The order in which Tab goes through a window: as one reads it, whenever its parts were made."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


def next_as_read(window: QWidget, panes: Sequence[QWidget], *, forward: bool) -> QWidget | None:
    """Where Tab leads from what has the keyboard: through a window pane after pane, beginning with
    what is in none of them; backwards with Shift.

    What is in two of them belongs to the first. Inside a pane it leads from what was put in first
    to what was put in last. Qt's own chain is not asked: read from Python, it ends objects.
    """
    here = window.focusWidget()
    way = [part for part in window.findChildren(QWidget) if part is here or _takes_tab(part)]
    way.sort(key=lambda part: _place(part, panes))
    begin = way.index(here) if here in way else -1
    onwards = [*way[begin + 1 :], *way[: max(begin, 0)]]
    if not forward:
        onwards.reverse()
    return next(iter(onwards), None)


def _place(part: QWidget, panes: Sequence[QWidget]) -> int:
    for number, pane in enumerate(panes):
        if pane is part or pane.isAncestorOf(part):
            return number
    return -1


def _takes_tab(part: QWidget) -> bool:
    everywhere = QGuiApplication.styleHints().tabFocusBehavior() == (
        Qt.TabFocusBehavior.TabFocusAllControls
    )
    needed = Qt.FocusPolicy.TabFocus if everywhere else Qt.FocusPolicy.StrongFocus
    return (
        part.focusPolicy() & needed == needed
        and part.focusProxy() is None
        and part.isVisible()
        and part.isEnabled()
    )
