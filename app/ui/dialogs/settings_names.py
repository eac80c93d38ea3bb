"""The pattern that videos' files are named by, with the name that comes of it."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.clips import Clip
from app.domain.name_patterns import (
    PATTERN_FIELDS,
    USUAL_PATTERN,
    PatternFault,
    PatternProblem,
    file_stem,
    pattern_problem,
)
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID
from app.ui.titled_field import TitledField


class NamePatternField(QWidget):
    """A line for the pattern; under it a name made by it, or what is wrong with it.

    `entered` carries a pattern that can be used, `refused` tells that what was typed cannot.
    """

    entered = Signal(str)
    refused = Signal()

    def __init__(self, pattern: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taken = pattern
        self._line = QLineEdit(pattern)
        self._line.setObjectName("namePatternEdit")
        self._line.textEdited.connect(self._show)
        self._line.editingFinished.connect(self.take)
        self._usual = styled(QPushButton(), kind="link")
        self._usual.setObjectName("usualNamesButton")
        self._usual.setAutoDefault(False)
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
        lines.setSpacing(GRID // 2)
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
        pattern = self._line.text().strip()
        if pattern_problem(pattern) is not None:
            self.refused.emit()
        elif pattern != self._taken:
            self._taken = pattern
            self.entered.emit(pattern)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._field.set_title(self.tr("File names"))
        self._line.setAccessibleName(self.tr("File names"))
        self._usual.setText(self.tr("Usual names"))
        names = " ".join(f"{{{name}}}" for name in PATTERN_FIELDS)
        self._fields.setText(self.tr("Can be used: {names}").format(names=names))
        self._show()

    @Slot()
    def _show(self) -> None:
        pattern = self._line.text().strip()
        problem = pattern_problem(pattern)
        self._usual.setVisible(pattern != USUAL_PATTERN)
        self._sample.setVisible(problem is None)
        styled(self._line, state="" if problem is None else "bad")
        if problem is None:
            self._field.hush()
            name = f"{file_stem(pattern, self._example())}.mp4"
            self._sample.setText(name)
        else:
            self._field.say(partial(self._words, problem), "bad")

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

    def _words(self, problem: PatternProblem) -> str:
        match problem.fault:
            case PatternFault.EMPTY:
                return self.tr("This makes no name. Write a word, or {date} for instance.")
            case PatternFault.UNKNOWN_FIELD:
                text = self.tr("Nothing is known by the name of {name}.")
                return text.format(name=f"{{{problem.found}}}")
            case PatternFault.FORBIDDEN_LETTER:
                text = self.tr("This sign cannot be in a file’s name: {sign}")
                return text.format(sign=problem.found)
            case PatternFault.TOO_LONG:
                return self.tr("This is too long for a file’s name.")

    @Slot()
    def _on_usual_clicked(self) -> None:
        self._line.setText(USUAL_PATTERN)
        self._show()
        self.take()
