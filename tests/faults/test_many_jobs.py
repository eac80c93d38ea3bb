"""Three hundred jobs followed at once: evenly, each in its turn, none held up by another.

The pace is the real one at twice its speed, which any one core can follow, client and server
together. Figures are printed with `-rP`.
"""

import asyncio
import json
import time
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from app.demo.panels import DEMO_KEY
from app.domain.events import ServiceTroubled
from app.domain.jobs import Job, JobState
from app.engine.pace import Pace
from app.services import registry
from app.services.transport import Patience
from tests.engine.workshop import Watch, Workshop, asked, until
from tests.services.server import Received, reply, serving

pytestmark = pytest.mark.anyio

JOBS: Final = 300
SPEED: Final = 2
PACE: Final = Pace(poll_shortest=3.0 / SPEED, poll_longest=5.0 / SPEED)
SLOW: Final = "job-150"
#: Seconds after which it hangs: a machine with other things to do takes several times its usual 8.
LONG: Final = 100.0


@dataclass
class StatusServer:
    """Says of every job that it is being made, and notes when it was asked."""

    latency: Callable[[str], float]
    asked_at: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    async def answer(self, request: Received, writer: asyncio.StreamWriter) -> None:
        if request.target == "/videos":
            writer.write(reply(200, '{"count": 0, "videos": []}'))
            return
        job = request.target.removeprefix("/status/")
        self.asked_at[job].append(time.monotonic())
        await asyncio.sleep(self.latency(job))
        place = JOBS - len(self.asked_at[job])
        writer.write(reply(200, json.dumps({"status": "queued", "queue_position": place})))

    def rounds(self) -> int:
        """How often every job was asked for at least."""
        return min(len(times) for times in self.asked_at.values()) if self.all_asked else 0

    @property
    def all_asked(self) -> bool:
        """Whether every job was asked for."""
        return len(self.asked_at) == JOBS

    def most_between(self, *, without: str = "") -> int:
        """The most questions for one job between two in a row for another.

        A machine that halts for a moment halts both: unlike seconds, this tells of the engine.
        """
        times = {job: asked for job, asked in self.asked_at.items() if job != without}
        return max(
            bisect_left(others, later) - bisect_right(others, earlier)
            for asked in times.values()
            for earlier, later in pairwise(asked)
            for others in times.values()
        )

    def crowded(self, window: float, most: float) -> float:
        """The share of questions that have more than `most` others within so many seconds after.

        After a halt of the machine a few come together; a burst of the engine would be all of them.
        """
        times = sorted(moment for each in self.asked_at.values() for moment in each)
        full = [
            bisect_left(times, moment + window) - number > most
            for number, moment in enumerate(times)
        ]
        return sum(full) / len(full)


@asynccontextmanager
async def following(
    home: Path, latency: Callable[[str], float]
) -> AsyncIterator[tuple[StatusServer, Watch]]:
    """The engine at work with 300 jobs that the service has taken."""
    server = StatusServer(latency)
    async with serving(server.answer) as serves:
        workshop = Workshop(home, {"sora": serves.url}, {"sora": DEMO_KEY})
        async with workshop.opened(PACE) as (studio, watch):
            for number in range(JOBS):
                await studio.library.add_job(taken(number))
            await studio.start()
            await studio.sign_in_remembered()
            yield server, watch


def taken(number: int) -> Job:
    """A job in the service's queue."""
    now = datetime.now(UTC)
    return Job(
        id=f"{number:032x}",
        request=asked(prompt=f"Video {number}"),
        state=JobState.QUEUED,
        created_at=now,
        submitted_at=now,
        remote_id=f"job-{number}",
    )


async def test_three_hundred_jobs_are_asked_for_evenly_and_in_turn(tmp_path: Path) -> None:
    """One of them is always answered late, which nobody else notices."""
    async with following(tmp_path / "home", lambda job: 2.0 / SPEED if job == SLOW else 0.0) as (
        server,
        watch,
    ):
        await until(lambda: server.rounds() >= 4, patience=LONG)
    crowded = server.crowded(0.1 / SPEED, most=JOBS * 0.05 * 3)
    between = server.most_between(without=SLOW)
    print(  # noqa: T201
        f"{JOBS} jobs: {crowded:.1%} of the questions in a tenth of a second with three times its"
        f" share, at most {between} for one job between two for another"
    )
    assert crowded <= 0.1
    # The longest wait is 5/3 of the shortest: once or twice is in turn, and once for a late start.
    assert between <= 3
    assert watch.of(ServiceTroubled) == []


async def test_a_slow_service_is_asked_in_turn_and_not_called_out_of_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More questions than connections: waiting for a free one is nobody's failure."""
    monkeypatch.setattr(registry, "Patience", lambda: Patience(connect=0.5))
    async with following(tmp_path / "home", lambda _: 0.12) as (server, watch):
        await until(lambda: server.rounds() >= 3, patience=LONG)
    counts = [len(times) for times in server.asked_at.values()]
    print(f"{JOBS} jobs, slow service: asked {min(counts)} to {max(counts)} times")  # noqa: T201
    assert max(counts) - min(counts) <= 2
    assert watch.of(ServiceTroubled) == []
