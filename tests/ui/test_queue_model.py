"""The queue's rows, as the engine's news change them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.domain.errors import ErrorCode
from app.domain.jobs import Failure, JobState
from app.domain.replies import Quota
from app.domain.settings import Settings
from app.ui.models.queue_model import QueueModel, Role
from app.ui.models.queue_rows import Action, HeaderRow, JobRow, rendering_share
from tests.ui.port import NOW, PortBridge, a_clip, a_job

S = JobState


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make(qtbot: QtBot, clock: Clock) -> Callable[[PortBridge], QueueModel]:
    """Builds a model over a port and waits until it is filled; Qt's own tester watches it."""
    kept: list[object] = []

    def build(port: PortBridge) -> QueueModel:
        model = QueueModel(port.as_bridge(), now=clock)
        kept.extend(
            (
                model,
                port,
                QAbstractItemModelTester(
                    model, QAbstractItemModelTester.FailureReportingMode.Fatal
                ),
            )
        )
        with qtbot.waitSignal(model.modelReset):
            pass
        return model

    return build


def shown(model: QueueModel) -> list[str]:
    """Rows as a list: group lines by their text, jobs by their id."""
    rows = [model.index(row).data(Role.ROW) for row in range(model.rowCount())]
    return [row.text if isinstance(row, HeaderRow) else row.job.id for row in rows]


def row_of(model: QueueModel, job_id: str) -> JobRow:
    row = model.index_of(job_id).data(Role.ROW)
    assert isinstance(row, JobRow)
    return row


def ticking(model: QueueModel) -> bool:
    return model.ticking


def actions(model: QueueModel, job_id: str) -> list[Action]:
    return [offer.action for offer in row_of(model, job_id).offers]


def test_jobs_stand_in_groups_and_what_ended_before_today_is_not_shown(
    make: Callable[[PortBridge], QueueModel],
) -> None:
    yesterday = NOW - timedelta(days=1)
    model = make(
        PortBridge(
            jobs=[
                a_job("waits-2", position=2.0),
                a_job("waits-1", position=1.0, service="veo"),
                a_job("sure-not", S.UNCERTAIN),
                a_job("renders", S.PROCESSING),
                a_job("ready", S.READY),
                a_job("old", S.READY, completed_at=yesterday),
                a_job("failed-long-ago", S.FAILED, completed_at=yesterday),
                a_job("made", S.COMPLETED, completed_at=NOW - timedelta(hours=1)),
            ]
        )
    )
    assert shown(model) == [
        "Needs you",
        "sure-not",
        "failed-long-ago",
        "Running",
        "renders",
        "Waiting (2)",
        "waits-1",
        "waits-2",
        "Done today (2)",
        "ready",
        "made",
    ]
    assert model.open_count == 5
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags


def test_a_job_that_its_service_forgot_needs_you_and_has_the_answers_of_an_uncertain_one(
    make: Callable[[PortBridge], QueueModel],
) -> None:
    unknown = Failure(ErrorCode.NOT_FOUND, {"service": "sora", "times": 3})
    model = make(PortBridge(jobs=[a_job("a", S.PROCESSING, failure=unknown)]))
    assert shown(model) == ["Needs you", "a"]
    assert actions(model, "a") == [Action.CHECK_NOW, Action.MARK_LOST, Action.SEND_AGAIN]
    assert row_of(model, "a").state == "Sora no longer knows this job; it is asked again"
    assert row_of(model, "a").tone == "warn"


def test_a_job_walks_through_the_groups_and_keeps_its_identity(
    make: Callable[[PortBridge], QueueModel],
) -> None:
    port = PortBridge(jobs=[a_job("a", position=1.0), a_job("b", position=2.0)])
    model = make(port)
    followed = QPersistentModelIndex(model.index_of("a"))
    port.change("a", state=S.SUBMITTING, submitted_at=NOW)
    assert shown(model) == ["Running", "a", "Waiting (1)", "b"]
    port.change("a", state=S.PROCESSING, started_at=NOW)
    port.change("a", state=S.COMPLETED, completed_at=NOW, clip_id="c")
    assert shown(model) == ["Running", "a", "Waiting (1)", "b"], "its download is about to begin"
    port.change("a", state=S.DOWNLOADING)
    port.change("a", state=S.READY)
    assert shown(model) == ["Waiting (1)", "b", "Done today (1)", "a"]
    assert followed == model.index_of("a")


