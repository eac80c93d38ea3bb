"""Widgets are tested on the screen."""

from typing import Protocol, TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

W = TypeVar("W", bound=QWidget)


class Shown(Protocol):
    def __call__(self, widget: W) -> W: ...


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """Show a widget in an active window, as it is used, and keep it for the test."""
    kept: list[QWidget] = []

    def show(widget: W) -> W:
        kept.append(widget)
        qtbot.addWidget(widget)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    return show
