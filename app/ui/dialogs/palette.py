"""The command palette: whatever can be done now, found by a few letters of its name."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QSettings,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from app.domain.matching import SCATTERED, match
from app.ui.commands import Command
from app.ui.delegates.command_delegate import ROW_HEIGHT, CommandDelegate
from app.ui.hearing import say, tell_row
from app.ui.held_key import ENTER, let_go_first
from app.ui.models.commands_model import CommandsModel, Found
from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, TOOLBAR

_WIDTH: Final = 600
_ROWS: Final = 10
_RECENT: Final = "palette/recent"
#: Commands that are remembered as used.
_REMEMBERED: Final = 12
#: Behind every match of a name: one of the group and the name, or of what else is said of it.
_FARTHER: Final = 10


class Palette(QFrame):
    """A line to type in and a list below it, over the upper middle of a window.

    What was used last comes first. Enter or a click runs a command, when the palette is gone and
    the keyboard is back where it was; Escape, or a click elsewhere, closes it.
    """

    finished = Signal()  # it is gone, and what was chosen is done

    def __init__(self, memory: QSettings | None = None, parent: QWidget | None = None) -> None:
        """`memory` keeps what was used last for the next start."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("commandPalette")
        styled(self, role="popover")
        self._memory = memory
        self._commands: list[Command] = []
        self._recent = _texts(memory.value(_RECENT) if memory is not None else None)
        self._chosen: Command | None = None
        self._search = QLineEdit()
        self._search.setObjectName("paletteSearch")
        self._lens = QAction(icon("search", "faint"), "", self)
        self._search.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        self._search.installEventFilter(self)
        self._model = CommandsModel(self)
        self._list = QListView()
        self._list.setObjectName("paletteList")
        self._list.setModel(self._model)
        self._list.setItemDelegate(CommandDelegate(self))
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = styled(QLabel(), tone="dim")
        self._nothing.setObjectName("paletteNothing")
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setFixedHeight(2 * ROW_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self._search)
        column.addWidget(self._list)
        column.addWidget(self._nothing)
        self._search.textChanged.connect(self._on_typed)
        self._list.clicked.connect(self._on_clicked)
        self._list.entered.connect(self._list.setCurrentIndex)
        self._retranslate()
        self.ensurePolished()

    def open_over(self, window: QWidget, commands: Sequence[Command]) -> None:
        """Shows what can be done, over a window."""
        self._commands, self._chosen = list(commands), None
        self._search.clear()
        self._fill()
        wide = min(_WIDTH, window.width() - 4 * GRID)
        self.setFixedWidth(wide)
        corner = QPoint((window.width() - wide) // 2, TOOLBAR + GRID)
        self.move(window.mapToGlobal(corner))
        self.show()
        self._search.setFocus(Qt.FocusReason.PopupFocusReason)

    def add(self, commands: Iterable[Command]) -> None:
        """Shows more, which came later."""
        known = {(command.group, command.title) for command in self._commands}
        more = [each for each in commands if (each.group, each.title) not in known]
        if more and self.isVisible():
            self._commands += more
            row = self._list.currentIndex().row()
            self._fill()
            self._go(min(row, self._model.rowCount() - 1))

    # -- Qt ------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._search.setPlaceholderText(self.tr("What do you want to do?"))
        self.setAccessibleName(self.tr("Commands"))
        self._lens.setText(self.tr("Search for a command"))
        self._search.setAccessibleName(self.tr("Search for a command"))
        self._list.setAccessibleName(self.accessibleName())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that belong to the list go there, although the keyboard is in the line."""
        if watched is self._search and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and _opens(event):
                event.accept()  # or it would open another one
                return True
            if event.type() == QEvent.Type.KeyPress and self._takes(event):
                # What comes after it shows where the keyboard is.
                self.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
                return True
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        row, last = self._list.currentIndex().row(), self._model.rowCount() - 1
        goals = {
            Qt.Key.Key_Down: 0 if row == last else row + 1,
            Qt.Key.Key_Up: last if row <= 0 else row - 1,
            Qt.Key.Key_PageDown: min(row + _ROWS - 1, last),
            Qt.Key.Key_PageUp: max(row - _ROWS + 1, 0),
        }
        key = Qt.Key(event.key())
        if key in goals:
            self._go(goals[key])
            self._tell()
        elif key in ENTER:
            let_go_first(key)  # held down, it is not for where the command leads
            self._on_clicked(self._list.currentIndex())
        elif key == Qt.Key.Key_Escape or _opens(event):
            self.close()
        else:
            return False
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        QTimer.singleShot(0, self, self._finish)

    @Slot()
    def _finish(self) -> None:
        chosen, self._chosen = self._chosen, None
        if (around := self.parentWidget()) is not None:
            around.activateWindow()  # not every system gives the keyboard back by itself
        if chosen is not None:
            self._remember(chosen)
            chosen.run()
        self.finished.emit()

    # -- Inside --------------------------------------------------------------------------------

    def _go(self, row: int) -> None:
        self._list.setCurrentIndex(self._model.index(row))

    @Slot()
    def _on_typed(self) -> None:
        self._fill()
        self._tell()

    def _tell(self) -> None:
        """Reads out where one is in the list, although the keyboard stays in the line."""
        row = self._list.currentIndex().row()
        if self.isVisible() and row < 0:
            say(self, self._nothing.text())
        elif self.isVisible():
            tell_row(self._list, row)

    def _fill(self) -> None:
        typed = self._search.text()
        found = [
            found
            for command in self._commands
            if (found := self._found(typed, command)) is not None
        ]
        found.sort(key=lambda each: each.rank)
        self._model.show(found)
        self._go(0)
        self._list.scrollToTop()
        self._list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._nothing.setText(
            self.tr("Nothing called “{typed}” can be done now.").format(typed=typed)
        )
        self._list.setFixedHeight(min(len(found), _ROWS) * ROW_HEIGHT)
        self.adjustSize()

    def _found(self, typed: str, command: Command) -> Found | None:
        """How well a command fits; of those that fit equally, the one used last comes first, then
        the one with fewer words, then what stands first in the window."""
        used = len(self._recent)
        if command.name in self._recent:
            used = self._recent.index(command.name)
        fit, long = match(typed, command.title), len(command.title.split())
        if fit is not None:
            kind, gaps, _ = fit.rank
            order = (kind, gaps, used, long) if typed.strip() else (used, 0, 0, 0)
            return Found(command, order, fit.places)
        for more in (f"{command.group} {command.title}", f"{command.title} {command.hint}"):
            fit = match(typed, more)
            if fit is not None and fit.rank[0] < SCATTERED:
                kind, gaps, _ = fit.rank
                return Found(command, (_FARTHER + kind, gaps, used, long))
        return None

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        found = self._model.found_at(index)
        if found is not None:
            self._chosen = found.command
            self.close()

    def _remember(self, command: Command) -> None:
        names = [command.name, *(name for name in self._recent if name != command.name)]
        self._recent = names[:_REMEMBERED]
        if self._memory is not None:
            self._memory.setValue(_RECENT, self._recent)


def _opens(event: QKeyEvent) -> bool:
    control = Qt.KeyboardModifier.ControlModifier
    return event.key() == Qt.Key.Key_K and event.modifiers() == control


def _texts(value: object) -> list[str]:
    """A list as it was kept, of which Qt makes a single text when it has one only."""
    if isinstance(value, str):
        return [value]
    return [str(each) for each in value] if isinstance(value, list) else []
