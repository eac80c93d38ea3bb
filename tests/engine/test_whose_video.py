"""An uncertain job never takes somebody else's video, and what it took can be given back."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.demo.panels import DemoPanels
from app.demo.scenarios import CALM, SCENARIOS, Endpoint, Reply, Scenario
from app.domain.errors import ErrorCode
from app.domain.events import HistoryMerged
from app.domain.jobs import Job, JobState
from app.engine.service_clock import ServiceClock
from app.engine.studio import Studio
from app.store.sqlite_library import SqliteLibrary
from tests.engine.test_uncertain_jobs import (
    DROPPED,
    history_of,
    in_history,
    one_uncertain,
    until_made,
)
from tests.engine.workshop import Watch, Workshop, asked, noon

pytestmark = pytest.mark.anyio

S = JobState
NEVER_TAKEN = SCENARIOS["server-error"].at(Endpoint.SUBMIT)


async def uncertain_job(
    studio: Studio, watch: Watch, panels: DemoPanels, scenario: Scenario
) -> Job:
    """A job whose answer never came, at panels that are calm again."""
    panels.scenario = scenario
    job = await watch.until_job(await studio.generate(asked(prompt="Mavi ev")), S.UNCERTAIN)
    panels.scenario = CALM
    return job


async def test_a_video_of_another_home_from_before_is_neither_taken_nor_offered(
    panels: DemoPanels, workshop: Workshop
) -> None:
    other = replace(workshop, home=workshop.home.with_name("other"))
    async with workshop.working() as (studio, watch):
        await watch.until_job(await studio.generate(asked()), S.READY)
    await asyncio.sleep(2.1)  # the services tell times in whole seconds
    async with other.working() as (studio, watch):
        # Not even the first history needs to have come before the sending.
        job = await uncertain_job(studio, watch, panels, NEVER_TAKEN)
        search = await studio.check_now(job.id)
        assert (search.found, search.candidates) == (False, ())
        assert not studio.was_found(job)


async def test_a_video_that_was_known_before_is_not_offered_however_it_is_dated(
    panels: DemoPanels, workshop: Workshop
) -> None:
    async with workshop.working() as (studio, watch):
        panels.scenario = in_history(history_of(noon(), 0.3))
        await studio.history.refresh("sora")
        known = await studio.library.clip_by_remote("sora", "video-0.3")
        assert known is not None
        job = await uncertain_job(studio, watch, panels, NEVER_TAKEN)
        assert job.submitted_at is not None
        panels.scenario = in_history(history_of(job.submitted_at, 0.3, 0.4))
        (offered,) = (await studio.check_now(job.id)).candidates
        assert offered.remote_id == "video-0.4"
    async with workshop.opened() as (studio, _):
        await studio.sign_in_remembered()  # nor after a restart
        assert (await studio.check_now(job.id)).candidates == (offered,)


async def test_without_a_measured_clock_it_is_offered_only(
    panels: DemoPanels, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.panel.clock_ahead", lambda *_: None)
    async with workshop.working() as (studio, watch):
        await watch.until(HistoryMerged, lambda event: event.service == "sora")
        job = await uncertain_job(studio, watch, panels, NEVER_TAKEN)
        assert job.submitted_at is not None
        panels.scenario = in_history(history_of(job.submitted_at, -1))
        search = await studio.check_now(job.id)
        assert (search.found, len(search.candidates)) == (False, 1)
        await studio.refuse_matches(job.id, ["video--1"])
        panels.scenario = in_history(history_of(job.submitted_at, 0.5))
        search = await studio.check_now(job.id)
        assert (search.found, len(search.candidates)) == (False, 1)


@pytest.mark.parametrize(
    ("minutes", "left", "told"),
    [
        ((0.5,), 20, {}),  # the service counts none that was taken
        ((0.5,), 18, {}),  # it counts two
        ((0.5,), None, {}),  # it counts nothing
        ((5,), 19, {}),  # made long after the request was gone
        ((0.5, -50), 19, {}),  # somebody else uses the key: another computer
        ((0.5, None), 19, {}),  # perhaps somebody else does
        ((0.5,), 19, {"prompt": "Kırmızı tekne"}),  # what another asked for
    ],
)
async def test_a_single_video_is_only_offered_where_the_evidence_is_not_whole(
    panels: DemoPanels,
    workshop: Workshop,
    minutes: tuple[float | None, ...],
    left: int | None,
    told: dict[str, str],
) -> None:
    async with workshop.working() as (studio, watch):
        await watch.until(HistoryMerged, lambda event: event.service == "sora")
        job = await uncertain_job(studio, watch, panels, NEVER_TAKEN)
        assert job.submitted_at is not None
        panels.scenario = in_history(history_of(job.submitted_at, *minutes, left=left, **told))
        search = await studio.check_now(job.id)
        assert not search.found
        assert [clip.remote_id for clip in search.candidates] == [f"video-{minutes[0]}"]
        assert watch.states(job)[-1] is S.UNCERTAIN


async def test_the_same_prompt_in_the_history_is_no_hindrance(
    panels: DemoPanels, workshop: Workshop
) -> None:
    async with workshop.working() as (studio, watch):
        await watch.until(HistoryMerged, lambda event: event.service == "sora")
        job = await uncertain_job(studio, watch, panels, NEVER_TAKEN)
        assert job.submitted_at is not None
        panels.scenario = in_history(history_of(job.submitted_at, 0.5, prompt="Mavi  ev "))
        assert (await studio.check_now(job.id)).found


async def test_what_was_taken_wrongly_is_given_back_with_all_that_was_told_of_it(
    panels: DemoPanels, workshop: Workshop
) -> None:
    async with one_uncertain(workshop, panels) as (studio, watch, job):
        await until_made(studio)
        ready = await watch.until_job(job, S.READY)
        assert studio.was_found(ready)
        clip = await studio.library.clip(ready.clip_id or "")
        assert clip is not None
        assert clip.file is not None
        assert "balon" in clip.file.name
        assert await studio.not_this_one(job.id)
        again = await studio.library.job(job.id)
        assert again is not None
        assert (again.state, again.remote_id, again.clip_id) == (S.UNCERTAIN, None, None)
        assert again.failure is not None
        assert again.failure.code is ErrorCode.SUBMIT_UNCERTAIN
        freed = await studio.library.clip(clip.id)
        assert freed is not None
        assert freed.file is not None
        assert (freed.prompt, freed.model) == ("", None)
        assert "balon" not in freed.file.name
        assert json.loads(freed.file.with_suffix(".json").read_text("utf-8"))["prompt"] == ""
        assert not clip.file.exists()
        assert not clip.file.with_suffix(".json").exists()
        # It is not taken or offered once more, unless the user says so after all.
        assert (await studio.check_now(job.id)).candidates == ()
        assert not await studio.not_this_one(job.id)
        assert await studio.take_as(job.id, clip.remote_id)
        so_far = len(watch.events)
        await watch.until_job(job, S.READY, after=so_far - 2)
    async with workshop.opened() as (studio, _):  # it can be undone at the next start, too
        (job,) = await studio.library.jobs()
        assert studio.was_found(job)
        assert await studio.not_this_one(job.id)
    assert panels.posts() == 1


async def test_while_it_is_still_being_made_it_can_be_given_back(
    panels: DemoPanels, workshop: Workshop
) -> None:
    async with one_uncertain(workshop, panels) as (studio, watch, job):
        assert job.submitted_at is not None
        panels.scenario = in_history(history_of(job.submitted_at, 0.5))
        assert (await studio.check_now(job.id)).found
        assert await studio.not_this_one(job.id)
        assert watch.states(job)[-1] is S.UNCERTAIN
        assert (await studio.check_now(job.id)).candidates == ()


async def test_one_that_failed_is_sent_again_instead(
    panels: DemoPanels, workshop: Workshop
) -> None:
    async with one_uncertain(workshop, panels) as (studio, watch, job):
        assert job.submitted_at is not None
        failed = Reply.json(200, {"job_id": "video-0.5", "status": "failed", "error": "no"})
        panels.scenario = in_history(history_of(job.submitted_at, 0.5))
        assert (await studio.check_now(job.id)).found
        panels.scenario = Scenario("told", reply=failed).at(Endpoint.STATUS)
        ended = await watch.until_job(job, S.FAILED)
        assert not studio.was_found(ended)
        assert not await studio.not_this_one(job.id)


async def test_a_video_that_the_service_named_itself_is_nothing_to_undo(
    panels: DemoPanels, workshop: Workshop
) -> None:
    async with workshop.working() as (studio, watch):
        job = await watch.until_job(await studio.generate(asked()), S.READY)
        assert not studio.was_found(job)
        assert not await studio.not_this_one(job.id)


async def test_a_lost_job_that_turns_up_is_offered_and_can_be_doubted_again(
    panels: DemoPanels, workshop: Workshop
) -> None:
    async with workshop.working() as (studio, watch):
        await watch.until(HistoryMerged, lambda event: event.service == "sora")
        job = await uncertain_job(studio, watch, panels, NEVER_TAKEN)
        assert job.submitted_at is not None
        await studio.mark_lost(job.id)
        panels.scenario = in_history(history_of(job.submitted_at, 0.5))
        await studio.history.refresh("sora")
        search = studio.last_search(job.id)
        assert search is not None
        assert (search.found, len(search.candidates)) == (False, 1)
        assert watch.states(job)[-1] is S.LOST
        assert (await studio.check_now(job.id)).found  # asked for, it is looked for in earnest


async def test_a_job_that_was_lost_days_ago_is_let_rest(
    panels: DemoPanels, workshop: Workshop
) -> None:
    moment = noon()
    async with workshop.working(now=lambda: moment) as (studio, watch):
        await watch.until(HistoryMerged, lambda event: event.service == "sora")
        job = await uncertain_job(studio, watch, panels, DROPPED)
        await studio.mark_lost(job.id)
        moment += timedelta(days=2)
        await studio.history.refresh("sora")
        assert studio.last_search(job.id) is None
        await studio.undo_lost(job.id)
        await studio.undo_lost(job.id)  # a second time it does nothing
        assert watch.states(job)[-1] is S.UNCERTAIN


@pytest.mark.parametrize("wrong", [0, 37, -37, 42 * 60, -3 * 3600 - 100])
async def test_a_wrong_clock_here_is_seen_through(workshop: Workshop, wrong: int) -> None:
    """Times are compared by the difference that the service's own `Date` shows."""
    error = timedelta(seconds=wrong)
    sent_here = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC) + error
    told = datetime(2026, 11, 21, 15, 0, 1)  # noqa: DTZ001 - a second later, in Turkey
    async with workshop.opened() as (studio, _):
        clock = ServiceClock(studio.library)
        clock.measured("sora", -error)
        assert clock.to_own("sora", told) - sent_here == timedelta(seconds=1)
        await clock.learn("sora", told, sent_here)
        assert clock.to_own("sora", told) - sent_here == timedelta(seconds=1)


async def test_two_undone_at_once_are_one(
    panels: DemoPanels, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with one_uncertain(workshop, panels) as (studio, watch, job):
        assert job.submitted_at is not None
        panels.scenario = in_history(history_of(job.submitted_at, 0.5))
        assert (await studio.check_now(job.id)).found
        disown = SqliteLibrary.disown

        async def removed_meanwhile(library: SqliteLibrary, clip_id: str):  # type: ignore[no-untyped-def]
            await studio.remove(job.id)
            return await disown(library, clip_id)

        monkeypatch.setattr(SqliteLibrary, "disown", removed_meanwhile)
        assert not await studio.not_this_one(job.id)
        assert watch.states(job)[-1] is not S.UNCERTAIN
