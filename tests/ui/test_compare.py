"""Two videos in step in the real window: how they are chosen, seen, heard, voted on and left."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QSlider, QWidget
from pytestqt.qtbot import QtBot

from app.demo.filming import film as demo_film
from app.demo.lettering import lettering
from app.demo.scenes import Landscape
from app.domain.settings import Language
from app.domain.works import ClipDetails, WorkKind, WorkProgress
from app.ui.dialogs.keys import KeysDialog
from app.ui.language import LanguageSwitch
from app.ui.main_window import MainWindow
from app.ui.panes.compare import ComparePane
from app.ui.panes.history import HistoryPane
from app.ui.panes.preview import PreviewPane
from app.ui.widgets.pair_stage import PairStage
from app.ui.window_frame import WindowFrame
from tests.media.films import Recipe, make
from tests.ui.films import GREEN, RED, film
from tests.ui.port import PortBridge, a_clip

pytestmark = pytest.mark.qt_log_ignore(
    "Couldn't (load|resolve)", "Could not open media", "No RHI backend", "Pulse", extend=True
)

Part = TypeVar("Part", bound=QWidget)
K = Qt.Key


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One of each service of a second or two, at different rates, and two of one colour each."""
    folder = tmp_path_factory.mktemp("films")
    size, prompt = (320, 180), "Kırmızı balon"
    drawn = folder / "drawn.mp4"
    demo_film(
        Landscape(prompt, size),
        lettering(prompt, "sora", size, small=False),
        drawn,
        size=size,
        seconds=1,
        seed=prompt,
        stopped=lambda: False,
    )
    return {
        "drawn": drawn,
        "quick": make(folder / "quick.mp4", Recipe(frames=60, rate=Fraction(30))),
        "red": film(folder / "red.mp4", (RED,), sound=False),
        "green": film(folder / "green.mp4", (GREEN,), sound=False),
    }


class Window:
    """The main window on its library, and somebody in front of it."""

    def __init__(self, qtbot: QtBot, folder: Path, films: dict[str, Path]) -> None:
        self.qtbot = qtbot
        told = [("drawn", "sora"), ("quick", "veo"), ("red", "sora"), ("green", "sora")]
        clips = [
            a_clip(name, service, prompt=f"Prompt of {name}", file=films[name])
            for name, service in told
        ]
        self.port = PortBridge(clips=[*clips, a_clip("cloud", "veo", prompt="Far away")])
        self.frame = WindowFrame(folder / "window.ini")
        self.window = MainWindow(self.port.as_bridge(), self.frame, demo=False)
        qtbot.addWidget(self.frame)
        self.frame.resize(1280, 800)
        with qtbot.waitActive(self.frame):
            self.frame.show()
            self.frame.activateWindow()
        self.window.show_tab("library")
        self.history = self.part(HistoryPane, "historyPane_library")
        qtbot.waitUntil(lambda: self.history.model.rowCount() == 5)

    def part(self, kind: type[Part], name: str) -> Part:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def select(self, *clip_ids: str) -> None:
        grid, model = self.history.grid, self.history.model
        grid.clearSelection()
        for clip_id in clip_ids:
            row = model.row_of(clip_id)
            assert row is not None
            command = QItemSelectionModel.SelectionFlag.Select
            grid.selectionModel().select(model.index(row), command)
        grid.setFocus()

    def key(
        self, which: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, which, keys)

    def click(self, name: str) -> None:
        QTest.mouseClick(self.part(QAbstractButton, name), Qt.MouseButton.LeftButton)

    def compare(self, *clip_ids: str) -> ComparePane:
        """Has two compared, and waits until they run."""
        self.select(*clip_ids)
        self.key(K.Key_V)
        self.qtbot.waitUntil(lambda: self.window.findChild(ComparePane) is not None)
        pane = self.pane
        self.qtbot.waitUntil(lambda: pane.active and pane.player.playing)
        return pane

    @property
    def pane(self) -> ComparePane:
        return self.part(ComparePane, "comparePane")

    @property
    def stage(self) -> PairStage:
        return self.part(PairStage, "compareStage")

    def chosen(self) -> list[str]:
        """Which of the buttons to vote with are pressed."""
        names = ("voteLeft", "voteNeither", "voteRight")
        return [name for name in names if self.part(QPushButton, name).isChecked()]

    def voted(self, *names: str) -> None:
        self.qtbot.waitUntil(lambda: self.chosen() == list(names))

    def score(self, text: str) -> None:
        for name in ("compareScore", "libraryScore"):
            label = self.part(QLabel, name)
            self.qtbot.waitUntil(partial(_begins_with, label, text))

    def wiped(self) -> bool:
        return self.stage.wipe

    def settle(self) -> None:
        player = self.pane.player
        self.qtbot.waitUntil(lambda: player.settled and not player.playing)

    def colour(self, place: QPoint) -> QColor:
        return self.stage.grab().toImage().pixelColor(place)


