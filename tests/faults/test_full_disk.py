"""A disk without room: downloads pause and go on by themselves, and nothing is lost or sent twice.

The disks are real ones of 8 MB.
"""

import asyncio
import hashlib
import json
import multiprocessing
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from app.demo.panels import DemoPanels
from app.demo.scenarios import CALM, Endpoint, Scenario
from app.domain.clips import Clip, ClipQuery
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import DownloadFailed, JobChanged, QuotaChanged
from app.domain.jobs import JobState
from app.engine.studio import Studio
from tests.engine.test_downloads import Panel
from tests.engine.test_following_in_trouble import following, taken
from tests.engine.workshop import QUICK, Workshop, asked, until
from tests.faults import worker
from tests.faults.small_disk import fill, free, make_room, small_disk
from tests.media.clips import write_video
from tests.services.server import Received, reply, serving

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.skipif(os.name == "nt", reason="mounts small disks"),
]

S = JobState
#: Of the 8 MB; with the reserve, too much to be there twice.
SIZE = 3_000_000


@pytest.fixture
def workshop(panels: DemoPanels, tmp_path: Path) -> Workshop:
    return Workshop.at(panels, tmp_path / "home")


@pytest.fixture
def disk(workshop: Workshop) -> Iterator[Path]:
    """The small disk that the library lies on, and nothing else."""
    with small_disk(workshop.places.library) as disk:
        yield disk


@pytest.fixture
def home_disk(workshop: Workshop) -> Iterator[Path]:
    """The small disk that everything lies on."""
    with small_disk(workshop.home) as disk:
        yield disk


def full(event: DownloadFailed) -> bool:
    return event.error.code is ErrorCode.DISK_FULL


def halted(event: JobChanged) -> bool:
    return event.job.failure is not None and event.job.failure.code is ErrorCode.DISK_FULL


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def checked(clip: Clip | None, original: bytes) -> Path:
    """The file of a clip that is here as it should be, with its sidecar and without a part."""
    assert clip is not None
    assert clip.file is not None
    assert sha(clip.file.read_bytes()) == sha(original)
    assert json.loads(clip.file.with_suffix(".json").read_text("utf-8"))["id"] == clip.id
    assert not [file for file in clip.file.parent.iterdir() if ".part" in file.name]
    return clip.file


async def test_a_disk_that_is_full_pauses_a_download_until_there_is_room(
    workshop: Workshop, disk: Path, panels: DemoPanels, tmp_path: Path
) -> None:
    async with workshop.working() as (studio, watch):
        fill(disk)
        job = await studio.generate(asked())
        paused = await watch.until(DownloadFailed, full)
        told = await watch.until(JobChanged, halted)
        assert told.job.state is S.COMPLETED
        assert studio.downloads.pausing(paused.clip_id) is paused.error
        assert not any(request.service == "files" for request in panels.requests)
        make_room(disk)
        ready = await watch.until_job(job, S.READY)
        assert ready.failure is None
        assert studio.downloads.pausing(paused.clip_id) is None
        clip = await studio.library.clip(paused.clip_id)
    checked(clip, (tmp_path / "panels" / f"{ready.remote_id}.mp4").read_bytes())


async def test_a_user_who_asks_again_does_not_wait_for_the_watcher(
    workshop: Workshop, disk: Path
) -> None:
    async with workshop.working() as (studio, watch):
        fill(disk)
        job = await studio.generate(asked())
        paused = await watch.until(DownloadFailed, full)
        so_far = len(watch.events)
        studio.downloads.start(paused.clip_id)
        await watch.until(DownloadFailed, full, after=so_far)
        make_room(disk)
        await watch.until_job(job, S.READY)


async def test_closed_while_it_pauses_it_goes_on_at_the_next_start(
    workshop: Workshop, disk: Path
) -> None:
    async with workshop.working() as (studio, watch):
        fill(disk)
        job = await studio.generate(asked())
        await watch.until(JobChanged, halted)
    async with workshop.working() as (_, watch):
        await watch.until(DownloadFailed, full)
        make_room(disk)
        await watch.until_job(job, S.READY)


