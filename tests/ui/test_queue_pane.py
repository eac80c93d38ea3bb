"""The queue as a user meets it: by mouse, by keyboard, by menu, in words."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QContextMenuEvent, QDesktopServices, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import Failure, Job, JobState
from app.domain.reconciling import Evidence, Search
from app.domain.settings import Language
from app.ui.delegates.job_layout import Fonts, JobLayout, lay_out_job
from app.ui.language import LanguageSwitch
from app.ui.models.queue_model import QueueModel, Role
from app.ui.models.queue_rows import Action, JobRow
from app.ui.panes.queue import QueuePane
from app.ui.panes.queue_view import QueueView
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import HALF, ON_STAGE
from app.ui.thumbnails import ThumbnailLoader
from app.ui.widgets.notice import Notice
from tests.ui.port import NOW, PortBridge, a_clip, a_job, a_picture, a_request, clock_from_now

S = JobState
LEFT = Qt.MouseButton.LeftButton


class Seen:
    """The pane with eyes and hands: where things are on the screen, and what happened."""

    def __init__(self, pane: QueuePane, port: PortBridge) -> None:
        self.pane = pane
        self.port = port
        view = pane.findChild(QueueView)
        assert view is not None
        self.view = view
        model = view.model()
        assert isinstance(model, QueueModel)
        self.model = model
        self.opened: list[str] = []
        self.chosen: list[Job | None] = []
        pane.opened.connect(self.opened.append)
        pane.job_selected.connect(self.chosen.append)

    def row(self, job_id: str) -> JobRow:
        row = self.model.index_of(job_id).data(Role.ROW)
        assert isinstance(row, JobRow)
        return row

    def layout(self, job_id: str) -> JobLayout:
        rect = self.view.visualRect(self.model.index_of(job_id))
        fonts = Fonts.of(self.view.font())
        return lay_out_job(self.row(job_id), rect.topLeft(), self.view.width(), fonts)

    def buttons(self, job_id: str) -> list[str]:
        return [button.offer.text for button in self.layout(job_id).buttons]

    def spot(self, job_id: str, text: str) -> QPoint:
        """The middle of a row's button; of its prompt with empty text."""
        for button in self.layout(job_id).buttons:
            if button.offer.text == text:
                return button.rect.center()
        assert not text, f"no button {text} on {job_id}"
        return self.layout(job_id).prompt.center()

    def click(self, job_id: str, text: str = "") -> None:
        QTest.mouseClick(self.view.viewport(), LEFT, pos=self.spot(job_id, text))

    def press(self, job_id: str, key: Qt.Key) -> None:
        self.view.setCurrentIndex(self.model.index_of(job_id))
        QTest.keyClick(self.view, key)

    def colour(self, place: QPoint) -> QColor:
        image = self.view.viewport().grab().toImage()
        return image.pixelColor(place * image.devicePixelRatio())

    def shows(self, place: QPoint, colour: QColor) -> bool:
        return self.colour(place) == colour

    def notice(self, name: str) -> Notice:
        notice = self.pane.findChild(Notice, name)
        assert notice is not None
        return notice


@pytest.fixture
def open_pane(qtbot: QtBot) -> Iterator[Callable[[PortBridge], Seen]]:
    """Shows a pane over a port, filled."""
    loaders: list[ThumbnailLoader] = []

    def show(port: PortBridge, width: int = 312) -> Seen:
        loader = ThumbnailLoader()
        loaders.append(loader)
        pane = QueuePane(port.as_bridge(), loader, now=clock_from_now())
        qtbot.addWidget(pane)
        pane.resize(width, 800)
        pane.show()
        seen = Seen(pane, port)
        with qtbot.waitSignal(seen.model.modelReset):
            pass
        qtbot.wait(0)  # the list lays its rows out when it is its turn
        return seen

    yield show
    for loader in loaders:
        loader.close()


def test_an_uncertain_job_is_checked_and_the_outcome_stands_in_the_pane(
    open_pane: Callable[[PortBridge], Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.UNCERTAIN)]))
    assert seen.buttons("a") == ["Check now", "Mark lost", "Send again"]
    seen.click("a", "Check now")
    assert seen.buttons("a")[0] == "Checking…"
    seen.click("a", "Checking…")
    outcome = seen.notice("queueOutcome")
    qtbot.waitUntil(outcome.isVisible)
    assert outcome.text == (
        "Not found at Sora yet. A video shows there when it is finished; "
        "Kadraj looks again by itself."
    )
    assert seen.port.calls == [("check_now", "a")], "a check under way is not begun again"
    seen.port.searches["a"] = Search(found=True)
    seen.click("a", "Check now")
    qtbot.waitUntil(lambda: outcome.text == "Found at Sora; Kadraj follows it.")
    assert seen.row("a").job.state is S.QUEUED


