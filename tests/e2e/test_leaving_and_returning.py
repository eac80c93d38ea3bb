"""The window is closed at any time, the network goes: nothing is lost, and the library stays."""

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from tests.e2e.child import Play
from tests.e2e.seeing import clip_playing, make_video, ready_jobs
from tests.e2e.stage import Stage

pytestmark = pytest.mark.xdist_group("display")

_PROMPT = "Kapanan pencerenin ardında süren bir gün"


async def close_while_it_is_made(play: Play) -> None:
    await play.write("promptEdit_sora", _PROMPT)
    await play.click("generateButton_sora")
    await play.row("queueList", "Rendering")
    await play.keys("alt+F4")
    await play.until(lambda: not play.sees("mainWindow"), "the window closed")


async def find_it_finished(play: Play) -> None:
    await play.until(lambda: ready_jobs(play), "the job of the last run, finished")
    await play.row("historyGrid_sora", _PROMPT)
    await clip_playing(play, _PROMPT)
    assert play.panels.posts() == 0


def test_a_job_goes_on_when_the_window_was_closed(stage: Stage) -> None:
    stage.play(close_while_it_is_made, "--pace", "3")
    stage.play(find_it_finished, "--pace", "3")


async def stay_without_keys_and_network(play: Play) -> None:
    prompt = "Ağ gidince de oynayan bir göl"
    await make_video(play, "veo", prompt)
    await play.click("accountButton")
    await play.choose_from_menu("signOutAction")
    await play.until(lambda: play.sees("signInDialog"), "the sign-in")
    play.stop_panels()
    await play.click("offlineLink")
    await play.click_row("historyGrid_library", 0)
    await clip_playing(play, prompt)
    await play.click("tab_sora")
    assert (await play.find(QPushButton, "generateButton_sora")).text() == "Sign in to generate"


async def open_the_library_offline(play: Play) -> None:
    play.stop_panels()
    await play.click("offlineLink")
    await play.click_row("historyGrid_library", 0)
    await clip_playing(play, "Ağ gidince de oynayan bir göl")


def test_the_library_opens_and_plays_without_keys_and_network(stage: Stage) -> None:
    stage.play(stay_without_keys_and_network)
    stage.play(open_the_library_offline, signed_in=())


async def close_at_once(play: Play) -> None:
    await play.find(QWidget, "composerPane_sora")
    await play.keys("alt+F4")
    await play.until(lambda: not play.sees("mainWindow"), "the window closed")


async def look_into_the_library(play: Play) -> None:
    composer = await play.find(QWidget, "composerPane_sora")
    before = composer.width()
    await play.click("tab_library")
    await play.until(lambda: not play.sees("composerPane_sora"), "the composer gone")
    await play.click("tab_sora")
    await play.until(lambda: play.sees("composerPane_sora"), "the composer")
    assert composer.width() == before


def test_the_columns_are_as_wide_at_the_next_start_and_after_the_library(stage: Stage) -> None:
    stage.play(close_at_once)
    stage.play(look_into_the_library)
