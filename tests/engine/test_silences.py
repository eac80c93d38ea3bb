"""Jobs of which nothing was heard for an hour: said, and nothing else comes of it."""

from datetime import UTC, datetime, timedelta

import pytest

from app.demo.panels import DemoPanels
from app.demo.scenarios import CALM, SCENARIOS, Scenario
from app.domain.events import JobChanged
from app.domain.jobs import JobState
from app.engine.studio import utc_now
from tests.engine.workshop import Workshop, asked

pytestmark = pytest.mark.anyio

S = JobState
NEVER_DONE = Scenario("endless", pace_factor=10_000)
HOUR = timedelta(hours=1)


async def test_after_an_hour_of_silence_a_job_takes_unusually_long_and_is_followed_on(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = NEVER_DONE
    moment = datetime.now(UTC)
    async with workshop.working(now=lambda: moment) as (studio, watch):
        job = await watch.until_job(await studio.generate(asked()), S.PROCESSING)
        assert not studio.unusually_long(job.id)
        moment += HOUR - timedelta(seconds=1)
        assert not studio.unusually_long(job.id)
        studio.hub.emit(JobChanged(job))  # told again, and nothing new
        moment += timedelta(seconds=1)
        assert studio.unusually_long(job.id)
        # Any other word of the service is news.
        panels.scenario = Scenario("told", status_word="upscaling", pace_factor=10_000)
        after = len(watch.events)
        await watch.until_job(job, S.PROCESSING, after=after)
        assert not studio.unusually_long(job.id)
        moment += HOUR
        assert studio.unusually_long(job.id)
        await studio.remove(job.id)
        assert not studio.unusually_long(job.id)


async def test_since_when_is_known_at_the_next_start(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = SCENARIOS["slow"]
    async with workshop.working(now=utc_now) as (studio, watch):
        done = await watch.until_job(await studio.generate(asked("veo")), S.READY)
        panels.scenario = NEVER_DONE
        job = await watch.until_job(await studio.generate(asked()), S.PROCESSING)
        queued = await watch.until_job(await studio.generate(asked(prompt="next")), S.QUEUED)
        assert queued.queue_position
    later = utc_now() + HOUR
    async with workshop.opened(now=lambda: later) as (studio, _):
        assert studio.unusually_long(job.id)
        assert not studio.unusually_long(queued.id), "its place may have changed meanwhile"
        assert not studio.unusually_long(done.id)
    panels.scenario = CALM
