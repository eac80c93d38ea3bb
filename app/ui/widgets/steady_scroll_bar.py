"""A scroll bar whose place is kept free."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea


def keep_scroll_bar(area: QAbstractScrollArea) -> None:
    """Keeps the place of an area's vertical scroll bar, so that what is in it has the same width
    with it and without; nothing is seen there while there is nothing to scroll."""
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar = area.verticalScrollBar()

    def show_handle(low: int, high: int) -> None:
        bar.setEnabled(high > low)  # a bar that is off has no handle to be seen

    bar.rangeChanged.connect(show_handle)
    show_handle(bar.minimum(), bar.maximum())
