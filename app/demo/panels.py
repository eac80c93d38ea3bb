"""Both panels and their file origin, started and stopped together."""

import asyncio
import tempfile
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import AsyncExitStack
from datetime import UTC, datetime, time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from starlette.types import ASGIApp

from app.demo.conduct import Asked, Conduct
from app.demo.control import CONTROL, Control
from app.demo.jobs import JobBook
from app.demo.origin import FILES, FileOrigin
from app.demo.past import past_jobs
from app.demo.rendering import Renderer
from app.demo.replies import ISTANBUL
from app.demo.scenarios import CALM, SORA, VEO, Endpoint, Scenario
from app.demo.server import LoopbackServer, TakeOver
from app.demo.service import Panel

#: Opens both panels unless told otherwise. It protects nothing and may be printed.
DEMO_KEY: Final = "kadraj-demo-key"
DEFAULT_KEYS: Final[Mapping[str, frozenset[str]]] = {
    SORA: frozenset({DEMO_KEY}),
    VEO: frozenset({DEMO_KEY}),
}


def utc_now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


class DemoPanels:
    """Three servers on 127.0.0.1 in the running loop: Sora, Veo, and the files' own origin.

    `keys` are the valid keys by service; `pace` the seconds a video takes to be made; `ports` the
    ports of "sora", "veo" and "files", chosen by the system where missing; `history` how many
    videos a new demo seems to have made before (at most ten). With a `folder` jobs and files
    outlive the panels, and the ports are used again if they are free; without one they live in a
    temporary folder. `draft` and `clip_seconds` make smaller and shorter clips for tests.
    """

    def __init__(
        self,
        *,
        keys: Mapping[str, set[str] | frozenset[str]] | None = None,
        scenario: Scenario = CALM,
        pace: float = 8.0,
        clock: Callable[[], datetime] = utc_now,
        ports: Mapping[str, int] | None = None,
        folder: Path | None = None,
        history: int = 0,
        daily_limit: int = 20,
        draft: bool = False,
        clip_seconds: float | None = None,
    ) -> None:
        self._keys = DEFAULT_KEYS if keys is None else keys
        self._conduct = Conduct(scenario)
        self._pace = pace
        self._clock = clock
        self._ports = dict(ports or {})
        self._folder = folder
        self._history = history
        self._daily_limit = daily_limit
        self._draft = draft
        self._clip_seconds = clip_seconds
        self._running: AsyncExitStack | None = None
        self.sora_url = ""
        self.veo_url = ""
        self.files_url = ""

    @property
    def scenario(self) -> Scenario:
        """How the panels behave; can be set at any time and from any thread."""
        return self._conduct.scenario

    @scenario.setter
    def scenario(self, scenario: Scenario) -> None:
        self._conduct.scenario = scenario

    @property
    def control_url(self) -> str:
        """Where others than this process see and set how the panels behave."""
        return self.sora_url + CONTROL

    @property
    def requests(self) -> list[Asked]:
        """The latest requests to all three servers that arrived whole, oldest first."""
        return self._conduct.asked

    def posts(self, service: str | None = None) -> int:
        """How many times a video was asked for, whatever came of it."""
        return self._conduct.posts(service)

    def begun(self, service: str, endpoint: Endpoint) -> int:
        """How many requests began to arrive, also those that never became whole."""
        return self._conduct.begun(service).get(endpoint.value, 0)

    @property
    def broken(self) -> int:
        """How many faults came to their end, or to where they stand still."""
        return self._conduct.broken

    @property
    def said(self) -> int:
        """Bytes that faults sent and somebody took."""
        return self._conduct.said

    async def start(self) -> None:
        """Returns when all three servers answer. `OSError` when a port given is taken."""
        async with AsyncExitStack() as stack:
            await self._start(stack)
            self._running = stack.pop_all()

    async def stop(self) -> None:
        """Stops the servers and the rendering; nothing is left running."""
        running, self._running = self._running, None
        if running is not None:
            await running.aclose()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    async def _start(self, stack: AsyncExitStack) -> None:
        folder = self._folder
        if folder is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kadraj-demo-")))
        book = JobBook.opened(folder)
        if not book.all():
            today = datetime.combine(self._clock().astimezone(ISTANBUL).date(), time.min, ISTANBUL)
            book.add(*past_jobs(self._history, today))
        renderer = Renderer(folder, draft=self._draft, clip_seconds=self._clip_seconds)
        self._conduct.open()

        servers: list[LoopbackServer] = []
        panels: list[Panel] = []

        async def stop_servers() -> None:
            await asyncio.gather(*(server.stop() for server in servers))
            await asyncio.gather(*(panel.aclose() for panel in panels))

        stack.push_async_callback(stop_servers)

        async def serve(name: str, app: ASGIApp, take_over: TakeOver) -> LoopbackServer:
            servers.append(await self._served(name, app, book.ports.get(name, 0), take_over))
            return servers[-1]

        async def panel(service: str) -> LoopbackServer:
            panel = Panel(
                service=service,
                keys=self._keys.get(service, frozenset()),
                book=book,
                conduct=self._conduct,
                renderer=renderer,
                clock=self._clock,
                pace=self._pace,
                daily_limit=self._daily_limit,
                files_url=self.files_url,
                control=control,
            )
            panels.append(panel)
            return await serve(service, panel.app(), panel.take_over)

        control = Control(self._conduct, book, self._clock)
        origin = FileOrigin(book, self._conduct, renderer, self._clock, control)
        files = await serve(FILES, origin.app(), lambda: None)
        self.files_url = files.url
        sora, veo = await panel(SORA), await panel(VEO)
        self.sora_url, self.veo_url = sora.url, veo.url
        # Undone first: servers end at once when no answer waits for a clip or a pause any more.
        stack.callback(renderer.close)
        stack.callback(self._conduct.close)
        book.keep_ports({FILES: files.port, SORA: sora.port, VEO: veo.port})

    async def _served(
        self, name: str, app: ASGIApp, last_port: int, take_over: TakeOver
    ) -> LoopbackServer:
        wanted = self._ports.get(name, 0)
        if not wanted and last_port:
            try:
                return await LoopbackServer.start(name, app, last_port, take_over)
            except OSError:
                pass  # taken by someone else in the meantime: any other port will do
        return await LoopbackServer.start(name, app, wanted, take_over)


class ThreadedDemoPanels:
    """`DemoPanels` in a thread with a loop of its own, so that nothing there stalls a window.

    `start`, or entering it as a context, blocks until the panels answer and gives the panels.
    """

    def __init__(self, panels: DemoPanels) -> None:
        self.panels = panels
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None

    def start(self) -> DemoPanels:
        """Raises what `DemoPanels.start` raises."""
        up: Future[None] = Future()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._live(up)), name="demo-panels"
        )
        self._thread.start()
        try:
            up.result()
        except BaseException:
            self._thread.join()
            raise
        return self.panels

    def stop(self) -> None:
        """Blocks until everything has ended; no error when nothing was started."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        if self._loop is not None and self._stopping is not None:
            self._loop.call_soon_threadsafe(self._stopping.set)
        thread.join()

    def __enter__(self) -> DemoPanels:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    async def _live(self, up: Future[None]) -> None:
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        try:
            await self.panels.start()
        except BaseException as error:  # noqa: BLE001 - it is raised where start() waits
            up.set_exception(error)
            return
        up.set_result(None)
        try:
            await self._stopping.wait()
        finally:
            await self.panels.stop()
