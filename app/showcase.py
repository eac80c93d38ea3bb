"""The main job without a screen: four videos through the demo panels, and the window's picture."""

import asyncio
from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
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
_WINDOW: Final = QSize(1440, 900)
#: Seconds a video takes to be made, and seconds the player has to show its first frame.
_PACE: Final = 2.0
_FIRST_FRAME: Final = 20.0


def run_headless_demo(environ: Mapping[str, str]) -> int:
    """Makes one video from words and one from a picture on each service; says where they lie.

    Results on standard output, progress on standard error, as the commands do.
    """
    app = make_application()
    theme, language = Theme("dark"), LanguageSwitch()
    theme.apply(app)
    with (
        QEventLoop(app) as loop,
        Faults().watching(loop),
        collecting_here(),
        ExitStack() as stack,
    ):
        around = start_demo(environ, stack, pace=_PACE)
        stack.enter_context(logging_into(around.places))
        code: int = loop.run_until_complete(_show(around, theme, language))
        return code


async def _show(around: Surroundings, theme: Theme, language: LanguageSwitch) -> int:
    studio = build_studio(around)
    language.use(studio.settings.language)
    console = Console(Speech(studio.settings.language))
    await studio.open()
    bridge = Bridge(studio, partial(write_report, around, studio))
    desk = None
    try:
        await studio.sign_in_remembered()
        desk = desk_for(around, bridge, theme, language)
        desk.frame.resize(_WINDOW)
        desk.open(None)
        clips = await _make_videos(studio, console, around.places.home / "sample.jpg")
        for clip in clips:
            console.result(str(clip.file), None)
        picture = around.places.home / "kadraj.png"
        await _photograph(desk, clips, picture)
        console.result(str(picture), None)
        return Exit.DONE if len(clips) == 2 * len(_PROMPTS) else Exit.SERVICE_FAILED
    finally:
        if desk is not None:
            desk.close()
        await bridge.shut()
        await studio.close()


async def _make_videos(studio: Studio, console: Console, sample: Path) -> list[Clip]:
    picture = await _sample_picture(studio, sample)
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


async def _photograph(desk: Desk, clips: list[Clip], picture: Path) -> None:
    """Plays the last clip in the real window and takes its picture with a frame on the stage."""
    loop = asyncio.get_running_loop()
    shown: asyncio.Future[None] = loop.create_future()

    def on_frame_shown() -> None:
        if not shown.done():
            shown.set_result(None)

    desk.window.frame_shown.connect(on_frame_shown)
    if clips:
        desk.window.show_clip(clips[0])
        await asyncio.wait([shown], timeout=_FIRST_FRAME)
    image: QImage = desk.frame.grab().toImage()
    image.save(str(picture))
