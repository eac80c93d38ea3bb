"""What those who hear the window are told where Qt keeps quiet."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLabel, QWidget


def say(widget: QWidget, text: str) -> None:
    """Says something that came of a key and stands where the keyboard is not."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def tell_row(view: QAbstractItemView, row: int) -> None:
    """Reads out the row of a list that keys have led to."""
    if row >= 0:
        tell_of_row(view, row, QAccessible.Event.Focus)


def tell_of_row(view: QAbstractItemView, row: int, event: QAccessible.Event) -> None:
    """Tells that something has happened to a row of a list."""
    if QAccessible.isActive():
        told = QAccessibleEvent(view, event)
        told.setChild(row)
        QAccessible.updateAccessibility(told)


def call_box(box: QComboBox, name: str) -> None:
    """Names a box that has no title in sight, once it has its place in a window.

    On Linux Qt gives a box's value for its name, whatever it is called, and leaves the rest to the
    label that it belongs to.
    """
    box.setAccessibleName(name)
    if (around := box.parentWidget()) is None:
        return
    label = around.findChild(QLabel, f"{box.objectName()}Label")
    if label is None:
        label = QLabel(around)
        label.setObjectName(f"{box.objectName()}Label")
        label.setBuddy(box)
        label.hide()
    label.setText(name)
