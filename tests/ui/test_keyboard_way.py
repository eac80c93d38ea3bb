"""Tab leads through everything that can be used, once each and as one reads, and is seen to."""

from dataclasses import replace
from itertools import groupby, pairwise
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
from app.ui.panes.composer import ComposerPane
from app.ui.panes.history import HistoryPane
from app.ui.panes.preview import PreviewPane
from app.ui.panes.queue import QueuePane
from app.ui.panes.top_bar import TopBar
from app.ui.theme.theme import Theme
from app.ui.widgets.nav_tab import NavTab
from tests.ui.rooms import SMALL, WIDE, Rooms, told_on_the_way

pytestmark = told_on_the_way()

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
#: What the window's parts are to who reads it; those of the bar over the grid by their names.
_PARTS: Final = {
    TopBar: "header",
    ComposerPane: "composer",
    PreviewPane: "stage",
    QueuePane: "queue",
}
_BAR: Final = {
    "Search": "search",
    "All": "chips",
    "NotDownloaded": "chips",
    "Favourites": "chips",
    "Narrowed": "chips",
    "Grid": "grid",
}


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


def part_of(widget: QWidget) -> str:
    """In which part of the window it is."""
    around: QWidget | None = widget
    while around is not None:
        if isinstance(around, HistoryPane):
            name = widget.objectName().removeprefix("history").partition("_")[0]
            return _BAR.get(name, "tools")
        if around.objectName() == "createOrHistory":
            return "switch"
        if type(around) in _PARTS:
            return _PARTS[type(around)]
        around = around.parentWidget()
    return widget.objectName()


def read(rooms: Rooms) -> list[str]:
    """The parts of the window in the order in which Tab comes to them, from the header on."""
    rooms.settle()
    QTest.mouseClick(rooms.window._top._tabs[rooms.window._tab], Qt.MouseButton.LeftButton)
    way, _ = on_the_way(rooms.frame)
    start = next(number for number, here in enumerate(way) if isinstance(here, NavTab))
    return [part for part, _ in groupby(map(part_of, way[start:] + way[:start]))]


def test_tab_goes_through_the_window_as_it_is_read_however_it_came_to_be(
    qtbot: QtBot, tmp_path: Path, theme: Theme, language: LanguageSwitch
) -> None:
    rooms = Rooms(qtbot, tmp_path, theme, language)
    window = rooms.window
    over_the_grid = ["search", "chips", "tools", "grid"]
    wide = ["header", "composer", "stage", *over_the_grid, "queue"]
    rooms.frame.resize(1600, 1000)
    assert read(rooms) == wide
    rooms.frame.resize(*SMALL)
    assert read(rooms) == ["header", "switch", "composer", "stage", "queue"]
    window._on_search_requested()
    # What the switch has brought is read next: it stands below it, left of the stage.
    assert read(rooms) == ["header", "switch", *over_the_grid, "stage", "queue"]
    rooms.frame.resize(1600, 1000)
    assert read(rooms) == wide
    # A tab that was made later, a stage that was away, and chips that came with a filter.
    window.show_tab("veo")
    window._preview.toggle_full_screen()
    window._preview.toggle_full_screen()
    bar = window._histories["veo"].bar
    bar.set_query(replace(bar.query, least_rating=1, tags=("#1",)))
    window.show_clip(rooms.clips[2])
    assert read(rooms) == wide
    window.show_tab("library")
    assert read(rooms) == ["header", "stage", *over_the_grid, "queue"]


def keyboard() -> str:
    focus = QApplication.focusWidget()
    return "" if focus is None else focus.objectName()


def test_the_keyboard_is_where_one_goes_on(
    qtbot: QtBot, tmp_path: Path, theme: Theme, language: LanguageSwitch
) -> None:
    rooms = Rooms(qtbot, tmp_path, theme, language)
    control = Qt.KeyboardModifier.ControlModifier
    assert keyboard() == "promptEdit_sora"
    QTest.keyClick(rooms.frame, Qt.Key.Key_3, control)
    assert keyboard() == "historyGrid_library"
    QTest.keyClick(rooms.frame, Qt.Key.Key_2, control)
    assert keyboard() == "promptEdit_veo"
    QTest.keyClicks(QApplication.focusWidget() or rooms.frame, "Tea")
    QTest.keyClick(rooms.frame, Qt.Key.Key_J, control)
    assert keyboard() == "queueList"
    QTest.keyClick(QApplication.focusWidget() or rooms.frame, Qt.Key.Key_Return, control)
    asked = [call for call in rooms.port.calls if call[0] == "generate"]
    assert [call[1].prompt for call in asked] == ["Tea"]
    rooms.window._top.open_user_guide()
    qtbot.waitUntil(lambda: keyboard() == "guideSearch")
    QTest.keyClick(QApplication.focusWidget() or rooms.frame, Qt.Key.Key_Tab)
    guide = QApplication.activeWindow()
    assert guide is not None
    QTest.keyClick(guide, Qt.Key.Key_F, control)
    assert keyboard() == "guideSearch"
    guide.close()


@pytest.mark.parametrize("enter", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_what_stands_behind_the_history_is_looked_at_before_it_is_paid_for(
    qtbot: QtBot, tmp_path: Path, theme: Theme, language: LanguageSwitch, enter: Qt.Key
) -> None:
    rooms = Rooms(qtbot, tmp_path, theme, language)
    QTest.keyClicks(QApplication.focusWidget() or rooms.frame, "Tea")
    rooms.frame.resize(*SMALL)
    rooms.window._on_search_requested()
    assert keyboard() == "historySearch_sora"

    def press() -> list[str]:
        """Ctrl+Enter; which prompts were sent by now."""
        focus = QApplication.focusWidget() or rooms.frame
        QTest.keyClick(focus, enter, Qt.KeyboardModifier.ControlModifier)
        rooms.settle()
        return [call[1].prompt for call in rooms.port.calls if call[0] == "generate"]

    assert press() == []
    assert keyboard() == "promptEdit_sora"
    assert press() == ["Tea"]
    # Over all services there is nothing to be sent, and in a wide window all is in sight.
    rooms.window.go_to("library")
    assert press() == ["Tea"]
    assert keyboard() == "historyGrid_library"
    rooms.frame.resize(*WIDE)
    rooms.window.go_to("veo")
    QTest.keyClicks(QApplication.focusWidget() or rooms.frame, "Coffee")
    rooms.window._on_search_requested()
    assert press() == ["Tea", "Coffee"]
    assert keyboard() == "historySearch_veo"
