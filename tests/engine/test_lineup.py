"""Jobs that wait are changed, moved, copied and held back while others are being sent."""

import asyncio
import random
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from app.demo.jobs import JobBook
from app.demo.panels import DemoPanels
from app.demo.scenarios import CALM, Endpoint, Reply, Scenario
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import Event, JobChanged, JobRemoved, JobsMoved
from app.domain.jobs import FOLLOWED, Job, JobState
from app.domain.requests import Picture
from app.engine.studio import Studio
from tests.engine.workshop import PATIENCE, Held, Workshop, asked, noon, until

pytestmark = pytest.mark.anyio

S = JobState
SENT = FOLLOWED | {S.COMPLETED, S.DOWNLOADING, S.READY}
ENDLESS = Scenario("endless", pace_factor=10_000)


def sent_prompts(panels: DemoPanels) -> list[str]:
    """What the panels were asked to make, in order."""
    assert panels._folder is not None
    return [order.prompt for order in JobBook.opened(panels._folder).all()]


async def waiting(studio: Studio, *prompts: str, service: str = "sora") -> list[Job]:
    """Jobs that wait, for nothing is sent for now."""
    await studio.pauses.set(True)
    return await studio.generate_all([asked(service, prompt) for prompt in prompts])


async def in_line(studio: Studio) -> list[str]:
    return [job.request.prompt for job in await studio.library.jobs({S.WAITING})]


class Hesitant:
    """A submitter that has chosen a job and thinks a while before it begins to send it."""

    def __init__(self, studio: Studio) -> None:
        submitter = studio._submitter
        before = submitter._before_sending
        self.chosen: asyncio.Queue[Job] = asyncio.Queue()
        self.go = asyncio.Event()

        async def think(job: Job) -> None:
            self.chosen.put_nowait(job)
            await self.go.wait()
            await before(job)

        submitter._before_sending = think


async def test_what_is_sent_is_what_a_job_was_last_edited_to_be(
    workshop: Workshop, panels: DemoPanels, picture: Picture
) -> None:
    async with workshop.working() as (studio, watch):
        hesitant = Hesitant(studio)
        job = await studio.generate(asked(prompt="old"))
        await hesitant.chosen.get()
        new = replace(job.request, prompt="new", aspect_ratio="9:16", model=None, picture=picture)
        edited = await studio.lineup.edit(job.id, new)
        hesitant.go.set()
        ready = await watch.until_job(job, *SENT)
    assert sent_prompts(panels) == ["new"]
    assert ready.request == edited.request
    assert (ready.request.aspect_ratio, ready.request.model) == ("9:16", "sora-2-portrait")
    assert ready.request.picture is not None
    assert ready.request.picture.path != picture.path
    assert ready.position == job.position


