"""What users do with their videos: mark, throw away, download many, look at everything known."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.bootstrap import Surroundings, build_studio
from app.demo.panels import DemoPanels
from app.domain.clips import Clip, ClipPlace, ClipQuery, Marks, MarksChange
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import (
    ClipChanged,
    DownloadFailed,
    DownloadProgressed,
    DownloadsPaused,
    WorkEnded,
    WorkProgressed,
)
from app.domain.jobs import JobState
from app.domain.secrets import Secret
from app.domain.works import WorkKind
from app.engine.gate import Gate
from app.engine.studio import Studio
from tests.engine.workshop import QUICK, Watch, Workshop, asked, noon, until

pytestmark = pytest.mark.anyio

LOVED = MarksChange(rating=5, add_tags=("gece",))


@dataclass
class FolderBin:
    """A recycle bin that is a folder; one that is full takes nothing."""

    folder: Path
    full: bool = False

    def put(self, paths: Sequence[Path]) -> dict[Path, Path]:
        if self.full:
            raise KadrajError(ErrorCode.FILE_FAILED, path=str(paths[0]), reason="full")
        self.folder.mkdir(exist_ok=True)
        return {path: path.rename(self.folder / path.name) for path in paths}

    def take_back(self, moved: Mapping[Path, Path]) -> None:
        for was, now in moved.items():
            if now.exists():
                now.rename(was)


@asynccontextmanager
async def working(
    workshop: Workshop, recycle_bin: FolderBin | None = None
) -> AsyncIterator[tuple[Studio, Watch]]:
    keys = {service: Secret(key) for service, key in workshop.keys.items()}
    around = Surroundings(workshop.places, workshop.addresses, keys)
    studio = build_studio(around, QUICK, recycle_bin)
    watch = Watch(studio)
    await studio.open()
    try:
        await studio.start()
        await studio.sign_in_remembered()
        yield studio, watch
    finally:
        await studio.close()


@pytest.fixture
async def history(tmp_path: Path, no_task_is_left: None) -> AsyncIterator[DemoPanels]:
    async with DemoPanels(
        folder=tmp_path / "panels", draft=True, clip_seconds=1, pace=0.2, clock=noon, history=6
    ) as panels:
        yield panels


async def made(studio: Studio, watch: Watch) -> Clip:
    """A video that was made and downloaded."""
    job = await watch.until_job(await studio.generate(asked()), JobState.READY)
    clip = await studio.library.clip(job.clip_id or "")
    assert clip is not None
    return clip


async def test_marks_are_told_of_and_reach_the_sidecar(workshop: Workshop) -> None:
    async with workshop.working() as (studio, watch):
        clip = await made(studio, watch)
        assert clip.file is not None
        before = await studio.shelf.marking.mark([clip.id], LOVED)
        assert before == {clip.id: Marks()}
        changed = await watch.until(ClipChanged, lambda e: e.clip.marks.rating == 5)
        assert changed.clip.marks.tags == ("gece",)
        sidecar = clip.file.with_suffix(".json")
        await until(lambda: '"rating": 5' in sidecar.read_text("utf-8"))
        await studio.shelf.marking.restore(before)
        await until(lambda: '"rating": 0' in sidecar.read_text("utf-8"))
        so_far = len(watch.events)
        assert await studio.shelf.marking.mark([clip.id], MarksChange(rating=0)) == {}
        assert len(watch.events) == so_far


async def test_a_sidecar_that_cannot_be_written_stays_owed(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for = asyncio.Event()

    async def full() -> None:
        asked_for.set()
        raise KadrajError(ErrorCode.DISK_FULL, folder="/")

    async with workshop.working() as (studio, watch):
        clip = await made(studio, watch)
        with monkeypatch.context() as patch:
            patch.setattr(studio.library, "settle_sidecars", full)
            await studio.shelf.marking.mark([clip.id], LOVED)
            await watch.until(ClipChanged, lambda e: e.clip.marks.rating == 5)
            await asked_for.wait()
    assert clip.file is not None
    async with workshop.working() as (studio, _):
        await studio.shelf.take_up()
        sidecar = clip.file.with_suffix(".json")
        await until(lambda: '"rating": 5' in sidecar.read_text("utf-8"))


async def test_everything_known_of_a_clip(workshop: Workshop) -> None:
    async with workshop.working() as (studio, watch):
        first = await made(studio, watch)
        second, _ = await studio.library.keep_clip(
            Clip("abc", "sora", "r9", datetime.now(UTC), parents=(first.id, "gone"))
        )
        details = await studio.shelf.details(first.id)
        assert details.job is not None
        assert details.job.clip_id == first.id
        assert details.timeline[-1].state is JobState.READY
        foreign = await studio.shelf.details(second.id)
        assert (foreign.job, foreign.timeline) == (None, ())
        assert [clip.id for clip in foreign.parents] == [first.id]
        with pytest.raises(KadrajError) as failure:
            await studio.shelf.details("unknown")
        assert failure.value.code is ErrorCode.CLIP_UNKNOWN


async def test_a_video_is_thrown_away_with_all_its_files_and_fetched_back(
    workshop: Workshop, tmp_path: Path
) -> None:
    thrown = FolderBin(tmp_path / "bin")
    async with working(workshop, thrown) as (studio, watch):
        clip = await made(studio, watch)
        files = studio.library.files_of(clip)
        assert await studio.shelf.trash.put([clip.id, "unknown"]) == [clip.id]
        assert await studio.shelf.trash.put([clip.id]) == []
        await watch.until(ClipChanged, lambda e: e.clip.trashed_at is not None)
        assert not any(file.exists() for file in files)
        await studio.history.refresh("sora")
        assert clip.id not in await studio.library.clip_ids(ClipQuery())
    async with working(workshop, thrown) as (studio, watch):
        assert await studio.shelf.trash.take_back([clip.id]) == [clip.id]
        assert await studio.shelf.trash.take_back([clip.id]) == []
        back = await studio.library.clip(clip.id)
        assert back is not None
        assert (back.file, back.trashed_at) == (clip.file, None)
        assert all(file.exists() for file in files)


async def test_without_room_in_the_bin_nothing_is_thrown_away(
    workshop: Workshop, tmp_path: Path
) -> None:
    async with working(workshop, FolderBin(tmp_path / "bin", full=True)) as (studio, watch):
        clip = await made(studio, watch)
        with pytest.raises(KadrajError) as failure:
            await studio.shelf.trash.put([clip.id])
        assert failure.value.code is ErrorCode.FILE_FAILED
        assert await studio.library.clip_ids(ClipQuery(service="sora")) == [clip.id]


async def test_without_a_bin_only_what_has_no_file_is_thrown_away(
    workshop: Workshop, tmp_path: Path
) -> None:
    async with workshop.working() as (studio, watch):
        here = await made(studio, watch)
        cloud, _ = await studio.library.keep_clip(Clip("abc", "sora", "r9", datetime.now(UTC)))
        assert await studio.shelf.trash.put([cloud.id]) == [cloud.id]
        with pytest.raises(KadrajError) as failure:
            await studio.shelf.trash.put([here.id])
        assert failure.value.code is ErrorCode.NO_RECYCLE_BIN
        assert await studio.shelf.trash.take_back([cloud.id]) == [cloud.id]


async def test_what_is_thrown_away_can_be_downloaded_again(
    workshop: Workshop, tmp_path: Path
) -> None:
    async with working(workshop, FolderBin(tmp_path / "bin")) as (studio, watch):
        clip = await made(studio, watch)
        await studio.shelf.trash.put([clip.id])
        studio.downloads.start(clip.id)
        again = await watch.until(
            ClipChanged,
            lambda e: e.clip.downloaded and e.clip.trashed_at is None,
            after=len(watch.events),
        )
        assert again.clip.id == clip.id


async def test_what_was_thrown_away_does_not_come_by_itself(workshop: Workshop) -> None:
    async with workshop.working() as (studio, watch):
        studio.change_settings(replace(studio.settings, download_automatically=False))
        job = await watch.until_job(await studio.generate(asked()), JobState.COMPLETED)
        assert job.clip_id is not None
        assert await studio.shelf.trash.put([job.clip_id]) == [job.clip_id]
        studio.change_settings(replace(studio.settings, download_automatically=True))
    async with workshop.working() as (studio, _):
        assert not studio.downloads.running(job.clip_id)


async def test_a_whole_history_is_downloaded_as_one_work(
    history: DemoPanels, tmp_path: Path
) -> None:
    workshop = Workshop.at(history, tmp_path / "home")
    async with workshop.working() as (studio, watch):
        await studio.history.refresh("sora")
        cloud = await studio.library.clip_ids(ClipQuery(service="sora", place=ClipPlace.CLOUD))
        assert cloud
        await studio.shelf.bulk.add_everything("sora")
        await studio.shelf.bulk.add(cloud)
        ended = await watch.until(WorkEnded)
        assert (ended.end.kind, ended.end.cancelled) == (WorkKind.DOWNLOADS, False)
        last = watch.of(WorkProgressed)[-1].progress
        assert (last.done, last.total) == (len(cloud), len(cloud))
        query = ClipQuery(service="sora", place=ClipPlace.CLOUD)
        assert await studio.library.clip_ids(query) == []
        assert await studio.library.note("downloads") == "[]"


async def test_what_joins_a_row_of_downloads_is_counted_with_it(
    history: DemoPanels, tmp_path: Path
) -> None:
    workshop = Workshop.at(history, tmp_path / "home")
    async with workshop.working() as (studio, watch):
        await studio.shelf.set_downloads_paused(True)
        await studio.history.refresh("sora")
        first, *others = await studio.library.clip_ids(ClipQuery(service="sora"))
        await studio.shelf.bulk.add([first])
        assert studio.shelf.bulk.waiting(first)
        await watch.until(WorkProgressed)
        await studio.shelf.bulk.add([first, *others])
        await watch.until(WorkProgressed, lambda e: e.progress.total == 1 + len(others))
        await studio.shelf.set_downloads_paused(False)
        await watch.until(WorkEnded)
        assert not studio.shelf.bulk.waiting(first)
        assert len(await studio.library.clip_ids(ClipQuery("sora", place=ClipPlace.HERE))) == len(
            [first, *others]
        )


async def test_what_is_asked_for_when_the_last_download_has_just_ended_comes_too(
    history: DemoPanels, tmp_path: Path
) -> None:
    workshop = Workshop.at(history, tmp_path / "home")
    async with workshop.working() as (studio, watch):
        await studio.history.refresh("sora")
        first, second, *_ = await studio.library.clip_ids(ClipQuery(service="sora"))
        await studio.shelf.bulk.add([first])
        await until(lambda: studio.downloads.running(first))
        await studio.downloads.until_over(first)
        await studio.shelf.bulk.add([second])
        await watch.until(ClipChanged, lambda e: e.clip.id == second and e.clip.downloaded)


async def test_a_pause_halts_everything_and_outlives_the_program(
    history: DemoPanels, tmp_path: Path
) -> None:
    workshop = Workshop.at(history, tmp_path / "home")
    async with workshop.working() as (studio, watch):
        await studio.history.refresh("sora")
        await studio.shelf.set_downloads_paused(True)
        await studio.shelf.set_downloads_paused(True)
        await studio.shelf.bulk.add_everything(None)
        await watch.until(WorkProgressed)
        assert watch.of(DownloadsPaused) == [DownloadsPaused(True)]
    async with workshop.working() as (studio, watch):
        await studio.shelf.take_up()
        assert studio.shelf.downloads_paused
        assert await studio.library.clip_ids(ClipQuery(place=ClipPlace.HERE)) == []
        await studio.shelf.set_downloads_paused(False)
        await watch.until(WorkEnded)
        assert len(await studio.library.clip_ids(ClipQuery("sora", place=ClipPlace.HERE))) > 0
        assert not studio.shelf.downloads_paused


async def test_a_download_under_way_goes_on_after_a_pause(workshop: Workshop) -> None:
    async with workshop.working() as (studio, watch):
        studio.change_settings(replace(studio.settings, download_automatically=False))
        job = await watch.until_job(await studio.generate(asked()), JobState.COMPLETED)
        assert job.clip_id is not None
        studio.downloads.start(job.clip_id)
        await watch.until(DownloadProgressed)
        await studio.shelf.set_downloads_paused(True)
        await studio.shelf.set_downloads_paused(False)
        ready = await watch.until_job(job, JobState.READY)
        assert ready.failure is None
        assert watch.of(DownloadFailed) == []


async def test_the_user_ends_a_row_of_downloads(history: DemoPanels, tmp_path: Path) -> None:
    workshop = Workshop.at(history, tmp_path / "home")
    async with workshop.working() as (studio, watch):
        await studio.shelf.set_downloads_paused(True)
        await studio.history.refresh("sora")
        await studio.shelf.bulk.add_everything("sora")
        begun = await watch.until(WorkProgressed)
        cloud = await studio.library.clip_ids(ClipQuery(service="sora"))
        await until(lambda: all(studio.downloads.running(clip) for clip in cloud))
        studio.shelf.works.cancel(begun.progress.id)
        ended = await watch.until(WorkEnded)
        assert ended.end.cancelled
        assert not any(studio.downloads.running(clip) for clip in cloud)
        studio.shelf.works.cancel(begun.progress.id)
    async with workshop.working() as (studio, watch):
        await studio.shelf.take_up()
        assert watch.of(WorkProgressed) == []


async def test_a_gate_lets_through_what_ends_and_what_fails() -> None:
    gate = Gate()

    async def work() -> int:
        return 7

    async def fail() -> None:
        raise KadrajError(ErrorCode.INTERNAL, reason="x")

    async def for_ever() -> None:
        await asyncio.Event().wait()

    assert await gate.through(work) == 7
    with pytest.raises(KadrajError):
        await gate.through(fail)
    async with gate.closed():
        await gate.close()
        waiting = asyncio.create_task(gate.through(work))
        await asyncio.sleep(0)
        assert not waiting.done()
    assert not waiting.done()
    gate.open()
    assert await waiting == 7
    endless = asyncio.create_task(gate.through(for_ever))
    await asyncio.sleep(0)
    endless.cancel()
    with pytest.raises(asyncio.CancelledError):
        await endless


async def test_a_gate_that_opens_while_work_is_still_being_broken_off_lets_it_begin_anew() -> None:
    gate, begun, may_end = Gate(), asyncio.Event(), asyncio.Event()

    async def work() -> str:
        if begun.is_set():
            return "begun anew"
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            await may_end.wait()  # as a file that is still being written to
        return "never said"

    passing = asyncio.create_task(gate.through(work))
    await begun.wait()
    closing = asyncio.create_task(gate.close())
    await asyncio.sleep(0)
    gate.open()
    may_end.set()
    await closing
    assert await passing == "begun anew"


async def test_the_last_word_on_a_pause_is_the_one_that_is_kept(workshop: Workshop) -> None:
    async with workshop.working() as (studio, watch):
        begun, may_end = asyncio.Event(), asyncio.Event()

        async def work() -> None:
            begun.set()
            try:
                await asyncio.Event().wait()
            finally:
                await may_end.wait()

        passing = asyncio.create_task(studio.downloads.gate.through(work))
        await begun.wait()
        pausing = asyncio.create_task(studio.shelf.set_downloads_paused(True))
        await watch.until(DownloadsPaused)
        await studio.shelf.set_downloads_paused(False)
        may_end.set()
        await pausing
        assert await studio.library.note("downloads paused") == "false"
        passing.cancel()
        await asyncio.wait([passing])
