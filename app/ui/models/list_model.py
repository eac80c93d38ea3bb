"""A list of prompts as a table: what each row asks for, or what is wrong with it."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.domain.prompt_lists import CheckedRow
from app.domain.requests import GenerationRequest
from app.ui.theme.icons import icon
from app.ui.theme.theme import current_tokens
from app.ui.widgets.text import plain_tooltip

Index = QModelIndex | QPersistentModelIndex


class ListColumn(IntEnum):
    """The columns, from the left."""

    NUMBER = 0
    PROMPT = 1
    PICTURE = 2
    FRAME = 3
    LENGTH = 4
    MODEL = 5
    REMARK = 6


class ListModel(QAbstractTableModel):
    """Grows while a list is read. `explain` says what is wrong with a row, `titles` names the
    columns."""

    def __init__(
        self,
        explain: Callable[[CheckedRow], str],
        titles: Callable[[], Sequence[str]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._explain = explain
        self._titles = titles
        self._rows: list[CheckedRow] = []
        self._good = 0

    @property
    def good(self) -> int:
        """How many rows can be made."""
        return self._good

    @property
    def bad(self) -> int:
        """How many rows cannot."""
        return len(self._rows) - self._good

    @property
    def requests(self) -> list[GenerationRequest]:
        """What the good rows ask for, in order."""
        return [row.request for row in self._rows if row.request is not None]

    def clear(self) -> None:
        """Has no rows any more."""
        self.beginResetModel()
        self._rows, self._good = [], 0
        self.endResetModel()

    def add(self, rows: Sequence[CheckedRow]) -> None:
        """Puts rows behind the others."""
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._rows += rows
        self._good += sum(row.request is not None for row in rows)
        self.endInsertRows()

    def first_bad(self) -> QModelIndex:
        """The first row that cannot be made; invalid when there is none."""
        for number, row in enumerate(self._rows):
            if row.request is None:
                return self.index(number, ListColumn.REMARK)
        return QModelIndex()

    def retranslate(self) -> None:
        """The words are others now."""
        last = self.index(len(self._rows) - 1, ListColumn.REMARK)
        self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, ListColumn.REMARK)

    # -- Qt ------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(  # noqa: N802 -- Qt's own name
        self,
        parent: Index = QModelIndex(),  # noqa: B008 - Qt's signature
    ) -> int:
        return 0 if parent.isValid() else len(ListColumn)

    def headerData(  # noqa: N802 -- Qt's own name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._titles()[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], ListColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                told = self._explain(row) if row.problems else row.row.prompt
                return plain_tooltip(told[:1000])
            case Qt.ItemDataRole.ForegroundRole if row.request is None:
                return QColor(current_tokens().bad)
            case Qt.ItemDataRole.DecorationRole if column is ListColumn.REMARK and row.problems:
                return icon("warning", "bad")
            case _:
                return None

    def _text(self, row: CheckedRow, column: ListColumn) -> str:
        said, request = row.row, row.request
        match column:
            case ListColumn.NUMBER:
                return str(said.number)
            case ListColumn.PROMPT:
                return " ".join(said.prompt[:400].split())
            case ListColumn.PICTURE:
                used = request.picture.name if request and request.picture else ""
                return said.image[:200] or used
            case ListColumn.FRAME:
                return request.aspect_ratio if request else said.aspect[:40]
            case ListColumn.LENGTH:
                seconds = request.duration_seconds if request else None
                return said.duration[:40] if seconds is None else str(seconds)
            case ListColumn.MODEL:
                return (request.model if request else said.model[:60]) or ""
            case _:
                return self._explain(row)
