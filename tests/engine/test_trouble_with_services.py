"""What a service may answer instead, and what then becomes of jobs."""

import asyncio
import socket
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.demo.panels import DemoPanels
from app.demo.scenarios import CALM, SCENARIOS, Endpoint, Reply, Scenario
from app.domain.errors import ErrorCode
from app.domain.events import HistoryMerged, JobChanged, QuotaChanged, ServiceTroubled
from app.domain.jobs import Job, JobState
from app.domain.replies import Quota
from app.engine.pace import Pace
from tests.engine.workshop import QUICK, Held, Workshop, asked, noon, until

pytestmark = pytest.mark.anyio

S = JobState


def code(job: Job) -> ErrorCode | None:
    """Why a job failed or halted."""
    return job.failure.code if job.failure else None


@pytest.mark.parametrize(
    ("name", "failure"),
    [
        ("wrong-key", ErrorCode.KEY_REFUSED),
        ("forbidden-html", ErrorCode.KEY_REFUSED),
    ],
)
async def test_a_readable_refusal_fails_the_job_at_once(
    workshop: Workshop, panels: DemoPanels, name: str, failure: ErrorCode
) -> None:
    panels.scenario = SCENARIOS[name]
    async with workshop.working() as (studio, watch):
        job = await watch.until_job(await studio.generate(asked()), S.FAILED)
    assert code(job) is failure
    assert panels.posts() == 1


