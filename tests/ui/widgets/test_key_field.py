"""A key is typed, looked at, and kept."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from app.ui.theme.tokens import DARK
from app.ui.widgets.key_field import KeyField
from tests.ui.widgets.conftest import Shown

KEY = "sk-test-0123456789"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def field(shown: Shown) -> KeyField:
    field = KeyField()
    field.resize(300, 32)
    return shown(field)


@pytest.fixture(autouse=True)
def _clean_clipboard(theme: object) -> None:
    QGuiApplication.clipboard().setText("before")


def eye(field: KeyField) -> QToolButton:
    [button] = field.findChildren(QToolButton)
    return button


def test_a_typed_key_is_dots_until_the_eye_is_pressed(field: KeyField) -> None:
    edited = QSignalSpy(field.edited)
    QTest.keyClicks(field, KEY)
    assert field.key() == KEY
    assert edited.count() == len(KEY)
    assert KEY not in field.displayText()
    QTest.mouseClick(eye(field), Qt.MouseButton.LeftButton)
    assert field.displayText() == KEY
    QTest.mouseClick(eye(field), Qt.MouseButton.LeftButton)
    assert KEY not in field.displayText()


def test_the_eye_can_be_reached_by_keyboard(field: KeyField) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert eye(field).hasFocus()
    named = eye(field).accessibleName()
    QTest.keyClick(eye(field), Qt.Key.Key_Space)
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    assert eye(field).accessibleName() != named


def test_a_hidden_key_does_not_reach_the_clipboard(field: KeyField) -> None:
    field.set_key(KEY)
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        QTest.keyClick(field, Qt.Key.Key_A, CTRL)
        QTest.keyClick(field, key, CTRL)
    assert QGuiApplication.clipboard().text() == "before"
    assert field.key() == KEY


def test_a_deleted_key_cannot_be_brought_back(field: KeyField) -> None:
    QTest.keyClicks(field, KEY)
    QTest.mouseClick(eye(field), Qt.MouseButton.LeftButton)
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.key() == ""


def test_a_pasted_key_loses_the_blanks_around_it(field: KeyField) -> None:
    QGuiApplication.clipboard().setText(f"  {KEY}\n")
    QTest.keyClick(field, Qt.Key.Key_V, CTRL)
    assert field.key() == KEY


def test_a_field_that_went_out_of_sight_comes_back_hidden(field: KeyField) -> None:
    field.set_key(KEY)
    QTest.mouseClick(eye(field), Qt.MouseButton.LeftButton)
    field.hide()
    field.show()
    assert KEY not in field.displayText()


def test_the_border_says_what_checking_said_until_the_key_changes(
    field: KeyField, qtbot: QtBot
) -> None:
    def border() -> QColor:
        return field.grab().toImage().pixelColor(field.width() // 2, 0)

    eye(field).setFocus()
    field.set_key(KEY)
    field.set_state("bad")
    assert border() == QColor(DARK.bad)
    field.set_state("good")
    assert border() == QColor(DARK.good)
    field.setFocus()
    with qtbot.waitSignal(field.edited):
        QTest.keyClicks(field, "x")
    eye(field).setFocus()
    assert border() == QColor(DARK.line)


def test_names_follow_the_language(qapp: object, field: KeyField) -> None:
    eye(field).setToolTip("")
    field.event(QEvent(QEvent.Type.LanguageChange))
    assert eye(field).toolTip()
