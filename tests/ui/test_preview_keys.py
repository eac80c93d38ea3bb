"""What the keys of the player do, and what is remembered of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.clips import Clip
from app.ui.panes.preview import PreviewPane
from tests.ui.films import BLUE, GREEN, RED, film
from tests.ui.port import PortBridge, a_clip

pytestmark = pytest.mark.qt_log_ignore(
    "Couldn't (load|resolve)", "Could not open media", "No RHI backend", "Pulse", extend=True
)


class Desk:
    """The pane in a window with a field, as in the program."""

    def __init__(self, qtbot: QtBot, memory: QSettings) -> None:
        self.qtbot = qtbot
        self.port = PortBridge()
        self.pane = PreviewPane(self.port.as_bridge(), memory)
        self.window = QWidget()
        self.field = QLineEdit()
        column = QVBoxLayout(self.window)
        column.addWidget(self.field)
        column.addWidget(self.pane)
        qtbot.addWidget(self.window)
        self.window.resize(900, 600)
        self.window.show()
        with qtbot.waitActive(self.window):
            self.window.activateWindow()
        self.player = self.pane.area.player

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition)

    def paused_at(self, clip: Clip, position: int) -> None:
        self.pane.show_clip(clip)
        self.wait(lambda: self.player.position > 0)
        self.player.pause()
        self.player.seek(position)
        self.wait(lambda: self.frame_at() == position // 100)

    def frame_at(self) -> int:
        shown = self.pane.area.surface.frame
        return -1 if shown is None else round(shown.startTime() / 100_000)

    def span(self) -> tuple[int, int] | None:
        return self.player.span

    def file(self) -> Path | None:
        return self.player.file

    def key(self, key: Qt.Key, to: QWidget | None = None) -> None:
        QTest.keyClick(to or self.pane.area, key)

    def button(self, name: str) -> QAbstractButton:
        found = self.pane.findChild(QAbstractButton, name)
        assert found is not None
        return found


@pytest.fixture
def memory(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def desk(qtbot: QtBot, memory: QSettings) -> Iterator[Desk]:
    desk = Desk(qtbot, memory)
    yield desk
    desk.pane.shut()


@pytest.fixture
def clip(tmp_path: Path) -> Clip:
    """Ten frames of red, ten of green, ten of blue, in three seconds."""
    return a_clip("c1", file=film(tmp_path / "reel.mp4", (RED, GREEN, BLUE)))


def test_l_goes_on_and_faster_j_back_and_k_halts(desk: Desk, clip: Clip) -> None:
    desk.paused_at(clip, 1_550)
    desk.key(Qt.Key.Key_J)
    desk.wait(lambda: desk.frame_at() < 14)
    desk.key(Qt.Key.Key_J)
    desk.key(Qt.Key.Key_K)
    stands = desk.frame_at()
    assert 0 < stands < 15
    desk.key(Qt.Key.Key_L)
    desk.wait(lambda: desk.pane.playing and desk.frame_at() > stands)
    speed = desk.button("speedButton")
    normal = speed.text()
    desk.key(Qt.Key.Key_L)
    assert speed.text() != normal
    desk.key(Qt.Key.Key_K)
    assert not desk.pane.playing
    assert speed.text() == normal


def test_backwards_ends_at_the_start(desk: Desk, clip: Clip) -> None:
    desk.paused_at(clip, 550)
    for _ in range(3):
        desk.key(Qt.Key.Key_J)
    desk.wait(lambda: desk.frame_at() == 0)
    assert not desk.pane.playing


def test_a_stretch_is_played_over_and_over_until_escape(desk: Desk, clip: Clip) -> None:
    desk.paused_at(clip, 550)
    desk.key(Qt.Key.Key_I)
    desk.player.seek(1_250)
    desk.wait(lambda: desk.frame_at() == 12)
    desk.key(Qt.Key.Key_O)
    assert desk.span() == (550, 1_250)
    assert desk.button("spanButton").isChecked()
    desk.key(Qt.Key.Key_Space)
    for _ in range(2):
        desk.wait(lambda: desk.frame_at() >= 11)
        desk.wait(lambda: desk.frame_at() <= 6)
    desk.key(Qt.Key.Key_Escape)
    assert desk.span() is None
    desk.wait(lambda: desk.frame_at() > 20)


def test_the_button_sets_both_ends_and_takes_them_away(desk: Desk, clip: Clip) -> None:
    desk.paused_at(clip, 550)
    span = desk.button("spanButton")
    span.click()
    desk.player.seek(2_050)
    desk.wait(lambda: desk.player.position == 2_050)
    span.click()
    assert desk.span() == (550, 2_050)
    span.click()
    assert desk.span() is None
    assert not span.isChecked()


def test_the_stretch_of_one_clip_is_not_that_of_the_next(desk: Desk, clip: Clip) -> None:
    desk.paused_at(clip, 550)
    desk.key(Qt.Key.Key_BracketRight)
    assert desk.span() == (0, 550)
    desk.pane.show_clip(replace(clip, id="c2"))
    assert desk.span() is None


def test_signs_change_the_speed(desk: Desk, clip: Clip) -> None:
    desk.pane.show_clip(clip)
    before = desk.button("speedButton").text()
    desk.key(Qt.Key.Key_Less)
    slower = desk.button("speedButton").text()
    assert slower < before
    for _ in range(9):
        desk.key(Qt.Key.Key_Less)
    for _ in range(3):
        desk.key(Qt.Key.Key_Greater)
    assert desk.button("speedButton").text() == before


def test_how_loud_it_was_is_remembered(desk: Desk, memory: QSettings, qtbot: QtBot) -> None:
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_M)
    memory.sync()
    again = Desk(qtbot, QSettings(memory.fileName(), QSettings.Format.IniFormat))
    from PySide6.QtWidgets import QSlider

    slider = again.pane.findChild(QSlider, "volumeSlider")
    assert slider is not None
    assert slider.value() == 90
    assert again.button("muteButton").isChecked()
    again.pane.shut()


def test_a_broken_memory_is_no_trouble(qtbot: QtBot, memory: QSettings) -> None:
    memory.setValue("player/volume", "loud")
    desk = Desk(qtbot, memory)
    assert not desk.button("muteButton").isChecked()
    desk.pane.shut()


def test_space_plays_wherever_nobody_writes(desk: Desk, clip: Clip) -> None:
    desk.paused_at(clip, 550)
    desk.field.setFocus(Qt.FocusReason.MouseFocusReason)
    desk.key(Qt.Key.Key_Space, desk.field)
    assert desk.field.text() == " "
    assert not desk.pane.playing
    copy = desk.button("copyPrompt")
    copy.setFocus(Qt.FocusReason.MouseFocusReason)
    desk.key(Qt.Key.Key_Space, copy)
    desk.wait(lambda: desk.pane.playing)
    QGuiApplication.clipboard().setText("before")
    desk.window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    desk.key(Qt.Key.Key_Space, copy)
    assert QGuiApplication.clipboard().text() == clip.prompt, "the button was meant"
    assert desk.pane.playing


def test_the_next_and_the_previous_clip_are_asked_for(desk: Desk, clip: Clip) -> None:
    desk.pane.show_clip(clip)
    for key, name, asked in (
        (Qt.Key.Key_N, "nextButton", desk.pane.next_asked),
        (Qt.Key.Key_P, "previousButton", desk.pane.previous_asked),
    ):
        with desk.qtbot.waitSignal(asked):
            desk.key(key)
        with desk.qtbot.waitSignal(asked):
            desk.button(name).click()


def test_a_frame_is_copied_at_its_own_size(desk: Desk, clip: Clip) -> None:
    desk.paused_at(clip, 1_550)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(desk.window, Qt.Key.Key_C, modifiers)
    copied = QGuiApplication.clipboard().image()
    assert (copied.width(), copied.height()) == (320, 180)
    assert copied.pixelColor(160, 90).green() > 150


def test_a_file_is_let_go_of_and_taken_up_where_it_was(
    desk: Desk, clip: Clip, tmp_path: Path
) -> None:
    assert clip.file is not None
    desk.paused_at(clip, 1_550)
    assert not desk.pane.let_go({"another"})
    assert desk.file() == clip.file
    assert desk.pane.let_go({"c1"})
    assert desk.file() is None
    assert desk.frame_at() == 15, "the frame stays"
    moved = clip.file.rename(tmp_path / "moved.mp4")
    desk.port.put_clip(replace(clip, file=moved))
    desk.wait(lambda: desk.file() == moved and desk.player.position == 1_550)
    assert desk.frame_at() == 15
    assert not desk.pane.playing
    desk.key(Qt.Key.Key_Period)
    desk.wait(lambda: desk.frame_at() == 16)


def test_what_cannot_be_played_is_offered_to_others(desk: Desk, clip: Clip, tmp_path: Path) -> None:
    class Opener(QObject):
        @Slot(QUrl)
        def open(self, url: QUrl) -> None:
            opened.append(url.toLocalFile())

    opened: list[str] = []
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")  # type: ignore[arg-type]
    odd = tmp_path / "odd.mp4"
    odd.write_bytes(b"no video at all" * 100)
    desk.pane.show_clip(replace(clip, file=odd))
    desk.wait(lambda: desk.button("stageAction").isVisible())
    desk.button("stageAction").click()
    QDesktopServices.unsetUrlHandler("file")
    assert opened == [str(odd)]
    assert desk.button("secondStageAction").isVisible()