@pytest.fixture
def window(
    qtbot: QtBot, language: LanguageSwitch, tmp_path: Path, films: dict[str, Path]
) -> Iterator[Window]:
    assert language.current is Language.ENGLISH
    window = Window(qtbot, tmp_path, films)
    yield window
    window.frame.close()


def _begins_with(label: QLabel, text: str) -> bool:
    return label.text().startswith(text)


def near(colour: QColor, wanted: tuple[int, int, int]) -> bool:
    seen = (colour.red(), colour.green(), colour.blue())
    return all(abs(a - b) < 40 for a, b in zip(seen, wanted, strict=True))


# -- Coming and going ------------------------------------------------------------------------------


def test_two_are_compared_by_key_menu_and_button_and_left_again(window: Window) -> None:
    history = window.history
    clip = window.port.clips["drawn"]
    window.select("drawn", "quick", "red")
    button = history.findChild(QAbstractButton, "selectionCompare")
    assert button is not None
    assert not button.isVisible()
    assert history.menu_for(clip).findChild(QAction, "clipCompare") is None
    window.key(K.Key_V)
    told = window.part(QWidget, "historyNotice_library").findChildren(QLabel)
    assert "Select two videos to compare them." in [label.text() for label in told]
    window.window.show_clip(clip)
    preview = window.part(PreviewPane, "previewPane")
    window.qtbot.waitUntil(lambda: preview.playing)

    pane = window.compare("drawn", "quick")
    assert not preview.playing
    assert not preview.isVisible()
    assert pane.width() == window.window.width()
    window.key(K.Key_F1)
    keys = window.window.findChild(KeysDialog)
    assert keys is not None
    keys.close()
    assert sorted(pane.clip_ids) == ["drawn", "quick"]
    window.key(K.Key_Escape)
    assert not pane.active
    assert preview.isVisible()
    assert history.grid.hasFocus()
    assert not any(map(pane.player.is_open, (0, 1)))

    window.select("drawn", "quick")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    window.qtbot.waitUntil(lambda: pane.active)
    window.click("compareClose")
    assert not pane.active
    menu = history.menu_for(clip)
    action = menu.findChild(QAction, "clipCompare")
    assert action is not None
    action.trigger()
    window.qtbot.waitUntil(lambda: pane.active)
    window.window.show_tab("sora")
    assert not pane.active
    assert preview.isVisible()


def test_what_another_service_made_of_the_same_idea_is_compared(window: Window) -> None:
    clip, other = window.port.clips["drawn"], window.port.clips["quick"]
    window.port.details["drawn"] = ClipDetails(clip, others=(other,))
    window.window.show_clip(clip)
    window.history.grid.setFocus()
    window.key(K.Key_I)
    window.qtbot.waitUntil(
        lambda: window.window.findChild(QAbstractButton, "compare_quick") is not None
    )
    window.click("compare_quick")
    window.qtbot.waitUntil(lambda: window.window.findChild(ComparePane) is not None)
    window.qtbot.waitUntil(lambda: window.pane.player.playing)
    assert window.pane.clip_ids == ["drawn", "quick"]


