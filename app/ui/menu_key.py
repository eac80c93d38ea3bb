"""The other key for the menu of what has the keyboard, for keyboards without a Menu key."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget


def offer_menu_key(window: QWidget) -> None:
    """Shift+F10 does in this window what Qt has it do on Windows alone."""
    shortcut = QShortcut(QKeySequence("Shift+F10"), window)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(_open_menu)


def _open_menu() -> None:
    """As Qt for the Menu key: where the cursor or the chosen row is."""
    target = QApplication.focusWidget()
    if target is not None:
        cursor: QRect | QRectF = target.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        place = QRectF(cursor).center().toPoint()
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(target, QContextMenuEvent(reason, place, target.mapToGlobal(place)))
