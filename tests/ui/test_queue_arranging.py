"""Jobs that wait, arranged by hand: dragged, moved by keys, edited, copied, removed, paused."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListWidget,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import Failure, Job, JobEvent, JobState
from app.domain.settings import Language
from app.ui.dialogs.edit_job import EditJobDialog
from app.ui.dialogs.job_timeline import JobTimeline
from app.ui.language import LanguageSwitch
from app.ui.models.queue_rows import Group
from app.ui.panes.composer_picture import PictureField
from app.ui.panes.queue import QueuePane
from app.ui.theme.theme import current_tokens
from app.ui.thumbnails import ThumbnailLoader
from app.ui.widgets.prompt_edit import PromptEdit
from app.ui.widgets.segmented import SegmentedControl
from tests.ui.port import NOW, PortBridge, a_job, a_picture, a_request, clock_from_now
from tests.ui.test_queue_pane import Seen

S = JobState
LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def open_pane(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Seen]]:
    """Shows a pane over a port, filled, with the keyboard in it."""
    loaders: list[ThumbnailLoader] = []
    memory = QSettings(str(tmp_path / "memory.ini"), QSettings.Format.IniFormat)

    def show(port: PortBridge, height: int = 800) -> Seen:
        loaders.append(ThumbnailLoader())
        pane = QueuePane(port.as_bridge(), loaders[-1], memory=memory, now=clock_from_now())
        qtbot.addWidget(pane)
        pane.resize(312, height)
        pane.show()
        pane.activateWindow()
        seen = Seen(pane, port)
        with qtbot.waitSignal(seen.model.modelReset):
            pass
        seen.view.setFocus()
        qtbot.wait(0)
        return seen

    yield show
    for loader in loaders:
        loader.close()


def in_line(letters: str) -> list[Job]:
    return [a_job(i, prompt=f"Job {i}", position=n) for n, i in enumerate(letters, start=1)]


def line(seen: Seen) -> str:
    return "".join(seen.model.shown_line())


def stands(seen: Seen, order: str) -> bool:
    return line(seen) == order


def carry(seen: Seen, spot: QPoint) -> None:
    """Moves the pointer with the button down."""
    viewport = seen.view.viewport()
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(spot),
        QPointF(viewport.mapToGlobal(spot)),
        Qt.MouseButton.NoButton,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)


def drag(seen: Seen, job_id: str, spot: QPoint, *, let_go: bool = True) -> None:
    """Takes a row by its prompt and carries it, in steps as a hand does."""
    viewport = seen.view.viewport()
    start = seen.spot(job_id, "")
    QTest.mousePress(viewport, LEFT, pos=start)
    for part in (0.2, 0.6, 1.0):
        carry(seen, start + (spot - start) * part)
    if let_go:
        QTest.mouseRelease(viewport, LEFT, pos=spot)


@contextmanager
def ctrl_held(seen: Seen) -> Iterator[None]:
    """The key itself, held down, as the windowing system tells of it."""
    window = seen.pane.windowHandle()
    QTest.keyPress(window, Qt.Key.Key_Control, CTRL)
    try:
        yield
    finally:
        QTest.keyRelease(window, Qt.Key.Key_Control)


def upper(seen: Seen, job_id: str) -> QPoint:
    rect = seen.view.visualRect(seen.model.index_of(job_id))
    return QPoint(rect.center().x(), rect.top() + 6)


def lower(seen: Seen, job_id: str) -> QPoint:
    rect = seen.view.visualRect(seen.model.index_of(job_id))
    return QPoint(rect.center().x(), rect.bottom() - 6)


# -- By mouse ----------------------------------------------------------------------------------


def test_a_waiting_job_is_dragged_where_the_line_is_and_back_by_undo(
    open_pane: Callable[..., Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[*in_line("abcd"), a_job("r", S.PROCESSING)]))
    spot = upper(seen, "b")
    drag(seen, "d", spot, let_go=False)
    edge = QPoint(100, seen.view.visualRect(seen.model.index_of("b")).top() - 1)
    assert seen.shows(edge, QColor(current_tokens().accent)), "the line in front of b"
    QTest.mouseRelease(seen.view.viewport(), LEFT, pos=spot)
    qtbot.waitUntil(lambda: line(seen) == "adbc")
    assert not seen.shows(edge, QColor(current_tokens().accent))
    drag(seen, "a", lower(seen, "c"))
    qtbot.waitUntil(lambda: line(seen) == "dbca")
    for before in ("adbc", "abcd"):
        QTest.keyClick(seen.view, Qt.Key.Key_Z, CTRL)
        qtbot.waitUntil(partial(stands, seen, before))
    drag(seen, "b", lower(seen, "a"))  # where it stands
    drag(seen, "r", lower(seen, "c"))  # it does not wait
    assert [call[0] for call in seen.port.calls] == ["move_jobs"] * 4


def test_a_drag_is_given_up_by_escape_and_when_the_job_waits_no_more(
    open_pane: Callable[..., Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=in_line("abc")))
    drag(seen, "c", upper(seen, "a"), let_go=False)
    QTest.keyClick(seen.view, Qt.Key.Key_Delete)  # with a row in the hand nothing else is done
    QTest.keyClick(seen.view, Qt.Key.Key_Escape)
    QTest.mouseRelease(seen.view.viewport(), LEFT, pos=upper(seen, "a"))
    drag(seen, "c", upper(seen, "a"), let_go=False)
    seen.port.change("c", state=S.SUBMITTING)
    QTest.mouseRelease(seen.view.viewport(), LEFT, pos=upper(seen, "a"))
    assert seen.port.calls == []
    assert line(seen) == "ab"


def test_the_list_scrolls_under_a_row_that_is_carried_to_its_edge(
    open_pane: Callable[..., Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=in_line("abcdefghijkl")), height=400)
    bar = seen.view.verticalScrollBar()
    bottom = QPoint(150, seen.view.viewport().height() - 4)
    drag(seen, "a", bottom, let_go=False)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    QTest.mouseRelease(seen.view.viewport(), LEFT, pos=bottom)
    qtbot.waitUntil(lambda: line(seen).index("a") > 8)
    drag(seen, "l", QPoint(150, 3), let_go=False)
    qtbot.waitUntil(lambda: bar.value() == 0)
    QTest.mouseRelease(seen.view.viewport(), LEFT, pos=QPoint(150, 3))
    qtbot.waitUntil(lambda: line(seen)[0] == "l")


def test_several_are_carried_together(open_pane: Callable[..., Seen], qtbot: QtBot) -> None:
    seen = open_pane(PortBridge(jobs=in_line("abcde")))
    viewport = seen.view.viewport()
    QTest.mouseClick(viewport, LEFT, pos=seen.spot("b", ""))
    QTest.mouseClick(viewport, LEFT, CTRL, seen.spot("d", ""))
    drag(seen, "d", upper(seen, "a"))
    qtbot.waitUntil(lambda: line(seen) == "bdace")
    QTest.keyClick(seen.view, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: line(seen) == "abcde")


# -- By keyboard -------------------------------------------------------------------------------


def test_a_job_is_moved_by_keys_and_stays_the_chosen_one(
    open_pane: Callable[..., Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[*in_line("abcd"), a_job("r", S.PROCESSING)]))
    seen.view.setCurrentIndex(seen.model.index_of("c"))
    announced: list[str] = []
    seen.pane._deeds.announced.connect(announced.append)
    for key, order in (
        (Qt.Key.Key_Up, "acbd"),
        (Qt.Key.Key_Up, "cabd"),
        (Qt.Key.Key_Up, "cabd"),
        (Qt.Key.Key_Down, "acbd"),
        (Qt.Key.Key_Down, "abcd"),
        (Qt.Key.Key_Down, "abdc"),
        (Qt.Key.Key_Home, "cabd"),
    ):
        QTest.keyClick(seen.view, key, ALT)
        qtbot.waitUntil(partial(stands, seen, order))
        assert seen.view.currentIndex() == seen.model.index_of("c")
    assert announced == [f"Place {place} of 4" for place in (2, 1, 1, 2, 3, 4, 1)]
    so_far = len(seen.port.calls)
    seen.view.setCurrentIndex(seen.model.index_of("r"))
    QTest.keyClick(seen.view, Qt.Key.Key_Up, ALT)
    assert len(seen.port.calls) == so_far


def test_a_copy_stands_behind_its_job_alone_chosen_and_is_taken_back(
    open_pane: Callable[..., Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=in_line("ab")))
    seen.view.setCurrentIndex(seen.model.index_of("a"))
    with ctrl_held(seen):
        QTest.keyClick(seen.view, Qt.Key.Key_D, CTRL)
        qtbot.waitUntil(lambda: seen.model.shown_line() == ["a", "copy-of-a", "b"])
        qtbot.waitUntil(lambda: seen.view.currentIndex() == seen.model.index_of("copy-of-a"))
    assert seen.view.chosen_ids() == ["copy-of-a"]
    assert seen.notice("queueOutcome").text == "1 job(s) duplicated."
    QTest.keyClick(seen.view, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: line(seen) == "ab")
    assert not seen.notice("queueOutcome").isVisible(), "there is nothing left to take back"


@pytest.mark.qt_log_ignore("This plugin does not support")  # what menus ask of a real screen
def test_several_are_removed_at_once_and_come_back(
    open_pane: Callable[..., Seen], qtbot: QtBot
) -> None:
    seen = open_pane(
        PortBridge(jobs=[*in_line("abc"), a_job("u", S.UNCERTAIN), a_job("q", S.QUEUED)])
    )
    QTest.keyClick(seen.view, Qt.Key.Key_A, CTRL)
    QTest.keyClick(seen.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: line(seen) == "")
    assert seen.model.index_of("u").isValid(), "what may have been paid for is not removed"
    assert "What was sent goes on" in seen.notice("queueOutcome").text
    seen.view.setCurrentIndex(seen.model.index_of("u"))
    with ctrl_held(seen):
        QTest.keyClick(seen.view, Qt.Key.Key_Z, CTRL)
        qtbot.waitUntil(lambda: line(seen) == "abc")
        qtbot.waitUntil(lambda: sorted(seen.view.chosen_ids()) == ["a", "b", "c", "q"])
    assert not seen.notice("queueOutcome").isVisible()
    QTest.keyClick(seen.view, Qt.Key.Key_A, CTRL)
    menu = seen.view.menu_for(seen.model.index_of("b"))
    duplicate = menu.actions()[0]
    assert len(menu.actions()) == 2
    duplicate.trigger()
    qtbot.waitUntil(lambda: len(seen.model.shown_line()) == 8)
    copies = [f"copy-of-{i}" for i in "abcqu"]
    qtbot.waitUntil(lambda: sorted(seen.view.chosen_ids()) == copies)
    assert seen.notice("queueOutcome").text == "5 job(s) duplicated."
    button = seen.notice("queueOutcome").findChild(QPushButton)
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: line(seen) == "abc")
    assert not seen.notice("queueOutcome").isVisible()


def test_an_undo_by_its_button_is_not_done_once_more_by_the_key(
    open_pane: Callable[..., Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=in_line("abc")))
    outcome = seen.notice("queueOutcome")
    seen.view.setCurrentIndex(seen.model.index_of("c"))
    QTest.keyClick(seen.view, Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: line(seen) == "acb")
    QTest.keyClick(seen.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(outcome.isVisible)
    button = outcome.findChild(QPushButton)
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: line(seen) == "acb")
    assert not outcome.isVisible()
    QTest.keyClick(seen.view, Qt.Key.Key_Z, CTRL)  # what was done before
    qtbot.waitUntil(lambda: line(seen) == "abc")
    assert [call[0] for call in seen.port.calls] == [
        "move_jobs",
        "remove_job",
        "bring_back",
        "move_jobs",
    ]


# -- Rows that move under the hand -------------------------------------------------------------


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_menu_is_that_of_the_row_that_was_pressed(
    open_pane: Callable[..., Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job(i, S.PROCESSING) for i in "abc"]))
    viewport, spot = seen.view.viewport(), seen.spot("b", "")
    QTest.mousePress(viewport, Qt.MouseButton.RightButton, pos=spot)
    seen.port.change("a", state=S.READY, clip_id="clip-a")  # to the end: the others move up
    assert seen.model.job_at(seen.view.indexAt(spot)) == seen.model.job("c")
    QTest.mouseRelease(viewport, Qt.MouseButton.RightButton, pos=spot)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, viewport.mapToGlobal(spot))
    QApplication.sendEvent(viewport, asked)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entries = {entry.text(): entry for entry in menu.actions()}
    seen.port.change("c", state=S.READY, clip_id="clip-c")
    entries["Stop following"].trigger()
    menu.close()
    qtbot.waitUntil(lambda: not seen.model.index_of("b").isValid())
    assert seen.model.members(Group.DONE)
    assert set(seen.port.removed) == {"b"}


def test_a_key_removes_what_is_selected_wherever_rows_and_pointer_went(
    open_pane: Callable[..., Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job(i, S.PROCESSING) for i in "abc"]))
    viewport, spot = seen.view.viewport(), seen.spot("b", "")
    QTest.mousePress(viewport, LEFT, pos=spot)
    seen.port.change("a", state=S.READY, clip_id="clip-a")
    for shake in (QPoint(1, 0), QPoint(1, 1)):  # a hand is never quite still
        carry(seen, spot + shake)
    QTest.mouseRelease(viewport, LEFT, pos=spot + QPoint(1, 1))
    assert seen.view.chosen_ids() == ["b"]
    QTest.keyClick(seen.view, Qt.Key.Key_Down, CTRL)  # the keyboard goes on, the choice stays
    assert seen.view.currentIndex() == seen.model.index_of("c")
    QTest.keyClick(seen.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not seen.model.index_of("b").isValid())
    assert set(seen.port.removed) == {"b"}


def test_a_button_that_moves_away_under_the_press_is_not_pressed_and_nor_is_another(
    open_pane: Callable[..., Seen],
) -> None:
    moments = zip("abc", (NOW - timedelta(minutes=age) for age in (3, 2, 1)), strict=True)
    jobs = [a_job(i, S.FAILED, submitted_at=moment) for i, moment in moments]
    seen = open_pane(PortBridge(jobs=jobs))
    viewport, spot = seen.view.viewport(), seen.spot("b", "Remove")
    QTest.mousePress(viewport, LEFT, pos=spot)
    seen.port.put(replace(seen.port.jobs["c"], state=S.READY, clip_id="clip-c", failure=None))
    assert seen.spot("a", "Remove") == spot, "the newest came first"
    QTest.mouseRelease(viewport, LEFT, pos=spot)
    assert not {"remove_job", "send_again"} & {call[0] for call in seen.port.calls}


# -- Editing -----------------------------------------------------------------------------------


def edit(seen: Seen, qtbot: QtBot, job_id: str) -> EditJobDialog:
    qtbot.waitUntil(lambda: seen.pane.findChild(EditJobDialog) is None)
    for _ in range(2):  # pressed twice, it is edited once
        seen.press(job_id, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seen.pane.findChild(EditJobDialog) is not None)
    dialog = seen.pane.findChild(EditJobDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    assert len(seen.pane.findChildren(EditJobDialog)) == 1
    return dialog


def part(dialog: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = dialog.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def save_button(dialog: QWidget) -> QPushButton:
    button = part(dialog, QPushButton, "editJobSaveButton")
    assert isinstance(button, QPushButton)
    return button


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_waiting_job_is_held_back_while_it_is_edited_and_saved(
    open_pane: Callable[..., Seen], qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "picture.png"
    Image.new("RGB", (64, 36)).save(file)
    first, second = in_line("ab")
    first = replace(first, request=replace(first.request, picture=a_picture(file, 64, 36)))
    seen = open_pane(PortBridge(jobs=[first, second]))
    dialog = edit(seen, qtbot, "a")
    assert seen.port.held == {"a"}
    assert seen.row("a").state == "Being edited · not sent meanwhile"
    assert seen.row("b").state == "Next to be sent"
    qtbot.waitUntil(save_button(dialog).isEnabled)  # the picture was looked at
    prompt = part(dialog, PromptEdit, "editJobPrompt")
    assert isinstance(prompt, PromptEdit)
    prompt.selectAll()
    QTest.keyClicks(prompt, "A better idea")
    frame = part(dialog, SegmentedControl, "frameChoice_sora")
    QTest.mouseClick(frame.findChildren(QPushButton)[1], LEFT)
    QTest.keyClick(prompt, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: seen.row("a").prompt == "A better idea")
    asked = seen.row("a").job.request
    assert (asked.aspect_ratio, asked.model) == ("9:16", "sora-2-portrait")
    assert asked.picture is not None
    assert (asked.picture.width, asked.picture.height) == (20, 36), "cut to the new frame"
    qtbot.waitUntil(lambda: not seen.port.held)
    assert seen.row("a").state == "Next to be sent"
    assert line(seen) == "ab"
    seen.pane.activateWindow()
    seen.view.setFocus()
    qtbot.waitUntil(seen.pane.isActiveWindow)
    QTest.keyClick(seen.view, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: seen.row("a").job.request == first.request)


def test_nothing_is_saved_without_the_picture_that_is_still_looked_at(
    qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "picture.png"
    Image.new("RGB", (64, 36)).save(file)
    request = replace(a_request(), picture=a_picture(file, 64, 36))
    port = PortBridge(jobs=[a_job("a", request=request)])
    memory = QSettings(str(tmp_path / "memory.ini"), QSettings.Format.IniFormat)
    dialog = EditJobDialog(port.as_bridge(), port.jobs["a"], memory)
    qtbot.addWidget(dialog)
    assert not save_button(dialog).isEnabled(), "nobody had the time to look"
    qtbot.waitUntil(save_button(dialog).isEnabled)
    save_button(dialog).click()
    with qtbot.waitSignal(dialog.saved):
        pass
    assert port.jobs["a"].request.picture == request.picture


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_what_was_written_is_discarded_only_at_the_second_try(
    open_pane: Callable[..., Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=in_line("a")))
    dialog = edit(seen, qtbot, "a")
    prompt = part(dialog, PromptEdit, "editJobPrompt")
    QTest.keyClicks(prompt, "More of it. ")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "discard" in dialog._notice.text
    QTest.keyClicks(prompt, "!")
    assert not dialog._notice.text
    for _ in range(2):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not seen.port.held)
    assert seen.row("a").prompt == "Job a"
    unchanged = edit(seen, qtbot, "a")
    QTest.keyClick(unchanged, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not seen.port.held)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_what_cannot_be_saved_says_why(
    open_pane: Callable[..., Seen], qtbot: QtBot, tmp_path: Path
) -> None:
    seen = open_pane(PortBridge(jobs=in_line("a")))
    dialog = edit(seen, qtbot, "a")
    Image.new("RGB", (64, 36)).save(tmp_path / "x.gif")
    field = dialog.findChild(PictureField)
    assert field is not None
    field.take([tmp_path / "x.gif"])
    qtbot.waitUntil(lambda: field.unanswered)
    QTest.mouseClick(save_button(dialog), LEFT)
    assert dialog._notice.text == "First say what is to become of the picture you chose."
    assert not [call for call in seen.port.calls if call[0] == "edit_job"]
    next(b for b in field.findChildren(QPushButton) if b.text() == "Go on without it").click()
    assert (dialog._notice.text, field.field.notice) == ("", "")
    prompt = part(dialog, PromptEdit, "editJobPrompt")
    assert isinstance(prompt, PromptEdit)
    prompt.clear()
    QTest.mouseClick(save_button(dialog), LEFT)
    qtbot.waitUntil(lambda: dialog._prompt_field.notice == "Write a prompt first.")
    QTest.keyClicks(prompt, "Something")
    seen.port.errors["edit_job"] = KadrajError(ErrorCode.JOB_UNDER_WAY, service="sora")
    QTest.mouseClick(save_button(dialog), LEFT)
    qtbot.waitUntil(lambda: "waits no more" in dialog._notice.text)
    assert not save_button(dialog).isEnabled()
    assert prompt.toPlainText() == "Something", "it can still be copied"
    dialog.done(0)
    seen.port.errors["hold_job"] = KadrajError(ErrorCode.JOB_UNDER_WAY, service="sora")
    seen.press("a", Qt.Key.Key_Return)
    outcome = seen.notice("queueOutcome")
    qtbot.waitUntil(lambda: "waits no more" in outcome.text)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_failed_job_says_what_may_help_and_is_edited_and_sent_again(
    open_pane: Callable[..., Seen], qtbot: QtBot
) -> None:
    said = Failure(ErrorCode.SERVICE_FAILED, {"service": "veo", "detail": "Content policy"})
    seen = open_pane(PortBridge(jobs=[a_job("f", S.FAILED, service="veo", failure=said)]))
    assert "“Content policy”" in seen.row("f").state
    assert (
        seen.row("f").hint
        == "The service refuses what this shows. Other words or another picture may pass."
    )
    assert seen.layout("f").hint_lines
    assert seen.row("f").hint in seen.model.words.spoken(seen.row("f"))
    seen.click("f", "Edit…")
    qtbot.waitUntil(lambda: seen.pane.findChild(EditJobDialog) is not None)
    dialog = seen.pane.findChild(EditJobDialog)
    assert dialog is not None
    assert save_button(dialog).text() == "Save and send again"
    QTest.keyClicks(part(dialog, PromptEdit, "editJobPrompt"), "Kindly: ")
    QTest.mouseClick(save_button(dialog), LEFT)
    qtbot.waitUntil(lambda: seen.row("f").job.state is S.WAITING)
    assert not seen.row("f").hint


# -- Whose, and whether ------------------------------------------------------------------------


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_one_service_is_paused_and_its_head_says_so(
    open_pane: Callable[..., Seen], qtbot: QtBot, language: LanguageSwitch
) -> None:
    seen = open_pane(PortBridge(jobs=[a_job("a"), a_job("v", service="veo")]))
    choose = part(seen.pane, QToolButton, "pauseServiceButton")
    QTest.mouseClick(choose, LEFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [entry.text() for entry in menu.actions()] == ["Pause Sora", "Pause Veo"]
    menu.actions()[1].trigger()
    menu.close()
    told = seen.notice("queuePausedNotice")
    assert (told.text, seen.row("v").state) == ("Veo is paused.", "Paused")
    assert seen.row("a").state == "Next to be sent"
    seen.pane.set_collapsed(True)
    sign = part(seen.pane, QToolButton, "queuePausedSign")
    assert (sign.isVisible(), sign.toolTip()) == (True, "Veo is paused.")
    QTest.mouseClick(sign, LEFT)
    assert not seen.pane.collapsed
    language.use(Language.TURKISH)
    qtbot.waitUntil(lambda: told.text == "Veo duraklatıldı.")
    language.use(Language.ENGLISH)
    pause = seen.pane.findChild(QPushButton, "pauseButton")
    assert pause is not None
    QTest.mouseClick(pause, LEFT)
    assert (told.text, pause.text()) == ("Sending is paused.", "Resume")
    resume = told.findChild(QPushButton)
    assert resume is not None
    assert not resume.isVisible(), "there is one already"
    QTest.mouseClick(pause, LEFT)
    assert not told.isVisible()
    seen.port.set_paused(True, "sora")
    QTest.mouseClick(resume, LEFT)
    assert not told.isVisible()
    assert seen.port.paused_services == frozenset()


def test_the_filter_shows_one_services_jobs(open_pane: Callable[..., Seen], qtbot: QtBot) -> None:
    seen = open_pane(PortBridge(jobs=in_line("ab")))
    choice = part(seen.pane, SegmentedControl, "queueFilter")
    assert not choice.isVisible(), "there is nothing to choose from"
    seen.port.put(a_job("v", service="veo", position=1.5))
    assert choice.isVisible()
    assert line(seen) == "avb"
    veo = choice.findChildren(QPushButton)[2]
    QTest.mouseClick(veo, LEFT)
    assert line(seen) == "v"
    count = part(seen.pane, QLabel, "queueCount")
    assert isinstance(count, QLabel)
    assert count.text() == "3"
    seen.port.job_removed.emit("v")
    assert choice.isVisible(), "it is the way back"
    assert seen.pane._empty.isVisible()
    QTest.mouseClick(choice.findChildren(QPushButton)[0], LEFT)
    assert line(seen) == "ab"
    assert not choice.isVisible()


# -- What became of it -------------------------------------------------------------------------


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_jobs_steps_are_told_one_by_one_and_go_on(
    open_pane: Callable[..., Seen], qtbot: QtBot, language: LanguageSwitch
) -> None:
    job = a_job("a", S.PROCESSING, request=a_request("Waves", "veo"))
    assert job.started_at is None
    port = PortBridge(jobs=[job])
    port.usual_times["veo"] = (120.0, 180.0)
    began = job.created_at

    def step(
        seconds: int, state: JobState, word: str = "", attempt: int = 1, **failure: ErrorCode
    ) -> JobEvent:
        return JobEvent(
            began + timedelta(seconds=seconds), state, word, failure.get("code"), attempt
        )

    port.timelines["a"] = [
        step(0, S.WAITING),
        step(1, S.WAITING),
        step(2, S.SUBMITTING),
        step(5, S.FAILED, code=ErrorCode.SERVICE_FAILED),
        step(65, S.WAITING, attempt=2),
        step(66, S.SUBMITTING, attempt=2),
        step(67, S.WAITING, attempt=2, code=ErrorCode.UNREACHABLE),
        step(80, S.QUEUED, "queued", attempt=2),
        step(100, S.PROCESSING, "işleniyor", attempt=2),
    ]
    seen = open_pane(port)
    seen.press("a", Qt.Key.Key_I)
    dialog = seen.pane.findChild(JobTimeline)
    assert dialog is not None
    steps = part(dialog, QListWidget, "timelineSteps")
    assert isinstance(steps, QListWidget)
    qtbot.waitUntil(lambda: steps.count() == 9)

    def told(row: int) -> str:
        words: str = steps.item(row).data(Qt.ItemDataRole.AccessibleTextRole)
        return words.partition(", ")[2]

    assert [told(row) for row in range(8)] == [
        "Written down, 0:01",
        "Edited, 0:01",
        "Sending, 0:03",
        "Failed, 1:00",
        "Waiting again · attempt 2, 0:01",
        "Sending, 0:01",
        "Waiting again: Veo cannot be reached. Check your network., 0:13",
        "In the service’s queue · “queued”, 0:20",
    ]
    assert told(8).startswith("Rendering · “işleniyor”, ")
    assert dialog._clock.isActive()
    said = Failure(ErrorCode.SERVICE_FAILED, {"service": "veo", "detail": "Too dark"})
    port.timelines["a"].append(step(250, S.FAILED, attempt=2, code=ErrorCode.SERVICE_FAILED))
    port.change(
        "a",
        state=S.FAILED,
        failure=said,
        started_at=began + timedelta(seconds=100),
        completed_at=began + timedelta(seconds=250),
    )
    qtbot.waitUntil(lambda: steps.count() == 10)
    assert told(9) == "Failed: Veo could not make it: “Too dark”"
    summary = part(dialog, QLabel, "timelineSummary")
    assert isinstance(summary, QLabel)
    assert summary.text() == "Rendering took 2:30; usually 2–3\N{NO-BREAK SPACE}min."
    assert not dialog._clock.isActive()
    dialog.resize(400, 400)
    dialog.grab()
    QTest.mouseClick(part(dialog, QPushButton, "timelineCopyButton"), LEFT)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 10
    language.use(Language.TURKISH)
    qtbot.waitUntil(
        lambda: [told(row) for row in (1, 2)] == ["Düzenlendi, 0:01", "Gönderiliyor, 0:03"]
    )
    language.use(Language.ENGLISH)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_job_that_was_being_sent_already_stays(
    open_pane: Callable[..., Seen], qtbot: QtBot
) -> None:
    seen = open_pane(PortBridge(jobs=in_line("a")))
    seen.port.removable = False
    seen.press("a", Qt.Key.Key_Delete)
    outcome = seen.notice("queueOutcome")
    qtbot.waitUntil(lambda: outcome.text == "This job is being sent by now; it stays.")
    assert line(seen) == "a"