def test_a_removed_job_takes_its_empty_group_along(
    make: Callable[[PortBridge], QueueModel], qtbot: QtBot
) -> None:
    port = PortBridge(jobs=[a_job("a"), a_job("f", S.FAILED)])
    model = make(port)
    port.remove_job("f")
    qtbot.waitUntil(lambda: shown(model) == ["Waiting (1)", "a"])
    port.job_removed.emit("unknown")
    assert model.open_count == 1


def test_what_is_heard_while_the_library_is_read_is_newer(qtbot: QtBot, clock: Clock) -> None:
    port = PortBridge(jobs=[a_job("a"), a_job("gone")])
    model = QueueModel(port.as_bridge(), now=clock)
    older = dict(port.jobs)
    port.change("a", state=S.SUBMITTING)
    port.job_removed.emit("gone")
    port.jobs = older
    with qtbot.waitSignal(model.modelReset):
        pass
    assert shown(model) == ["Running", "a"]
    model.deleteLater()


def test_a_video_that_was_not_downloaded(make: Callable[[PortBridge], QueueModel]) -> None:
    port = PortBridge(
        jobs=[a_job("a", S.PROCESSING)], settings=Settings(download_automatically=False)
    )
    model = make(port)
    port.change("a", state=S.COMPLETED, completed_at=NOW, clip_id="c")
    assert shown(model) == ["Done today (1)", "a"]
    assert actions(model, "a") == [Action.DOWNLOAD]
    port.download("c")
    model.settle()
    assert shown(model) == ["Running", "a"]
    assert row_of(model, "a").state == "Waiting to download"
    port.change("a", failure=Failure(ErrorCode.DOWNLOAD_CUT, {}))
    assert shown(model) == ["Running", "a"], "it goes on by itself"
    port.change("a", failure=Failure(ErrorCode.DOWNLOAD_FAILED, {"status": 404}))
    port.downloads.clear()
    model.settle()
    assert shown(model) == ["Needs you", "a"]
    assert actions(model, "a") == [Action.DOWNLOAD, Action.REMOVE]


def test_a_lost_job_of_yesterday_stays_in_sight_when_it_is_marked_today(
    make: Callable[[PortBridge], QueueModel],
) -> None:
    port = PortBridge(jobs=[a_job("a", S.UNCERTAIN, submitted_at=NOW - timedelta(days=2))])
    model = make(port)
    port.change("a", state=S.LOST)
    assert shown(model) == ["Marked as lost", "a"]
    assert row_of(model, "a").tone == "dim"


def test_what_the_disk_has_no_room_for_stands_apart_and_names_the_folder(
    make: Callable[[PortBridge], QueueModel],
) -> None:
    full = Failure(ErrorCode.DISK_FULL, {"folder": "/mnt/films"})
    port = PortBridge(jobs=[a_job("a", S.COMPLETED, clip_id="c"), a_job("b", S.PROCESSING)])
    port.downloads = {"c"}
    model = make(port)
    port.change("a", failure=full)
    assert shown(model) == ["Running", "b", "Paused", "a"]
    row = row_of(model, "a")
    assert row.state == "Paused: disk full (/mnt/films). Goes on by itself when there is room."
    assert row.tone == "warn"
    assert actions(model, "a") == [Action.DOWNLOAD]
    assert model.open_count == 2
    port.change("a", state=S.DOWNLOADING, failure=None)
    assert shown(model) == ["Running", "a", "b"]


def test_rendering_is_told_in_time_and_measured_by_own_history_alone(
    make: Callable[[PortBridge], QueueModel], clock: Clock
) -> None:
    port = PortBridge(jobs=[a_job("a", S.PROCESSING, started_at=NOW - timedelta(seconds=102))])
    model = make(port)
    assert row_of(model, "a").state == "Rendering · 1:42"
    assert row_of(model, "a").bar is None
    port.usual_times["sora"] = (120.0, 170.0)
    port.usual_time_learned.emit("sora", 120.0, 170.0)
    row = row_of(model, "a")
    assert row.state == "Rendering · 1:42 (usually 2–3\N{NO-BREAK SPACE}min)"
    assert row.bar is not None
    assert row.bar.share == pytest.approx(0.6)
    clock.now += timedelta(hours=5)
    late = row_of(model, "a").bar
    assert late is not None
    assert late.share <= 0.95
    assert "usual time" in model.index_of("a").data(Qt.ItemDataRole.ToolTipRole)