@pytest.mark.parametrize(
    ("evidence", "row", "outcome"),
    [
        (Evidence.NOT_TAKEN, "Uncertain: probably not taken", "no more than your own"),
        (Evidence.TAKEN, "Uncertain: probably taken, not in the history yet", "one more video"),
        (Evidence.UNKNOWN, "Uncertain: connection lost while sending", "when it is finished"),
    ],
)
def test_what_the_figures_say_stands_in_the_row_and_in_the_outcome(
    open_pane: Callable[[PortBridge], Seen],
    qtbot: QtBot,
    evidence: Evidence,
    row: str,
    outcome: str,
) -> None:
    port = PortBridge(jobs=[a_job("a", S.UNCERTAIN)])
    port.searches["a"] = Search(evidence=evidence)
    seen = open_pane(port)
    seen.press("a", Qt.Key.Key_Return)
    qtbot.waitUntil(seen.notice("queueOutcome").isVisible)
    assert outcome in seen.notice("queueOutcome").text
    assert seen.row("a").state == row


def test_all_three_answers_are_reached_by_the_arrow_keys(
    open_pane: Callable[[PortBridge], Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.UNCERTAIN), a_job("b", S.PROCESSING)]))
    seen.pane.activateWindow()
    seen.view.setFocus()
    seen.press("a", Qt.Key.Key_Right)
    corner = seen.layout("a").buttons[0].rect.topLeft() + QPoint(10, 0)
    calm = seen.colour(corner)
    seen.press("a", Qt.Key.Key_Left)  # round to the last
    assert seen.colour(corner) != calm
    seen.press("a", Qt.Key.Key_Return)
    assert "second video of your quota" in seen.row("a").question
    qtbot.wait(0)
    seen.press("a", Qt.Key.Key_Right)
    seen.press("a", Qt.Key.Key_Right)
    seen.press("a", Qt.Key.Key_Return)  # Cancel
    assert not seen.row("a").question
    assert seen.port.calls == []
    seen.press("a", Qt.Key.Key_Right)
    seen.press("a", Qt.Key.Key_Right)
    seen.view.setCurrentIndex(seen.model.index_of("b"))
    seen.press("b", Qt.Key.Key_Right)  # a row without buttons
    seen.press("a", Qt.Key.Key_Right)
    seen.press("a", Qt.Key.Key_Right)
    seen.press("a", Qt.Key.Key_Return)
    assert seen.port.calls == [("mark_lost", "a")]


@pytest.mark.parametrize("width", [280, 312, 360])
def test_the_three_answers_stand_in_one_line(open_pane: Callable[..., Seen], width: int) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.UNCERTAIN)]), width)
    layout = seen.layout("a")
    assert len({button.rect.top() for button in layout.buttons}) == 1
    assert layout.buttons[0].rect.left() == layout.picture.left(), "at every width"
    assert layout.buttons[-1].rect.right() <= layout.prompt.right()
    assert not any(button.rect.intersects(layout.picture) for button in layout.buttons)


def test_after_an_hour_of_silence_a_row_says_so(
    open_pane: Callable[[PortBridge], Seen],
) -> None:
    began = NOW - timedelta(minutes=61)
    port = PortBridge(jobs=[a_job("a", S.PROCESSING, started_at=began)])
    port.usual_times["sora"] = (120.0, 180.0)
    seen = open_pane(port)
    assert (seen.row("a").tone, seen.row("a").bar is None) == ("dim", False)
    port.long_silent.add("a")
    assert seen.row("a").state.endswith(" · taking unusually long")
    assert (seen.row("a").tone, seen.row("a").bar) == ("warn", None)


def test_a_job_without_quota_says_when_the_service_is_asked_again(
    open_pane: Callable[[PortBridge], Seen],
) -> None:
    without = Failure(ErrorCode.QUOTA_EXHAUSTED, {"service": "sora"})
    port = PortBridge(jobs=[a_job("a", failure=without)])
    seen = open_pane(port)
    assert seen.row("a").state == "No videos left today on Sora; goes by itself when there are"
    port.next_readings["sora"] = NOW + timedelta(minutes=4)
    told: list[int] = []
    seen.model.dataChanged.connect(lambda first, _last, _roles: told.append(first.row()))
    port.history_merged.emit("sora", 3, False)
    assert told == [seen.model.index_of("a").row()]
    time = port.next_readings["sora"].astimezone().strftime("%H:%M")
    assert f"asks again at {time}" in seen.row("a").state


