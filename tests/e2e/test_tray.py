"""The icon in the tray, as a desktop's panel shows it: by the protocol, on a bus of its own."""

import asyncio
import sys
from typing import Any

import pytest

from tests.background.desktop import Desktop
from tests.e2e.child import Play
from tests.e2e.stage import Stage

pytestmark = [
    pytest.mark.xdist_group("display"),
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system draws the menu"),
]

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


async def use_the_tray(play: Play) -> None:
    desktop = Desktop("actions")
    await play.click("settingsButton")
    await play.write("settingsSearch", "tray")
    await play.click("trayIconBox")
    icon = await desktop.told("icon")
    await play.click("closeButton")
    panel = Panel(icon["icon"])

    async def says(label: str) -> None:
        async with asyncio.timeout(30):
            while label not in await panel.entries():  # noqa: ASYNC110 - menus tell nobody here
                await asyncio.sleep(0.1)

    await says("0 running · 0 waiting · 40 left today")
    await panel.choose("Pause the queue")
    await says("Resume the queue")
    await play.write("promptEdit_sora", "Tepsiden izlenen bir gün")
    await play.click("generateButton_sora")
    await says("0 running · 1 waiting · 40 left today")
    await panel.choose("Quit")
    await play.until(lambda: not play.sees("mainWindow"), "the window closed")
    desktop.end()


def test_the_tray_tells_of_the_queue_and_ends_the_program(stage: Stage) -> None:
    stage.play(use_the_tray, keyring=True)
