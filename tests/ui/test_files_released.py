"""Files are let go of before they are moved away, for some systems do not move what is open."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.errors import ErrorCode, KadrajError
from app.domain.works import WorkEnd, WorkKind, WorkProgress
from app.ui.panes.preview import PreviewPane
from tests.ui.films import RED, film
from tests.ui.test_culling import CTRL, Window

pytestmark = [
    pytest.mark.qt_log_ignore(
        "Couldn't (load|resolve)", "Could not open media", "No RHI backend", "Pulse", extend=True
    ),
    pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what is open on Linux only"),
]


def is_open(file: Path) -> bool:
    """Whether this process has a file open, by the system's own word."""
    name = str(file.resolve())
    return any(_is(handle, name) for handle in list(Path("/proc/self/fd").iterdir()))


def _is(handle: Path, name: str) -> bool:
    try:
        return str(handle.readlink()) == name
    except OSError:  # another thread has closed it since it was listed
        return False


class Stage:
    """The main window with a video playing, and what was open when files were to be moved."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.wait = window.qtbot.waitUntil
        self.preview = window.part(PreviewPane, "previewPane")
        self.file = window.port.clips["c0"].file or Path()
        self.open_then: list[bool] = []
        self._trash = window.port.trash
        window.port.trash = self._watched_trash  # type: ignore[method-assign]
        window.window.show_clip(window.port.clips["c0"])
        self.wait(lambda: self.preview.playing and is_open(self.file))

    def _watched_trash(
        self,
        clip_ids: Sequence[str],
        then: Callable[[list[str]], None],
        otherwise: Callable[[KadrajError], None] | None = None,
    ) -> None:
        self.open_then.append(is_open(self.file))
        self._trash(clip_ids, then, otherwise)

    def words(self) -> list[str]:
        labels = self.preview.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

    def known_file(self) -> Path | None:
        """Where the grid believes the video to be."""
        clip = self.window.grid.current_clip
        return None if clip is None else clip.file

    def goes_on(self) -> None:
        self.wait(lambda: self.preview.playing and self.preview.area.player.file is not None)


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    window = Window(qtbot, tmp_path)
    yield Stage(window)
    window.frame.close()


def test_before_the_recycle_bin_and_plays_when_it_is_undone(stage: Stage) -> None:
    stage.window.key(Qt.Key.Key_Delete)
    stage.window.shows("c1")
    assert stage.open_then == [False]
    stage.window.key(Qt.Key.Key_Z, CTRL)
    stage.window.shows("c0")
    stage.goes_on()


def test_before_the_bulk_deed_that_ends_culling(stage: Stage) -> None:
    stage.window.key(Qt.Key.Key_C)
    stage.window.shows("c0")
    stage.window.key(Qt.Key.Key_X)
    stage.window.key(Qt.Key.Key_Escape)
    stage.window.click("cullTrash")
    assert stage.open_then == [False]


def test_it_plays_on_when_the_bin_does_not_take_it(stage: Stage) -> None:
    stage.window.port.errors["trash"] = KadrajError(ErrorCode.NO_RECYCLE_BIN)
    stage.window.key(Qt.Key.Key_Delete)
    stage.goes_on()
    assert stage.open_then == [False]


def test_another_video_may_play_on(stage: Stage) -> None:
    stage.wait(lambda: stage.preview.area.player.position > 0)
    stage.window.grid.choose("c1")
    stage.window.key(Qt.Key.Key_Delete)
    assert stage.open_then == [True]
    assert stage.preview.playing


@pytest.mark.parametrize("finished", [True, False])
def test_while_the_library_moves(stage: Stage, tmp_path: Path, finished: bool) -> None:
    port = stage.window.port
    moved = stage.file
    stage.wait(lambda: stage.preview.area.player.position > 300)
    port.work_progressed.emit(WorkProgress("w", WorkKind.EXPORT, 0, 10))
    assert stage.preview.playing, "a copy needs no release"
    port.work_progressed.emit(WorkProgress("w", WorkKind.MOVE, 0, 10))
    assert not is_open(stage.file)
    assert any("is being moved" in text for text in stage.words())
    port.work_progressed.emit(WorkProgress("w", WorkKind.MOVE, 10, 10))
    if finished:
        (tmp_path / "elsewhere").mkdir()
        moved = film(tmp_path / "elsewhere" / "reel.mp4", (RED,), seconds_each=3)
        port.clips["c0"] = replace(port.clips["c0"], file=moved)
        stage.file.unlink()
        port.library_moved.emit(moved.parent)
    port.work_ended.emit(WorkEnd("w", WorkKind.MOVE, cancelled=not finished))
    stage.goes_on()
    assert stage.preview.area.player.file == moved
    assert stage.preview.area.player.position >= 300, "where it was"
    if finished:
        stage.wait(lambda: stage.known_file() == moved)
