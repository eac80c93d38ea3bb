"""Frame by frame: each frame carries its own number, and exactly that one is to be seen."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.panes.preview import PreviewPane
from tests.ui.port import PortBridge

pytestmark = pytest.mark.qt_log_ignore(
    "Couldn't (load|resolve)", "Could not open media", "No RHI backend", "Pulse", extend=True
)

_FRAMES = 40
_BITS = 6
_BAR = 32


def numbered(target: Path, rate: Fraction) -> Path:
    """A video with B-frames whose frames show their number as black and white bars."""
    with av.open(str(target), "w", format="mp4") as container:
        video = container.add_stream("libx264", rate=rate)
        video.width, video.height, video.pix_fmt = _BITS * _BAR, 64, "yuv420p"
        video.options = {"bf": "3", "g": "24", "b_strategy": "0"}
        for number in range(_FRAMES):
            picture = Image.new("RGB", (_BITS * _BAR, 64))
            for bit in range(_BITS):
                if number >> bit & 1:
                    picture.paste((255, 255, 255), (bit * _BAR, 0, (bit + 1) * _BAR, 64))
            container.mux(video.encode(av.VideoFrame.from_image(picture)))  # type: ignore[no-untyped-call]
        container.mux(video.encode())
    return target


def shown(pane: PreviewPane) -> int:
    """The number that the frame on the stage carries; -1 without a frame."""
    image = pane.area.surface.image()
    if image.isNull():
        return -1
    lights = (image.pixelColor(bit * _BAR + _BAR // 2, 32).lightness() for bit in range(_BITS))
    return sum(1 << bit for bit, light in enumerate(lights) if light > 127)


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[PreviewPane]:
    pane = PreviewPane(PortBridge().as_bridge())
    qtbot.addWidget(pane)
    pane.resize(640, 480)
    pane.show()
    with qtbot.waitActive(pane):
        pane.activateWindow()
    yield pane
    pane.shut()


@pytest.mark.parametrize("rate", ["24", "25", "30000/1001", "30"])
def test_steps_show_exactly_the_next_frame(
    qtbot: QtBot, pane: PreviewPane, tmp_path: Path, rate: str
) -> None:
    film = numbered(tmp_path / "numbered.mp4", Fraction(rate))
    pane.area.player.load(film, play=False)
    pane.area.show_video()

    def arrives(number: int) -> None:
        qtbot.waitUntil(lambda: shown(pane) == number)

    def press(key: Qt.Key, times: int) -> None:
        for _ in range(times):
            QTest.keyClick(pane.area, key)

    arrives(0)
    press(Qt.Key.Key_Comma, 1)
    for number in range(1, 6):
        press(Qt.Key.Key_Period, 1)
        arrives(number)
    press(Qt.Key.Key_Period, 7)
    arrives(12)
    press(Qt.Key.Key_Comma, 3)
    arrives(9)
    press(Qt.Key.Key_End, 1)
    arrives(_FRAMES - 1)
    press(Qt.Key.Key_Period, 2)
    press(Qt.Key.Key_Comma, 1)
    arrives(_FRAMES - 2)
    press(Qt.Key.Key_Home, 1)
    arrives(0)
    assert not pane.playing
