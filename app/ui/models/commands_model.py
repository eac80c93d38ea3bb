"""Commands as a list that can be looked at, in the order in which they fit what was typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.ui.commands import Command

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Found:
    """A command, where it stands among others, and the letters of its title that were typed."""

    command: Command
    rank: tuple[int, ...]
    places: tuple[int, ...] = ()


class CommandRole(IntEnum):
    """What a row tells besides its title."""

    FOUND = Qt.ItemDataRole.UserRole + 1


class CommandsModel(QAbstractListModel):
    """Rows of `Found`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Found] = []

    def show(self, found: Sequence[Found]) -> None:
        """Puts others in their place."""
        self.beginResetModel()
        self._rows = list(found)
        self.endResetModel()

    def found_at(self, index: Index) -> Found | None:
        """What a row shows."""
        return self._rows[index.row()] if self.checkIndex(index) and index.isValid() else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self.found_at(index)
        if found is None:
            return None
        command = found.command
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return command.title
            case Qt.ItemDataRole.AccessibleTextRole:
                told = (command.title, command.group, command.keys)
                return ", ".join(each for each in told if each)
            case Qt.ItemDataRole.ToolTipRole:
                return command.hint or None
            case CommandRole.FOUND:
                return found
        return None
