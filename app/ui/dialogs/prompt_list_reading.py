"""The reading of a list of prompts: one at a time, and only the latest one counts."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.errors import KadrajError
from app.domain.prompt_lists import CheckedRow, ListKind
from app.domain.requests import GenerationRequest
from app.ui.bridge import Bridge


class ListReading(QObject):
    """`came` carries a list of `CheckedRow`, `failed` the error; in the end comes either that or
    `ended`. `lines` are how many have been read, `prompts` what they became."""

    came = Signal(object)
    ended = Signal()
    failed = Signal(object)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._number = 0  # of the reading that counts
        self.over = True
        self.lines = self.prompts = 0

    def begin(self, source: Path | str, usual: GenerationRequest, kind: ListKind | None) -> None:
        """Reads a list from its beginning; what was being read does not count any more."""
        self.begin_later()
        self._bridge.read_list(
            source,
            usual,
            kind,
            partial(self._take, self._number),
            partial(self._end, self._number),
            partial(self._fail, self._number),
        )

    def begin_later(self) -> None:
        """What has been read does not count any more, and something is still to be found out before
        it is read anew."""
        self._number += 1
        self.over = False
        self.lines = self.prompts = 0

    def give_up(self) -> None:
        """Nothing is to come any more."""
        self.over = True

    def _take(self, number: int, rows: list[CheckedRow]) -> None:
        if number == self._number:
            self.lines += sum(row.row.lines for row in rows)
            self.prompts += len(rows)
            self.came.emit(rows)

    def _end(self, number: int, _nothing: None) -> None:
        if number == self._number:
            self.over = True
            self.ended.emit()

    def _fail(self, number: int, error: KadrajError) -> None:
        if number == self._number:
            self.over = True
            self.failed.emit(error)
