"""The pattern that videos' files are named by, with the name that comes of it."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QLocale, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.clips import Clip
from app.domain.name_patterns import (
    PATTERN_FIELDS,
    USUAL_PATTERN,
    PatternFault,
    PatternProblem,
    file_stem,
    in_english,
    in_turkish,
    pattern_problem,
)
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF
from app.ui.titled_field import TitledField


class NamePatternField(QWidget):
    """A line for the pattern; under it a name made by it, or what is wrong with it.

    `entered` carries a pattern that can be used, `refused` tells that what was typed cannot. In a
    Turkish window the fields have Turkish names; both are understood, the English ones are kept.
    """

    entered = Signal(str)
    refused = Signal()

    def __init__(self, pattern: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taken = pattern
        self._line = QLineEdit(_spoken(pattern))
        self._line.setObjectName("namePatternEdit")
        self._line.textEdited.connect(self._show)
        self._line.editingFinished.connect(self.take)
        self._usual = styled(QPushButton(), kind="link")
        self._usual.setObjectName("usualNamesButton")
        self._usual.clicked.connect(self._on_usual_clicked)
        self._sample = styled(QLabel(), level="secondary", tone="dim")
        self._sample.setObjectName("nameSample")
        self._fields = styled(QLabel(), level="secondary", tone="faint")
        for label in (self._sample, self._fields):
            label.setWordWrap(True)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        line.addWidget(self._line, 1)
        line.addWidget(self._usual)
        below = QWidget()
        lines = QVBoxLayout(below)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(HALF)
        lines.addWidget(self._sample)
        lines.addWidget(self._fields)
        self._field = TitledField(row)
        self._field.put_under(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        self._retranslate()

    @Slot()
    def take(self) -> None:
        """Takes over what was typed, if it can be used."""
        pattern = self._pattern
        if pattern_problem(pattern) is not None:
            self.refused.emit()
        elif pattern != self._taken:
            self._taken = pattern
            self.entered.emit(pattern)

    def follow(self, pattern: str) -> None:
        """Shows a pattern that another than this field has set."""
        if pattern != self._taken:
            self._taken = pattern
            self.show_taken()

    def show_taken(self) -> None:
        """Shows the pattern in force, whatever is typed."""
        self._line.setText(_spoken(self._taken))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._field.set_title(self.tr("File names"))
        self._line.setAccessibleName(self.tr("File names"))
        self._usual.setText(self.tr("Usual names"))
        names = " ".join(f"{{{name}}}" for name in PATTERN_FIELDS)
        self._fields.setText(self.tr("Can be used: {names}").format(names=_spoken(names)))
        if pattern_problem(self._pattern) is None:
            self._line.setText(_spoken(self._pattern))
        self._show()

    @property
    def _pattern(self) -> str:
        return in_english(self._line.text().strip())

    @Slot()
    def _show(self) -> None:
        pattern = self._pattern
        problem = pattern_problem(pattern)
        self._usual.setVisible(pattern != USUAL_PATTERN)
        self._sample.setVisible(problem is None)
        styled(self._line, state="" if problem is None else "bad")
        if problem is None:
            self._field.hush()
            name = f"{file_stem(pattern, self._example())}.mp4"
            self._sample.setText(name)
        else:
            self._field.say(partial(self._refusal, problem), "bad")

    def _example(self) -> Clip:
        return Clip(
            id="3f2a9c1d",
            service="sora",
            remote_id="",
            created_at=datetime.now().astimezone(),
            prompt=self.tr("A red balloon over the sea"),
            aspect_ratio="16:9",
            model="sora-2",
            duration_seconds=6,
        )

    def _refusal(self, problem: PatternProblem) -> str:
        in_force = self.tr("Until then: {pattern}").format(pattern=_spoken(self._taken))
        return f"{self._words(problem)} {in_force}"

    def _words(self, problem: PatternProblem) -> str:
        match problem.fault:
            case PatternFault.EMPTY:
                text = self.tr("This makes no name. Write a word, or {date} for instance.")
                return text.format(date=_spoken("{date}"))
            case PatternFault.UNKNOWN_FIELD:
                text = self.tr("Nothing is known by the name of {name}.")
                return text.format(name=f"{{{problem.found}}}")
            case PatternFault.FORBIDDEN_LETTER:
                text = self.tr("This sign cannot be in a file’s name: {sign}")
                return text.format(sign=problem.found)
            case PatternFault.UNPAIRED:
                text = self.tr("A {brace} is missing; a field is written as {date}.")
                return text.format(brace=problem.found, date=_spoken("{date}"))
            case PatternFault.TOO_LONG:
                return self.tr("This is too long for a file’s name.")

    @Slot()
    def _on_usual_clicked(self) -> None:
        self._line.setText(_spoken(USUAL_PATTERN))
        self._show()
        self.take()


def _spoken(pattern: str) -> str:
    """`pattern` with its fields called as in the window's language."""
    turkish = QLocale().language() == QLocale.Language.Turkish
    return in_turkish(in_english(pattern)) if turkish else in_english(pattern)
