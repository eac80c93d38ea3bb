"""A video in its own size: moved about where it is larger than the stage."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from app.domain.clips import Clip
from app.ui.player import VideoSurface
from tests.ui.films import RED, film
from tests.ui.port import a_clip
from tests.ui.test_preview_keys import Desk, desk, memory

__all__ = ["desk", "memory"]

pytestmark = pytest.mark.qt_log_ignore(
    "Couldn't (load|resolve)",
    "Could not open media",
    "No RHI backend",
    "Pulse",
    "This plugin does not support (raise|grabbing the keyboard)",
    extend=True,
)

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def large(tmp_path: Path) -> Clip:
    return a_clip("c1", file=film(tmp_path / "large.mp4", (RED,), (1280, 720)))


def surface(desk: Desk) -> VideoSurface:
    return desk.pane.area.surface


def room(desk: Desk) -> QRect:
    stage = surface(desk).parentWidget()
    assert stage is not None
    return stage.rect()


def show(desk: Desk, clip: Clip) -> None:
    desk.paused_at(clip, 550)
    assert room(desk).contains(surface(desk).geometry())


def test_a_key_shows_its_own_size_and_all_of_it_again(desk: Desk, large: Clip) -> None:
    show(desk, large)
    desk.key(Qt.Key.Key_Z)
    place = surface(desk).geometry()
    assert place.size() == QSize(1280, 720)
    assert (place.center() - room(desk).center()).manhattanLength() <= 2
    assert desk.button("zoomButton").isChecked()
    assert surface(desk).cursor().shape() is Qt.CursorShape.OpenHandCursor
    desk.key(Qt.Key.Key_Z)
    assert room(desk).contains(surface(desk).geometry())
    assert surface(desk).cursor().shape() is Qt.CursorShape.ArrowCursor


def test_a_small_video_is_not_enlarged(desk: Desk, tmp_path: Path) -> None:
    small = a_clip("s", file=film(tmp_path / "small.mp4", (RED,), (160, 90)))
    show(desk, small)
    assert surface(desk).width() > 160
    desk.key(Qt.Key.Key_Z)
    assert surface(desk).size() == QSize(160, 90)
    assert surface(desk).cursor().shape() is Qt.CursorShape.ArrowCursor


def test_arrows_move_it_to_its_edges_at_most(desk: Desk, large: Clip) -> None:
    show(desk, large)
    desk.key(Qt.Key.Key_Z)
    for _ in range(30):
        QTest.keyClick(desk.pane.area, Qt.Key.Key_Right, SHIFT)
        QTest.keyClick(desk.pane.area, Qt.Key.Key_Down, SHIFT)
    edge = surface(desk).geometry().bottomRight()
    assert (edge - room(desk).bottomRight()).manhattanLength() <= 4, "no gap beside it"
    for _ in range(30):
        QTest.keyClick(desk.pane.area, Qt.Key.Key_Left, SHIFT)
        QTest.keyClick(desk.pane.area, Qt.Key.Key_Up, SHIFT)
    assert surface(desk).pos().manhattanLength() <= 4
    assert desk.player.position == 550, "plain arrows skip, these do not"


def test_the_mouse_moves_it_and_does_not_play(desk: Desk, large: Clip) -> None:
    show(desk, large)
    QTest.mouseClick(desk.button("zoomButton"), Qt.MouseButton.LeftButton)
    before = surface(desk).pos()
    start = -before + QPoint(300, 200)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(surface(desk), left, pos=start)
    QTest.mouseMove(surface(desk), start + QPoint(60, 40))
    QTest.mouseRelease(surface(desk), left, pos=start)
    assert surface(desk).pos() - before == QPoint(60, 40)
    assert not desk.pane.playing
    QTest.mouseClick(surface(desk), left, pos=start)
    desk.wait(lambda: desk.pane.playing)


def test_the_menu_offers_both_sizes_and_the_frame(desk: Desk, large: Clip) -> None:
    def chosen(text: str) -> None:
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, QPoint(9, 9), surface(desk).mapToGlobal(QPoint(9, 9))
        )
        QApplication.sendEvent(surface(desk), event)
        menu = desk.pane.area.findChild(QMenu, "stageMenu")
        assert menu is not None
        (action,) = [action for action in menu.actions() if action.text() == text]
        action.trigger()
        menu.close()
        menu.deleteLater()
        desk.wait(lambda: desk.pane.area.findChild(QMenu, "stageMenu") is None)

    show(desk, large)
    chosen("Actual size")
    assert surface(desk).width() == 1280
    chosen("All of it")
    assert surface(desk).width() < 1280
    QGuiApplication.clipboard().clear()
    chosen("Copy frame")
    assert QGuiApplication.clipboard().image().size() == QSize(1280, 720)
    chosen("Save frame…")
    dialog = desk.pane.window().findChild(QFileDialog, "frameDialog")
    assert dialog is not None
    dialog.close()
