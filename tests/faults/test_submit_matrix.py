"""Every way in which sending a paid request can go wrong: one POST at most, and the right state.

The whole engine with its real parts sends a job to a panel that fails at one point. Then the
program is started again with a healthy panel: what waited is sent exactly once, and nothing else is
sent again. `pytest tests/faults/test_submit_matrix.py -rP` prints a line for each point.
"""

import asyncio
import gc
import json
import warnings
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from app.demo.panels import DEMO_KEY, DemoPanels
from app.domain.events import JobChanged
from app.domain.jobs import Job, JobState
from app.domain.requests import Picture
from app.services import registry
from app.services.transport import Patience
from tests.cli.conftest import Kadraj
from tests.engine.workshop import PATIENCE, Watch, Workshop, asked, until
from tests.faults.fault_panel import (
    Act,
    Call,
    FaultPanel,
    closed_port,
    deaf_port,
    fault_panel,
)

pytestmark = pytest.mark.anyio

S = JobState
QUICK = Patience(connect=0.3, read=0.3, submit=0.3, question=1.0, submission=1.5)
MEGABYTE = 1_000_000
TAKEN = json.dumps({"job_id": "job-1", "status": "queued"})


# -- What the panel does when the head of a submission has come ---------------------------------


def whole(status: int, body: str, *headers: str) -> bytes:
    """An answer as it should be sent, whatever it says."""
    content = body.encode()
    head = [f"HTTP/1.1 {status} Word", f"Content-Length: {len(content)}", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + content


def answers(status: int, body: str, *headers: str) -> Act:
    """Takes the whole submission, and answers it."""

    async def act(call: Call) -> None:
        await call.body()
        await call.say(whole(status, body, *headers))
        call.end()

    return act


async def answers_plainly(call: Call) -> None:
    await call.reader.readexactly(1)
    await call.say(whole(400, "<html>plain HTTP</html>"))
    call.end()


async def waits(_: Call) -> None:
    await asyncio.sleep(60)


async def resets_before_the_body(call: Call) -> None:
    call.reset()


async def resets_within_the_body(call: Call) -> None:
    await call.body(MEGABYTE)
    call.reset()


async def ends_within_the_body(call: Call) -> None:
    await call.body(MEGABYTE)
    call.end()


async def stops_within_the_body(call: Call) -> None:
    await call.body(MEGABYTE)
    await asyncio.sleep(60)


async def ends_after_the_body(call: Call) -> None:
    await call.body()
    call.end()


async def resets_after_the_body(call: Call) -> None:
    await call.body()
    call.reset()


async def is_silent(call: Call) -> None:
    await call.body()
    await asyncio.sleep(60)


async def breaks_off_within_the_head(call: Call) -> None:
    await call.body()
    await call.say(b"HTTP/1.1 200 OK\r\nContent-Le")
    call.reset()


async def breaks_off_within_the_answer(call: Call) -> None:
    await call.body()
    await call.say(whole(200, TAKEN)[:-9])
    call.end()


async def drips(call: Call) -> None:
    """Keeps within every single wait, and never comes to an end."""
    await call.body()
    await call.say(b"HTTP/1.1 200 OK\r\nX-Filler: ")
    while True:
        await call.say(b".")
        await asyncio.sleep(0.05)


async def refuses_without_reading(call: Call) -> None:
    await call.say(whole(413, '{"detail": "too large"}', "Connection: close"))
    await call.body()
    call.end()


def floods(*headers: str, piece: bytes) -> Act:
    """Answers with as much as is taken, up to a gigabyte."""

    async def act(call: Call) -> None:
        await call.body()
        await call.say("\r\n".join(["HTTP/1.1 200 OK", *headers]).encode() + b"\r\n\r\n")
        for _ in range(1_000):
            await call.say(piece)

    return act


# -- Where a job is sent -------------------------------------------------------------------------


@asynccontextmanager
async def nowhere() -> AsyncIterator[FaultPanel]:
    yield FaultPanel(url="https://no-such-name.invalid")


@asynccontextmanager
async def at(port: AbstractAsyncContextManager[str]) -> AsyncIterator[FaultPanel]:
    async with port as url:
        yield FaultPanel(url=url)


@asynccontextmanager
async def behind_tls(act: Act, *, at_once: bool = False) -> AsyncIterator[FaultPanel]:
    """A server that does not speak TLS, at an address that asks for it."""
    async with fault_panel(act, at_once=at_once) as panel:
        panel.url = panel.url.replace("http:", "https:")
        yield panel
    # httpcore does not close a connection whose handshake was cancelled; Python does, and grumbles.
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):
        gc.collect()


