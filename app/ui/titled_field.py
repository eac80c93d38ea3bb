"""A field of a form: its title, its control, and what is to be said of it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF
from app.ui.widgets.notice import Notice, Tone


class TitledField(QWidget):
    """A titled control with room for one notice under it.

    A notice is given as a function, so that it can be said again in another language. `acted` tells
    that the button in it was pressed, if it had one; `declined`, that the other answer was.
    """

    acted = Signal()
    declined = Signal()

    def __init__(self, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._control = control
        self._words: Callable[[], str] | None = None
        self._tone: Tone = "plain"
        self._title = styled(QLabel(), level="label")
        self._title.setBuddy(control)
        self._action: Callable[[], str] | None = None
        self._decline: Callable[[], str] | None = None
        self._notice = Notice()
        self._notice.acted.connect(self.acted)
        self._notice.declined.connect(self.declined)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._top = QHBoxLayout()
        self._top.setSpacing(GRID)
        self._top.addWidget(self._title, 1)
        self._column.addLayout(self._top)
        self._column.addWidget(control)
        self._column.addWidget(self._notice)

    def set_title(self, title: str) -> None:
        """The words above the control; the control is called the same."""
        self._title.setText(title)
        self._control.setAccessibleName(title)

    def put_under(self, widget: QWidget) -> None:
        """Places something small between the control and its notice."""
        self._column.insertWidget(2, widget)

    def put_beside_title(self, widget: QWidget) -> None:
        """Places something small at the other end of the title's line."""
        self._top.addWidget(widget)
        self._column.setSpacing(HALF)  # the line is higher than its words now

    @property
    def notice(self) -> str:
        """What is said under the control, or nothing."""
        return self._notice.text

    def say(
        self,
        words: Callable[[], str],
        tone: Tone = "plain",
        action: Callable[[], str] | None = None,
        decline: Callable[[], str] | None = None,
    ) -> None:
        """Says something under the control, with a button if `action` names one, and another for
        the opposite answer if `decline` does."""
        self._words, self._tone, self._action, self._decline = words, tone, action, decline
        self._notice.say(
            words(),
            tone,
            action=action() if action else "",
            decline=decline() if decline else "",
        )

    def complain(self, words: Callable[[], str]) -> None:
        """Says what is wrong with this field, and goes there."""
        self.say(words, "bad")
        takes_focus = self._control.focusPolicy() != Qt.FocusPolicy.NoFocus
        target = self._control if takes_focus else self._control.nextInFocusChain()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def hush(self) -> None:
        """Takes the notice away."""
        self._words = None
        self._notice.clear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._notice.text and self._words:
            self.say(self._words, self._tone, self._action, self._decline)