def test_files_are_let_go_of_before_they_go_away(window: Window) -> None:
    pane = window.compare("drawn", "quick")
    window.history.deeds.trash(["quick"])
    window.qtbot.waitUntil(lambda: not pane.active)
    assert not any(map(pane.player.is_open, (0, 1)))
    window.compare("drawn", "red")
    window.port.work_progressed.emit(WorkProgress("m1", WorkKind.MOVE, 0, 10))
    assert not pane.active
    window.compare("drawn", "red")  # it goes on while the library is still being moved
    window.port.work_progressed.emit(WorkProgress("m1", WorkKind.MOVE, 5, 10))
    assert pane.active


def test_what_is_in_the_cloud_is_brought_first(window: Window, films: dict[str, Path]) -> None:
    window.select("drawn", "cloud")
    window.key(K.Key_V)
    window.qtbot.waitUntil(lambda: window.window.findChild(ComparePane) is not None)
    pane = window.pane
    window.qtbot.waitUntil(lambda: pane.player.playing)
    assert not window.wiped()
    window.key(K.Key_W)
    assert not window.wiped()  # there is nothing to lie under it
    place = next(n for n in (0, 1) if not pane.player.is_open(n))
    message = window.part(QWidget, f"compareMessage{place}")
    assert message.isVisible()
    button = message.findChild(QPushButton, "stageAction")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert ("download", "cloud") in window.port.calls
    window.port.put_clip(replace(window.port.clips["cloud"], file=films["green"]))
    window.qtbot.waitUntil(lambda: pane.player.is_open(place) and pane.player.playing)
    assert not message.isVisible()
    assert window.wiped()
    broken = films["green"].with_name("broken.mp4")
    broken.write_bytes(b"no video at all")
    window.port.put_clip(replace(window.port.clips["cloud"], file=broken))
    window.qtbot.waitUntil(message.isVisible)
    assert pane.player.is_open(1 - place)
    window.qtbot.waitUntil(lambda: pane.player.playing)


# -- In step ---------------------------------------------------------------------------------------


def spans_cover(pane: ComparePane, moment: int, shortest: int) -> None:
    """Each shows the frame of a moment, on an edge the one beside it, or its last one."""
    for number, picture in enumerate(pane.player.pictures):
        begin, end = picture.span
        frame = end - begin
        assert begin - frame <= moment <= end + frame or end >= shortest - frame, (number, moment)


def test_both_show_the_same_moment_wherever_one_goes(window: Window) -> None:
    pane = window.compare("drawn", "quick")
    player = pane.player
    window.key(K.Key_Space)
    window.settle()
    assert player.duration == 2000
    for moment in (0, 500, 333, 990, 1000, 1700, 2000, 40):
        player.seek(moment)
        window.settle()
        assert player.position == moment
        spans_cover(pane, moment, 1000)
    # Frame by frame, of the quicker one: also when asked for faster than it is shown.
    quick = next(p for p in player.pictures if p.span[1] - p.span[0] < 40)
    begun = quick.span[0]
    for _ in range(4):
        window.key(K.Key_Period)
    window.settle()
    assert quick.span[0] == pytest.approx(begun + 4 * 1000 / 30, abs=1)
    spans_cover(pane, player.position, 1000)
    window.key(K.Key_Comma)
    window.settle()
    assert quick.span[0] == pytest.approx(begun + 3 * 1000 / 30, abs=1)
    window.key(K.Key_End)
    window.settle()
    window.key(K.Key_Period)
    window.settle()
    assert quick.span[1] == pytest.approx(2000, abs=1)
    window.key(K.Key_Comma)
    window.settle()
    assert quick.span[1] == pytest.approx(2000 - 1000 / 30, abs=1)
    window.key(K.Key_Left)
    window.settle()
    spans_cover(pane, player.position, 1000)


