"""In every dialog Enter presses the button that has the keyboard, or the one that is named for it,
and never another one."""

from pathlib import Path

from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.language import LanguageSwitch
from app.ui.theme.theme import Theme
from tests.ui.rooms import Rooms, told_on_the_way

pytestmark = told_on_the_way()

#: Where Enter has no other meaning.
_FIELDS = (QLineEdit, QComboBox, QAbstractSpinBox, QAbstractButton)


class Presses:
    """Hears the buttons of a dialog, which do nothing else any more."""

    def __init__(self, dialog: QDialog) -> None:
        self.heard: list[QAbstractButton] = []
        for button in dialog.findChildren(QAbstractButton):
            if button.receivers(SIGNAL("clicked(bool)")):
                button.clicked.disconnect()
            button.clicked.connect(lambda _checked=False, button=button: self.heard.append(button))

    def at(self, widget: QWidget) -> list[QAbstractButton]:
        """What Enter presses while the keyboard is here."""
        self.heard.clear()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert widget.window().focusWidget() is widget, widget.objectName()
        QTest.keyClick(widget, Qt.Key.Key_Return)
        return list(self.heard)


def usable(dialog: QDialog) -> list[QWidget]:
    return [
        widget
        for widget in dialog.findChildren(QWidget)
        if isinstance(widget, _FIELDS)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.window() is dialog
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget.parentWidget(), QAbstractSpinBox)
    ]


def is_meant(widget: QWidget) -> bool:
    """Whether the keyboard on it says which button Enter is for."""
    return (
        isinstance(widget, QAbstractButton)
        and not isinstance(widget, QCheckBox)
        and widget.group() is None
    )


def test_enter_presses_what_is_meant_in_every_dialog(
    qtbot: QtBot, tmp_path: Path, theme: Theme, language: LanguageSwitch
) -> None:
    rooms = Rooms(qtbot, tmp_path, theme, language)
    seen = 0
    for name, room in rooms.walk():
        if not isinstance(room, QDialog) or name == "commandPalette":
            continue
        seen += 1
        named = [b for b in room.findChildren(QPushButton) if b.isDefault() and b.isVisible()]
        assert len(named) <= 1, name
        presses = Presses(room)
        for widget in usable(room):
            expected = [widget] if is_meant(widget) else [b for b in named if b.isEnabled()]
            assert presses.at(widget) == expected, f"{name}: {widget.objectName()}"
    assert seen >= 17