def test_a_check_that_fails_says_why(open_pane: Callable[[PortBridge], Seen], qtbot: QtBot) -> None:
    port = PortBridge(jobs=[a_job("a", S.UNCERTAIN)])
    port.errors["check_now"] = KadrajError(ErrorCode.UNREACHABLE, service="sora", reason="x")
    seen = open_pane(port)
    seen.press("a", Qt.Key.Key_Return)
    qtbot.waitUntil(seen.notice("queueOutcome").isVisible)
    assert seen.notice("queueOutcome").text == "Sora cannot be reached. Check your network."
    assert "Check now" in seen.buttons("a")


def test_sending_an_uncertain_job_again_is_asked_in_its_row(
    open_pane: Callable[[PortBridge], Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.UNCERTAIN)]))
    seen.click("a", "Send again")
    assert "second video of your quota" in seen.row("a").question
    assert seen.layout("a").question_lines
    qtbot.wait(0)
    seen.click("a", "Cancel")
    assert seen.port.calls == []
    assert not seen.row("a").question
    qtbot.wait(0)
    seen.click("a", "Send again")
    qtbot.wait(0)
    seen.click("a", "Send again")
    assert seen.port.calls == [("send_again", "a")]
    qtbot.waitUntil(lambda: seen.row("a").job.state is S.WAITING)


def test_marking_a_job_lost(open_pane: Callable[[PortBridge], Seen], qtbot: QtBot) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.UNCERTAIN)]))
    seen.click("a", "Mark lost")
    qtbot.waitUntil(lambda: seen.row("a").state == "Marked as lost")


def _says(notice: Notice, words: str) -> bool:
    return notice.text == words


def undo(seen: Seen) -> None:
    button = seen.notice("queueOutcome").findChild(QPushButton)
    assert button is not None
    assert button.text() == "Undo"
    button.click()


def test_marking_a_job_lost_is_taken_back(
    open_pane: Callable[[PortBridge], Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.UNCERTAIN)]))
    seen.click("a", "Mark lost")
    qtbot.waitUntil(lambda: seen.buttons("a") == ["Check again", "Send again"])
    assert seen.notice("queueOutcome").text == "Marked as lost."
    undo(seen)
    qtbot.waitUntil(lambda: seen.row("a").job.state is S.UNCERTAIN)
    assert not seen.notice("queueOutcome").isVisible()
    seen.click("a", "Mark lost")
    qtbot.waitUntil(lambda: seen.row("a").job.state is S.LOST)
    seen.click("a", "Check again")
    qtbot.waitUntil(lambda: seen.row("a").job.state is S.UNCERTAIN)


def test_what_was_found_is_given_back_at_once_or_from_the_menu(
    open_pane: Callable[[PortBridge], Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.UNCERTAIN)]))
    seen.port.searches["a"] = Search(found=True)
    for from_menu in (False, True):
        seen.click("a", "Check now")
        qtbot.waitUntil(lambda: seen.row("a").job.state is S.QUEUED)
        if from_menu:
            menu = seen.view.menu_for(seen.model.index_of("a"))
            entry = next(e for e in menu.actions() if e.text() == "This is not my video")
            entry.trigger()
        else:
            undo(seen)
        outcome = seen.notice("queueOutcome")
        qtbot.waitUntil(lambda: seen.row("a").job.state is S.UNCERTAIN)
        qtbot.waitUntil(partial(_says, outcome, "Given back. Kadraj looks on for yours."))
    menu = seen.view.menu_for(seen.model.index_of("a"))
    assert "This is not my video" not in menu_texts(menu)


def test_a_failed_job_is_tried_again_or_removed(
    open_pane: Callable[[PortBridge], Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.FAILED), a_job("b", S.FAILED)]))
    assert seen.row("a").tone == "bad"
    seen.click("a", "Try again")
    seen.click("b", "Remove")
    assert seen.port.calls == [("send_again", "a"), ("remove_job", "b")]
    qtbot.waitUntil(lambda: not seen.model.index_of("b").isValid())


def test_a_press_that_is_let_go_elsewhere_does_nothing(
    open_pane: Callable[[PortBridge], Seen],
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.FAILED)]))
    viewport = seen.view.viewport()
    QTest.mousePress(viewport, LEFT, pos=seen.spot("a", "Remove"))
    QTest.mouseRelease(viewport, LEFT, pos=seen.spot("a", "Try again"))
    assert seen.port.calls == []


def point_at(view: QueueView, spot: QPoint) -> None:
    """Moves the pointer in this very window, whatever other tests have left beside it."""
    window = view.window()
    QTest.mouseMove(window.windowHandle(), view.viewport().mapTo(window, spot))


