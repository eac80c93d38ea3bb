"""A key that would be noticed anywhere, through everything that Kadraj does with a key."""

import asyncio
import base64
import logging
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, quote_plus

import httpx
import keyring.core
import pytest
from PySide6.QtCore import QCoreApplication

from app.bootstrap import Surroundings
from app.demo.panels import DemoPanels, ThreadedDemoPanels
from app.demo.scenarios import CALM, SCENARIOS, Endpoint, Reply, Scenario
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import JobChanged, QueuePaused
from app.domain.jobs import JobState
from app.domain.secrets import Secret
from app.engine.studio import Studio
from app.engine.tasks import TaskKeeper
from app.logs import logging_into
from app.report import write_report
from app.ui.faults import Faults
from tests.cli.conftest import ROOT, Kadraj
from tests.engine.workshop import QUICK, Ring, Watch, Workshop, asked

CANARY = "canary+7f3a/9c2e=Zq%wX&key~4b1d"
REFUSED = "another-canary/of+the=same&kind"
PROMPT = "Kanarya kafeste ötüyor"


def forms(key: str) -> set[bytes]:
    """Plain, in a URL, and in base64 wherever it begins in what is encoded."""
    texts = {key, quote(key, safe=""), quote(key), quote_plus(key)}
    for before in (b"", b"a", b"ab"):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            # Without the letters at the ends that depend on what stands around the key.
            texts.add(encode(before + key.encode()).decode()[4:-5])
    return {text.encode() for text in texts}


FORMS = forms(CANARY) | forms(REFUSED)


def hits(content: bytes) -> list[bytes]:
    return [form for form in FORMS if form in content]


def found_below(*folders: Path) -> list[tuple[str, bytes]]:
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    assert files
    return [(str(file), form) for file in files for form in hits(file.read_bytes())]


def found_in_zip(file: Path) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(file) as archive:
        return [(name, form) for name in archive.namelist() for form in hits(archive.read(name))]


class KeyedError(Exception):
    """A fault that tells all it knows."""


def grouped(text: str) -> Exception:
    try:
        try:
            raise KeyedError(text)  # noqa: TRY301 - it is to have a cause
        except KeyedError as cause:
            raise ValueError(f"around {text}") from cause
    except ValueError as error:
        error.add_note(f"noted: {text}")
        return ExceptionGroup(text, [error, KeyError(text)])


def request_error(key: str) -> Exception:
    request = httpx.Request("GET", f"https://panel.example/?key={quote(key)}")
    return httpx.ConnectError(f"{request.url} {dict(request.headers)}", request=request)


FAULTS: list[Callable[[str], Exception]] = [
    KeyedError,
    lambda key: KeyedError({"X-API-Key": key}),
    lambda key: KeyError(key.encode()),
    lambda key: KeyedError(f"Authorization: Basic {base64.b64encode(key.encode()).decode()}"),
    lambda key: KeyedError(base64.b64encode(f"user:{key}".encode())),
    lambda key: KeyedError(quote(key, safe=""), quote_plus(key)),
    lambda key: KadrajError(ErrorCode.REJECTED, service="sora", status=422, detail=key),
    lambda key: OSError(2, f"no such file: {key}", key),
    lambda key: KeyedError(httpx.Headers({"x-api-key": key}).raw),
    grouped,
    request_error,
]


@pytest.fixture
def everything_is_logged() -> Iterator[None]:
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.DEBUG)
    yield
    root.setLevel(before)


def talkative() -> None:
    """The libraries that write down headers, as nobody has them in Kadraj."""
    for name in ("httpx", "httpcore", "asyncio"):
        logging.getLogger(name).setLevel(logging.DEBUG)


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    ring = Ring({})
    monkeypatch.setattr(keyring.core, "_keyring_backend", ring)
    return ring


@pytest.mark.anyio
async def test_no_key_comes_into_library_log_or_report(
    tmp_path: Path,
    qapp: QCoreApplication,
    ring: Ring,
    everything_is_logged: None,
    capfd: pytest.CaptureFixture[str],
) -> None:
    home, folder = tmp_path / "home", tmp_path / "panels"
    keys = {service: {CANARY} for service in ("sora", "veo")}
    async with DemoPanels(
        folder=folder, keys=keys, draft=True, clip_seconds=1, pace=0.05, history=3
    ) as panels:
        shop = replace(Workshop.at(panels, home), keys={})
        around = Surroundings(shop.places, shop.addresses, {})
        faults, told = Faults(), list[KadrajError]()
        faults.told.connect(told.append)
        loop = asyncio.get_running_loop()
        with logging_into(shop.places), faults.watching(loop):
            async with shop.opened(QUICK) as (studio, watch):
                talkative()
                await studio.start()
                await sign_in(studio, ring)
                await make_videos(studio, watch)
                await meet_trouble(studio, watch, panels)
                forced = await force_exceptions(studio)
                for with_prompts in (False, True):
                    await write_report(
                        around, studio, tmp_path / f"report-{with_prompts}.zip", with_prompts
                    )
                await studio.access.sign_out()
    log = (shop.places.logs / "kadraj.log").read_text("utf-8")
    assert forced >= 50
    assert log.count("Traceback (most recent call last)") >= forced
    assert log.count("[key]") >= forced
    assert "httpcore" in log  # so much was written that headers were among it
    qapp.sendPostedEvents()  # what a thread had to tell waits for the window's loop
    assert len(told) >= 3
    out, err = capfd.readouterr()
    assert hits((out + err).encode()) == []
    assert found_below(home) == []
    for with_prompts in (False, True):
        report = tmp_path / f"report-{with_prompts}.zip"
        assert found_in_zip(report) == []
        with zipfile.ZipFile(report) as archive:
            whole = "".join(archive.read(name).decode() for name in archive.namelist())
        assert (PROMPT in whole) is with_prompts
    assert hits("\0".join(sys.orig_argv).encode()) == []


