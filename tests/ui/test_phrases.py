"""The phrase builder: chosen in one's own language, written in English."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.phrases import PHRASES, PhraseGroup
from app.domain.settings import Language
from app.ui.language import LanguageSwitch
from app.ui.panes.composer import ComposerPane
from app.ui.phrase_words import group_name, phrase_name
from app.ui.widgets.phrase_card import PhraseCard
from tests.ui.port import PortBridge

# Popovers that come up, where there is no screen.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Open = Callable[[], QFrame]


@pytest.fixture
def pane(qtbot: QtBot, memory: QSettings, language: LanguageSwitch) -> ComposerPane:
    pane = ComposerPane(PortBridge().as_bridge(), "sora", memory)
    qtbot.addWidget(pane)
    pane.resize(320, 820)
    with qtbot.waitActive(pane):
        pane.show()
    return pane


@pytest.fixture
def memory(tmp_path: object) -> QSettings:
    return QSettings(f"{tmp_path}/window.ini", QSettings.Format.IniFormat)


def prompt_of(pane: QWidget) -> QPlainTextEdit:
    found = pane.findChild(QPlainTextEdit, "promptEdit_sora")
    assert isinstance(found, QPlainTextEdit)
    return found


def opened(pane: QWidget) -> QFrame:
    button = pane.findChild(QToolButton, "phrasesButton_sora")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    popover = pane.findChild(QFrame, "phrasePopover")
    assert popover is not None
    assert popover.isVisible()
    return popover


def area(popover: QWidget) -> QScrollArea:
    found = popover.findChild(QScrollArea, "phraseArea")
    assert found is not None
    return found


def card(popover: QWidget, phrase: str) -> PhraseCard:
    cards = area(popover).widget()
    assert cards is not None
    found = cards.findChild(PhraseCard, f"phrase_{phrase}")
    assert isinstance(found, PhraseCard), phrase
    return found


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def group(popover: QWidget, name: PhraseGroup) -> QPushButton:
    found = popover.findChild(QPushButton, f"phraseGroup_{name}")
    assert found is not None
    return found


def test_clicks_write_phrases_and_take_them_out_each_with_one_step_of_undo(
    pane: ComposerPane,
) -> None:
    prompt = prompt_of(pane)
    QTest.keyClicks(prompt, "A kite, sea")
    prompt.insertPlainText(" 🎈")
    popover = opened(pane)
    click(card(popover, "wide"))
    click(card(popover, "low_angle"))
    assert prompt.toPlainText() == "A kite, sea 🎈, wide shot, low-angle shot"
    assert card(popover, "wide").isChecked()
    assert group(popover, PhraseGroup.SHOT).text() == "Shot and angle · 2"
    click(group(popover, PhraseGroup.LIGHT))
    click(card(popover, "neon"))
    assert prompt.toPlainText().endswith(", low-angle shot, neon lighting")
    click(group(popover, PhraseGroup.SHOT))
    click(card(popover, "wide"))
    assert not card(popover, "wide").isChecked()
    assert prompt.toPlainText() == "A kite, sea 🎈, low-angle shot, neon lighting"
    prompt.undo()
    assert prompt.toPlainText() == "A kite, sea 🎈, wide shot, low-angle shot, neon lighting"
    assert card(popover, "wide").isChecked()
    popover.close()
    assert prompt.hasFocus()


def test_a_phrase_of_ones_own_sentence_is_shown_and_left_alone(pane: ComposerPane) -> None:
    prompt = prompt_of(pane)
    QTest.keyClicks(prompt, "A wide shot of a kite")
    popover = opened(pane)
    wide = card(popover, "wide")
    assert (wide.isChecked(), wide.isEnabled()) == (True, False)
    click(wide)
    assert prompt.toPlainText() == "A wide shot of a kite"
    popover.close()


def test_by_keyboard_phrases_are_searched_reached_and_written(
    pane: ComposerPane, language: LanguageSwitch, qtbot: QtBot
) -> None:
    language.use(Language.TURKISH)
    popover = opened(pane)
    search = popover.findChild(QLineEdit, "phraseSearch")
    assert search is not None
    QTest.keyClicks(search, "isik")  # as it is typed without Turkish keys
    QTest.keyClick(search, Qt.Key.Key_Return)
    prompt = prompt_of(pane)
    first = next(p for p in PHRASES.values() if "ışı" in phrase_name(p).lower())
    assert prompt.toPlainText().lower() == first.english.lower()
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert prompt.toPlainText() == ""
    QTest.keyClick(search, Qt.Key.Key_Escape)
    QTest.keyClick(search, Qt.Key.Key_Down)
    for key, there in [
        (Qt.Key.Key_Right, "extreme_wide"),
        (Qt.Key.Key_Down, "full"),
        (Qt.Key.Key_Left, "wide"),
    ]:
        focused = popover.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        assert popover.focusWidget() is card(popover, there)
    QTest.keyClick(card(popover, "wide"), Qt.Key.Key_Return)
    QTest.keyClick(card(popover, "wide"), Qt.Key.Key_Right)
    QTest.keyClick(card(popover, "full"), Qt.Key.Key_Space)
    assert prompt.toPlainText() == "Wide shot, full shot"
    QTest.keyClick(card(popover, "full"), Qt.Key.Key_Up)
    QTest.keyClick(card(popover, "extreme_wide"), Qt.Key.Key_Up)
    assert search.hasFocus()
    QTest.keyClick(search, Qt.Key.Key_Down)
    QTest.keyClicks(card(popover, "establishing"), "z")  # who goes on typing searches
    assert search.hasFocus()
    QTest.keyClicks(search, "zz")
    qtbot.waitUntil(lambda: not area(popover).isVisible())
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert prompt.toPlainText() == "Wide shot, full shot"
    popover.close()


def test_every_phrase_and_group_has_a_name_of_its_own_in_both_languages(
    language: LanguageSwitch,
) -> None:
    english = [phrase_name(phrase) for phrase in PHRASES.values()]
    groups = [group_name(name) for name in PhraseGroup]
    language.use(Language.TURKISH)
    turkish = [phrase_name(phrase) for phrase in PHRASES.values()]
    assert len(set(english)) == len(set(turkish)) == len(PHRASES)
    assert set(groups).isdisjoint(group_name(name) for name in PhraseGroup)
