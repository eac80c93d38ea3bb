"""Writing a prompt, and searching."""

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.chip import Chip
from app.ui.widgets.primary_button import PrimaryButton
from app.ui.widgets.prompt_edit import PromptEdit
from app.ui.widgets.search_field import SearchField
from tests.ui.widgets.conftest import Shown

CTRL = Qt.KeyboardModifier.ControlModifier


def test_ctrl_enter_submits_and_enter_writes_a_line(shown: Shown, qtbot: QtBot) -> None:
    prompt = shown(PromptEdit())
    QTest.keyClicks(prompt, "bir")
    QTest.keyClick(prompt, Qt.Key.Key_Return)
    QTest.keyClicks(prompt, "iki")
    with qtbot.waitSignal(prompt.submitted):
        QTest.keyClick(prompt, Qt.Key.Key_Return, CTRL)
    assert prompt.toPlainText() == "bir\niki"


def test_tab_leaves_the_prompt(shown: Shown) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    prompt, following = PromptEdit(), QPushButton("Oluştur")
    column.addWidget(prompt)
    column.addWidget(following)
    shown(page)
    prompt.setFocus()
    QTest.keyClick(prompt, Qt.Key.Key_Tab)
    assert following.hasFocus()
    assert prompt.toPlainText() == ""


def test_only_plain_words_are_pasted(shown: Shown) -> None:
    prompt = shown(PromptEdit())
    rich = QMimeData()
    rich.setHtml("<b>deniz</b> feneri")
    rich.setText("deniz feneri")
    QGuiApplication.clipboard().setMimeData(rich)
    QTest.keyClick(prompt, Qt.Key.Key_V, CTRL)
    assert prompt.toPlainText() == "deniz feneri"


def test_a_pasted_picture_is_passed_on(shown: Shown, qtbot: QtBot) -> None:
    prompt = shown(PromptEdit())
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("#204060"))
    QGuiApplication.clipboard().setImage(image)
    with qtbot.waitSignal(prompt.picture_pasted):
        QTest.keyClick(prompt, Qt.Key.Key_V, CTRL)
    assert prompt.toPlainText() == ""


def test_a_dragged_file_does_not_become_an_address(shown: Shown) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/pictures/a.png")])
    assert not shown(PromptEdit()).canInsertFromMimeData(mime)


def test_escape_and_the_cross_clear_the_search(shown: Shown) -> None:
    field = shown(SearchField())
    QTest.keyClicks(field, "deniz")
    assert field.text() == "deniz"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    QTest.keyClicks(field, "sis")
    _lens, cross = field.actions()
    assert cross.isVisible()
    cross.trigger()
    assert field.text() == ""
    assert not cross.isVisible()


def test_a_chip_goes_on_and_off(shown: Shown, qtbot: QtBot) -> None:
    chip = shown(Chip("İndirilmemiş 12"))
    with qtbot.waitSignal(chip.toggled) as toggled:
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert toggled.args == [True]
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert not chip.isChecked()


def test_the_main_action_makes_room_for_its_shortcut(shown: Shown, qtbot: QtBot) -> None:
    button = shown(PrimaryButton("Oluştur"))
    plain = button.sizeHint().width()
    button.set_hint("Ctrl ↵")
    assert button.sizeHint().width() > plain
    assert button.height() == 40
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
