"""A list in groups, each under a line of its own that is there while the group has members."""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
GroupType = TypeVar("GroupType", bound=Enum)

ROOT: Final = QModelIndex()


class GroupedModel(QAbstractListModel, Generic[GroupType]):
    """Members by id in the groups of an enumeration, from its first to its last.

    Every change goes out as the insertion, move or removal of single rows, so that views keep
    their selection and their place. Who derives says how a group is sorted.
    """

    def __init__(self, groups: type[GroupType], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order = list(groups)
        self._groups: dict[str, GroupType] = {}
        self._rows: list[GroupType | str] = []

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.member_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        flags = (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self.is_movable(index) else flags

    def member_at(self, index: Index) -> str | None:
        """The id in a row; None for a group's line."""
        item = self._rows[index.row()] if index.isValid() else None
        return item if isinstance(item, str) else None

    def index_of(self, member: str) -> QModelIndex:
        """Where a member is; an invalid index when it is in no group."""
        return self.index(self._rows.index(member)) if member in self._groups else QModelIndex()

    def members(self, group: GroupType) -> list[str]:
        """The members of a group, as they stand in it."""
        return [
            item for item in self._rows if isinstance(item, str) and self._groups[item] is group
        ]

    def count(self, group: GroupType) -> int:
        """How many members a group has."""
        return sum(1 for other in self._groups.values() if other is group)

    # -- For who derives -----------------------------------------------------------------------

    def is_movable(self, _index: Index) -> bool:
        """Whether users may take a row elsewhere."""
        return False

    def sort_key(self, member: str) -> tuple[float, str]:
        """A member's place in its group."""
        raise NotImplementedError

    def lay_out(self, groups: Mapping[str, GroupType]) -> None:
        """Begins anew with these members."""
        self.beginResetModel()
        self._groups = dict(groups)
        self._rows = []
        for group in self._order:
            members = [member for member, its in self._groups.items() if its is group]
            if members:
                self._rows += [group, *sorted(members, key=self.sort_key)]
        self.endResetModel()

    def place(self, member: str, group: GroupType) -> None:
        """Puts a member, new or known, where it belongs in a group."""
        self._groups[member] = group
        self._ensure_header(group)
        row = self._row_for(member, group)
        if member in self._rows:
            self._move(self._rows.index(member), row)
        else:
            self._insert(row, member)
        self._drop_empty_headers()
        self._tell_headers()

    def take_out(self, member: str) -> None:
        """Removes a member."""
        self._remove(self._rows.index(member))
        del self._groups[member]
        self._drop_empty_headers()
        self._tell_headers()

    def sort_anew(self, group: GroupType) -> None:
        """Puts a group's members in their order, should several stand elsewhere now."""
        first = self._rows.index(group) + 1 if group in self._rows else 0
        members = self.members(group)
        ordered = sorted(members, key=self.sort_key)
        if ordered == members:
            return
        self.layoutAboutToBeChanged.emit()
        known = self.persistentIndexList()
        items = [self._rows[index.row()] for index in known]
        self._rows[first : first + len(ordered)] = ordered
        self.changePersistentIndexList(
            known, [self.index(self._rows.index(item)) for item in items]
        )
        self.layoutChanged.emit()

    def tell(self, members: Iterable[str], roles: Sequence[int] = ()) -> None:
        """Says that members look different now."""
        for member in dict.fromkeys(members):
            index = self.index_of(member)
            if index.isValid():
                self.dataChanged.emit(index, index, list(roles))

    # -- Inside --------------------------------------------------------------------------------

    def _ensure_header(self, group: GroupType) -> None:
        if group in self._rows:
            return
        later = self._order[self._order.index(group) + 1 :]
        row = next((row for row, item in enumerate(self._rows) if item in later), len(self._rows))
        self._insert(row, group)

    def _drop_empty_headers(self) -> None:
        inhabited = set(self._groups.values())
        for row in range(len(self._rows) - 1, -1, -1):
            item = self._rows[row]
            if not isinstance(item, str) and item not in inhabited:
                self._remove(row)

    def _tell_headers(self) -> None:
        for row, item in enumerate(self._rows):
            if not isinstance(item, str):
                self.dataChanged.emit(self.index(row), self.index(row))

    def _row_for(self, member: str, group: GroupType) -> int:
        """The row before which a member belongs, counted as the rows stand now."""
        row = self._rows.index(group) + 1
        key = self.sort_key(member)
        while row < len(self._rows):
            item = self._rows[row]
            if not isinstance(item, str) or (item != member and self.sort_key(item) > key):
                break
            row += 1
        return row

    def _insert(self, row: int, item: GroupType | str) -> None:
        self.beginInsertRows(ROOT, row, row)
        self._rows.insert(row, item)
        self.endInsertRows()

    def _remove(self, row: int) -> None:
        self.beginRemoveRows(ROOT, row, row)
        del self._rows[row]
        self.endRemoveRows()

    def _move(self, row: int, before: int) -> None:
        if before in (row, row + 1):
            return
        self.beginMoveRows(ROOT, row, row, ROOT, before)
        self._rows.insert(before, self._rows[row])
        del self._rows[row + (before < row)]
        self.endMoveRows()
