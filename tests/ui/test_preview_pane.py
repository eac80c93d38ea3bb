"""Looking at a clip: real videos, played by the real player."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QImage
from PySide6.QtMultimedia import QMediaPlayer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.domain.clips import Clip
from app.domain.errors import ErrorCode, KadrajError
from app.ui.panes.clip_notice import ClipNotice
from app.ui.panes.preview import PreviewPane
from app.ui.theme.tokens import DARK
from tests.ui.films import BLUE, GREEN, RED, film
from tests.ui.port import PortBridge, a_clip

# What Qt's player says about the machine it runs on.
pytestmark = pytest.mark.qt_log_ignore(
    "Couldn't (load|resolve)", "Could not open media", "No RHI backend", "Pulse", extend=True
)


class Preview:
    """A pane on the screen, used as a person would."""

    def __init__(self, qtbot: QtBot, port: PortBridge) -> None:
        self.qtbot = qtbot
        self.port = port
        self.pane = PreviewPane(port.as_bridge())
        qtbot.addWidget(self.pane)
        self.pane.resize(640, 480)
        self.pane.show()
        with qtbot.waitActive(self.pane):
            self.pane.activateWindow()
        self.player = self.pane.area.player

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition)

    def colour(self) -> QColor:
        """What is seen in the middle of the stage."""
        surface = self.pane.area.surface
        return surface.grab().toImage().pixelColor(surface.rect().center())

    def shows(self, colour: tuple[int, int, int]) -> bool:
        return near(self.colour(), colour)

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.pane.area, key)

    def button(self, name: str) -> QAbstractButton:
        found = self.pane.findChild(QAbstractButton, name)
        assert found is not None
        return found

    def texts(self) -> list[str]:
        labels = self.pane.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]


def near(seen: QColor, meant: tuple[int, int, int]) -> bool:
    """Video keeps colours nearly, not exactly."""
    return all(
        abs(a - b) < 25 for a, b in zip((seen.red(), seen.green(), seen.blue()), meant, strict=True)
    )


@pytest.fixture
def preview(qtbot: QtBot) -> Iterator[Preview]:
    preview = Preview(qtbot, PortBridge())
    yield preview
    preview.pane.shut()


@pytest.fixture(scope="session")
def reel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second of red, one of green, one of blue."""
    return film(tmp_path_factory.mktemp("films") / "reel.mp4", (RED, GREEN, BLUE))


@pytest.fixture
def clip(reel: Path) -> Clip:
    return a_clip("c1", file=reel, remote_url="https://panel.example/watch/1")


def test_a_clip_is_played_to_its_end(preview: Preview, clip: Clip) -> None:
    with preview.qtbot.waitSignal(preview.player.ended):
        preview.pane.show_clip(clip)
        preview.wait(lambda: preview.shows(RED))
        assert preview.pane.playing
        preview.wait(lambda: preview.shows(GREEN))
    assert preview.shows(BLUE), "the last picture stays"
    preview.wait(lambda: not preview.pane.playing)
    assert abs(preview.player.duration - 3000) < 100
    QTest.mouseClick(preview.button("playButton"), Qt.MouseButton.LeftButton)
    preview.wait(lambda: preview.shows(RED) and preview.pane.playing)


def test_the_picture_keeps_its_proportions(preview: Preview, tmp_path: Path) -> None:
    upright = film(tmp_path / "upright.mp4", (RED,), (180, 320))
    preview.pane.show_clip(a_clip("u", file=upright))
    surface = preview.pane.area.surface
    preview.wait(lambda: surface.height() > surface.width())
    assert abs(surface.height() * 9 / 16 - surface.width()) <= 1


def test_seeking_shows_the_picture_there_also_when_paused(preview: Preview, clip: Clip) -> None:
    preview.pane.show_clip(clip)
    preview.wait(lambda: preview.shows(RED))
    preview.key(Qt.Key.Key_Space)
    preview.wait(lambda: not preview.pane.playing)
    preview.player.seek(2500)
    preview.wait(lambda: preview.shows(BLUE))
    preview.key(Qt.Key.Key_Left)
    preview.wait(lambda: preview.shows(GREEN))
    preview.key(Qt.Key.Key_Right)
    preview.wait(lambda: preview.shows(BLUE))
    assert not preview.pane.playing


def test_frames_are_stepped_one_by_one(preview: Preview, clip: Clip) -> None:
    preview.pane.show_clip(clip)
    preview.wait(lambda: preview.shows(RED))
    preview.player.pause()
    preview.player.seek(950)
    preview.wait(lambda: preview.shows(RED) and preview.player.position == 950)

    def stands_at(frame: int) -> Callable[[], bool]:
        def at() -> bool:
            shown = preview.pane.area.surface.frame
            return shown is not None and shown.startTime() == frame * 100_000

        return at

    preview.wait(stands_at(9))
    preview.key(Qt.Key.Key_Period)
    preview.wait(stands_at(10))
    assert preview.shows(GREEN)
    preview.key(Qt.Key.Key_Period)
    preview.wait(stands_at(11))
    preview.key(Qt.Key.Key_Comma)
    preview.wait(stands_at(10))
    preview.key(Qt.Key.Key_Comma)
    preview.wait(stands_at(9))
    assert preview.shows(RED)


