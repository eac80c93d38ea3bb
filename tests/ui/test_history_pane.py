"""Looking through the history: grid, search, filter, and what a clip offers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.clips import Clip, ClipOrder
from app.domain.errors import ErrorCode, KadrajError
from app.domain.filmstrips import COLUMNS, ROWS
from app.ui.models.clips_model import ClipRole
from app.ui.panes.clip_grid import ClipGrid
from app.ui.panes.history import HistoryPane
from app.ui.theme.tokens import DARK
from tests.ui.port import NOW, PortBridge, a_clip

Part = TypeVar("Part", bound=QWidget)

PROMPTS = ("Fog over Cappadocia", "Jellyfish, slow", "Coffee poured", "")


def some_clips(number: int = 12) -> list[Clip]:
    """Every third one is in the cloud."""
    return [
        a_clip(
            f"c{i}",
            prompt=PROMPTS[i % 4],
            created_at=NOW - timedelta(hours=i),
            duration_seconds=6.0,
            file=None if i % 3 == 2 else Path(f"/library/c{i}.mp4"),
        )
        for i in range(number)
    ]


class History:
    """A pane on the screen, used as a person would."""

    def __init__(self, qtbot: QtBot, port: PortBridge, service: str | None = "sora") -> None:
        self.qtbot = qtbot
        self.port = port
        self.suffix = service or "library"
        self.pane = HistoryPane(port.as_bridge(), service)
        self.opened: list[Clip] = []
        self.pane.opened.connect(self.opened.append)
        qtbot.addWidget(self.pane)
        self.pane.resize(780, 500)
        self.pane.show()
        with qtbot.waitActive(self.pane):
            self.pane.activateWindow()
        qtbot.waitUntil(lambda: self.grid.model().rowCount() > 0 or not port.clips)
        self.settle()

    def settle(self) -> None:
        """Until every cell on the screen knows its clip."""
        model, port = self.grid.model(), self.port
        self.qtbot.waitUntil(
            lambda: self.search.placeholderText() not in {"", "Search 0 video(s)"} or not port.clips
        )
        self.qtbot.waitUntil(lambda: model.rowCount() > 0 or not self.grid.isVisible())
        self.qtbot.waitUntil(
            lambda: all(
                model.index(row, 0).data(ClipRole.CLIP) for row in range(min(12, model.rowCount()))
            )
        )
        self.grid.executeDelayedItemsLayout()

    @property
    def grid(self) -> ClipGrid:
        return self.part(ClipGrid, "historyGrid")

    @property
    def search(self) -> QLineEdit:
        return self.part(QLineEdit, "historySearch")

    def button(self, name: str) -> QAbstractButton:
        return self.part(QAbstractButton, name)

    def part(self, kind: type[Part], name: str) -> Part:
        found = self.pane.findChild(kind, f"{name}_{self.suffix}")
        assert found is not None
        return found

    def cell(self, row: int) -> QPoint:
        """The middle of a cell, in the grid's viewport."""
        return self.grid.visualRect(self.grid.model().index(row, 0)).center()

    def download_button(self, row: int) -> QPoint:
        """The corner where a cell's download button is."""
        rect = self.grid.visualRect(self.grid.model().index(row, 0))
        return rect.topRight() + QPoint(-28, 28)

    def click(self, place: QPoint) -> None:
        QTest.mouseClick(
            self.grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
        )

    def texts(self) -> list[str]:
        labels = self.pane.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

    def buttons(self) -> list[QPushButton]:
        return [b for b in self.pane.findChildren(QPushButton) if b.isVisible()]

    def shown(self) -> list[str]:
        model = self.grid.model()
        return [model.index(row, 0).data(ClipRole.CLIP).id for row in range(model.rowCount())]


@pytest.fixture
def history(qtbot: QtBot) -> History:
    return History(qtbot, PortBridge(clips=some_clips()))


@pytest.mark.parametrize(("width", "columns"), [(500, 2), (780, 4), (1100, 5)])
def test_columns_are_even_and_fill_the_width(history: History, width: int, columns: int) -> None:
    history.pane.resize(width, 500)
    history.grid.executeDelayedItemsLayout()
    model = history.grid.model()
    cells = [history.grid.visualRect(model.index(row, 0)) for row in range(model.rowCount())]
    first_row = [cell for cell in cells if cell.top() == cells[0].top()]
    assert len(first_row) == columns
    assert len({cell.size().toTuple() for cell in cells}) == 1
    assert first_row[-1].right() > history.grid.viewport().width() - columns - 10


def test_columns_stay_when_the_scroll_bar_comes(qtbot: QtBot) -> None:
    few, many = (History(qtbot, PortBridge(clips=some_clips(n))) for n in (4, 40))
    first, other = (h.grid.visualRect(h.grid.model().index(3, 0)) for h in (few, many))
    assert first == other


