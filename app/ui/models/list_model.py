"""A list of prompts as a table: what each row asks for, or what is wrong with it."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.domain.prompt_lists import CheckedRow
from app.domain.requests import GenerationRequest
from app.ui.theme.icons import icon
from app.ui.theme.theme import current_tokens
from app.ui.widgets.text import plain_tooltip

Index = QModelIndex | QPersistentModelIndex

#: Letters kept of a prompt, of a remark, and of what else a row says.
_PROMPT: Final = 400
_REMARK: Final = 2000
_SHOWN: Final = 100


class ListColumn(IntEnum):
    """The columns, from the left."""

    NUMBER = 0
    PROMPT = 1
    PICTURE = 2
    FRAME = 3
    LENGTH = 4
    MODEL = 5
    REMARK = 6


#: Texts of one row by column; a remark says that it cannot be made. Nothing but texts: Python's
#: collector would otherwise halt the window for each of the hundred thousand rows there may be.
_Texts = tuple[str, str, str, str, str, str, str]


class ListModel(QAbstractTableModel):
    """Grows while a list is read. `explain` says what is wrong with a row, `titles` names the
    columns; the requests of the first `most` good rows are kept. `mark_from` marks the rows that
    are left over when the others are queued."""

    def __init__(
        self,
        explain: Callable[[CheckedRow], str],
        titles: Callable[[], Sequence[str]],
        most: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._explain = explain
        self._titles = titles
        self._most = most
        self._all: list[_Texts] = []
        self._rows: list[_Texts] = []  # those that are shown
        self._added: list[_Texts] = []
        self._only_bad = False
        self._good = 0
        self._pictured = False
        self._requests: list[GenerationRequest] = []
        self._numbers: list[int] = []  # of the good rows
        self._marked_from: int | None = None  # number of a row
        self._mark = ""

    @property
    def good(self) -> int:
        """How many rows can be made."""
        return self._good

    @property
    def bad(self) -> int:
        """How many rows cannot."""
        return len(self._all) + len(self._added) - self._good

    @property
    def pictured(self) -> bool:
        """Whether a video is made from a picture in any row."""
        return self._pictured

    @property
    def requests(self) -> Sequence[GenerationRequest]:
        """What the first good rows ask for, in order."""
        return self._requests

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of the good rows, in order."""
        return self._numbers

    def starts(self) -> list[int]:
        """The numbers of all rows, in order: those of their first lines."""
        return [int(row[ListColumn.NUMBER]) for row in (*self._all, *self._added)]

    @property
    def marked(self) -> bool:
        """Whether rows are marked as left over."""
        return self._marked_from is not None

    def mark_from(self, row: int, mark: str) -> None:
        """Remarks `mark` at the good rows from the one at `row` on, counted from 0."""
        self._marked_from = self._numbers[row] if row < len(self._numbers) else None
        self._mark = mark
        if self._rows:
            last = self.index(len(self._rows) - 1, ListColumn.REMARK)
            self.dataChanged.emit(self.index(0, 0), last)

    def clear(self) -> None:
        """Has no rows any more."""
        self.beginResetModel()
        self._all, self._rows, self._added, self._good, self._requests = [], [], [], 0, []
        self._numbers, self._marked_from = [], None
        self._pictured = False
        self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, ListColumn.REMARK)

    def add(self, rows: Sequence[CheckedRow]) -> None:
        """Puts rows behind the others; they are seen from the next `show_added` on, for a view has
        much to do for every addition, be it small or large."""
        requests = [row.request for row in rows if row.request is not None]
        self._numbers += [row.row.number for row in rows if row.request is not None]
        self._added += [self._texts(row) for row in rows]
        self._good += len(requests)
        self._pictured = self._pictured or any(
            row.row.image or (row.request is not None and row.request.picture) for row in rows
        )
        self._requests += requests[: self._most - len(self._requests)]

    def show_added(self) -> None:
        """Shows what was added."""
        added, self._added = self._added, []
        self._all += added
        if shown := self._to_show(added):
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(shown) - 1)
            self._rows += shown
            self.endInsertRows()

    def show_only_bad(self, only: bool) -> None:
        """Shows only the rows that cannot be made, or all of them."""
        self.beginResetModel()
        self._only_bad = only
        self._rows = self._to_show(self._all)
        self.endResetModel()

    def _to_show(self, rows: Sequence[_Texts]) -> list[_Texts]:
        return [row for row in rows if row[ListColumn.REMARK] or not self._only_bad]

    def first_bad(self) -> QModelIndex:
        """The first row that cannot be made; invalid when there is none."""
        for number, row in enumerate(self._rows):
            if row[ListColumn.REMARK]:
                return self.index(number, ListColumn.REMARK)
        return QModelIndex()

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
        remark = row[ListColumn.REMARK]
        match role:
            case Qt.ItemDataRole.DisplayRole if column is ListColumn.REMARK:
                return remark or self._mark_of(row)
            case Qt.ItemDataRole.DisplayRole:
                return row[column]
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(remark or row[ListColumn.PROMPT])
            case Qt.ItemDataRole.ForegroundRole if remark:
                return QColor(current_tokens().bad)
            case Qt.ItemDataRole.ForegroundRole if self._mark_of(row):
                return QColor(current_tokens().warn)
            case Qt.ItemDataRole.DecorationRole if column is ListColumn.REMARK and remark:
                return icon("warning", "bad")
            case _:
                return None

    def _mark_of(self, row: _Texts) -> str:
        """What is said of a good row that is left over."""
        number = self._marked_from
        return "" if number is None or int(row[ListColumn.NUMBER]) < number else self._mark

    def _texts(self, row: CheckedRow) -> _Texts:
        said, request = row.row, row.request
        if request is None:
            choices = said.image, said.aspect, said.duration, said.model
        else:
            seconds = request.duration_seconds
            choices = (
                request.picture.name if request.picture else "–",
                request.aspect_ratio,
                "" if seconds is None else str(seconds),
                request.model or "",
            )
        picture, frame, length, model = (text[:_SHOWN] for text in choices)
        prompt = " ".join(said.prompt[:_PROMPT].split())
        prompt += "…" if len(said.prompt) > _PROMPT else ""
        remark = "" if request else self._explain(row)[:_REMARK]
        return str(said.number), prompt, picture, frame, length, model, remark
