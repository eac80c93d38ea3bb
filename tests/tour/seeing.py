"""What the visits of the tour have in common: how a picture is taken, and the words in sight."""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint

from app.demo.scenarios import SORA
from app.demo.scenes import Landscape
from tests.e2e.child import Play
from tests.e2e.neighbour import SIZE
from tests.e2e.stage import start_neighbour
from tests.tour.words import WORDS, Words

LANGUAGE: Final = "TOUR_LANGUAGE"
#: Where a clip has something to show, in milliseconds.
INTO_THE_CLIP: Final = 2_500


def words() -> Words:
    """What is written in the language of the tour."""
    return WORDS[os.environ[LANGUAGE]]


def said(context: str, english: str, number: int = -1) -> str:
    """What Kadraj calls something now, of so many."""
    return QCoreApplication.translate(context, english, "", number)


async def picture(play: Play, name: str) -> Path:
    """Waits until the screen is at rest, with the pointer out of the way."""
    await aside(play)
    before = play.screen_picture().toImage()

    def at_rest() -> bool:
        nonlocal before
        now = play.screen_picture().toImage()
        same, before = now == before, now
        return same

    await asyncio.sleep(0.2)  # what a click begins has begun by then
    await play.until(at_rest, "a screen at rest")
    return play.photograph(name)


async def aside(play: Play) -> None:
    """Moves the pointer where nothing minds it."""
    await play.point_at(QPoint(0, play.screen_picture().toImage().height() - 1))


async def gone(play: Play, name: str) -> None:
    """Closes what is in front, and waits until it is gone."""
    await play.keys("Escape")
    await play.until(lambda: not play.sees(name), f"{name} gone")


async def ask(play: Play, service: str, prompt: str) -> None:
    """Puts a video into the queue; the first tab is in front then."""
    await play.click(f"tab_{service}")
    await play.write(f"promptEdit_{service}", prompt)
    await play.click(f"generateButton_{service}")
    await play.row("queueList", prompt)
    if service != SORA:
        await play.click(f"tab_{SORA}")


async def drag_pictures(play: Play, names: Sequence[str], target: str) -> None:
    """Drags new pictures of these names out of another program onto a part of the window."""
    files = [play.home / name for name in names]
    for number, file in enumerate(files):
        size = (1280, 720) if number % 2 == 0 else (720, 1280)
        Landscape("orange sun over the sea", size).frame(0.5 + number / 8).save(file, quality=92)
    screen = play.screen_picture().toImage().size()
    corner = QPoint(screen.width() - SIZE, screen.height() - SIZE)
    environment = {**os.environ, "QT_SCALE_FACTOR": "1"}
    with start_neighbour(environment, corner.x(), corner.y(), "drag", *files):
        await play.drag(corner + QPoint(SIZE // 2, SIZE // 2), target)