def test_a_button_answers_the_pointer(
    open_pane: Callable[[PortBridge], Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.FAILED)]))
    viewport = seen.view.viewport()
    edge = seen.layout("a").buttons[0].rect
    corner = QPoint(edge.left() + 4, edge.center().y())
    calm = seen.colour(corner)
    point_at(seen.view, edge.center())
    qtbot.waitUntil(lambda: seen.colour(corner) != calm)
    QApplication.sendEvent(viewport, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: seen.colour(corner) == calm)


def test_a_finished_job_is_opened_by_a_click_anywhere_and_by_enter(
    open_pane: Callable[[PortBridge], Seen],
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.READY, clip_id="c"), a_job("b", S.PROCESSING)]))
    seen.click("a")
    seen.press("a", Qt.Key.Key_Return)
    assert seen.opened == ["c", "c"]
    seen.click("b")
    assert seen.opened == ["c", "c"], "there is nothing to open yet"
    last = seen.chosen[-1]
    assert last is not None
    assert last.id == "b"


def test_a_video_that_is_not_here_is_downloaded(
    open_pane: Callable[[PortBridge], Seen],
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.COMPLETED, clip_id="c")]))
    seen.click("a", "Download")
    assert ("download", "c") in seen.port.calls
    assert seen.opened == []
    assert seen.row("a").state == "Waiting to download"


def test_removing_what_was_sent_says_that_the_service_goes_on(
    open_pane: Callable[[PortBridge], Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.QUEUED, service="veo"), a_job("b")]))
    assert menu_texts(seen.view.menu_for(seen.model.index_of("a")))[-1] == "Stop following"
    seen.press("a", Qt.Key.Key_Delete)
    outcome = seen.notice("queueOutcome")
    qtbot.waitUntil(lambda: "Veo goes on making it" in outcome.text)
    assert not seen.model.index_of("a").isValid()
    undo(seen)
    qtbot.waitUntil(lambda: seen.model.index_of("a").isValid())
    seen.press("b", Qt.Key.Key_Delete)
    qtbot.waitUntil(partial(_says, outcome, "Removed from the queue."))
    QTest.keyClick(seen.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: seen.model.index_of("b").isValid())
    removed = [("remove_job", "a"), ("bring_back", "a"), ("remove_job", "b"), ("bring_back", "b")]
    assert seen.port.calls == removed


ALWAYS = ("Duplicate", "Copy prompt", "Timeline…")


def menu_texts(menu: QMenu) -> list[str]:
    return [entry.text() for entry in menu.actions() if not entry.isSeparator()]


@pytest.mark.parametrize(
    ("state", "texts"),
    [
        (S.UNCERTAIN, ["Check now", "Mark lost", "Send again", *ALWAYS]),
        (S.FAILED, ["Try again", "Edit…", *ALWAYS, "Remove"]),
        (S.COMPLETED, ["Open", "Download", *ALWAYS, "Remove"]),
        (S.READY, ["Open", *ALWAYS, "Remove"]),
        (S.LOST, ["Check again", "Send again", *ALWAYS, "Remove"]),
        (S.SUBMITTING, [*ALWAYS]),
        (S.QUEUED, [*ALWAYS, "Stop following"]),
        (
            S.WAITING,
            ["Edit…", "Duplicate", "Move up", "Move down", "Send first", *ALWAYS[1:], "Remove"],
        ),
    ],
)
def test_the_menu_has_everything(
    open_pane: Callable[[PortBridge], Seen], state: JobState, texts: list[str]
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", state)]))
    menu = seen.view.menu_for(seen.model.index_of("a"))
    assert menu_texts(menu) == texts
    keys = {entry.text(): entry.shortcut().toString() for entry in menu.actions()}
    assert keys.get("Edit…", "") == ("Enter" if state is S.WAITING else "")


@pytest.mark.qt_log_ignore("This plugin does not support")  # what menus ask of a real screen
def test_the_menu_opens_by_mouse_and_by_key_and_acts(
    open_pane: Callable[[PortBridge], Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.LOST, prompt="Tea harvest")]))
    place = seen.spot("a", "")
    seen.view.setCurrentIndex(seen.model.index_of("a"))
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        event = QContextMenuEvent(reason, place, seen.view.viewport().mapToGlobal(place))
        QApplication.sendEvent(seen.view.viewport(), event)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        entries = {entry.text(): entry for entry in menu.actions()}
        entries["Copy prompt"].trigger()
        assert QGuiApplication.clipboard().text() == "Tea harvest"
        assert seen.notice("queueOutcome").text == "Prompt copied"
        QGuiApplication.clipboard().clear()
        menu.close()
    seen.view.menu_for(seen.model.index_of("a")).actions()[1].trigger()
    assert seen.row("a").question, "what was lost may have been taken: it is asked first"


