"""The way of the tour: three visits, each in a process of its own, one picture at each stop."""

import os
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from app.demo.panels import DEMO_KEY
from app.demo.scenarios import CALM, SCENARIOS, SORA, VEO
from tests.e2e.child import Play
from tests.e2e.seeing import clip_playing, picture_in_place, ready_jobs
from tests.tour.seeing import (
    INTO_THE_CLIP,
    LANGUAGE,
    aside,
    ask,
    drag_pictures,
    picture,
    said,
    words,
)
from tests.tour.words import Words

#: The panel takes its time over what should be seen being made.
_SLOW: Final = 30.0
_MAKING: Final = 350.0


async def make_a_past(play: Play) -> None:
    """The videos of the days before."""
    text = words()
    for service, ratio, prompt in text.made:
        await play.click(f"tab_{service}")
        await play.click_text(f"frameChoice_{service}", ratio)
        await ask(play, service, prompt)
    await play.until(lambda: len(ready_jobs(play)) == len(text.made), "all videos", seconds=_MAKING)


async def arrive(play: Play) -> None:
    """A new user: the sign-in, and a window with nothing in it."""
    await play.find(QWidget, "signInDialog")
    await picture(play, "01-sign-in")
    await play.write("keyField_sora", DEMO_KEY)
    await play.write("keyField_veo", words().wrong_key)
    await play.click("continueButton")
    await play.until(lambda: any(text.startswith("✓") for text in play.texts()), "Sora works")
    await picture(play, "02-sign-in-results")
    await play.click("sameKeyBox")
    same = await play.find(QCheckBox, "sameKeyBox")
    await play.until(same.isChecked, "one key for both")
    await picture(play, "03-sign-in-same-key")
    await play.click("continueButton")
    await play.find(QWidget, "mainWindow")
    await play.find(QWidget, "quotaLabel")
    await picture(play, "04-empty")


async def work(play: Play) -> None:
    """A user with a history, at work."""
    text = words()
    narrow = (await play.find(QWidget, "mainWindow")).width() < 1200
    await picture(play, "05-main")
    await _compose(play, text)
    if narrow:
        await play.click("queueExpandButton")
    await _fill_queue(play, text)
    if narrow:
        await play.click("queueCollapseButton")
        await picture(play, "08-queue-strip")
        await play.click_text("createOrHistory", said("MainWindow", "History"))
    await _watch(play, text)
    await _look_around(play)
    await _leave(play)


async def _compose(play: Play, text: Words) -> None:
    await play.write("promptEdit_sora", text.written)
    await drag_pictures(play, [text.picture], "pictureDrop_sora")
    await picture_in_place(play, "sora", text.picture)
    await picture(play, "06-composer")
    await play.click("removePictureButton")


async def _fill_queue(play: Play, text: Words) -> None:
    """Jobs being made, waiting, uncertain and failed."""
    english = os.environ[LANGUAGE] == "en"
    # First, for a panel makes one video after the other.
    play.panels.scenario = replace(SCENARIOS["failing"], pace_factor=0.0)
    await ask(play, SORA, text.failing)
    await play.row("queueList", SCENARIOS["failing"].fails_with)
    slowly = replace(CALM, name="slowly", pace_factor=_SLOW)
    play.panels.scenario = slowly
    for service, prompt in text.running:
        await ask(play, service, prompt)
    place = "Place 1 in the queue" if english else "Kuyrukta 1. sırada"
    await play.row("queueList", f"{text.running[-1][1]}. Sora. {place}")
    # Not to be found in the history soon, or it would not stay uncertain.
    play.panels.scenario = replace(SCENARIOS["drop-after-submit"], pace_factor=_SLOW)
    await ask(play, VEO, text.uncertain)
    await play.row("queueList", "Uncertain" if english else "Belirsiz")
    play.panels.scenario = slowly
    await play.click("pauseButton")
    for prompt in text.waiting:
        await ask(play, SORA, prompt)
    await play.write("promptEdit_sora", text.written)
    await picture(play, "07-queue")


async def _watch(play: Play, text: Words) -> None:
    prompt = text.made[-1][2]
    await play.click_row("historyGrid_sora", 0)
    await clip_playing(play, prompt, from_moment=INTO_THE_CLIP)
    await aside(play)
    play.photograph("09-playing")


async def _look_around(play: Play) -> None:
    await play.keys("space")
    for name, tab in (("10-veo", "tab_veo"), ("11-library", "tab_library")):
        await play.click(tab)
        await picture(play, name)
    await play.click("tab_sora")
    await play.click("settingsButton")
    await play.find(QWidget, "settingsDialog")
    await picture(play, "12-settings")
    for name, section in (("15-settings-background", 2), ("16-settings-services", 3)):
        await play.click_row("settingsSections", section)
        await picture(play, name)
    await play.click("closeButton")
    await play.until(lambda: not play.sees("settingsDialog"), "settings closed")
    await play.click("accountButton")
    await play.until(QApplication.activePopupWidget, "the account menu")
    await picture(play, "13-account")


async def _leave(play: Play) -> None:
    await play.choose_from_menu("signOutAction")
    await play.find(QWidget, "signInDialog")
    play.stop_panels()
    await play.click("offlineLink")
    await play.click("tab_library")
    await play.find(QWidget, "historyGrid_library")
    await picture(play, "14-offline")
