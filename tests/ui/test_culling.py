"""Looking through a grid one by one in the real window, and the details beside the stage."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.clips import Marks, MediaInfo
from app.domain.jobs import JobEvent, JobState
from app.domain.works import ClipDetails
from app.ui.main_window import MainWindow
from app.ui.panes.clip_grid import ClipGrid
from app.ui.panes.cull import CullPane
from app.ui.panes.details import DetailsPane
from app.ui.panes.preview import PreviewPane
from app.ui.widgets.stars import Stars
from app.ui.window_frame import WindowFrame
from tests.ui.films import RED, film
from tests.ui.port import NOW, PortBridge, a_clip, a_job

pytestmark = pytest.mark.qt_log_ignore(
    "Couldn't (load|resolve)", "Could not open media", "No RHI backend", "Pulse", extend=True
)

Part = TypeVar("Part", bound=QWidget)
CTRL = Qt.KeyboardModifier.ControlModifier


class Window:
    """The main window with five clips of one service, the third one in the cloud."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        reel = film(folder / "reel.mp4", (RED,), seconds_each=3)
        self.port = PortBridge(
            clips=[
                a_clip(
                    f"c{i}",
                    prompt=f"Prompt {i}",
                    created_at=NOW - timedelta(hours=i),
                    file=None if i == 2 else reel,
                )
                for i in range(5)
            ]
        )
        self.frame = frame = WindowFrame(folder / "window.ini")
        self.window = MainWindow(self.port.as_bridge(), frame, demo=False)
        qtbot.addWidget(frame)
        frame.resize(1280, 800)
        frame.show()
        with qtbot.waitActive(frame):
            frame.activateWindow()
        qtbot.waitUntil(lambda: self.grid.model().rowCount() == 5)
        self.grid.setFocus()
        self.grid.choose("c0")

    @property
    def grid(self) -> ClipGrid:
        return self.part(ClipGrid, "historyGrid_sora")

    @property
    def cull(self) -> CullPane:
        return self.part(CullPane, "cullPane")

    @property
    def details(self) -> DetailsPane:
        return self.part(DetailsPane, "detailsPane")

    def part(self, kind: type[Part], name: str) -> Part:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def key(
        self, which: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, which, keys)

    def click(self, name: str) -> None:
        QTest.mouseClick(self.part(QAbstractButton, name), Qt.MouseButton.LeftButton)

    def shows(self, clip_id: str) -> None:
        preview = self.part(PreviewPane, "previewPane")
        self.qtbot.waitUntil(lambda: preview.clip is not None and preview.clip.id == clip_id)

    def marks(self, clip_id: str) -> Marks:
        return self.port.clips[clip_id].marks

    def texts(self) -> list[str]:
        return [label.text() for label in self.window.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    window = Window(qtbot, tmp_path)
    yield window
    window.frame.close()


def test_keys_go_through_rate_favour_and_reject(window: Window) -> None:
    window.key(Qt.Key.Key_C)
    assert window.cull.isVisible()
    assert not window.grid.isVisible()
    window.shows("c0")
    window.key(Qt.Key.Key_4)
    window.qtbot.waitUntil(lambda: window.marks("c0").rating == 4)
    window.key(Qt.Key.Key_Right)
    window.shows("c1")
    window.key(Qt.Key.Key_X)
    window.key(Qt.Key.Key_Right)
    window.shows("c2")
    window.key(Qt.Key.Key_F)
    window.qtbot.waitUntil(lambda: window.marks("c2").favourite)
    window.key(Qt.Key.Key_End)
    window.shows("c4")
    window.key(Qt.Key.Key_Left)
    window.shows("c3")
    assert "4 of 5" in window.texts()
    assert not [call for call in window.port.calls if call[0] == "trash"], "not before the end"


def test_space_plays_and_pauses(window: Window) -> None:
    window.key(Qt.Key.Key_C)
    window.shows("c0")
    preview = window.part(PreviewPane, "previewPane")
    window.qtbot.waitUntil(lambda: preview.playing)
    window.key(Qt.Key.Key_Space)
    window.qtbot.waitUntil(lambda: not preview.playing)
    assert preview.area.player.position < preview.area.player.duration, "not merely at its end"
    window.key(Qt.Key.Key_Space)
    window.qtbot.waitUntil(lambda: preview.playing)
    QTest.mouseClick(preview.area.surface, Qt.MouseButton.LeftButton)
    window.qtbot.waitUntil(lambda: not preview.playing)
    window.key(Qt.Key.Key_F)
    window.qtbot.waitUntil(lambda: window.marks("c0").favourite)
    window.key(Qt.Key.Key_Right)
    window.shows("c1")


def test_what_arrives_waits_until_nobody_watches(window: Window) -> None:
    def arrives() -> None:
        """The job whose video is `c3` ends, and all that is asked for then is answered."""
        for state in (JobState.DOWNLOADING, JobState.READY):
            window.port.job_changed.emit(a_job("done", state, clip_id="c3"), False)
        answered: list[object] = []
        window.port.load_clips([], answered.append)
        window.qtbot.waitUntil(lambda: bool(answered))

    def stays() -> bool:
        return preview.clip is not None and preview.clip.id == "c0"

    preview = window.part(PreviewPane, "previewPane")
    window.key(Qt.Key.Key_C)
    window.shows("c0")
    window.qtbot.waitUntil(lambda: preview.area.player.position > 0)
    window.key(Qt.Key.Key_Space)
    window.qtbot.waitUntil(lambda: not preview.playing)
    arrives()
    assert stays(), "what is culled"
    window.key(Qt.Key.Key_Escape)
    window.qtbot.waitUntil(window.grid.isVisible)
    arrives()
    assert stays(), "a frame in the middle was chosen to be looked at"
    preview.area.player.seek(preview.area.player.duration)
    preview.area.player.play()
    window.qtbot.waitUntil(lambda: not preview.watched)
    arrives()
    window.shows("c3")


def test_the_end_asks_once_and_throws_away_what_was_rejected(window: Window) -> None:
    window.key(Qt.Key.Key_C)
    window.shows("c0")
    for _ in range(2):
        window.key(Qt.Key.Key_X)
        window.key(Qt.Key.Key_Right)
    window.shows("c2")
    window.key(Qt.Key.Key_5)
    window.key(Qt.Key.Key_Escape)
    assert "2 rejected · 1 kept" in window.texts()
    window.click("cullDownload")
    assert ("download_many", ("c2",)) in window.port.calls
    window.click("cullTrash")
    assert ("trash", ("c0", "c1")) in window.port.calls
    assert not window.cull.isVisible()
    window.qtbot.waitUntil(lambda: window.grid.model().rowCount() == 3)
    assert window.grid.isVisible()
    window.key(Qt.Key.Key_Z, CTRL)
    window.qtbot.waitUntil(lambda: window.grid.model().rowCount() == 5)


def test_by_mouse_as_well(window: Window) -> None:
    window.click("historyCull_sora")
    window.shows("c0")
    strip = window.part(QWidget, "cullStrip")
    assert strip.isVisible()
    window.click("cullReject")
    window.click("cullFavourite")
    window.qtbot.waitUntil(lambda: window.marks("c0").favourite)
    assert not window.part(QAbstractButton, "cullReject").isChecked(), "a favourite is kept"
    window.click("cullReject")
    window.click("cullDone")
    window.click("cullLeave")
    assert not window.cull.isVisible()
    assert not [call for call in window.port.calls if call[0] == "trash"]


def test_escape_leaves_at_once_when_nothing_was_decided(window: Window) -> None:
    window.key(Qt.Key.Key_C)
    window.shows("c0")
    window.key(Qt.Key.Key_Right)
    window.shows("c1")
    window.key(Qt.Key.Key_Escape)
    assert not window.cull.isVisible()
    assert window.grid.hasFocus()
    assert window.grid.current_clip is not None
    assert window.grid.current_clip.id == "c1", "the grid stands where one was"
    window.key(Qt.Key.Key_X)
    assert window.port.clips["c1"].trashed_at is None


def test_another_tab_ends_it(window: Window) -> None:
    window.key(Qt.Key.Key_C)
    window.shows("c0")
    window.window.show_tab("veo")
    assert not window.cull.isVisible()
    assert window.part(QWidget, "historyPane_veo").isVisible()


def test_details_tell_everything_that_is_known(window: Window) -> None:
    media = MediaInfo(6.1, 1280, 720, 3_500_000, "h264", "aac")
    clip = a_clip("c0", prompt="Fog", media=media, model="sora-2", file=Path("/library/a.mp4"))
    parent = a_clip("c3", prompt="Prompt 3")
    states = (JobState.WAITING, JobState.PROCESSING, JobState.READY)
    noon = datetime(2026, 11, 21, 12, 0, 7).astimezone()  # on the reader's clock
    steps = tuple(
        JobEvent(noon + timedelta(minutes=n), state, "", None, 1) for n, state in enumerate(states)
    )
    window.port.clips["c0"] = clip
    window.port.details["c0"] = ClipDetails(
        clip, None, steps, (parent,), (a_clip("c2", service="veo"),)
    )
    window.window.show_clip(clip)
    window.key(Qt.Key.Key_I)
    assert window.details.isVisible()
    window.qtbot.waitUntil(lambda: "1280 × 720" in window.details.texts)
    for told in ("Sora", "sora-2", "16:9", "6.1 s", "h264, aac", "remote-c0", "Rendering"):
        assert told in window.details.texts
    # The day is said once, and with every step where it is not the same.
    course = window.details.texts[window.details.texts.index("How it came about") + 1 :]
    assert course[:4] == ["Day", "21 November 2026", "12:00:07", "Written down"]
    assert course[4::2] == ["12:01:07", "12:02:07"]
    late = (replace(steps[0], at=noon - timedelta(days=1)), *steps[1:])
    window.port.details["c0"] = replace(window.port.details["c0"], timeline=late)
    window.click("closeDetails")
    window.window.show_clip(clip)
    window.click("showDetails")
    window.qtbot.waitUntil(lambda: "20 Nov 12:00:07" in window.details.texts)
    assert "21 Nov 12:02:07" in window.details.texts
    window.click("other_c2")
    window.shows("c2")
    window.window.show_clip(clip)
    window.qtbot.waitUntil(lambda: "1280 × 720" in window.details.texts)
    window.click("parent_c3")
    window.shows("c3")
    window.click("closeDetails")
    assert not window.details.isVisible()


def test_long_tags_and_prompts_of_parents_leave_the_rest_in_sight(window: Window) -> None:
    tag = "to be shown at the end, after the lake " * 5
    clip = replace(window.port.clips["c0"], marks=Marks(tags=(tag,)))
    window.port.put_clip(clip)
    prompts = ("Fog & light over the sea " * 20, "Salt & pepper")
    parents = tuple(a_clip(f"p{n}", prompt=prompt) for n, prompt in enumerate(prompts))
    window.port.details["c0"] = ClipDetails(clip, None, (), parents)
    window.window.show_clip(clip)
    window.click("showDetails")
    window.qtbot.waitUntil(lambda: window.details.texts.count("Made of") == 1)

    def in_sight(name: str) -> bool:
        part = window.part(QWidget, name)
        right = part.mapTo(window.details, part.rect().topRight()).x()
        return right < window.details.width()

    for name in ("parent_p0", "parent_p1", f"tag_{tag}", "detailsNote"):
        window.qtbot.waitUntil(partial(in_sight, name))
    assert window.part(QAbstractButton, "parent_p1").accessibleName() == "Salt & pepper"


def test_details_are_true_when_they_open_again(window: Window) -> None:
    clip = window.port.clips["c2"]
    window.window.show_clip(clip)
    window.click("showDetails")
    window.qtbot.waitUntil(lambda: "In the cloud" in window.details.texts)
    window.click("closeDetails")
    file = window.port.clips["c0"].file
    window.port.put_clip(replace(clip, file=file))
    window.click("showDetails")
    window.qtbot.waitUntil(lambda: str(file) in window.details.texts)
    assert "In the cloud" not in window.details.texts


def test_a_mark_that_is_made_while_the_details_are_read_stays_in_sight(window: Window) -> None:
    clip = window.port.clips["c0"]
    window.window.show_clip(clip)
    window.click("showDetails")
    window.port.put_clip(replace(clip, marks=Marks(rating=4)))
    window.qtbot.waitUntil(lambda: bool(window.details.texts))
    assert window.part(Stars, "detailsStars").value() == 4


def test_marks_are_changed_in_the_details_and_undone(window: Window) -> None:
    window.window.show_clip(window.port.clips["c0"])
    window.click("showDetails")
    note = window.part(QPlainTextEdit, "detailsNote")
    note.setFocus()
    QTest.keyClicks(note, "for the intro")
    window.window.show_clip(window.port.clips["c1"])
    window.qtbot.waitUntil(lambda: window.marks("c0").note == "for the intro")
    line = window.details.findChild(QLineEdit, "tagLine")
    assert line is not None
    QTest.keyClicks(line, "reel")
    QTest.keyClick(line, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: window.marks("c1").tags == ("reel",))
    window.window.show_clip(window.port.clips["c0"])
    window.qtbot.waitUntil(lambda: note.toPlainText() == "for the intro")
    window.grid.setFocus()
    window.key(Qt.Key.Key_Z, CTRL)
    window.qtbot.waitUntil(lambda: window.marks("c1").tags == ())
    window.key(Qt.Key.Key_Z, CTRL)
    window.qtbot.waitUntil(lambda: note.toPlainText() == "")


@pytest.mark.parametrize("width", [1024, 1280])
def test_details_have_room_beside_or_below(window: Window, width: int) -> None:
    window.window.resize(width, 700)
    window.window.show_clip(window.port.clips["c0"])
    window.click("showDetails")
    window.qtbot.waitUntil(window.details.isVisible)
    assert window.window.width() == width
    preview = window.part(PreviewPane, "previewPane")
    beside = window.details.x() > preview.x()
    assert beside == (width > 1100)


def test_details_make_room_while_one_looks_one_by_one(window: Window) -> None:
    window.window.resize(1024, 640)
    preview = window.part(PreviewPane, "previewPane")
    window.window.show_clip(window.port.clips["c0"])
    window.click("showDetails")
    window.qtbot.waitUntil(window.details.isVisible)
    window.click("historyCull_sora")
    window.shows("c0")

    def area(part: QWidget) -> int:
        return part.width() * part.height()

    def is_largest() -> bool:
        return area(preview.area.surface) > area(window.window) / 2

    window.qtbot.waitUntil(is_largest)
    assert not window.details.isVisible()
    window.key(Qt.Key.Key_Right)
    window.shows("c1")
    window.key(Qt.Key.Key_Escape)
    window.qtbot.waitUntil(window.details.isVisible)
    window.qtbot.waitUntil(lambda: "c1" in window.details.texts)  # which was seen last


def test_numbers_without_a_space_are_read_to_their_end(window: Window) -> None:
    number = "0123456789abcdef" * 4
    window.port.put_clip(a_clip(number, prompt="Long", created_at=NOW + timedelta(hours=1)))
    window.qtbot.waitUntil(lambda: window.grid.model().rowCount() == 6)
    window.grid.choose(number)
    window.key(Qt.Key.Key_Return)
    window.shows(number)
    window.key(Qt.Key.Key_I)
    window.qtbot.waitUntil(lambda: number in window.details.texts)
    window.qtbot.wait(0)
    label = next(
        label
        for label in window.details.findChildren(QLabel)
        if label.text().replace("\N{ZERO WIDTH SPACE}", "") == number
    )

    def fits() -> bool:
        words = Qt.TextFlag.TextWordWrap
        needed = label.fontMetrics().boundingRect(label.rect(), words, label.text())
        return needed.width() <= label.width() and needed.height() <= label.height()

    window.qtbot.waitUntil(fits)


def test_the_button_of_the_details_is_lit_while_they_are_open(window: Window) -> None:
    button = window.part(QAbstractButton, "showDetails")
    window.key(Qt.Key.Key_Return)
    window.shows("c0")
    assert not button.isChecked()
    window.click("showDetails")
    assert window.details.isVisible()
    assert button.isChecked()
    window.click("closeDetails")
    assert not button.isChecked()
    window.grid.setFocus()
    window.key(Qt.Key.Key_I)
    assert button.isChecked()
    window.click("showDetails")
    assert window.details.isHidden()
    assert not button.isChecked()
