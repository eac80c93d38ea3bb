"""Scrolling moves what is on the screen and paints only what comes into sight."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.domain.clips import Clip
from app.ui.panes.clip_grid import ClipGrid
from app.ui.panes.history import HistoryPane
from tests.ui.port import NOW, PortBridge, a_clip


def clips_of_days(days: int) -> list[Clip]:
    """Seven of each day, no two of them alike."""
    return [
        a_clip(
            f"c{day}-{number}",
            prompt=f"Day {day}, number {number}",
            created_at=NOW - timedelta(days=day, minutes=number),
        )
        for day in range(days)
        for number in range(7)
    ]


@pytest.fixture
def port() -> PortBridge:
    return PortBridge(clips=clips_of_days(6))


@pytest.fixture
def pane(qtbot: QtBot, port: PortBridge) -> HistoryPane:
    pane = HistoryPane(port.as_bridge(), "sora")
    qtbot.addWidget(pane)
    pane.resize(780, 500)
    pane.show()
    with qtbot.waitActive(pane):
        pane.activateWindow()
    return pane


@pytest.fixture
def grid(qtbot: QtBot, pane: HistoryPane) -> ClipGrid:
    grid = pane.findChild(ClipGrid)
    assert grid is not None
    qtbot.waitUntil(lambda: grid.verticalScrollBar().maximum() > 1000)
    return grid


def on_the_screen(grid: ClipGrid) -> QImage:
    """What a person sees of the grid now, without anything being painted for it."""
    corner = grid.viewport().mapTo(grid.window(), QPoint())
    size = grid.viewport().size()
    shot = grid.screen().grabWindow(grid.window().winId(), corner.x(), corner.y(), *size.toTuple())
    return shot.toImage().convertToFormat(QImage.Format.Format_RGB32)


def painted_anew(grid: ClipGrid) -> QImage:
    return grid.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param([40] * 12 + [-40] * 12, id="wheel"),
        pytest.param([13] * 6 + [-17] * 4, id="less than a heading"),
        pytest.param([500, 130, -90, 700, -1200, 35, -36, 37], id="leaps"),
        pytest.param([150, -10, 100_000, -1, -200], id="to the end"),
    ],
)
def test_what_was_moved_looks_as_if_painted_there(
    grid: ClipGrid, qtbot: QtBot, steps: list[int]
) -> None:
    bar = grid.verticalScrollBar()
    qtbot.waitUntil(lambda: on_the_screen(grid) == painted_anew(grid))
    for step in steps:
        bar.setValue(bar.value() + step)
        qtbot.waitUntil(lambda: on_the_screen(grid) == painted_anew(grid))


def test_two_steps_before_one_painting(grid: ClipGrid, qtbot: QtBot) -> None:
    bar = grid.verticalScrollBar()
    for first, second in ((60, -20), (90, 300), (-15, -50)):
        bar.setValue(bar.value() + first)
        bar.setValue(bar.value() + second)
        qtbot.waitUntil(lambda: on_the_screen(grid) == painted_anew(grid))
