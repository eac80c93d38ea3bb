"""Lists of prompts, as people keep them: plain text, or a table with a column for each choice.

Everything here is streamed: a list may be as long as it likes, and a line may not.
"""

import csv
import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, pairwise
from typing import Final

from app.domain.errors import ErrorCode, KadrajError
from app.domain.folding import folded
from app.domain.requests import GenerationRequest

#: Letters of a line, or of all lines between two quotes. Nobody's prompt is longer.
MOST_LETTERS: Final = 20_000


class ListKind(StrEnum):
    """How a list is written."""

    LINES = "lines"  # a prompt in each line
    BLOCKS = "blocks"  # prompts of several lines, with an empty line between them
    TABLE = "table"  # CSV, the first line naming the columns


class Column(StrEnum):
    """What a column of a table may say."""

    PROMPT = "prompt"
    IMAGE = "image"
    ASPECT = "aspect"
    DURATION = "duration"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in a row. `column` is None for what concerns all of it."""

    error: KadrajError
    column: Column | None = None


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row as it was written. `number` is that of its first line, from 1; `lines` is how many a
    prompt had that ends at an empty line."""

    number: int
    prompt: str = ""
    image: str = ""
    aspect: str = ""
    duration: str = ""
    model: str = ""
    problems: tuple[RowProblem, ...] = ()
    lines: int = 1

    @property
    def seconds(self) -> int | None:
        """The length that was asked for; None when none was, or none can be read."""
        whole = _SECONDS.fullmatch(folded(self.duration.strip()))
        return int(whole[1]) if whole else None


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row that can be made, as `request`, or that cannot, as its `problems` tell."""

    row: ListRow
    request: GenerationRequest | None
    problems: tuple[RowProblem, ...] = ()


def kind_of(head: str) -> ListKind:
    """How a list is written, by its beginning."""
    lines = head.lstrip().splitlines()
    if lines:
        title = lines[1] if _SEPARATOR.fullmatch(lines[0]) and len(lines) > 1 else lines[0]
        if Column.PROMPT in _columns(_split(title, _delimiter(title))):
            return ListKind.TABLE
    blocks = re.split(r"\n\s*\n", "\n".join(lines).strip())
    several = len(blocks) > 1 and any("\n" in block for block in blocks)
    return ListKind.BLOCKS if several else ListKind.LINES


def read_rows(lines: Iterable[str], kind: ListKind) -> Iterator[ListRow]:
    """The rows of a list, empty ones left out.

    Lines come with or without their ends; one that has more than `MOST_LETTERS` may be cut after
    one letter more. Raises `LIST_WITHOUT_PROMPTS` for a table whose first line names no such
    column.
    """
    stripped = (line.rstrip("\r\n") for line in lines)
    if kind is ListKind.TABLE:
        return _table(stripped)
    return _blocks(stripped) if kind is ListKind.BLOCKS else _lines(stripped)


def without_rows(text: str, starts: Sequence[int], gone: Collection[int]) -> str:
    """A list without some of its rows, which begin in the lines `gone`; `starts` are the first
    lines of all its rows, in order and from 1."""
    lines = text.splitlines()
    kept = lines[: starts[0] - 1] if starts else lines
    for start, end in pairwise([*starts, len(lines) + 1]):
        if start not in gone:
            kept += lines[start - 1 : end - 1]
    return "\n".join(kept)


def _lines(lines: Iterable[str]) -> Iterator[ListRow]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(number, {Column.PROMPT: line.strip()})


def _blocks(lines: Iterable[str]) -> Iterator[ListRow]:
    begun, block, letters = 0, list[str](), 0
    for number, line in enumerate(chain(lines, [""]), 1):
        if line.strip():
            begun = begun or number
            if letters <= MOST_LETTERS:  # the rest changes nothing any more
                block.append(line)
                letters += len(line)
        elif begun:
            row = _row(begun, {Column.PROMPT: "\n".join(block).strip()})
            yield replace(row, lines=number - begun)
            begun, block, letters = 0, [], 0


def _table(lines: Iterable[str]) -> Iterator[ListRow]:
    ahead = _Lines(lines)
    title, delimiter = _title(ahead)
    columns = _columns(title)
    if Column.PROMPT not in columns:
        shown = ", ".join(name.strip()[:40] for name in title[:8])
        raise KadrajError(ErrorCode.LIST_WITHOUT_PROMPTS, found=shown)
    while (record := _record(ahead, delimiter)) is not None:
        number, fields = record
        if isinstance(fields, KadrajError):
            yield ListRow(number, problems=(RowProblem(fields),))
        elif any(field.strip() for field in fields):
            said = {
                column: field.strip()
                for column, field in zip(columns, fields, strict=False)
                if column is not None
            }
            row = _row(number, said)
            if any(field.strip() for field in fields[len(columns) :]):
                more = KadrajError(
                    ErrorCode.LIST_TOO_MANY_FIELDS, found=len(fields), expected=len(columns)
                )
                row = _with_problem(row, RowProblem(more))
            yield row


class _Lines:
    """Lines that can be put back. `number` is that of the line that comes next."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._back: deque[str] = deque()
        self.number = 1

    def take(self) -> str | None:
        line = self._back.popleft() if self._back else next(self._lines, None)
        self.number += line is not None
        return line

    def put_back(self, lines: Sequence[str]) -> None:
        self._back.extendleft(reversed(lines))
        self.number -= len(lines)


