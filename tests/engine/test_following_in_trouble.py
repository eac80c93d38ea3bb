"""When jobs are asked for while something is wrong, by the instants a real server saw."""

import asyncio
import json
import threading
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from app.demo.panels import DEMO_KEY
from app.domain.errors import ErrorCode
from app.domain.events import JobChanged, ServiceTroubled
from app.domain.jobs import Job, JobState
from app.domain.secrets import Secret
from app.engine.pace import Pace
from app.engine.studio import Studio
from app.services import registry
from app.services.transport import Patience
from app.store.sqlite_library import SqliteLibrary
from tests.engine.workshop import QUICK, Watch, Workshop, asked, noon, until
from tests.services.server import Received, reply, serving

pytestmark = pytest.mark.anyio

FINE: Final = reply(200, json.dumps({"status": "queued"}))


class Way(StrEnum):
    """How it is between the engine and the service."""

    OPEN = "open"
    RESET = "reset"
    SILENT = "silent"


@dataclass
class Service:
    """Answers each job's question as told, and notes when it was asked."""

    special: dict[str, bytes] = field(default_factory=dict)
    everyone: bytes = FINE
    way: Way = Way.OPEN
    asked_at: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    async def answer(self, request: Received, writer: asyncio.StreamWriter) -> None:
        if request.target == "/videos":
            writer.write(reply(200, '{"count": 0, "videos": []}'))
            return
        job = request.target.removeprefix("/status/")
        self.asked_at[job].append(time.monotonic())
        if self.way is Way.SILENT:
            await asyncio.Event().wait()
        if self.way is Way.RESET:
            writer.transport.abort()
            return
        writer.write(self.special.get(job, self.everyone))

    def asked(self, job: Job) -> int:
        """How often a job was asked for."""
        return len(self.asked_at[job.remote_id or ""])

    def since(self, moment: float) -> list[float]:
        """All questions after a moment, in their order."""
        return sorted(at for each in self.asked_at.values() for at in each if at > moment)

    def first_since(self, moment: float) -> dict[str, float]:
        """Each job's first question after a moment."""
        found = {job: [at for at in times if at > moment] for job, times in self.asked_at.items()}
        return {job: min(times) for job, times in found.items() if times}


def taken(number: int, service: str = "sora") -> Job:
    """A job that the service has."""
    now = noon()
    return Job(
        id=f"{service}-{number}",
        request=asked(service, prompt=f"Video {number}"),
        state=JobState.QUEUED,
        created_at=now,
        submitted_at=now,
        remote_id=f"{service}-job-{number}",
    )


@asynccontextmanager
async def following(
    home: Path, addresses: dict[str, str], jobs: list[Job], pace: Pace
) -> AsyncIterator[tuple[Studio, Watch]]:
    """The engine at work with jobs that their services have taken."""
    workshop = Workshop(home, addresses, dict.fromkeys(addresses, DEMO_KEY))
    async with workshop.opened(pace) as (studio, watch):
        for job in jobs:
            await studio.library.add_job(job)
        await studio.start()
        await studio.sign_in_remembered()
        yield studio, watch


def with_failure(job: Job, code: ErrorCode | None) -> Callable[[JobChanged], bool]:
    return lambda e: e.job.id == job.id and (e.job.failure.code if e.job.failure else None) is code


# -- One job's trouble -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "code", "told_of_service"),
    [
        (reply(404), ErrorCode.NOT_FOUND, 0),
        (reply(500), ErrorCode.SERVER_ERROR, 0),
        (reply(422, '{"detail": "?"}'), ErrorCode.REJECTED, 0),
        (reply(200, "{}"), ErrorCode.ODD_REPLY, 0),
        (reply(200, '{"job_id": "another", "status": "queued"}'), ErrorCode.ODD_REPLY, 0),
        # These could be the service's: until another job gets through, once and for all.
        (reply(503), ErrorCode.SERVER_ERROR, 1),
        (reply(200, "<html>"), ErrorCode.HTML_REPLY, 1),
        (reply(403), ErrorCode.KEY_REFUSED, 1),
    ],
    ids=["404", "500", "422", "odd", "another", "503", "page", "403"],
)
async def test_one_jobs_trouble_stays_its_own(
    tmp_path: Path, answer: bytes, code: ErrorCode, told_of_service: int
) -> None:
    """It is asked ever more rarely and says why, while the others are asked as always."""
    bad, *good = jobs = [taken(number) for number in range(4)]
    service = Service(special={bad.remote_id or "": answer})
    pace = replace(QUICK, retry_longest=0.2)
    async with (
        serving(service.answer) as server,
        following(tmp_path / "home", {"sora": server.url}, jobs, pace) as (studio, watch),
    ):
        shown = await watch.until(JobChanged, with_failure(bad, code))
        assert shown.job.state is JobState.QUEUED
        await until(lambda: service.asked(bad) >= 7)
        for job in good:
            assert service.asked(job) > service.asked(bad)
        gaps = [later - earlier for earlier, later in pairwise(service.asked_at["sora-job-0"])]
        assert min(gaps[-2:]) >= 0.8 * pace.retry_longest
        troubles = [event for event in watch.of(ServiceTroubled) if event.error is not None]
        assert len(troubles) <= told_of_service
        assert not any(e.job.failure for e in watch.of(JobChanged) if e.job.id != bad.id)

        service.special.clear()
        await watch.until(JobChanged, with_failure(bad, None), after=watch.events.index(shown))
        before = service.asked(bad)
        await until(lambda: service.asked(bad) >= before + 5)
        codes = [step.failure for step in await studio.library.timeline(bad.id)]
        assert codes == [None, code, None]


