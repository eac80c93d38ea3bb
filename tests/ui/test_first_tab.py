"""The window opens where something can be done: at a service that is signed in."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui.main_window import MainWindow
from app.ui.widgets.nav_tab import NavTab
from app.ui.window_frame import WindowFrame
from tests.ui.port import PortBridge

pytestmark = pytest.mark.qt_log_ignore(
    "No RHI backend", "Pulse", "This plugin does not support", extend=True
)


def in_front(window: MainWindow) -> str:
    [tab] = [tab.objectName() for tab in window.findChildren(NavTab) if tab.isChecked()]
    return tab.removeprefix("tab_")


@pytest.mark.parametrize(
    ("left", "signed_in", "first"),
    [
        ("", ("sora", "veo"), "sora"),
        ("", ("veo",), "veo"),
        ("", (), "sora"),
        ("veo", ("sora", "veo"), "veo"),
        ("sora", ("veo",), "veo"),
        ("veo", (), "veo"),
        ("library", ("veo",), "library"),
        ("gone", ("veo",), "veo"),
    ],
)
def test_the_last_tab_comes_back_unless_only_others_are_signed_in(
    qtbot: QtBot, tmp_path: Path, left: str, signed_in: tuple[str, ...], first: str
) -> None:
    frame = WindowFrame(tmp_path / "window.ini")
    qtbot.addWidget(frame)
    frame.memory.setValue("tab", left)
    port = PortBridge(services=signed_in)
    assert in_front(MainWindow(port.as_bridge(), frame, demo=False)) == first


def test_who_signs_in_to_another_service_comes_to_that_one(qtbot: QtBot, tmp_path: Path) -> None:
    frame = WindowFrame(tmp_path / "window.ini")
    qtbot.addWidget(frame)
    port = PortBridge(services=())
    window = MainWindow(port.as_bridge(), frame, demo=False)
    assert in_front(window) == "sora"
    port.hold("veo")
    window.show_usable_tab()
    assert in_front(window) == "veo"
    port.hold("sora", "veo")
    window.show_usable_tab()
    assert in_front(window) == "veo", "where it can be used, the tab stays"
