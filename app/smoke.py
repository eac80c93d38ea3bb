"""Whether a program that was frozen and carried elsewhere still works: `kadraj --smoke`.

It lives through the main job by itself, in a home that is thrown away: the window, both demo
panels, jobs from words and from a picture, downloads, stills, frames on the stage, the keyring, and
both languages. Each is a line on standard output; the exit code is 0 only when all of them work.
"""

import tempfile
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtWidgets import QApplication, QPushButton

from app.cli.console import Console
from app.cli.exits import Exit
from app.cli.texts import Speech
from app.domain.clips import Clip
from app.domain.errors import NO_KEYRING, KadrajError
from app.domain.secrets import Secret
from app.domain.settings import Language
from app.showcase import JOBS, Stage, make_videos, play, show
from app.store.keyring_vault import KeyringVault

_GENERATE: Final = {Language.ENGLISH: "Generate", Language.TURKISH: "Oluştur"}
#: What is put into a real keyring for a moment, under a name of its own.
_PROBE: Final = "dev.kadraj.Kadraj.smoke"
#: Enough to be played.
_CLIP_SECONDS: Final = 2.0


class NotWorkingError(Exception):
    """Something did not work; the message says what was seen instead."""


def run_smoke(environ: Mapping[str, str]) -> int:
    """Runs every check in a home of its own and returns the exit code."""
    with tempfile.TemporaryDirectory(prefix="kadraj-smoke-", ignore_cleanup_errors=True) as home:
        around = {**environ, "KADRAJ_HOME": home}
        return play(around, _check_all, clip_seconds=_CLIP_SECONDS)


async def _check_all(stage: Stage) -> int:
    clips: list[Clip] = []
    checks: dict[str, Callable[[], Awaitable[str]]] = {
        "window": partial(_check_window, stage),
        "videos": partial(_check_videos, stage, clips),
        "downloads": partial(_check_downloads, stage, clips),
        "stills": partial(_check_stills, stage, clips),
        "playing": partial(_check_playing, stage, clips),
        "keyring": _check_keyring,
        "languages": partial(_check_languages, stage),
    }
    works = [await _told(name, check) for name, check in checks.items()]
    return Exit.DONE if all(works) else Exit.THIS_COMPUTER


async def _told(name: str, check: Callable[[], Awaitable[str]]) -> bool:
    try:
        seen, works = await check(), True
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is what is asked for
        seen, works = f"{type(error).__name__}: {error}", False
    print("ok    " if works else "FAILED", f"{name}: {seen}", flush=True)  # noqa: T201
    return works


async def _check_window(stage: Stage) -> str:
    picture = stage.desk.frame.grab().toImage()
    colours = {
        picture.pixel(x, y)
        for x in range(0, picture.width(), 7)
        for y in range(0, picture.height(), 7)
    }
    _expect(len(colours) > 8, f"{len(colours)} colours")
    return f"{picture.width()} × {picture.height()} pixels in {len(colours)} colours"


async def _check_videos(stage: Stage, clips: list[Clip]) -> str:
    clips += await make_videos(stage, Console(Speech(Language.ENGLISH)))
    _expect(len(clips) == JOBS, f"{len(clips)} of {JOBS}")
    return f"{len(clips)}, from words and from a picture, on both demo panels"


async def _check_downloads(stage: Stage, clips: list[Clip]) -> str:
    seconds = 0.0
    for clip in clips:
        _expect(clip.file is not None, f"no file of “{clip.prompt}”")
        assert clip.file is not None  # noqa: S101 - just looked
        seconds += (await stage.studio.media.probe(clip.file)).duration_seconds
    _expect(seconds > 0, "nothing in them")
    return f"{len(clips)} files of {seconds:.1f} s"


async def _check_stills(stage: Stage, clips: list[Clip]) -> str:
    size = 0
    for number, clip in enumerate(clips):
        assert clip.file is not None  # noqa: S101 - the check of downloads looks
        target = stage.around.places.home / f"still-{number}.jpg"
        await stage.studio.media.thumbnail(clip.file, target)
        size += target.stat().st_size
    return f"{len(clips)} of {size} bytes"


async def _check_playing(stage: Stage, clips: list[Clip]) -> str:
    for clip in clips[:1]:
        _expect(await show(stage, clip), "no frame")
    return "a frame on the stage"


async def _check_keyring() -> str:
    vault, key = KeyringVault(_PROBE), Secret("only for a moment")
    try:
        ring = await vault.describe()
    except KadrajError as error:
        # A computer without one is no fault of the program, which says so and keeps keys in memory.
        if error.params.get("reason") == NO_KEYRING:
            return "none on this computer"
        raise
    await vault.save("sora", key)
    try:
        kept = await vault.load("sora")
    finally:
        await vault.forget("sora")
    _expect(kept is not None and kept.reveal() == key.reveal(), f"{ring} kept something else")
    return ring


async def _check_languages(stage: Stage) -> str:
    seen = []
    for language, word in _GENERATE.items():
        stage.language.use(language)
        QApplication.sendPostedEvents()  # each widget is told, and sets its texts anew
        buttons = stage.desk.frame.findChildren(QPushButton)
        _expect(any(word in button.text() for button in buttons), f"no “{word}”")
        seen.append(word)
    return ", ".join(seen)


def _expect(seen: bool, otherwise: str) -> None:
    if not seen:
        raise NotWorkingError(otherwise)
