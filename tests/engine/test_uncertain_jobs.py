"""Jobs of which it is not known whether the service took them: never sent twice by the program."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.demo.panels import DemoPanels
from app.demo.replies import stamp
from app.demo.scenarios import CALM, SCENARIOS, Endpoint, Reply, Scenario
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import HistoryMerged
from app.domain.jobs import Job, JobState
from app.engine.studio import Studio
from tests.engine.workshop import QUICK, Watch, Workshop, asked, until

pytestmark = pytest.mark.anyio

S = JobState
ROOT = Path(__file__).parents[2]
DROPPED = SCENARIOS["drop-after-submit"]


@asynccontextmanager
async def one_uncertain(
    workshop: Workshop, panels: DemoPanels, scenario: Scenario = DROPPED
) -> AsyncIterator[tuple[Studio, Watch, Job]]:
    """An engine with one job that was sent and never answered; the panels are calm again."""
    panels.scenario = scenario
    async with workshop.working() as (studio, watch):
        job = await watch.until_job(await studio.generate(asked()), S.UNCERTAIN)
        panels.scenario = CALM
        yield studio, watch, job


async def until_made(studio: Studio, count: int = 1) -> None:
    """Returns when the service's history names so many videos."""
    async with asyncio.timeout(20):
        while len((await studio.history.refresh("sora")).items) < count:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_a_job_that_the_service_took_is_found_and_finished(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with one_uncertain(workshop, panels) as (studio, watch, job):
        assert job.failure is not None
        assert job.failure.code is ErrorCode.SUBMIT_UNCERTAIN
        await until_made(studio)
        assert await studio.check_now(job.id)
        ready = await watch.until_job(job, S.READY)
        assert ready.failure is None
        clip = await studio.library.clip(ready.clip_id or "")
        assert clip is not None
        assert clip.prompt == "Kırmızı balon"
        assert not await studio.check_now(job.id)  # there is nothing uncertain any more
    assert panels.posts() == 1


async def test_a_job_that_is_not_to_be_found_stays_uncertain(
    workshop: Workshop, panels: DemoPanels
) -> None:
    slow = replace(DROPPED, pace_factor=1000)
    async with one_uncertain(workshop, panels, slow) as (studio, watch, job):
        assert not await studio.check_now(job.id)
        assert watch.states(job)[-1] is S.UNCERTAIN
    assert panels.posts() == 1


async def test_looking_for_it_without_a_network_says_so(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with one_uncertain(workshop, panels) as (studio, watch, job):
        await panels.stop()
        with pytest.raises(KadrajError) as caught:
            await studio.check_now(job.id)
        assert caught.value.code is ErrorCode.UNREACHABLE
        await panels.start()
        assert watch.states(job)[-1] is S.UNCERTAIN


async def test_two_that_could_be_the_same_video_are_left_to_the_user(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with one_uncertain(workshop, panels) as (studio, watch, job):
        panels.scenario = DROPPED
        other = await watch.until_job(await studio.generate(asked(prompt="other")), S.UNCERTAIN)
        panels.scenario = CALM
        await until_made(studio)
        assert not await studio.check_now(job.id)
        await studio.mark_lost(other.id)
        await watch.until_job(other, S.LOST)
        await until_made(studio, 2)
        # Now two videos fit the one job that is left: still nobody guesses.
        assert not await studio.check_now(job.id)


@pytest.mark.parametrize("minutes", [-3, 11, None])
async def test_a_video_of_another_time_is_not_taken_for_it(
    workshop: Workshop, panels: DemoPanels, minutes: int | None
) -> None:
    async with one_uncertain(workshop, panels) as (studio, watch, job):
        assert job.submitted_at is not None
        panels.scenario = replace(
            SCENARIOS["calm"], reply=history_of(job.submitted_at, minutes)
        ).at(Endpoint.HISTORY)
        assert not await studio.check_now(job.id)
        panels.scenario = replace(SCENARIOS["calm"], reply=history_of(job.submitted_at, 1)).at(
            Endpoint.HISTORY
        )
        assert await studio.check_now(job.id)
        found = await watch.until_job(job, S.QUEUED, after=len(watch.events) - 5)
        assert found.remote_id == "video-1"


def history_of(submitted: datetime, minutes: int | None) -> Reply:
    """A history with one video, made so long after a job was sent."""
    video: dict[str, Any] = {"job_id": f"video-{minutes}", "video_url": ""}
    if minutes is not None:
        moment = submitted.timestamp() + minutes * 60
        video["created_at"] = stamp(datetime.fromtimestamp(moment, tz=submitted.tzinfo))
    return Reply.json(200, {"count": 1, "videos": [video]})


async def test_marked_as_lost_it_can_be_sent_again_or_removed(
    workshop: Workshop, panels: DemoPanels
) -> None:
    slow = replace(DROPPED, pace_factor=1000)
    async with one_uncertain(workshop, panels, slow) as (studio, watch, job):
        await studio.remove(job.id)  # it may have been paid for: this does nothing
        assert watch.states(job)[-1] is S.UNCERTAIN
        await studio.mark_lost(job.id)
        await watch.until_job(job, S.LOST)
        await studio.mark_lost(job.id)  # nor does this a second time
        assert panels.posts() == 1
        panels.scenario = CALM
        so_far = len(watch.events)
        await studio.send_again(job.id)
        again = await watch.until_job(job, S.QUEUED, after=so_far)
        assert again.attempt == 2
    assert panels.posts() == 2


async def test_the_users_word_during_the_search_counts(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with one_uncertain(workshop, panels) as (studio, watch, job):
        await until_made(studio)
        panels.scenario = Scenario("thinking", latency=0.2).at(Endpoint.HISTORY)
        so_far = len(panels.requests)
        search = asyncio.create_task(studio.check_now(job.id))
        await until(lambda: len(panels.requests) > so_far)
        await studio.mark_lost(job.id)
        assert not await search
        assert watch.states(job)[-1] is S.LOST


async def test_an_answer_to_what_was_given_up_meanwhile_changes_nothing(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = Scenario("thinking", latency=0.2).at(Endpoint.SUBMIT)
    async with workshop.working() as (studio, watch):
        job = await watch.until_job(await studio.generate(asked()), S.SUBMITTING)
        uncertain = replace(job, state=S.UNCERTAIN)
        assert await studio.library.change_job(uncertain, expected=S.SUBMITTING)
        await watch.until_job(await studio.generate(asked(prompt="next")), S.READY)
        assert await studio.library.job(job.id) == uncertain


async def test_an_uncertain_job_is_sent_again_only_by_the_users_word(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with one_uncertain(workshop, panels) as (studio, watch, job):
        so_far = len(watch.events)
        await studio.send_again(job.id)
        ready = await watch.until_job(job, S.READY, after=so_far)
        assert ready.attempt == 2
    assert panels.posts() == 2


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
async def test_killed_while_sending_the_job_is_uncertain_and_not_sent_again(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = Scenario("thinking", latency=60).at(Endpoint.SUBMIT)
    environment = os.environ | {
        "KADRAJ_HOME": str(workshop.home),
        "KADRAJ_SORA_URL": workshop.addresses["sora"],
        "KADRAJ_SORA_KEY": workshop.keys["sora"],
    }
    with subprocess.Popen(  # noqa: ASYNC220 - it returns at once, and is killed
        [sys.executable, "-m", "app", "generate", "sora", "Kırmızı balon"],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.DEVNULL,
    ) as child:
        await until(lambda: panels.posts() == 1)
        child.kill()
    assert child.returncode == -9
    panels.scenario = CALM
    async with workshop.opened(replace(QUICK, history_every=0.05)) as (studio, watch):
        (job,) = await studio.library.jobs()
        assert job.state is S.UNCERTAIN
        assert job.failure is not None
        assert job.failure.code is ErrorCode.SUBMIT_UNCERTAIN
        assert job.submitted_at is not None
        await studio.start()
        await studio.sign_in_remembered()
        # It goes on working, and leaves this one alone.
        await watch.until_job(await studio.generate(asked(prompt="next")), S.READY)
        await watch.until(HistoryMerged, lambda event: event.total > 0)
        assert (await studio.library.job(job.id)) == job
    posts = [request.body for request in panels.requests if request.method == "POST"]
    assert [json.loads(json.dumps(body))["prompt"] for body in posts] == ["Kırmızı balon", "next"]