def test_one_that_falls_behind_catches_up(window: Window) -> None:
    pane = window.compare("drawn", "quick")
    player = pane.player
    player.set_rate(0.25)  # so that there is time to see it

    def together(frames: float) -> bool:
        distance = player.distance
        return distance is not None and abs(distance) <= frames * 42

    window.qtbot.waitUntil(lambda: together(1))
    late = player._players[1]  # nobody can make it late from outside
    late.seek(late.position + 400)
    window.qtbot.waitUntil(lambda: together(1))


def test_the_shorter_one_stands_until_the_longer_one_is_over(window: Window) -> None:
    pane = window.compare("drawn", "quick")
    player = pane.player
    loop = pane.findChild(QAbstractButton, "loopButton")
    assert loop is not None
    QTest.mouseClick(loop, Qt.MouseButton.LeftButton)
    player.set_rate(2.0)  # which waits half as long
    lead = next(n for n in (0, 1) if player.pictures[n].span[1] - player.pictures[n].span[0] < 40)
    window.qtbot.waitUntil(lambda: not player.playing)
    assert player.position == player.duration
    # A busy computer may leave out frames while it plays, also the last one.
    assert player.pictures[lead].span[1] > 1700
    assert 700 < player.pictures[1 - lead].span[1] <= 1001
    window.key(K.Key_R)
    seen: list[int] = []
    player.position_changed.connect(seen.append)
    window.key(K.Key_Space)  # from the start, and again and again
    window.qtbot.waitUntil(lambda: player.playing and player.distance is not None)
    window.qtbot.waitUntil(lambda: any(b < a for a, b in pairwise(seen)))
    window.qtbot.waitUntil(lambda: player.distance is not None)


# -- What is seen and heard ------------------------------------------------------------------------


