"""Widgets are tested dressed, as they are seen."""

from typing import Protocol, TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme.theme import Theme

W = TypeVar("W", bound=QWidget)


class Shown(Protocol):
    def __call__(self, widget: W) -> W: ...


@pytest.fixture(scope="session")
def _dressed(qapp: QApplication) -> Theme:
    theme = Theme("dark")
    theme.apply(qapp)
    return theme


@pytest.fixture(autouse=True)
def theme(_dressed: Theme) -> Theme:
    """The theme on the application, dark at the start of every test."""
    _dressed.set_mode("dark")
    return _dressed


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