def test_search_looks_while_one_types(history: History) -> None:
    QTest.keyClicks(history.search, "Jelly")
    history.qtbot.waitUntil(lambda: history.grid.model().rowCount() == 3)
    history.settle()
    assert history.shown() == ["c1", "c5", "c9"]
    searches = [call[1].text for call in history.port.calls if call[0] == "find_clips"]
    assert searches == ["", "Jelly"], "not once for every letter"


def test_nothing_found_says_so_and_offers_the_way_back(history: History) -> None:
    QTest.keyClicks(history.search, "walrus")
    history.qtbot.waitUntil(lambda: "Nothing matches “walrus”." in history.texts())
    way_back = next(b for b in history.pane.findChildren(QPushButton) if b.text() == "Clear search")
    way_back.click()
    history.qtbot.waitUntil(lambda: history.grid.isVisible())
    assert history.search.text() == ""
    assert history.grid.model().rowCount() == 12


def test_an_empty_history_leads_to_the_composer(qtbot: QtBot) -> None:
    history = History(qtbot, PortBridge())
    qtbot.waitUntil(lambda: "No videos yet. Drop a picture or write a prompt." in history.texts())
    with qtbot.waitSignal(history.pane.compose_requested):
        next(
            b for b in history.pane.findChildren(QPushButton) if b.text() == "Make a video"
        ).click()


def test_without_a_service_an_empty_history_leads_to_the_videos_one_has(qtbot: QtBot) -> None:
    bridge = PortBridge()
    history = History(qtbot, bridge)
    bridge.hold()
    line = "No videos yet. Sign in, or import those you have."
    qtbot.waitUntil(lambda: line in history.texts())
    words = "Import a folder of videos…"
    next(b for b in history.pane.findChildren(QPushButton) if b.text() == words).click()
    dialog = history.pane.findChild(QFileDialog, "importDialog")
    assert dialog is not None
    dialog.reject()


def test_not_downloaded_ones_are_counted_filtered_and_downloaded(history: History) -> None:
    chip = history.button("historyNotDownloaded")
    assert chip.text() == "Not downloaded 4"
    assert not history.button("historyDownloadAll").isVisible()
    chip.click()
    history.qtbot.waitUntil(lambda: history.grid.model().rowCount() == 4)
    history.button("historyDownloadAll").click()
    assert ("download_many", ("c2", "c5", "c8", "c11")) in history.port.calls
    history.port.put_clip(replace(history.port.clips["c2"], file=Path("/library/c2.mp4")))
    history.qtbot.waitUntil(lambda: chip.text() == "Not downloaded 3")
    history.qtbot.waitUntil(lambda: history.grid.model().rowCount() == 3)


def test_the_oldest_can_come_first(history: History) -> None:
    sort = history.button("historySort")
    assert isinstance(sort, QToolButton)
    next(a for a in sort.menu().actions() if a.data() == ClipOrder.OLDEST).trigger()
    assert sort.text() == "Oldest first"
    history.qtbot.waitUntil(
        lambda: history.grid.model().index(0, 0).data(ClipRole.CLIP).id == "c11"
    )


def test_a_click_opens(history: History) -> None:
    history.click(history.cell(1))
    assert [clip.id for clip in history.opened] == ["c1"]


