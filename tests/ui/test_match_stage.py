"""Candidates for an uncertain job are seen and watched in the dialog that asks about them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.clips import Clip
from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import JobState
from app.ui.dialogs.match_choice import MatchChoice
from app.ui.panes.preview import PreviewPane
from app.ui.thumbnails import ThumbnailLoader
from tests.ui.films import BLUE, GREEN, RED, film
from tests.ui.port import PortBridge, a_clip, a_job

pytestmark = pytest.mark.qt_log_ignore(
    "Couldn't (load|resolve)", "Could not open media", "No RHI backend", "Pulse", extend=True
)

NOW = datetime.now(UTC)


def near(image: QImage, colour: tuple[int, int, int]) -> bool:
    if image.isNull():
        return False
    seen: QColor = image.pixelColor(image.rect().center())
    pairs = zip((seen.red(), seen.green(), seen.blue()), colour, strict=True)
    return all(abs(a - b) < 40 for a, b in pairs)


class Asked:
    """The dialog over videos in the cloud, with somebody in front of it."""

    def __init__(self, qtbot: QtBot, port: PortBridge, loader: ThumbnailLoader) -> None:
        self.qtbot = qtbot
        self.port = port
        self.job = a_job("a", JobState.UNCERTAIN, submitted_at=NOW)
        self.dialog = MatchChoice(port.as_bridge(), loader)
        qtbot.addWidget(self.dialog)

    def ask(self, *clips: Clip) -> None:
        self.dialog.ask(self.job, clips)
        with self.qtbot.waitActive(self.dialog):
            self.dialog.activateWindow()

    @property
    def list(self) -> QListWidget:
        found = self.dialog.findChild(QListWidget, "matchList")
        assert found is not None
        return found

    def button(self, name: str) -> QPushButton:
        button = self.dialog.findChild(QPushButton, name)
        assert button is not None
        return button

    @property
    def screen(self) -> QImage:
        screen = self.dialog.findChild(QWidget, "matchScreen")
        assert screen is not None
        return screen.grab().toImage()

    def watching(self) -> bool:
        return self.dialog.stage.watching

    @property
    def words(self) -> str:
        label = self.dialog.findChild(QLabel, "matchStageWords")
        assert label is not None
        return label.text()

    def still_of(self, row: int) -> QImage:
        return self.list.item(row).icon().pixmap(96, 54).toImage()


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("films")
    first = film(folder / "first.mp4", (RED, GREEN), sound=False)
    return first, film(folder / "second.mp4", (BLUE, BLUE), sound=False)


@pytest.fixture
def asked(qtbot: QtBot, films: tuple[Path, Path]) -> Iterator[Asked]:
    loader = ThumbnailLoader()
    port = PortBridge()
    port.streams = {f"c{n}": file.as_uri() for n, file in enumerate(films, start=1)}
    asked = Asked(qtbot, port, loader)
    yield asked
    asked.dialog.close()
    asked.dialog.stage.player.shut()
    loader.close()


def cloud(clip_id: str) -> Clip:
    return a_clip(clip_id, prompt="", created_at=NOW, remote_id=f"2b8fba10-fd97-44ef-{clip_id}")


def test_videos_of_the_cloud_are_seen_before_any_is_watched(asked: Asked, qtbot: QtBot) -> None:
    asked.ask(cloud("c1"), cloud("c2"))
    qtbot.waitUntil(lambda: near(asked.still_of(0), RED) and near(asked.still_of(1), BLUE))
    assert not asked.dialog.stage.watching
    assert not [call for call in asked.port.calls if call[0] == "download"]
    asked.list.setCurrentRow(1)
    qtbot.waitUntil(lambda: near(asked.screen, BLUE))
    assert asked.list.item(0).text().endswith("2b8fba10-fd97…")


def test_one_is_watched_in_the_dialog_itself(asked: Asked, qtbot: QtBot) -> None:
    asked.ask(cloud("c1"), cloud("c2"))
    asked.list.setCurrentRow(0)
    watch = asked.button("matchWatchButton")
    QTest.mouseClick(watch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: near(asked.screen, GREEN))
    # The history is read on meanwhile, and another one comes.
    asked.dialog.set_clips([cloud("c3"), cloud("c1"), cloud("c2")])
    assert asked.watching()
    qtbot.waitUntil(lambda: not asked.dialog.stage.player.playing)
    assert watch.text() == "Watch"
    asked.list.setCurrentRow(2)
    assert not asked.watching()
    asked.dialog.close()
    assert not asked.dialog.stage.player.open


def test_one_alone_is_a_question_that_enter_does_not_answer(asked: Asked, qtbot: QtBot) -> None:
    asked.ask(cloud("c1"))
    assert asked.dialog.windowTitle() == "Is this your video?"
    assert asked.button("matchTakeButton").text() == "Yes, it is mine"
    assert asked.button("matchNoneButton").text() == "No, not this one"
    chosen: list[str] = []
    asked.dialog.chosen.connect(lambda _job, remote_id: chosen.append(remote_id))
    QTest.keyClick(asked.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asked.dialog.stage.watching)
    assert chosen == []
    QTest.mouseClick(asked.button("matchTakeButton"), Qt.MouseButton.LeftButton)
    assert chosen == ["2b8fba10-fd97-44ef-c1"]


def test_what_cannot_be_watched_says_why(asked: Asked, qtbot: QtBot) -> None:
    asked.port.errors["watch"] = KadrajError(ErrorCode.NO_VIDEO_ADDRESS, service="sora")
    asked.ask(cloud("c1"))
    QTest.mouseClick(asked.button("matchWatchButton"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: asked.words == "The service gave no address for this video.")
    assert asked.button("matchTakeButton").isEnabled()


def test_what_comes_in_pieces_is_downloaded_and_played(
    asked: Asked, qtbot: QtBot, films: tuple[Path, Path]
) -> None:
    asked.port.streams["c2"] = ""
    asked.ask(cloud("c2"))
    QTest.mouseClick(asked.button("matchWatchButton"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("download", "c2") in asked.port.calls)
    assert asked.words == "Fetching the video…"
    asked.port.put_clip(a_clip("c2", file=films[1]))
    qtbot.waitUntil(lambda: near(asked.screen, BLUE))
    assert asked.words == ""


def test_the_video_on_the_stage_rests_meanwhile(qtbot: QtBot, films: tuple[Path, Path]) -> None:
    port = PortBridge()
    port.streams["c1"] = films[0].as_uri()
    pane = PreviewPane(port.as_bridge())
    qtbot.addWidget(pane)
    pane.show()
    player = pane.area.player
    pane.show_clip(a_clip("c1"))
    qtbot.waitUntil(lambda: player.playing)
    pane.rest(True)
    pane.rest(True)
    assert not player.open
    pane.rest(False)
    qtbot.waitUntil(lambda: player.playing)
    pane.show_clip(a_clip("c2", file=films[1]))
    qtbot.waitUntil(lambda: player.playing)
    pane.rest(True)
    assert not player.playing
    pane.rest(False)
    assert player.file == films[1]
    pane.shut()
