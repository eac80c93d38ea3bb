"""All keys of the window on one sheet, under what they are for."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.dialogs.dialog import Dialog
from app.ui.dialogs.frame import dialog_column, dialog_foot
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF

#: On keyboards arrows have signs and no names.
_SIGNS: Final = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


@dataclass(frozen=True, slots=True)
class Entry:
    """Keys as Qt writes them everywhere (``"Ctrl+Shift+S"``), and what each of them does.

    With `span` they are the first and the last of a row of keys.
    """

    keys: tuple[str, ...]
    words: str
    span: bool = False

    @property
    def shown(self) -> str:
        """The keys as they are labelled, in the language chosen now."""
        between = " – " if self.span else "  "
        return between.join(_shown(keys) for keys in self.keys)


@dataclass(frozen=True, slots=True)
class Section:
    """Keys that work at one place."""

    title: str
    entries: tuple[Entry, ...]


class KeysDialog(Dialog):
    """The sheet; `tabs` is how many the window has."""

    guide_requested = Signal()

    def __init__(self, tabs: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keysDialog")
        styled(self, role="panel")
        self._tabs = tabs
        self._title = styled(QLabel(), level="heading")
        self._guide = styled(QPushButton(), kind="link")
        self._guide.setObjectName("userGuideButton")
        self._guide.setCursor(Qt.CursorShape.PointingHandCursor)
        self._guide.clicked.connect(self.guide_requested)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(5 * GRID)
        self._sheets: list[QWidget] = []
        self._close = QPushButton()
        self._close.setObjectName("closeKeysButton")
        self._close.clicked.connect(self.accept)
        whole = dialog_column(self)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._guide)
        whole.addLayout(head)
        whole.addLayout(self._columns)
        whole.addLayout(dialog_foot(self._close))
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self._retranslate()

    @property
    def sections(self) -> tuple[Section, ...]:
        """What is on it, in the language chosen now."""
        return (
            self._everywhere(),
            self._composer(),
            self._queue(),
            self._player(),
            self._history(),
            self._cull(),
            self._compare(),
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    # -- What is on it -------------------------------------------------------------------------

    def _everywhere(self) -> Section:
        close = QKeySequence(QKeySequence.StandardKey.Quit).toString()  # none on some systems
        return Section(
            self.tr("Everywhere"),
            (
                Entry(("Ctrl+1", f"Ctrl+{self._tabs}"), self.tr("Go to a tab"), span=True),
                Entry(("Ctrl+J",), self.tr("Go to the queue")),
                Entry(("Ctrl+K",), self.tr("All commands")),
                Entry(("Ctrl+,",), self.tr("Settings")),
                Entry(("Ctrl+Z",), self.tr("Undo")),
                *((Entry((close,), self.tr("Close Kadraj")),) if close else ()),
                Entry(("F1", "?"), self.tr("This list")),
            ),
        )

    def _composer(self) -> Section:
        return Section(
            self.tr("Create"),
            (
                Entry(("Ctrl+P",), self.tr("Write a prompt")),
                Entry(("Ctrl+Return",), self.tr("Generate")),
                Entry(("Ctrl+V",), self.tr("Paste a picture")),
                Entry(("Del",), self.tr("Take the chosen picture out")),
            ),
        )

    def _queue(self) -> Section:
        return Section(
            self.tr("Queue"),
            (
                Entry(("Return",), self.tr("Open, edit or press the button")),
                Entry(("Left", "Right"), self.tr("Choose a button of the row")),
                Entry(("Esc",), self.tr("Answer no to a question")),
                Entry(("Alt+Up", "Alt+Down"), self.tr("Move a waiting job")),
                Entry(("Alt+Home",), self.tr("Send it first")),
                Entry(("Ctrl+D",), self.tr("Duplicate")),
                Entry(("I",), self.tr("Timeline")),
                Entry(("Del",), self.tr("Remove from the queue")),
            ),
        )

    def _player(self) -> Section:
        return Section(
            self.tr("Player"),
            (
                Entry(("Space",), self.tr("Play or pause")),
                Entry(("Left", "Right"), self.tr("One second back or on")),
                Entry((",", "."), self.tr("One frame back or on")),
                Entry(("Home", "End"), self.tr("To the beginning or the end")),
                Entry(("J", "K", "L"), self.tr("Backwards, halt, forwards")),
                Entry(("<", ">"), self.tr("Slower or faster")),
                Entry(("I", "O"), self.tr("Repeat from here, to here")),
                Entry(("R",), self.tr("Repeat")),
                Entry(("Up", "Down"), self.tr("Louder or quieter")),
                Entry(("M",), self.tr("Sound off or on")),
                Entry(("Z",), self.tr("Actual size or all of it")),
                Entry(("F", "F11"), self.tr("Full screen")),
                Entry(("P", "N"), self.tr("Previous or next video")),
                Entry(("Ctrl+Shift+S",), self.tr("Save frame")),
                Entry(("Ctrl+Shift+C",), self.tr("Copy frame")),
            ),
        )

    def _history(self) -> Section:
        return Section(
            self.tr("History"),
            (
                Entry(("Ctrl+F",), self.tr("Search")),
                Entry(("F5",), self.tr("Refresh")),
                Entry(("Return",), self.tr("Open")),
                Entry(("0", "5"), self.tr("Stars"), span=True),
                Entry(("F",), self.tr("Favourite")),
                Entry(("T",), self.tr("Tags")),
                Entry(("I",), self.tr("Details")),
                Entry(("C",), self.tr("Look through one by one")),
                Entry(("V",), self.tr("Compare two videos")),
                Entry(("Ctrl+A",), self.tr("Select all")),
                Entry(("Ctrl+C",), self.tr("Copy file")),
                Entry(("Del",), self.tr("Move to the recycle bin")),
            ),
        )

    def _cull(self) -> Section:
        return Section(
            self.tr("One by one"),
            (
                Entry(("Left", "Right"), self.tr("Previous or next video")),
                Entry(("Home", "End"), self.tr("First or last video")),
                Entry(("0", "5"), self.tr("Stars"), span=True),
                Entry(("F",), self.tr("Favourite")),
                Entry(("X",), self.tr("Reject")),
                Entry(("C", "Esc"), self.tr("Done")),
            ),
        )

    def _compare(self) -> Section:
        return Section(
            self.tr("Compare two videos"),
            (
                Entry(("W",), self.tr("Side by side or under a wipe")),
                Entry(("Left", "Right"), self.tr("Move the wipe")),
                Entry(("A", "B"), self.tr("Which one is heard")),
                Entry(("X",), self.tr("Change places")),
                Entry(("H",), self.tr("Vote blind")),
                Entry(("1", "2", "0"), self.tr("A is better, B, neither")),
            ),
        )

    # -- How it stands there -------------------------------------------------------------------

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self._title.setText(self.tr("Keyboard shortcuts"))
        self._guide.setText(self.tr("User guide…"))
        self._guide.setAccessibleName(self.tr("User guide"))
        self._close.setText(self.tr("Close"))
        for sheet in self._sheets:
            self._columns.removeWidget(sheet)
            sheet.deleteLater()
        everywhere, composer, queue, player, history, cull, compare = self.sections
        self._sheets = [
            _column(everywhere, composer, queue),
            _column(player, compare),
            _column(history, cull),
        ]
        for sheet in self._sheets:
            self._columns.addWidget(sheet, 0, Qt.AlignmentFlag.AlignTop)


def _column(*sections: Section) -> QWidget:
    column = QWidget()
    grid = QGridLayout(column)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(HALF)
    for section in sections:
        row = grid.rowCount()
        if row > 1:
            grid.setRowMinimumHeight(row, 2 * GRID)
            row += 1
        grid.addWidget(styled(QLabel(section.title), level="label"), row, 0, 1, 2)
        for place, entry in enumerate(section.entries, start=row + 1):
            keys = styled(QLabel(entry.shown), level="secondary", tone="dim")
            keys.setTextFormat(Qt.TextFormat.PlainText)
            words = styled(QLabel(entry.words), level="secondary")
            words.setTextFormat(Qt.TextFormat.PlainText)
            grid.addWidget(keys, place, 0)
            grid.addWidget(words, place, 1)
    grid.setColumnStretch(1, 1)
    return column


def _shown(keys: str) -> str:
    keys = keys.replace("Return", "Enter")  # as it is called in the guide and in the tooltips
    native = QKeySequence.SequenceFormat.NativeText
    held, _, key = keys.rpartition("+")
    if key not in _SIGNS:
        return QKeySequence(keys).toString(native)
    return QKeySequence(f"{held}+A").toString(native)[:-1] + _SIGNS[key] if held else _SIGNS[key]
