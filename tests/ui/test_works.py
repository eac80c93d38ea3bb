"""Long works are seen in the window, can be ended there, and downloads paused."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import ErrorCode, KadrajError
from app.domain.works import WorkEnd, WorkKind, WorkProgress
from app.ui.dialogs.leaving import LeavingDialog
from app.ui.panes.preview import PreviewPane
from app.ui.panes.work_line import WorkLine
from tests.ui.test_culling import Window

MEGABYTE = 1024**2

pytestmark = pytest.mark.qt_log_ignore(
    *("Couldn't (load|resolve)", "Could not open media", "No RHI backend", "Pulse"),
    "This plugin does not support",
    extend=True,
)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    window = Window(qtbot, tmp_path)
    yield window
    window.frame.close()


def line(window: Window) -> WorkLine:
    return window.part(WorkLine, "workLine")


def button(window: Window, name: str) -> QPushButton:
    found = line(window).findChild(QPushButton, name)
    assert found is not None
    return found


def words(window: Window) -> str:
    return line(window).findChildren(QLabel)[0].text()


@pytest.mark.parametrize(
    ("kind", "done", "total", "text"),
    [
        (WorkKind.EXPORT, MEGABYTE, 3 * MEGABYTE, "Exporting · 1.0 of 3.0 MB"),
        (WorkKind.MOVE, MEGABYTE, 3 * MEGABYTE, "Moving the library · 1.0 of 3.0 MB"),
        (WorkKind.IMPORT, 1, 3, "Importing · 1 of 3"),
        (WorkKind.DOWNLOADS, 1, 3, "Downloading · 1 of 3"),
        (WorkKind.JOIN, 24, 96, "Joining · 24 of 96 frames"),
        (WorkKind.CONVERT, 24, 96, "Writing · 24 of 96 frames"),
    ],
)
def test_a_long_work_is_told_and_can_be_ended(
    window: Window, kind: WorkKind, done: int, total: int, text: str
) -> None:
    window.port.work_progressed.emit(WorkProgress("w", kind, 0, total))
    window.qtbot.waitUntil(line(window).isVisible)
    window.port.work_progressed.emit(WorkProgress("w", kind, done, total))
    assert words(window) == text
    assert button(window, "workPause").isVisible() == (kind is WorkKind.DOWNLOADS)
    button(window, "workCancel").click()
    assert window.port.calls[-1] == ("cancel_work", "w")
    window.port.work_ended.emit(WorkEnd("w", kind, cancelled=True))
    assert line(window).isHidden()


def test_downloads_are_paused_and_go_on_by_the_keyboard(window: Window) -> None:
    window.port.work_progressed.emit(WorkProgress("w", WorkKind.DOWNLOADS, 1, 3))
    window.qtbot.waitUntil(line(window).isVisible)
    pause = button(window, "workPause")
    cancel = button(window, "workCancel")
    cancel.setFocus()
    QTest.keyClick(cancel, Qt.Key.Key_Backtab)
    assert pause.hasFocus()
    QTest.keyClick(pause, Qt.Key.Key_Space)
    assert window.port.calls[-1] == ("set_downloads_paused", True)
    assert pause.text() == "Resume"
    assert words(window) == "Downloads are paused · 1 of 3"
    QTest.keyClick(pause, Qt.Key.Key_Space)
    assert window.port.calls[-1] == ("set_downloads_paused", False)
    assert words(window) == "Downloading · 1 of 3"


def test_the_work_begun_last_is_told_and_then_the_one_before(window: Window) -> None:
    window.port.work_progressed.emit(WorkProgress("a", WorkKind.IMPORT, 1, 3))
    window.port.work_progressed.emit(WorkProgress("b", WorkKind.DOWNLOADS, 1, 9))
    window.qtbot.waitUntil(line(window).isVisible)
    assert words(window) == "Downloading · 1 of 9"
    window.port.work_ended.emit(WorkEnd("b", WorkKind.DOWNLOADS))
    assert words(window) == "Importing · 1 of 3"


def test_what_is_over_at_once_does_not_flash(window: Window) -> None:
    window.port.work_progressed.emit(WorkProgress("a", WorkKind.EXPORT, 0, 3))
    window.port.work_ended.emit(WorkEnd("a", WorkKind.EXPORT))
    assert line(window).isHidden()
    window.port.work_progressed.emit(WorkProgress("b", WorkKind.IMPORT, 0, 3))
    window.qtbot.waitUntil(line(window).isVisible)
    assert words(window) == "Importing · 0 of 3"


def test_what_would_end_with_the_window_is_asked_about(window: Window) -> None:
    window.port.works_under_way = frozenset({WorkKind.DOWNLOADS, WorkKind.JOIN})
    for answer in ("leavingStay", "leavingEnd"):
        closed: list[bool] = []
        window.frame.closed.connect(partial(closed.append, True))
        window.frame.close()
        question = window.frame.findChild(LeavingDialog)
        assert question is not None
        assert question.isVisible()
        told = question.findChild(QLabel, "leavingWords")
        assert told is not None
        assert told.text().startswith("Videos are being joined.")
        assert not closed
        if answer == "leavingStay":
            QTest.keyClick(question, Qt.Key.Key_Return)
            assert window.frame.isVisible()
        else:
            end = question.findChild(QPushButton, answer)
            assert end is not None
            end.click()
        assert bool(closed) == (answer == "leavingEnd") == (not window.frame.isVisible())
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_who_waits_leaves_when_all_is_done_and_stays_when_something_went_wrong(
    window: Window,
) -> None:
    window.port.works_under_way = frozenset({WorkKind.EXPORT})
    window.frame.close()
    full = KadrajError(ErrorCode.DISK_FULL, folder="x")
    window.port.work_ended.emit(WorkEnd("w", WorkKind.EXPORT, error=full))
    assert window.frame.findChild(LeavingDialog) is None or not window.frame.left
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.frame.close()
    assert window.frame.isVisible()
    window.port.works_under_way = frozenset()
    window.port.work_ended.emit(WorkEnd("w", WorkKind.EXPORT))
    assert window.frame.left


@pytest.mark.parametrize("width", [1024, 1280, 1600])
def test_what_begins_moves_neither_stage_nor_buttons(window: Window, width: int) -> None:
    preview = window.part(PreviewPane, "previewPane")
    window.frame.resize(width, 800)
    window.window.show_clip(window.port.clips["c0"])
    window.qtbot.waitUntil(lambda: preview.area.player.position > 0)
    preview.area.player.pause()
    # The stage learns the video's shape a moment after it plays.
    surface = preview.area.surface
    window.qtbot.waitUntil(lambda: abs(surface.width() / surface.height() - 16 / 9) < 0.02)
    kept: tuple[QWidget, ...] = (
        *(preview.area, preview.area.surface, preview.area.controls, preview.clip_actions),
        window.part(QAbstractButton, "generateButton_sora"),
    )

    def places() -> list[QRect]:
        return [QRect(widget.mapTo(window.window, QPoint()), widget.size()) for widget in kept]

    before = places()
    window.port.work_progressed.emit(WorkProgress("w", WorkKind.DOWNLOADS, 1, 3))
    window.qtbot.waitUntil(line(window).isVisible)
    notice = window.part(QWidget, "previewNotice")
    preview.frames.copy()
    window.qtbot.waitUntil(notice.isVisible)
    window.qtbot.waitUntil(lambda: notice.width() == preview.width() and notice.height() > 24)
    assert places() == before
    for widget in (preview.area.controls, preview.clip_actions):
        assert not notice.geometry().intersects(
            QRect(widget.mapTo(preview, QPoint()), widget.size())
        )


def test_a_work_is_seen_while_culling_and_in_a_narrow_window(window: Window) -> None:
    window.port.work_progressed.emit(WorkProgress("w", WorkKind.DOWNLOADS, 1, 3))
    window.qtbot.waitUntil(line(window).isVisible)
    window.port.work_ended.emit(WorkEnd("w", WorkKind.DOWNLOADS))
    window.key(Qt.Key.Key_C)
    window.qtbot.waitUntil(window.cull.isVisible)
    window.port.work_progressed.emit(WorkProgress("w", WorkKind.DOWNLOADS, 1, 3))
    work = window.part(WorkLine, "cullWork")
    window.qtbot.waitUntil(work.isVisible)
    stage = window.part(PreviewPane, "previewPane")
    height = stage.height()
    window.port.work_ended.emit(WorkEnd("w", WorkKind.DOWNLOADS))
    window.qtbot.waitUntil(work.isHidden)
    QCoreApplication.sendPostedEvents()  # what is to be laid out anew is, by now
    assert stage.height() == height, "it moves with no work"
    window.port.work_progressed.emit(WorkProgress("w", WorkKind.DOWNLOADS, 1, 3))
    window.key(Qt.Key.Key_Escape)
    window.qtbot.waitUntil(lambda: window.grid.isVisible() and line(window).isVisible())
    window.frame.resize(1024, 640)
    window.qtbot.waitUntil(lambda: window.window.width() == 1024 and line(window).isVisible())
