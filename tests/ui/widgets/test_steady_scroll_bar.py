"""A scroll bar whose place is kept free."""

from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.steady_scroll_bar import keep_scroll_bar


def test_what_scrolls_is_as_wide_as_what_does_not(qtbot: QtBot) -> None:
    area, inside = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    keep_scroll_bar(area)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.resize(200, 200)
    area.show()
    qtbot.waitUntil(lambda: inside.width() > 100 and area.viewport().height() > 100)
    bar, width = area.verticalScrollBar(), inside.width()
    assert bar.isVisible()
    assert not bar.isEnabled()
    inside.setMinimumHeight(600)
    qtbot.waitUntil(bar.isEnabled)
    assert inside.width() == width
    inside.setMinimumHeight(0)
    qtbot.waitUntil(lambda: not bar.isEnabled())