def test_the_keyboard_walks_opens_and_copies(history: History) -> None:
    history.grid.setFocus()
    history.grid.choose("c0")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(history.grid, key)
    assert [clip.id for clip in history.opened] == ["c5"]
    history.grid.choose("c4")
    QTest.keyClick(history.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    history.qtbot.waitUntil(lambda: "1 file(s) copied" in history.texts())
    urls = QGuiApplication.clipboard().mimeData().urls()
    assert urls == [QUrl.fromLocalFile("/library/c4.mp4")]


def test_the_button_over_a_cloud_clip_downloads_and_does_not_open(history: History) -> None:
    history.click(history.download_button(2))
    assert ("download", "c2") in history.port.calls
    assert history.opened == []
    history.click(history.download_button(1))
    assert [clip.id for clip in history.opened] == ["c1"], "a clip that is here has no such button"
    assert len([call for call in history.port.calls if call[0] == "download"]) == 1


def test_a_download_is_seen_at_once_wherever_it_was_begun(history: History) -> None:
    waiting = picture_of(history, 2)
    history.port.download("c2")  # as the stage does
    assert picture_of(history, 2) != waiting
    history.click(history.download_button(2))
    assert len([call for call in history.port.calls if call[0] == "download"]) == 1
    assert [clip.id for clip in history.opened] == ["c2"], "the button is gone"


def test_a_double_click_opens_what_is_in_the_cloud(history: History) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    history.click(history.cell(2))
    QTest.mouseDClick(history.grid.viewport(), left, none, history.cell(2))
    assert {clip.id for clip in history.opened} == {"c2"}
    assert not [call for call in history.port.calls if call[0] == "download"]


def test_the_library_says_whose_a_clip_is(qtbot: QtBot) -> None:
    port = PortBridge(clips=[a_clip("v", "veo", prompt="Fog")])
    library, veo = History(qtbot, port, None), History(qtbot, port, "veo")
    assert DARK.service("veo").upper() in colours(picture_of(library, 0))
    assert DARK.service("veo").upper() not in colours(picture_of(veo, 0))
    spoken = [
        pane.grid.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for pane in (library, veo)
    ]
    assert spoken == ["Fog. Veo", "Fog"]


@pytest.mark.parametrize("width", [320, 432, 660, 700, 1000])
def test_the_search_takes_the_room_there_is(history: History, width: int) -> None:
    history.pane.resize(width, 500)
    QGuiApplication.processEvents()
    search = history.search.geometry()
    chips = history.button("historyNotDownloaded")
    beside = chips.mapTo(history.pane, QPoint()).y() < search.bottom()
    assert beside == (width >= 680)
    assert history.button("historyMore").geometry().right() <= width - 16
    if not beside:
        following = history.button("historyFilter").geometry()
        assert following.left() - search.right() - 1 == 8 or search.width() == 420


def test_a_press_that_leaves_the_button_does_nothing(history: History) -> None:
    view, left = history.grid.viewport(), Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view, left, none, history.download_button(2))
    QTest.mouseRelease(view, left, none, history.cell(2))
    assert history.opened == []
    assert not [call for call in history.port.calls if call[0] == "download"]


def test_f5_reads_the_histories_of_the_services_with_a_key(qtbot: QtBot) -> None:
    port = PortBridge(clips=some_clips(), services=("veo",))
    library, sora = History(qtbot, port, None), History(qtbot, port, "sora")
    library.pane.activateWindow()
    qtbot.waitUntil(library.pane.isActiveWindow)
    QTest.keyClick(library.grid, Qt.Key.Key_F5)
    assert [call for call in port.calls if call[0] == "refresh_history"] == [
        ("refresh_history", "veo")
    ]
    assert not sora.button("historyRefresh").isEnabled()
    port.services = ("sora", "veo")
    port.signed_in.emit(port.services)
    assert sora.button("historyRefresh").isEnabled()


def test_the_place_and_the_choice_stay_when_clips_come(qtbot: QtBot) -> None:
    history = History(qtbot, PortBridge(clips=some_clips(80)))
    history.grid.choose("c40")
    bar = history.grid.verticalScrollBar()
    assert bar.value() > 0
    before = history.cell(40)
    for number in range(4):
        history.port.put_clip(a_clip(f"new{number}", created_at=NOW + timedelta(hours=number + 1)))
    qtbot.waitUntil(lambda: history.grid.model().rowCount() == 84)
    assert history.grid.currentIndex().row() == 44
    assert history.cell(44) == before, "one row more above, and nothing has moved"


def test_what_takes_the_place_of_one_thrown_away_is_seen_whole(qtbot: QtBot) -> None:
    history = History(qtbot, PortBridge(clips=some_clips(80)))
    grid = history.grid

    def whole() -> bool:
        return grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()))

    history.grid.choose("c40")
    bar = grid.verticalScrollBar()
    bar.setValue(bar.value() - 60)  # one half of it is below the edge
    history.click(grid.visualRect(grid.currentIndex()).topLeft() + QPoint(40, 20))
    assert not whole()
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: grid.model().rowCount() == 79 and whole())
    bar.setValue(0)
    QTest.keyClick(grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: grid.selected_ids == ["c40"] and whole())


def test_what_a_clip_offers(history: History) -> None:
    def offered(clip: Clip) -> dict[str, bool]:
        menu = history.pane.menu_for(clip)
        return {a.text(): a.isEnabled() for a in menu.actions() if not a.isSeparator()}

    names = "Stars", "Favourite", "Tags…", "Details", "Export files…", "Move to the recycle bin"
    marks = dict.fromkeys(names, True)
    here, cloud = history.port.clips["c0"], history.port.clips["c11"]
    assert offered(here) == {
        "Open": True,
        "Open with another program": True,
        "Show in folder": True,
        "Copy file": True,
        "Copy prompt": True,
        "Use again": True,
        "Export as GIF, WebP, MP4…": True,
        "Continue from its last frame": True,
        **marks,
    }
    assert offered(cloud) == {
        "Open": True,
        "Download": True,
        "Copy file": False,
        "Copy prompt": False,
        "Use again": False,
        "Export as GIF, WebP, MP4…": False,
        "Continue from its last frame": False,
        **marks,
    }


