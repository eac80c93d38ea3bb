"""Continuing, joining and exporting, from the menu of clips and from the stage."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PIL import Image
from PySide6.QtCore import QModelIndex, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.clips import MediaInfo
from app.domain.errors import ErrorCode, KadrajError
from app.domain.films import FilmFormat, FilmShape
from app.domain.requests import Continuation, GenerationRequest
from app.domain.settings import Language
from app.ui.language import LanguageSwitch
from app.ui.panes.composer import ComposerPane
from app.ui.panes.history import HistoryPane
from app.ui.panes.preview import PreviewPane
from tests.ui.films import BLUE, GREEN, RED, film
from tests.ui.port import NOW, PortBridge, a_clip, a_picture

# What Qt's player says about the machine it runs on.
pytestmark = pytest.mark.qt_log_ignore(
    "Couldn't (load|resolve)", "Could not open media", "No RHI backend", "Pulse", extend=True
)

W = TypeVar("W", bound=QWidget)
INI = QSettings.Format.IniFormat
MEDIA = MediaInfo(6.0, 1280, 720, 1_000, "h264", "aac")


def named(parent: QWidget, kind: type[W], name: str) -> W:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


class Shelf:
    """A grid with three clips on this computer and one in the cloud."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.port = PortBridge()
        file = folder / "a.mp4"
        file.touch()
        for number in range(4):
            self.port.clips[f"c{number}"] = a_clip(
                f"c{number}",
                prompt=f"{number} balon",
                created_at=NOW + timedelta(minutes=number),
                file=file if number < 3 else None,
                media=MEDIA if number < 3 else None,
                parents=("c0",) if number == 1 else (),
            )
        self.pane = HistoryPane(self.port.as_bridge(), None)
        qtbot.addWidget(self.pane)
        self.pane.resize(800, 600)
        self.pane.show()
        qtbot.waitUntil(lambda: self.pane.model.rowCount() == 4)

    def menu(self, *clip_ids: str) -> QMenu:
        """The menu of these clips, selected."""
        selection = self.pane.grid.selectionModel()
        selection.clear()
        for clip_id in clip_ids:
            row = self.pane.model.row_of(clip_id)
            assert row is not None
            selection.select(
                self.pane.model.index(row, 0, QModelIndex()),
                selection.SelectionFlag.Select,
            )
        menu = self.pane.menu_for(self.port.clips[clip_ids[0]])
        self.qtbot.addWidget(menu)
        return menu

    def choose(self, text: str, *clip_ids: str) -> None:
        """Takes an entry of the menu."""
        menu = self.menu(*clip_ids)
        (action,) = [action for action in menu.actions() if action.text() == text]
        assert action.isEnabled()
        action.trigger()

    def dialog(self, name: str) -> QDialog:
        def there() -> list[QDialog]:
            tops = QApplication.topLevelWidgets()
            found = [w for w in tops if isinstance(w, QDialog) and w.objectName() == name]
            return [dialog for dialog in found if dialog.isVisible()]

        self.qtbot.waitUntil(lambda: len(there()) == 1)
        return there()[0]

    def said(self) -> str:
        notice = named(self.pane, QWidget, "historyNotice_library")
        return " ".join(label.text() for label in notice.findChildren(QLabel))


@pytest.fixture
def shelf(qtbot: QtBot, tmp_path: Path, language: LanguageSwitch) -> Shelf:
    return Shelf(qtbot, tmp_path)


def shown(dialog: QDialog) -> list[str]:
    rows = named(dialog, QListWidget, "joinList")
    return [rows.item(row).text().splitlines()[0] for row in range(rows.count())]


# -- Joined ------------------------------------------------------------------------------------


