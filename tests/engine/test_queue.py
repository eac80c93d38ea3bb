"""What the user does with the queue: holding it back, taking jobs out."""

from dataclasses import replace

import pytest

from app.demo.panels import DemoPanels
from app.demo.scenarios import CALM, Endpoint, Reply, Scenario
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import DownloadStopped, Event, JobChanged, JobRemoved, QueuePaused
from app.domain.jobs import JobState
from tests.engine.workshop import Held, Workshop, asked, until

pytestmark = pytest.mark.anyio

S = JobState
NEVER_DONE = Scenario("endless", pace_factor=10_000)


async def test_a_paused_queue_sends_nothing_and_follows_on(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        sent = await watch.until_job(await studio.generate(asked(prompt="sent")), S.QUEUED)
        await studio.pauses.set(True)
        await studio.pauses.set(True)
        held = [await studio.generate(asked(service)) for service in ("sora", "veo")]
        await watch.until_job(sent, S.READY)
        assert panels.posts() == 1
        await studio.pauses.set(False)
        for job in held:
            await watch.until_job(job, S.READY)
        assert studio.pauses.services == frozenset()
    both = frozenset({"sora", "veo"})
    assert watch.of(QueuePaused) == [QueuePaused(both), QueuePaused(frozenset())]


async def test_a_waiting_job_that_is_removed_is_never_sent(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        await studio.pauses.set(True)
        unwanted = await studio.generate(asked(prompt="unwanted"))
        wanted = await studio.generate(asked(prompt="wanted"))
        await studio.remove(unwanted.id)
        await watch.until(JobRemoved, lambda event: event.job_id == unwanted.id)
        await studio.remove(unwanted.id)
        await studio.pauses.set(False)
        await watch.until_job(wanted, S.READY)
        assert [job.id for job in await studio.library.jobs()] == [wanted.id]
        await studio.send_again(unwanted.id)  # what was removed stays removed
    assert panels.posts() == 1
    assert watch.of(JobRemoved) == [JobRemoved(unwanted.id)]


async def test_a_removed_job_is_not_followed_any_more(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = NEVER_DONE
    async with workshop.working() as (studio, watch):
        job = await watch.until_job(await studio.generate(asked()), S.PROCESSING)
        other = await watch.until_job(await studio.generate(asked(prompt="other")), S.QUEUED)
        await studio.remove(job.id)
        asked_so_far = len(panels.requests)
        await until(lambda: polls_of(panels, other.remote_id, asked_so_far) >= 2)
        asked_so_far = len(panels.requests)  # what was on its way has come
        await until(lambda: polls_of(panels, other.remote_id, asked_so_far) >= 3)
        assert polls_of(panels, job.remote_id, asked_so_far) == 0


def polls_of(panels: DemoPanels, remote_id: str | None, after: int) -> int:
    return sum(request.path == f"/status/{remote_id}" for request in panels.requests[after:])


async def test_a_job_that_is_removed_while_its_video_comes_leaves_no_half_a_file(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = Scenario("far away", latency=60).at(Endpoint.FILE)
    async with workshop.working() as (studio, watch):
        job = await watch.until_job(await studio.generate(asked()), S.DOWNLOADING)
        await until(lambda: any(request.service == "files" for request in panels.requests))
        assert studio.downloads.running(job.clip_id or "")
        await studio.remove(job.id)
        assert not studio.downloads.running(job.clip_id or "")
        assert watch.of(DownloadStopped) == [DownloadStopped(job.clip_id or "")]
        panels.scenario = CALM
        # The video is still in the history, and can be had.
        clip = await studio.library.clip(job.clip_id or "")
        assert clip is not None
        studio.downloads.start(clip.id)
        await watch.until_downloaded(clip)
    assert not list(workshop.home.rglob("*.part"))


async def test_a_job_on_the_wire_cannot_be_removed(workshop: Workshop) -> None:
    async with workshop.working() as (studio, watch):
        held = Held(studio, "sora", "submit")
        job = await watch.until_job(await studio.generate(asked()), S.SUBMITTING)
        await studio.remove(job.id)
        held.let_go()
        await watch.until_job(job, S.READY)


async def test_a_ready_job_leaves_the_queue_and_its_video_stays(workshop: Workshop) -> None:
    async with workshop.working() as (studio, watch):
        ready = await watch.until_job(await studio.generate(asked()), S.READY)
        await studio.remove(ready.id)
        clip = await studio.library.clip(ready.clip_id or "")
        assert clip is not None
        assert clip.downloaded
        assert await studio.library.jobs() == []


@pytest.mark.parametrize(
    "said",
    [
        {"status": "upscaling"},
        {"status": "completed", "video_url": "http://127.0.0.1:9/file/gone.mp4"},
    ],
    ids=lambda said: said["status"],
)
async def test_a_status_that_comes_after_the_removal_changes_nothing(
    workshop: Workshop, panels: DemoPanels, said: dict[str, str]
) -> None:
    panels.scenario = NEVER_DONE
    async with workshop.working() as (studio, watch):
        job = await watch.until_job(await studio.generate(asked()), S.PROCESSING)
        current = await studio.library.job(job.id)
        assert current is not None
        removed = replace(current, state=S.REMOVED)
        assert await studio.library.change_job(removed, expected=S.PROCESSING)
        panels.scenario = Scenario("told", reply=Reply.json(200, said)).at(Endpoint.STATUS)
        so_far = len(panels.requests)
        await until(lambda: polls_of(panels, job.remote_id, so_far) == 1)
        panels.scenario = CALM
        await watch.until_job(await studio.generate(asked("veo")), S.READY)
        assert await studio.library.job(job.id) == removed
        assert polls_of(panels, job.remote_id, so_far) == 1
    assert watch.states(job)[-1] is S.PROCESSING


async def test_signed_out_in_the_moment_of_sending_the_job_waits_on(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        signing_out = studio.access.sign_out(("sora",))

        def sign_out(event: Event) -> None:
            if isinstance(event, JobChanged) and event.job.state is S.SUBMITTING:
                signing_out.send(None)  # as far as it goes at once

        studio.hub.subscribe(sign_out)
        job = await studio.generate(asked())
        sending = await watch.until_job(job, S.SUBMITTING)
        so_far = next(n for n, e in enumerate(watch.events) if e == JobChanged(sending))
        waiting = await watch.until_job(job, S.WAITING, after=so_far)
        assert waiting.failure is not None
        assert waiting.failure.code is ErrorCode.KEY_MISSING
        signing_out.close()
    assert panels.posts() == 0


async def test_a_job_that_nobody_knows_is_said_to_be_unknown(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, _):
        for ask in (studio.remove, studio.send_again, studio.mark_lost, studio.check_now):
            with pytest.raises(KadrajError) as caught:
                await ask("no-such-job")
            assert caught.value.code is ErrorCode.JOB_UNKNOWN
