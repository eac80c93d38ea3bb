"""What is painted of the window before its parts are there."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.ui.theme.theme import Mode, Theme
from app.ui.theme.tokens import DARK, LIGHT, TOOLBAR, Tokens
from app.ui.window_frame import COMPOSER, LIBRARY, QUEUE, STRIP, WindowFrame


def painted(frame: WindowFrame, width: int, height: int) -> QImage:
    frame.resize(width, height)
    return frame.grab().toImage()


def colour(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x, y).name().upper()


@pytest.fixture
def frame(qtbot: QtBot, theme: Theme, tmp_path: Path) -> WindowFrame:
    frame = WindowFrame(tmp_path / "window.ini")
    qtbot.addWidget(frame)
    return frame


@pytest.mark.parametrize(("mode", "tokens"), [("dark", DARK), ("light", LIGHT)])
def test_it_has_the_colours_of_the_parts_to_come(
    frame: WindowFrame, theme: Theme, mode: Mode, tokens: Tokens
) -> None:
    theme.set_mode(mode)
    image = painted(frame, 1600, 1000)
    assert colour(image, 800, 10) == tokens.panel, "the bar"
    assert colour(image, 800, TOOLBAR - 1) == tokens.line
    assert colour(image, 100, 500) == tokens.panel, "the composer"
    assert colour(image, COMPOSER, 500) == tokens.line
    assert colour(image, 800, 300) == tokens.stage
    assert colour(image, 800, 900) == tokens.window, "the history"
    assert colour(image, 1600 - QUEUE - 1, 500) == tokens.line
    assert colour(image, 1500, 500) == tokens.panel, "the queue"


def test_it_knows_how_the_window_was_left(frame: WindowFrame) -> None:
    frame.memory.setValue("tab", LIBRARY)
    frame.memory.setValue("queueClosed", True)
    image = painted(frame, 1600, 1000)
    assert colour(image, 100, 300) == DARK.stage, "no composer over all services"
    assert colour(image, 1600 - STRIP - 1, 500) == DARK.line
    assert colour(image, 1600 - STRIP - 10, 300) == DARK.stage


def test_below_the_width_for_columns_the_history_shares_one(frame: WindowFrame) -> None:
    image = painted(frame, 1024, 640)
    assert colour(image, 400, 600) == DARK.panel
    assert {colour(image, 700, y) for y in range(TOOLBAR, 640)} == {DARK.stage}
