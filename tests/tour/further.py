"""Two more visits of the tour, to what stands behind buttons, keys and menus."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget

from app.demo.scenarios import SCENARIOS, SORA, VEO
from app.ui.dialogs.match_choice import MatchChoice
from app.ui.panes.compare import ComparePane
from tests.e2e.child import Play
from tests.e2e.seeing import clip_playing
from tests.tour.seeing import INTO_THE_CLIP, ask, drag_pictures, gone, picture, said, words

_GRID: Final = "historyGrid_library"
_SLOW: Final = 30.0


async def prepare(play: Play) -> None:
    """A user who has much to make."""
    text = words()
    await play.write("promptEdit_sora", text.written)
    await play.click("phrasesButton_sora")
    await play.click("phraseGroup_movement")
    await picture(play, "20-phrases")
    await gone(play, "phrasePopover")
    await play.click("promptHistoryButton_sora")
    await play.until(lambda: play.rows("promptList"), "the prompts")
    await picture(play, "21-prompts-of-before")
    await gone(play, "promptHistory")
    await _presets(play)
    await play.click("moreButton_sora")
    await picture(play, "23-more")
    name = said("PromptTools", "Copy request as {name}").format(name="Python")
    await play.choose_from_menu(name)
    await picture(play, "24-request-copied")
    await play.click("moreButton_sora")
    await play.choose_from_menu(said("PromptTools", "API guide…"))
    await play.find(QWidget, "guideDialog")
    await picture(play, "43-guide")
    await play.click_text("guideService", "Kadraj")
    await picture(play, "44-user-guide")
    await gone(play, "guideDialog")
    await _many_pictures(play)
    await _prompt_list(play)
    await _queue(play)
    await play.click("accountButton")
    await play.choose_from_menu("saveReportAction")
    await picture(play, "30-report")
    await gone(play, "reportDialog")


async def _presets(play: Play) -> None:
    await play.click("presetsButton_sora")
    await play.choose_from_menu(said("PromptTools", "Save as preset…"))
    await play.until(lambda: play.sees("presetNameDialog"), "a name for it")
    await play.keys("Return")
    await play.read(said("PromptTools", "Preset saved: {name}").partition("{")[0])
    await play.click("presetsButton_sora")
    await play.until(QApplication.activePopupWidget, "the presets")
    await picture(play, "22-presets")
    await gone(play, "presetsMenu")


async def _many_pictures(play: Play) -> None:
    names = words().pictures
    await drag_pictures(play, names, "pictureDrop_sora")
    await play.until(lambda: len(play.rows("trayCards")) == len(names), "all pictures")
    await play.click_row("trayCards", 1)
    queue = await play.find(QWidget, "trayQueueButton")
    await play.until(queue.isEnabled, "pictures that were read")
    await picture(play, "25-many-pictures")
    await gone(play, "dropTray_sora")


async def _prompt_list(play: Play) -> None:
    await play.click("moreButton_sora")
    await play.choose_from_menu(said("PromptTools", "Prompt list…"))
    await play.click("listText")
    for row in words().rows:
        await play.type_text(row)
        await play.keys("Return")
    table = await play.find(QTableView, "listTable")
    await play.until(lambda: table.model().rowCount() == 3, "all rows")
    await picture(play, "26-prompt-list")
    await gone(play, "promptListDialog")


async def _queue(play: Play) -> None:
    """A job that may be one of two, and one that waits."""
    if play.sees("queueExpandButton"):
        await play.click("queueExpandButton")
    play.panels.scenario = replace(SCENARIOS["drop-after-submit"], pace_factor=0.1)
    for _ in range(2):
        await ask(play, VEO, words().twice)
    may_be = said("UncertainWords", "Uncertain: %n video(s) may be this one", 2)
    await play.row("queueList", may_be)
    await _job_menu(play, may_be, "Choose…")
    await play.click_row("matchList", 1)
    choice = await play.find(MatchChoice, "matchChoice")
    await play.click("matchWatchButton")
    await play.until(lambda: choice.stage.player.position > INTO_THE_CLIP, "some of it")
    await play.click("matchWatchButton")
    await picture(play, "27-which-video")
    await gone(play, "matchChoice")
    await play.click("pauseButton")
    await ask(play, SORA, words().waiting[0])
    await _job_menu(play, words().waiting[0], "Edit…")
    await play.find(QWidget, "editJobDialog")
    await picture(play, "28-edit-job")
    await gone(play, "editJobDialog")
    await _job_menu(play, words().made[-1][2], "Timeline…")
    await play.until(lambda: play.rows("timelineSteps"), "its steps")
    await picture(play, "29-timeline")
    await gone(play, "jobTimeline")


async def _job_menu(play: Play, words: str, entry: str) -> None:
    """Chooses an entry of the menu of the first job whose row says this."""
    await play.row("queueList", words)
    row = next(n for n, told in enumerate(play.rows("queueList")) if words in told)
    await play.click_row("queueList", row, button=3)
    await play.choose_from_menu(said("OfferWords", entry))


async def look_through(play: Play) -> None:
    """A user with an evening for the library."""
    await play.click("tab_library")
    await play.click_row(_GRID, 0)
    await play.keys("5", "f", "i")
    await play.find(QWidget, "detailsPane")
    await picture(play, "31-details")
    await play.keys("i")
    await play.click("historyFilter_library")
    await picture(play, "32-filter")
    await gone(play, "filterPopover_library")
    await play.click_row(_GRID, 1)
    await play.keys("shift+Right", "shift+Right")
    await picture(play, "33-selection")
    await _tags(play)
    await play.click_row(_GRID, 2, button=3)
    await play.choose_from_menu("clipJoin")
    await picture(play, "35-join")
    await gone(play, "joinClips")
    await play.click_row(_GRID, 0, button=3)
    await play.choose_from_menu("clipExportAs")
    about = await play.find(QLabel, "filmAbout")
    await play.until(lambda: any(letter.isdigit() for letter in about.text()), "its size")
    await picture(play, "36-export")
    await gone(play, "exportFilm")
    await _cull(play)
    await _compare(play)
    await play.keys("F1")
    await play.find(QWidget, "keysDialog")
    await picture(play, "40-shortcuts")
    await gone(play, "keysDialog")
    await play.keys("ctrl+k")
    await play.find(QWidget, "commandPalette")
    await picture(play, "41-commands")
    await gone(play, "commandPalette")
    await _full_screen(play)


async def _tags(play: Play) -> None:
    await play.click("selectionTags")
    await play.find(QWidget, "tagEditor")
    for tag in words().tags:
        await play.type_text(tag)
        await play.keys("Return")
        await play.find(QWidget, f"tag_{tag}")
    await picture(play, "34-tags")
    await gone(play, "tagEditor")


async def _cull(play: Play) -> None:
    await play.click_row(_GRID, 0)
    await play.click("historyCull_library")
    await play.find(QWidget, "cullPane")
    await play.keys("space")
    await play.keys("x", "Right", "4")
    await picture(play, "37-cull")
    await play.keys("c")
    await picture(play, "38-cull-end")
    await play.keys("c")
    await play.find(QWidget, _GRID)


async def _compare(play: Play) -> None:
    await play.click_row(_GRID, 0)
    await play.keys("shift+Right", "v")
    pair = await play.find(ComparePane, "comparePane")
    await play.until(lambda: pair.player.position > INTO_THE_CLIP, "some of both")
    await play.keys("space", "w")
    await picture(play, "39-compare")
    await gone(play, "comparePane")


async def _full_screen(play: Play) -> None:
    await play.click_row(_GRID, 0)
    await clip_playing(play, words().made[-1][2], from_moment=INTO_THE_CLIP)
    await play.keys("space", "F11")
    await picture(play, "42-full-screen")
    await play.keys("F11")
