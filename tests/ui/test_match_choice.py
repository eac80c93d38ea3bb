"""The choice among videos that may be an uncertain job's, by mouse and by keys."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.jobs import JobState
from app.domain.reconciling import Search
from app.ui.dialogs.match_choice import MatchChoice
from app.ui.models.queue_model import QueueModel
from app.ui.models.queue_rows import Action
from app.ui.panes.queue import QueuePane
from app.ui.panes.queue_view import QueueView
from app.ui.thumbnails import ThumbnailLoader
from app.ui.widgets.notice import Notice
from tests.ui.port import PortBridge, a_clip, a_job

S = JobState


class Choosing:
    """A queue with an uncertain job and two videos that may be its, and somebody who chooses."""

    def __init__(self, folder: Path, loader: ThumbnailLoader) -> None:
        still = folder / "still.png"
        image = QImage(96, 54, QImage.Format.Format_RGB32)
        image.fill(QColor(200, 30, 30))
        assert image.save(str(still))
        self.still = still
        self.now = now = datetime.now(UTC)
        self.clips = (
            a_clip("c1", prompt="", created_at=now, thumbnail=still, duration_seconds=6.0),
            a_clip("c2", prompt="Somebody’s words", created_at=now, aspect_ratio=""),
        )
        self.port = PortBridge(
            jobs=[a_job("a", S.UNCERTAIN, created_at=now, submitted_at=now, prompt="Night market")]
        )
        self.pane = QueuePane(self.port.as_bridge(), loader)
        self.opened: list[str] = []
        self.pane.opened.connect(self.opened.append)

    @property
    def dialog(self) -> MatchChoice:
        dialog = self.pane.findChild(MatchChoice)
        assert dialog is not None
        return dialog

    @property
    def list(self) -> QListWidget:
        found = self.dialog.findChild(QListWidget, "matchList")
        assert found is not None
        return found

    def button(self, name: str) -> QPushButton:
        button = self.dialog.findChild(QPushButton, name)
        assert button is not None
        return button

    def click(self, name: str) -> None:
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def click_row(self, row: int) -> None:
        spot = self.list.visualItemRect(self.list.item(row)).center()
        QTest.mouseClick(self.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    @property
    def said(self) -> str:
        notice = self.pane.findChild(Notice, "queueOutcome")
        assert notice is not None
        return notice.text


@pytest.fixture
def choosing(tmp_path: Path, qtbot: QtBot) -> Iterator[Choosing]:
    """The dialog is up: a check of the job found two videos."""
    loader = ThumbnailLoader()
    choosing = Choosing(tmp_path, loader)
    qtbot.addWidget(choosing.pane)
    choosing.pane.resize(312, 600)
    choosing.pane.show()
    view = choosing.pane.findChild(QueueView)
    assert view is not None
    model = view.model()
    assert isinstance(model, QueueModel)
    qtbot.waitUntil(lambda: model.index_of("a").isValid())
    choosing.port.searches["a"] = Search(candidates=choosing.clips)
    view.setCurrentIndex(model.index_of("a"))
    offers = [offer.action for offer in model.menu_offers(view.currentIndex())]
    assert offers[:3] == [Action.CHOOSE, Action.MARK_LOST, Action.SEND_AGAIN]
    assert Action.CHECK_NOW in offers
    view.acted.emit("a", Action.CHECK_NOW)
    qtbot.waitUntil(choosing.dialog.isVisible)
    yield choosing
    loader.close()


def test_the_videos_are_told_apart(choosing: Choosing, qtbot: QtBot) -> None:
    first, second = (choosing.list.item(row).text().splitlines() for row in range(2))
    assert first[0] == f"Today {choosing.now.astimezone():%H:%M:%S}"
    assert first[1] == "16:9 · 0:06 · remote-c1"
    assert second[0] == "Somebody’s words"
    assert second[2] == "remote-c2"

    def red() -> bool:
        still = choosing.list.item(0).icon().pixmap(96, 54).toImage()
        return still.pixelColor(still.rect().center()) == QColor(200, 30, 30)

    qtbot.waitUntil(red)
    assert not choosing.button("matchTakeButton").isEnabled()


def test_one_is_chosen_by_mouse(choosing: Choosing, qtbot: QtBot) -> None:
    choosing.click_row(1)
    choosing.click("matchWatchButton")
    assert ("watch", "c2") in choosing.port.calls
    assert choosing.opened == []
    choosing.click("matchTakeButton")
    assert ("take_as", "a", "remote-c2") in choosing.port.calls
    assert not choosing.dialog.isVisible()
    qtbot.waitUntil(lambda: choosing.said == "Taken as this job’s; Kadraj follows it.")


def test_one_is_chosen_by_keys(choosing: Choosing, qtbot: QtBot) -> None:
    choosing.dialog.activateWindow()
    qtbot.waitUntil(choosing.list.hasFocus)
    QTest.keyClick(choosing.list, Qt.Key.Key_Down)
    QTest.keyClick(choosing.list, Qt.Key.Key_Return)
    assert ("take_as", "a", "remote-c1") in choosing.port.calls


def test_none_of_these(choosing: Choosing, qtbot: QtBot) -> None:
    choosing.click("matchNoneButton")
    assert ("refuse_matches", "a", ("remote-c1", "remote-c2")) in choosing.port.calls
    assert not choosing.dialog.isVisible()
    assert choosing.said == "Kadraj looks on for it and offers these no more."


def test_none_of_these_is_taken_back_at_once_or_from_the_menu(
    choosing: Choosing, qtbot: QtBot
) -> None:
    view = choosing.pane.findChild(QueueView)
    model = view.model() if view is not None else None
    assert view is not None
    assert isinstance(model, QueueModel)
    search = Search(candidates=choosing.clips)
    for from_menu in (False, True):
        choosing.click("matchNoneButton")
        choosing.port.searches["a"] = search
        if from_menu:
            offers = model.menu_offers(model.index_of("a"))
            assert "Offer refused videos again" in [offer.text for offer in offers]
            view.acted.emit("a", Action.OFFER_AGAIN)
        else:
            notice = choosing.pane.findChild(Notice, "queueOutcome")
            button = notice.findChild(QPushButton) if notice is not None else None
            assert button is not None
            assert button.text() == "Undo"
            button.click()
        assert ("offer_matches_again", "a") in choosing.port.calls
        choosing.port.calls.remove(("offer_matches_again", "a"))
        qtbot.waitUntil(choosing.dialog.isVisible)
        assert choosing.list.count() == 2


def test_cancel_leaves_everything_as_it_is(choosing: Choosing) -> None:
    before = list(choosing.port.calls)
    QTest.keyClick(choosing.dialog, Qt.Key.Key_Escape)
    assert not choosing.dialog.isVisible()
    assert choosing.port.calls == before


def test_what_is_marked_stays_marked_while_more_videos_come(choosing: Choosing) -> None:
    choosing.click_row(1)
    third = a_clip("c3", prompt="", created_at=choosing.now)
    search = Search(candidates=(third, *choosing.clips))
    choosing.port.uncertain_searched.emit("another", Search())
    choosing.port.uncertain_searched.emit("a", search)
    assert choosing.list.count() == 3
    assert choosing.list.currentRow() == 2
    choosing.port.uncertain_searched.emit("a", Search())
    assert not choosing.dialog.isVisible()


def test_it_closes_when_the_job_is_uncertain_no_longer(choosing: Choosing) -> None:
    choosing.port.change("a", queue_position=3)
    assert choosing.dialog.isVisible()
    choosing.port.change("a", state=S.LOST)
    assert not choosing.dialog.isVisible()


def test_a_video_that_became_anothers_is_not_taken(choosing: Choosing, qtbot: QtBot) -> None:
    choosing.click_row(0)
    choosing.port.jobs["a"] = a_job("a", S.LOST)
    choosing.click("matchTakeButton")
    qtbot.waitUntil(lambda: choosing.said == "This video is another job’s by now.")
