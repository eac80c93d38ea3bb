"""What the measured processes of the window have in common: it is signed in at panels that another
process runs."""

import os
import sys
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from qasync import QEventLoop

from app.bootstrap import Surroundings, build_studio
from app.demo.panels import DEMO_KEY
from app.domain.secrets import Secret
from app.engine.pace import Pace
from app.engine.studio import Studio
from app.opening import make_application
from app.store.places import Places
from app.ui.bridge import Bridge
from app.ui.desk import Desk
from app.ui.garbage import collecting_here
from app.ui.language import LanguageSwitch
from app.ui.theme.theme import Theme
from app.window import desk_for


def measure_at_panels(
    measure: Callable[[Studio, Desk], Awaitable[Iterable[float]]], pace: Pace
) -> None:
    """Opens the window at the panels whose addresses are the first two arguments, prints what
    `measure` comes to, and ends at once. The studio is open and not started."""
    sora, veo = sys.argv[1:3]
    sys.argv[1:] = []
    around = Surroundings(
        places=Places.from_environment(os.environ),
        addresses={"sora": sora, "veo": veo},
        keys={service: Secret(DEMO_KEY) for service in ("sora", "veo")},
    )
    app = make_application()
    theme = Theme("dark")
    theme.apply(app)

    async def measured() -> None:
        studio = build_studio(around, pace)
        await studio.open()
        bridge = Bridge(studio, no_report)
        await studio.sign_in_remembered()
        desk = desk_for(around, bridge, theme, LanguageSwitch())
        desk.open(None)
        print(*await measure(studio, desk), flush=True)  # noqa: T201
        os._exit(0)

    with QEventLoop(app) as loop, collecting_here():
        loop.run_until_complete(measured())


async def no_report(_target: Path, _with_prompts: bool) -> None:
    """Nobody asks for one here."""
    raise NotImplementedError
