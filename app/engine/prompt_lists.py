"""Lists of prompts, looked through against what a service can be asked for."""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Final

from app.domain.capabilities import Capabilities
from app.domain.errors import ErrorCode, KadrajError
from app.domain.ports import FolderFiles, MediaReader
from app.domain.prompt_lists import (
    MOST_LETTERS,
    CheckedRow,
    Column,
    ListKind,
    ListRow,
    RowProblem,
    kind_of,
    read_rows,
)
from app.domain.requests import GenerationRequest, Picture, completed_request, problems

#: Rows that are read at once, beside the loop; and seconds for which rows are then looked through,
#: before it is the turn of others: a window has to do something with them, too, and answers
#: between.
_READ: Final = 100
_TURN: Final = 0.002
#: Lines that tell how a list is written, and pictures of which it is remembered what they are.
_HEAD: Final = 40
_PICTURES: Final = 1000

_COLUMN_OF: Final = {
    ErrorCode.PROMPT_EMPTY: Column.PROMPT,
    ErrorCode.ASPECT_RATIO_UNKNOWN: Column.ASPECT,
    ErrorCode.DURATION_UNKNOWN: Column.DURATION,
    ErrorCode.MODEL_UNKNOWN: Column.MODEL,
    ErrorCode.PICTURE_UNSUPPORTED: Column.IMAGE,
    ErrorCode.PICTURE_TOO_LARGE: Column.IMAGE,
    ErrorCode.PICTURE_TOO_MANY_PIXELS: Column.IMAGE,
}


class PromptLists:
    """Reads lists piece by piece: what has been read is looked at while the rest is read."""

    def __init__(self, files: FolderFiles, media: MediaReader) -> None:
        self._files = files
        self._media = media

    async def read(
        self,
        source: Path | str,
        usual: GenerationRequest,
        table: Capabilities,
        kind: ListKind | None = None,
    ) -> AsyncIterator[list[CheckedRow]]:
        """The rows of a file or of a text, some at a time, in order.

        `usual` says what a row asks for where it says nothing; its picture, too. Pictures are found
        from the list's own folder on. Raises `LIST_WITHOUT_PROMPTS`, `LIST_IS_WORKBOOK` and
        `FILE_FAILED`; what is wrong with a row is told with it.
        """
        check = _Check(self._media, source, usual, table)
        rows = _rows(self._files, source, kind)
        while read := deque(await asyncio.to_thread(lambda: list(islice(rows, _READ)))):
            while read:
                checked, end = list[CheckedRow](), time.monotonic() + _TURN
                while read and time.monotonic() < end:
                    checked.append(await check.row(read.popleft()))
                yield checked
                await asyncio.sleep(0)


def _rows(files: FolderFiles, source: Path | str, kind: ListKind | None) -> Iterator[ListRow]:
    lines: Iterable[str]
    if isinstance(source, Path):
        lines = files.lines_of(source, MOST_LETTERS)
    else:
        lines = (line[: MOST_LETTERS + 1] for line in source.splitlines())
    head = list(islice(lines := iter(lines), _HEAD))
    yield from read_rows(chain(head, lines), kind or kind_of("\n".join(head)))


class _Check:
    """Makes requests of rows."""

    def __init__(
        self,
        media: MediaReader,
        source: Path | str,
        usual: GenerationRequest,
        table: Capabilities,
    ) -> None:
        self._media = media
        self._folder = source.absolute().parent if isinstance(source, Path) else Path.home()
        self._usual = usual
        self._table = table
        self._pictures: OrderedDict[str, Picture | KadrajError] = OrderedDict()

    async def row(self, row: ListRow) -> CheckedRow:
        """A row with its request, or with everything that is wrong with it."""
        found = list(row.problems)
        picture = self._usual.picture
        if row.image:
            looked = await self._picture(row.image)
            if isinstance(looked, KadrajError):
                found.append(RowProblem(looked, Column.IMAGE))
            else:
                picture = looked
        found += self._not_offered(row)
        request = completed_request(self._asked(row, picture), self._table)
        if not any(problem.column is None for problem in row.problems):
            found += [
                RowProblem(problem, _COLUMN_OF[problem.code])
                for problem in problems(request, self._table)
            ]
        return CheckedRow(row, None if found else request, tuple(found))

    def _not_offered(self, row: ListRow) -> Iterator[RowProblem]:
        told = {
            Column.DURATION: row.seconds and not self._table.durations,
            Column.MODEL: row.model and not self._table.models,
        }
        for column, in_vain in told.items():
            if in_vain:
                error = KadrajError(ErrorCode.LIST_NOT_OFFERED, service=self._table.service)
                yield RowProblem(error, column)

    def _asked(self, row: ListRow, picture: Picture | None) -> GenerationRequest:
        usual = self._usual
        seconds = row.seconds if self._table.durations else None
        model = row.model if self._table.models else ""
        if row.aspect and row.aspect != usual.aspect_ratio:
            usual = replace(usual, model=None)  # it need not make the other ratio
        if model and not row.aspect:
            usual = replace(usual, aspect_ratio="")
        return replace(
            usual,
            prompt=row.prompt,
            aspect_ratio=row.aspect or usual.aspect_ratio,
            duration_seconds=seconds or usual.duration_seconds,
            model=model or usual.model,
            picture=picture,
        )

    async def _picture(self, named: str) -> Picture | KadrajError:
        if named not in self._pictures:
            self._pictures[named] = await self._look(named)
            while len(self._pictures) > _PICTURES:
                self._pictures.popitem(last=False)
        return self._pictures[named]

    async def _look(self, named: str) -> Picture | KadrajError:
        path = await asyncio.to_thread(_found, self._folder, named)
        if path is None:
            return KadrajError(ErrorCode.PICTURE_MISSING, name=named[:200])
        try:
            return await self._media.inspect_picture(path)
        except KadrajError as error:
            return error


def _found(folder: Path, named: str) -> Path | None:
    """The file of this name, seen from a folder; as Windows writes it, too."""
    if named.startswith(("\\\\", "//")):  # another computer would be told who asks
        return None
    for name in (named, named.replace("\\", "/")):
        path = Path(name)
        if name.startswith(("~/", "~\\")):
            path = Path.home() / name[2:]
        try:
            if (folder / path).is_file():
                return folder / path
        except (OSError, ValueError):  # too long for a name, or a name that none can have
            return None
    return None
