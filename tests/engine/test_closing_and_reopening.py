"""The program is closed at some moment, and opened again."""

import asyncio
from dataclasses import replace

import pytest

from app.demo.panels import DemoPanels
from app.demo.scenarios import CALM, Endpoint, Scenario
from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import JobState
from app.domain.requests import Picture
from tests.engine.workshop import Ahead, Held, Workshop, asked, until

pytestmark = pytest.mark.anyio

S = JobState
#: Each video takes so long that the program is closed before it is made.
LONGER = Scenario("longer", pace_factor=5)


@pytest.mark.parametrize("service", ["sora", "veo"])
async def test_a_job_that_was_being_made_is_followed_again_and_finished(
    workshop: Workshop, panels: DemoPanels, picture: Picture, service: str
) -> None:
    panels.scenario = LONGER
    async with workshop.working() as (studio, watch):
        text = await studio.generate(asked(service, "words"))
        moving = await studio.generate(asked(service, "a picture", picture=picture))
        await watch.until_job(text, S.PROCESSING)
        queued = await watch.until_job(moving, S.QUEUED)
    picture.path.unlink()
    async with workshop.working() as (studio, watch):
        for job in (text, moving):
            ready = await watch.until_job(job, S.READY)
            clip = await studio.library.clip(ready.clip_id or "")
            assert clip is not None
            assert clip.file is not None
            assert clip.file.is_file()
        assert ready.remote_id == queued.remote_id
    assert panels.posts() == 2


async def test_what_was_waiting_goes_out_at_the_next_start(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        await studio.pauses.set(True)
        job = await studio.generate(asked())
    async with workshop.working() as (studio, watch):
        # It is still paused; a service that nobody knows any more is none.
        assert studio.pauses.services == {"sora", "veo"}
        assert panels.posts() == 0
        await studio.library.set_note("sending paused", '["sora", "vanished"]')
    async with workshop.working() as (studio, watch):
        assert studio.pauses.services == {"sora"}
        await studio.pauses.set(False, "sora")
        await watch.until_job(job, S.READY)
    assert panels.posts() == 1


async def test_a_request_on_the_wire_is_answered_before_the_program_ends(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = Scenario("thinking", latency=0.5).at(Endpoint.SUBMIT)
    async with workshop.working() as (studio, watch):
        job = await studio.generate(asked())
        waiting = await studio.generate(asked(prompt="not any more"))
        await until(lambda: panels.posts() == 1)
    assert watch.states(job)[-1] is S.QUEUED
    assert watch.states(waiting) == [S.WAITING]
    assert panels.posts() == 1


async def test_somebody_who_only_looks_does_not_doubt_what_is_being_sent(
    workshop: Workshop,
) -> None:
    async with workshop.working() as (studio, watch):
        held = Held(studio, "sora", "submit")
        job = await studio.generate(asked())
        await held.all_here.wait()
        onlooker = workshop.build()
        await onlooker.open(read_only=True)
        assert onlooker.read_only
        assert [seen.state for seen in await onlooker.library.jobs()] == [S.SUBMITTING]
        await onlooker.close()
        held.let_go()
        await watch.until_job(job, S.QUEUED)
    assert S.UNCERTAIN not in watch.states(job)


@pytest.mark.parametrize("steps", range(4, 12))
async def test_closed_at_any_moment_nothing_becomes_uncertain_without_being_sent(
    workshop: Workshop, panels: DemoPanels, steps: int
) -> None:
    async with workshop.working() as (studio, _):
        job = await studio.generate(asked())
        for _ in range(steps):
            await asyncio.sleep(0)
    async with workshop.opened() as (studio, _):
        found = await studio.library.job(job.id)
        assert found is not None
        assert found.state in ({S.QUEUED, S.PROCESSING} if panels.posts() else {S.WAITING})


async def test_a_download_that_was_under_way_goes_on(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = Scenario("far away", latency=60).at(Endpoint.FILE)
    async with workshop.working() as (studio, watch):
        # Downloads that were begun go on even when no more are begun by themselves.
        job = await watch.until_job(await studio.generate(asked()), S.DOWNLOADING)
        studio.change_settings(replace(studio.settings, download_automatically=False))
        await until(lambda: any(request.service == "files" for request in panels.requests))
    panels.scenario = CALM
    async with workshop.working() as (studio, watch):
        await watch.until_job(job, S.READY)


async def test_what_was_finished_but_not_downloaded_is_downloaded_when_that_is_set(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        studio.change_settings(replace(studio.settings, download_automatically=False))
        job = await watch.until_job(await studio.generate(asked()), S.COMPLETED)
    async with workshop.working() as (studio, watch):
        assert not studio.settings.download_automatically
        assert watch.states(job) == []
        assert not studio.downloads.running(job.clip_id or "")
        studio.change_settings(replace(studio.settings, download_automatically=True))
    async with workshop.working() as (studio, watch):
        await watch.until_job(job, S.READY)


async def test_a_video_that_was_here_when_the_program_ended_makes_its_job_ready(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        job = await watch.until_job(await studio.generate(asked()), S.READY)
        # As if the program had ended between the file's name and this last step.
        assert await studio.library.change_job(replace(job, state=S.COMPLETED), expected=S.READY)
    files = len([request for request in panels.requests if request.service == "files"])
    async with workshop.working() as (studio, watch):
        await watch.until_job(job, S.READY)
    assert len([request for request in panels.requests if request.service == "files"]) == files


async def test_a_second_program_is_kept_out_of_the_library(workshop: Workshop) -> None:
    async with workshop.opened():
        second = workshop.build()
        with pytest.raises(KadrajError) as caught:
            await second.open()
        assert caught.value.code is ErrorCode.ALREADY_RUNNING
        await second.close()


async def test_times_learned_are_known_at_the_next_start(
    workshop: Workshop, panels: DemoPanels, ahead: Ahead
) -> None:
    panels.scenario = Scenario("slow", pace_factor=1000)
    async with workshop.working() as (studio, watch):
        for number in range(3):
            job = await watch.until_job(await studio.generate(asked(prompt=str(number))), S.QUEUED)
            ahead.forward(2)
            await watch.until_job(job, S.PROCESSING)
            ahead.forward(300)
            await watch.until_job(job, S.READY)
        usual = studio.estimates.usual("sora")
        assert usual is not None
        assert 0 <= usual[0] <= usual[1] < 20
    async with workshop.opened() as (studio, watch):
        assert studio.estimates.usual("sora") == usual
        assert studio.estimates.usual("veo") is None
