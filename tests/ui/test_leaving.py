"""The window comes back as it was left: its tab, the order of its grids, and what repeats."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.clips import ClipOrder
from app.ui.main_window import MainWindow
from app.ui.panes.history import HistoryPane
from app.ui.panes.player_area import PlayerArea
from app.ui.window_frame import WindowFrame
from tests.ui.port import NOW, PortBridge, a_clip

pytestmark = pytest.mark.qt_log_ignore("No RHI backend", "Pulse", extend=True)


class Visit:
    """The window from its opening to its end."""

    def __init__(self, qtbot: QtBot, window_file: Path) -> None:
        clips = [a_clip(f"c{i}", created_at=NOW - timedelta(hours=i)) for i in range(3)]
        self.frame = WindowFrame(window_file)
        self.window = MainWindow(PortBridge(clips=clips).as_bridge(), self.frame, demo=False)
        qtbot.addWidget(self.frame)
        self.frame.resize(1280, 800)
        self.frame.show()
        qtbot.waitUntil(lambda: self.grid("library") is not None)

    def grid(self, tab: str) -> HistoryPane | None:
        return self.window.findChild(HistoryPane, f"historyPane_{tab}")

    def press(self, name: str) -> None:
        button = self.window.findChild(QAbstractButton, name)
        assert button is not None, name
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def sort(self, tab: str, order: ClipOrder) -> None:
        button = self.window.findChild(QToolButton, f"historySort_{tab}")
        assert button is not None
        next(action for action in button.menu().actions() if action.data() == order).trigger()

    def first(self, tab: str) -> str:
        grid = self.grid(tab)
        assert grid is not None
        return grid.model.id_at(0) if grid.model.rowCount() == 3 else ""


@pytest.fixture
def visit(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[], Visit]]:
    """Opens the window, which remembers what it was before; all stay until the end of the test."""
    visits: list[Visit] = []

    def open_window() -> Visit:
        visits.append(Visit(qtbot, tmp_path / "window.ini"))
        return visits[-1]

    yield open_window
    for opened in visits:
        opened.frame.close()


def test_tab_order_and_repeat_are_remembered(qtbot: QtBot, visit: Callable[[], Visit]) -> None:
    before = visit()
    before.sort("library", ClipOrder.OLDEST)
    before.press("tab_library")
    qtbot.waitUntil(lambda: before.first("library") == "c2")
    area = before.window.findChild(PlayerArea, "playerArea")
    assert area is not None
    QTest.keyClick(area, Qt.Key.Key_R)
    before.frame.close()

    after = visit()
    library = after.grid("library")
    assert library is not None
    assert library.isVisible()
    composer = after.window.findChild(QWidget, "promptEdit_sora")
    assert composer is None or not composer.isVisible()
    qtbot.waitUntil(lambda: after.first("library") == "c2")
    qtbot.waitUntil(lambda: after.grid("sora") is not None)
    sora = after.grid("sora")
    assert sora is not None
    assert sora.bar.query.order is ClipOrder.NEWEST, "each grid has its own"
    loop = after.window.findChild(QAbstractButton, "loopButton")
    assert loop is not None
    assert loop.isChecked()


def test_what_nobody_knows_any_more_is_left_out(
    qtbot: QtBot, tmp_path: Path, visit: Callable[[], Visit]
) -> None:
    file = tmp_path / "window.ini"
    file.write_text("[General]\ntab=gone\n[order]\nsora=sideways\n")
    opened = visit()
    sora = opened.grid("sora")
    assert sora is not None
    assert sora.isVisible()
    qtbot.waitUntil(lambda: opened.first("sora") == "c0")