@asynccontextmanager
async def leading_elsewhere() -> AsyncIterator[FaultPanel]:
    """A panel that wants everything sent to another one."""
    async with fault_panel(answers(200, TAKEN)) as other:
        away = answers(307, "", f"Location: {other.url}/generate")
        async with fault_panel(away) as panel:
            yield panel
        assert other.connections == 0


@dataclass(frozen=True)
class Point:
    """A point of failure, and what has to become of a job there."""

    state: JobState
    place: Callable[[], AbstractAsyncContextManager[FaultPanel]]
    posts: int = 1


def fails_at(act: Act, state: JobState = S.UNCERTAIN) -> Point:
    return Point(state, lambda: fault_panel(act))


POINTS = {
    "name unknown": Point(S.WAITING, nowhere, 0),
    "connection refused": Point(S.WAITING, lambda: at(closed_port()), 0),
    "connecting never ends": Point(S.WAITING, lambda: at(deaf_port()), 0),
    "no TLS at the other end": Point(
        S.WAITING, lambda: behind_tls(answers_plainly, at_once=True), 0
    ),
    "TLS never answered": Point(S.WAITING, lambda: behind_tls(waits, at_once=True), 0),
    "reset when connected": Point(
        S.UNCERTAIN, lambda: fault_panel(resets_before_the_body, at_once=True), 0
    ),
    "reset before the body": fails_at(resets_before_the_body),
    "reset within the body": fails_at(resets_within_the_body),
    "end within the body": fails_at(ends_within_the_body),
    "standstill within the body": fails_at(stops_within_the_body),
    "end after the body": fails_at(ends_after_the_body),
    "reset after the body": fails_at(resets_after_the_body),
    "silence after the body": fails_at(is_silent),
    "answer without end": fails_at(drips),
    "reset within the head": fails_at(breaks_off_within_the_head),
    "end within the answer": fails_at(breaks_off_within_the_answer),
    "500 JSON": fails_at(answers(500, '{"detail": "database"}')),
    "502 page": fails_at(answers(502, "<html>Bad Gateway</html>")),
    "503 with Retry-After": fails_at(answers(503, "", "Retry-After: 1")),
    "200 garbage": fails_at(answers(200, "\x00\x01 ]]")),
    "200 page": fails_at(answers(200, "<!doctype html><p>Bakım")),
    "200 without job id": fails_at(answers(200, '{"status": "queued"}')),
    "307 elsewhere": Point(S.UNCERTAIN, leading_elsewhere),
    "307 to itself": fails_at(answers(307, "", "Location: /generate")),
    "1 GB announced": fails_at(floods("Content-Length: 1000000000", piece=b" " * MEGABYTE)),
    "1 GB in chunks": fails_at(
        floods("Transfer-Encoding: chunked", piece=b"f4240\r\n" + b" " * MEGABYTE + b"\r\n")
    ),
    "400": fails_at(answers(400, '{"detail": "prompt"}'), S.FAILED),
    "401": fails_at(answers(401, '{"detail": "Geçersiz API key"}'), S.FAILED),
    "413 before the body": fails_at(refuses_without_reading, S.FAILED),
    "429 with Retry-After": fails_at(answers(429, "{}", "Retry-After: 1"), S.FAILED),
    "429 without": fails_at(answers(429, "{}"), S.FAILED),
}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "Patience", lambda: QUICK)


@pytest.mark.parametrize("name", POINTS)
async def test_a_failing_submission_is_sent_once_at_most(
    name: str, tmp_path: Path, panels: DemoPanels, large_picture: Picture
) -> None:
    point = POINTS[name]
    home = tmp_path / "home"
    async with point.place() as panel:
        workshop = Workshop(home, {"sora": panel.url}, {"sora": DEMO_KEY})
        async with workshop.working() as (studio, watch):
            job = await studio.generate(asked(prompt=name, picture=large_picture))
            if point.state is S.WAITING:
                await until(lambda: put_back(watch, job) >= 2)
            else:
                await watch.until_job(job, point.state)
        assert panel.posts == point.posts
        assert panel.said < 32 * MEGABYTE
    after, sent = await restarted(Workshop.at(panels, home), panels, name)
    expected = S.READY if point.state is S.WAITING else point.state
    assert (after.state, sent) == (expected, [name] if point.state is S.WAITING else [])
    tell(name, panel.posts, point.state, sent)


