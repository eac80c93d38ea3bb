"""One choice out of few, all of them in sight."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from app.ui.theme.styled import styled
from app.ui.theme.tokens import CONTROL, HALF, ICON

# Wider than an icon is: the room between it and the text cannot be set.
_ICON_ROOM = QSize(ICON + HALF, ICON)

Option = tuple[str, str, QIcon | None]
"""Value, text and icon of one segment."""


class SegmentedControl(QFrame):
    """A row of segments, one of them chosen; arrows move the choice.

    `chosen` carries the value the user took; `set_value` stays silent.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        styled(self, role="segments")
        self.setFixedHeight(CONTROL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._segments: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def set_options(self, options: Sequence[Option]) -> None:
        """Replace the segments; the choice stays if it is among them, else it is the first."""
        before = self.value
        for segment in self._segments.values():
            self._group.removeButton(segment)
            self._row.removeWidget(segment)
            segment.deleteLater()
        self._segments = {value: self._segment(text, icon) for value, text, icon in options}
        self._put_into_tab_order()
        self.set_value(before if before in self._segments else next(iter(self._segments), ""))

    def _put_into_tab_order(self) -> None:
        """The keyboard comes to segments where this stands, and not behind all there was before."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # without one Qt leaves the order as it is
        for one, other in pairwise((self, *self._segments.values())):
            QWidget.setTabOrder(one, other)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def value(self) -> str:
        """The chosen value, empty while there is nothing to choose from."""
        return next((value for value, s in self._segments.items() if s.isChecked()), "")

    def set_value(self, value: str) -> None:
        if value in self._segments:
            self._segments[value].setChecked(True)

    def _segment(self, text: str, icon: QIcon | None) -> QPushButton:
        segment = styled(QPushButton(text, self), kind="segment")
        if icon is not None:
            segment.setIcon(icon)
            segment.setIconSize(_ICON_ROOM)
        segment.setCheckable(True)
        segment.setAutoDefault(False)  # Enter in a dialog is not for what comes first in it
        segment.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._group.addButton(segment)
        self._row.addWidget(segment, 1)
        return segment

    @Slot(QAbstractButton)
    def _on_clicked(self, _button: QAbstractButton) -> None:
        self.chosen.emit(self.value)
