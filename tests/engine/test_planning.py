"""What a batch comes to: quota, time, and what is left for another day."""

from datetime import UTC, datetime, timedelta

import pytest

from app.demo.panels import DemoPanels
from app.demo.scenarios import CALM, SCENARIOS
from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import Job, JobState
from app.domain.planning import Plan, Typical
from app.domain.replies import Quota
from app.domain.requests import GenerationRequest
from tests.engine.workshop import Workshop, asked, until

pytestmark = pytest.mark.anyio

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
S = JobState


def finished(seconds: float, model: str | None = None) -> Job:
    return Job(
        id=f"{seconds}",
        request=GenerationRequest("sora", "a", "16:9", model=model),
        state=S.READY,
        created_at=NOON,
        started_at=NOON,
        completed_at=NOON + timedelta(seconds=seconds),
    )


async def test_what_does_not_fit_into_today_is_told_apart(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, _):
        wanted = [asked("sora") for _ in range(12)]
        assert await studio.planner.plan(wanted) == [Plan("sora", 12, 0, None, 12, None)]
        await studio.quotas.note("sora", Quota(20, 9))
        [plan] = await studio.planner.plan(wanted)
        assert (plan.jobs, plan.remaining, plan.fits, plan.later) == (12, 9, 9, 3)
        await studio.generate_all([asked("sora")] * 4)
        [plan] = await studio.planner.plan(wanted)
        assert (plan.waiting, plan.fits, plan.later) == (4, 5, 7)
        await studio.quotas.note("sora", Quota(20, 2))
        [plan] = await studio.planner.plan(wanted)
        assert (plan.fits, plan.later) == (0, 12)
        assert await studio.planner.plan([]) == []


async def test_the_time_is_that_of_the_jobs_one_after_the_other(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, _):
        portrait = GenerationRequest("sora", "a", "9:16", model="sora-2-portrait")
        studio.estimates.learn_from([finished(seconds) for seconds in (60, 80, 100)])
        assert studio.estimates.typical("sora", "sora-2-portrait") == Typical(70, 80, 90)
        [plan] = await studio.planner.plan([portrait] * 3)
        assert plan.typical == Typical(210, 240, 270)
        studio.estimates.learn_from([finished(t, "sora-2-portrait") for t in (200, 200, 200)])
        assert studio.estimates.typical("sora", "sora-2-portrait") == Typical(200, 200, 200)
        await studio.generate_all([portrait])
        sora, veo = await studio.planner.plan([portrait, asked("veo"), portrait])
        assert sora.typical == Typical(600, 600, 600)
        assert (veo.service, veo.jobs, veo.typical) == ("veo", 1, None)
        await studio.quotas.note("sora", Quota(20, 1))
        [none] = await studio.planner.plan([portrait])
        assert none.typical is None


async def test_a_batch_is_sent_in_its_order(workshop: Workshop, panels: DemoPanels) -> None:
    async with workshop.working() as (studio, watch):
        jobs = await studio.generate_all([asked("sora", f"prompt {n}") for n in range(5)])
        for job in jobs:
            await watch.until_job(job, S.QUEUED, S.PROCESSING)
    bodies = [request.body for request in panels.requests if request.method == "POST"]
    assert [body["prompt"] for body in bodies if isinstance(body, dict)] == [
        f"prompt {n}" for n in range(5)
    ]


async def test_of_a_batch_with_something_wrong_nothing_is_written(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, _):
        for wrong in (asked("sora", " "), asked("runway")):
            with pytest.raises(KadrajError):
                await studio.generate_all([asked("sora"), wrong])
        assert await studio.library.jobs() == []


async def test_what_waits_for_tomorrow_waits_through_a_restart_and_goes_then(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = SCENARIOS["out-of-quota"]
    async with workshop.working() as (studio, watch):
        await until(lambda: studio.quotas.of("veo").remaining == 0)
        jobs = await studio.generate_all([asked("veo", f"tomorrow {n}") for n in range(3)])
        for job in jobs:
            held = await watch.until_job(job, S.WAITING, after=len(jobs))
            while held.failure is None:
                held = (await studio.library.job(job.id)) or held
            assert held.failure.code is ErrorCode.QUOTA_EXHAUSTED
    assert panels.posts() == 0
    panels.scenario = CALM
    async with workshop.working() as (studio, watch):
        for job in jobs:
            await watch.until_job(job, S.READY)
    assert panels.posts("veo") == 3
