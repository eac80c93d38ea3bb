"""A job that its service had and does not know any more: asked for till the user decides."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from app.demo.panels import DemoPanels
from app.demo.scenarios import CALM, Endpoint, Reply, Scenario
from app.domain.errors import ErrorCode
from app.domain.events import JobChanged
from app.domain.jobs import Job, JobState
from app.domain.reconciling import Search
from app.engine.studio import Studio
from tests.engine.workshop import Held, Watch, Workshop, asked, until

pytestmark = pytest.mark.anyio

S = JobState
SLOW = replace(CALM, pace_factor=1000)
FORGETS = Scenario("forgets", reply=Reply.json(404, {"detail": "Not Found"})).at(Endpoint.STATUS)


@asynccontextmanager
async def one_forgotten(
    workshop: Workshop, panels: DemoPanels
) -> AsyncIterator[tuple[Studio, Watch, Job]]:
    """An engine whose service does not know one of its jobs any more."""
    panels.scenario = SLOW
    async with workshop.working() as (studio, watch):
        job = await watch.until_job(await studio.generate(asked()), S.QUEUED, S.PROCESSING)
        panels.scenario = FORGETS
        told = await watch.until(JobChanged, lambda e: e.job.id == job.id and e.job.forgotten)
        assert told.job.failure is not None
        assert told.job.failure.code is ErrorCode.NOT_FOUND
        yield studio, watch, told.job


async def test_it_is_asked_for_further_and_known_again_when_the_service_knows_it(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with one_forgotten(workshop, panels) as (studio, watch, job):
        so_far = len(panels.requests)
        await until(lambda: len(panels.requests) > so_far)
        assert await studio.check_now(job.id) == Search()
        panels.scenario = CALM
        so_far = len(watch.events)
        known = await watch.until(
            JobChanged, lambda e: e.job.id == job.id and not e.job.forgotten, after=so_far
        )
        assert known.job.state in {S.QUEUED, S.PROCESSING}
        await studio.mark_lost(job.id)  # it is known: this does nothing
        assert watch.states(job)[-1] in {S.QUEUED, S.PROCESSING}


async def test_its_video_in_the_history_ends_it(workshop: Workshop, panels: DemoPanels) -> None:
    async with one_forgotten(workshop, panels) as (studio, watch, job):
        video = {"job_id": job.remote_id, "video_url": "https://videos.example/x.mp4"}
        other = video | {"job_id": "another"}
        told = Reply.json(200, {"count": 2, "videos": [other, video]})
        panels.scenario = Scenario("told", reply=told).at(Endpoint.HISTORY)
        assert (await studio.check_now(job.id)).found
        done = await watch.until_job(job, S.COMPLETED)
        assert done.video_url == video["video_url"]


def told_of(job: Job, **said: object) -> Scenario:
    """The service knows a job again."""
    status = Reply.json(200, {"job_id": job.remote_id, **said})
    return Scenario("told", reply=status).at(Endpoint.STATUS)


def otherwise(job: Job) -> str:
    return "processing" if job.state is S.QUEUED else "queued"


async def test_one_that_goes_on_while_the_history_is_read_is_followed_further(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with one_forgotten(workshop, panels) as (studio, watch, job):
        video = {"job_id": job.remote_id, "video_url": "https://videos.example/x.mp4"}
        told = Reply.json(200, {"count": 1, "videos": [video]})
        panels.scenario = Scenario("told", reply=told).at(Endpoint.HISTORY)
        held = Held(studio, "sora", "history")
        search = asyncio.create_task(studio.check_now(job.id))
        await held.all_here.wait()
        panels.scenario = told_of(job, status=otherwise(job))
        await watch.until_job(job, S(otherwise(job)))
        held.let_go()
        assert not (await search).found
        panels.scenario = told_of(job, status="completed", video_url=video["video_url"])
        assert (await watch.until_job(job, S.COMPLETED)).remote_id == job.remote_id


async def test_one_that_goes_on_at_the_very_moment_it_is_given_up_is_followed_further(
    workshop: Workshop, panels: DemoPanels, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with one_forgotten(workshop, panels) as (studio, watch, job):
        change, changing, may_change = studio.library.change_job, asyncio.Event(), asyncio.Event()

        async def change_soon(changed: Job, *, expected: JobState) -> Job | None:
            changing.set()
            await may_change.wait()
            return await change(changed, expected=expected)

        with monkeypatch.context() as patch:
            patch.setattr(studio.library, "change_job", change_soon)
            panels.scenario = told_of(job, status=otherwise(job))
            await changing.wait()
            given_up = asyncio.create_task(studio.mark_lost(job.id))
            await asyncio.sleep(0)
        may_change.set()
        await given_up
        url = "https://videos.example/x.mp4"
        panels.scenario = told_of(job, status="completed", video_url=url)
        await watch.until_job(job, S.COMPLETED)


async def test_given_up_it_is_lost_and_can_be_taken_up_again(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with one_forgotten(workshop, panels) as (studio, watch, job):
        await studio.mark_lost(job.id)
        assert watch.states(job)[-1] is S.LOST
        await studio.history.refresh("sora")
        assert studio.last_search(job.id) is None, "its service has said which video it is"
        panels.scenario = SLOW
        so_far = len(watch.events)
        await studio.undo_lost(job.id)
        again = await watch.until_job(job, S.QUEUED, S.PROCESSING, after=so_far)
        assert (again.remote_id, again.failure) == (job.remote_id, None)


async def test_sent_again_it_is_a_new_one(workshop: Workshop, panels: DemoPanels) -> None:
    async with one_forgotten(workshop, panels) as (studio, watch, job):
        panels.scenario = CALM
        so_far = len(watch.events)
        await studio.send_again(job.id)
        sent = await watch.until_job(job, S.QUEUED, S.PROCESSING, after=so_far)
        assert (sent.attempt, sent.remote_id == job.remote_id) == (2, False)
    assert panels.posts() == 2
