"""The main job without a screen: four videos through the demo panels, and the window's picture."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QSize
from qasync import QEventLoop

from app.bootstrap import Surroundings, build_studio
from app.cli.console import Console
from app.cli.exits import Exit
from app.cli.texts import Speech
from app.cli.watching import JobWatch
from app.demo.scenes import Landscape
from app.domain.clips import Clip
from app.domain.jobs import JobState
from app.domain.requests import GenerationRequest, Picture
from app.engine.studio import Studio
from app.logs import logging_into
from app.opening import make_application
from app.report import write_report
from app.ui.bridge import Bridge
from app.ui.desk import Desk
from app.ui.faults import Faults
from app.ui.garbage import collecting_here
from app.ui.language import LanguageSwitch
from app.ui.theme.theme import Theme
from app.window import desk_for, start_demo

_PROMPTS: Final = {
    "sora": ("Boğazda gün doğumu, martılar, hafif sis", "Waves roll in under an orange sun"),
    "veo": ("Lanterns rise over a lake at dusk", "Çay bahçelerinde rüzgâr, yavaş kaydırma"),
}
#: Videos in all: one from words and one from a picture each.
JOBS: Final = 2 * len(_PROMPTS)
_WINDOW: Final = QSize(1440, 900)
#: Seconds a video takes to be made, and seconds the player has to show its first frame.
_PACE: Final = 2.0
_FIRST_FRAME: Final = 20.0


class Stage(NamedTuple):
    """A demo without a screen: the engine behind it, and its window."""

    around: Surroundings
    studio: Studio
    desk: Desk
    language: LanguageSwitch


def run_headless_demo(environ: Mapping[str, str]) -> int:
    """Makes one video from words and one from a picture on each service; says where they lie.

    Results on standard output, progress on standard error, as the commands do.
    """
    return play(environ, _show)


def play(
    environ: Mapping[str, str],
    act: Callable[[Stage], Coroutine[Any, Any, int]],
    *,
    clip_seconds: float | None = None,
) -> int:
    """Opens the demo without a screen for as long as `act` takes, and returns what it does. With
    `clip_seconds` videos are that long, and sooner made."""
    app = make_application()
    theme, language = Theme("dark"), LanguageSwitch()
    theme.apply(app)
    with (
        QEventLoop(app) as loop,
        Faults().watching(loop),
        collecting_here(),
        ExitStack() as stack,
    ):
        around = start_demo(environ, stack, pace=_PACE, clip_seconds=clip_seconds)
        stack.enter_context(logging_into(around.places))
        code: int = loop.run_until_complete(_play(around, theme, language, act))
        return code


async def _play(
    around: Surroundings,
    theme: Theme,
    language: LanguageSwitch,
    act: Callable[[Stage], Coroutine[Any, Any, int]],
) -> int:
    studio = build_studio(around)
    language.use(studio.settings.language)
    await studio.open()
    bridge = Bridge(studio, partial(write_report, around, studio))
    desk = None
    try:
        await studio.sign_in_remembered()
        desk = desk_for(around, bridge, theme, language)
        desk.frame.resize(_WINDOW)
        desk.open(None)
        return await act(Stage(around, studio, desk, language))
    finally:
        if desk is not None:
            desk.close()
        await bridge.shut()
        await studio.close()


async def _show(stage: Stage) -> int:
    console = Console(Speech(stage.studio.settings.language))
    clips = await make_videos(stage, console)
    for clip in clips:
        console.result(str(clip.file), None)
    if clips:
        await show(stage, clips[0])
    picture = stage.around.places.home / "kadraj.png"
    stage.desk.frame.grab().toImage().save(str(picture))
    console.result(str(picture), None)
    return Exit.DONE if len(clips) == JOBS else Exit.SERVICE_FAILED


async def make_videos(stage: Stage, console: Console) -> list[Clip]:
    """Asks each service for a video from words and one from a picture; those that came, `JOBS` when
    all did."""
    studio = stage.studio
    picture = await _sample_picture(studio, stage.around.places.home / "sample.jpg")
    jobs = []
    for service, (words, beside_picture) in _PROMPTS.items():
        jobs.append(await studio.generate(GenerationRequest(service, words, "")))
        with_picture = GenerationRequest(service, beside_picture, "", picture=picture)
        jobs.append(await studio.generate(with_picture))
    watch = JobWatch(studio, console, jobs)
    await studio.start()
    ended = await watch.until_ended()
    ready = [job.clip_id for job in ended if job.state is JobState.READY and job.clip_id]
    return await studio.library.clips(ready)


async def _sample_picture(studio: Studio, path: Path) -> Picture:
    """A picture to begin with, painted here."""
    Landscape("orange sun over the sea", (1280, 720)).frame(0.5).save(path, quality=92)
    return await studio.media.inspect_picture(path)


async def show(stage: Stage, clip: Clip) -> bool:
    """Plays a clip in the window until a frame of it is on the stage; False when none comes."""
    loop = asyncio.get_running_loop()
    shown: asyncio.Future[None] = loop.create_future()

    def on_frame_shown() -> None:
        if not shown.done():
            shown.set_result(None)

    stage.desk.window.frame_shown.connect(on_frame_shown)
    stage.desk.window.show_clip(clip)
    await asyncio.wait([shown], timeout=_FIRST_FRAME)
    return shown.done()