def test_a_loop_begins_again(preview: Preview, tmp_path: Path) -> None:
    short = film(tmp_path / "short.mp4", (RED, GREEN), seconds_each=0.4)
    preview.key(Qt.Key.Key_R)
    preview.pane.show_clip(a_clip("s", file=short))
    for _ in range(2):
        preview.wait(lambda: preview.shows(GREEN))
        preview.wait(lambda: preview.shows(RED))
    assert preview.pane.playing


def test_speed_is_kept_for_the_next_clip(preview: Preview, clip: Clip) -> None:
    preview.pane.area.controls.speed_changed.emit(2.0)
    with preview.qtbot.waitSignal(preview.player.ended):
        preview.pane.show_clip(clip)
    (machine,) = preview.player.findChildren(QMediaPlayer)
    assert machine.playbackRate() == 2.0


def test_without_a_clip_there_is_a_word(preview: Preview) -> None:
    assert "Choose a video from the history or generate one" in preview.texts()
    for name in ("showInFolder", "useAgain", "copyPrompt", "saveFrame", "moreActions"):
        assert not preview.button(name).isEnabled()


def test_a_cloud_clip_is_downloaded_and_then_played(preview: Preview, clip: Clip) -> None:
    cloud = replace(clip, file=None)
    preview.pane.show_clip(cloud)
    assert "Loading from the cloud…" in preview.texts()
    preview.button("downloadClip").click()
    assert ("download", "c1") in preview.port.calls
    assert "Downloading…" in preview.texts()
    preview.port.download_progressed.emit("c1", 3 * 1024**2, 12 * 1024**2)
    assert "Downloading · 3.0 of 12.0 MB" in preview.texts()
    preview.port.put_clip(clip)
    preview.wait(lambda: preview.shows(RED))
    assert "Downloading · 3.0 of 12.0 MB" not in preview.texts()


def test_a_download_waits_for_its_turn_in_words(preview: Preview, clip: Clip) -> None:
    preview.port.downloads = preview.port.waiting = {"c1"}
    preview.pane.show_clip(replace(clip, file=None))
    assert "Waiting to download" in preview.texts()
    preview.port.waiting = set()
    preview.port.download_started.emit("c1")
    assert "Downloading…" in preview.texts()


def test_a_download_that_waits_for_room_says_so(preview: Preview, clip: Clip) -> None:
    preview.port.downloads = {"c1"}
    preview.port.rests["c1"] = KadrajError(ErrorCode.DISK_FULL, folder="/library")
    preview.pane.show_clip(replace(clip, file=None))
    waiting = "Paused: disk full (/library). Goes on by itself when there is room."
    assert waiting in preview.texts()
    preview.port.rests.clear()
    preview.button("stageAction").click()
    assert ("download", "c1") in preview.port.calls
    assert "Downloading…" in preview.texts()


def test_downloads_that_are_paused_go_on_from_the_stage(preview: Preview, clip: Clip) -> None:
    preview.port.downloads = {"c1"}
    preview.pane.show_clip(replace(clip, file=None))
    preview.port.set_downloads_paused(True)
    assert "Downloads are paused." in preview.texts()
    preview.button("stageAction").click()
    assert not preview.port.downloads_paused
    assert "Downloading…" in preview.texts()


def test_what_happens_to_other_clips_is_not_shown(preview: Preview, clip: Clip) -> None:
    preview.pane.show_clip(replace(clip, file=None))
    before = preview.texts()
    preview.port.download_progressed.emit("other", 1, 2)
    preview.port.download_failed.emit("other", KadrajError(ErrorCode.NOT_A_VIDEO, name="x"))
    preview.port.put_clip(replace(clip, id="other"))
    assert preview.texts() == before


def test_a_change_of_words_does_not_begin_the_video_again(preview: Preview, clip: Clip) -> None:
    preview.pane.show_clip(clip)
    preview.wait(lambda: preview.shows(GREEN))
    preview.port.put_clip(replace(clip, prompt="Another prompt"))
    assert preview.player.position >= 900
    preview.button("copyPrompt").click()
    assert QGuiApplication.clipboard().text() == "Another prompt"


