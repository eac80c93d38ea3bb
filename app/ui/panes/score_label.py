"""What the user's votes come to: the services against each other."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.votes import Score
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.texts import service_title
from app.ui.theme.styled import styled


class ScoreLabel(QLabel):
    """`Sora 3 – 2 Veo`, and with `whole` of how many comparisons; nothing without any. `told`
    says that its words, and so its width, are others now."""

    told = Signal()

    def __init__(self, bridge: Bridge, *, whole: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        styled(self, level="secondary", tone="dim")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._whole = whole
        self._score = Score()
        bridge.score_changed.connect(self._on_score_changed)
        bridge.load_score(self._on_score_changed)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        score = self._score
        wins = _words(score.wins)
        compared = self.tr("%n comparison(s)", "", score.comparisons)
        self.setText(f"{wins} · {compared}" if self._whole else wins)
        told = [self.tr("Which of two videos you liked better: {score}").format(score=wins)]
        told.append(self.tr("%n comparison(s) between services", "", score.comparisons))
        if score.undecided:
            told.append(self.tr("Neither better: {count}").format(count=score.undecided))
        self.setToolTip("\n".join(told))
        self.setVisible(score.comparisons > 0)
        self.told.emit()

    @Slot(object)
    def _on_score_changed(self, score: Score) -> None:
        self._score = score
        self._retranslate()


def _words(wins: Mapping[str, int]) -> str:
    named = [(service_title(service), formats.number(count)) for service, count in wins.items()]
    if len(named) == 2:
        (one, won), (other, lost) = named
        return f"{one} {won} – {lost} {other}"
    return " · ".join(f"{title} {count}" for title, count in named)
