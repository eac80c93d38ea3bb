"""The list of clips behind the grid."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.clips import Clip, ClipOrder, ClipQuery
from app.domain.errors import ErrorCode, KadrajError
from app.domain.works import WorkEnd, WorkKind
from app.ui.models.clips_model import ClipRole, ClipsModel, Progress
from app.ui.models.id_changes import Insertion, Removal, steps_between
from tests.ui.port import NOW, PortBridge, a_clip


def some_clips(number: int) -> list[Clip]:
    """Clips `c0`, `c1`, …, each an hour older than the one before."""
    return [
        a_clip(f"c{i}", prompt=f"Prompt {i}", created_at=NOW - timedelta(hours=i))
        for i in range(number)
    ]


def model_of(qtbot: QtBot, port: PortBridge, query: ClipQuery | None = None) -> ClipsModel:
    model = ClipsModel(port.as_bridge(), query or ClipQuery(service="sora"), port)
    model.start()
    qtbot.waitUntil(lambda: model.rowCount() == len(port.clips))
    return model


def ids(model: ClipsModel) -> list[str]:
    return [model.id_at(row) for row in range(model.rowCount())]


def loaded_ids(port: PortBridge) -> list[str]:
    return [i for call in port.calls if call[0] == "load_clips" for i in call[1]]


def look_at(qtbot: QtBot, model: ClipsModel, row: int) -> Clip:
    """What a view does: asks, and asks again when told that there is more now."""
    index = model.index(row)
    if index.data(ClipRole.CLIP) is None:
        with qtbot.waitSignal(model.dataChanged):
            pass
    clip: Clip = index.data(ClipRole.CLIP)
    return clip


def test_it_stays_a_proper_model_whatever_happens(qtbot: QtBot) -> None:
    port = PortBridge(clips=some_clips(40))
    model = ClipsModel(port.as_bridge(), ClipQuery(service="sora"), port)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, port)

    def after(deed: Callable[[], object], count: int) -> None:
        deed()
        qtbot.waitUntil(lambda: model.rowCount() == count)

    after(model.start, 40)
    newest = a_clip("new", created_at=NOW + timedelta(hours=1))
    after(lambda: port.put_clip(newest), 41)
    port.download_progressed.emit("c3", 1, 2)
    port.download_failed.emit("c3", KadrajError(ErrorCode.DISK_FULL, folder="/library"))
    gone = replace(port.clips["c7"], trashed_at=NOW)
    after(lambda: port.put_clip(gone), 40)
    after(lambda: port.put_clip(replace(gone, trashed_at=None)), 41)
    look_at(qtbot, model, 20)
    port.library_moved.emit(Path("/elsewhere"))
    look_at(qtbot, model, 20)
    after(lambda: model.set_query(ClipQuery(service="sora", text="Prompt 1")), 11)
    after(lambda: model.set_query(ClipQuery(service="sora", order=ClipOrder.PROMPT)), 41)
    after(lambda: model.set_query(ClipQuery(service="sora", text="nothing")), 0)


def test_a_download_that_waits_for_room_is_no_download_under_way(qtbot: QtBot) -> None:
    port = PortBridge(clips=some_clips(2))
    port.downloads = {"c0", "c1"}
    port.rests["c1"] = full = KadrajError(ErrorCode.DISK_FULL, folder="/library")
    model = model_of(qtbot, port)
    look_at(qtbot, model, 0)
    assert [model.index(row).data(ClipRole.ERROR) for row in (0, 1)] == [None, full]
    assert [model.index(row).data(ClipRole.PROGRESS) for row in (0, 1)] == [Progress(0, None), None]
    port.rests["c0"] = full
    port.put_clip(replace(port.clips["c0"], aspect_ratio="1:1"))
    assert [model.index(0).data(role) for role in (ClipRole.ERROR, ClipRole.PROGRESS)] == [
        full,
        None,
    ], "not both at once"


def test_it_is_a_proper_model(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    port = PortBridge(clips=some_clips(40))
    model = model_of(qtbot, port)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    port.put_clip(a_clip("new", created_at=NOW + timedelta(hours=1)))
    with qtbot.waitSignal(model.arrived):
        pass
    assert ids(model)[0] == "new"


def test_only_what_is_looked_at_is_read(qtbot: QtBot) -> None:
    port = PortBridge(clips=some_clips(100_000))
    model = model_of(qtbot, port)
    assert model.rowCount() == 100_000
    assert len(loaded_ids(port)) <= 120, "what fills a screen comes with its details"
    port.calls.clear()
    assert look_at(qtbot, model, 50_000).prompt == "Prompt 50000"
    assert 0 < len(loaded_ids(port)) < 200
    assert "c50010" in loaded_ids(port), "the neighbours come along"
    look_at(qtbot, model, 50_010)
    assert loaded_ids(port).count("c50010") == 1


def test_a_new_clip_comes_in_without_a_new_list(qtbot: QtBot) -> None:
    port = PortBridge(clips=some_clips(5))
    model = model_of(qtbot, port)
    with (
        qtbot.assertNotEmitted(model.modelReset),
        qtbot.waitSignal(model.rowsInserted) as inserted,
    ):
        port.put_clip(a_clip("new", created_at=NOW - timedelta(minutes=90)))
    assert inserted.args is not None
    assert inserted.args[1:] == [2, 2]
    assert ids(model) == ["c0", "c1", "new", "c2", "c3", "c4"]


def test_many_changes_are_read_once(qtbot: QtBot) -> None:
    port = PortBridge(clips=some_clips(5))
    model = model_of(qtbot, port)
    port.calls.clear()
    with qtbot.waitSignal(model.arrived):
        for number in range(30):
            port.put_clip(a_clip(f"new{number}"))
        port.history_merged.emit("sora", 35, True)
    assert [call[0] for call in port.calls].count("find_clips") == 1
    assert model.rowCount() == 35


@pytest.mark.parametrize("what", ["other service", "nothing new"])
def test_what_does_not_concern_it_is_not_read(qtbot: QtBot, what: str) -> None:
    port = PortBridge(clips=some_clips(5))
    model = model_of(qtbot, port)
    port.calls.clear()
    if what == "other service":
        port.put_clip(a_clip("v", service="veo"))
        port.history_merged.emit("veo", 1, True)
    else:
        port.history_merged.emit("sora", 5, False)
    with qtbot.assertNotEmitted(model.arrived, wait=150):
        pass
    assert port.calls == []


def test_a_changed_clip_is_told_precisely(qtbot: QtBot) -> None:
    clips = some_clips(5)
    port = PortBridge(clips=clips)
    model = model_of(qtbot, port)
    look_at(qtbot, model, 0)
    with qtbot.waitSignal(model.dataChanged) as changed:
        port.put_clip(a_clip("c3", prompt="Told at last", created_at=clips[3].created_at))
    assert changed.args is not None
    assert (changed.args[0].row(), changed.args[1].row()) == (3, 3)
    assert model.index(3).data(Qt.ItemDataRole.DisplayRole) == "Told at last"


def test_what_was_known_is_shown_until_it_was_read_anew(qtbot: QtBot) -> None:
    port = PortBridge(clips=some_clips(3))
    model = model_of(qtbot, port)
    look_at(qtbot, model, 1)
    port.clips["c1"] = a_clip("c1", prompt="Merged", created_at=NOW - timedelta(hours=1))
    port.history_merged.emit("sora", 3, True)
    assert look_at(qtbot, model, 1).prompt == "Prompt 1", "no empty cell meanwhile"
    qtbot.waitUntil(lambda: look_at(qtbot, model, 1).prompt == "Merged")


def test_what_waits_to_be_downloaded_says_so_until_it_is_no_more(qtbot: QtBot) -> None:
    port = PortBridge(clips=some_clips(3))
    model = model_of(qtbot, port)
    cells = [model.index(row) for row in range(3)]
    for row in range(3):
        look_at(qtbot, model, row)
    port.downloads = port.waiting = {"c0", "c1"}
    port.downloads_added.emit()
    waits, begun = Progress(None, None), Progress(0, None)
    assert [cell.data(ClipRole.PROGRESS) for cell in cells] == [waits, waits, None]
    port.waiting = {"c1"}
    port.download_started.emit("c0")
    assert [cell.data(ClipRole.PROGRESS) for cell in cells] == [begun, waits, None]
    port.downloads = port.waiting = set()
    port.work_ended.emit(WorkEnd("w", WorkKind.DOWNLOADS, cancelled=True))
    assert [cell.data(ClipRole.PROGRESS) for cell in cells] == [None, None, None]


def test_a_download_is_followed_to_its_end(qtbot: QtBot) -> None:
    port = PortBridge(clips=some_clips(3))
    model = model_of(qtbot, port)
    cell = model.index(1)
    model.download("c1")
    assert ("download", "c1") in port.calls
    assert cell.data(ClipRole.PROGRESS) == Progress(0, None)
    port.download_progressed.emit("c1", 30, 120)
    assert cell.data(ClipRole.PROGRESS).share == 0.25
    error = KadrajError(ErrorCode.DOWNLOAD_CUT, received=30, expected=120)
    port.download_failed.emit("c1", error)
    assert cell.data(ClipRole.PROGRESS) is None
    assert cell.data(ClipRole.ERROR) is error
    port.download_progressed.emit("c1", 60, 120)
    assert cell.data(ClipRole.ERROR) is None
    port.download_stopped.emit("c1")
    assert cell.data(ClipRole.PROGRESS) is None, "its job was taken out of the queue"
    port.download_progressed.emit("c1", 60, 120)
    port.put_clip(a_clip("c1", file=Path("/c1.mp4")))
    assert cell.data(ClipRole.PROGRESS) is None
    assert model.index(0).data(ClipRole.PROGRESS) is None


def test_an_answer_to_an_older_question_is_not_shown(qtbot: QtBot) -> None:
    port = PortBridge(clips=some_clips(5))
    model = model_of(qtbot, port)
    with qtbot.waitSignal(model.arrived):
        model.set_query(ClipQuery(service="sora", text="Prompt 1"))
        model.set_query(ClipQuery(service="sora", text="Prompt 2"))
    assert ids(model) == ["c2"]


distinct = st.lists(st.sampled_from([f"c{i:02}" for i in range(30)]), unique=True)


@given(distinct, distinct)
def test_steps_lead_from_any_list_to_any_other(old: list[str], new: list[str]) -> None:
    # Sorted lists share their order, as two readings of a library do.
    old, new = sorted(old), sorted(new)
    steps = steps_between(old, new)
    assert steps is not None
    followed = list(old)
    for step in steps:
        match step:
            case Removal(first, last):
                del followed[first : last + 1]
            case Insertion(first, more):
                followed[first:first] = more
    assert followed == new


def test_another_order_is_another_list() -> None:
    assert steps_between(["a", "b"], ["b", "a"]) is None
    assert steps_between([], [f"c{i}" for i in range(500)]) is not None


def test_what_follows_words_that_find_nothing_is_not_looked_for(qtbot: QtBot) -> None:
    port = PortBridge(clips=some_clips(3))
    model = model_of(qtbot, port)
    for text in ("Z", "Ze", "Prompt 1"):
        port.calls.clear()
        asked = ClipQuery(service="sora", text=text)
        with qtbot.waitSignal(model.arrived):
            model.set_query(asked)
        assert (("find_clips", asked) in port.calls) is (text != "Ze")
    assert ids(model) == ["c1"]


def test_a_clip_that_comes_is_found_by_words_that_found_nothing(qtbot: QtBot) -> None:
    port = PortBridge(clips=some_clips(3))
    model = model_of(qtbot, port)
    with qtbot.waitSignal(model.arrived):
        model.set_query(ClipQuery(service="sora", text="Ze"))
    port.put_clip(a_clip("new", prompt="Zeppelin"))
    model.set_query(ClipQuery(service="sora", text="Zep"))
    qtbot.waitUntil(lambda: ids(model) == ["new"])
