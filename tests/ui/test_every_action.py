"""Every action of the library and the player in the real window, by mouse and by keyboard."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDoubleSpinBox,
    QFileDialog,
    QMenu,
    QSlider,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.dialogs.export_film import ExportFilm
from app.ui.panes.preview import PreviewPane
from app.ui.widgets.player_controls import Sound
from app.ui.widgets.stars import Stars
from tests.ui.test_culling import CTRL, Window

pytestmark = pytest.mark.qt_log_ignore(
    "Couldn't (load|resolve)",
    "Could not open media",
    "No RHI backend",
    "Pulse",
    "This plugin does not support (raise|grabbing the keyboard)",
    extend=True,
)

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
BOTH = CTRL | SHIFT


class User:
    """Somebody with the first video of the grid chosen and on the stage, paused."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.port = window.port
        self.preview = window.part(PreviewPane, "previewPane")
        self.area = self.preview.area
        self.player = self.area.player
        window.window.show_clip(window.port.clips["c0"])
        self.wait(lambda: self.player.position > 0)
        self.player.pause()
        self.player.seek(1_050)
        self.wait(lambda: self.frame() == 10)
        window.grid.setFocus()

    def wait(self, condition: Callable[[], bool]) -> None:
        self.window.qtbot.waitUntil(condition)

    def frame(self) -> int:
        shown = self.area.surface.frame
        return -1 if shown is None else round(shown.startTime() / 100_000)

    def click(self, name: str) -> None:
        button = self.window.part(QAbstractButton, name)
        assert button.isVisible(), name
        QTest.mouseClick(button, LEFT)

    def audible(self) -> "User":
        """As where there is something to play sound on, which test machines have not."""
        self.area.controls.set_sound(Sound.THERE)
        return self

    def press(
        self, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """In the grid."""
        QTest.keyClick(self.window.grid, key, modifiers)

    def play_with(
        self, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """On the stage, which a click into it or Tab gives the keyboard to."""
        self.area.setFocus()
        QTest.keyClick(self.area, key, modifiers)

    def menu(self, *, by_mouse: bool, on_stage: bool = False) -> QMenu:
        reason = QContextMenuEvent.Reason
        grid = self.window.grid
        cell: QRect = grid.visualRect(grid.currentIndex())
        target: QWidget = self.area.surface if on_stage else grid.viewport()
        place = QPoint(9, 9) if on_stage else cell.center()
        event = QContextMenuEvent(
            reason.Mouse if by_mouse else reason.Keyboard, place, target.mapToGlobal(place)
        )
        QApplication.sendEvent(target, event)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def choose(self, text: str, *, by_mouse: bool, on_stage: bool = False) -> None:
        """Chooses in the menu of the clip, or of the stage."""
        _choose(self.menu(by_mouse=by_mouse, on_stage=on_stage), text, by_mouse=by_mouse)

    def choose_under(self, button: str, name: str, *, by_mouse: bool) -> None:
        """Chooses in the menu of a button, by the action's name."""
        part = self.window.part(QToolButton, button)
        menu = part.menu()
        assert menu is not None
        menu.popup(part.mapToGlobal(part.rect().bottomLeft()))
        (action,) = [action for action in menu.actions() if action.objectName() == name]
        _choose(menu, action.text(), by_mouse=by_mouse)

    def calls(self, name: str) -> list[tuple[object, ...]]:
        return [call for call in self.port.calls if call[0] == name]


def _choose(menu: QMenu, text: str, *, by_mouse: bool) -> None:
    (action,) = [action for action in menu.actions() if action.text() == text]
    if by_mouse:
        QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
        return
    for _ in menu.actions():
        if menu.activeAction() is action:
            break
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)


@dataclass(frozen=True)
class Action:
    """Something to do, both ways, and what a user then notices."""

    name: str
    mouse: Callable[[User], object]
    keys: Callable[[User], object]
    done: Callable[[User], bool]


def _star(number: int) -> Callable[[User], None]:
    def press(user: User) -> None:
        stars = user.window.part(Stars, "clipStars")
        QTest.mouseClick(stars, LEFT, pos=QPoint((number - 1) * 20 + 8, stars.height() // 2))

    return press


def _from_menu(text: str) -> tuple[Callable[[User], None], Callable[[User], None]]:
    return (
        lambda user: user.choose(text, by_mouse=True),
        lambda user: user.choose(text, by_mouse=False),
    )


def _of_stage(text: str) -> Callable[[User], None]:
    return lambda user: user.choose(text, by_mouse=True, on_stage=True)


def _under(button: str, name: str) -> tuple[Callable[[User], None], Callable[[User], None]]:
    return (
        lambda user: user.choose_under(button, name, by_mouse=True),
        lambda user: user.choose_under(button, name, by_mouse=False),
    )


def _trash_by_mouse(user: User) -> None:
    user.choose("Move to the recycle bin", by_mouse=True)


def _undone(undo: Callable[[User], object]) -> Callable[[User], None]:
    def do(user: User) -> None:
        user.press(Key.Key_Delete)
        user.wait(lambda: user.window.grid.model().rowCount() == 4)
        undo(user)

    return do


def _stretch(begin: Callable[[User], object], end: Callable[[User], object]) -> Callable[..., None]:
    def do(user: User) -> None:
        begin(user)
        user.player.seek(2_050)
        user.wait(lambda: user.frame() == 20)
        end(user)

    return do


def _drag_down(slider: QSlider) -> None:
    """From its right end, where the handle is, to the middle."""
    end = QPoint(slider.width() - 6, slider.height() // 2)
    QTest.mousePress(slider, LEFT, pos=end)
    QTest.mouseMove(slider, slider.rect().center())
    QTest.mouseRelease(slider, LEFT, pos=slider.rect().center())


def _clipboard_text() -> str:
    return QGuiApplication.clipboard().text()


def _copied_files() -> list[str]:
    data = QGuiApplication.clipboard().mimeData()
    return [url.fileName() for url in data.urls()] if data else []


def _dialog(user: User, name: str) -> bool:
    dialog = user.window.frame.findChild(QFileDialog, name)
    if dialog is None:
        return False
    dialog.close()
    return True


def _composed(user: User) -> bool:
    return bool(user.window.frame.findChildren(QWidget, "promptEdit_sora")) and (
        "Prompt 0" in user.window.part(QWidget, "promptEdit_sora").property("plainText")
    )


ACTIONS = [
    # The library
    Action(
        "four stars",
        _star(4),
        lambda user: user.press(Key.Key_4),
        lambda user: user.window.marks("c0").rating == 4,
    ),
    Action(
        "favourite",
        lambda user: user.click("clipFavourite"),
        lambda user: user.press(Key.Key_F),
        lambda user: user.window.marks("c0").favourite,
    ),
    Action(
        "details",
        lambda user: user.click("showDetails"),
        lambda user: user.press(Key.Key_I),
        lambda user: user.window.details.isVisible(),
    ),
    Action(
        "cull",
        lambda user: user.click("historyCull_sora"),
        lambda user: user.press(Key.Key_C),
        lambda user: user.window.cull.isVisible(),
    ),
    Action(
        "recycle bin",
        _trash_by_mouse,
        lambda user: user.press(Key.Key_Delete),
        lambda user: bool(user.calls("trash")) and user.window.grid.model().rowCount() == 4,
    ),
    Action(
        "undo",
        _undone(lambda user: QTest.mouseClick(_undo_button(user), LEFT)),
        _undone(lambda user: user.press(Key.Key_Z, CTRL)),
        lambda user: bool(user.calls("untrash")) and user.window.grid.model().rowCount() == 5,
    ),
    Action(
        "copy file",
        _from_menu("Copy file")[0],
        lambda user: user.press(Key.Key_C, CTRL),
        lambda _user: _copied_files() == ["reel.mp4"],
    ),
    Action("copy prompt", *_from_menu("Copy prompt"), lambda user: _clipboard_text() == "Prompt 0"),
    Action("use again", *_from_menu("Use again"), _composed),
    Action("export", *_from_menu("Export files…"), lambda user: _dialog(user, "exportDialog")),
    Action(
        "tags",
        _from_menu("Tags…")[0],
        lambda user: user.press(Key.Key_T),
        lambda user: any(
            editor.isVisible() for editor in user.window.frame.findChildren(QWidget, "tagEditor")
        ),
    ),
    Action(
        "import",
        *_under("historyMore_sora", "importFolder"),
        lambda user: _dialog(user, "importDialog"),
    ),
    Action(
        "download everything",
        *_under("historyMore_sora", "downloadEverything"),
        lambda user: user.calls("download_everything") == [("download_everything", "sora")],
    ),
    Action(
        "pause downloads",
        *_under("historyMore_sora", "pauseDownloads"),
        lambda user: user.port.downloads_paused,
    ),
    Action(
        "read the history",
        lambda user: user.click("historyRefresh_sora"),
        lambda user: user.press(Key.Key_F5),
        lambda user: bool(user.calls("refresh_history")),
    ),
    # The player
    Action(
        "play",
        lambda user: user.click("playButton"),
        lambda user: user.press(Key.Key_Space),
        lambda user: user.preview.playing,
    ),
    Action(
        "next",
        lambda user: user.click("nextButton"),
        lambda user: user.play_with(Key.Key_N),
        lambda user: user.preview.clip is not None and user.preview.clip.id == "c1",
    ),
    Action(
        "loop",
        lambda user: user.click("loopButton"),
        lambda user: user.play_with(Key.Key_R),
        lambda user: user.window.part(QAbstractButton, "loopButton").isChecked(),
    ),
    Action(
        "repeat a stretch",
        _stretch(lambda user: user.click("spanButton"), lambda user: user.click("spanButton")),
        _stretch(lambda user: user.play_with(Key.Key_I), lambda user: user.play_with(Key.Key_O)),
        lambda user: user.player.span == (1_050, 2_050),
    ),
    Action(
        "mute",
        lambda user: user.audible().click("muteButton"),
        lambda user: user.play_with(Key.Key_M),
        lambda user: user.window.part(QAbstractButton, "muteButton").isChecked(),
    ),
    Action(
        "quieter",
        lambda user: _drag_down(user.audible().window.part(QSlider, "volumeSlider")),
        lambda user: user.play_with(Key.Key_Down),
        lambda user: user.window.part(QSlider, "volumeSlider").value() < 100,
    ),
    Action(
        "actual size",
        lambda user: user.click("zoomButton"),
        lambda user: user.play_with(Key.Key_Z),
        lambda user: user.area.surface.width() == 320,
    ),
    Action(
        "full screen",
        lambda user: user.click("fullScreenButton"),
        lambda user: user.press(Key.Key_F11),
        lambda user: user.area.isFullScreen(),
    ),
    Action(
        "copy frame",
        _of_stage("Copy frame"),
        lambda user: user.press(Key.Key_C, BOTH),
        lambda user: QGuiApplication.clipboard().image().width() == 320,
    ),
    Action(
        "save frame",
        lambda user: user.click("saveFrame"),
        lambda user: user.press(Key.Key_S, BOTH),
        lambda user: _dialog(user, "frameDialog"),
    ),
    Action(
        "scrub",
        lambda user: QTest.mouseClick(
            user.window.part(QWidget, "seekBar"), LEFT, pos=QPoint(150, 10)
        ),
        lambda user: user.play_with(Key.Key_Home),
        lambda user: user.player.position != 1_050,
    ),
]


def _undo_button(user: User) -> QAbstractButton:
    buttons = user.window.window.findChildren(QAbstractButton)
    return next(button for button in buttons if button.text() == "Undo" and button.isVisible())


@pytest.fixture
def user(qtbot: QtBot, tmp_path: Path) -> Iterator[User]:
    window = Window(qtbot, tmp_path)
    window.frame.resize(1600, 1000)
    QGuiApplication.clipboard().clear()
    user = User(window)
    yield user
    if (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    window.frame.close()


@pytest.mark.parametrize("way", ["mouse", "keys"])
@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_by_mouse_and_by_keyboard(user: User, action: Action, way: str) -> None:
    assert not action.done(user)
    getattr(action, way)(user)
    user.wait(lambda: action.done(user))


def test_an_export_begins_with_the_part_that_repeats(user: User) -> None:
    def proposed() -> tuple[float, float]:
        user.choose("Export as GIF, WebP, MP4…", by_mouse=True)
        (dialog,) = user.window.frame.findChildren(ExportFilm)
        begin, end = (
            box.value()
            for name in ("filmBegin", "filmEnd")
            for box in dialog.findChildren(QDoubleSpinBox, name)
        )
        dialog.reject()
        user.wait(lambda: not user.window.frame.findChildren(ExportFilm))
        return begin, end

    whole = proposed()
    _stretch(lambda user: user.play_with(Key.Key_I), lambda user: user.play_with(Key.Key_O))(user)
    assert proposed() == (1.05, 2.05)
    user.window.grid.choose("c1")
    assert proposed() == whole, "another video"
    assert whole[0] == 0.0
