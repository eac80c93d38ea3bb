"""No word is cut off: in the smallest window, in both languages, at 100 % and at 200 %."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.errors import Came, ErrorCode
from app.domain.jobs import FOLLOWED, Failure, JobState
from app.domain.reconciling import Evidence, Search
from app.domain.replies import Quota
from app.domain.settings import Language
from app.ui.delegates.job_layout import Fonts, lay_out_job
from app.ui.language import LanguageSwitch
from app.ui.models.queue_model import QueueModel, Role
from app.ui.models.queue_rows import Action, JobRow, failed_with
from app.ui.panes.queue import MIN_WIDTH
from app.ui.theme.theme import Theme
from app.ui.widgets.elided_button import ElidedButton
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.window_frame import QUEUE
from tests.ui.port import NOW, PortBridge, a_clip, a_job
from tests.ui.rooms import SMALL, Rooms, told_on_the_way

pytestmark = told_on_the_way()

S = JobState


def room_wanted(widget: QWidget) -> QSize | None:
    """What a widget's words take up at least; None where none can be cut off."""
    if isinstance(widget, ElidedLabel | ElidedButton):
        return None
    if isinstance(widget, QLabel):
        if not widget.text() or not widget.pixmap().isNull():
            return None
        if widget.wordWrap():
            return QSize(0, widget.heightForWidth(widget.width()))
        return widget.minimumSizeHint()
    if isinstance(widget, QToolButton) and not _says_its_text(widget):
        return None
    if isinstance(widget, QAbstractButton) and widget.text():
        sign = 0 if widget.icon().isNull() else widget.iconSize().width()
        letters = widget.fontMetrics().size(Qt.TextFlag.TextShowMnemonic.value, widget.text())
        return QSize(letters.width() + sign, letters.height())
    if isinstance(widget, QComboBox):
        across = widget.fontMetrics().horizontalAdvance(widget.currentText())
        return QSize(across, widget.fontMetrics().height())
    if isinstance(widget, QLineEdit) and widget.placeholderText() and not widget.toolTip():
        across = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
        return QSize(across, widget.fontMetrics().height())
    return None


def _says_its_text(button: QToolButton) -> bool:
    alone = Qt.ToolButtonStyle.ToolButtonIconOnly
    return button.icon().isNull() or button.toolButtonStyle() != alone


def cut_off(window: QWidget) -> Iterator[str]:
    """The widgets of a window whose words do not fit."""
    for widget in window.findChildren(QWidget):
        # What has no height yet is to be laid out with what has just come.
        wanted = room_wanted(widget) if widget.isVisible() and widget.height() else None
        if wanted is None:
            continue
        across = wanted.width() - widget.width()
        upright = wanted.height() - widget.height()
        if across > 0 or upright > 0:
            text = widget.property("text") or widget.property("placeholderText") or ""
            yield f"{type(widget).__name__} {widget.objectName()} {text!r}: {across}, {upright}"


@pytest.mark.parametrize("spoken", [Language.ENGLISH, Language.TURKISH])
def test_every_word_has_room(
    qtbot: QtBot, tmp_path: Path, theme: Theme, language: LanguageSwitch, spoken: Language
) -> None:
    language.use(spoken)
    found: dict[str, str] = {}
    for room, window in Rooms(qtbot, tmp_path, theme, language).walk(SMALL):
        for fault in cut_off(window):
            found.setdefault(fault, room)
    assert not found, "\n".join(f"{room}: {fault}" for fault, room in found.items())


#: What may be the matter with a job, beside what its service says of it.
_TROUBLES: Final = (
    ErrorCode.QUOTA_EXHAUSTED,
    ErrorCode.KEY_MISSING,
    ErrorCode.KEY_REFUSED,
    ErrorCode.UNREACHABLE,
    ErrorCode.TIMED_OUT,
    ErrorCode.SERVER_ERROR,
    ErrorCode.HTML_REPLY,
    ErrorCode.ODD_REPLY,
    ErrorCode.RATE_LIMITED,
    ErrorCode.REDIRECTED,
    ErrorCode.NOT_FOUND,
    ErrorCode.DISK_FULL,
    ErrorCode.LIBRARY_AWAY,
    ErrorCode.DOWNLOAD_CUT,
    ErrorCode.DOWNLOAD_FAILED,
    ErrorCode.ONLY_IN_BROWSER,
)
_NAMED: Final[Mapping[str, str | int]] = {
    "service": "sora",
    "host": "sora.example",
    "status": 503,
    "retry_after": 120,
    "folder": "/home/ayse/Videolar/Kadraj",
}


