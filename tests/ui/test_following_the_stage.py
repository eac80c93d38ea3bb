"""Grid and stage keep together: after something was thrown away, and from tab to tab."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.jobs import JobState
from app.ui.models.clips_model import ClipRole
from app.ui.panes.clip_grid import ClipGrid
from app.ui.panes.preview import PreviewPane
from tests.ui.port import NOW, a_clip, a_job
from tests.ui.test_culling import CTRL, Window

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
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


def tab(window: Window, number: Qt.Key) -> None:
    """Ctrl and a digit, as the system hands them on: Ctrl is held down while the tab changes."""
    QTest.keyClick(window.frame.windowHandle(), number, CTRL)


def read(window: Window, grid: ClipGrid) -> None:
    """Until the first two cells are painted with all they show."""
    cells = [grid.model().index(row, 0) for row in range(2)]
    window.qtbot.waitUntil(lambda: all(cell.data(ClipRole.CLIP) for cell in cells))


def middle(grid: ClipGrid, row: int) -> QPoint:
    return grid.visualRect(grid.model().index(row, 0)).center()


def cell(grid: ClipGrid, row: int) -> QImage:
    return grid.viewport().grab(grid.visualRect(grid.model().index(row, 0))).toImage()


def test_a_video_that_was_dragged_out_is_the_one_on_the_stage_and_alone_chosen(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    dragged: list[QDrag] = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, _action: dragged.append(drag))
    tab(window, Qt.Key.Key_3)
    library = window.part(ClipGrid, "historyGrid_library")
    window.qtbot.waitUntil(lambda: library.selected_ids == [] and library.model().rowCount() == 5)
    view = library.viewport()
    QTest.mouseClick(view, LEFT, NONE, middle(library, 0))
    window.shows("c0")
    read(window, library)
    plain = cell(library, 1)
    begin, end = middle(library, 1), middle(library, 1) + QPoint(48, 0)
    QTest.mouseMove(view, begin)
    assert cell(library, 1) != plain
    QTest.mousePress(view, LEFT, NONE, begin)
    for step in range(1, 9):
        QTest.mouseMove(view, begin + (end - begin) * step / 8)
    window.qtbot.waitUntil(lambda: bool(dragged))
    window.shows("c1")
    chosen = cell(library, 1)
    QTest.mouseRelease(view, LEFT, NONE, end)
    QTest.mouseMove(view, middle(library, 0))
    assert cell(library, 1) == chosen, "not as if the mouse were on it while it was dragged"
    library.choose("c3")  # as the arrow keys do, which leave the stage as it is
    tab(window, Qt.Key.Key_1)
    tab(window, Qt.Key.Key_3)
    assert library.selected_ids == ["c1"]
    assert window.grid.selected_ids == ["c1"]


def arrives(window: Window) -> None:
    """A video `new` is made, and its job ready before the grid hears of it."""
    reel = window.port.clips["c0"].file
    clip = a_clip("new", prompt="new", created_at=NOW + timedelta(1), file=reel)
    window.port.clips["new"] = clip
    for state in (JobState.DOWNLOADING, JobState.READY):
        window.port.put(a_job("job", state, clip_id="new"))
    window.shows("new")


def is_heard_of(window: Window) -> None:
    window.port.clip_changed.emit(window.port.clips["new"], True)


def watched_to_the_end(window: Window) -> None:
    preview = window.part(PreviewPane, "previewPane")
    window.qtbot.waitUntil(lambda: preview.area.player.position > 0)
    preview.area.player.seek(preview.area.player.duration)
    window.qtbot.waitUntil(lambda: not preview.watched)


def test_what_arrives_is_what_keys_in_the_grid_are_about(window: Window) -> None:
    window.key(Qt.Key.Key_Return)
    window.shows("c0")
    watched_to_the_end(window)
    arrives(window)
    assert window.grid.selected_ids == [], "not the old one while the new one is on its way"
    is_heard_of(window)
    window.qtbot.waitUntil(lambda: window.grid.selected_ids == ["new"])
    window.key(Qt.Key.Key_Delete)
    window.qtbot.waitUntil(lambda: ("trash", ("new",)) in window.port.calls)
    window.shows("c0")
    assert window.grid.selected_ids == ["c0"]


def test_keys_leave_alone_what_a_search_found_when_another_arrives(window: Window) -> None:
    search = window.part(QLineEdit, "historySearch_sora")
    search.setText("Prompt")
    QTest.keyClick(search, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: window.grid.model().rowCount() == 5)
    window.grid.choose("c1")
    arrives(window)
    window.key(Qt.Key.Key_Delete)
    window.key(Qt.Key.Key_5)
    assert window.grid.selected_ids == []
    assert not [name for name, *_ in window.port.calls if name in {"trash", "mark"}]
    window.key(Qt.Key.Key_Right)
    assert window.grid.selected_ids == ["c2"], "who goes through what was found goes on there"
    window.window.show_clip(window.port.clips["new"])
    search.clear()
    window.qtbot.waitUntil(lambda: window.grid.selected_ids == ["new"])


def test_several_that_are_selected_stay_so_when_another_arrives(window: Window) -> None:
    window.key(Qt.Key.Key_Right, SHIFT)
    arrives(window)
    is_heard_of(window)
    window.qtbot.waitUntil(lambda: window.grid.model().rowCount() == 6)
    assert window.grid.selected_ids == ["c0", "c1"]


def test_a_card_is_left_by_the_mouse_when_a_dialog_opens(window: Window) -> None:
    read(window, window.grid)
    plain = cell(window.grid, 1)
    QTest.mouseMove(window.grid.viewport(), middle(window.grid, 1))
    assert cell(window.grid, 1) != plain
    dialog = QDialog(window.frame)
    dialog.open()
    window.qtbot.waitUntil(lambda: cell(window.grid, 1) == plain)
    dialog.close()


def test_after_the_download_button_has_gone_the_grid_has_its_keys(window: Window) -> None:
    window.grid.choose("c2")
    window.key(Qt.Key.Key_Return)
    window.shows("c2")
    button = window.part(QAbstractButton, "downloadClip")
    QTest.mouseClick(button, LEFT)
    window.qtbot.waitUntil(lambda: not button.isEnabled())
    assert ("download", "c2") in window.port.calls
    assert window.grid.hasFocus()
    window.key(Qt.Key.Key_5)
    window.qtbot.waitUntil(lambda: window.marks("c2").rating == 5)
