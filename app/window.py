"""Starts the window: Qt, its loop, the engine and the demo's panels, and ends them in order."""

import asyncio
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMessageBox
from qasync import QEventLoop

from app.bootstrap import (
    Surroundings,
    build_studio,
    check_address,
    settings_trouble,
    usual_tables,
)
from app.domain.errors import ErrorCode, KadrajError
from app.domain.settings import Language, Settings, ThemeMode
from app.engine.pace import Pace
from app.engine.studio import Studio
from app.logs import logging_into
from app.metadata import NAME
from app.one_window import Call, Doorbell, claim_window
from app.opening import Opening
from app.store.claims import Claim
from app.store.places import Places
from app.ui.bridge import Bridge
from app.ui.desk import Desk
from app.ui.faults import Faults
from app.ui.garbage import collecting_here
from app.ui.language import LanguageSwitch
from app.ui.recycle_bin import SystemRecycleBin
from app.ui.texts import error_text
from app.ui.theme.theme import Theme
from app.ui.window_frame import WindowFrame

#: Videos that a new demo seems to have made before.
_DEMO_HISTORY = 10


def run_window(
    around: Surroundings,
    environ: Mapping[str, str],
    *,
    demo: bool,
    opening: Opening,
    claim: Claim,
    call: Call,
) -> int:
    """Fills the opened window and lives until it is closed; goes into the demo and back when the
    user wants it.

    `claim` is on the home that it begins with, `call` what it begins with.
    """
    language, faults = LanguageSwitch(), Faults()
    with QEventLoop(opening.app) as loop, faults.watching(loop), collecting_here():
        program = live(
            around,
            environ,
            opening.theme,
            language,
            demo=demo,
            faults=faults,
            frame=opening.frame,
            claim=claim,
            call=call,
        )
        try:
            loop.run_until_complete(program)
        except KadrajError as error:
            opening.frame.hide()
            _show_trouble(error)
            raise
    return 0


def _show_trouble(error: KadrajError) -> None:
    """Tells why there is no window to who cannot see standard error, having clicked an icon."""
    seen = sys.stderr is not None and sys.stderr.isatty()
    if not seen and QApplication.platformName() != "offscreen":
        QMessageBox.critical(None, NAME, error_text(error))


async def live(
    around: Surroundings,
    environ: Mapping[str, str],
    theme: Theme,
    language: LanguageSwitch,
    *,
    demo: bool,
    pace: Pace | None = None,
    faults: Faults | None = None,
    frame: WindowFrame | None = None,
    claim: Claim | None = None,
    call: Call | None = None,
) -> None:
    """One run after the other, here and in the demo, until the user has had enough.

    `frame` is the window that is open already; every further run has one of its own.
    Where the next run's home has a window of its own already, that one comes forward instead.
    """
    in_demo: bool | None = demo
    again = False
    faults = faults or Faults()
    while in_demo is not None:
        with ExitStack() as stack:
            places = Places.from_environment(environ, demo=True) if in_demo else around.places
            claim = claim or claim_window(places)
            if claim is None:
                return
            stack.callback(claim.release)
            stack.enter_context(logging_into(places))
            here = start_demo(environ, stack) if in_demo else around
            frame = frame or WindowFrame(places.window_file)
            studio = build_studio(here, pace, SystemRecycleBin())
            wear(studio.settings, theme, language, again=again)
            in_demo = await _one_run(here, studio, theme, language, faults, frame, call or Call())
        again = True
        frame = claim = call = None


def start_demo(
    environ: Mapping[str, str],
    stack: ExitStack,
    *,
    pace: float = 8.0,
    clip_seconds: float | None = None,
) -> Surroundings:
    """Starts the panels in a thread of their own, until `stack` is closed. Seconds: `pace` that a
    video takes, `clip_seconds` that it lasts, whatever was asked for."""
    from app.demo.panels import DEMO_KEY, DemoPanels, ThreadedDemoPanels

    folder = Places.from_environment(environ, demo=True).home / "panels"
    panels = DemoPanels(folder=folder, history=_DEMO_HISTORY, pace=pace, clip_seconds=clip_seconds)
    stack.enter_context(ThreadedDemoPanels(panels))
    addresses = {"sora": panels.sora_url, "veo": panels.veo_url}
    return Surroundings.of_demo(environ, addresses, DEMO_KEY)


def wear(settings: Settings, theme: Theme, language: LanguageSwitch, *, again: bool) -> None:
    """Language and theme as the settings say. What they leave to the computer stays as it is when
    there was a run before: who goes into the demo or leaves it goes on reading as they did."""
    if not again or settings.language is not Language.SYSTEM:
        language.use(settings.language)
    if not again or settings.theme is not ThemeMode.SYSTEM:
        theme.set_mode(settings.theme.value)


async def _one_run(
    around: Surroundings,
    studio: Studio,
    theme: Theme,
    language: LanguageSwitch,
    faults: Faults,
    frame: WindowFrame,
    call: Call,
) -> bool | None:
    """One engine and its windows. Returns whether the demo is next, or None for the end."""
    await studio.open()
    bridge = Bridge(studio, partial(_write_report, around, studio))
    ended: asyncio.Future[bool | None] = asyncio.get_running_loop().create_future()
    try:
        trouble = await studio.sign_in_remembered()
        await studio.shelf.take_up()
        await studio.start()
        if frame.left:
            return None
        with ExitStack() as stack:
            desk = desk_for(around, bridge, theme, language, frame)
            stack.callback(desk.close)
            desk.finished.connect(lambda: _settle(ended, None))
            desk.demo_requested.connect(lambda: _settle(ended, True))
            desk.demo_left.connect(lambda: _settle(ended, False))
            faults.told.connect(desk.window.say)
            desk.open(trouble)
            unread = settings_trouble(around)
            if unread is not None:
                desk.window.say(unread)
            if studio.library_away is not None:
                away = str(studio.library_away)
                desk.window.say(KadrajError(ErrorCode.LIBRARY_AWAY, folder=away))
            if studio.rebuilt is not None:
                desk.window.say(studio.rebuilt.told())
            desk.take_pictures(call.pictures)
            doorbell = Doorbell(around.places, desk)
            stack.callback(doorbell.close)
            doorbell.rung.connect(lambda call: desk.come_forward(call.pictures))
            return await ended
    finally:
        await bridge.shut()
        await studio.close()


def desk_for(
    around: Surroundings,
    bridge: Bridge,
    theme: Theme,
    language: LanguageSwitch,
    frame: WindowFrame | None = None,
) -> Desk:
    """What stands in a window of these surroundings; the window is a new one without a `frame`."""
    return Desk(
        bridge,
        theme,
        language,
        frame=frame or WindowFrame(around.places.window_file),
        library=around.places.library,
        check_address=check_address,
        tables=usual_tables(),
        demo=around.demo,
        given=around.addresses.keys(),
    )


async def _write_report(
    around: Surroundings, studio: Studio, target: Path, with_prompts: bool
) -> None:
    from app.report import write_report

    await write_report(around, studio, target, with_prompts)


def _settle(ended: "asyncio.Future[bool | None]", outcome: bool | None) -> None:
    if not ended.done():
        ended.set_result(outcome)
