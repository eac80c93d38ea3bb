"""A short film for README: a prompt is written, the job runs, and the video plays."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Final

from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from app.demo.scenarios import SORA
from app.ui.panes.preview import PreviewPane
from tests.e2e.child import Play
from tests.e2e.seeing import clip_playing
from tests.tour.seeing import aside, words

#: The folder of a film's frames, each named by its number and the milliseconds it stands.
FRAMES: Final = "film"
_SIZE: Final = QSize(960, 600)
#: Seconds.
_EVERY: Final = 0.1
_WORD: Final = 0.12
_BEGIN: Final = 0.8
_RUNNING: Final = 1.6
_PLAYING: Final = 3.6
_LAST: Final = 1200  # milliseconds of the last frame, before it begins again
_MOST_BYTES: Final = 2_000_000


class Camera:
    """Takes the screen while it rolls. What happens in between is not in the film."""

    def __init__(self, play: Play) -> None:
        self._play = play
        self._taken: list[tuple[QImage, float]] = []

    @asynccontextmanager
    async def rolling(self) -> AsyncIterator[None]:
        """Films what is done inside."""
        task = asyncio.create_task(self._roll(), name="camera")
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _roll(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            begun = loop.time()
            image = (
                self._play.screen_picture()
                .toImage()
                .scaled(
                    _SIZE,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
            await asyncio.sleep(max(0.0, _EVERY - (loop.time() - begun)))
            self._taken.append((image, loop.time() - begun))

    def develop(self, folder: Path) -> None:
        """Writes the frames; those that show the same become one."""
        folder.mkdir(parents=True, exist_ok=True)
        kept: list[tuple[QImage, float]] = []
        for image, seconds in self._taken:
            if kept and kept[-1][0] == image:
                kept[-1] = (image, kept[-1][1] + seconds)
            else:
                kept.append((image, seconds))
        for number, (image, seconds) in enumerate(kept):
            image.save(str(folder / f"{number:03}-{round(seconds * 1000)}.png"))


async def film(play: Play) -> None:
    """The main job, from the first word to the video."""
    _service, prompt = words().running[0]
    camera = Camera(play)
    await play.click(f"promptEdit_{SORA}")
    await play.keys("ctrl+a", "BackSpace")  # the draft of before
    await aside(play)
    async with camera.rolling():
        await asyncio.sleep(_BEGIN)
        for number, word in enumerate(prompt.split()):
            await play.type_text(f" {word}" if number else word)
            await asyncio.sleep(_WORD)
        await play.keys("ctrl+Return")
        await play.row("queueList", prompt)
        await asyncio.sleep(_RUNNING)
    preview = await play.find(PreviewPane, "previewPane")
    await play.until(lambda: preview.clip and preview.clip.prompt == prompt, "the video")
    async with camera.rolling():
        await clip_playing(play, prompt)
        await asyncio.sleep(_PLAYING)
    camera.develop(play.pictures / FRAMES)


def write_film(frames: Path, target: Path) -> None:
    """Puts the frames of a folder together to an animation that runs for ever."""
    files = sorted(frames.glob("*.png"))
    pictures = [Image.open(file).convert("RGB") for file in files]
    lengths = [int(file.stem.partition("-")[2]) for file in files]
    lengths[-1] += _LAST
    how: dict[str, Any] = {"save_all": True, "loop": 0, "duration": lengths, "method": 6}
    for quality in (88, 75, 60, 45):
        pictures[0].save(target, append_images=pictures[1:], quality=quality, **how)
        if target.stat().st_size <= _MOST_BYTES:
            return