def test_a_video_in_the_recycle_bin_says_so_and_is_put_back_from_its_row(
    open_pane: Callable[[PortBridge], Seen], qtbot: QtBot
) -> None:
    clips = [a_clip("c"), a_clip("d", trashed_at=NOW)]
    jobs = [a_job("a", S.READY, clip_id="c"), a_job("b", S.COMPLETED, clip_id="d")]
    seen = open_pane(PortBridge(jobs=jobs, clips=clips))
    qtbot.waitUntil(lambda: seen.buttons("b") == ["Put back"])
    assert (seen.row("a").state, seen.row("b").state) == ("Ready", "In the recycle bin")
    seen.port.trash(["c"], lambda _gone: None)
    qtbot.waitUntil(lambda: seen.row("a").state == "In the recycle bin")
    seen.port.errors["untrash"] = KadrajError(ErrorCode.NO_RECYCLE_BIN)
    seen.click("a", "Put back")
    outcome = seen.notice("queueOutcome")
    qtbot.waitUntil(outcome.isVisible)
    assert seen.buttons("a") == ["Put back"]
    del seen.port.errors["untrash"]
    seen.click("a", "Put back")
    qtbot.waitUntil(lambda: seen.row("a").state == "Ready")
    qtbot.waitUntil(lambda: outcome.text == "The video is out of the recycle bin.")
    assert seen.buttons("a") == []


def test_the_keyboard_comes_in_at_the_first_job_and_skips_group_lines(
    open_pane: Callable[[PortBridge], Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.PROCESSING), a_job("b")]))
    seen.pane.activateWindow()
    seen.view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: seen.view.currentIndex() == seen.model.index_of("a"))
    QTest.keyClick(seen.view, Qt.Key.Key_Down)
    assert seen.view.currentIndex() == seen.model.index_of("b")
    QTest.keyClick(seen.view, Qt.Key.Key_Home)
    assert seen.view.currentIndex() == seen.model.index_of("a")


def test_the_queue_is_paused_and_goes_on(open_pane: Callable[[PortBridge], Seen]) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a"), a_job("b"), a_job("c", S.READY)]))
    button = seen.pane.findChild(QPushButton, "pauseButton")
    assert button is not None
    count = seen.pane.findChild(QLabel, "queueCount")
    assert count is not None
    assert count.text() == "2"
    button.click()
    assert (button.text(), seen.row("a").state) == ("Resume", "Paused")
    button.click()
    assert (button.text(), seen.row("a").state) == ("Pause", "Next to be sent")


def test_a_service_in_trouble_has_a_notice_of_its_own_until_it_works(
    open_pane: Callable[[PortBridge], Seen],
) -> None:
    seen = open_pane(PortBridge())
    for service in ("sora", "veo", "veo"):
        error = KadrajError(ErrorCode.TIMED_OUT, service=service)
        seen.port.service_troubled.emit(service, error)
    shown = [notice.text for notice in seen.pane.findChildren(Notice) if notice.isVisible()]
    assert sorted(text.split()[0] for text in shown) == ["Sora", "Veo"]
    seen.port.service_troubled.emit("veo", None)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shown = [notice.text for notice in seen.pane.findChildren(Notice) if notice.isVisible()]
    assert len(shown) == 1
    seen.port.service_troubled.emit("sora", None)
    box = seen.pane.findChild(QWidget, "queueNotices")
    assert box is not None
    assert not box.isVisible()


def test_a_refused_key_is_changed_from_its_row_and_from_its_notice(
    open_pane: Callable[[PortBridge], Seen],
) -> None:
    refused = Failure(ErrorCode.KEY_REFUSED, {"service": "sora"})
    seen = open_pane(PortBridge(jobs=[a_job("a", S.FAILED, failure=refused)]))
    asked: list[None] = []
    seen.pane.keys_requested.connect(lambda: asked.append(None))
    assert seen.buttons("a") == ["Change key…", "Try again", "Remove"]
    seen.click("a", "Change key…")
    seen.press("a", Qt.Key.Key_Return)
    assert len(asked) == 2
    error = KadrajError(ErrorCode.KEY_REFUSED, service="sora")
    seen.port.service_troubled.emit("sora", error)
    notice = seen.notice("queueTrouble_sora")
    assert notice.text.startswith("Sora: The service refused this key.")
    button = notice.findChild(QPushButton)
    assert button is not None
    assert button.text() == "Change key…"
    button.click()
    assert len(asked) == 3


