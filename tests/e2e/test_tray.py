"""The tray's menu and the notifications, as a desktop shows them: by the protocols, on a bus of
its own."""

import asyncio
import sys
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QListView

from app.demo.scenarios import CALM, SCENARIOS
from app.ui.panes.preview import PreviewPane
from tests.background.desktop import Desktop
from tests.e2e.child import Play
from tests.e2e.seeing import clip_over, clip_playing, press_in_row, ready_jobs
from tests.e2e.stage import Stage

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere the system draws the menu"
)

_PROMPT = "Tepsiden izlenen bir gün"
_MENU = "com.canonical.dbusmenu"


class Panel:
    """Shows the menu of one icon."""

    def __init__(self, service: str) -> None:
        self._service = service

    async def entries(self) -> dict[str, int]:
        """What the menu says, with the numbers that it is chosen by."""
        told = await self._ask("GetLayout", "iias", (0, -1, ["label"]))
        _revision, (_root, _fields, children) = told
        return {
            fields["label"][1]: number
            for _signature, (number, fields, _below) in children
            if "label" in fields
        }

    async def choose(self, label: str) -> None:
        number = (await self.entries())[label]
        await self._ask("Event", "isvu", (number, "clicked", ("s", ""), 0))

    async def _ask(self, method: str, signature: str, fields: tuple[Any, ...]) -> Any:
        return await asyncio.to_thread(self._asked, method, signature, fields)

    def _asked(self, method: str, signature: str, fields: tuple[Any, ...]) -> Any:
        from jeepney import DBusAddress, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        menu = DBusAddress("/MenuBar", bus_name=self._service, interface=_MENU)
        with open_dbus_connection("SESSION") as connection:
            asking = new_method_call(menu, method, signature, fields)
            return connection.send_and_get_reply(asking, timeout=30).body


async def _opens(play: Play, prompt: str) -> None:
    """Waits until the window is in front and plays this."""
    preview = await play.find(PreviewPane, "previewPane")
    await play.until(lambda: preview.playing and preview.isActiveWindow(), "the window playing")
    await clip_playing(play, prompt)


async def _look_for(play: Play, english: str, turkish: str) -> None:
    """Waits until the form is as short as it gets: what is clicked earlier moves away."""
    words = play.says(english, turkish)
    await play.write("settingsSearch", words)
    search = await play.find(QLineEdit, "settingsSearch")
    await play.until(lambda: search.text() == words, f"“{words}” in the search")
    await play.until(lambda: not play.sees("themeChoice"), "the other settings gone")


async def _close_settings(play: Play) -> None:
    await play.click("closeButton")
    await play.until(lambda: not play.sees("settingsDialog"), "the dialog closed")


async def watch_from_the_tray(play: Play) -> None:
    desktop = Desktop("actions", "sound")
    await play.click("settingsButton")
    await _look_for(play, "tray", "tepsi")
    await play.click("trayIconBox")
    icon = await desktop.told("icon")
    await _close_settings(play)
    panel = Panel(icon["icon"])

    async def says(english: str, turkish: str) -> None:
        label = play.says(english, turkish)
        async with asyncio.timeout(30):
            while label not in await panel.entries():  # noqa: ASYNC110 - menus tell nobody here
                await asyncio.sleep(0.1)

    await says(
        "0 running · 0 waiting · 40 left today", "0 iş sürüyor · 0 bekliyor · bugün 40 hak kaldı"
    )
    await panel.choose(play.says("Pause the queue", "Kuyruğu duraklat"))
    await says("Resume the queue", "Kuyruğu sürdür")
    await play.write("promptEdit_sora", _PROMPT)
    await play.click("generateButton_sora")
    await says(
        "0 running · 1 waiting · 40 left today", "0 iş sürüyor · 1 bekliyor · bugün 40 hak kaldı"
    )

    # Gone from the screen, the window is missed by nobody: its desktop tells what has come.
    await play.put_away()
    await panel.choose(play.says("Resume the queue", "Kuyruğu sürdür"))
    told = await desktop.told("title")
    assert (told["title"], told["text"]) == (play.says("1 video ready", "1 video hazır"), _PROMPT)
    assert told["hints"]["suppress-sound"] is True
    play.photograph("away")
    await clip_over(play)  # it has played unseen, and plays anew for who comes to see it
    desktop.do("click")
    await _opens(play, _PROMPT)
    play.photograph("clicked")

    # With a sound, if that is wanted; a click on what failed leads to its row. And nobody sleeps.
    await play.click("settingsButton")
    await _look_for(play, "sound", "ses")
    await play.click("notificationSoundBox")
    await _look_for(play, "awake", "uyanık")
    await play.click("keepAwakeBox")
    play.photograph("settings")
    await _close_settings(play)
    queue = await play.find(QListView, "queueList")
    await play.until(queue.isActiveWindow, "the dialog gone")
    play.panels.scenario = SCENARIOS["failing"]
    await play.write("promptEdit_sora", "Olmayacak")
    await panel.choose(play.says("Pause the queue", "Kuyruğu duraklat"))
    await play.click("generateButton_sora")
    await says(
        "0 running · 1 waiting · 39 left today", "0 iş sürüyor · 1 bekliyor · bugün 39 hak kaldı"
    )
    await play.put_away()
    await panel.choose(play.says("Resume the queue", "Kuyruğu sürdür"))
    told = await desktop.told("title")
    assert told["title"] == play.says("1 job failed", "1 iş başarısız")
    assert told["hints"]["sound-name"] == "complete"
    desktop.do("click")
    await play.until(lambda: queue.currentIndex().data() == "Olmayacak", "its row")
    await play.until(queue.isActiveWindow, "the window in front")
    play.panels.scenario = CALM
    await press_in_row(play, "Olmayacak", play.says("Try again", "Yeniden dene"))
    await desktop.told("awake")
    await desktop.told("asleep")
    await play.until(lambda: len(ready_jobs(play)) == 2, "both here")

    await clip_over(play)
    await play.put_away()
    await panel.choose(play.says("Latest video", "Son video"))
    await _opens(play, "Olmayacak")
    await play.put_away()
    await panel.choose(play.says("Show Kadraj", "Kadraj’ı göster"))
    await play.until(queue.isActiveWindow, "the window in front")
    await panel.choose(play.says("Quit", "Çık"))
    await play.until(lambda: not play.sees("mainWindow"), "the window closed")
    desktop.end()


def test_a_day_is_watched_from_the_tray(each_language: Stage) -> None:
    each_language.play(watch_from_the_tray, keyring=True)
