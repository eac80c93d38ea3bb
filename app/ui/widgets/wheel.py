"""What the wheel is for: it scrolls."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox

Box = TypeVar("Box", bound=QComboBox | QAbstractSpinBox)


def unmoved(box: Box) -> Box:
    """The same box, which the wheel passes over: Qt would choose something else with it, unseen,
    for who only scrolls."""
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.installEventFilter(_PassOn(box))
    return box


class _PassOn(QObject):
    """Leaves the wheel to what lies around a box."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Wheel:
            return False
        event.ignore()
        return True
