"""Windows are tested dressed, as they are seen."""

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.theme.theme import Theme


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