def test_use_again_hands_the_clip_on(history: History) -> None:
    clip = history.port.clips["c0"]
    menu: QMenu = history.pane.menu_for(clip)
    with history.qtbot.waitSignal(history.pane.use_again) as used:
        next(a for a in menu.actions() if a.text() == "Use again").trigger()
    assert used.args == [clip]


def picture_of(history: History, row: int) -> QImage:
    cell = history.grid.visualRect(history.grid.model().index(row, 0))
    return history.grid.viewport().grab(cell).toImage()


def colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
    }


def test_a_thumbnail_is_shown_and_an_upright_one_whole(qtbot: QtBot, tmp_path: Path) -> None:
    clips = []
    for name, (width, height), ratio in (
        ("lying", (320, 180), "16:9"),
        ("upright", (180, 320), "9:16"),
    ):
        still = QImage(width, height, QImage.Format.Format_RGB32)
        still.fill(QColor("#00A0FF"))
        still.save(str(tmp_path / f"{name}.png"))
        clips.append(
            a_clip(name, aspect_ratio=ratio, thumbnail=tmp_path / f"{name}.png", created_at=NOW)
        )
    history = History(qtbot, PortBridge(clips=clips))
    blue = QColor("#00A0FF")
    middle = QPoint(90, 40)
    qtbot.waitUntil(
        lambda: all(picture_of(history, row).pixelColor(middle) == blue for row in (0, 1))
    )
    beside = QPoint(20, 60)
    assert picture_of(history, 0).pixelColor(beside) == blue
    assert picture_of(history, 1).pixelColor(beside) == QColor(DARK.stage)


@pytest.mark.parametrize(
    ("happen", "colour"),
    [
        (lambda port: port.download_progressed.emit("c2", 50, 100), DARK.good),
        (
            lambda port: port.download_failed.emit(
                "c2", KadrajError(ErrorCode.DOWNLOAD_FAILED, status=404)
            ),
            DARK.bad,
        ),
        (
            lambda port: port.download_failed.emit(
                "c2", KadrajError(ErrorCode.DOWNLOAD_FAILED, status=503)
            ),
            DARK.warn,
        ),
        (
            lambda port: port.download_failed.emit(
                "c2", KadrajError(ErrorCode.DISK_FULL, folder="/films")
            ),
            DARK.warn,
        ),
    ],
    ids=["progress", "error", "tried again", "pause"],
)
def test_a_cell_shows_its_download(
    history: History, happen: Callable[[PortBridge], None], colour: str
) -> None:
    assert colour not in colours(picture_of(history, 2))
    happen(history.port)
    assert colour in colours(picture_of(history, 2))
    assert colour not in colours(picture_of(history, 5))


def test_the_chosen_clip_has_a_ring(history: History) -> None:
    assert DARK.accent not in colours(picture_of(history, 1))
    history.grid.choose("c1")
    assert DARK.accent in colours(picture_of(history, 1))


def test_texts_are_set_anew_with_the_language(history: History) -> None:
    history.button("historyAll").setText("")
    QGuiApplication.sendEvent(history.pane, QEvent(QEvent.Type.LanguageChange))
    assert history.button("historyAll").text() == "All"


def test_the_mouse_runs_through_the_video(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = QImage(40 * COLUMNS, 24 * ROWS, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#2040FF"))
    painter = QPainter(sheet)
    painter.fillRect(0, 24 * (ROWS // 2), sheet.width(), sheet.height(), QColor("#FF4020"))
    painter.end()
    sheet.save(str(tmp_path / "strip.png"))
    port = PortBridge(clips=some_clips(4))
    port.filmstrips = {"c0": tmp_path / "strip.png"}
    history = History(qtbot, port)
    view, cell = history.grid.viewport(), history.grid.visualRect(history.grid.model().index(0, 0))
    early, late = (cell.topLeft() + QPoint(cell.width() * n // 5, 40) for n in (1, 4))
    beside = QPoint(cell.width() // 2, 60)
    QTest.mouseMove(view, early)
    qtbot.waitUntil(lambda: picture_of(history, 0).pixelColor(beside) == QColor("#2040FF"))
    QTest.mouseMove(view, late)
    qtbot.waitUntil(lambda: picture_of(history, 0).pixelColor(beside) == QColor("#FF4020"))
    QTest.mouseMove(view, history.cell(2))
    qtbot.waitUntil(lambda: picture_of(history, 0).pixelColor(beside) != QColor("#FF4020"))
    asked = [call[1] for call in port.calls if call[0] == "filmstrip"]
    assert asked == ["c0"], "what is only in the cloud has no filmstrip"
