"""Which of two clips is better, and what all such votes come to."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.clips import Clip
from app.domain.votes import Pair, Vote
from app.ui.bridge import Bridge
from app.ui.hearing import say
from app.ui.panes.score_label import ScoreLabel
from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID

_NEITHER: Final = 2


class CompareVote(QWidget):
    """Three buttons, one of them pressed once there is a vote; pressed again it is taken back.

    `changed` tells that there is a vote now, another one, or none any more.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._pair: Pair | None = None
        self._vote: Vote | None = None
        self._left, self._neither, self._right = buttons = tuple(
            _button(name) for name in ("voteLeft", "voteNeither", "voteRight")
        )
        self._score = ScoreLabel(bridge, whole=True)
        self._score.setObjectName("compareScore")
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for button in buttons:
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(row)
        column.addWidget(self._score, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self._left.clicked.connect(partial(self.give, 0))
        self._neither.clicked.connect(partial(self.give, None))
        self._right.clicked.connect(partial(self.give, 1))
        self._retranslate()

    @property
    def voted(self) -> bool:
        """Whether there is a vote."""
        return self._vote is not None

    def set_clips(self, clips: Sequence[Clip | None]) -> None:
        """The two that it is about, the left one first."""
        left, right = clips
        pair = None if left is None or right is None else (left.id, right.id)
        if pair == self._pair:
            return
        same = pair is not None and self._pair is not None and set(pair) == set(self._pair)
        self._pair = pair
        if not same:
            self._vote = None
        self._show()
        if pair is not None and not same:
            self._bridge.load_vote(pair, partial(self._on_vote, pair))

    def give(self, place: int | None) -> None:
        """Votes for the left (0) or the right one (1), or for neither; if that was the vote, it is
        taken back."""
        pair = self._pair
        if pair is None:
            return
        winner = None if place is None else pair[place]
        if self._vote is not None and self._vote.winner == winner:
            self._bridge.take_vote_back(pair, partial(self._on_given, pair))
        else:
            self._bridge.vote(pair, winner, partial(self._on_given, pair))
        self._show()

    def _on_given(self, pair: Pair, vote: Vote | None) -> None:
        if pair != self._pair:
            return
        self._on_vote(pair, vote)
        given = next((b for b in (self._left, self._neither, self._right) if b.isChecked()), None)
        say(self, self.tr("Vote taken back") if given is None else given.text())

    def _on_vote(self, pair: Pair, vote: Vote | None) -> None:
        if self._pair is not None and set(pair) == set(self._pair):
            self._vote = vote
            self._show()
            self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        for button, text, tip in (
            (self._left, self.tr("A is better"), self.tr("A is better (1)")),
            (self._neither, self.tr("Neither"), self.tr("Neither is better (0)")),
            (self._right, self.tr("B is better"), self.tr("B is better (2)")),
        ):
            button.setText(text)
            # As wide with the sign of a vote as without.
            button.setIcon(icon("check", "accent"))
            button.setFixedWidth(button.sizeHint().width())
            again = self.tr("Once more takes it back")
            button.setToolTip(f"{tip}\n{again}")
            button.setAccessibleName(text)
        self._show()

    def _show(self) -> None:
        """Shows what was voted, whatever button was just pressed."""
        chosen = -1
        if self._vote is not None and self._pair is not None:
            winner = self._vote.winner
            chosen = _NEITHER if winner is None else self._pair.index(winner)
        for number, button in ((0, self._left), (1, self._right), (_NEITHER, self._neither)):
            button.setChecked(number == chosen)
            button.setIcon(icon("check", "accent") if number == chosen else QIcon())
            button.setEnabled(self._pair is not None)


def _button(name: str) -> QPushButton:
    button = styled(QPushButton())
    button.setObjectName(name)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
