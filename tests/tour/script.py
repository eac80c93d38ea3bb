"""The way of the tour: three visits, each in a process of its own, one picture at each stop."""

import asyncio
import os
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from app.demo.panels import DEMO_KEY
from app.demo.scenarios import CALM, SCENARIOS, SORA, VEO
from app.demo.scenes import Landscape
from tests.e2e.child import Play
from tests.e2e.neighbour import SIZE
from tests.e2e.seeing import clip_playing, picture_in_place, ready_jobs
from tests.e2e.stage import start_neighbour
from tests.tour.words import WORDS, Words

LANGUAGE: Final = "TOUR_LANGUAGE"
#: The panel takes its time over what should be seen being made.
_SLOW: Final = 30.0
_MAKING: Final = 350.0
#: Where a clip has something to show, in milliseconds.
_INTO_THE_CLIP: Final = 2_500


async def make_a_past(play: Play) -> None:
    """The videos of the days before."""
    words = _words()
    for service, ratio, prompt in words.made:
        await play.click(f"tab_{service}")
        await play.click_text(f"frameChoice_{service}", ratio)
        await _ask(play, service, prompt)
    await play.until(
        lambda: len(ready_jobs(play)) == len(words.made), "all videos", seconds=_MAKING
    )


async def arrive(play: Play) -> None:
    """A new user: the sign-in, and a window with nothing in it."""
    await play.find(QWidget, "signInDialog")
    await _picture(play, "01-sign-in")
    await play.write("keyField_sora", DEMO_KEY)
    await play.write("keyField_veo", _words().wrong_key)
    await play.click("continueButton")
    await play.until(lambda: any(text.startswith("✓") for text in play.texts()), "Sora works")
    await _picture(play, "02-sign-in-results")
    await play.click("sameKeyBox")
    same = await play.find(QCheckBox, "sameKeyBox")
    await play.until(same.isChecked, "one key for both")
    await _picture(play, "03-sign-in-same-key")
    await play.click("continueButton")
    await play.find(QWidget, "mainWindow")
    await play.find(QWidget, "quotaLabel")
    await _picture(play, "04-empty")


async def work(play: Play) -> None:
    """A user with a history, at work."""
    words = _words()
    narrow = (await play.find(QWidget, "mainWindow")).width() < 1200
    await _picture(play, "05-main")
    await _compose(play, words)
    if narrow:
        await play.click("queueExpandButton")
    await _fill_queue(play, words)
    if narrow:
        await play.click("queueCollapseButton")
        await _picture(play, "08-queue-strip")
        await play.click_text("createOrHistory", "History" if _english() else "Geçmiş")
    await _watch(play, words)
    await _look_around(play)
    await _leave(play)


async def _compose(play: Play, words: Words) -> None:
    await play.write("promptEdit_sora", words.written)
    picture = play.home / words.picture
    Landscape("orange sun over the sea", (1280, 720)).frame(0.5).save(picture, quality=92)
    screen = play.screen_picture().toImage().size()
    corner = QPoint(screen.width() - SIZE, screen.height() - SIZE)
    environment = {**os.environ, "QT_SCALE_FACTOR": "1"}
    with start_neighbour(environment, corner.x(), corner.y(), "drag", picture):
        await play.drag(corner + QPoint(SIZE // 2, SIZE // 2), "pictureDrop_sora")
    await picture_in_place(play, "sora", words.picture)
    await _picture(play, "06-composer")
    await play.click("removePictureButton")


async def _fill_queue(play: Play, words: Words) -> None:
    """Jobs being made, waiting, uncertain and failed."""
    # First, for a panel makes one video after the other.
    play.panels.scenario = replace(SCENARIOS["failing"], pace_factor=0.0)
    await _ask(play, SORA, words.failing)
    await play.row("queueList", SCENARIOS["failing"].fails_with)
    slowly = replace(CALM, name="slowly", pace_factor=_SLOW)
    play.panels.scenario = slowly
    for service, prompt in words.running:
        await _ask(play, service, prompt)
    place = "1 of 1 in queue" if _english() else "Sırada 1. / 1"
    await play.row("queueList", f"{words.running[-1][1]}. Sora. {place}")
    # Not to be found in the history soon, or it would not stay uncertain.
    play.panels.scenario = replace(SCENARIOS["drop-after-submit"], pace_factor=_SLOW)
    await _ask(play, VEO, words.uncertain)
    await play.row("queueList", "Uncertain" if _english() else "Belirsiz")
    play.panels.scenario = slowly
    await play.click("pauseButton")
    for prompt in words.waiting:
        await _ask(play, SORA, prompt)
    await play.write("promptEdit_sora", words.written)
    await _picture(play, "07-queue")


async def _watch(play: Play, words: Words) -> None:
    prompt = words.made[-1][2]
    await play.click_row("historyGrid_sora", 0)
    await clip_playing(play, prompt, from_moment=_INTO_THE_CLIP)
    await _aside(play)
    play.photograph("09-playing")


async def _look_around(play: Play) -> None:
    await play.keys("space")
    for name, tab in (("10-veo", "tab_veo"), ("11-library", "tab_library")):
        await play.click(tab)
        await _picture(play, name)
    await play.click("tab_sora")
    await play.click("settingsButton")
    await play.find(QWidget, "settingsDialog")
    await _picture(play, "12-settings")
    await play.click("closeButton")
    await play.until(lambda: not play.sees("settingsDialog"), "settings closed")
    await play.click("accountButton")
    await play.until(QApplication.activePopupWidget, "the account menu")
    await _picture(play, "13-account")


async def _leave(play: Play) -> None:
    await play.choose_from_menu("signOutAction")
    await play.find(QWidget, "signInDialog")
    play.stop_panels()
    await play.click("offlineLink")
    await play.click("tab_library")
    await play.find(QWidget, "historyGrid_library")
    await _picture(play, "14-offline")


# -- On the way --------------------------------------------------------------------------------


def _words() -> Words:
    return WORDS[os.environ[LANGUAGE]]


def _english() -> bool:
    return os.environ[LANGUAGE] == "en"


async def _ask(play: Play, service: str, prompt: str) -> None:
    await play.click(f"tab_{service}")
    await play.write(f"promptEdit_{service}", prompt)
    await play.click(f"generateButton_{service}")
    await play.row("queueList", prompt)
    if service != SORA:
        await play.click(f"tab_{SORA}")


async def _picture(play: Play, name: str) -> Path:
    """Waits until the screen is at rest, with the pointer out of the way."""
    await _aside(play)
    before = play.screen_picture().toImage()

    def at_rest() -> bool:
        nonlocal before
        now = play.screen_picture().toImage()
        same, before = now == before, now
        return same

    await asyncio.sleep(0.2)  # what a click begins has begun by then
    await play.until(at_rest, "a screen at rest")
    return play.photograph(name)


async def _aside(play: Play) -> None:
    await play.point_at(QPoint(0, play.screen_picture().toImage().height() - 1))