def a_queue(
    usual: tuple[float, float] | None = None, gone: timedelta = timedelta(seconds=3), **port: Any
) -> PortBridge:
    """Jobs in every state, `gone` after they came into it, at a service that takes `usual` seconds
    where that is known."""
    since: dict[str, Any] = {"submitted_at": NOW - gone, "started_at": NOW - gone}
    jobs = [a_job(state, state, clip_id=state, **since) for state in S]
    jobs += [a_job(f"{place}.", S.QUEUED, queue_position=place, **since) for place in (3, 112)]
    jobs += [a_job(f"waits {place}") for place in range(12)]
    for code in _TROUBLES:
        failure = Failure(code, _NAMED)
        for state in (S.WAITING, S.QUEUED, S.PROCESSING, S.COMPLETED, S.FAILED):
            jobs.append(a_job(f"{state} {code}", state, failure=failure, **since))
    for came in Came:
        doubt = Failure(ErrorCode.SUBMIT_UNCERTAIN, {**_NAMED, "came": came})
        jobs.append(a_job(f"doubt {came}", S.UNCERTAIN, failure=doubt))
    queue = PortBridge(jobs=jobs, clips=[a_clip(S.READY)], **port)
    queue.usual_times = {} if usual is None else {"sora": usual}
    return queue


def queues() -> Iterator[PortBridge]:
    """Queues in which all is said that a row can say."""
    seconds, minutes, hours = (15.4, 16.2), (60.0, 120.0), (7_200.0, 8_040.0)
    for gone in (timedelta(seconds=3), timedelta(minutes=12), timedelta(hours=1, minutes=2)):
        for usual in (None, seconds, minutes, hours):
            yield a_queue(usual, gone)
    late = a_queue(hours, timedelta(hours=11))
    late.long_silent = {
        job.id
        for job in late.jobs.values()
        if job.state in FOLLOWED and not failed_with(job, ErrorCode.LIBRARY_AWAY)
    }
    yield late
    held_back = a_queue(seconds)
    held_back.quotas = {"sora": Quota(20, 4)}
    held_back.next_readings = {"sora": NOW + timedelta(minutes=5)}
    yield held_back
    yield a_queue(services=("veo",))
    for search in (
        Search(candidates=(a_clip("1"), a_clip("2"))),
        *(Search(evidence=evidence) for evidence in Evidence),
    ):
        looked_for = a_queue()
        looked_for.searches = dict.fromkeys(looked_for.jobs, search)
        yield looked_for


def rows(queue: PortBridge, qtbot: QtBot) -> Iterator[JobRow]:
    """The rows of a queue, and again with the questions that they may ask."""
    model = QueueModel(queue.as_bridge(), now=lambda: NOW)
    with qtbot.waitSignal(model.modelReset):
        pass
    queue.download_progressed.emit(S.DOWNLOADING, 8_800_000, 12_700_000)
    for row in map(model.index, range(model.rowCount())):
        job_id = row.data(Role.JOB_ID)
        if job_id is None:
            continue
        yield row.data(Role.ROW)
        for asked in (Action.REMOVE, Action.SEND_AGAIN):
            model.ask(job_id, asked)
            yield row.data(Role.ROW)
        model.take_back_question()


def is_whole(words: str, lines: Sequence[str]) -> bool:
    """Whether all of `words` is read in these lines, and each figure with its unit in one."""
    figures = {word for word in words.split(" ") if any(map(str.isdigit, word))}
    in_one_line = {word for line in lines for word in line.split(" ")}
    return _letters("".join(lines)) == _letters(words) and figures <= in_one_line


def _letters(words: str) -> str:
    return words.replace(" ", "").replace("·", "")


@pytest.mark.parametrize("spoken", [Language.ENGLISH, Language.TURKISH])
def test_every_state_of_a_job_is_read_whole(
    qtbot: QtBot, theme: Theme, language: LanguageSwitch, spoken: Language
) -> None:
    language.use(spoken)
    fonts = Fonts.of(QApplication.font())
    found, told = set(), set()
    for queue in queues():
        for row in rows(queue, qtbot):
            told.add(row.state)
            for width in (MIN_WIDTH, QUEUE):
                layout = lay_out_job(row, QPoint(), width, fonts)
                for words, lines in (
                    (row.state, layout.state_lines),
                    (row.hint, layout.hint_lines),
                    (row.question, layout.question_lines),
                ):
                    if not is_whole(words, lines):
                        found.add(f"{width}: {row.job.id}: {lines}")
    assert len(told) > 100
    assert not found, "\n".join(sorted(found))


def test_every_word_has_room_at_200_percent() -> None:
    """In a program of its own: the scale is the whole program's."""
    of_this_run = ("PYTEST_", "COV_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(of_this_run)}
    both = (test_every_word_has_room, test_every_state_of_a_job_is_read_whole)
    tests = [f"{__file__}::{test.__name__}" for test in both]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests],
        cwd=Path(__file__).parents[2],
        env={**kept, "QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
        timeout=250,
    )
    assert done.returncode == 0, done.stdout
