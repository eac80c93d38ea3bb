"""The composers' windows over the real bridge, engine and demo panels, on Qt's own loop."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from qasync import QEventLoop

from app.bootstrap import Surroundings, build_studio
from app.demo.conduct import Asked
from app.demo.panels import DEMO_KEY, DemoPanels, ThreadedDemoPanels
from app.domain.secrets import Secret
from app.engine.pace import Pace
from app.engine.studio import Studio
from app.store.places import Places
from app.ui.bridge import Bridge

W = TypeVar("W", bound=QWidget)

_QUICK = Pace(poll_shortest=0.05, poll_longest=0.1, history_every=300)
_PATIENCE = 150.0


async def no_report(_target: Path, _with_prompts: bool) -> None:
    raise NotImplementedError


@dataclass
class Desk:
    """A program at work, without its window."""

    bridge: Bridge
    studio: Studio
    panels: DemoPanels
    memory: QSettings
    posts: list[Asked] = field(default_factory=list)

    def sent(self) -> list[dict[str, object]]:
        """The bodies that the panels were POSTed, in order.

        The panels remember their latest requests only: what was seen once is kept.
        """
        for asked in self.panels.requests:
            if asked.method == "POST" and not any(asked is known for known in self.posts):
                self.posts.append(asked)
        return [asked.body for asked in self.posts if isinstance(asked.body, dict)]


async def until(condition: Callable[[], object], what: str) -> None:
    """Waits while Qt's loop goes on."""
    try:
        async with asyncio.timeout(_PATIENCE):
            while not condition():  # noqa: ASYNC110 - nobody tells of it
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise AssertionError(f"never came: {what}") from None


def part(of: QWidget, kind: type[W], name: str) -> W:
    """A part by its name."""
    found = of.findChild(kind, name)
    assert found is not None, name
    return found


async def press(of: QWidget, name: str) -> None:
    """Clicks a button once it can be clicked."""
    button = part(of, QPushButton, name)
    await until(button.isEnabled, f"{name} enabled")
    button.click()


@asynccontextmanager
async def shown(dialog: QWidget) -> AsyncIterator[None]:
    """On the screen, and gone in the end."""
    dialog.show()
    try:
        yield
    finally:
        dialog.close()
        dialog.deleteLater()
        # Now and on this thread: Python clears up on whichever it is in at the moment.
        QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
        gc.collect()


def on_the_panels(
    qapp: QApplication,
    folder: Path,
    play: Callable[[Desk], Coroutine[None, None, None]],
    *,
    daily_limit: int = 1000,
) -> None:
    """Plays with a program that is signed in at panels of its own, in `folder`."""

    async def run(panels: DemoPanels) -> None:
        addresses = {"sora": panels.sora_url, "veo": panels.veo_url}
        keys = {service: Secret(DEMO_KEY) for service in addresses}
        places = Places.from_environment({"KADRAJ_HOME": str(folder / "home")})
        studio = build_studio(Surroundings(places, addresses, keys), _QUICK)
        await studio.open()
        bridge = Bridge(studio, no_report)
        memory = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        try:
            await studio.start()
            await studio.sign_in_remembered()
            await until(lambda: studio.quotas.of("veo").known, "figures")
            await play(Desk(bridge, studio, panels, memory))
        finally:
            await bridge.shut()
            await studio.close()

    panels = DemoPanels(
        folder=folder / "panels", draft=True, clip_seconds=1, pace=0.2, daily_limit=daily_limit
    )
    quits = qapp.quitOnLastWindowClosed()
    qapp.setQuitOnLastWindowClosed(False)
    try:
        with ThreadedDemoPanels(panels), QEventLoop(qapp) as loop:
            loop.run_until_complete(run(panels))
    finally:
        qapp.setQuitOnLastWindowClosed(quits)
