"""How large everything is drawn."""

import os
import sys
from contextlib import nullcontext
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtCore import QSize

from app.ui.interface_size import drawn_at, sizes_for

FACTOR = "QT_SCALE_FACTOR"


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FACTOR, raising=False)
    monkeypatch.setattr("app.ui.interface_size._worn", 100)  # and so it is again afterwards


def factor_at(percent: int) -> float:
    with drawn_at(percent):
        return float(os.environ.get(FACTOR, "1"))


def windows_with(monkeypatch: pytest.MonkeyPatch, text: int | None) -> None:
    """A registry in which somebody set the size of text, or nobody did."""

    def query(_key: object, name: str) -> tuple[int, int]:
        assert name == "TextScaleFactor"
        if text is None:
            raise FileNotFoundError
        return text, 4

    registry: Any = ModuleType("winreg")
    registry.HKEY_CURRENT_USER = 1
    registry.OpenKey = lambda _root, _path: nullcontext()
    registry.QueryValueEx = query
    monkeypatch.setitem(sys.modules, "winreg", registry)
    monkeypatch.setattr(sys, "platform", "win32")


@pytest.mark.parametrize(("given", "after"), [("1.5", 3.0), ("large", 2.0)])
def test_what_the_environment_wants_is_enlarged_and_comes_back(
    monkeypatch: pytest.MonkeyPatch, given: str, after: float
) -> None:
    assert factor_at(100) == 1
    assert factor_at(125) == 1.25
    assert FACTOR not in os.environ
    monkeypatch.setenv(FACTOR, given)
    assert factor_at(200) == after
    assert os.environ[FACTOR] == given


@pytest.mark.parametrize(("text", "after"), [(None, 1.25), (140, 1.75), (900, 2.8125), (0, 1.25)])
def test_the_size_of_text_in_windows_is_followed(
    monkeypatch: pytest.MonkeyPatch, text: int | None, after: float
) -> None:
    windows_with(monkeypatch, text)
    assert factor_at(125) == pytest.approx(after)


def test_only_what_the_screen_has_room_for_is_offered() -> None:
    with drawn_at(100):
        assert sizes_for(QSize(1920, 1200), 100) == [100, 125, 150, 175, 200]
        assert sizes_for(QSize(1366, 728), 100) == [100]
        assert sizes_for(QSize(1366, 728), 175) == [100, 175], "what is chosen can be seen"
    # The same screen, once everything on it is larger.
    with drawn_at(150):
        assert sizes_for(QSize(1280, 800), 150) == [100, 125, 150, 175, 200]
