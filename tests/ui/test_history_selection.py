"""Choosing many clips and doing something with all of them, by mouse and by keyboard."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDrag, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.domain.clips import Marks, MarksChange
from app.ui.clip_deeds import files_of
from app.ui.panes.selection_bar import SelectionBar
from app.ui.panes.tag_editor import TagEditor
from app.ui.widgets.removable_chip import RemovableChip
from app.ui.widgets.stars import Stars
from tests.ui.port import NOW, PortBridge, a_clip
from tests.ui.test_history_pane import History

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support (raise|grabbing the keyboard)", extend=True
)


@pytest.fixture
def history(qtbot: QtBot) -> History:
    """Twelve clips of three days, four a day; every third in the cloud."""
    clips = [
        a_clip(
            f"c{i}",
            prompt=f"Prompt {i}",
            created_at=NOW - timedelta(days=i // 4, minutes=i),
            file=None if i % 3 == 2 else Path(f"/library/c{i}.mp4"),
        )
        for i in range(12)
    ]
    return History(qtbot, PortBridge(clips=clips))


def selected(history: History) -> list[str]:
    return history.grid.selected_ids


def click(history: History, row: int, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(history.grid.viewport(), LEFT, keys, history.cell(row))


def key(history: History, which: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(history.grid, which, keys)


def marks(history: History, clip_id: str) -> Marks:
    return history.port.clips[clip_id].marks


def bar(history: History) -> SelectionBar:
    return history.part(SelectionBar, "selectionBar")


def press(history: History, name: str) -> None:
    found = bar(history).findChild(QToolButton, name)
    assert found is not None
    QTest.mouseClick(found, LEFT)


def test_ctrl_and_shift_choose_as_in_a_file_manager(history: History) -> None:
    click(history, 1)
    click(history, 5, CTRL)
    assert selected(history) == ["c1", "c5"]
    click(history, 7, SHIFT)
    assert selected(history) == ["c1", "c5", "c6", "c7"]
    click(history, 6, CTRL)
    assert selected(history) == ["c1", "c5", "c7"]
    assert [clip.id for clip in history.opened] == ["c1"], "only a plain click opens"


def test_the_keyboard_chooses_too(history: History) -> None:
    history.grid.setFocus()
    history.grid.choose("c0")
    key(history, Qt.Key.Key_Right, SHIFT)
    key(history, Qt.Key.Key_Down, SHIFT)
    assert selected(history) == ["c0", "c1", "c2", "c3", "c4", "c5"]
    key(history, Qt.Key.Key_A, CTRL)
    assert len(selected(history)) == 12
    key(history, Qt.Key.Key_End)
    assert selected(history) == ["c11"]
    key(history, Qt.Key.Key_Home)
    assert selected(history) == ["c0"]
    key(history, Qt.Key.Key_PageDown)
    assert selected(history) != ["c0"]


def test_a_band_drawn_with_the_mouse_chooses_what_it_touches(history: History) -> None:
    view = history.grid.viewport()
    begin = QPoint(view.width() - 2, history.cell(0).y() - 90)  # beside the heading
    QTest.mousePress(view, LEFT, NONE, begin)
    for place in (begin - QPoint(60, -40), history.cell(2)):
        QTest.mouseMove(view, place)
    assert selected(history) == ["c2", "c3"]
    QTest.mouseRelease(view, LEFT, NONE, history.cell(2))
    assert selected(history) == ["c2", "c3"]


def test_a_bar_says_how_many_and_goes_with_them(history: History) -> None:
    click(history, 0)
    assert not bar(history).isVisible()
    click(history, 3, SHIFT)
    assert "4 selected" in history.texts()
    key(history, Qt.Key.Key_Escape)
    assert selected(history) == []
    assert not bar(history).isVisible()


def test_many_are_downloaded_at_once(history: History) -> None:
    key(history, Qt.Key.Key_A, CTRL)
    press(history, "selectionDownload")
    assert ("download_many", ("c2", "c5", "c8", "c11")) in history.port.calls, "the others are here"


def test_stars_by_digit_and_by_mouse_and_back_again(history: History) -> None:
    click(history, 0)
    key(history, Qt.Key.Key_4)
    history.qtbot.waitUntil(lambda: marks(history, "c0").rating == 4)
    click(history, 1, SHIFT)
    stars = bar(history).findChild(QToolButton, "selectionFavourite")
    assert stars is not None
    QTest.mouseClick(stars, LEFT)
    history.qtbot.waitUntil(lambda: marks(history, "c1").favourite)
    history.qtbot.waitUntil(lambda: "2 video(s) made favourites" in history.texts())
    key(history, Qt.Key.Key_Z, CTRL)
    history.qtbot.waitUntil(lambda: not marks(history, "c1").favourite)
    history.qtbot.waitUntil(lambda: "Undone: 2 video(s) made favourites" in history.texts())
    assert "2 video(s) made favourites" not in history.texts()
    assert marks(history, "c0") == Marks(rating=4)
    key(history, Qt.Key.Key_Z, CTRL)
    history.qtbot.waitUntil(lambda: marks(history, "c0") == Marks())


def test_f_makes_a_favourite_and_unmakes_it(history: History) -> None:
    click(history, 0)
    key(history, Qt.Key.Key_F)
    history.qtbot.waitUntil(lambda: marks(history, "c0").favourite)
    key(history, Qt.Key.Key_F)
    history.qtbot.waitUntil(lambda: not marks(history, "c0").favourite)


def test_t_opens_the_tags_which_are_typed_and_taken_away(history: History) -> None:
    click(history, 0)
    click(history, 1, CTRL)
    key(history, Qt.Key.Key_T)
    editor = history.pane.findChild(TagEditor)
    assert editor is not None
    history.qtbot.waitUntil(editor.isVisible)
    line = editor.findChild(QLineEdit, "tagLine")
    assert line is not None
    QTest.keyClicks(line, "Istanbul, reel")
    QTest.keyClick(line, Qt.Key.Key_Return)
    history.qtbot.waitUntil(lambda: marks(history, "c1").tags == ("Istanbul", "reel"))
    assert marks(history, "c0").tags == ("Istanbul", "reel")
    assert line.text() == ""
    chip = editor.findChild(RemovableChip, "tag_reel")
    assert chip is not None
    QTest.mouseClick(chip, LEFT)
    history.qtbot.waitUntil(lambda: marks(history, "c0").tags == ("Istanbul",))
    assert editor.isVisible()
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not editor.isVisible()


def test_delete_moves_to_the_recycle_bin_and_undo_fetches_back(history: History) -> None:
    needed: list[list[str]] = []
    history.pane.deeds.files_needed.connect(needed.append)
    click(history, 0)
    key(history, Qt.Key.Key_Delete)
    assert needed == [["c0"]], "whoever plays it lets go first"
    history.qtbot.waitUntil(lambda: history.grid.model().rowCount() == 11)
    assert "1 video(s) moved to the recycle bin" in history.texts()
    key(history, Qt.Key.Key_Z, CTRL)
    history.qtbot.waitUntil(lambda: history.grid.model().rowCount() == 12)
    assert history.port.clips["c0"].file == Path("/library/c0.mp4")


def test_the_notices_button_undoes_as_well(history: History) -> None:
    click(history, 0)
    click(history, 1, SHIFT)
    press(history, "selectionTrash")
    history.qtbot.waitUntil(lambda: history.grid.model().rowCount() == 10)
    next(b for b in history.buttons() if b.text() == "Undo").click()
    history.qtbot.waitUntil(lambda: history.grid.model().rowCount() == 12)


def test_files_are_exported_and_what_is_not_here_is_told(history: History, tmp_path: Path) -> None:
    history.pane.deeds.export(["c0", "c2"], tmp_path)
    history.qtbot.waitUntil(lambda: "1 video(s) exported · 1 only in the cloud" in history.texts())


def test_ctrl_c_copies_files_as_file_managers_do(history: History) -> None:
    click(history, 0)
    click(history, 3, SHIFT)
    key(history, Qt.Key.Key_C, CTRL)
    history.qtbot.waitUntil(lambda: "3 file(s) copied" in history.texts())
    urls = QGuiApplication.clipboard().mimeData().urls()
    assert [url.toLocalFile() for url in urls] == [f"/library/c{i}.mp4" for i in (0, 1, 3)]


def test_what_is_only_in_the_cloud_cannot_be_copied_and_says_so(history: History) -> None:
    click(history, 2)
    key(history, Qt.Key.Key_C, CTRL)
    history.qtbot.waitUntil(lambda: "Only in the cloud: download it first." in history.texts())


def test_dragged_clips_are_files_for_others() -> None:
    here, cloud = a_clip("a", file=Path("/library/a b.mp4")), a_clip("b")
    data = files_of([here, cloud])
    assert data.urls() == [QUrl.fromLocalFile("/library/a b.mp4")]
    assert data.hasFormat("text/uri-list")


def pull(history: History, begin: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    """Presses the mouse at `begin` and moves it on to `end`, as a hand does, then lets go."""
    view = history.grid.viewport()
    QTest.mousePress(view, LEFT, keys, begin)
    for step in range(1, 9):
        QTest.mouseMove(view, begin + (end - begin) * step / 8)
    QTest.mouseRelease(view, LEFT, keys, end)


def test_a_card_pulled_away_takes_the_selected_files_along(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    dragged: list[tuple[list[str], Qt.DropAction]] = []

    def take_note(drag: QDrag, action: Qt.DropAction) -> Qt.DropAction:
        dragged.append(([url.toLocalFile() for url in drag.mimeData().urls()], action))
        return action

    monkeypatch.setattr(QDrag, "exec", take_note)
    copy = Qt.DropAction.CopyAction
    pull(history, history.cell(4), history.cell(9))
    assert dragged.pop() == (["/library/c4.mp4"], copy), "pressed on alone, it is chosen"
    assert selected(history) == ["c4"]
    click(history, 0)
    click(history, 3, SHIFT)
    pull(history, history.cell(1), history.cell(9))
    assert dragged.pop() == ([f"/library/c{i}.mp4" for i in (0, 1, 3)], copy)
    assert selected(history) == ["c0", "c1", "c2", "c3"], "and all of them stay chosen"
    pull(history, history.cell(6), history.cell(9))
    assert dragged.pop() == (["/library/c6.mp4"], copy)
    pull(history, history.cell(2), history.cell(9))
    assert not dragged, "what is only in the cloud is no file yet"
    assert selected(history) == ["c2"], "nor is a band drawn"
    assert "Only in the cloud: download it first." in history.texts()


def test_of_very_many_all_files_leave_also_those_never_seen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [Path(f"/library/c{i}.mp4") for i in range(400)]
    clips = [
        a_clip(f"c{i}", created_at=NOW - timedelta(minutes=i), file=file)
        for i, file in enumerate(files)
    ]
    history = History(qtbot, PortBridge(clips=clips))
    qtbot.waitUntil(lambda: history.grid.model().rowCount() == 400)
    dragged: list[list[Path]] = []

    def take_note(drag: QDrag, action: Qt.DropAction) -> Qt.DropAction:
        dragged.append([Path(url.toLocalFile()) for url in drag.mimeData().urls()])
        return action

    monkeypatch.setattr(QDrag, "exec", take_note)
    click(history, 0)
    key(history, Qt.Key.Key_A, CTRL)
    assert len(selected(history)) == 400
    pull(history, history.cell(1), history.cell(4))
    answered: list[object] = []
    history.port.load_clips([], answered.append)
    qtbot.waitUntil(lambda: bool(answered))
    assert not dragged, "let go before they were read"
    view = history.grid.viewport()
    QTest.mousePress(view, LEFT, NONE, history.cell(1))
    for row in (2, 3, 4):
        QTest.mouseMove(view, history.cell(row))
    qtbot.waitUntil(lambda: bool(dragged))
    QTest.mouseRelease(view, LEFT, NONE, history.cell(4))
    assert dragged == [files]
    assert len(selected(history)) == 400


def test_a_dropped_folder_is_imported(history: History, tmp_path: Path) -> None:
    history.port.refused = (tmp_path / "notes.mp4",)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl.fromLocalFile("/x/picture.png")])
    drop = QDropEvent(
        QPointF(40, 40), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    )
    history.grid.dropEvent(drop)
    assert ("import_folder", tmp_path) in history.port.calls
    history.qtbot.waitUntil(
        lambda: "1 video(s) imported · 1 file(s) are no video" in history.texts()
    )
    next(b for b in history.buttons() if b.text() == "Which ones?").click()
    names = history.pane.findChild(QPlainTextEdit, "refusedFiles")
    assert names is not None
    assert names.isVisible()
    assert names.toPlainText() == str(tmp_path / "notes.mp4")
    close = history.pane.findChild(QPushButton, "closeRefusedFiles")
    assert close is not None
    close.click()


def test_the_stars_of_several_are_seen_where_they_are_alike(history: History) -> None:
    click(history, 0)
    click(history, 2, SHIFT)
    stars = bar(history).findChild(Stars, "selectionStars")
    assert stars is not None
    assert stars.value() == 0
    key(history, Qt.Key.Key_3)
    history.qtbot.waitUntil(lambda: "3 star(s) for 3 video(s)" in history.texts())
    history.qtbot.waitUntil(lambda: stars.value() == 3)
    click(history, 3, CTRL)
    assert stars.value() == 0, "one of them has none"
    click(history, 3, CTRL)
    assert stars.value() == 3


def test_what_is_here_is_not_offered_for_download(history: History) -> None:
    click(history, 0)
    click(history, 1, SHIFT)
    offered = bar(history).findChild(QToolButton, "selectionDownload")
    assert offered is not None
    assert not offered.isVisible()
    texts = [a.text() for a in history.pane.menu_for(history.port.clips["c0"]).actions()]
    assert "Download" not in texts
    click(history, 2, SHIFT)
    assert offered.isVisible()
    menu = history.pane.menu_for(history.port.clips["c0"])
    next(a for a in menu.actions() if a.text() == "Download").trigger()
    assert history.port.calls[-1] == ("download_many", ("c2",))


def test_the_selection_stays_while_clips_come(history: History) -> None:
    click(history, 4)
    click(history, 6, SHIFT)
    history.port.put_clip(a_clip("new", created_at=NOW + timedelta(hours=1)))
    history.qtbot.waitUntil(lambda: history.grid.model().rowCount() == 13)
    assert selected(history) == ["c4", "c5", "c6"]


def test_marking_several_by_the_menu(history: History) -> None:
    click(history, 0)
    click(history, 1, CTRL)
    menu = history.pane.menu_for(history.port.clips["c0"])
    next(a for a in menu.actions() if a.text() == "Favourite").trigger()
    assert ("mark", ("c0", "c1"), MarksChange(favourite=True)) in history.port.calls
    alone = history.pane.menu_for(history.port.clips["c3"])
    next(a for a in alone.actions() if a.text() == "Favourite").trigger()
    assert ("mark", ("c3",), MarksChange(favourite=True)) in history.port.calls


def test_while_one_of_several_is_no_favourite_all_can_become_some(history: History) -> None:
    click(history, 0)
    key(history, Qt.Key.Key_F)
    history.qtbot.waitUntil(lambda: marks(history, "c0").favourite)
    click(history, 1, CTRL)

    def offered() -> list[str]:
        menu = history.pane.menu_for(history.port.clips["c0"])
        return [action.text() for action in menu.actions() if "avourite" in action.text()]

    assert offered() == ["Favourite"]
    key(history, Qt.Key.Key_F)
    history.qtbot.waitUntil(lambda: marks(history, "c1").favourite)
    history.qtbot.waitUntil(lambda: offered() == ["No favourite any more"])