def test_what_only_a_browser_can_play_goes_there(
    preview: Preview, clip: Clip, opened_addresses: list[str]
) -> None:
    preview.pane.show_clip(replace(clip, file=None))
    address = "https://videos.example/watch/1"
    preview.port.download_failed.emit("c1", KadrajError(ErrorCode.ONLY_IN_BROWSER, url=address))
    assert "This video can only be watched in the browser." in preview.texts()
    preview.button("stageAction").click()
    assert opened_addresses == [address]


def test_only_https_leaves_the_program(
    preview: Preview, clip: Clip, opened_addresses: list[str]
) -> None:
    preview.pane.show_clip(replace(clip, file=None))
    for address in ("file:///etc/passwd", "http://videos.example/", "javascript:alert(1)"):
        error = KadrajError(ErrorCode.ONLY_IN_BROWSER, url=address)
        preview.port.download_failed.emit("c1", error)
        preview.button("stageAction").click()
    assert opened_addresses == []


def test_a_video_has_the_full_screen_to_itself(preview: Preview, clip: Clip) -> None:
    area = preview.pane.area
    preview.key(Qt.Key.Key_R)
    preview.pane.show_clip(clip)
    preview.wait(lambda: preview.shows(RED))
    preview.key(Qt.Key.Key_F11)
    middle = area.screen().size().height() // 2
    preview.wait(lambda: area.isFullScreen() and preview.pane.playing)
    preview.wait(lambda: abs(area.surface.geometry().center().y() - middle) <= 1)
    alone = area.findChild(QTimer, "aloneTimer")
    assert alone is not None
    place = area.surface.geometry()
    preview.wait(area.controls.isHidden)
    assert area.cursor().shape() is Qt.CursorShape.BlankCursor
    assert area.surface.geometry() == place
    QTest.mouseMove(area, area.rect().center())
    preview.wait(area.controls.isVisible)
    assert area.cursor().shape() is Qt.CursorShape.ArrowCursor
    assert area.surface.geometry() == place
    assert alone.isActive()
    alone.timeout.emit()
    assert area.controls.isHidden()
    preview.key(Qt.Key.Key_M)
    assert area.controls.isVisible()
    assert alone.isActive()
    alone.timeout.emit()
    assert area.controls.isHidden()
    preview.key(Qt.Key.Key_Space)
    preview.wait(lambda: not preview.pane.playing)
    assert area.controls.isVisible()
    preview.key(Qt.Key.Key_Space)
    preview.wait(alone.isActive)
    alone.timeout.emit()
    assert area.controls.isHidden()
    preview.key(Qt.Key.Key_Escape)
    assert not area.isWindow()
    assert area.controls.isVisible()
    preview.wait(lambda: area.controls.geometry().top() >= area.surface.geometry().bottom())