async def test_without_quota_a_job_waits_unsent_and_goes_when_there_is_some(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = SCENARIOS["out-of-quota"]
    async with workshop.working() as (studio, watch):
        await watch.until(QuotaChanged, lambda e: e.quota.remaining == 0)
        job = await studio.generate(asked())
        held = await watch.until(JobChanged, lambda e: e.job.id == job.id and bool(e.job.failure))
        assert (held.job.state, code(held.job)) == (S.WAITING, ErrorCode.QUOTA_EXHAUSTED)
        assert panels.posts() == 0
        panels.scenario = CALM
        await studio.history.refresh("sora")
        ready = await watch.until_job(job, S.READY)
    assert code(ready) is None
    assert panels.posts() == 1


FULL = Reply.json(429, {"detail": "Günlük limit doldu"})


async def test_refused_for_want_of_quota_a_job_waits_and_is_sent_when_there_is_some(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = Scenario("full", reply=FULL).at(Endpoint.SUBMIT)
    async with workshop.working() as (studio, watch):
        await watch.until(HistoryMerged, lambda event: event.service == "sora")
        job = await studio.generate(asked())
        refused = await watch.until(
            JobChanged, lambda e: e.job.id == job.id and bool(e.job.failure)
        )
        assert (refused.job.state, code(refused.job)) == (S.WAITING, ErrorCode.QUOTA_EXHAUSTED)
        assert refused.job.submitted_at is None
        assert studio.quotas.of("sora").remaining == 0
        next_one = await studio.generate(asked(prompt="next"))
        await watch.until(JobChanged, lambda e: e.job.id == next_one.id and bool(e.job.failure))
        # The figure that the refusal contradicts is no news.
        await studio.history.refresh("sora")
        assert studio.quotas.of("sora").remaining == 0
        assert panels.posts() == 1
        panels.scenario = replace(CALM, quota_left=5)
        await studio.history.refresh("sora")
        await watch.until_job(job, S.READY)
        await watch.until_job(next_one, S.READY)
    assert panels.posts() == 3


async def test_a_figure_from_before_the_refusal_takes_nothing_back(
    workshop: Workshop, panels: DemoPanels
) -> None:
    """The first reading of the history was asked for before, and is answered afterwards."""
    panels.scenario = Scenario("full", reply=FULL).at(Endpoint.SUBMIT)
    async with workshop.opened() as (studio, watch):
        held = Held(studio, "sora", "history")
        await studio.start()
        await studio.sign_in_remembered()
        await held.all_here.wait()
        job = await studio.generate(asked())
        await watch.until(JobChanged, lambda e: e.job.id == job.id and bool(e.job.failure))
        held.let_go()
        await watch.until(HistoryMerged, lambda event: event.service == "sora")
        assert studio.quotas.of("sora") == Quota(20, 0)
        assert panels.posts() == 1


async def test_a_figure_from_before_a_video_was_taken_takes_nothing_back(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = replace(CALM, pace_factor=1000)
    async with workshop.working() as (studio, watch):
        await watch.until(HistoryMerged, lambda event: event.service == "sora")
        held = Held(studio, "sora", "history")
        reading = asyncio.create_task(studio.history.refresh("sora"))
        await held.all_here.wait()
        so_far = len(watch.events)
        await studio.generate(asked())
        await watch.until(QuotaChanged, lambda e: e.quota == Quota(20, 19))
        held.let_go()
        await reading
        told = [event for event in watch.events[so_far:] if isinstance(event, QuotaChanged)]
        assert told == [QuotaChanged("sora", Quota(20, 19))]


async def test_a_service_that_tells_no_figures_is_tried_again_an_hour_after_its_refusal(
    workshop: Workshop, panels: DemoPanels
) -> None:
    silent = Reply.json(200, {"count": 0, "videos": []})
    panels.scenario = replace(CALM, reply=FULL)
    moment = noon()
    pace = replace(QUICK, history_every=0.05)
    async with workshop.working(pace, now=lambda: moment) as (studio, watch):
        job = await studio.generate(asked())
        await watch.until(JobChanged, lambda e: e.job.id == job.id and bool(e.job.failure))
        panels.scenario = replace(CALM, reply=silent).at(Endpoint.HISTORY)
        so_far = len(watch.of(HistoryMerged))
        await until(lambda: len(watch.of(HistoryMerged)) > so_far + 2)
        assert panels.posts() == 1
        moment += timedelta(minutes=61)
        await watch.until_job(job, S.READY)
    assert panels.posts() == 2


async def test_what_was_left_in_the_last_run_counts_until_the_service_speaks(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = SCENARIOS["out-of-quota"]
    async with workshop.working() as (_, watch):
        await watch.until(HistoryMerged, lambda event: event.service == "sora")
        assert QuotaChanged("sora", Quota(20, 0)) in watch.events
    panels.scenario = Scenario("thinking", latency=0.3, quota_left=7).at(Endpoint.HISTORY)
    async with workshop.working() as (studio, watch):
        assert studio.quotas.of("sora") == Quota(20, 0)
        job = await studio.generate(asked())
        ready = await watch.until_job(job, S.READY)
        assert ready.failure is None
        said = next(e for e in watch.of(QuotaChanged) if e.service == "sora")
        sent = next(e for e in watch.of(JobChanged) if e.job.state is S.SUBMITTING)
        assert said.quota == Quota(20, 7)
        assert watch.events.index(said) < watch.events.index(sent)
    assert panels.posts() == 1


async def test_what_is_only_remembered_keeps_nobody_waiting_when_the_history_cannot_be_read(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = SCENARIOS["out-of-quota"]
    async with workshop.working() as (_, watch):
        await watch.until(HistoryMerged, lambda event: event.service == "sora")
        assert QuotaChanged("sora", Quota(20, 0)) in watch.events
    panels.scenario = SCENARIOS["server-error"].at(Endpoint.HISTORY)
    async with workshop.working() as (studio, watch):
        await watch.until_job(await studio.generate(asked()), S.READY)
    async with workshop.opened() as (studio, _):
        assert studio.history.next_reading("sora") is None


async def test_a_video_taken_without_figures_is_counted_all_the_same(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        await watch.until(HistoryMerged, lambda event: event.service == "sora")
        before = studio.quotas.of("sora").remaining
        assert before is not None
        bare = Reply.json(200, {"job_id": "a-job-of-few-words", "status": "queued"})
        panels.scenario = Scenario("few words", reply=bare, times=1).at(Endpoint.SUBMIT)
        await watch.until_job(await studio.generate(asked()), S.QUEUED)
        assert studio.quotas.of("sora").remaining == before - 1


@pytest.mark.parametrize("name", ["server-error", "bad-gateway", "html-200", "garbage"])
async def test_an_answer_that_says_nothing_leaves_the_job_uncertain(
    workshop: Workshop, panels: DemoPanels, name: str
) -> None:
    panels.scenario = SCENARIOS[name].at(Endpoint.SUBMIT)
    async with workshop.working() as (studio, watch):
        job = await watch.until_job(await studio.generate(asked()), S.UNCERTAIN)
        # The next one goes out all the same, and the uncertain one does not.
        panels.scenario = CALM
        await watch.until_job(await studio.generate(asked(prompt="next")), S.READY)
    assert code(job) is ErrorCode.SUBMIT_UNCERTAIN
    assert panels.posts() == 2


@pytest.mark.parametrize("name", ["bad-gateway", "html-200", "wrong-key"])
async def test_a_status_that_cannot_be_read_never_fails_a_job(
    workshop: Workshop, panels: DemoPanels, name: str
) -> None:
    panels.scenario = replace(SCENARIOS[name].at(Endpoint.STATUS), times=3)
    async with workshop.working() as (studio, watch):
        job = await studio.generate(asked())
        trouble = await watch.until(ServiceTroubled, lambda event: event.error is not None)
        assert trouble.service == "sora"
        ready = await watch.until_job(job, S.READY)
        assert code(ready) is None
        # It is told that the service works again.
        after = watch.events.index(trouble)
        await watch.until(ServiceTroubled, lambda event: event.error is None, after=after)
    assert S.FAILED not in watch.states(job)


@pytest.mark.parametrize("service", ["sora", "veo"])
async def test_a_failing_job_tells_in_the_services_words_why(
    workshop: Workshop, panels: DemoPanels, service: str
) -> None:
    panels.scenario = SCENARIOS["failing"]
    async with workshop.working() as (studio, watch):
        failed = await watch.until_job(await studio.generate(asked(service)), S.FAILED)
    assert failed.failure is not None
    assert failed.failure.code is ErrorCode.SERVICE_FAILED
    assert failed.failure.params == {
        "service": service,
        "detail": "İçerik politikası nedeniyle reddedildi",
    }
    assert failed.completed_at is not None


async def test_a_failed_job_is_sent_again_in_place(workshop: Workshop, panels: DemoPanels) -> None:
    panels.scenario = SCENARIOS["failing"]
    async with workshop.working() as (studio, watch):
        failed = await watch.until_job(await studio.generate(asked()), S.FAILED)
        panels.scenario = CALM
        so_far = len(watch.events)
        await studio.send_again(failed.id)
        waiting = await watch.until_job(failed, S.WAITING, after=so_far)
        assert (waiting.attempt, waiting.remote_id, code(waiting)) == (2, None, None)
        assert waiting.position == failed.position
        assert waiting.queue_position is None
        ready = await watch.until_job(failed, S.READY, after=so_far)
        assert ready.remote_id != failed.remote_id
        # Only what has failed is sent again.
        await studio.send_again(failed.id)
        assert len(await studio.library.jobs()) == 1
    assert panels.posts() == 2


async def test_an_unknown_status_is_shown_as_it_is_and_followed_on(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = replace(SCENARIOS["unknown-status"], pace_factor=1000)
    async with workshop.working() as (studio, watch):
        job = await studio.generate(asked())
        shown = await watch.until(JobChanged, lambda e: e.job.remote_status == "upscaling")
        asked_so_far = len(panels.requests)
        await until(lambda: len(panels.requests) >= asked_so_far + 2)
        assert watch.states(job) == [S.WAITING, S.SUBMITTING, S.QUEUED]
    assert shown.job.id == job.id


async def test_a_service_that_has_made_it_but_does_not_say_where_is_asked_on(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        panels.scenario = replace(SCENARIOS["slow"], latency=0)
        job = await watch.until_job(await studio.generate(asked()), S.QUEUED)
        done = Reply.json(200, {"job_id": job.remote_id, "status": "completed", "video_url": ""})
        panels.scenario = Scenario("no-address", reply=done, times=2).at(Endpoint.STATUS)
        processing = await watch.until_job(job, S.PROCESSING)
        assert processing.remote_status == "completed"
        await watch.until_job(job, S.READY)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("processing", S.PROCESSING),
        ("completed", S.PROCESSING),
        ("warming up", S.QUEUED),
    ],
)
async def test_whatever_the_first_answer_calls_it_the_job_is_followed(
    workshop: Workshop, panels: DemoPanels, status: str, state: JobState
) -> None:
    said = Reply.json(200, {"job_id": "elsewhere-1", "status": status})
    panels.scenario = Scenario("other-words", reply=said).at(Endpoint.SUBMIT)
    async with workshop.working() as (studio, watch):
        job = await studio.generate(asked())
        taken = await watch.until_job(job, S.QUEUED, S.PROCESSING)
        await until(lambda: any(r.path == "/status/elsewhere-1" for r in panels.requests))
    assert (taken.state, taken.remote_status) == (state, status)
    assert (taken.started_at is not None) is (state is S.PROCESSING)


async def test_a_service_that_wants_to_be_left_alone_is_asked_when_it_said(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = replace(SCENARIOS["rate-limited"], times=1)
    loop = asyncio.get_running_loop()
    async with workshop.working() as (studio, watch):
        told: list[float] = []
        studio.hub.subscribe(
            lambda e: told.append(loop.time()) if isinstance(e, ServiceTroubled) else None
        )
        job = await studio.generate(asked())
        limited = await watch.until(ServiceTroubled, lambda event: event.error is not None)
        assert limited.error is not None
        assert limited.error.code is ErrorCode.RATE_LIMITED
        before = len(panels.requests)
        await until(lambda: any("/status/" in r.path for r in panels.requests[before:]))
        assert loop.time() - told[0] > 0.9
        await watch.until_job(job, S.READY)


async def test_a_job_for_an_unreachable_service_waits_and_goes_when_it_is_there(
    tmp_path: Path,
) -> None:
    nobody = socket.socket()  # holds the port, and answers nobody
    nobody.bind(("127.0.0.1", 0))
    port = nobody.getsockname()[1]
    later = DemoPanels(
        ports={"sora": port}, folder=tmp_path / "panels", draft=True, clip_seconds=1, pace=0.2
    )
    address = f"http://127.0.0.1:{port}"
    workshop = Workshop(tmp_path / "home", {"sora": address}, {"sora": "kadraj-demo-key"})
    async with workshop.working() as (studio, watch):
        job = await studio.generate(asked())
        halted = await watch.until(JobChanged, lambda event: event.job.failure is not None)
        put_back = halted.job
        assert (put_back.state, code(put_back)) == (S.WAITING, ErrorCode.UNREACHABLE)
        trouble = await watch.until(ServiceTroubled, lambda event: event.error is not None)
        assert trouble.error is not None
        assert trouble.error.code is ErrorCode.UNREACHABLE
        assert put_back.submitted_at is None
        nobody.close()
        async with later:
            ready = await watch.until_job(job, S.READY)
    assert (ready.attempt, code(ready)) == (1, None)
    assert later.posts() == 1


async def test_a_network_that_goes_while_jobs_are_followed_fails_none(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = replace(SCENARIOS["slow"], latency=0)
    async with workshop.working() as (studio, watch):
        jobs = [await studio.generate(asked(prompt=name)) for name in ("one", "two")]
        for job in jobs:
            await watch.until_job(job, S.QUEUED)
        so_far = len(watch.events)
        await panels.stop()
        await watch.until(ServiceTroubled, lambda e: e.error is not None, after=so_far)
        so_far = len(watch.events)
        await panels.start()
        await watch.until(ServiceTroubled, lambda e: e.error is None, after=so_far)
        for job in jobs:
            await watch.until_job(job, S.READY)
    assert panels.posts() == 2


async def test_what_is_never_answered_is_asked_every_three_to_five_seconds() -> None:
    intervals = [Pace().poll_interval() for _ in range(1000)]
    assert min(intervals) >= 3
    assert max(intervals) <= 5
    assert max(intervals) - min(intervals) > 1


async def test_waits_between_tries_grow_to_a_longest_one() -> None:
    waits = [wait for wait, _ in zip(Pace().retries(), range(20), strict=False)]
    assert waits[0] <= 2
    assert all(48 <= wait <= 60 for wait in waits[-5:])
    assert len(set(waits)) == len(waits)


async def test_without_a_key_nothing_is_asked(workshop: Workshop, panels: DemoPanels) -> None:
    workshop.keys = {"veo": workshop.keys["veo"]}
    async with workshop.working() as (studio, watch):
        waiting = await studio.generate(asked("sora"))
        await watch.until_job(await studio.generate(asked("veo")), S.READY)
        assert watch.states(waiting) == [S.WAITING]
    assert {request.service for request in panels.requests} == {"veo", "files"}


async def test_polls_keep_their_pace(workshop: Workshop, panels: DemoPanels) -> None:
    panels.scenario = replace(SCENARIOS["slow"], latency=0)
    pace = replace(QUICK, poll_shortest=0.1, poll_longest=0.15)
    loop = asyncio.get_running_loop()
    async with workshop.working(pace) as (studio, watch):
        begun = loop.time()
        await watch.until_job(await studio.generate(asked()), S.READY)
        took = loop.time() - begun
    polls = sum("/status/" in request.path for request in panels.requests)
    assert polls <= took / 0.1 + 2  # one at the start, one for the download's address
