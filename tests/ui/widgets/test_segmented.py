"""Choosing one of few."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.ui.theme.icons import ratio_icon
from app.ui.widgets.segmented import SegmentedControl
from tests.ui.widgets.conftest import Shown

FRAMES = [("16:9", "16:9", ratio_icon(16, 9)), ("9:16", "9:16", None), ("1:1", "1:1", None)]


@pytest.fixture
def frames(shown: Shown) -> SegmentedControl:
    control = SegmentedControl()
    control.set_options(FRAMES)
    control.resize(280, 32)
    return shown(control)


def segment(control: SegmentedControl, text: str) -> QPushButton:
    return next(b for b in control.findChildren(QPushButton) if b.text() == text)


def test_the_first_is_chosen_until_another_is_clicked(frames: SegmentedControl) -> None:
    chosen = QSignalSpy(frames.chosen)
    assert frames.value == "16:9"
    QTest.mouseClick(segment(frames, "9:16"), Qt.MouseButton.LeftButton)
    assert frames.value == "9:16"
    assert [chosen.at(0), chosen.count()] == [["9:16"], 1]


def test_arrows_move_the_choice(frames: SegmentedControl, qtbot: QtBot) -> None:
    segment(frames, "16:9").setFocus()
    with qtbot.waitSignal(frames.chosen) as chosen:
        QTest.keyClick(segment(frames, "16:9"), Qt.Key.Key_Right)
    assert chosen.args == ["9:16"]
    assert segment(frames, "9:16").hasFocus()


def test_setting_the_value_is_silent(frames: SegmentedControl) -> None:
    chosen = QSignalSpy(frames.chosen)
    frames.set_value("1:1")
    frames.set_value("not offered")
    assert frames.value == "1:1"
    assert chosen.count() == 0


def test_new_options_keep_the_choice_where_they_can(frames: SegmentedControl) -> None:
    frames.set_value("9:16")
    frames.set_options(FRAMES[1:])
    assert frames.value == "9:16"
    frames.set_options(FRAMES[2:])
    assert frames.value == "1:1"
    frames.set_options([])
    assert frames.value == ""