def _title(lines: _Lines) -> tuple[list[str], str]:
    """The names of the columns, and what stands between them."""
    delimiter = ""
    while (line := lines.take()) is not None:
        told = _SEPARATOR.fullmatch(line.strip(" "))  # a line with which Excel tells it
        if told:
            delimiter = told[1]
        elif line.strip():
            delimiter = delimiter or _delimiter(line)
            return _split(line, delimiter), delimiter
    return [], ","


def _record(lines: _Lines, delimiter: str) -> tuple[int, list[str] | KadrajError] | None:
    """The next record with the number of its first line, or why it is none; None at the end.

    A quote that is never closed costs its own line and no other.
    """
    number, taken = lines.number, list[str]()

    def feed() -> Iterator[str]:
        letters = 0
        while (line := lines.take()) is not None:
            taken.append(line)
            letters += len(line)
            if letters > MOST_LETTERS:
                return
            yield f"{line}\n"

    try:
        return number, next(csv.reader(feed(), delimiter=delimiter, strict=True))
    except StopIteration:
        if not taken:
            return None
        error = KadrajError(ErrorCode.LIST_LINE_TOO_LONG, limit=MOST_LETTERS)
    except csv.Error as fault:
        # The parser's only two complaints about lines that are not too long.
        still_open = "unexpected end" in str(fault)
        code = ErrorCode.LIST_QUOTE_OPEN if still_open else ErrorCode.LIST_QUOTE_AMISS
        error = KadrajError(code)
    lines.put_back(taken[1:])
    return number, error


def _row(number: int, said: dict[Column, str]) -> ListRow:
    problems = []
    for column, text in said.items():
        if "\0" in text or "\ufffd" in text:
            problems.append(RowProblem(KadrajError(ErrorCode.LIST_NOT_TEXT), column))
        if len(text) > MOST_LETTERS:
            error = KadrajError(ErrorCode.LIST_LINE_TOO_LONG, limit=MOST_LETTERS)
            problems.append(RowProblem(error, column))
        if text.startswith("="):  # a prompt that a spreadsheet was to put together, and did not
            problems.append(RowProblem(KadrajError(ErrorCode.LIST_FORMULA), column))
    row = ListRow(
        number,
        prompt=said.get(Column.PROMPT, "")[:MOST_LETTERS],
        image=said.get(Column.IMAGE, ""),
        aspect=_ratio(said.get(Column.ASPECT, "")),
        duration=said.get(Column.DURATION, ""),
        model=said.get(Column.MODEL, ""),
        problems=tuple(problems),
    )
    if row.duration and row.seconds is None:
        error = KadrajError(ErrorCode.LIST_NO_NUMBER, value=row.duration[:40])
        return _with_problem(row, RowProblem(error, Column.DURATION))
    return row


def _with_problem(row: ListRow, problem: RowProblem) -> ListRow:
    return replace(row, problems=(*row.problems, problem))


def _ratio(text: str) -> str:
    """`16x9` and `16 / 9` as `16:9`; and `16:09`, the time of day that spreadsheets make of it."""
    told = _RATIO.fullmatch(text)
    return f"{int(told[1])}:{int(told[2])}" if told else text


def _delimiter(line: str) -> str:
    unquoted = re.sub(r'"[^"]*"', "", line)
    return max(",;\t", key=unquoted.count)


def _split(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


def _columns(title: Sequence[str]) -> list[Column | None]:
    """What each column says; None for one that is not known. Of two alike the first counts."""
    columns: list[Column | None] = []
    for name in title:
        key = re.sub(r"[\W_]+", " ", folded(name)).strip()
        column = _COLUMNS.get(key)
        columns.append(column if column not in columns else None)
    return columns


_NAMES: Final = {
    Column.PROMPT: "prompt, prompts, text, description, istem, metin, komut, açıklama",
    Column.IMAGE: "image, picture, photo, file, image path, görsel, resim, fotoğraf, dosya",
    Column.ASPECT: "aspect, aspect ratio, ratio, frame, oran, kadraj, en boy oranı, çerçeve",
    Column.DURATION: "duration, duration seconds, length, seconds, süre, saniye, uzunluk",
    Column.MODEL: "model",
}
_COLUMNS: Final = {
    folded(name): column for column, names in _NAMES.items() for name in names.split(", ")
}
_RATIO: Final = re.compile(r"(\d{1,4})\s*[:x×/]\s*(\d{1,4})(?::00)?", re.ASCII)
_SECONDS: Final = re.compile(r"(\d{1,4})(?:[.,]0+)?\s*(?:s|sn|sec|saniye|seconds?)?", re.ASCII)
_SEPARATOR: Final = re.compile(r'"?sep=([,;\t])"?', re.IGNORECASE)