async def test_killed_while_it_pauses_it_goes_on_at_the_next_start(
    workshop: Workshop, disk: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "picture.png"
    Image.new("RGB", (64, 36)).save(picture)
    nursery = multiprocessing.get_context("forkserver")
    fill(disk)
    hearing, telling = nursery.Pipe(duplex=False)
    process = nursery.Process(target=worker.work, args=(workshop, ["Balon"], picture, telling))
    process.start()
    telling.close()
    # Made, and then halted: the one change of a job that is completed already.
    states: list[str] = []
    while states[-2:] != [S.COMPLETED, S.COMPLETED]:
        states.append((await asyncio.to_thread(hearing.recv))[0])
    process.kill()
    await asyncio.to_thread(process.join)
    process.close()
    hearing.close()
    async with workshop.opened() as (studio, watch):
        (job,) = await studio.library.jobs()
        assert job.failure is not None
        assert job.failure.code is ErrorCode.DISK_FULL
        make_room(disk)
        await studio.start()
        await watch.until_job(job, S.READY)


class Slow(Panel):
    """Gives the first part of its video, and the rest when it is told to."""

    def __init__(self, video: bytes, first: int) -> None:
        super().__init__(video, lambda *_: b"")
        self.first = first
        self.rest = asyncio.Event()

    async def answer(self, asked: Received, writer: asyncio.StreamWriter) -> None:
        if asked.method != "GET" or not asked.target.endswith(".mp4"):
            await super().answer(asked, writer)
        elif "range" in asked.headers:
            self.ranges.append(asked.headers["range"])
            start = int(asked.headers["range"].removeprefix("bytes=").rstrip("-"))
            told = f"bytes {start}-{len(self.video) - 1}/{len(self.video)}"
            writer.write(reply(206, self.video[start:], Content_Range=told, ETag='"one"'))
        else:
            whole = reply(200, self.video, ETag='"one"')
            writer.write(whole[: len(whole) - len(self.video) + self.first])
            await writer.drain()
            await self.rest.wait()
            writer.write(self.video[self.first :])


def large_video(folder: Path) -> bytes:
    """A small video with much behind it that players pass over (ISO/IEC 14496-12, 8.1.2)."""
    video = write_video(folder / "made.mp4", [Image.new("RGB", (320, 240))] * 5).read_bytes()
    return video + SIZE.to_bytes(4, "big") + b"free" + os.urandom(SIZE - 8)


async def the_clip(studio: Studio) -> str:
    await studio.history.refresh("sora")
    (clip_id,) = await studio.library.clip_ids(ClipQuery(service="sora"))
    return clip_id


async def test_a_length_that_has_no_room_is_not_even_begun(tmp_path: Path) -> None:
    video = large_video(tmp_path)
    panel = Slow(video, len(video))
    async with serving(panel.answer) as server:
        panel.url = server.url
        workshop = Workshop(tmp_path / "home", {"sora": server.url}, {"sora": "key"})
        with small_disk(workshop.places.library) as disk:
            async with workshop.working() as (studio, watch):
                clip_id = await the_clip(studio)
                fill(disk, leave=2_000_000)
                studio.downloads.start(clip_id)
                paused = await watch.until(DownloadFailed, full)
                assert paused.error.params["needed"] == len(video)
                assert free(disk) > 1_900_000
                panel.rest.set()
                make_room(disk)
                clip = await studio.library.clip(clip_id)
                assert clip is not None
                checked(await watch.until_downloaded(clip), video)


async def test_a_disk_that_fills_up_on_the_way_keeps_what_came(tmp_path: Path) -> None:
    video = large_video(tmp_path)
    panel = Slow(video, 1_000_000)
    async with serving(panel.answer) as server:
        panel.url = server.url
        workshop = Workshop(tmp_path / "home", {"sora": server.url}, {"sora": "key"})
        with small_disk(workshop.places.library) as disk:
            async with workshop.working() as (studio, watch):
                clip_id = await the_clip(studio)
                clip = await studio.library.clip(clip_id)
                assert clip is not None
                part = studio.library.part_path(clip)
                studio.downloads.start(clip_id)
                await until(lambda: part.exists() and part.stat().st_size == panel.first)
                fill(disk, leave=500_000)
                panel.rest.set()
                paused = await watch.until(DownloadFailed, full)
                needed = int(paused.error.params["needed"] or 0)
                assert video.startswith(part.read_bytes())
                make_room(disk)
                checked(await watch.until_downloaded(clip), video)
    # What came was not asked for again.
    (asked_for,) = set(panel.ranges)
    assert int(asked_for.removeprefix("bytes=").rstrip("-")) >= 1_000_000
    assert 0 < needed <= len(video) - 1_000_000


async def test_several_that_pause_have_one_watcher_and_all_go_on(
    workshop: Workshop, disk: Path
) -> None:
    async with workshop.working() as (studio, watch):
        fill(disk)
        jobs = [await studio.generate(asked(prompt=f"Balon {number}")) for number in range(4)]
        ids = {job.id for job in jobs}
        await until(lambda: {e.job.id for e in filter(halted, watch.of(JobChanged))} >= ids)
        watchers = [task for task in asyncio.all_tasks() if task.get_name() == "watch for room"]
        assert len(watchers) <= 1
        make_room(disk)
        for job in jobs:
            await watch.until_job(job, S.READY)


async def test_a_full_home_answers_generate_with_a_clear_word(
    workshop: Workshop, home_disk: Path, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        fill(home_disk)
        with pytest.raises(KadrajError) as refused:
            await studio.generate(asked())
        assert refused.value.code is ErrorCode.DISK_FULL
        assert await studio.library.jobs() == []
        make_room(home_disk)
        await watch.until_job(await studio.generate(asked()), S.READY)
    assert panels.posts() == 1


async def test_a_job_that_was_taken_while_the_home_is_full_is_not_lost(
    workshop: Workshop, home_disk: Path, panels: DemoPanels
) -> None:
    panels.scenario = Scenario("slow", latency=0.5).at(Endpoint.SUBMIT)
    async with workshop.working() as (studio, watch):
        job = await studio.generate(asked())
        await until(lambda: panels.posts() == 1)
        fill(home_disk)
        told = await watch.until(JobChanged, halted)
        assert told.job.state is S.SUBMITTING
        panels.scenario = CALM
        make_room(home_disk)
        ready = await watch.until_job(job, S.READY)
        assert ready.failure is None
    assert panels.posts() == 1


async def test_a_home_that_fills_up_while_a_video_is_made_holds_it_up_only(
    workshop: Workshop, home_disk: Path, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        job = await studio.generate(asked())
        await watch.until_job(job, S.QUEUED, S.PROCESSING)
        fill(home_disk)
        await watch.until(JobChanged, halted)
        make_room(home_disk)
        await watch.until_job(job, S.READY)
    assert panels.posts() == 1


async def test_a_whole_video_waits_for_room_for_its_row(tmp_path: Path) -> None:
    video = large_video(tmp_path)
    panel = Slow(video, 1_000_000)
    async with serving(panel.answer) as server:
        panel.url = server.url
        workshop = Workshop(tmp_path / "home", {"sora": server.url}, {"sora": "key"})
        with small_disk(workshop.home) as disk:
            # The videos lie elsewhere: only the row and the thumbnail have no room.
            workshop.places.library.symlink_to(tmp_path, target_is_directory=True)
            async with workshop.working() as (studio, watch):
                clip_id = await the_clip(studio)
                clip = await studio.library.clip(clip_id)
                assert clip is not None
                part = studio.library.part_path(clip)
                studio.downloads.start(clip_id)
                await until(lambda: part.exists() and part.stat().st_size == panel.first)
                fill(disk)
                panel.rest.set()
                await watch.until(DownloadFailed, full)
                make_room(disk)
                checked(await watch.until_downloaded(clip), video)
    assert panel.ranges == []


async def test_a_waiting_job_is_sent_when_its_step_can_be_written(
    workshop: Workshop, home_disk: Path, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        await studio.pauses.set(True)
        job = await studio.generate(asked())
        fill(home_disk)
        with pytest.raises(KadrajError):  # it cannot be written down, and counts all the same
            await studio.pauses.set(False)
        told = await watch.until(JobChanged, halted)
        assert told.job.state is S.WAITING
        assert panels.posts() == 0
        make_room(home_disk)
        await watch.until_job(job, S.READY)
    assert panels.posts() == 1


async def test_a_click_that_cannot_be_written_down_waits_for_room(tmp_path: Path) -> None:
    """Fetched without that, it would be forgotten should the program end before it is here."""
    video = large_video(tmp_path)
    panel = Slow(video, len(video))
    panel.rest.set()
    async with serving(panel.answer) as server:
        panel.url = server.url
        workshop = Workshop(tmp_path / "home", {"sora": server.url}, {"sora": "key"})
        with small_disk(workshop.home) as disk:
            workshop.places.library.symlink_to(tmp_path, target_is_directory=True)
            async with workshop.working() as (studio, watch):
                clip_id = await the_clip(studio)
                fill(disk)
                studio.downloads.start(clip_id)
                await watch.until(DownloadFailed, full)
                assert not any(request.target.endswith(".mp4") for request in server.received)
                make_room(disk)
                clip = await studio.library.clip(clip_id)
                assert clip is not None
                checked(await watch.until_downloaded(clip), video)


async def test_a_home_without_room_for_figures_does_not_stop_the_following(tmp_path: Path) -> None:
    """Every status names other figures, and none of them can be written down."""
    left = iter(range(9_999, 0, -1))
    told: list[int] = []

    async def answer(request: Received, writer: asyncio.StreamWriter) -> None:
        if request.target == "/videos":
            writer.write(reply(200, '{"videos": []}'))
        else:
            told.append(next(left))
            said = {"status": "processing", "daily_limit": 9_999, "daily_limit_remaining": told[-1]}
            writer.write(reply(200, json.dumps(said)))

    now = datetime.now(UTC)
    making = replace(taken(0), state=S.PROCESSING, remote_status="processing", started_at=now)
    async with serving(answer) as server:
        home = tmp_path / "home"
        with small_disk(home) as disk:
            async with following(home, {"sora": server.url}, [making], QUICK) as (studio, watch):
                await watch.until(QuotaChanged)
                fill(disk)
                with pytest.raises(KadrajError):
                    await studio.library.set_note("any", "thing")
                full_at = told[-1]
                await watch.until(QuotaChanged, lambda e: (e.quota.remaining or 0) < full_at - 10)
                make_room(disk)
                room_at = told[-1]
                await watch.until(QuotaChanged, lambda e: (e.quota.remaining or 0) < room_at - 10)
            async with Workshop(home, {"sora": server.url}).opened() as (studio, _):
                assert (studio.quotas.of("sora").remaining or 9_999) < room_at
