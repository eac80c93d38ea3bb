"""Grid and stage keep together: after something was thrown away, and from tab to tab."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.ui.panes.clip_grid import ClipGrid
from tests.ui.port import NOW, a_clip
from tests.ui.test_culling import CTRL, Window

SHIFT = Qt.KeyboardModifier.ShiftModifier

pytestmark = pytest.mark.qt_log_ignore(
    "Couldn't (load|resolve)", "Could not open media", "No RHI backend", "Pulse", extend=True
)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    window = Window(qtbot, tmp_path)
    yield window
    window.frame.close()


def test_the_next_one_takes_the_stage_of_one_thrown_away(window: Window) -> None:
    window.grid.choose("c1")
    window.key(Qt.Key.Key_Return)
    window.shows("c1")
    window.key(Qt.Key.Key_Delete)
    window.shows("c2")
    window.qtbot.waitUntil(lambda: window.grid.selected_ids == ["c2"])
    window.grid.choose("c4")
    window.key(Qt.Key.Key_Return)
    window.shows("c4")
    window.key(Qt.Key.Key_Delete)
    window.shows("c3")


def test_what_is_taken_back_is_selected_again(window: Window) -> None:
    window.grid.choose("c0")
    window.key(Qt.Key.Key_Return)
    window.shows("c0")
    window.key(Qt.Key.Key_Right, SHIFT)
    window.key(Qt.Key.Key_Delete)
    window.shows("c2")
    window.qtbot.waitUntil(lambda: window.grid.model().rowCount() == 3)
    window.key(Qt.Key.Key_Z, CTRL)
    window.qtbot.waitUntil(lambda: window.grid.selected_ids == ["c0", "c1"])
    window.shows("c0")
    assert window.grid.selected_ids == ["c0", "c1"]


def test_the_stage_stays_when_another_is_thrown_away(window: Window) -> None:
    window.key(Qt.Key.Key_Return)
    window.shows("c0")
    window.grid.choose("c3")
    window.key(Qt.Key.Key_Delete)
    window.qtbot.waitUntil(lambda: window.grid.model().rowCount() == 4)
    window.shows("c0")


def test_down_from_the_search_field_lands_on_the_first_card(window: Window) -> None:
    window.grid.clearSelection()
    window.grid.selectionModel().clearCurrentIndex()
    search = window.part(QLineEdit, "historySearch_sora")
    search.setFocus()
    QTest.keyClick(search, Qt.Key.Key_Down)
    assert window.grid.hasFocus()
    assert window.grid.selected_ids == ["c0"]
    window.key(Qt.Key.Key_Right)
    assert window.grid.selected_ids == ["c1"]


def test_the_ring_is_the_stages_in_every_tab(window: Window) -> None:
    window.port.put_clip(a_clip("v", "veo", prompt="Veo’s", created_at=NOW))
    window.key(Qt.Key.Key_Return)
    window.shows("c0")
    window.window.show_tab("library")
    library = window.part(ClipGrid, "historyGrid_library")
    window.qtbot.waitUntil(lambda: library.selected_ids == ["c0"])
    library.choose("c3")
    window.window.show_tab("sora")
    assert window.grid.selected_ids == ["c0"]
    window.window.show_tab("library")
    assert library.selected_ids == ["c0"], "not what was chosen here before"
    library.choose("v")
    library.setFocus()
    window.key(Qt.Key.Key_Return)
    window.shows("v")
    window.window.show_tab("sora")
    assert window.grid.selected_ids == []
    assert not window.grid.currentIndex().isValid()