def test_what_came_of_an_action_is_told_on_the_full_screen_too(
    preview: Preview, clip: Clip
) -> None:
    area = preview.pane.area
    preview.pane.show_clip(clip)
    preview.wait(lambda: preview.shows(RED))
    with preview.qtbot.waitActive(area):
        preview.key(Qt.Key.Key_F11)
    notice = area.findChild(ClipNotice, "previewNotice")
    assert notice is not None
    QTest.keyClick(
        area,
        Qt.Key.Key_C,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    preview.wait(notice.isVisible)
    assert notice.text == "Frame copied"
    assert notice.width() == area.width()
    preview.key(Qt.Key.Key_Escape)
    assert "Frame copied" in preview.texts()


def test_escape_leaves_the_full_screen_though_a_beginning_is_marked(
    preview: Preview, clip: Clip
) -> None:
    preview.pane.show_clip(clip)
    preview.key(Qt.Key.Key_F11)
    preview.wait(lambda: preview.pane.area.isFullScreen() and preview.player.position > 0)
    preview.key(Qt.Key.Key_I)
    preview.key(Qt.Key.Key_Escape)
    assert not preview.pane.area.isWindow()


@pytest.fixture
def opened_addresses() -> Iterator[list[str]]:
    """Addresses handed to the computer's browser, which stays closed."""
    from PySide6.QtCore import QObject

    class Browser(QObject):
        @Slot(QUrl)
        def open(self, url: QUrl) -> None:
            opened.append(url.toString())

    opened: list[str] = []
    browser = Browser()
    for scheme in ("https", "http", "file", "javascript"):
        QDesktopServices.setUrlHandler(scheme, browser, "open")  # type: ignore[arg-type]
    yield opened
    for scheme in ("https", "http", "file", "javascript"):
        QDesktopServices.unsetUrlHandler(scheme)


def test_a_missing_file_is_told_and_can_be_fetched_again(
    preview: Preview, clip: Clip, tmp_path: Path
) -> None:
    preview.pane.show_clip(replace(clip, file=tmp_path / "gone.mp4"))
    preview.wait(lambda: "The file is not there any more: gone.mp4" in preview.texts())
    preview.button("stageAction").click()
    assert ("download", "c1") in preview.port.calls
    preview.port.put_clip(clip)
    preview.wait(lambda: preview.shows(RED))


def test_a_file_that_is_no_video_is_told(preview: Preview, clip: Clip, tmp_path: Path) -> None:
    odd = tmp_path / "odd.mp4"
    odd.write_bytes(b"no video at all" * 100)
    preview.pane.show_clip(replace(clip, file=odd))
    preview.wait(lambda: any("This file cannot be played" in text for text in preview.texts()))


def test_the_full_screen_comes_and_goes(preview: Preview, clip: Clip) -> None:
    preview.pane.show_clip(clip)
    preview.wait(lambda: preview.shows(RED))
    area = preview.pane.area
    before = area.geometry()
    QTest.mouseClick(area.surface, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(area.surface, Qt.MouseButton.LeftButton)
    preview.wait(area.isFullScreen)
    assert preview.pane.playing, "a double click does not pause"
    assert area.size() == area.screen().size()
    preview.wait(lambda: preview.shows(GREEN))
    preview.key(Qt.Key.Key_Escape)
    preview.wait(lambda: not area.isWindow())
    preview.wait(lambda: area.geometry() == before)
    assert preview.pane.playing
    preview.wait(preview.pane.isActiveWindow)
    QTest.keyClick(preview.pane, Qt.Key.Key_F11)
    preview.wait(area.isFullScreen)
    area.close()
    preview.wait(lambda: not area.isWindow() and area.isVisible())


def test_a_frame_is_saved_as_it_was_made(preview: Preview, clip: Clip, tmp_path: Path) -> None:
    preview.pane.show_clip(clip)
    preview.wait(lambda: preview.shows(RED))
    preview.pane.frames.save(str(tmp_path / "frame.png"))
    saved = QImage(str(tmp_path / "frame.png"))
    assert saved.size() == QSize(320, 180)
    assert near(saved.pixelColor(160, 90), RED)
    assert "Frame saved: frame.png" in preview.texts()
    preview.pane.frames.save(str(tmp_path / "no such folder" / "frame.png"))
    assert any("could not be saved" in text for text in preview.texts())


@pytest.mark.parametrize("pictures", [True, False])
def test_a_frame_gets_a_name_and_a_folder_that_exists(
    preview: Preview,
    clip: Clip,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pictures: bool,
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    if pictures:
        (tmp_path / "Pictures").mkdir()
    assert clip.file is not None
    preview.pane.show_clip(replace(clip, prompt="Işık: gece/gündüz, " + "dalgalar " * 9))
    preview.wait(lambda: preview.shows(RED))
    preview.button("saveFrame").click()
    dialog = preview.pane.findChild(QFileDialog, "frameDialog")
    assert dialog is not None
    assert dialog.parentWidget() is preview.pane.window(), "not in the colours of the stage"
    proposed = Path(dialog.selectedFiles()[0])
    dialog.reject()
    assert proposed.parent == (tmp_path / "Pictures" if pictures else tmp_path)
    words = r"Işık gece gündüz dalgalar dalgalar dalgalar"
    assert re.fullmatch(rf"\d{{4}}-\d\d-\d\d {words} \d-\d\d\.\d\d\.png", proposed.name)


def test_actions_without_room_are_in_the_menu(preview: Preview, clip: Clip) -> None:
    preview.pane.show_clip(clip)
    preview.pane.resize(300, 480)
    QGuiApplication.processEvents()
    hidden = [n for n in ("useAgain", "copyPrompt", "saveFrame") if preview.button(n).isHidden()]
    assert "saveFrame" in hidden
    more = preview.button("moreActions")
    menu = more.menu()  # type: ignore[attr-defined]
    menu.aboutToShow.emit()
    with preview.qtbot.waitSignal(preview.pane.use_again) as used:
        preview.button("useAgain").click()
    assert used.args == [clip]
    assert [action.text() for action in menu.actions()][-2:] == ["Save frame", "Open in browser"]


def test_nothing_is_shown_of_the_clip_before(preview: Preview, clip: Clip) -> None:
    preview.pane.show_clip(clip)
    preview.wait(lambda: preview.shows(RED))
    preview.pane.show_clip(replace(clip, id="c2", file=None))
    preview.pane.show_clip(replace(clip, id="c3"))
    assert preview.colour() == QColor(DARK.stage)


def test_a_machine_without_sound_plays_silently(preview: Preview, clip: Clip) -> None:
    if QGuiApplication.platformName() != "offscreen":
        pytest.skip("this machine may have sound")
    with preview.qtbot.waitSignal(preview.player.silent):
        preview.pane.show_clip(clip)
    preview.wait(lambda: preview.player.position > 0)
    assert preview.pane.playing or preview.player.position > 2_000
