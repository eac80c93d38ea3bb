"""The words on every kind of button can be read, wherever it stands and whatever it does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import (
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionToolButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme.styled import styled
from app.ui.theme.theme import Mode, Theme
from app.ui.theme.tokens import contrast
from tests.ui.widgets.conftest import Shown

_S = QStyle.StateFlag

STATES = {
    "at rest": _S.State_None,
    "under the pointer": _S.State_MouseOver,
    "pressed": _S.State_MouseOver | _S.State_Sunken,
    "checked": _S.State_On,
}
PUSH = ("", "primary", "quiet", "link", "chip", "segment")
TOOL = ("", "quiet", "icon", "avatar", "count")

#: Solid: a letter's edges are of many colours, this one's middle is of one.
BLOCK = "█" * 3


def tool_button(kind: str) -> QToolButton:
    button = styled(QToolButton(), kind=kind)
    button.setText(BLOCK)
    return button


def colours(
    button: QPushButton | QToolButton, state: QStyle.StateFlag, ground: QColor
) -> tuple[str, str]:
    """Of the words and of what they stand on."""
    picture = QImage(button.size(), QImage.Format.Format_RGB32)
    picture.fill(ground)
    painter = QPainter(picture)
    if isinstance(button, QPushButton):
        push = QStyleOptionButton()
        button.initStyleOption(push)
        push.state |= state
        button.style().drawControl(QStyle.ControlElement.CE_PushButton, push, painter, button)
    else:
        tool = QStyleOptionToolButton()
        button.initStyleOption(tool)
        tool.state |= state | _S.State_AutoRaise
        button.style().drawComplexControl(
            QStyle.ComplexControl.CC_ToolButton, tool, painter, button
        )
    painter.end()
    middle = button.rect().center()
    words = picture.pixelColor(middle).name().upper()
    return words, picture.pixelColor(middle.x(), 3).name().upper()


@pytest.mark.parametrize("mode", ["dark", "light"])
@pytest.mark.parametrize("place", ["panel", "window", "stage"])
def test_every_button_is_readable(theme: Theme, shown: Shown, mode: Mode, place: str) -> None:
    theme.set_mode(mode)
    ground = styled(QWidget(), role=place)
    column = QVBoxLayout(ground)
    buttons: list[QPushButton | QToolButton] = [
        *(styled(QPushButton(BLOCK), kind=kind) for kind in PUSH),
        *(
            tool_button(kind)
            for kind in TOOL
            if (place, kind) != ("stage", "avatar")  # it stands in the bar alone
        ),
    ]
    for button in buttons:
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(button)
    shown(ground)
    behind_all = ground.grab().toImage().pixelColor(1, 1)
    hard_to_read = [
        (type(button).__name__, button.property("kind"), name, words, behind)
        for button in buttons
        for name, state in STATES.items()
        for words, behind in [colours(button, state, behind_all)]
        if contrast(words, behind) < 4.5
    ]
    assert not hard_to_read
    for button in buttons:
        button.setEnabled(False)
        at_rest, behind = colours(button, _S.State_None, behind_all)
        assert contrast(at_rest, behind) >= 4.5, button.property("kind")
