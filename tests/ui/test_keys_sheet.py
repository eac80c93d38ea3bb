"""The sheet of keys has every key that works in the window, and opens by key and by menu."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.settings import Language
from app.ui.dialogs.guide import GuideDialog
from app.ui.dialogs.keys import KeysDialog
from app.ui.language import LanguageSwitch
from app.ui.main_window import MainWindow
from app.ui.panes.clip_menu import ClipMenu
from app.ui.panes.clip_notice import ClipNotice
from app.ui.panes.history import HistoryPane
from app.ui.window_frame import WindowFrame
from tests.ui.port import PortBridge, a_clip

PORTABLE = QKeySequence.SequenceFormat.PortableText

#: Said by an entry for a row of keys, or by another key for the same.
BETWEEN = {"Ctrl+2", "1", "2", "3", "4", "Ctrl+Enter"}


@pytest.fixture
def window(qtbot: QtBot, language: LanguageSwitch, tmp_path: Path) -> Iterator[MainWindow]:
    assert language.current is Language.ENGLISH
    frame = WindowFrame(tmp_path / "window.ini")
    qtbot.addWidget(frame)
    frame.resize(1440, 900)
    port = PortBridge(clips=[a_clip("c1")])
    window = MainWindow(port.as_bridge(), frame, demo=False)
    with qtbot.waitActive(frame):
        frame.show()
        frame.activateWindow()
    yield window
    frame.close()


def sheet(window: MainWindow) -> KeysDialog | None:
    return window.findChild(KeysDialog)


def history_of(window: MainWindow) -> HistoryPane:
    return next(pane for pane in window.findChildren(HistoryPane) if pane.isVisible())


def listed(dialog: KeysDialog) -> set[str]:
    entries = [entry for section in dialog.sections for entry in section.entries]
    return {QKeySequence(keys).toString(PORTABLE) for entry in entries for keys in entry.keys}


def of_actions(actions: list[QAction]) -> set[str]:
    return {action.shortcut().toString(PORTABLE) for action in actions} - {""}


def test_every_key_of_the_real_window_is_listed(window: MainWindow, qtbot: QtBot) -> None:
    history = history_of(window)
    qtbot.waitUntil(lambda: history.model.rowCount() == 1)
    clip = a_clip("c1")
    bridge = PortBridge().as_bridge()
    menu = ClipMenu(clip, [clip], ["c1"], [], bridge, history.deeds, ClipNotice(), window)
    menus = [menu, *menu.findChildren(QMenu)]
    QTest.keyClick(window.window(), Qt.Key.Key_F1)
    dialog = sheet(window)
    assert dialog is not None
    working = {shortcut.key().toString(PORTABLE) for shortcut in window.findChildren(QShortcut)}
    working |= of_actions(window.findChildren(QAction))
    working |= of_actions([action for each in menus for action in each.actions()])
    assert {"F1", "F5", "F11", "Ctrl+F", "Ctrl+Shift+S", "Del", "X"} <= working
    assert working - BETWEEN - {""} <= listed(dialog)
    dialog.close()


@pytest.mark.parametrize(
    ("key", "last"),
    [(Qt.Key.Key_F1, Qt.Key.Key_Escape), (Qt.Key.Key_Question, Qt.Key.Key_Return)],
)
def test_a_key_opens_it_and_escape_or_its_button_closes_it(
    window: MainWindow, key: Qt.Key, last: Qt.Key
) -> None:
    assert sheet(window) is None
    window.setFocus()
    QTest.keyClick(window, key)
    dialog = sheet(window)
    assert dialog is not None
    assert dialog.isVisible()
    button = dialog.focusWidget()
    assert isinstance(button, QPushButton)
    assert button.text() == "Close"
    QTest.keyClick(button, last)
    assert not dialog.isVisible()


def test_a_question_mark_can_still_be_written(window: MainWindow) -> None:
    prompt = window.findChild(QPlainTextEdit)
    assert prompt is not None
    prompt.setFocus()
    QTest.keyClick(prompt, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert prompt.toPlainText() == "?"
    assert sheet(window) is None


# A window in front of another one, where there is no screen.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_of_the_account_has_it_under_help_and_it_leads_to_the_guide(
    window: MainWindow,
) -> None:
    action = window.findChild(QAction, "keysSheetAction")
    assert action is not None
    assert action.text() == "Keyboard shortcuts"
    action.trigger()
    dialog = sheet(window)
    assert dialog is not None
    assert dialog.isVisible()
    guide_button = dialog.findChild(QPushButton, "userGuideButton")
    assert guide_button is not None
    guide_button.click()
    guide = window.window().findChild(GuideDialog)
    assert guide is not None
    assert guide.isVisible()
    guide.close()
    dialog.close()


def test_search_has_a_key(window: MainWindow, qtbot: QtBot) -> None:
    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    search = history_of(window).bar.search
    assert isinstance(search, QLineEdit)
    qtbot.waitUntil(search.hasFocus)


@pytest.mark.parametrize("width", [1024, 1440])
def test_the_prompt_has_a_key_that_brings_it_forward(
    window: MainWindow, qtbot: QtBot, width: int
) -> None:
    window.window().resize(width, 680)
    control = Qt.KeyboardModifier.ControlModifier
    for from_there in (Qt.Key.Key_J, Qt.Key.Key_F, Qt.Key.Key_3):  # queue, history, library
        QTest.keyClick(window, from_there, control)
        QTest.keyClick(window, Qt.Key.Key_P, control)
        qtbot.waitUntil(lambda: window.focusWidget().objectName() == "promptEdit_sora")
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_P, control)
        prompt = window.focusWidget()
        assert isinstance(prompt, QPlainTextEdit)
        assert (prompt.isVisible(), prompt.toPlainText()) == (True, "")


def test_it_is_small_enough_and_speaks_turkish(
    window: MainWindow, language: LanguageSwitch, qtbot: QtBot
) -> None:
    QTest.keyClick(window.window(), Qt.Key.Key_F1)
    dialog = sheet(window)
    assert dialog is not None
    for spoken in (Language.ENGLISH, Language.TURKISH):
        language.use(spoken)
        title = "Keyboard shortcuts" if spoken is Language.ENGLISH else "Klavye kısayolları"
        qtbot.waitUntil(partial(_is_called, dialog, title))
        hint = dialog.sizeHint()
        assert hint.width() <= 960
        assert hint.height() <= 600
        shown = {entry.shown for section in dialog.sections for entry in section.entries}
        assert {"Enter", "Ctrl+Enter"} <= shown
    words = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"Boşluk", "Ctrl+Enter", "Çöp kutusuna taşı"} <= words
    dialog.close()


def _is_called(dialog: KeysDialog, title: str) -> bool:
    return dialog.windowTitle() == title


def test_icons_stand_before_the_words_in_every_menu(window: MainWindow) -> None:
    menus = [menu for menu in window.findChildren(QMenu) if menu.actions()]
    assert len(menus) >= 3
    assert {menu.layoutDirection() for menu in menus} == {Qt.LayoutDirection.LeftToRight}