async def test_a_job_that_is_held_back_is_passed_over_until_it_is_let_go(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        hesitant = Hesitant(studio)
        held, other = await studio.generate_all([asked(prompt="held"), asked(prompt="other")])
        assert (await hesitant.chosen.get()).id == held.id
        assert (await studio.lineup.hold(held.id)).request.prompt == "held"
        hesitant.go.set()
        await watch.until_job(other, *SENT)
        assert sent_prompts(panels) == ["other"]
        studio.lineup.release(held.id)
        await watch.until_job(held, *SENT)
        for too_late in (studio.lineup.hold(held.id), studio.lineup.edit(held.id, held.request)):
            with pytest.raises(KadrajError) as caught:
                await too_late
            assert caught.value.code is ErrorCode.JOB_UNDER_WAY
    assert sent_prompts(panels) == ["other", "held"]


async def test_a_job_that_was_chosen_gives_way_to_one_that_is_put_before_it(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        hesitant = Hesitant(studio)
        jobs = await studio.generate_all([asked(prompt=prompt) for prompt in "abc"])
        await hesitant.chosen.get()
        await studio.lineup.move([jobs[2].id, jobs[1].id], jobs[0].id)
        hesitant.go.set()
        for job in jobs:
            await watch.until_job(job, *SENT)
        moved = watch.of(JobsMoved)
        assert [[job.request.prompt for job in event.jobs] for event in moved] == [["c", "a"]]
    assert sent_prompts(panels) == ["c", "b", "a"]


async def test_a_pause_holds_back_what_was_chosen_and_one_service_alone(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        hesitant = Hesitant(studio)
        mine = await studio.generate(asked(prompt="sora"))
        await hesitant.chosen.get()
        await studio.pauses.set(True, "sora")
        hesitant.go.set()
        await watch.until_job(await studio.generate(asked("veo", "veo")), *SENT)
        assert sent_prompts(panels) == ["veo"]
        await studio.pauses.set(False, "sora")
        await watch.until_job(mine, *SENT)
    assert sent_prompts(panels) == ["veo", "sora"]


async def test_a_job_is_moved_past_whoever_waits_no_more(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, watch):
        a, b, c, d = await waiting(studio, "a", "b", "c", "d")
        await studio.remove(b.id)
        await studio.lineup.move([d.id, b.id, "nobody"], b.id)
        assert await in_line(studio) == ["a", "d", "c"]
        await studio.lineup.move([a.id, a.id], None)
        assert await in_line(studio) == ["d", "c", "a"]
        so_far = len(watch.of(JobsMoved))
        await studio.lineup.move([c.id], a.id)  # there it is
        assert len(watch.of(JobsMoved)) == so_far
    async with workshop.opened() as (studio, _):
        assert await in_line(studio) == ["d", "c", "a"]


async def test_a_copy_stands_behind_a_job_that_waits_and_otherwise_last(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        done = await watch.until_job(await studio.generate(asked(prompt="done")), S.READY)
        first, _ = await waiting(studio, "first", "second")
        copy = await studio.lineup.duplicate(first.id)
        last = await studio.lineup.duplicate(done.id)
        assert (copy.request, copy.id != first.id, copy.attempt) == (first.request, True, 1)
        assert await in_line(studio) == ["first", "first", "second", "done"]
        assert (await studio.library.jobs({S.WAITING}))[1] == copy
        behind_last = await studio.lineup.duplicate(last.id)
        assert (await studio.library.jobs({S.WAITING}))[-1] == behind_last
        with pytest.raises(KadrajError) as caught:
            await studio.lineup.duplicate("nobody")
        assert caught.value.code is ErrorCode.JOB_UNKNOWN
        await studio.pauses.set(False)
        for job in (first, copy, last, behind_last):
            await watch.until_job(job, *SENT)
    assert sent_prompts(panels) == ["done", "first", "first", "second", "done", "done"]


async def test_what_cannot_be_asked_for_changes_nothing(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, _):
        [job] = await waiting(studio, "as it was")
        for wrong, code in (
            (replace(job.request, prompt=" "), ErrorCode.PROMPT_EMPTY),
            (asked("veo", "elsewhere"), ErrorCode.SERVICE_UNKNOWN),
        ):
            with pytest.raises(KadrajError) as caught:
                await studio.lineup.edit(job.id, wrong)
            assert caught.value.code is code
        with pytest.raises(KadrajError) as caught:
            await studio.lineup.hold("nobody")
        assert caught.value.code is ErrorCode.JOB_UNKNOWN
        assert await studio.library.jobs() == [job]
        assert await studio.lineup.edit(job.id, job.request) == job  # nothing is another


async def test_a_job_that_is_removed_while_its_edit_is_written_stays_removed(
    workshop: Workshop,
) -> None:
    async with workshop.opened() as (studio, _):
        [wanted] = await waiting(studio, "wanted")
        edit = studio.lineup._log.change

        async def too_late(job: Job, **fields: Any) -> Job | None:
            if "request" in fields:
                await studio.remove(wanted.id)
            return await edit(job, **fields)

        studio.lineup._log.change = too_late  # type: ignore[method-assign]
        with pytest.raises(KadrajError) as caught:
            await studio.lineup.edit(wanted.id, replace(wanted.request, prompt="better"))
        assert caught.value.code is ErrorCode.JOB_UNDER_WAY
        assert await studio.library.jobs() == []


async def test_a_failed_job_is_changed_and_sent_once_more_in_its_place(
    workshop: Workshop, panels: DemoPanels
) -> None:
    refusal = Reply.json(400, {"detail": "İçerik politikasına aykırı"})
    panels.scenario = Scenario("refusing", reply=refusal).at(Endpoint.SUBMIT)
    async with workshop.working() as (studio, watch):
        job = await watch.until_job(await studio.generate(asked(prompt="rude")), S.FAILED)
        assert (await studio.lineup.hold(job.id)).state is S.FAILED
        studio.lineup.release(job.id)
        panels.scenario = CALM
        edited = await studio.lineup.edit(job.id, replace(job.request, prompt="polite"))
        assert (edited.state, edited.failure, edited.attempt) == (S.WAITING, None, 2)
        await watch.until_job(job, *SENT)
    assert sent_prompts(panels) == ["polite"]


# -- Taken out and back ------------------------------------------------------------------------


async def test_a_waiting_job_comes_back_to_its_place_and_is_sent_once(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        _, b, c = await waiting(studio, "a", "b", "c")
        await studio.remove(b.id)
        await studio.bring_back(b.id)
        await studio.bring_back(b.id)
        await studio.bring_back("nobody")
        assert await in_line(studio) == ["a", "b", "c"]
        back = watch.of(JobChanged)[-1]
        assert (back.job, back.added) == (b, True)
        await studio.pauses.set(False)
        await watch.until_job(c, *SENT)
        await studio.bring_back(b.id)
    assert sent_prompts(panels) == ["a", "b", "c"]


async def test_a_job_that_is_not_followed_any_more_is_followed_again(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = ENDLESS
    async with workshop.working() as (studio, watch):
        job = await watch.until_job(await studio.generate(asked()), S.PROCESSING)
        await studio.remove(job.id)
        await watch.until(JobRemoved)
        so_far = len(panels.requests)
        await studio.bring_back(job.id)
        asked_for = f"/status/{job.remote_id}"
        await until(lambda: asked_for in [r.path for r in panels.requests[so_far:]])
        assert watch.of(JobChanged)[-1].job.state is S.PROCESSING
    assert panels.posts() == 1


async def test_the_video_of_a_job_that_is_not_followed_comes_with_the_history_and_its_prompt(
    workshop: Workshop, panels: DemoPanels, picture: Picture
) -> None:
    async with workshop.working() as (studio, watch):
        held = Held(studio, "sora", "status", count=1_000)
        asked_for = asked(prompt="left alone", picture=picture)
        job = await watch.until_job(await studio.generate(asked_for), S.QUEUED, S.PROCESSING)
        assert await studio.remove(job.id)
        assert not await studio.remove(job.id)
        assert panels._folder is not None
        [made] = JobBook.opened(panels._folder).all()
        await until(lambda: made.made(noon()))
        reply = await studio.history.refresh("sora")
        assert [item.remote_id for item in reply.items] == [job.remote_id]
        clip = await studio.library.clip_by_remote("sora", job.remote_id or "")
        held.let_go()
    assert clip is not None
    assert (clip.prompt, clip.model) == ("left alone", job.request.model)
    assert clip.picture == job.request.picture


async def test_a_download_that_was_given_up_goes_on_when_its_job_comes_back(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = Scenario("far away", latency=60).at(Endpoint.FILE)
    async with workshop.working() as (studio, watch):
        job = await watch.until_job(await studio.generate(asked()), S.DOWNLOADING)
        await studio.remove(job.id)
        panels.scenario = CALM
        so_far = len(watch.events)
        await studio.bring_back(job.id)
        await watch.until_job(job, S.COMPLETED, after=so_far)
        await watch.until_job(job, S.READY, after=so_far)
        await studio.remove(job.id)
        so_far = len(watch.events)
        await studio.bring_back(job.id)
        await watch.until_job(job, S.READY, after=so_far)


# -- Everything at once ------------------------------------------------------------------------


class Judge:
    """Hears what is told, and whether anything is sent out of its turn or while it is changed."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._jobs: dict[str, Job] = {}
        self.sent: list[str] = []
        self.wrong: list[str] = []
        studio.hub.subscribe(self._on_event)

    def _on_event(self, event: Event) -> None:
        match event:
            case JobsMoved(jobs):
                self._jobs |= {job.id: job for job in jobs}
            case JobChanged(job):
                if job.state is S.SUBMITTING:
                    self._judge(job)
                self._jobs[job.id] = job
            case JobRemoved(job_id):
                del self._jobs[job_id]
            case _:
                pass

    def _judge(self, job: Job) -> None:
        self.sent.append(job.id)
        held = self._studio.lineup.is_held
        passed = [
            other.request.prompt
            for other in self._jobs.values()
            if other.state is S.WAITING
            and other.service == job.service
            and other.position < job.position
            and not held(other.id)
        ]
        if held(job.id) or passed or job.service in self._studio.pauses.services:
            self.wrong.append(f"{job.request.prompt}, before {passed}")


@pytest.mark.parametrize("seed", range(2))
async def test_whatever_users_do_nothing_is_sent_twice_half_changed_or_out_of_turn(
    workshop: Workshop, panels: DemoPanels, seed: int
) -> None:
    dice = random.Random(seed)
    panels.scenario = Scenario("busy", latency=0.01).at(Endpoint.SUBMIT)
    async with workshop.working() as (studio, watch):
        judge = Judge(studio)
        await studio.generate_all([asked(dice.choice(("sora", "veo")), f"{n}") for n in range(16)])
        for step in range(60):
            line = await studio.library.jobs({S.WAITING})
            if not line:
                break
            await meddle(studio, dice, line, step)
        await studio.pauses.set(False)
        everything = await studio.library.jobs(frozenset(S))
        for job in everything:
            if job.state is not S.REMOVED:
                await watch.until_job(job, *SENT)
        everything = await studio.library.jobs(frozenset(S))
    assert judge.wrong == []
    assert max(Counter(judge.sent).values()) == 1
    asked_for = [job.request.prompt for job in everything if job.state is not S.REMOVED]
    assert sorted(sent_prompts(panels)) == sorted(asked_for)


async def meddle(studio: Studio, dice: random.Random, line: list[Job], step: int) -> None:
    """One of the things that a user does to a job that waits, or did a moment ago."""
    job, other, lineup = dice.choice(line), dice.choice(line), studio.lineup
    try:
        async with asyncio.timeout(PATIENCE):
            match dice.randrange(6):
                case 0:
                    new = replace(job.request, prompt=f"{job.request.prompt}+{step}")
                    await lineup.edit(job.id, new)
                case 1:
                    held = await lineup.hold(job.id)
                    await asyncio.sleep(dice.random() / 50)
                    new = replace(held.request, prompt=f"{held.request.prompt}h{step}")
                    await lineup.edit(job.id, new)
                    lineup.release(job.id)
                case 2:
                    await lineup.move([job.id], dice.choice((other.id, None)))
                case 3:
                    await lineup.duplicate(job.id)
                case 4:
                    await studio.remove(job.id)
                    if dice.random() < 0.7:
                        await studio.bring_back(job.id)
                case _:
                    await studio.pauses.set(dice.random() < 0.5, dice.choice(("sora", None)))
    except KadrajError as error:
        assert error.code is ErrorCode.JOB_UNDER_WAY  # noqa: PT017 - most of them do not fail