def test_the_bar_never_stands_still_and_never_arrives() -> None:
    shares = [rendering_share(seconds, 100.0) for seconds in range(0, 400, 5)]
    assert shares == sorted(set(shares))
    assert shares[-1] < 0.95
    assert rendering_share(50.0, 100.0) == 0.5


def test_bytes_are_told_as_they_are(make: Callable[[PortBridge], QueueModel]) -> None:
    megabyte = 1024 * 1024
    port = PortBridge(jobs=[a_job("a", S.DOWNLOADING, clip_id="c")])
    model = make(port)
    told: list[int] = []
    model.dataChanged.connect(lambda first, _last, _roles: told.append(first.row()))
    port.download_progressed.emit("c", int(8.4 * megabyte), int(12.1 * megabyte))
    row = row_of(model, "a")
    assert row.state == "Downloading · 8.4 of 12.1 MB"
    assert row.bar is not None
    assert row.bar.share == pytest.approx(8.4 / 12.1, abs=0.001)
    assert told == [1]
    port.download_progressed.emit("c", int(8.4 * megabyte) + 100, int(12.1 * megabyte))
    assert told == [1], "a step too small to see repaints nothing"
    port.download_progressed.emit("c", 3 * megabyte, None)
    assert row_of(model, "a").state == "Downloading · 3.0 MB"
    assert row_of(model, "a").bar is None


def test_the_clock_runs_only_while_something_runs_and_is_looked_at(
    make: Callable[[PortBridge], QueueModel], qtbot: QtBot, clock: Clock
) -> None:
    port = PortBridge(jobs=[a_job("a", position=1.0), a_job("b", position=2.0)])
    model = make(port)
    model.set_watched(True)
    assert ticking(model) is False
    port.change("a", state=S.PROCESSING, started_at=NOW)
    assert ticking(model) is True
    model.set_watched(False)
    assert ticking(model) is False
    model.set_watched(True)
    clock.now += timedelta(seconds=7)
    with qtbot.waitSignal(model.dataChanged) as tick:
        pass
    first, last, roles = tick.args
    assert (first.row(), last.row(), list(roles)) == (1, 1, [Role.CLOCK])
    assert row_of(model, "a").state == "Rendering · 0:07"
    port.change("a", state=S.DOWNLOADING, clip_id="c")
    assert ticking(model) is False


def test_without_a_key_nothing_claims_to_be_followed(
    make: Callable[[PortBridge], QueueModel], clock: Clock
) -> None:
    started = NOW - timedelta(seconds=60)
    port = PortBridge(
        jobs=[
            a_job("queued", S.QUEUED, queue_position=3, total_in_queue=7),
            a_job("renders", S.PROCESSING, started_at=started, service="veo"),
        ],
        services=(),
    )
    port.usual_times["veo"] = (60.0, 120.0)
    model = make(port)
    model.set_watched(True)
    assert row_of(model, "queued").state == "Not followed: sign in to Sora"
    assert row_of(model, "renders").state == "Not followed: sign in to Veo"
    assert row_of(model, "renders").bar is None
    assert ticking(model) is False
    told: set[int] = set()
    model.dataChanged.connect(lambda first, _last, _roles: told.add(first.row()))
    port.hold("veo")
    assert row_of(model, "renders").state == "Rendering · 1:00 (usually 1–2\N{NO-BREAK SPACE}min)"
    assert row_of(model, "renders").bar is not None
    assert row_of(model, "queued").state == "Not followed: sign in to Sora"
    assert model.index_of("renders").row() in told
    assert ticking(model) is True
    told.clear()
    clock.now += timedelta(seconds=5)
    port.hold()
    assert row_of(model, "renders").state == "Not followed: sign in to Veo"
    assert model.index_of("renders").row() in told
    assert ticking(model) is False


