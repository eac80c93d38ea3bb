"""Runs inside a D-Bus session of its own: the real window, which nobody looks at, and the demo
panels on one side, a desktop's services on the other.

Prints one JSON object with what happened; `test_background.py` says what should have.
"""

import asyncio
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QListView
from qasync import QEventLoop

from app.bootstrap import Surroundings, build_studio
from app.demo.panels import DEMO_KEY, DemoPanels
from app.demo.scenarios import SCENARIOS
from app.domain.jobs import JobState
from app.domain.requests import GenerationRequest
from app.domain.settings import Language
from app.engine.studio import Studio
from app.opening import make_application
from app.ui.background.notification_bus import NotificationBus
from app.ui.bridge import Bridge
from app.ui.desk import Desk
from app.ui.garbage import collecting_here
from app.ui.language import LanguageSwitch
from app.ui.panes.preview import PreviewPane
from app.ui.theme.theme import Theme
from app.window import desk_for
from tests.background.desktop import Desktop
from tests.engine.workshop import QUICK

PROMPT = "Tom & <b>Jerry</b>\n run " + "on and on " * 10
ABILITIES = ("actions", "body", "body-markup", "sound")


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 - Qt tells no event of asyncio
            await asyncio.sleep(0.02)


async def nobody_looks(
    told: dict[str, Any],
    desk: Desk,
    bridge: Bridge,
    studio: Studio,
    panels: DemoPanels,
    desktop: Desktop,
) -> None:
    """Writes into `told` what happened."""
    ready: set[str] = set()  # as far as the window has heard
    bridge.job_changed.connect(
        lambda job, _added: ready.add(job.id) if job.state is JobState.READY else None
    )
    frame = desk.frame
    preview = frame.findChild(PreviewPane)
    assert preview is not None
    job = await studio.generate(GenerationRequest("sora", PROMPT, ""))
    told["awake"] = await desktop.told("awake")
    told["one"] = await desktop.told("title")
    desktop.do("click another")
    desktop.do("click")
    await until(frame.isActiveWindow)
    await until(lambda: preview.clip is not None)
    told["shown"] = preview.clip is not None and preview.clip.prompt == job.request.prompt
    told["asleep"] = await desktop.told("asleep")

    # Seen by whoever looks at the window: nothing is told of this one.
    await studio.generate(GenerationRequest("veo", "Seen", ""))
    await until(lambda: len(ready) == 2)
    frame.hide()
    await until(lambda: QApplication.activeWindow() is None)
    for service in ("sora", "veo", "sora"):
        await studio.generate(GenerationRequest(service, "Unseen", ""))
    several = await desktop.told("title")
    while not several["title"].startswith("3"):
        several = await desktop.told("title")
    told["several"] = several
    # Qt's platform without a screen gives the keyboard to a window once only.
    QApplication.sendEvent(frame, QEvent(QEvent.Type.WindowActivate))
    # The one that was clicked on may have been taken away by both sides.
    while told.get("closed", {}).get("closed") != several["id"]:
        told["closed"] = await desktop.told("closed")

    studio.change_settings(replace(studio.settings, notification_sound=True))
    panels.scenario = SCENARIOS["failing"]
    await studio.generate(GenerationRequest("veo", "Refused", ""))
    told["failed"] = await desktop.told("title")
    desktop.do("click")
    queue = frame.findChild(QListView, "queueList")
    assert queue is not None
    await until(lambda: "Refused" in str(queue.currentIndex().data()))
    told["in the queue"] = queue.isVisible()


async def by_a_simple_service() -> dict[str, Any]:
    """One that knows neither markup nor actions nor sound; and none at all."""
    bus, beeps = NotificationBus(), []
    bus.sound_missing.connect(lambda: beeps.append(True))
    desktop = Desktop("body")
    bus.show("One", "Tom & <b>Jerry</b>", sound=True)
    told = {"plain": await desktop.told("title")}
    await until(lambda: bool(beeps))
    bus.shut()
    desktop.end()
    alone = NotificationBus()
    alone.show("Nobody hears this", "", sound=False)
    alone.shut()
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nowhere"
    alone.show("Nor this", "", sound=False)
    alone.shut()
    return told


async def play(home: Path) -> dict[str, Any]:
    environ = {"KADRAJ_HOME": str(home)}
    theme, language = Theme("dark"), LanguageSwitch()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application)
    language.use(Language.ENGLISH)
    desktop = Desktop(*ABILITIES)
    async with DemoPanels(folder=home / "panels", draft=True, clip_seconds=1, pace=0.2) as panels:
        addresses = {"sora": panels.sora_url, "veo": panels.veo_url}
        around = Surroundings.of_demo(environ, addresses, DEMO_KEY)
        studio = build_studio(around, QUICK)
        await studio.open()
        studio.change_settings(replace(studio.settings, keep_awake=True))
        bridge = Bridge(studio, lambda _path, _prompts: asyncio.sleep(0))
        await studio.sign_in_remembered()
        desk = desk_for(around, bridge, theme, language)
        await studio.start()
        told: dict[str, Any] = {}
        try:
            await nobody_looks(told, desk, bridge, studio, panels, desktop)
        except TimeoutError:
            sys.stderr.write(f"{json.dumps(told)}\n")
            raise
        finally:
            desk.close()
            await bridge.shut()
            await studio.close()
    desktop.end()
    return told | await by_a_simple_service()


def main() -> None:
    app = make_application()
    with QEventLoop(app) as loop, collecting_here():
        told = loop.run_until_complete(play(Path(sys.argv[1])))
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
