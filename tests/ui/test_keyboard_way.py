"""Tab leads through everything that can be used, once each and as one reads, and is seen to."""

from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QButtonGroup,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.settings import Language
from app.ui.language import LanguageSwitch
from app.ui.theme.theme import Theme
from tests.ui.rooms import WIDE, Rooms

pytestmark = pytest.mark.qt_log_ignore(
    "No RHI backend",
    "Pulse",
    "Couldn't (load|resolve)",
    "This plugin does not support",
    "Rejecting image",
    extend=True,
)

#: What somebody does something with.
_USED: Final = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)
#: More steps than there are things in any window.
_MOST: Final = 300
_AROUND: Final = 6


def on_the_way(window: QWidget) -> tuple[list[QWidget], list[QWidget]]:
    """What Tab comes to, from the first thing until it is there again; and of these, what looks
    the same with the keyboard on it and without."""
    way: list[QWidget] = []
    unseen: list[QWidget] = []
    before: tuple[QWidget, QImage] | None = None
    for _ in range(_MOST):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        assert here is not None
        alone = before is not None and here is before[0]
        if before is not None and not alone and picture(before[0], window) == before[1]:
            unseen.append(before[0])
        if here in way:
            if here is not way[0]:
                raise AssertionError(f"a trap from {way[-1].objectName()} to {here.objectName()}")
            return way, unseen
        way.append(here)
        before = (here, picture(here, window))
    raise AssertionError("no end")


def picture(widget: QWidget, window: QWidget) -> QImage:
    """A widget and what is close around it, as the window shows it."""
    corner = widget.mapTo(window, QPoint(0, 0))
    around = QRect(corner, widget.size()).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
    return window.grab(around.intersected(window.rect())).toImage()


def to_be_used(window: QWidget) -> list[QWidget]:
    """Every part in sight that somebody can do something with."""
    return [
        part
        for part in window.findChildren(QWidget)
        if isinstance(part, _USED)
        and part.isVisible()
        and part.isEnabled()
        and part.window() is window
        and not isinstance(part, QScrollBar | QHeaderView)  # its view has the keys
        and not isinstance(part.parentWidget(), QLineEdit | QComboBox | QAbstractSpinBox)
        and part.focusProxy() is None
        and part.objectName() != "paletteList"  # the line above it has its keys
    ]


def reached(part: QWidget, way: list[QWidget]) -> bool:
    """Whether Tab comes to it, or to the chosen one of a group in which arrows lead on."""
    if part in way:
        return True
    if not isinstance(part, QAbstractButton):
        return False
    group: QButtonGroup | None = part.group()
    around = part.parentWidget()
    if group is not None:
        alike = group.buttons()
    else:
        alike = around.findChildren(type(part)) if around and part.autoExclusive() else []
    return any(other in way for other in alike)


def backwards(way: list[QWidget]) -> list[str]:
    """Steps between neighbours that lead up, or to the left in one row; but for the one from the
    end to the beginning, where the way did not start there."""
    found = []
    for here, there in pairwise(way):
        if here.parentWidget() is not there.parentWidget():
            continue
        one, other = here.geometry(), there.geometry()
        up = other.bottom() < one.top()
        left = other.right() < one.left() and other.top() < one.bottom()
        if up or left:
            found.append(f"{here.objectName()} → {there.objectName()}")
    return found[1:]


def names(parts: list[QWidget]) -> list[str]:
    return [f"{type(part).__name__} {part.objectName()}" for part in parts]


@pytest.mark.parametrize("spoken", [Language.ENGLISH, Language.TURKISH])
def test_tab_reaches_everything_in_the_order_of_reading(
    qtbot: QtBot, tmp_path: Path, theme: Theme, language: LanguageSwitch, spoken: Language
) -> None:
    language.use(spoken)
    rooms = Rooms(qtbot, tmp_path, theme, language)
    walked = 0
    found: list[str] = []
    for room, window in rooms.walk(WIDE):
        if not window.isVisible() or not window.isActiveWindow():
            continue
        way, unseen = on_the_way(window)
        walked += len(way)
        left_out = [part for part in to_be_used(window) if not reached(part, way)]
        found += [f"{room}: not reached: {name}" for name in names(left_out)]
        found += [f"{room}: not seen: {name}" for name in names(unseen)]
        found += [f"{room}: backwards: {step}" for step in backwards(way)]
    assert not found, "\n".join(found)
    assert walked > 100