def test_waiting_jobs_say_why_they_wait(make: Callable[[PortBridge], QueueModel]) -> None:
    port = PortBridge(
        jobs=[
            a_job("first", position=1.0),
            a_job("second", position=2.0),
            a_job("other", position=3.0, service="veo"),
        ],
        services=("sora",),
    )
    model = make(port)
    assert [row_of(model, job_id).state for job_id in ("first", "second", "other")] == [
        "Next to be sent",
        "Number 2 in line",
        "Waits until you sign in to Veo",
    ]
    port.quotas["sora"] = Quota(20, 1)
    assert row_of(model, "second").state == "More than the 1 left today; goes by itself later"
    port.set_paused(True, "veo")
    assert row_of(model, "first").state == "Next to be sent"
    port.set_paused(True)
    assert row_of(model, "first").state == "Paused"


def test_waiting_jobs_say_when_they_will_be_there_as_far_as_that_is_known(
    make: Callable[[PortBridge], QueueModel], clock: Clock
) -> None:
    port = PortBridge(
        jobs=[
            a_job("renders", S.PROCESSING, started_at=NOW),
            a_job("first", position=1.0),
            a_job("second", position=2.0),
            a_job("other", position=3.0, service="veo"),
        ]
    )
    port.usual_times["sora"] = (120.0, 180.0)
    model = make(port)
    span = "\N{NO-BREAK SPACE}min"
    assert row_of(model, "first").state == f"Next to be sent · ready in 4–6{span}"
    assert row_of(model, "second").state == f"Number 2 in line · ready in 6–9{span}"
    assert row_of(model, "other").state == "Next to be sent"
    assert "one after the other" in model.index_of("second").data(Qt.ItemDataRole.ToolTipRole)
    told: list[int] = []
    model.dataChanged.connect(lambda first, _last, _roles: told.append(first.row()))
    clock.now += timedelta(minutes=2)
    model.set_watched(True)
    assert ticking(model)
    model._on_second_passed()
    assert model.index_of("second").row() in told
    assert row_of(model, "second").state == f"Number 2 in line · ready in 4–7{span}"
    model.set_editing("first")
    assert row_of(model, "first").state == "Being edited · not sent meanwhile"
    assert row_of(model, "second").state == f"Next to be sent · ready in 2–4{span}"
    model.set_editing(None)
    clock.now += timedelta(minutes=30)  # longer than usual: nothing of it is left that is known
    assert row_of(model, "first").state == f"Next to be sent · ready in 2–3{span}"
    port.set_paused(True, "sora")
    assert row_of(model, "first").state == "Paused"


def test_a_place_in_the_services_queue_tells_when_a_job_will_be_there(
    make: Callable[[PortBridge], QueueModel],
) -> None:
    queued = a_job("a", S.QUEUED, queue_position=3, total_in_queue=7)
    port = PortBridge(jobs=[queued, a_job("b", S.QUEUED), a_job("v", S.QUEUED, service="veo")])
    model = make(port)
    assert row_of(model, "a").state == "Place 3 in the queue · 5:00"
    port.usual_times["sora"] = (120.0, 180.0)
    ready = "ready in 6–12\N{NO-BREAK SPACE}min"
    assert row_of(model, "a").state == f"Place 3 in the queue · 5:00 · {ready}"
    assert "its place in the queue of Sora" in model.index_of("a").data(Qt.ItemDataRole.ToolTipRole)
    assert row_of(model, "b").state == "In the queue · 5:00"
    port.long_silent.add("a")
    assert row_of(model, "a").state == "Place 3 in the queue · 5:00 · taking unusually long"