def put_back(watch: Watch, job: Job) -> int:
    """How often a job was tried and found its way closed."""
    return sum(
        told.job.id == job.id and told.job.state is S.WAITING and told.job.failure is not None
        for told in watch.of(JobChanged)
    )


async def restarted(
    workshop: Workshop, panels: DemoPanels, prompt: str
) -> tuple[Job, list[object]]:
    """Starts the program with healthy panels; gives the job as it ends, and the prompts sent.

    A second job, which must come through, goes last: what was sent again was sent before it.
    """
    async with workshop.working() as (studio, watch):
        control = await studio.generate(asked(prompt="Kontrol"))
        await watch.until_job(control, S.READY)
        [job] = [job for job in await studio.library.jobs() if job.request.prompt == prompt]
        if job.state not in {S.UNCERTAIN, S.FAILED}:
            job = await watch.until_job(job, S.READY)
    prompts = [prompt_of(sent.body) for sent in panels.requests if sent.method == "POST"]
    assert prompts[-1] == "Kontrol"
    return job, prompts[:-1]


def prompt_of(body: object) -> object:
    """What a submission to the Sora panel asks for, with a picture or without."""
    assert isinstance(body, dict)
    if "prompt" in body:
        return body["prompt"]
    return next(part["text"] for part in body["messages"][0]["content"] if part["type"] == "text")


def tell(name: str, posts: int, state: JobState, sent: list[object]) -> None:
    """A line of the table."""
    print(f"{name:<28} POSTs {posts}   {state:<9}   sent at the next start: {len(sent)}")  # noqa: T201


# -- Killed ---------------------------------------------------------------------------------------


async def comes_so_far(_: Call) -> None:
    """A submission's head has come."""


KILLS: Mapping[str, Act] = {
    "killed before the body": comes_so_far,
    "killed within the body": partial(Call.body, size=MEGABYTE),
    "killed before the answer": Call.body,
    "killed within the answer": breaks_off_within_the_answer,
}


@pytest.mark.parametrize("name", KILLS)
async def test_killed_while_sending_it_does_not_send_again(
    name: str, tmp_path: Path, panels: DemoPanels, large_file: Path
) -> None:
    reached = asyncio.Event()

    async def act(call: Call) -> None:
        await KILLS[name](call)
        reached.set()
        await asyncio.sleep(60)

    async with fault_panel(act) as panel:
        await killed_at(reached, tmp_path / "home", panel, name, large_file)
        assert panel.posts == 1
    await stays_uncertain(tmp_path / "home", panels, name, posts=1)


async def test_killed_while_connecting_it_does_not_send_by_itself(
    tmp_path: Path, panels: DemoPanels, large_file: Path
) -> None:
    """The step to the sending is written down before the way is known to be open."""
    reached = asyncio.Event()

    async def act(call: Call) -> None:
        await call.reader.readexactly(1)
        if call.panel.connections == 2:  # one asks for the history, the other is the submission
            reached.set()
        await asyncio.sleep(60)

    name = "killed while connecting"
    async with behind_tls(act, at_once=True) as panel:
        await killed_at(reached, tmp_path / "home", panel, name, large_file)
    await stays_uncertain(tmp_path / "home", panels, name, posts=0)


async def killed_at(
    reached: asyncio.Event, home: Path, panel: FaultPanel, prompt: str, picture: Path
) -> None:
    """Lets the command line make a video, and kills it when a point is reached."""
    kadraj = Kadraj(home, {"KADRAJ_SORA_URL": panel.url, "KADRAJ_SORA_KEY": DEMO_KEY})
    with kadraj.begun("generate", "sora", prompt, "--image", picture) as child:
        try:
            async with asyncio.timeout(PATIENCE):
                await reached.wait()
        finally:
            child.kill()
            await asyncio.to_thread(child.communicate)


async def stays_uncertain(home: Path, panels: DemoPanels, prompt: str, *, posts: int) -> None:
    job, sent = await restarted(Workshop.at(panels, home), panels, prompt)
    assert (job.state, sent) == (S.UNCERTAIN, [])
    tell(prompt, posts, job.state, sent)