async def test_a_job_that_is_removed_while_it_is_in_trouble_is_asked_for_no_more(
    tmp_path: Path,
) -> None:
    bad, good = taken(0), taken(1)
    service = Service(special={bad.remote_id or "": reply(404)})
    async with (
        serving(service.answer) as server,
        following(tmp_path / "home", {"sora": server.url}, [bad, good], QUICK) as (studio, watch),
    ):
        await watch.until(JobChanged, with_failure(bad, ErrorCode.NOT_FOUND))
        await studio.remove(bad.id)
        there = service.asked(good)
        await until(lambda: service.asked(good) >= there + 2)  # what was on its way has come
        before = service.asked(bad)
        there = service.asked(good)
        await until(lambda: service.asked(good) >= there + 20)
        assert service.asked(bad) == before


# -- The service's trouble ---------------------------------------------------------------------


@pytest.mark.parametrize("way", [Way.RESET, Way.SILENT])
async def test_all_are_asked_again_soon_after_the_network_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Way
) -> None:
    """A wait that had begun meanwhile is not waited out: here it would last half a minute."""
    if way is Way.SILENT:
        monkeypatch.setattr(registry, "Patience", lambda: Patience(read=0.6))
    jobs = [taken(number) for number in range(12)]
    pace = Pace(poll_shortest=0.4, poll_longest=0.6, retry_first=40, retry_longest=60)
    service = Service()
    async with (
        serving(service.answer) as server,
        following(tmp_path / "home", {"sora": server.url}, jobs, pace) as (_, watch),
    ):
        await until(lambda: len(service.asked_at) == len(jobs))
        service.way, gone = way, time.monotonic()
        told = await watch.until(ServiceTroubled, lambda e: e.error is not None)
        # All have found out, and the scout has been back a few times.
        await until(lambda: len(service.first_since(gone)) == len(jobs))
        await until(lambda: len(service.since(gone)) >= len(jobs) + 3)
        service.way, back = Way.OPEN, time.monotonic()
        await until(lambda: len(service.first_since(back)) == len(jobs))
        await watch.until(
            ServiceTroubled, lambda e: e.error is None, after=watch.events.index(told)
        )
        late = max(service.first_since(back).values()) - back
        print(f"{way}: the last of {len(jobs)} jobs asked {late:.2f} s later")  # noqa: T201
        assert late < pace.retry_first / 2
        assert not any(event.job.failure for event in watch.of(JobChanged))


async def test_a_rate_limit_is_kept_by_all_jobs_of_the_service_and_by_no_other(
    tmp_path: Path,
) -> None:
    """One is told to wait; all wait, and come back spread evenly."""
    jobs = [taken(number) for number in range(24)]
    elsewhere = taken(0, "veo")
    pace = Pace(poll_shortest=1.2, poll_longest=1.5, retry_first=0.02, retry_longest=0.1)
    limited, other = Service(), Service()
    async with (
        serving(limited.answer) as sora,
        serving(other.answer) as veo,
        following(
            tmp_path / "home", {"sora": sora.url, "veo": veo.url}, [*jobs, elsewhere], pace
        ) as (_, watch),
    ):
        await until(lambda: len(limited.asked_at) == len(jobs))
        limited.special["sora-job-7"] = reply(429, Retry_After="3")
        told = await watch.until(ServiceTroubled, lambda e: e.error is not None)
        asked_elsewhere = other.asked(elsewhere)
        refused = limited.asked_at["sora-job-7"][-1]
        limited.special.clear()
        halts = asyncio.create_task(longest_halt())
        await until(lambda: len(limited.first_since(refused + 3)) == len(jobs))
        heard = watch.events.index(told)
        await watch.until(ServiceTroubled, lambda e: e.error is None, after=heard)
        halts.cancel()
        halt = await halts
    assert told.error is not None
    assert (told.service, told.error.code) == ("sora", ErrorCode.RATE_LIMITED)
    # What was on its way when the refusal came is all that was asked before the time was over:
    # nobody twice, who would have been asked twice or three times.
    for times in limited.asked_at.values():
        assert sum(refused < at < refused + 3 for at in times) <= 1
    assert other.asked(elsewhere) > asked_elsewhere
    after = limited.since(refused + 3)
    fullest = max(sum(start <= at < start + 0.1 for at in after) for start in after)
    print(f"at most {fullest} of {len(jobs)} jobs in a tenth of a second afterwards")  # noqa: T201
    # Those whose places were in a halt of the machine come together after it.
    assert fullest <= len(jobs) * (1 / 2 + halt / pace.poll_shortest)


