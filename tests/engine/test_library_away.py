"""The library lies on a disk that is taken away: nothing is made in its place meanwhile."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.demo.panels import DemoPanels
from app.demo.scenarios import CALM, Endpoint, Reply, Scenario
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import DownloadFailed, LibraryAwayChanged, LibraryMoved
from app.domain.jobs import JobState
from tests.engine.workshop import QUICK, Workshop, asked

pytestmark = pytest.mark.anyio

S = JobState


def unmounted(library: Path) -> Path:
    """Leaves the bare folder that a disk was mounted on; returns where the disk is now."""
    disk = library.with_name("unmounted")
    library.rename(disk)
    library.mkdir()
    return disk


def mounted(disk: Path, library: Path) -> None:
    library.rmdir()
    disk.rename(library)


async def test_not_there_at_the_start_it_is_waited_for(
    panels: DemoPanels, workshop: Workshop
) -> None:
    library = workshop.places.library
    async with workshop.working() as (studio, watch):
        ready = await watch.until_job(await studio.generate(asked()), S.READY)
        assert await studio.library.folder_away() is None
    disk = unmounted(library)
    async with workshop.working() as (studio, watch):
        assert str(studio.library_away) == str(library)
        (clip,) = await studio.library.clips([ready.clip_id or ""])
        assert (clip.downloaded, clip.missing) == (False, True)
        job = await watch.until_job(await studio.generate(asked("veo")), S.COMPLETED)
        halted = await watch.until(DownloadFailed, lambda e: e.clip_id == job.clip_id)
        assert halted.error.code is ErrorCode.LIBRARY_AWAY
        assert halted.error.params["folder"] == str(library)
        with pytest.raises(KadrajError) as caught:
            await studio.shelf.mover.move(workshop.home / "other")
        assert caught.value.code is ErrorCode.LIBRARY_AWAY
        assert list(library.iterdir()) == []
        mounted(disk, library)
        await watch.until(LibraryAwayChanged, lambda e: e.away is None)
        await watch.until(LibraryMoved)
        assert await studio.library.folder_away() is None
        await watch.until_job(job, S.READY)
        (clip,) = await studio.library.clips([ready.clip_id or ""])
        assert clip.downloaded


async def test_gone_while_it_runs_downloads_rest(panels: DemoPanels, workshop: Workshop) -> None:
    library = workshop.places.library
    async with workshop.working() as (studio, watch):
        await watch.until_job(await studio.generate(asked()), S.READY)
        disk = unmounted(library)
        await watch.until(LibraryAwayChanged, lambda e: e.away == library)
        job = await watch.until_job(await studio.generate(asked("veo")), S.COMPLETED)
        await watch.until(DownloadFailed, lambda e: e.error.code is ErrorCode.LIBRARY_AWAY)
        assert list(library.iterdir()) == []
        mounted(disk, library)
        await watch.until_job(job, S.READY)


async def test_only_what_waits_for_it_goes_on(panels: DemoPanels, workshop: Workshop) -> None:
    patient = replace(QUICK, retry_first=60, retry_longest=60)
    panels.scenario = Scenario("busy", reply=Reply.html(503, "busy")).at(Endpoint.FILE)
    async with workshop.working(patient) as (studio, watch):
        job = await watch.until_job(await studio.generate(asked("veo")), S.COMPLETED)
        failed = await watch.until(DownloadFailed, lambda e: e.clip_id == job.clip_id)
        panels.scenario = CALM
        studio.downloads.resume(ErrorCode.LIBRARY_AWAY)
        assert studio.downloads.pausing(failed.clip_id) is failed.error
        studio.downloads.resume(failed.error.code)
        await watch.until_job(job, S.READY)


async def test_the_users_word_makes_another_folder_the_right_one(
    panels: DemoPanels, workshop: Workshop
) -> None:
    library = workshop.places.library
    async with workshop.working() as (studio, watch):
        await watch.until_job(await studio.generate(asked()), S.READY)
    unmounted(library)
    (library / ".kadraj-library").touch()
    async with workshop.working() as (studio, watch):
        assert studio.library_away is None
        await watch.until_job(await studio.generate(asked("veo")), S.READY)