def test_videos_are_joined_in_the_order_that_was_given(shelf: Shelf) -> None:
    shelf.choose("Join…", "c2", "c0", "c1")
    dialog = shelf.dialog("joinClips")
    assert shown(dialog) == ["1. 0 balon", "2. 1 balon", "3. 2 balon"]
    assert "3 videos · 0:18" in [label.text() for label in dialog.findChildren(QLabel)]
    rows = named(dialog, QListWidget, "joinList")
    rows.setFocus()
    rows.setCurrentRow(2)
    QTest.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert shown(dialog) == ["1. 0 balon", "2. 2 balon", "3. 1 balon"]
    named(dialog, QAbstractButton, "joinUp").click()
    assert shown(dialog) == ["1. 2 balon", "2. 0 balon", "3. 1 balon"]
    assert not named(dialog, QAbstractButton, "joinUp").isEnabled()
    QTest.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    named(dialog, QAbstractButton, "joinDown").click()
    # As a drag leaves it: the model moves the row itself.
    assert rows.model().moveRow(QModelIndex(), 2, QModelIndex(), 0)
    assert shown(dialog) == ["1. 1 balon", "2. 0 balon", "3. 2 balon"]
    named(dialog, QAbstractButton, "joinButton").click()
    shelf.qtbot.waitUntil(lambda: ("join", ("c1", "c0", "c2"), False) in shelf.port.calls)
    shelf.qtbot.waitUntil(lambda: "Joined to one video" in shelf.said())
    opened: list[object] = []
    shelf.pane.opened.connect(opened.append)
    notice = named(shelf.pane, QWidget, "historyNotice_library")
    (button,) = [b for b in notice.findChildren(QAbstractButton) if b.text() == "Open"]
    button.click()
    assert [getattr(clip, "id", "") for clip in opened] == ["joined"]


def test_what_comes_after_a_continuation_may_stay(shelf: Shelf) -> None:
    shelf.choose("Join…", "c0", "c1")
    dialog = shelf.dialog("joinClips")
    how = named(dialog, QLabel, "joinHow")
    said = "48 frames · 1 shown once instead of twice · {} encoded anew · 1280×720"
    shelf.qtbot.waitUntil(lambda: how.text() == said.format("7 of them"))
    cut = named(dialog, QCheckBox, "joinCut")
    assert cut.isVisible()
    cut.click()
    shelf.qtbot.waitUntil(lambda: how.text() == "48 frames · kept as they are · 1280×720")
    shelf.port.encoded = 48
    cut.click()
    shelf.qtbot.waitUntil(lambda: how.text() == said.format("").replace("  ", " "))
    cut.click()
    named(dialog, QAbstractButton, "joinButton").click()
    shelf.qtbot.waitUntil(lambda: ("join", ("c0", "c1"), True) in shelf.port.calls)


def test_a_join_tells_of_its_size_and_of_bars(shelf: Shelf) -> None:
    shelf.port.clips["c2"] = replace(shelf.port.clips["c2"], aspect_ratio="9:16")
    shelf.choose("Join…", "c0", "c2")
    how = named(shelf.dialog("joinClips"), QLabel, "joinHow")
    shelf.qtbot.waitUntil(lambda: how.text().endswith("1280×720 · black bars beside 1 video"))


def test_one_alone_or_one_in_the_cloud_cannot_be_joined(shelf: Shelf) -> None:
    shelf.choose("Join…", "c0", "c2", "c3")
    dialog = shelf.dialog("joinClips")
    join = named(dialog, QAbstractButton, "joinButton")
    assert not named(dialog, QCheckBox, "joinCut").isVisible()
    assert not join.isEnabled()
    assert any("only in the cloud" in label.text() for label in dialog.findChildren(QLabel))
    rows = named(dialog, QListWidget, "joinList")
    rows.setCurrentRow(2)
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert join.isEnabled()
    rows.setCurrentRow(0)
    out = named(dialog, QAbstractButton, "joinOut")
    out.click()
    assert not join.isEnabled()
    assert not out.isEnabled()
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert shown(dialog) == ["1. 2 balon"]
    named(dialog, QAbstractButton, "joinCancel").click()
    assert not [call for call in shelf.port.calls if call[0] == "join"]


def test_a_join_that_fails_says_why(shelf: Shelf) -> None:
    for call in ("join", "plan_join"):
        shelf.port.errors[call] = KadrajError(ErrorCode.CLIP_UNREADABLE, name="a.mp4")
    shelf.choose("Join…", "c0", "c2")
    how = named(shelf.dialog("joinClips"), QLabel, "joinHow")
    shelf.qtbot.waitUntil(lambda: "a.mp4" in how.text())
    named(shelf.dialog("joinClips"), QAbstractButton, "joinButton").click()
    shelf.qtbot.waitUntil(lambda: "a.mp4" in shelf.said())


