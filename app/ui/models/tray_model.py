"""The pictures of a drop tray, in the order in which they will be asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from app.domain.errors import KadrajError
from app.domain.preparing import Crop, PictureFacts, Preparation, crop_for
from app.ui.widgets.text import plain_tooltip

Index = QModelIndex | QPersistentModelIndex


class TrayRole(IntEnum):
    """What a delegate asks for."""

    CARD = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class TrayCard:
    """A picture on its way to becoming a video.

    `facts` is None while it is looked at; `copy` is what would be sent instead of a picture that
    the service takes only so, or sees otherwise than it looks. `along` says where the frame lies.
    """

    number: int
    path: Path
    name: str
    facts: PictureFacts | None = None
    copy: Preparation | None = None
    problem: KadrajError | None = None
    preview: QImage | None = None
    along: float = 0.5
    prompt: str = ""

    def crop(self, ratio: str) -> Crop | None:
        """What of the upright picture is in the frame; None when all of it is."""
        if self.facts is None:
            return None
        picture = self.facts.picture
        return crop_for(picture.width, picture.height, ratio, self.along)


class TrayModel(QAbstractListModel):
    """Cards that can be moved, changed and taken out; each is known by its number. `describe` says
    in few words what `explain` says in full."""

    def __init__(
        self,
        describe: Callable[[TrayCard], str],
        explain: Callable[[TrayCard], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._describe = describe
        self._explain = explain
        self._cards: list[TrayCard] = []
        self._next = 0

    @property
    def cards(self) -> tuple[TrayCard, ...]:
        """All of them, in order."""
        return tuple(self._cards)

    def add(self, paths: Sequence[Path]) -> list[TrayCard]:
        """Puts pictures behind the others."""
        added = [TrayCard(number, path, path.name) for number, path in enumerate(paths, self._next)]
        if added:
            self._next += len(added)
            row = len(self._cards)
            self.beginInsertRows(QModelIndex(), row, row + len(added) - 1)
            self._cards += added
            self.endInsertRows()
        return added

    def card(self, number: int) -> TrayCard | None:
        """The card of this number, if it is still there."""
        return next((card for card in self._cards if card.number == number), None)

    def change(self, number: int, **fields: Any) -> None:
        """Changes fields of a card, if it is still there."""
        for row, card in enumerate(self._cards):
            if card.number == number:
                self._cards[row] = replace(card, **fields)
                index = self.index(row)
                self.dataChanged.emit(index, index)

    def remove(self, numbers: Sequence[int]) -> list[tuple[int, TrayCard]]:
        """Takes cards out; returns them with their rows, for `put_back`."""
        gone = set(numbers)
        taken = [(row, card) for row, card in enumerate(self._cards) if card.number in gone]
        for row, _card in reversed(taken):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._cards[row]
            self.endRemoveRows()
        return taken

    def put_back(self, taken: Sequence[tuple[int, TrayCard]]) -> None:
        """Puts cards back to where they were, or to the end if there are fewer by now."""
        for wanted, card in taken:
            row = min(wanted, len(self._cards))
            self.beginInsertRows(QModelIndex(), row, row)
            self._cards.insert(row, card)
            self.endInsertRows()

    def move(self, number: int, by: int) -> None:
        """Moves a card some places on or back, as far as there are any."""
        row = next((row for row, card in enumerate(self._cards) if card.number == number), None)
        if row is not None:
            target = min(max(0, row + by), len(self._cards) - 1)
            self.moveRows(QModelIndex(), row, 1, QModelIndex(), target + (target > row))

    # -- Qt ------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        if role == TrayRole.CARD:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return self._describe(card)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{card.name}, {self._explain(card)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(f"{card.name}\n{self._explain(card)}")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled  # between cards, not onto one
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def moveRows(  # type: ignore[override]  # noqa: N802 -- Qt's own name
        self,
        source_parent: QModelIndex,
        source: int,
        count: int,
        target_parent: QModelIndex,
        target: int,
    ) -> bool:
        if not self.beginMoveRows(
            source_parent,
            source,
            source + count - 1,
            target_parent,
            target,
        ):
            return False
        moved = self._cards[source : source + count]
        del self._cards[source : source + count]
        place = target - count if target > source else target
        self._cards[place:place] = moved
        self.endMoveRows()
        return True
