"""Settings are found, changed with mouse and keyboard, and count at once and at the next start."""

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.settings import Language
from app.ui.widgets.segmented import SegmentedControl
from tests.e2e.child import Play
from tests.e2e.seeing import ready_jobs
from tests.e2e.stage import Stage

pytestmark = pytest.mark.xdist_group("display")


async def teach_veo_another_length(play: Play) -> None:
    await play.find(QWidget, "composerPane_sora")
    await play.keys("ctrl+comma")
    await play.find(QWidget, "settingsDialog")
    await play.type_text("SANIYE")  # the search has the keyboard, and every i is one
    await play.until(lambda: not play.sees("languageBox"), "the other settings gone")
    await play.write("lengthsEdit_veo", "8, sekiz")
    await play.keys("Return")
    await play.read("Uzunluklar 600’e kadar tam saniyelerdir: 4, 6, 8.")
    await play.write("lengthsEdit_veo", "8")
    await play.keys("Return")
    await play.until(lambda: play.sees("usualTableButton_veo"), "the way back to the usual table")
    play.photograph("settings-found")
    await play.click("closeButton")
    await play.until(lambda: not play.sees("settingsDialog"), "settings closed")
    await ask_for_that_length(play)
    await play.keys("alt+F4")
    await play.until(lambda: not play.sees("mainWindow"), "the window closed")


async def ask_for_that_length(play: Play) -> None:
    await play.click("tab_veo")
    await play.write("promptEdit_veo", "Sekiz saniyelik bir gün")
    await play.click("generateButton_veo")
    await play.until(lambda: ready_jobs(play), "the video")
    [asked] = [request.body for request in play.panels.requests if request.method == "POST"]
    assert isinstance(asked, dict)
    assert asked["duration_seconds"] == 8


async def find_it_as_it_was_left(play: Play) -> None:
    await play.click("tab_veo")
    lengths = await play.find(SegmentedControl, "lengthChoice_veo")
    assert lengths.value == "8"
    assert [button.text() for button in lengths.findChildren(QPushButton)] == ["8 sn"]


def test_a_table_of_ones_own_is_what_the_composer_offers(stage: Stage) -> None:
    stage.settle(Language.TURKISH)
    stage.play(teach_veo_another_length)
    stage.play(find_it_as_it_was_left)