def test_the_dialogs_speak_turkish(shelf: Shelf, language: LanguageSwitch) -> None:
    shelf.choose("Join…", "c0", "c1")
    joining = shelf.dialog("joinClips")
    language.use(Language.TURKISH)
    shelf.qtbot.waitUntil(lambda: joining.windowTitle() == "Videoları birleştir")
    assert "2 video · 0:12" in [label.text() for label in joining.findChildren(QLabel)]
    joining.reject()
    shelf.choose("GIF, WebP, MP4 olarak kaydet…", "c0")
    exporting = shelf.dialog("exportFilm")
    assert named(exporting, QDoubleSpinBox, "filmEnd").text() == "6,00 sn"
    language.use(Language.ENGLISH)
    shelf.qtbot.waitUntil(lambda: exporting.windowTitle() == "Export as")
    exporting.reject()


# -- Exported ----------------------------------------------------------------------------------


def test_a_video_is_written_as_it_was_chosen(shelf: Shelf, tmp_path: Path) -> None:
    shelf.choose("Export as GIF, WebP, MP4…", "c0")
    dialog = shelf.dialog("exportFilm")
    about = named(dialog, QLabel, "filmAbout")
    shelf.qtbot.waitUntil(lambda: about.text() == "About 2.9 MB")
    usual = FilmShape(FilmFormat.GIF, side=480)
    assert shelf.port.calls[-1] == ("estimate_film", "c0", usual)
    segments = named(dialog, QWidget, "filmForm").findChildren(QAbstractButton)
    (mp4,) = [segment for segment in segments if segment.text() == "MP4"]
    mp4.click()
    side = named(dialog, QComboBox, "filmSide")
    assert side.currentText() == "As it is"
    side.setCurrentText("640 px")
    named(dialog, QComboBox, "filmSpeed").setCurrentText("0.5×")
    named(dialog, QDoubleSpinBox, "filmBegin").setValue(1.0)
    end = named(dialog, QDoubleSpinBox, "filmEnd")
    end.setValue(0.5)
    save = named(dialog, QAbstractButton, "filmSave")
    assert not save.isEnabled()
    assert about.text() == "The end must come after the begin."
    end.setValue(4.0)
    shelf.qtbot.waitUntil(lambda: about.text() == "About 2.9 MB")
    save.click()
    files = named(dialog, QFileDialog, "exportFilmFile")
    assert Path(files.selectedFiles()[0]).suffix == ".mp4"
    files.fileSelected.emit(str(tmp_path / "balon.MP4"))
    shape = FilmShape(FilmFormat.MP4, 640, 1.0, 4.0, 0.5)
    asked = ("export_film", "c0", tmp_path / "balon.MP4", shape)
    shelf.qtbot.waitUntil(lambda: asked in shelf.port.calls)
    shelf.qtbot.waitUntil(lambda: "balon.MP4 is written" in shelf.said())


def test_a_name_gets_its_ending_and_trouble_is_told(shelf: Shelf, tmp_path: Path) -> None:
    shelf.port.errors["estimate_film"] = KadrajError(ErrorCode.CLIP_UNREADABLE, name="x.mp4")
    shelf.port.errors["export_film"] = KadrajError(ErrorCode.FILM_FAILED, reason="odd")
    shelf.choose("Export as GIF, WebP, MP4…", "c0")
    dialog = shelf.dialog("exportFilm")
    about = named(dialog, QLabel, "filmAbout")
    shelf.qtbot.waitUntil(lambda: "x.mp4" in about.text())
    named(dialog, QAbstractButton, "filmSave").click()
    files = named(dialog, QFileDialog, "exportFilmFile")
    files.fileSelected.emit(str(tmp_path / "balon"))
    files.close()
    shelf.qtbot.waitUntil(lambda: "odd" in shelf.said())
    assert shelf.port.calls[-1][2] == tmp_path / "balon.gif"


# -- Continued ---------------------------------------------------------------------------------


