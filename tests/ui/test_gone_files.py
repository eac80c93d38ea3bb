"""A video that neither this computer nor a service has: told everywhere, and dealt with."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.domain.clips import IMPORTED, MediaInfo
from app.domain.settings import Language
from app.ui.language import LanguageSwitch
from app.ui.panes.history import HistoryPane
from tests.ui.port import NOW, a_clip
from tests.ui.test_culling import Window

GONE = "Its file is gone from this computer, and the video is not at any service."
MEDIA = MediaInfo(3.0, 640, 360, 400_000, "h264", None)

pytestmark = pytest.mark.qt_log_ignore(
    "Couldn't (load|resolve)", "Could not open media", "No RHI backend", "Pulse", extend=True
)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    window = Window(qtbot, tmp_path)
    yield window
    window.frame.close()


def library(window: Window) -> HistoryPane:
    return window.part(HistoryPane, "historyPane_library")


def lose(window: Window, file: Path | None = None) -> None:
    """An imported video whose file is gone is the newest, and on the stage."""
    window.port.put_clip(
        a_clip(
            "mine",
            IMPORTED,
            prompt="Mine",
            created_at=NOW + timedelta(hours=1),
            remote_id="sha",
            file=file,
            media=MEDIA,
        )
    )
    window.window.show_tab("library")
    window.qtbot.waitUntil(lambda: library(window).model.rowCount() == 6)
    library(window).grid.setFocus()
    library(window).choose("mine")
    window.qtbot.waitUntil(lambda: library(window).grid.current_clip is not None)
    window.key(Qt.Key.Key_Return)
    window.shows("mine")


def test_it_is_told_alike_on_stage_card_and_in_the_details(window: Window) -> None:
    lose(window)
    window.qtbot.waitUntil(lambda: GONE in window.texts())
    assert ("watch", "mine") not in window.port.calls, "no service is asked for it"
    window.key(Qt.Key.Key_I)
    told = "Gone from this computer; not at any service"
    window.qtbot.waitUntil(lambda: told in window.details.texts)
    assert "Came here" in window.details.texts
    grid = library(window).grid
    cell = grid.visualRect(grid.model().index(0, 0))
    QTest.mouseClick(
        grid.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        cell.topRight() + QPoint(-28, 28),
    )
    assert window.part(QAbstractButton, "downloadClip").isHidden()
    menu = library(window).menu_for(window.port.clips["mine"])
    texts = [action.text() for action in menu.actions()]
    assert "Download" not in texts
    assert "Choose file…" in texts
    assert not [call for call in window.port.calls if call[0].startswith("download")]


def test_its_file_is_chosen_where_it_is_now(window: Window, tmp_path: Path) -> None:
    lose(window)
    window.click("stageAction")
    dialog = window.frame.findChild(QFileDialog, "findFileDialog")
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "reel.mp4"))
    dialog.close()
    assert ("import_folder", tmp_path / "reel.mp4") in window.port.calls
    said = "This is another video; it was imported as one of its own."
    window.qtbot.waitUntil(lambda: said in window.texts())


def test_it_is_removed(window: Window) -> None:
    lose(window)
    window.click("secondStageAction")
    window.qtbot.waitUntil(lambda: library(window).model.rowCount() == 5)
    assert "1 video(s) moved to the recycle bin" in window.texts()


def test_what_goes_while_the_window_is_open_is_noticed_by_all(
    window: Window, tmp_path: Path
) -> None:
    file = tmp_path / "mine.mp4"
    lose(window, file)
    window.qtbot.waitUntil(lambda: GONE in window.texts())
    # The library would not say otherwise now.
    clip = window.port.clips["mine"]
    window.port.clips["mine"] = replace(clip, file=None)
    window.key(Qt.Key.Key_Return)
    window.qtbot.waitUntil(
        lambda: (card := library(window).grid.current_clip) is not None and card.file is None
    )
    assert GONE in window.texts()


@pytest.mark.parametrize(
    ("tongue", "said"),
    [
        (Language.ENGLISH, "This file cannot be played: it is damaged or no video."),
        (Language.TURKISH, "Bu dosya oynatılamıyor: bozuk ya da video değil."),
    ],
)
def test_what_cannot_be_played_is_told_in_our_words(
    window: Window, tmp_path: Path, tongue: Language, said: str, language: LanguageSwitch
) -> None:
    language.use(tongue)
    odd = tmp_path / "odd.mp4"
    odd.write_bytes(b"no video at all" * 100)
    lose(window, odd)
    window.qtbot.waitUntil(lambda: said in window.texts())
    label = next(label for label in window.window.findChildren(QLabel) if label.text() == said)
    assert label.toolTip(), "who looks closer reads the player's own reason"
