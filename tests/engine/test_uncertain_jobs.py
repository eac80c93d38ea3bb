"""Jobs of which it is not known whether the service took them: never sent twice by the program."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.demo.panels import DemoPanels
from app.demo.replies import stamp
from app.demo.scenarios import CALM, SCENARIOS, Endpoint, Reply, Scenario
from app.domain.clips import Clip
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import HistoryMerged, UncertainSearched
from app.domain.jobs import Job, JobState
from app.domain.reconciling import Evidence, Search
from app.domain.replies import HistoryItem
from app.engine.studio import Studio
from tests.engine.workshop import PATIENCE, QUICK, Held, Watch, Workshop, asked, noon, until

pytestmark = pytest.mark.anyio

S = JobState
ROOT = Path(__file__).parents[2]
DROPPED = SCENARIOS["drop-after-submit"]


@asynccontextmanager
async def one_uncertain(
    workshop: Workshop, panels: DemoPanels, scenario: Scenario = DROPPED
) -> AsyncIterator[tuple[Studio, Watch, Job]]:
    """An engine with one job that was sent and never answered; the panels are calm again."""
    async with workshop.working() as (studio, watch):
        # What was left before is known, and the computers' clocks were compared.
        await watch.until(HistoryMerged, lambda event: event.service == "sora")
        panels.scenario = scenario
        job = await watch.until_job(await studio.generate(asked()), S.UNCERTAIN)
        panels.scenario = CALM
        yield studio, watch, job


async def until_made(studio: Studio, count: int = 1) -> None:
    """Returns when the service's history names so many videos."""
    async with asyncio.timeout(PATIENCE):
        while len((await studio.history.refresh("sora")).items) < count:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_a_job_that_the_service_took_is_found_and_finished(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with one_uncertain(workshop, panels) as (studio, watch, job):
        assert job.failure is not None
        assert job.failure.code is ErrorCode.SUBMIT_UNCERTAIN
        await until_made(studio)  # every reading of the history looks for it
        ready = await watch.until_job(job, S.READY)
        assert ready.failure is None
        clip = await studio.library.clip(ready.clip_id or "")
        assert clip is not None
        assert clip.prompt == "Kırmızı balon"
        search = studio.last_search(job.id)
        assert search is not None
        assert search.found
        assert await studio.check_now(job.id) == Search()  # there is nothing uncertain any more
    assert panels.posts() == 1


async def test_a_job_that_is_not_to_be_found_stays_uncertain(
    workshop: Workshop, panels: DemoPanels
) -> None:
    slow = replace(DROPPED, pace_factor=1000)
    async with one_uncertain(workshop, panels, slow) as (studio, watch, job):
        search = await studio.check_now(job.id)
        assert (search.found, search.candidates) == (False, ())
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
        assert job.submitted_at is not None
        panels.scenario = in_history(history_of(job.submitted_at, 1))
        (offered,) = (await studio.check_now(job.id)).candidates
        told = await watch.until(UncertainSearched, lambda e: e.job_id == other.id)
        assert told.search.candidates == (offered,)
        panels.scenario = CALM
        await until_made(studio, 2)
        await studio.mark_lost(other.id)
        # Now two videos fit the one job that is left: still nobody guesses.
        newest, oldest = (await studio.check_now(job.id)).candidates
        assert newest.created_at >= oldest.created_at
        assert not await studio.take_as(job.id, "no-such-video")
        assert await studio.take_as(job.id, oldest.remote_id)
        await watch.until_job(job, S.READY)
        # What is one job's is no other's.
        assert not await studio.take_as(job.id, newest.remote_id)
        await studio.send_again(other.id)
        await watch.until_job(other, S.READY)
        assert not await studio.take_as(other.id, oldest.remote_id)
    assert panels.posts() == 3


async def test_what_the_user_says_is_not_it_is_not_offered_again(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with one_uncertain(workshop, panels) as (studio, _, job):
        assert job.submitted_at is not None
        panels.scenario = in_history(history_of(job.submitted_at, 1, 2))
        offered = (await studio.check_now(job.id)).candidates
        assert [clip.remote_id for clip in offered] == ["video-1", "video-2"]
        await studio.refuse_matches(job.id, ["video-2"])
        search = studio.last_search(job.id)
        assert search is not None
        assert [clip.remote_id for clip in search.candidates] == ["video-1"]
        await studio.refuse_matches(job.id, ["video-1"])
    async with workshop.opened() as (studio, _):
        assert studio.last_search(job.id) is None
        await studio.sign_in_remembered()
        search = await studio.check_now(job.id)
        assert (search.found, search.candidates) == (False, ())
        panels.scenario = in_history(history_of(job.submitted_at, 1, 2, 3))
        search = await studio.check_now(job.id)
        assert [clip.remote_id for clip in search.candidates] == ["video-3"]
        # The user's last word counts: of what was refused, everything is offered again.
        assert studio.has_refused(job)
        await studio.offer_matches_again(job.id)
        assert not studio.has_refused(job)
        assert len((await studio.check_now(job.id)).candidates) == 3
        assert await studio.take_as(job.id, "video-1")


async def test_a_video_of_another_kind_is_offered_and_not_taken(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        await watch.until(HistoryMerged, lambda event: event.service == "veo")
        panels.scenario = DROPPED
        job = await watch.until_job(await studio.generate(asked("veo")), S.UNCERTAIN)
        assert job.submitted_at is not None
        metadata = {"aspect_ratio": "9:16", "duration_seconds": 6, "has_image": False}
        panels.scenario = in_history(history_of(job.submitted_at, 0.5, metadata=metadata))
        search = await studio.check_now(job.id)
        assert (search.found, len(search.candidates)) == (False, 1)
        metadata["aspect_ratio"] = "16:9"
        panels.scenario = in_history(history_of(job.submitted_at, 0.5, metadata=metadata))
        assert (await studio.check_now(job.id)).found


def nothing_but(remaining: int | None) -> Scenario:
    """A panel with no videos yet that says how many are left."""
    figures = {} if remaining is None else {"daily_limit_remaining": remaining}
    return in_history(Reply.json(200, {"count": 0, "videos": []} | figures))


@pytest.mark.parametrize(
    ("remaining", "evidence"),
    [
        (20, Evidence.NOT_TAKEN),
        (19, Evidence.TAKEN),
        (17, Evidence.TAKEN),
        (21, Evidence.UNKNOWN),
        (None, Evidence.UNKNOWN),
    ],
)
async def test_the_figures_tell_whether_it_was_probably_taken(
    workshop: Workshop, panels: DemoPanels, remaining: int | None, evidence: Evidence
) -> None:
    async with workshop.working() as (studio, watch):
        await watch.until(HistoryMerged, lambda event: event.service == "sora")
        panels.scenario = DROPPED
        job = await watch.until_job(await studio.generate(asked()), S.UNCERTAIN)
        panels.scenario = nothing_but(remaining)
        assert await studio.check_now(job.id) == Search(evidence=evidence)
        # What was seen once is not forgotten for want of figures, nor at the next start.
        panels.scenario = nothing_but(None)
        assert await studio.check_now(job.id) == Search(evidence=evidence)
    async with workshop.opened() as (studio, _):
        await studio.sign_in_remembered()
        assert await studio.check_now(job.id) == Search(evidence=evidence)


async def test_own_videos_of_before_and_after_are_counted(
    workshop: Workshop, panels: DemoPanels
) -> None:
    slow = replace(CALM, pace_factor=1000)
    async with workshop.working() as (studio, watch):
        await watch.until(HistoryMerged, lambda event: event.service == "sora")
        panels.scenario = slow
        before = await watch.until_job(await studio.generate(asked()), S.QUEUED)
        assert before.submitted_at is not None
        panels.scenario = SCENARIOS["server-error"].at(Endpoint.SUBMIT)
        job = await watch.until_job(await studio.generate(asked()), S.UNCERTAIN)
        panels.scenario = slow
        await watch.until_job(await studio.generate(asked(prompt="after")), S.QUEUED)
        assert await studio.check_now(job.id) == Search(evidence=Evidence.NOT_TAKEN)


async def test_what_is_sent_while_the_history_is_read_hides_what_the_figures_tell(
    workshop: Workshop, panels: DemoPanels
) -> None:
    slow = replace(CALM, pace_factor=1000)
    async with workshop.working() as (studio, watch):
        await watch.until(HistoryMerged, lambda event: event.service == "sora")
        panels.scenario = replace(slow, drops=True).at(Endpoint.SUBMIT)
        job = await watch.until_job(await studio.generate(asked()), S.UNCERTAIN)
        panels.scenario = slow
        # Asked for before, and answered after the other one was taken, which it does not count.
        history = Held(studio, "sora", "history")
        search = asyncio.create_task(studio.check_now(job.id))
        await history.all_here.wait()
        await watch.until_job(await studio.generate(asked(prompt="after")), S.QUEUED)
        history.let_go()
        assert await search == Search(evidence=Evidence.UNKNOWN)
        # Counted already, and its answer has not come.
        submit = Held(studio, "sora", "submit")
        other = await studio.generate(asked(prompt="on the wire"))
        await submit.all_here.wait()
        assert await studio.check_now(job.id) == Search(evidence=Evidence.UNKNOWN)
        submit.let_go()
        await watch.until_job(other, S.QUEUED)
        assert await studio.check_now(job.id) == Search(evidence=Evidence.TAKEN)


async def test_a_failed_job_may_have_been_given_back_and_hides_whether_one_was_taken(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        await watch.until(HistoryMerged, lambda event: event.service == "sora")
        panels.scenario = SCENARIOS["server-error"].at(Endpoint.SUBMIT)
        job = await watch.until_job(await studio.generate(asked()), S.UNCERTAIN)
        panels.scenario = SCENARIOS["failing"]
        await watch.until_job(await studio.generate(asked(prompt="after")), S.FAILED)
        assert await studio.check_now(job.id) == Search(evidence=Evidence.UNKNOWN)


async def test_over_midnight_the_figures_cannot_be_compared(
    workshop: Workshop, panels: DemoPanels
) -> None:
    moment = noon()
    async with workshop.working(now=lambda: moment) as (studio, watch):
        await watch.until(HistoryMerged, lambda event: event.service == "sora")
        panels.scenario = DROPPED
        job = await watch.until_job(await studio.generate(asked()), S.UNCERTAIN)
        moment += timedelta(hours=10)  # past midnight in Turkey
        panels.scenario = nothing_but(20)
        assert await studio.check_now(job.id) == Search(evidence=Evidence.UNKNOWN)
        moment += timedelta(hours=6)  # and everywhere else
        assert await studio.check_now(job.id) == Search(evidence=Evidence.UNKNOWN)


async def test_what_was_kept_of_uncertain_jobs_may_be_unreadable(
    workshop: Workshop, panels: DemoPanels, caplog: pytest.LogCaptureFixture
) -> None:
    async with workshop.opened() as (studio, _):
        await studio.library.set_note("uncertain", "[]")
    async with workshop.opened():
        assert "cannot be read" in caplog.text


async def test_on_a_full_disk_the_search_goes_on(
    workshop: Workshop, panels: DemoPanels, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with one_uncertain(workshop, panels, replace(DROPPED, pace_factor=1000)) as (
        studio, _, job,
    ):  # fmt: skip

        async def full(_name: str, _value: str) -> None:
            raise KadrajError(ErrorCode.DISK_FULL, folder="x")

        monkeypatch.setattr(studio.library, "set_note", full)
        assert not (await studio.check_now(job.id)).found
        await studio.refuse_matches(job.id, ["x"])


@pytest.mark.parametrize("minutes", [-3, 11, None])
async def test_a_video_of_another_time_is_not_taken_for_it(
    workshop: Workshop, panels: DemoPanels, minutes: int | None
) -> None:
    async with one_uncertain(workshop, panels) as (studio, watch, job):
        assert job.submitted_at is not None
        panels.scenario = in_history(history_of(job.submitted_at, minutes))
        search = await studio.check_now(job.id)
        assert (search.found, search.candidates) == (False, ())
        panels.scenario = in_history(history_of(job.submitted_at, 0.5))
        assert (await studio.check_now(job.id)).found
        found = await watch.until_job(job, S.QUEUED, after=len(watch.events) - 5)
        assert found.remote_id == "video-0.5"


def history_of(
    submitted: datetime, *minutes: float | None, left: int | None = 19, **told: Any
) -> Reply:
    """A history with a video made so long after a job was sent, or one for each time; it cost one
    of the twenty that were left."""
    videos = []
    for after in minutes:
        video: dict[str, Any] = {"job_id": f"video-{after}", "video_url": "", **told}
        if after is not None:
            moment = submitted.timestamp() + after * 60
            video["created_at"] = stamp(datetime.fromtimestamp(moment, tz=submitted.tzinfo))
        videos.append(video)
    figures = {} if left is None else {"daily_limit_remaining": left}
    return Reply.json(200, {"count": len(videos), "videos": videos} | figures)


def in_history(reply: Reply) -> Scenario:
    """A panel whose history says this."""
    return Scenario("told", reply=reply).at(Endpoint.HISTORY)


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
        assert job.submitted_at is not None
        panels.scenario = in_history(history_of(job.submitted_at, 0.5))
        held = Held(studio, "sora", "history")
        search = asyncio.create_task(studio.check_now(job.id))
        await held.all_here.wait()
        await studio.mark_lost(job.id)
        held.let_go()
        assert not (await search).found
        assert watch.states(job)[-1] is S.LOST


async def test_two_searches_at_once_both_tell_that_it_was_found(
    workshop: Workshop, panels: DemoPanels
) -> None:
    """A click on *Check now* while the regular reading of the history is on its way."""
    async with one_uncertain(workshop, panels) as (studio, watch, job):
        assert job.submitted_at is not None
        panels.scenario = in_history(history_of(job.submitted_at, 0.5))
        held = Held(studio, "sora", "history", 2)
        searches = [asyncio.create_task(studio.check_now(job.id)) for _ in range(2)]
        await held.all_here.wait()
        held.let_go()
        assert [(await search).found for search in searches] == [True, True]
        assert watch.states(job).count(S.QUEUED) == 1


async def test_a_search_that_is_overtaken_tells_what_the_later_reading_found(
    workshop: Workshop, panels: DemoPanels, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The later reading is answered first, and not yet gone through when the search is answered."""
    async with one_uncertain(workshop, panels) as (studio, _, job):
        assert job.submitted_at is not None
        panels.scenario = in_history(history_of(job.submitted_at, 0.5))
        merge, merging, merged = studio.library.merge_history, asyncio.Event(), asyncio.Event()

        async def merge_slowly(service: str, entries: Sequence[tuple[HistoryItem, Clip]]) -> bool:
            merging.set()
            await merged.wait()
            return await merge(service, entries)

        held = Held(studio, "sora", "history")
        search = asyncio.create_task(studio.check_now(job.id))
        await held.all_here.wait()
        monkeypatch.setattr(studio.library, "merge_history", merge_slowly)
        later = asyncio.create_task(studio.history.refresh("sora"))
        await merging.wait()
        held.let_go()
        for _ in range(10):
            await asyncio.sleep(0)
        merged.set()
        assert (await search).found
        await later


async def test_of_two_words_at_once_one_counts(workshop: Workshop, panels: DemoPanels) -> None:
    """Two windows' clicks, or a click and a command: a job is one video only."""
    async with one_uncertain(workshop, panels) as (studio, watch, job):
        assert job.submitted_at is not None
        panels.scenario = in_history(history_of(job.submitted_at, 1, 2))
        offered = (await studio.check_now(job.id)).candidates
        words = [studio.take_as(job.id, clip.remote_id) for clip in offered]
        taken = await asyncio.gather(*words)
        assert sorted(taken) == [False, True]
        found = await watch.until_job(job, S.QUEUED)
        assert found.remote_id == offered[taken.index(True)].remote_id


async def test_of_two_jobs_that_claim_one_video_at_once_one_gets_it(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with one_uncertain(workshop, panels) as (studio, watch, job):
        panels.scenario = DROPPED
        other = await watch.until_job(await studio.generate(asked()), S.UNCERTAIN)
        assert job.submitted_at is not None
        panels.scenario = in_history(history_of(job.submitted_at, 1))
        (offered,) = (await studio.check_now(job.id)).candidates
        words = [studio.take_as(each.id, offered.remote_id) for each in (job, other)]
        assert sorted(await asyncio.gather(*words)) == [False, True]


async def test_an_answer_to_what_was_given_up_meanwhile_changes_nothing(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        held = Held(studio, "sora", "submit")
        job = await watch.until_job(await studio.generate(asked()), S.SUBMITTING)
        uncertain = replace(job, state=S.UNCERTAIN)
        assert await studio.library.change_job(uncertain, expected=S.SUBMITTING)
        held.let_go()
        await watch.until_job(await studio.generate(asked("veo")), S.READY)
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
