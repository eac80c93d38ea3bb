"""What becomes of a clip on the stage, whatever comes first: its stream, its file, or the user."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtMultimedia import QMediaPlayer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.errors import KadrajError
from app.ui.panes.preview import PreviewPane
from tests.ui.films import GREEN, RED, film
from tests.ui.port import PortBridge, a_clip
from tests.ui.test_preview_streaming import Origin

pytestmark = pytest.mark.qt_log_ignore(
    "Couldn't (load|resolve)", "Could not open media", "No RHI backend", "Pulse", extend=True
)


class Port(PortBridge):
    """Answers who wants to watch when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Callable[[str], None]] = []

    def watch(
        self,
        clip_id: str,
        then: Callable[[str], None],
        otherwise: Callable[[KadrajError], None],
    ) -> None:
        self.asked.append(then)


class Stage:
    """The preview with one clip, and everything that may happen to it."""

    def __init__(self, qtbot: QtBot, file: Path, origin: Origin) -> None:
        self.origin = origin
        self.port = Port()
        self.port.leave = origin.cut  # type: ignore[method-assign]
        self.pane = PreviewPane(self.port.as_bridge())
        self.player = self.pane.area.player
        self.file = file
        self.cloud = a_clip("c1")
        self.qtbot = qtbot
        self.told: list[bool] = []
        self.ends: list[None] = []
        self.player.playing_changed.connect(self.told.append)
        self.player.ended.connect(lambda: self.ends.append(None))
        qtbot.addWidget(self.pane)
        self.pane.resize(640, 480)
        self.pane.show()
        qtbot.waitActive(self.pane)

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=15_000)

    def clicked(self) -> None:
        """The user chooses the clip in the grid, as it is now."""
        self.pane.show_clip(self.port.clips.get("c1", self.cloud))

    def found(self) -> None:
        """The service has said where the video is."""
        self.port.asked[-1](self.origin.address)

    def found_late(self) -> None:
        """What was asked for first is answered, after it was asked for again."""
        self.port.asked[0](self.origin.address)

    def sent(self) -> None:
        """What was found begins to play."""
        self.origin.go_on()
        self.wait(lambda: self.player.streaming and self.player.position > 0)

    def here(self) -> None:
        """The download has ended."""
        self.port.put_clip(replace(self.cloud, file=self.file))

    def moved(self) -> None:
        """The file is let go of, and is back."""
        assert self.pane.let_go(["c1"])
        self.pane.take_back(["c1"])

    def rested(self) -> None:
        """A video was watched elsewhere meanwhile."""
        self.pane.rest(True)
        self.pane.rest(False)

    def space(self) -> None:
        QTest.keyClick(self.pane.area, Qt.Key.Key_Space)

    def plays_to_its_end(self) -> None:
        self.wait(lambda: bool(self.ends) and not self.pane.playing)
        assert self.player.file == self.file
        assert self.player.position == self.player.duration
        assert self.pane.area.surface.frame is not None
        assert self.told[-1] is False
        assert self.shows_a_video()

    def shows_a_video(self) -> bool:
        return self.pane.area.has_video and self.pane.area.surface.isVisible()


@pytest.fixture
def origin(tmp_path: Path) -> Iterator[Origin]:
    """A short video of which so little comes that it cannot begin before it is let on."""
    video = film(tmp_path / "short.mp4", (RED, GREEN), seconds_each=0.3, sound=False)
    origin = Origin(video.read_bytes(), most=200)
    yield origin
    origin.close()


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path, origin: Origin) -> Iterator[Stage]:
    stage = Stage(qtbot, tmp_path / "short.mp4", origin)
    yield stage
    stage.pane.shut()


@pytest.mark.parametrize(
    "order",
    [
        "here clicked",
        "clicked here",
        "clicked found here",
        "clicked here found",
        "clicked found sent here",
        "clicked found here clicked",
        "clicked clicked found_late found here",
        "clicked here clicked found found_late",
        "clicked found clicked here found",
        "clicked rested found_late found here",
        "here clicked clicked moved",
        "clicked found here moved found",
        "clicked found here space moved space",
    ],
)
def test_a_clip_plays_to_its_end_whatever_comes_first(stage: Stage, order: str) -> None:
    for happens in order.split():
        getattr(stage, happens)()
    stage.plays_to_its_end()


def test_what_is_asked_while_it_is_loaded_is_done_then(stage: Stage) -> None:
    player, surface = stage.player, stage.pane.area.surface
    stage.here()
    stage.clicked()
    assert stage.pane.watched, "it is about to play: nothing pushes it away"
    stage.space()
    player.seek(350)
    assert player.position == 350
    stage.wait(lambda: surface.frame is not None)
    assert not stage.pane.playing
    assert player.position == 350
    assert surface.frame is not None
    assert surface.frame.startTime() == 300_000, "nothing of the beginning is seen"
    player.seek(player.duration)
    stage.space()
    stage.wait(lambda: 0 < player.position < 300)
    stage.plays_to_its_end()


def test_a_late_error_of_the_stream_is_not_one_of_the_file(stage: Stage) -> None:
    class Here(QObject):
        """The file arrives between the stream's error and word of it."""

        def event(self, event: QEvent) -> bool:
            stage.here()
            return super().event(event)

    here = Here()
    stage.clicked()
    stage.port.asked[-1]("http://127.0.0.1:9/nobody-is-there")
    engine = stage.player.findChild(QMediaPlayer)
    assert isinstance(engine, QMediaPlayer)
    engine.errorOccurred.connect(
        lambda *_: QCoreApplication.postEvent(
            here, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value
        ),
        Qt.ConnectionType.SingleShotConnection,
    )
    stage.plays_to_its_end()


def test_a_file_that_is_none_is_not_about_to_play(stage: Stage, tmp_path: Path) -> None:
    stage.file = tmp_path / "broken.mp4"
    stage.file.write_bytes(b"no video")
    stage.here()
    stage.clicked()
    assert stage.player.going
    stage.wait(lambda: not stage.shows_a_video())
    assert (stage.player.going, stage.pane.watched) == (False, False)
