"""What a screen reader hears of Kadraj, over the bus it listens on, in both languages."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import cache, partial
from typing import Final
from xml.etree import ElementTree as ET

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from app.domain.settings import Language
from app.ui.panes.compare import ComparePane
from app.ui.widgets.pair_stage import PairStage
from tests.e2e.at_spi import Accessible, ChangedError, Ear, Focus, what_is_heard
from tests.e2e.child import Play
from tests.e2e.seeing import job_row, ready_jobs
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
    known.add(QCoreApplication.applicationName())
    english, turkish = _both_languages()
    known -= english | turkish
    foreign = english - turkish if play.says("en", "tr") == "tr" else frozenset[str]()
    # No kind of thing has the keys of a player; a page has those that scroll it.
    places = {play.says("Preview", "Önizleme"), play.says("Guide", "Kılavuz")}
    places |= {part.accessibleName() for part in _parts() if isinstance(part, PairStage)}
    found = []
    for one in heard:
        if one.used and not one.name.strip():
            found.append(f"no name: {one}")
        elif one.used and one.name in known:
            found.append(f"a programmer’s name: {one}")
        elif one.name in foreign:
            found.append(f"English: {one}")
        if one.focusable and one.role in _NAMELESS and one.name not in places:
            found.append(f"of no kind: {one}")
    return found


def _parts() -> list[QObject]:
    return [part for widget in QApplication.allWidgets() for part in (widget, *widget.children())]


@cache
def _both_languages() -> tuple[frozenset[str], frozenset[str]]:
    """What the window says, in English and in Turkish."""
    tree = ET.parse(ROOT / "translations" / f"kadraj_{Language.TURKISH.value}.ts")
    messages = list(tree.iter("message"))
    return (
        frozenset(message.findtext("source") or "" for message in messages),
        frozenset(message.findtext("translation") or "" for message in messages),
    )


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
    stage = [one.name for one in heard if play.says("Preview", "Önizleme") in one.inside]
    assert any(_SOME in name and name.endswith(". Sora") for name in stage), "whose video is there"
    await play.keys("i")
    await from_the_keyboard(play)
    await from_menus(play)
    with await asyncio.to_thread(Ear) as ear:
        await in_menus(play, ear)
        await in_popovers(play, ear)
        await in_the_palette(play, ear)
        await in_culling(play, ear)
        await in_comparing(play, ear)


async def from_the_keyboard(play: Play) -> None:
    for name, key in (
        ("settingsDialog", "ctrl+comma"),
        ("keysDialog", "F1"),
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


async def in_menus(play: Play, ear: Ear) -> None:
    """Each entry of a menu is told when keys lead to it, and there are no others."""
    opened: tuple[Callable[[], Awaitable[None]], ...] = (
        partial(play.click_row, "queueList", job_row(play, f"{_SOME} 1"), button=3),
        partial(play.click_row, "historyGrid_sora", 0, button=3),
        partial(play.click, "historySort_sora"),
        partial(play.click, "presetsButton_sora"),
        partial(play.click, "moreButton_sora"),
        partial(play.click, "accountButton"),
    )
    for open_one in opened:
        await asyncio.to_thread(ear.forget)
        await open_one()
        await play.until(QApplication.activePopupWidget, "a menu")
        await play.keys("Down")
        entry = await come_to(ear, "menu item")
        heard = await hear_window(play, ear, entry)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        entries = {action.text() for action in menu.actions() if action.isVisible()} - {""}
        assert heard[0].role == "popup menu"
        assert {one.name for one in heard if one.role == "menu item"} == entries
        assert entry.thing.name in entries
        await play.keys("Escape")
        await play.until(lambda: QApplication.activePopupWidget() is None, "no menu")


async def in_popovers(play: Play, ear: Ear) -> None:
    await play.click_row("historyGrid_sora", 0)
    for open_one, name in (
        (partial(play.keys, "t"), "tagEditor"),
        (partial(play.click, "historyFilter_sora"), "filterPopover_sora"),
        (partial(play.click, "phrasesButton_sora"), "phrasePopover"),
    ):
        await asyncio.to_thread(ear.forget)
        await open_one()
        await play.find(QWidget, name)
        while (focus := await asyncio.to_thread(ear.focus)).kind != "panel":
            pass
        await hear_window(play, ear, focus)
        await gone(play, name)


async def in_the_palette(play: Play, ear: Ear) -> None:
    await asyncio.to_thread(ear.forget)
    await play.keys("ctrl+k")
    line = await come_to(ear, "text")
    assert line.thing.name == play.says("Search for a command", "Komut ara")
    await play.row("paletteList", play.says("Save as preset…", "Şablon olarak kaydet…"))
    for press in (partial(play.type_text, "a"), partial(play.keys, "Down")):
        await asyncio.to_thread(ear.forget)
        await press()
        row = await come_to(ear, "list item")
        assert row.thing.name in play.rows("paletteList")
    heard = await hear_window(play, ear, row)
    assert {"list", "list item", "text"} <= {one.role for one in heard}
    await asyncio.to_thread(ear.forget)
    await play.keys("ctrl+a", "q", "q", "q")
    while "qqq" not in (told := await asyncio.to_thread(ear.said)):
        pass
    assert told == (await play.find(QLabel, "paletteNothing")).text()
    await gone(play, "commandPalette")


async def in_culling(play: Play, ear: Ear) -> None:
    await play.click_row("historyGrid_sora", 0)
    await asyncio.to_thread(ear.forget)
    await play.keys("Right")
    while (await come_to(ear, "list item")).thing.name != f"{_SOME} 1":
        pass  # the video that keys led to
    await play.keys("c")
    await hear(play, "cullPane")
    await asyncio.to_thread(ear.forget)
    await play.keys("x", "x")
    said = [await asyncio.to_thread(ear.said) for _ in range(2)]
    assert said == play.says("Rejected|No longer rejected", "Elendi|Eleme geri alındı").split("|")
    await play.keys("x", "Escape")
    await hear(play, "cullLeave")
    await gone(play, "cullPane")


async def in_comparing(play: Play, ear: Ear) -> None:
    grid = await play.find(QWidget, "historyGrid_sora")
    await play.until(grid.hasFocus, "the keyboard back in the grid")
    await play.keys("ctrl+a", "v")
    pane = await play.find(ComparePane, "comparePane")
    await play.until(lambda: pane.player.distance is not None, "both playing")
    await play.keys("space")
    await hear(play, "compareStage")
    await asyncio.to_thread(ear.forget)
    for key, words in (
        ("1", play.says("A is better", "A daha iyi")),
        ("1", play.says("Vote taken back", "Oy geri alındı")),
    ):
        await play.keys(key)
        assert await asyncio.to_thread(ear.said) == words
    await play.keys("w")
    await hear(play, "compareStage")
    await gone(play, "comparePane")


async def come_to(ear: Ear, role: str) -> Focus:
    """Listens until the keyboard comes to a thing of this kind."""
    while (focus := await asyncio.to_thread(ear.focus)).thing.role != role:
        pass
    return focus


async def hear_window(play: Play, ear: Ear, focus: Focus) -> list[Accessible]:
    """Everything in the window that the keyboard is in can be used by who hears it."""
    heard = await asyncio.to_thread(ear.around, focus)
    wrong = faults(play, heard)
    assert not wrong, "\n".join(wrong)
    assert heard[0].name not in {"", focus.program}, "a name of its own"
    return heard


def _tool(english: str) -> str:
    """What an entry of the composer's menu is called in the window's language."""
    return QCoreApplication.translate("PromptTools", english)


async def gone(play: Play, name: str) -> None:
    await play.keys("Escape")
    await play.until(lambda: not play.sees(name), f"{name} gone")


def test_everything_is_told_to_a_screen_reader(each_language: Stage) -> None:
    each_language.play(through_the_program, screen_reader=True)