def test_what_only_a_browser_plays_is_opened_there(
    open_pane: Callable[[PortBridge], Seen], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "https://player.example/v/1"
    only = Failure(ErrorCode.ONLY_IN_BROWSER, {"url": page})
    seen = open_pane(PortBridge(jobs=[a_job("a", S.COMPLETED, failure=only, clip_id="c")]))
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toString())
        return len(opened) == 1

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    assert seen.buttons("a") == ["Open in browser", "Remove"]
    seen.click("a", "Open in browser")
    assert opened == [page]
    seen.press("a", Qt.Key.Key_Return)
    assert seen.notice("queueOutcome").text == "No browser could be opened."


def test_notices_never_move_the_rows(open_pane: Callable[[PortBridge], Seen]) -> None:
    jobs = [a_job(f"j{n}", S.UNCERTAIN) for n in range(12)]
    seen = open_pane(PortBridge(jobs=jobs))

    def places() -> list[int]:
        QApplication.processEvents()
        view = seen.view
        tops = [view.visualRect(seen.model.index_of(job.id)).top() for job in jobs]
        return [view.viewport().mapTo(seen.pane, QPoint(0, top)).y() for top in tops]

    before = places()
    seen.port.service_troubled.emit("sora", KadrajError(ErrorCode.TIMED_OUT, service="sora"))
    assert places() == before
    menu = seen.view.menu_for(seen.model.index_of("j3"))
    next(entry for entry in menu.actions() if entry.text() == "Copy prompt").trigger()
    assert seen.notice("queueOutcome").isVisible()
    assert places() == before
    seen.port.service_troubled.emit("sora", None)
    assert places() == before


def test_escape_answers_no_wherever_the_keyboard_is(
    open_pane: Callable[[PortBridge], Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.UNCERTAIN), a_job("b", S.UNCERTAIN)]))
    seen.pane.activateWindow()
    qtbot.waitUntil(seen.pane.isActiveWindow)
    seen.click("a", "Send again")
    assert seen.row("a").question
    seen.view.setCurrentIndex(seen.model.index_of("b"))
    pause = seen.pane.findChild(QPushButton, "pauseButton")
    assert pause is not None
    pause.setFocus()
    QTest.keyClick(pause, Qt.Key.Key_Escape)
    assert not seen.row("a").question
    assert not [call for call in seen.port.calls if call[0] == "send_again"]


def test_an_empty_queue_says_what_comes_here(open_pane: Callable[[PortBridge], Seen]) -> None:
    seen = open_pane(PortBridge())
    assert not seen.view.isVisible()
    texts = [label.text() for label in seen.pane.findChildren(QLabel) if label.isVisible()]
    assert "Nothing in the queue. What you generate shows up here." in texts
    seen.port.put(a_job("a"))
    assert seen.view.isVisible()


def test_the_strip_counts_and_opens_the_queue_again(
    open_pane: Callable[[PortBridge], Seen],
) -> None:
    seen = open_pane(
        PortBridge(
            jobs=[
                a_job("a", S.UNCERTAIN),
                a_job("b"),
                a_job("c"),
                a_job("d", S.READY),
                a_job("e", S.LOST),
                a_job("f", S.PROCESSING, failure=Failure(ErrorCode.DISK_FULL, {"folder": "/"})),
            ]
        )
    )
    told: list[bool] = []
    seen.pane.collapsed_changed.connect(told.append)
    seen.pane.set_collapsed(True)
    seen.pane.set_collapsed(True)
    assert seen.pane.width() == 48
    counts = {
        button.accessibleName(): button.text()
        for button in seen.pane.findChildren(QToolButton)
        if button.isVisible() and button.text()
    }
    assert counts == {
        "1 job(s) need you": "1",
        "1 job(s) paused": "1",
        "2 job(s) waiting": "2",
        "1 job(s) done today": "1",
        "1 job(s) marked as lost": "1",
    }
    waiting = seen.pane.findChild(QToolButton, "queueCount_waiting")
    assert waiting is not None
    waiting.click()
    assert seen.pane.minimumWidth() == 280
    assert told == [True, False]


