"""No word is cut off: in the smallest window, in both languages, at 100 % and at 200 %."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.settings import Language
from app.ui.language import LanguageSwitch
from app.ui.theme.theme import Theme
from app.ui.widgets.elided_button import ElidedButton
from app.ui.widgets.elided_label import ElidedLabel
from tests.ui.rooms import SMALL, Rooms, told_on_the_way

pytestmark = told_on_the_way()


def room_wanted(widget: QWidget) -> QSize | None:
    """What a widget's words take up at least; None where none can be cut off."""
    if isinstance(widget, ElidedLabel | ElidedButton):
        return None
    if isinstance(widget, QLabel):
        if not widget.text() or not widget.pixmap().isNull():
            return None
        if widget.wordWrap():
            return QSize(0, widget.heightForWidth(widget.width()))
        return widget.minimumSizeHint()
    if isinstance(widget, QToolButton) and not _says_its_text(widget):
        return None
    if isinstance(widget, QAbstractButton) and widget.text():
        sign = 0 if widget.icon().isNull() else widget.iconSize().width()
        letters = widget.fontMetrics().size(Qt.TextFlag.TextShowMnemonic.value, widget.text())
        return QSize(letters.width() + sign, letters.height())
    if isinstance(widget, QComboBox):
        across = widget.fontMetrics().horizontalAdvance(widget.currentText())
        return QSize(across, widget.fontMetrics().height())
    if isinstance(widget, QLineEdit) and widget.placeholderText() and not widget.toolTip():
        across = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
        return QSize(across, widget.fontMetrics().height())
    return None


def _says_its_text(button: QToolButton) -> bool:
    alone = Qt.ToolButtonStyle.ToolButtonIconOnly
    return button.icon().isNull() or button.toolButtonStyle() != alone


def cut_off(window: QWidget) -> Iterator[str]:
    """The widgets of a window whose words do not fit."""
    for widget in window.findChildren(QWidget):
        # What has no height yet is to be laid out with what has just come.
        wanted = room_wanted(widget) if widget.isVisible() and widget.height() else None
        if wanted is None:
            continue
        across = wanted.width() - widget.width()
        upright = wanted.height() - widget.height()
        if across > 0 or upright > 0:
            text = widget.property("text") or widget.property("placeholderText") or ""
            yield f"{type(widget).__name__} {widget.objectName()} {text!r}: {across}, {upright}"


@pytest.mark.parametrize("spoken", [Language.ENGLISH, Language.TURKISH])
def test_every_word_has_room(
    qtbot: QtBot, tmp_path: Path, theme: Theme, language: LanguageSwitch, spoken: Language
) -> None:
    language.use(spoken)
    found: dict[str, str] = {}
    for room, window in Rooms(qtbot, tmp_path, theme, language).walk(SMALL):
        for fault in cut_off(window):
            found.setdefault(fault, room)
    assert not found, "\n".join(f"{room}: {fault}" for fault, room in found.items())


def test_every_word_has_room_at_200_percent() -> None:
    """In a program of its own: the scale is the whole program's."""
    of_this_run = ("PYTEST_", "COV_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(of_this_run)}
    tests = f"{__file__}::{test_every_word_has_room.__name__}"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tests],
        cwd=Path(__file__).parents[2],
        env={**kept, "QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
        timeout=250,
    )
    assert done.returncode == 0, done.stdout