def test_a_wipe_is_drawn_by_mouse_and_moved_by_arrows(window: Window) -> None:
    window.compare("red", "green")
    window.key(K.Key_Space)
    window.settle()
    stage = window.stage
    left, right = (RED, GREEN) if window.pane.clip_ids[0] == "red" else (GREEN, RED)
    middle = stage.rect().center()
    assert near(window.colour(QPoint(stage.width() // 4, middle.y())), left)
    assert near(window.colour(QPoint(stage.width() * 3 // 4, middle.y())), right)
    window.key(K.Key_W)
    assert stage.wipe
    low = middle.y() + stage.height() // 4  # beside the handle's grip
    assert near(window.colour(QPoint(middle.x() - 30, low)), left)
    assert near(window.colour(QPoint(middle.x() + 30, low)), right)
    # By mouse, from the handle to somewhere left of the middle.
    goal = QPoint(middle.x() - 150, low)
    QTest.mousePress(stage, Qt.MouseButton.LeftButton, pos=QPoint(middle.x(), low))
    QTest.mouseMove(stage, goal)
    QTest.mouseRelease(stage, Qt.MouseButton.LeftButton, pos=goal)
    assert near(window.colour(goal + QPoint(20, 0)), right)
    assert near(window.colour(goal - QPoint(20, 0)), left)
    share = stage.share
    window.key(K.Key_Right)
    assert stage.share == pytest.approx(share + 0.01)
    window.key(K.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert stage.share == pytest.approx(share - 0.09)
    window.key(K.Key_End)
    assert near(window.colour(middle), left)
    window.key(K.Key_Home)
    assert near(window.colour(middle), right)
    window.key(K.Key_X)
    assert near(window.colour(middle), left)
    # A click beside the handle plays, in both manners.
    assert not window.pane.player.playing
    QTest.mouseClick(stage, Qt.MouseButton.LeftButton, pos=middle)
    assert window.pane.player.playing


def test_one_of_both_is_heard_or_none(window: Window) -> None:
    pane = window.compare("drawn", "quick")

    def heard() -> str:
        ears = {letter: window.part(QAbstractButton, f"compareEar{letter}") for letter in "AB"}
        return "".join(letter for letter, ear in ears.items() if ear.isChecked())

    assert heard() == "A"
    window.key(K.Key_B)
    assert heard() == "B"
    window.key(K.Key_X)  # what is heard goes with its video
    assert heard() == "A"
    window.key(K.Key_M)
    assert heard() == ""
    mute = pane.findChild(QAbstractButton, "muteButton")
    assert mute is not None
    assert mute.isChecked()
    window.key(K.Key_M)
    assert heard() == "A"
    # Both run at the speed that is asked for.
    window.key(K.Key_Less)
    speed = pane.findChild(QAbstractButton, "speedButton")
    assert speed is not None
    assert speed.text() == "0.75×"
    bar = pane.findChild(QSlider, "seekBar")
    assert bar is not None
    window.qtbot.waitUntil(lambda: bar.maximum() == 2000)


# -- Voting ----------------------------------------------------------------------------------------


def test_a_vote_is_given_changed_and_taken_back(window: Window) -> None:
    pane = window.compare("drawn", "quick")
    left, right = pane.clip_ids
    services = {"drawn": "Sora", "quick": "Veo"}
    assert window.chosen() == []
    window.key(K.Key_1)
    window.voted("voteLeft")
    window.score("Sora 1 – 0 Veo" if services[left] == "Sora" else "Sora 0 – 1 Veo")
    assert window.part(QLabel, "compareScore").text().endswith(" · 1 comparison")
    window.key(K.Key_X)  # the vote is on a video, not on a side
    window.voted("voteRight")
    window.click("voteNeither")
    window.voted("voteNeither")
    window.score("Sora 0 – 0 Veo")
    window.key(K.Key_2)
    window.voted("voteRight")
    window.key(K.Key_2)
    window.voted()
    assert not window.part(QLabel, "compareScore").isVisible()
    window.click("voteLeft")
    window.voted("voteLeft")
    assert [call[2] for call in window.port.calls if call[0] == "vote"] == [left, None, left, right]
    # It is there again at the next time, and one within a service counts for nothing.
    window.key(K.Key_Escape)
    assert window.part(QLabel, "libraryScore").isVisible()
    window.compare("red", "green")
    assert window.chosen() == []
    window.key(K.Key_1)
    window.voted("voteLeft")
    window.score("Sora 0 – 1 Veo" if services[left] == "Sora" else "Sora 1 – 0 Veo")
    window.key(K.Key_Escape)
    window.compare("drawn", "quick")
    window.qtbot.waitUntil(lambda: window.chosen() != [])


def test_a_vote_can_be_given_without_knowing_whose_is_which(window: Window) -> None:
    pane = window.compare("drawn", "quick")

    def told() -> set[str]:
        labels = [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]
        return set(labels) & {"Sora", "Veo", "Prompt of drawn", "Prompt of quick"}

    everything = {"Sora", "Veo", "Prompt of drawn", "Prompt of quick"}
    assert told() == everything
    assert "Sora" in window.stage.accessibleName()
    window.key(K.Key_H)
    assert told() == set()
    assert "Sora" not in window.stage.accessibleName()
    window.key(K.Key_1)
    window.voted("voteLeft")
    assert told() == everything  # now it can be told
    window.key(K.Key_1)
    window.voted()
    assert told() == set()
    # Chance has them change places sooner or later, and it stays so for the next two.
    sides: set[tuple[str, ...]] = set()
    while len(sides) < 2:
        window.click("compareHide")
        window.click("compareHide")
        sides.add(tuple(pane.clip_ids))
    window.key(K.Key_Escape)
    window.compare("drawn", "quick")
    assert told() == set()
    window.click("compareHide")
    assert told() == everything


def test_it_speaks_turkish_as_soon_as_that_is_chosen(
    window: Window, language: LanguageSwitch
) -> None:
    window.compare("drawn", "quick")
    window.key(K.Key_1)
    window.voted("voteLeft")
    language.use(Language.TURKISH)
    button = window.part(QPushButton, "voteNeither")
    window.qtbot.waitUntil(lambda: button.text() == "İkisi de değil")
    assert window.part(QLabel, "compareScore").text().endswith(" · 1 karşılaştırma")
    window.voted("voteLeft")