@pytest.mark.parametrize("width", [280, 360])
def test_no_word_leaves_its_place(open_pane: Callable[..., Seen], width: int) -> None:
    seen = open_pane(
        PortBridge(
            jobs=[
                a_job(
                    "a",
                    S.FAILED,
                    request=a_request("Uzun bir istem " * 20),
                    failure=Failure(
                        ErrorCode.SERVICE_FAILED,
                        {"service": "sora", "detail": "çokuzunbirsözcük" * 20},
                    ),
                ),
                a_job("b", S.UNCERTAIN),
            ]
        ),
        width,
    )
    for job_id in ("a", "b"):
        layout = seen.layout(job_id)
        metrics = seen.view.fontMetrics()
        assert len(layout.state_lines) <= 5
        right = layout.prompt.right()
        assert right <= seen.view.viewport().width()
        assert all(button.rect.right() <= right for button in layout.buttons)
        assert all(
            layout.state.x() + metrics.horizontalAdvance(line) * 12 / 13 <= right + 4
            for line in layout.state_lines
        )
        assert layout.height == seen.view.visualRect(seen.model.index_of(job_id)).height()


REASON = "The prompt names a living person. Leave the name out and describe what is seen instead."


def failed_with(detail: str, job_id: str = "a") -> Job:
    failure = Failure(ErrorCode.SERVICE_FAILED, {"service": "sora", "detail": detail})
    return a_job(job_id, S.FAILED, failure=failure)


def test_a_reason_is_read_whole_in_its_row_and_a_long_one_in_the_tooltip(
    open_pane: Callable[[PortBridge], Seen],
) -> None:
    seen = open_pane(PortBridge(jobs=[failed_with(REASON), failed_with(REASON * 5, "b")]))
    assert REASON in " ".join(seen.layout("a").state_lines)
    assert seen.layout("b").state_lines[-1].endswith("…")
    tip = seen.model.index_of("b").data(Qt.ItemDataRole.ToolTipRole)
    assert REASON * 5 in tip


def test_rows_stand_close_together_at_every_width(
    open_pane: Callable[..., Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[failed_with(REASON), a_job("b", S.READY)]), 600)

    def header_below() -> int:
        index = seen.model.index_of("a")
        return seen.view.visualRect(index.siblingAtRow(index.row() + 1)).top()

    wide = header_below()
    for width in (280, 600):
        seen.pane.resize(width, seen.pane.height())
        qtbot.waitUntil(
            lambda: header_below() == seen.view.visualRect(seen.model.index_of("a")).bottom() + 1
        )
        assert (header_below() > wide) == (width == 280)


def test_a_question_makes_its_row_higher(
    open_pane: Callable[[PortBridge], Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.QUEUED)]))
    index = seen.model.index_of("a")
    before = seen.view.visualRect(index).height()
    seen.model.ask("a", Action.REMOVE)
    qtbot.waitUntil(lambda: seen.view.visualRect(index).height() > before)


def test_a_row_shows_the_videos_frame(
    open_pane: Callable[[PortBridge], Seen], qtbot: QtBot, tmp_path: Path
) -> None:
    frame = tmp_path / "frame.png"
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 30, 30))
    assert image.save(str(frame))
    picture = a_picture(frame)
    seen = open_pane(
        PortBridge(
            jobs=[
                a_job("a", S.READY, clip_id="c"),
                a_job("b", S.QUEUED, request=a_request(picture=picture)),
            ],
            clips=[a_clip("c", thumbnail=frame)],
        )
    )
    for job_id in ("a", "b"):
        middle = seen.layout(job_id).picture.center()
        qtbot.waitUntil(partial(seen.shows, middle, QColor(200, 30, 30)))


def test_a_button_that_slides_under_the_pointer_is_not_clicked(
    open_pane: Callable[[PortBridge], Seen], qtbot: QtBot
) -> None:
    failure = Failure(ErrorCode.SERVICE_FAILED, {})
    jobs = [a_job(name, S.FAILED, failure=failure) for name in ("a", "b")]
    seen = open_pane(PortBridge(jobs=jobs))
    first, second = (seen.model.index(row).data(Role.JOB_ID) for row in (1, 2))
    spot = seen.spot(first, "Remove")
    point_at(seen.view, spot)
    qtbot.waitUntil(lambda: seen.view._beneath == first)
    seen.port.job_removed.emit(first)
    QTest.mouseClick(seen.view.viewport(), LEFT, pos=spot)
    assert seen.spot(second, "Remove") == spot
    assert seen.port.calls == []
    # Whoever has moved has seen it.
    point_at(seen.view, spot + QPoint(1, 1))
    qtbot.waitUntil(lambda: not seen.view._slid.isValid())
    seen.click(second, "Remove")
    qtbot.waitUntil(lambda: ("remove_job", second) in seen.port.calls)


