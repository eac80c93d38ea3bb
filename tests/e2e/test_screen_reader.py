"""What a screen reader hears of Kadraj, over the bus it listens on, in both languages."""

import asyncio
from contextlib import suppress
from typing import Final
from xml.etree import ElementTree as ET

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.settings import Language
from tests.e2e.at_spi import Accessible, ChangedError, what_is_heard
from tests.e2e.child import Play
from tests.e2e.seeing import ready_jobs
from tests.e2e.stage import ROOT, Stage

#: What stands for a thing of no known kind: nobody learns what to do with it.
_NAMELESS: Final = frozenset({"filler", "unknown", "invalid", "panel", "frame", "window"})
_SOME: Final = "Denizde bir fener"


async def listen(play: Play) -> list[Accessible]:
    """All that there is to hear: once Kadraj is on the bus, and nothing of it goes meanwhile."""
    while True:
        with suppress(ChangedError):
            if heard := await asyncio.to_thread(what_is_heard):
                return heard
        await asyncio.sleep(0.1)


def faults(play: Play, heard: list[Accessible]) -> list[str]:
    """What nobody could use who hears it only."""
    known = {part.objectName() for part in _parts()}
    known |= {part.metaObject().className() for part in _parts()}
    english = _english_only() if play.says("en", "tr") == "tr" else set()
    # No kind of thing has the keys of a player; a page has those that scroll it.
    places = {play.says("Preview", "Önizleme"), play.says("Guide", "Kılavuz")}
    found = []
    for one in heard:
        if one.used and not one.name.strip():
            found.append(f"no name: {one}")
        elif one.used and one.name in known:
            found.append(f"a programmer’s name: {one}")
        elif one.name in english:
            found.append(f"English: {one}")
        if one.focusable and one.role in _NAMELESS and one.name not in places:
            found.append(f"of no kind: {one}")
    return found


def _parts() -> list[QObject]:
    return [part for widget in QApplication.allWidgets() for part in (widget, *widget.children())]


def _english_only() -> set[str]:
    """What the window says in English and otherwise in Turkish."""
    tree = ET.parse(ROOT / "translations" / f"kadraj_{Language.TURKISH.value}.ts")
    said = [
        (message.findtext("source") or "", message.findtext("translation") or "")
        for message in tree.iter("message")
    ]
    turkish = {words for _, words in said}
    return {words for words, _ in said} - turkish


async def hear(play: Play, where: str) -> list[Accessible]:
    """Everything in sight can be used by who hears it."""
    await play.find(QWidget, where)
    heard = await listen(play)
    print(where, len(heard), sum(one.used for one in heard))  # noqa: T201 - shown when asked for
    wrong = faults(play, heard)
    assert not wrong, "\n".join([where, *wrong])
    return heard


async def through_the_program(play: Play) -> None:
    await play.find(QWidget, "composerPane_sora")
    for number in (1, 2):
        await play.write("promptEdit_sora", f"{_SOME} {number}")
        await play.click("generateButton_sora")
        await play.row("queueList", f"{_SOME} {number}")
    await play.until(lambda: len(ready_jobs(play)) == 2, "both videos")
    await play.click_row("historyGrid_sora", 0)
    await play.keys("i")
    heard = await hear(play, "detailsPane")
    rows = [one.name for one in heard if one.role == "list item"]
    kinds = {one.role for one in heard}
    assert {"push button", "list item", "slider", "text"} <= kinds, kinds
    assert sum(_SOME in row for row in rows) >= 4, "videos and jobs by their prompts"
    await play.keys("i")
    await from_the_keyboard(play)
    await from_menus(play)


async def from_the_keyboard(play: Play) -> None:
    for name, key in (
        ("settingsDialog", "ctrl+comma"),
        ("keysDialog", "F1"),
        ("commandPalette", "ctrl+k"),
    ):
        await play.keys(key)
        await hear(play, name)
        await gone(play, name)


async def from_menus(play: Play) -> None:
    for button, action, name in (
        ("accountButton", "guideAction", "guideDialog"),
        ("accountButton", "saveReportAction", "reportDialog"),
        ("accountButton", "changeKeysAction", "signInDialog"),
        ("moreButton_sora", _tool("Prompt list…"), "promptListDialog"),
        ("moreButton_sora", _tool("Many pictures…"), "dropTray_sora"),
    ):
        await play.click(button)
        await play.until(QApplication.activePopupWidget, "a menu")
        await hear(play, "mainWindow")
        await play.choose_from_menu(action)
        await hear(play, name)
        await gone(play, name)
    await play.click_row("historyGrid_sora", 0)
    await play.keys("shift+Right")
    for action, name in (("clipJoin", "joinClips"), ("clipExportAs", "exportFilm")):
        await play.click_row("historyGrid_sora", 0, button=3)
        await play.choose_from_menu(action)
        await hear(play, name)
        await gone(play, name)
        await play.click_row("historyGrid_sora", 0)


def _tool(english: str) -> str:
    """What an entry of the composer's menu is called in the window's language."""
    return QCoreApplication.translate("PromptTools", english)


async def gone(play: Play, name: str) -> None:
    await play.keys("Escape")
    await play.until(lambda: not play.sees(name), f"{name} gone")


def test_everything_is_told_to_a_screen_reader(each_language: Stage) -> None:
    each_language.play(through_the_program, screen_reader=True)
