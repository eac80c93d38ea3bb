"""Everything that can be done in a window at this moment: its actions, its buttons, its menus.

There is no list of commands anywhere: what can be pressed or chosen is a command, under the name it
has there, as long as it is in sight and can be used.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from app.ui.widgets.nav_tab import NavTab
from app.ui.widgets.segmented import SegmentedControl

#: Choices of a list that are commands; who has more looks into the list.
_CHOICES: Final = 24
#: What stands behind a button's name in its tooltip: the keys that do the same.
_KEYS: Final = re.compile(r"\s*\(([^()]{1,16})\)$")


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done. `group` says where, `hint` says more of it, `keys` are as they
    are labelled; `name` is the same at every start and in both languages where it has one."""

    name: str
    title: str
    group: str
    run: Callable[[], object]
    keys: str = ""
    hint: str = ""
    icon: QIcon = QIcon()  # noqa: RUF009 - an empty one is as good as another
    checked: bool = False


def commands_of(window: QWidget, menus: Sequence[tuple[str, QMenu]] = ()) -> list[Command]:
    """What can be done in a window, from the whole to its parts; `menus` are others than its
    buttons have, each with the name of its group. What a part calls as the whole window does is the
    window's."""
    found: dict[tuple[str, str], Command] = {}
    for command in _all_of(window, menus):
        key = (command.group, command.title.rstrip("…"))
        before = found.setdefault(key, command)
        if command.keys and not before.keys:
            found[key] = replace(before, keys=command.keys)
    return [
        command
        for (group, title), command in found.items()
        if not group or ("", title) not in found
    ]


def group_title(name: str) -> str:
    """What the group of a part of the window is called, by the part's name in the code."""
    translate = QCoreApplication.translate
    groups = {
        "previewPane": translate("Commands", "Video"),
        "queuePane": translate("Commands", "Queue"),
        "composerPane": translate("Commands", "Create"),
        "historyPane": translate("Commands", "History"),
        "detailsPane": translate("Commands", "Details"),
        "cullPane": translate("Commands", "One by one"),
        "comparePane": translate("Commands", "Compare"),
    }
    return groups.get(name.partition("_")[0], "")


def _all_of(window: QWidget, menus: Sequence[tuple[str, QMenu]]) -> Iterator[Command]:
    yield from _of_actions(window.actions(), "")
    for group, menu in menus:
        yield from _of_actions(menu.actions(), group)
    for part in window.findChildren(QWidget):
        inner = isinstance(part.parent(), QLineEdit | QComboBox | QAbstractItemView)
        if inner or not part.isVisible() or part.window() is not window.window():
            continue
        group = _group_of(part)
        if isinstance(part, QAbstractButton):
            yield from _of_button(part, group)
        elif isinstance(part, QComboBox):
            yield from _of_choices(part, group)
        elif not isinstance(part, QMenu | QLineEdit):
            yield from _of_actions(part.actions(), group)


def _of_actions(actions: Sequence[QAction], group: str, above: str = "") -> Iterator[Command]:
    for action in actions:
        # Behind a tab stand keys that are not the menu's own.
        title, _, keys = _plain(action.text()).partition("\t")
        if not (title and action.isVisible() and action.isEnabled()) or action.isSeparator():
            continue
        title = f"{above}: {title}" if above else title
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _of_actions(inner.actions(), group, title)
            continue
        yield Command(
            action.objectName() or f"{group}/{title}",
            title,
            group,
            action.trigger,
            keys=action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) or keys,
            hint=_hint(action.toolTip(), title),
            icon=action.icon(),
            checked=action.isChecked(),
        )


def _of_button(button: QAbstractButton, group: str) -> Iterator[Command]:
    title = _plain(button.accessibleName() or button.text())
    menu = button.menu() if isinstance(button, QToolButton | QPushButton) else None
    if not (title and button.isEnabled()) or isinstance(button, NavTab):
        return
    if menu is not None:
        menu.aboutToShow.emit()  # it may be filled only now
        sorts = menu.actions() and all(action.isCheckable() for action in menu.actions())
        yield from _of_actions(menu.actions(), group, title if sorts else "")
        return
    around = button.parent()
    if isinstance(around, SegmentedControl) and around.accessibleName():
        title = f"{around.accessibleName()}: {title}"
    tip = button.toolTip().partition("\n")[0]
    keys = _KEYS.search(tip)
    yield Command(
        button.objectName() or f"{group}/{title}",
        title,
        group,
        partial(_press, button),
        keys=keys[1] if keys else "",
        hint=_hint(_KEYS.sub("", tip), title),
        icon=button.icon(),
        checked=button.isChecked(),
    )


def _of_choices(box: QComboBox, group: str) -> Iterator[Command]:
    if not (box.isEnabled() and box.accessibleName()):
        return
    for number in range(min(box.count(), _CHOICES)):
        yield Command(
            f"{box.objectName()}/{box.itemText(number)}",
            f"{box.accessibleName()}: {box.itemText(number)}",
            group,
            partial(_choose, box, number),
            checked=number == box.currentIndex(),
        )


def _choose(box: QComboBox, number: int) -> None:
    box.setCurrentIndex(number)
    box.activated.emit(number)


def _press(button: QAbstractButton) -> None:
    button.setFocus(Qt.FocusReason.ShortcutFocusReason)
    button.click()


def _group_of(part: QWidget) -> str:
    around: QWidget | None = part
    while around is not None:
        title = group_title(around.objectName())
        if title:
            return title
        around = around.parentWidget()
    return ""


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").strip()


def _hint(tip: str, title: str) -> str:
    return "" if tip.rstrip("…") == title.rstrip("…") else tip