def test_one_services_jobs_are_shown_and_all_are_counted(
    make: Callable[[PortBridge], QueueModel],
) -> None:
    port = PortBridge(jobs=[a_job("a", position=1.0), a_job("b", S.PROCESSING, service="veo")])
    model = make(port)
    model.show_service("veo")
    assert shown(model) == ["Running", "b"]
    assert (model.open_count, model.services, model.service) == (2, {"sora", "veo"}, "veo")
    port.put(a_job("c", position=2.0))
    port.change("a", state=S.QUEUED)
    port.change("c", state=S.PROCESSING)
    port.change("c", state=S.PROCESSING)
    port.put(a_job("d", S.DOWNLOADING, clip_id="clip", service="sora"))
    port.download_progressed.emit("clip", 5, 10)
    assert shown(model) == ["Running", "b"]
    assert model.open_count == 4
    model.show_service(None)
    assert sorted(shown(model)) == ["Running", "a", "b", "c", "d"]
    model.show_service("sora")
    port.job_removed.emit("b")
    port.job_removed.emit("a")
    assert sorted(shown(model)) == ["Running", "c", "d"]
    assert model.open_count == 2


def test_jobs_that_were_moved_stand_there_at_once_and_stay_chosen(
    make: Callable[[PortBridge], QueueModel],
) -> None:
    jobs = [a_job(name, position=place) for place, name in enumerate("abcd", start=1)]
    port = PortBridge(jobs=jobs)
    model = make(port)
    chosen = QPersistentModelIndex(model.index_of("a"))
    moved = [replace(jobs[0], position=4), replace(jobs[3], position=1), a_job("unknown")]
    port.jobs_moved.emit(moved)
    assert shown(model) == ["Waiting (4)", "d", "b", "c", "a"]
    assert chosen.row() == model.index_of("a").row() == 4
    assert row_of(model, "a").state == "Number 4 in line"
    port.jobs_moved.emit([replace(jobs[1], state=S.QUEUED, position=9)])
    assert shown(model) == ["Waiting (4)", "d", "c", "a", "b"], "its state is told otherwise"


def test_what_is_moved_while_the_library_is_read_is_not_forgotten(
    qtbot: QtBot, clock: Clock
) -> None:
    jobs = [a_job("a", position=1.0), a_job("b", position=2.0)]
    port = PortBridge(jobs=jobs)
    model = QueueModel(port.as_bridge(), now=clock)
    port.jobs_moved.emit([replace(jobs[0], position=2.0), replace(jobs[1], position=1.0)])
    with qtbot.waitSignal(model.modelReset):
        pass
    assert shown(model) == ["Waiting (2)", "b", "a"]


def test_a_row_shows_the_videos_frame_before_the_jobs_own_picture(
    make: Callable[[PortBridge], QueueModel], qtbot: QtBot, tmp_path: Path
) -> None:
    frame = tmp_path / "frame.jpg"
    port = PortBridge(
        jobs=[a_job("a", S.READY, clip_id="c"), a_job("b", S.PROCESSING)],
        clips=[a_clip("c", thumbnail=frame)],
    )
    model = make(port)
    qtbot.waitUntil(lambda: row_of(model, "a").picture == frame)
    assert row_of(model, "b").picture is None
    port.change("b", state=S.READY, completed_at=NOW, clip_id="d")
    port.put_clip(a_clip("d", thumbnail=tmp_path / "other.jpg"))
    assert row_of(model, "b").picture == tmp_path / "other.jpg"


def test_rows_can_be_heard(make: Callable[[PortBridge], QueueModel]) -> None:
    model = make(PortBridge(jobs=[a_job("a", S.UNCERTAIN, prompt="Market in the rain")]))
    assert model.index_of("a").data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Market in the rain. Sora. Uncertain: connection lost while sending"
    )
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Needs you"


def test_one_question_at_a_time(make: Callable[[PortBridge], QueueModel]) -> None:
    port = PortBridge(jobs=[a_job("a", S.UNCERTAIN), a_job("b", S.UNCERTAIN)])
    model = make(port)
    model.ask("a", Action.SEND_AGAIN)
    assert row_of(model, "a").question
    assert actions(model, "a") == [Action.CONFIRM, Action.CANCEL]
    model.ask("b", Action.SEND_AGAIN)
    assert not row_of(model, "a").question
    port.change("b", state=S.LOST)
    assert model.question("b") is None


def test_markup_in_a_prompt_stays_text(make: Callable[[PortBridge], QueueModel]) -> None:
    model = make(PortBridge(jobs=[a_job("a", prompt="<b>bold</b>")]))
    assert "&lt;b&gt;bold" in model.index_of("a").data(Qt.ItemDataRole.ToolTipRole)
