"""Killed at random instants of sending, following and downloading, nothing is lost or sent twice.

A child process makes videos at panels that outlive it, and is killed (SIGKILL) at an instant of its
own course; the next one takes up what is there and makes more. In the end everything that was
written down must be ready, with the panel's very bytes, or be called uncertain.

Forty instants belong to every run; `KADRAJ_KILLS=200` tries two hundred. With `-rP` the figures are
printed. The instants come from a seed, but what happens at them is up to the machine.
"""

import asyncio
import hashlib
import json
import multiprocessing
import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

import pytest
from PIL import Image

from app.demo.delivery import Delivery
from app.demo.jobs import JobBook
from app.demo.panels import DEMO_KEY, DemoPanels, ThreadedDemoPanels
from app.demo.scenarios import Endpoint, Scenario
from app.domain.errors import ErrorCode
from app.domain.jobs import Job, JobState
from app.media.videos import probe
from tests.cli.conftest import Kadraj
from tests.engine.workshop import PATIENCE, Workshop
from tests.faults import worker

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills by signal")

S = JobState
KILLS: Final = int(os.environ.get("KADRAJ_KILLS", "40"))
AT_ONE_HOME: Final = 20
JOBS_OF_A_CHILD: Final = 3
#: Slow enough that sending and downloading are hit as often as the rest.
LEISURELY: Final = Scenario("leisurely", latency=0.1, delivery=Delivery(drip=0.002)).at(
    Endpoint.SUBMIT, Endpoint.FILE
)
#: Children that have imported everything before they are born.
NURSERY = multiprocessing.get_context("forkserver")
NURSERY.set_forkserver_preload([worker.__name__])


@dataclass
class Child:
    """A run of the program: what it told, how long it lived, and whether it ended by itself."""

    told: list[tuple[str, str]]
    seconds: float
    killed: bool


@dataclass
class Home:
    """A home whose programs are killed, and what they said of their jobs."""

    workshop: Workshop
    picture: Path
    written: set[str] = field(default_factory=set)
    moments: Counter[str] = field(default_factory=Counter)
    number: int = 0

    def run(self, jobs: int, kill_after: float | None = None) -> Child:
        """Lets a child make some videos, and kills it in the midst of it."""
        prompts = [f"Video {self.number + number}" for number in range(jobs)]
        self.number += jobs
        hearing, telling = NURSERY.Pipe(duplex=False)
        process = NURSERY.Process(
            target=worker.work, args=(self.workshop, prompts, self.picture, telling)
        )
        began = time.monotonic()
        process.start()
        telling.close()
        process.join(PATIENCE * 2 if kill_after is None else kill_after)
        process.kill()
        process.join()
        with hearing:
            child = Child(list(heard(hearing)), time.monotonic() - began, process.exitcode == -9)
        assert process.exitcode in (0, -9), process.exitcode
        process.close()
        self.written |= {prompt for word, prompt in child.told if word == worker.WRITTEN}
        return child


def heard(hearing: Connection) -> Iterator[tuple[str, str]]:
    """All that a child said while it lived; its last word may be cut."""
    try:
        while True:
            yield hearing.recv()
    except EOFError:
        return


@pytest.fixture
def panels(tmp_path: Path) -> Iterator[DemoPanels]:
    panels = DemoPanels(
        folder=tmp_path / "panels",
        scenario=LEISURELY,
        pace=0.05,
        daily_limit=10_000,
        draft=True,
        clip_seconds=0.3,
    )
    with ThreadedDemoPanels(panels):
        yield panels


@pytest.fixture
def home(panels: DemoPanels, tmp_path: Path) -> Home:
    picture = tmp_path / "picture.png"
    Image.linear_gradient("L").resize((800, 450)).convert("RGB").save(picture, compress_level=0)
    return Home(Workshop.at(panels, tmp_path / "home"), picture)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range(max(1, KILLS // AT_ONE_HOME)))
def test_killed_at_any_instant_it_loses_nothing_and_sends_nothing_twice(
    seed: int, home: Home, panels: DemoPanels, tmp_path: Path
) -> None:
    dice = random.Random(seed)
    home.run(JOBS_OF_A_CHILD)  # the first one takes longer to begin
    course = home.run(JOBS_OF_A_CHILD).seconds
    killed = 0
    while killed < AT_ONE_HOME:
        child = home.run(JOBS_OF_A_CHILD, kill_after=dice.uniform(0, course))
        if child.killed:
            killed += 1
            home.moments[child.told[-1][0] if child.told else "opening"] += 1
    assert not home.run(0).killed, "what is open does not come to its end"

    book = JobBook.opened(tmp_path / "panels").all()
    taken = Counter(job.prompt for job in book)
    assert panels.posts() == len(book)
    assert max(taken.values()) == 1

    jobs = asyncio.run(jobs_at(home.workshop))
    found = Counter(job.request.prompt for job in jobs)
    assert home.written <= set(found)
    assert max(found.values()) == 1
    assert {job.state for job in jobs} <= {S.READY, S.UNCERTAIN}
    ready = {job.request.prompt for job in jobs if job.state is S.READY}
    uncertain = set(found) - ready
    assert ready <= set(taken) <= set(found)
    assert called_uncertain(home.workshop) == uncertain
    videos = whole_videos(home.workshop.places.library, tmp_path / "panels")
    assert videos == {job.remote_id for job in jobs if job.state is S.READY}
    print(  # noqa: T201
        f"killed {killed} of {home.number // JOBS_OF_A_CHILD} times, in {dict(home.moments)}; "
        f"jobs {len(jobs)}, ready {len(ready)}, uncertain {len(uncertain)} "
        f"(taken: {len(uncertain & set(taken))}), POSTs {panels.posts()}, lost 0, twice 0, broken 0"
    )


async def jobs_at(workshop: Workshop) -> list[Job]:
    """All jobs, as the next start finds them."""
    async with workshop.opened() as (studio, _):
        jobs = await studio.library.jobs(frozenset(JobState))
        for job in jobs:
            clip = await studio.library.clip(job.clip_id or "")
            if job.state is S.READY:
                assert clip is not None
                assert clip.file is not None
            else:
                assert job.failure is not None
                assert job.failure.code is ErrorCode.SUBMIT_UNCERTAIN
        return jobs


def called_uncertain(workshop: Workshop) -> set[str]:
    """The prompts of the jobs that the command line calls uncertain."""
    kadraj = Kadraj(workshop.home, {"KADRAJ_SORA_KEY": DEMO_KEY})
    return {job["prompt"] for job in kadraj("jobs", "--json").json if job["state"] == S.UNCERTAIN}


def whole_videos(library: Path, panel: Path) -> set[str]:
    """The service's ids of the videos, each of them the panel's file to the last byte."""
    ids = [video_id(file, panel) for file in library.rglob("*.mp4")]
    assert len(ids) == len(set(ids))
    left = [file for file in library.rglob("*") if ".part" in file.name]
    assert left == []
    return set(ids)


def video_id(file: Path, panel: Path) -> str:
    """The service's id of a video, by its sidecar."""
    remote_id: str = json.loads(file.with_suffix(".json").read_text("utf-8"))["remote_id"]
    assert probe(file).duration_seconds > 0
    assert digest(file) == digest(panel / f"{remote_id}.mp4")
    return remote_id


def digest(file: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