def test_the_row_with_the_keyboard_has_a_single_frame(
    open_pane: Callable[[PortBridge], Seen],
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.QUEUED)]))
    picture, accent = seen.layout("a").picture, QColor(current_tokens().accent)
    ring = QPoint(picture.left() - 3, picture.center().y())
    frame = QPoint(HALF + 1, picture.center().y())
    seen.click("a")
    assert (seen.shows(ring, accent), seen.shows(frame, accent)) == (True, False)
    seen.pane.window().activateWindow()
    seen.view.setFocus()
    QTest.keyClick(seen.view, Qt.Key.Key_Home)
    seen.pane.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    assert (seen.shows(ring, accent), seen.shows(frame, accent)) == (False, True)


def test_the_place_of_a_frame_is_seen_under_the_pointer(
    open_pane: Callable[[PortBridge], Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.QUEUED)]))
    place = seen.layout("a").picture
    inside, beside = place.topLeft() + QPoint(10, 10), place.topLeft() - QPoint(8, -10)
    calm = seen.colour(beside)
    point_at(seen.view, place.center())
    qtbot.waitUntil(lambda: seen.colour(beside) != calm)
    assert seen.colour(inside) != seen.colour(beside)


@pytest.mark.parametrize("spoken", [Language.ENGLISH, Language.TURKISH])
def test_lines_end_between_the_parts_of_a_state(
    open_pane: Callable[..., Seen], language: LanguageSwitch, spoken: Language
) -> None:
    language.use(spoken)
    port = PortBridge(
        jobs=[
            a_job("a", S.QUEUED, queue_position=3),
            a_job("b", S.PROCESSING, started_at=NOW - timedelta(minutes=4)),
        ]
    )
    port.usual_times = {"sora": (60.0, 120.0)}
    port.long_silent = {"b"}
    seen = open_pane(port, 280)
    for width in range(280, 360, 8):
        seen.pane.resize(width, seen.pane.height())
        for job_id in port.jobs:
            lines = seen.layout(job_id).state_lines
            assert len(lines) in {2, 3}
            assert " · ".join(lines) == seen.row(job_id).state


def test_an_upright_frame_is_shown_whole(
    open_pane: Callable[[PortBridge], Seen], qtbot: QtBot, tmp_path: Path
) -> None:
    frame = tmp_path / "frame.png"
    image = QImage(90, 160, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 30, 30))
    assert image.save(str(frame))
    seen = open_pane(
        PortBridge(
            jobs=[
                a_job("a", S.READY, clip_id="c", request=a_request(aspect_ratio="9:16")),
                a_job("b", S.QUEUED, request=a_request(picture=a_picture(frame, 90, 160))),
            ],
            clips=[a_clip("c", thumbnail=frame)],
        )
    )
    for job_id in ("a", "b"):
        place = seen.layout(job_id).picture
        qtbot.waitUntil(partial(seen.shows, place.center(), QColor(200, 30, 30)))
        assert seen.shows(QPoint(place.center().x(), place.top() + 1), QColor(200, 30, 30))
        beside = QPoint(place.left() + 8, place.center().y())
        assert seen.shows(beside, QColor(ON_STAGE.stage))


def test_time_passes_only_while_the_pane_is_seen(
    open_pane: Callable[[PortBridge], Seen],
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.PROCESSING)]))
    assert seen.model.ticking
    seen.pane.hide()
    assert seen.model.ticking is False


def test_a_tick_repaints_its_row_and_lays_nothing_out(
    open_pane: Callable[[PortBridge], Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.PROCESSING), a_job("b", S.READY)]))
    before = seen.view.visualRect(seen.model.index_of("b"))
    state = seen.row("a").state
    qtbot.waitUntil(lambda: seen.row("a").state != state)
    assert seen.view.visualRect(seen.model.index_of("b")) == before


def test_two_jobs_of_one_idea_lead_to_each_other(
    open_pane: Callable[[PortBridge], Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a", S.WAITING, idea="i")]))
    assert seen.buttons("a") == []
    seen.port.put(a_job("b", S.QUEUED, service="veo", idea="i"))
    seen.port.put(a_job("c", S.WAITING))
    qtbot.waitUntil(lambda: seen.buttons("a") == ["⇄ Veo"])
    assert (seen.buttons("b"), seen.buttons("c")) == (["⇄ Sora"], [])
    seen.click("a", "⇄ Veo")
    assert seen.view.currentIndex() == seen.model.index_of("b")
    QTest.keyClick(seen.view, Qt.Key.Key_Right)
    QTest.keyClick(seen.view, Qt.Key.Key_Return)
    assert seen.view.currentIndex() == seen.model.index_of("a")
    seen.model.show_service("sora")
    qtbot.waitUntil(lambda: seen.buttons("a") == [])
    seen.model.show_service(None)
    seen.port.job_removed.emit("b")
    qtbot.waitUntil(lambda: seen.buttons("a") == [])
