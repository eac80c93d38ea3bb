"""The engine's small parts by themselves: tasks, events, figures, clocks, estimates."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import Event, QueuePaused, UsualTimeLearned
from app.domain.jobs import Job, JobState
from app.domain.requests import Picture
from app.engine.estimates import Estimates
from app.engine.health import Health
from app.engine.hub import EventHub
from app.engine.pace import Pace
from app.engine.service_clock import ServiceClock
from app.engine.tasks import TaskKeeper
from tests.engine.workshop import PATIENCE, Workshop, asked, until

pytestmark = pytest.mark.anyio

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def workshop(tmp_path: Any) -> Workshop:
    """A home without any service behind it."""
    return Workshop(tmp_path / "home")


# -- Health ------------------------------------------------------------------------------------


async def test_who_has_only_just_begun_to_wait_hears_of_another_key_too() -> None:
    health = Health(["sora"], EventHub(), Pace(poll_shortest=0.01))
    health.fails("sora", KadrajError(ErrorCode.RATE_LIMITED, retry_after=3600))
    waiting = asyncio.create_task(health.turn("sora"))
    await asyncio.sleep(0)
    health.renew("sora")
    async with asyncio.timeout(PATIENCE):
        await waiting


# -- Tasks -------------------------------------------------------------------------------------


async def test_a_task_has_a_name_and_runs_once_at_a_time() -> None:
    tasks, begun, end = TaskKeeper(), [], asyncio.Event()

    async def work(number: int) -> None:
        task = asyncio.current_task()
        begun.append((number, task.get_name() if task else ""))
        await end.wait()

    tasks.start("one", work(1))
    tasks.start("one", work(2))
    tasks.start("other", work(3))
    await until(lambda: len(begun) == 2)
    assert begun == [(1, "one"), (3, "other")]
    end.set()
    await until(lambda: not tasks.running("one"))
    tasks.start("one", work(4))
    await until(lambda: len(begun) == 3)


async def test_work_that_is_wanted_anew_while_it_is_done_is_done_once_more() -> None:
    tasks, end = TaskKeeper(), asyncio.Event()
    begun: list[int] = []

    async def work() -> None:
        begun.append(len(begun))
        await end.wait()

    tasks.start_anew("one", work)
    await until(lambda: begun == [0])
    tasks.start_anew("one", work)
    tasks.start_anew("one", work)
    end.set()
    await tasks.over("one")
    assert begun == [0, 1]
    tasks.start_anew("one", work)
    await tasks.over("one")
    assert begun == [0, 1, 2]


async def test_a_task_that_has_just_ended_does_not_stand_in_the_way_of_the_next() -> None:
    tasks, begun = TaskKeeper(), []

    async def work(number: int) -> None:
        begun.append(number)

    tasks.start("one", work(1))
    while not begun:  # noqa: ASYNC110 - the very next step of the loop is wanted
        await asyncio.sleep(0)
    tasks.start("one", work(2))
    await until(lambda: begun == [1, 2])


async def test_a_stopped_task_has_ended_when_stop_returns() -> None:
    tasks, ended = TaskKeeper(), []

    async def work(name: str) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            ended.append(name)

    for name in ("one", "two", "three"):
        tasks.start(name, work(name))
    await asyncio.sleep(0)
    await tasks.stop("two")
    await tasks.stop("nobody")
    assert ended == ["two"]
    await tasks.stop_all()
    assert sorted(ended) == ["one", "three", "two"]
    assert not any(tasks.running(name) for name in ("one", "two", "three"))


async def test_a_task_is_over_when_it_has_ended_by_itself() -> None:
    tasks, ended = TaskKeeper(), []

    async def work() -> None:
        await asyncio.sleep(0)
        ended.append("one")

    tasks.start("one", work())
    await tasks.over("one")
    assert ended == ["one"]
    await tasks.over("nobody")


async def test_stopping_all_stops_what_is_started_meanwhile() -> None:
    tasks = TaskKeeper()

    async def stubborn() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            tasks.start("late", forever())

    async def forever() -> None:
        await asyncio.Event().wait()

    tasks.start("stubborn", stubborn())
    await asyncio.sleep(0)
    await tasks.stop_all()
    assert not tasks.running("late")


async def test_a_task_that_fails_is_logged_and_keeps_nobody_waiting(
    caplog: pytest.LogCaptureFixture,
) -> None:
    tasks = TaskKeeper()

    async def work() -> None:
        raise ZeroDivisionError

    tasks.start("bad luck", work())
    await until(lambda: not tasks.running("bad luck"))
    await asyncio.sleep(0)
    (record,) = caplog.records
    assert (record.levelno, record.getMessage()) == (logging.ERROR, "task bad luck failed")
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError


# -- Events ------------------------------------------------------------------------------------


async def test_everybody_hears_every_event_in_its_order() -> None:
    hub, first, second = EventHub(), list[Event](), list[Event]()
    hub.subscribe(first.append)
    stop = hub.subscribe(second.append)
    hub.emit(QueuePaused(frozenset({"sora"})))
    stop()
    hub.emit(QueuePaused(frozenset()))
    assert first == [QueuePaused(frozenset({"sora"})), QueuePaused(frozenset())]
    assert second == [QueuePaused(frozenset({"sora"}))]


async def test_a_listener_that_fails_keeps_nobody_from_hearing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    hub, heard = EventHub(), list[Event]()

    def fail(_: Event) -> None:
        raise ZeroDivisionError

    hub.subscribe(fail)
    hub.subscribe(heard.append)
    hub.emit(QueuePaused(frozenset({"sora"})))
    assert heard == [QueuePaused(frozenset({"sora"}))]
    assert "a listener failed on QueuePaused" in caplog.text


async def test_who_stops_listening_while_told_misses_nothing_for_others() -> None:
    hub, heard = EventHub(), list[Event]()
    stops: list[Callable[[], None]] = []
    stops.append(hub.subscribe(lambda _: stops.pop()()))
    hub.subscribe(heard.append)
    hub.emit(QueuePaused(frozenset({"sora"})))
    hub.emit(QueuePaused(frozenset()))
    assert heard == [QueuePaused(frozenset({"sora"})), QueuePaused(frozenset())]


# -- Usual times -------------------------------------------------------------------------------


def rendered(seconds: float | None, service: str = "sora") -> Job:
    """A finished job that took so long to be made."""
    return Job(
        id=str(seconds),
        request=asked(service),
        state=JobState.READY,
        created_at=NOON,
        started_at=NOON,
        completed_at=None if seconds is None else NOON + timedelta(seconds=seconds),
    )


async def test_the_usual_time_is_the_middle_half_of_what_was_seen() -> None:
    hub, heard = EventHub(), list[Event]()
    hub.subscribe(heard.append)
    estimates = Estimates(hub)
    estimates.learn_from([rendered(60), rendered(None), rendered(100)])
    assert estimates.usual("sora") is None  # two are no history
    assert heard == []
    estimates.learn_from([rendered(80), rendered(70), rendered(90)])
    assert estimates.usual("sora") == (70, 90)
    assert heard == [UsualTimeLearned("sora", 70, 90)]
    assert estimates.usual("veo") is None


async def test_old_times_are_forgotten() -> None:
    estimates = Estimates(EventHub())
    estimates.learn_from([rendered(1000)] * 30)
    estimates.learn_from([rendered(60)] * 30)
    assert estimates.usual("sora") == (60, 60)


# -- Opening -----------------------------------------------------------------------------------


async def test_a_library_that_had_to_be_rebuilt_is_told_of(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, _):
        job = await studio.generate(asked())
        assert studio.rebuilt is None
    workshop.places.database.write_bytes(b"no database" * 1000)
    async with workshop.opened() as (studio, _):
        assert studio.rebuilt is not None
        assert studio.rebuilt.told().code is ErrorCode.LIBRARY_REBUILT
        assert await studio.library.jobs() == [job]


async def test_a_change_that_cannot_be_written_is_told_of_to_who_made_it_alone(
    workshop: Workshop, tmp_path: Path
) -> None:
    async with workshop.opened() as (studio, watch):
        job = await studio.generate(asked())
        gone = Picture(tmp_path / "gone.png", "image/png", 1, 1, 1, "gone.png")
        so_far = len(watch.events)
        with pytest.raises(KadrajError) as caught:
            await studio._log.change(job, request=replace(job.request, picture=gone))
        assert caught.value.code is ErrorCode.PICTURE_UNREADABLE
        assert await studio.library.job(job.id) == job
        assert watch.events[so_far:] == []


# -- Clocks ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("offset", "drift"),
    [
        (timedelta(hours=3), timedelta(seconds=2)),
        (timedelta(0), timedelta(minutes=-6)),
        (timedelta(hours=5, minutes=45), timedelta(minutes=3)),
        (timedelta(hours=-9, minutes=-30), timedelta(seconds=-40)),
    ],
)
async def test_a_services_zone_is_learned_from_one_submit(
    workshop: Workshop, offset: timedelta, drift: timedelta
) -> None:
    told = NOON.replace(tzinfo=None) + offset
    async with workshop.opened() as (studio, _):
        clock = ServiceClock(studio.library)
        assert clock.to_utc("sora", datetime(2026, 11, 21, 15, 0)) == NOON  # noqa: DTZ001
        await clock.learn("sora", told + drift, NOON)
        assert clock.to_utc("sora", told) == NOON
        assert clock.to_utc("veo", datetime(2026, 11, 21, 15, 0)) == NOON  # noqa: DTZ001
        later = ServiceClock(studio.library)
        await later.load(("sora", "veo"))
        assert later.to_utc("sora", told) == NOON


async def test_a_clock_that_cannot_be_right_teaches_nothing(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, _):
        clock = ServiceClock(studio.library)
        await clock.learn("sora", datetime(1970, 1, 1), NOON)  # noqa: DTZ001
        assert await studio.library.note("clock.sora") is None
        assert clock.to_utc("sora", datetime(2026, 11, 21, 15, 0)) == NOON  # noqa: DTZ001
