"""From one video to the next, in the order of the grid in front."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.main_window import MainWindow
from app.ui.panes.preview import PreviewPane
from app.ui.window_frame import WindowFrame
from tests.ui.films import RED, film
from tests.ui.port import NOW, PortBridge, a_clip, end_calls

pytestmark = pytest.mark.qt_log_ignore(
    "Couldn't (load|resolve)", "Could not open media", "No RHI backend", "Pulse", extend=True
)


def test_n_and_p_go_through_the_grid(qtbot: QtBot, tmp_path: Path) -> None:
    reel = film(tmp_path / "reel.mp4", (RED,))
    clips = [
        replace(a_clip(f"c{age}", file=reel), created_at=NOW - timedelta(hours=age))
        for age in range(3)
    ]
    frame = WindowFrame(tmp_path / "window.ini")
    window = MainWindow(PortBridge(clips=clips).as_bridge(), frame, demo=False)
    qtbot.addWidget(frame)
    frame.show()
    with qtbot.waitActive(frame):
        frame.activateWindow()
    preview = window.findChild(PreviewPane)
    assert preview is not None

    def shows(clip_id: str) -> Callable[[], bool]:
        return lambda: preview.clip is not None and preview.clip.id == clip_id

    window.show_clip(clips[0])
    qtbot.waitUntil(lambda: preview.area.player.position > 0)
    for key, expected in (
        (Qt.Key.Key_P, "c0"),
        (Qt.Key.Key_N, "c1"),
        (Qt.Key.Key_PageDown, "c2"),
        (Qt.Key.Key_N, "c2"),
        (Qt.Key.Key_P, "c1"),
    ):
        QTest.keyClick(preview.area, key)
        qtbot.waitUntil(shows(expected))
    end_calls()
    frame.close()