async def sign_in(studio: Studio, ring: Ring) -> None:
    """With a wrong key, with a keyring that is locked, and as it should be."""
    wrong = await studio.access.check_all({"sora": Secret(REFUSED), "veo": Secret(REFUSED)})
    assert {check.error.code for check in wrong.values() if check.error} == {ErrorCode.KEY_REFUSED}
    right = {"sora": Secret(CANARY), "veo": Secret(CANARY)}
    assert all(not check.error for check in (await studio.access.check_all(right)).values())
    ring.locked = True
    assert await studio.access.sign_in(right, remember=True) is not None
    ring.locked = False
    assert await studio.access.sign_in(right, remember=True) is None
    assert {kept.split()[-1] for kept in ring.kept.values()} == {CANARY}, "each for its address"


async def make_videos(studio: Studio, watch: Watch) -> None:
    for service in ("sora", "veo"):
        job = await studio.generate(asked(service, PROMPT))
        await watch.until_job(job, JobState.READY)
        await studio.history.refresh(service)


async def meet_trouble(studio: Studio, watch: Watch, panels: DemoPanels) -> None:
    """Services that fail in every way, and that repeat the key in what they say."""
    said = f"{PROMPT}: {CANARY} {base64.b64encode(CANARY.encode()).decode()} {quote(CANARY)}"
    replies = [Reply.json(status, {"detail": said}) for status in (400, 401, 403, 404, 422, 500)]
    replies += [Reply.json(200, {"job_id": said}), Reply.html(200, said), Reply.html(502, said)]
    scenarios = [
        *(replace(CALM, reply=reply).at(Endpoint.SUBMIT) for reply in replies),
        replace(CALM, fails_with=said),
        SCENARIOS["drop-after-submit"],
    ]
    for scenario in scenarios:
        panels.scenario = scenario
        before = len(watch.events)
        job = await studio.generate(asked("veo", f"{PROMPT} {len(watch.events)}"))
        await watch.until(
            JobChanged,
            lambda e, job=job: (
                e.job.id == job.id  # type: ignore[misc]
                and (e.job.failure is not None or e.job.state in {JobState.QUEUED, JobState.READY})
            ),
            after=before,
        )
        panels.scenario = CALM
        if scenario.fails_with:
            await watch.until_job(job, JobState.FAILED)
    panels.scenario = Scenario("told", reply=Reply.json(401, {"detail": said}))
    for service in ("sora", "veo"):
        with pytest.raises(KadrajError):
            await studio.history.refresh(service)
    await panels.stop()
    check = await studio.access.check("sora", Secret(CANARY))
    assert check.error is not None


async def force_exceptions(studio: Studio) -> int:
    """Every kind of fault on every way that a fault can take; how many those were."""
    loop, tasks, forced = asyncio.get_running_loop(), TaskKeeper(), 0
    log = logging.getLogger("app.anywhere")
    for make in FAULTS:
        error = make(CANARY)

        def fail(*_: object, error: Exception = error) -> None:
            raise error

        async def fail_later(fail: Callable[[], None] = fail) -> None:
            fail()

        unsubscribe = studio.hub.subscribe(fail)
        studio.hub.emit(QueuePaused(frozenset()))
        unsubscribe()
        tasks.start(f"fault {forced}", fail_later())
        loop.call_soon(fail)
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        try:
            fail()
        except Exception as caught:
            sys.excepthook(type(caught), caught, caught.__traceback__)
            log.debug("a key %s near %r", CANARY, {"key": CANARY}, exc_info=True, stack_info=True)
        forced += 6
    await tasks.stop_all()
    return forced


def test_no_key_is_seen_from_outside_a_process(tmp_path: Path) -> None:
    """Standard streams, files, and the command line for as long as a process runs."""
    keys = {service: {CANARY} for service in ("sora", "veo")}
    panels = DemoPanels(
        folder=tmp_path / "panels", keys=keys, draft=True, clip_seconds=1, pace=0.05
    )
    with ThreadedDemoPanels(panels):
        ring = {
            "PYTHON_KEYRING_BACKEND": "tests.cli.memory_ring.FileRing",
            "KADRAJ_TEST_RING": str(tmp_path / "ring.json"),
        }
        addresses = {"KADRAJ_SORA_URL": panels.sora_url, "KADRAJ_VEO_URL": panels.veo_url}
        kadraj = Kadraj(tmp_path / "home", addresses | ring)
        report = tmp_path / "report.zip"
        commands = [
            (["login", "veo"], f"{REFUSED}\n", 3),
            (["login", "veo"], f"{CANARY}\n", 0),
            (["generate", "veo", PROMPT], "", 0),
            (["history", "veo", "--json"], "", 0),
            (["doctor"], "", None),
            (["report", str(report)], "", 0),
            (["logout", "veo"], "", 0),
        ]
        for arguments, typed, code in commands:
            with subprocess.Popen(
                kadraj.command("--debug", *arguments),
                cwd=ROOT,
                env=kadraj.surroundings(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            ) as process:
                line = command_lines(process.pid)
                out, err = process.communicate(typed.encode(), timeout=100)
            assert arguments[0].encode() in line
            assert hits(line + out + err) == []
            assert code is None or process.returncode == code, err
    assert found_below(tmp_path / "home") == []
    assert found_in_zip(report) == []


def command_lines(process: int) -> bytes:
    """What others see of a process, once it is the program that it is to be."""
    file = Path(f"/proc/{process}/cmdline")
    while b"-m\0app" not in (line := file.read_bytes()):
        time.sleep(0.001)
    return line + Path(f"/proc/{process}/comm").read_bytes()