async def longest_halt() -> float:
    """Until it is cancelled: for how many seconds at most this loop was kept from going on."""
    longest, last = 0.0, time.monotonic()
    with suppress(asyncio.CancelledError):
        while True:
            await asyncio.sleep(0.01)
            last, before = time.monotonic(), last
            longest = max(longest, last - before)
    return longest


async def test_a_service_that_answers_nobody_is_asked_ever_more_rarely(tmp_path: Path) -> None:
    """Nobody gets through who could bring the one job back sooner."""
    job = taken(0)
    broken = Service(everyone=reply(503))
    pace = replace(QUICK, retry_longest=0.2)
    async with (
        serving(broken.answer) as server,
        following(tmp_path / "home", {"sora": server.url}, [job], pace) as (_, watch),
    ):
        told = await watch.until(ServiceTroubled, lambda e: e.error is not None)
        await until(lambda: broken.asked(job) >= 8)
        assert not any(event.job.failure for event in watch.of(JobChanged))
        broken.everyone = FINE
        await watch.until(
            ServiceTroubled, lambda e: e.error is None, after=watch.events.index(told)
        )
    gaps = [later - earlier for earlier, later in pairwise(broken.asked_at["sora-job-0"][:8])]
    assert min(gaps[-2:]) >= 0.8 * pace.retry_longest


async def test_a_limit_without_a_time_makes_all_ever_more_patient(tmp_path: Path) -> None:
    job = taken(0)
    limited = Service(everyone=reply(429))
    pace = replace(QUICK, retry_longest=0.4)
    async with (
        serving(limited.answer) as server,
        following(tmp_path / "home", {"sora": server.url}, [job], pace) as (_, watch),
    ):
        await until(lambda: limited.asked(job) >= 8)
        limited.everyone = FINE
        told = await watch.until(ServiceTroubled, lambda e: e.error is not None)
        await watch.until(
            ServiceTroubled, lambda e: e.error is None, after=watch.events.index(told)
        )
    gaps = [later - earlier for earlier, later in pairwise(limited.asked_at["sora-job-0"][:8])]
    assert min(gaps[-2:]) >= 0.8 * pace.retry_longest


async def test_another_key_need_not_wait_for_what_was_said_to_the_old_one(tmp_path: Path) -> None:
    jobs = [taken(number) for number in range(3)]
    limited = Service(everyone=reply(429, Retry_After="3600"))
    async with (
        serving(limited.answer) as server,
        following(tmp_path / "home", {"sora": server.url}, jobs, QUICK) as (studio, watch),
    ):
        await watch.until(ServiceTroubled, lambda e: e.error is not None)
        limited.everyone = FINE
        renewed = time.monotonic()
        await studio.access.sign_in({"sora": Secret("another-key")}, remember=False)
        await until(lambda: len(limited.first_since(renewed)) == len(jobs))


@pytest.mark.parametrize("question", ["/status/sora-job-0", "/videos"])
async def test_what_the_old_key_is_told_when_another_is_here_counts_no_more(
    tmp_path: Path, question: str
) -> None:
    """It was asked before the key was exchanged, and is answered afterwards: wait an hour."""
    service, keys = Service(), list[str]()
    asked_for, late = asyncio.Event(), asyncio.Event()

    async def answer(request: Received, writer: asyncio.StreamWriter) -> None:
        key = request.headers["x-api-key"]
        if request.target == question:
            keys.append(key)
        if request.target == question and key == DEMO_KEY:
            asked_for.set()
            await late.wait()
            writer.write(reply(429, Retry_After="3600"))
        else:
            await service.answer(request, writer)

    async with (
        serving(answer) as server,
        following(tmp_path / "home", {"sora": server.url}, [taken(0)], QUICK) as (studio, watch),
    ):
        await asked_for.wait()
        await studio.access.sign_in({"sora": Secret("another-key")}, remember=False)
        await until(lambda: not under_way("take up ('sora',)"))
        late.set()
        await until(lambda: "another-key" in keys)
        so_far = service.asked(taken(0))
        await until(lambda: service.asked(taken(0)) >= so_far + 5)
        assert not watch.of(ServiceTroubled)


async def test_a_job_asked_for_after_the_key_is_gone_rests_quietly(tmp_path: Path) -> None:
    """The disk is busy, so that signing out takes its time."""
    job = taken(0)
    service = Service()
    async with (
        serving(service.answer) as server,
        following(tmp_path / "home", {"sora": server.url}, [job], QUICK) as (studio, watch),
    ):
        await until(lambda: service.asked(job) >= 1)
        free = threading.Event()
        library = studio.library
        assert isinstance(library, SqliteLibrary)
        reading = asyncio.create_task(library._database.read(lambda _: free.wait()))
        await studio.access.sign_out()
        await until(lambda: not under_way(f"follow {job.id}"))
        free.set()
        await reading
        before = service.asked(job)
        await studio.access.sign_in({"sora": Secret(DEMO_KEY)}, remember=False)
        await until(lambda: service.asked(job) > before)
        assert not [event for event in watch.of(ServiceTroubled) if event.error is not None]


def under_way(task: str) -> bool:
    return any(each.get_name() == task for each in asyncio.all_tasks())
