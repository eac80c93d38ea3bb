"""A library whose disk is not plugged in: the window says so for as long as that is so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.clips import MediaInfo
from app.ui.main_window import MainWindow
from app.ui.panes.clip_facts import _place
from app.ui.widgets.notice import Notice
from app.ui.window_frame import WindowFrame
from tests.ui.port import PortBridge, a_clip


@pytest.fixture
def port() -> PortBridge:
    return PortBridge()


@pytest.fixture
def notice(qtbot: QtBot, port: PortBridge, tmp_path: Path) -> Iterator[Notice]:
    frame = WindowFrame(tmp_path / "window.ini")
    qtbot.addWidget(frame)
    window = MainWindow(port.as_bridge(), frame, demo=False)
    with qtbot.waitActive(frame):
        frame.show()
        frame.activateWindow()
    found = window.findChild(Notice, "windowNotice")
    assert found is not None
    yield found
    frame.close()


def test_a_banner_names_the_folder_until_it_is_back(port: PortBridge, notice: Notice) -> None:
    port.library_away_changed.emit(Path("/media/films"))
    assert notice.isVisible()
    assert "/media/films" in notice.text
    assert "downloads wait for it" in notice.text
    port.library_away_changed.emit(None)
    assert not notice.isVisible()


def test_a_video_whose_file_is_away_is_not_called_in_the_cloud() -> None:
    media = MediaInfo(6.0, 1280, 720, 21, "h264", None)
    assert _place(a_clip("c", media=media)) == "Its file is not there"
    assert _place(a_clip("d")) == "In the cloud"