def test_a_clip_is_continued_from_the_menu(shelf: Shelf) -> None:
    asked: list[GenerationRequest] = []
    shelf.pane.use_again.connect(asked.append)
    shelf.choose("Continue from its last frame", "c1")
    shelf.qtbot.waitUntil(lambda: len(asked) == 1)
    assert shelf.port.calls[-1] == ("continue_from", "c1", None)
    assert asked[0].continues == Continuation("c1", 0.0)
    away = {action.text(): action for action in shelf.menu("c3").actions()}
    assert not away["Continue from its last frame"].isEnabled()
    assert not away["Export as GIF, WebP, MP4…"].isEnabled()
    shelf.port.errors["continue_from"] = KadrajError(ErrorCode.NOT_A_VIDEO, name="a.mp4")
    shelf.choose("Continue from its last frame", "c1")
    shelf.qtbot.waitUntil(lambda: bool(shelf.said()))


@pytest.fixture
def stage(
    qtbot: QtBot, tmp_path: Path, language: LanguageSwitch
) -> Iterator[tuple[PreviewPane, PortBridge]]:
    """A second of red, one of green, one of blue, on the stage."""
    port = PortBridge()
    reel = film(tmp_path / "reel.mp4", (RED, GREEN, BLUE))
    port.clips["c1"] = a_clip("c1", file=reel)
    pane = PreviewPane(port.as_bridge())
    qtbot.addWidget(pane)
    pane.resize(900, 600)
    pane.show()
    pane.show_clip(port.clips["c1"])
    yield pane, port
    pane.shut()


def test_the_frame_on_show_is_continued(
    stage: tuple[PreviewPane, PortBridge], qtbot: QtBot
) -> None:
    pane, port = stage
    player = pane.area.player
    qtbot.waitUntil(lambda: player.position > 0)
    player.pause()
    player.seek(1_450)
    qtbot.waitUntil(
        lambda: (
            (frame := pane.area.surface.frame) is not None
            and frame.startTime() <= 1_450_000 < frame.endTime()
        )
    )
    asked: list[GenerationRequest] = []
    pane.use_again.connect(asked.append)
    button = named(pane, QAbstractButton, "continueHere")
    button.click()
    qtbot.waitUntil(lambda: len(asked) == 1)
    name, clip_id, seconds = port.calls[-1]
    assert (name, clip_id) == ("continue_from", "c1")
    assert seconds == pytest.approx(1.4, abs=0.01)
    # Watched to its end, it is the last good frame: the clip may have faded.
    player.play()
    qtbot.waitUntil(lambda: not player.playing and player.position > 2_500)
    button.click()
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert port.calls[-1] == ("continue_from", "c1", None)
    port.errors["continue_from"] = KadrajError(ErrorCode.CLIP_NOT_HERE, name="Balon")
    button.click()
    notice = named(pane, QWidget, "previewNotice")
    qtbot.waitUntil(lambda: any("Balon" in label.text() for label in notice.findChildren(QLabel)))


def test_a_composer_remembers_where_its_picture_was_taken_from(
    qtbot: QtBot, tmp_path: Path
) -> None:
    port = PortBridge()
    for name in ("still", "other"):
        Image.new("RGB", (64, 36), "red").save(tmp_path / f"{name}.png")
    still = a_picture(tmp_path / "still.png", 64, 36)
    pane = ComposerPane(port.as_bridge(), "sora", QSettings(str(tmp_path / "s.ini"), INI))
    qtbot.addWidget(pane)
    pane.show()
    place = Continuation("c1", 2.5)
    pane.use_again(GenerationRequest("sora", "Balon", "16:9", picture=still, continues=place))
    generate = named(pane, QAbstractButton, "generateButton_sora")

    def asked() -> list[GenerationRequest]:
        return [call[1] for call in port.calls if call[0] == "generate"]

    qtbot.waitUntil(lambda: pane._picture is not None and pane._picture.picture is not None)
    generate.click()
    qtbot.waitUntil(lambda: len(asked()) == 1)
    assert asked()[0].continues == place
    pane.take_pictures([tmp_path / "other.png"])
    qtbot.waitUntil(
        lambda: (
            pane._picture is not None
            and pane._picture.picture is not None
            and pane._picture.picture.path.name == "other.png"
        )
    )
    QTest.keyClick(pane, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(asked()) == 2)
    assert asked()[1].continues is None
