"""A second copy of what matters, beside the database: plain lines, each with a checksum.

Open jobs are money and the database is one file. Every row that a write changes is appended here
when the write is committed, and synced; nothing is relied on before that. So the copy is never
behind the database by more than a write nobody has yet heard of, and where the two differ, the
copy, whose every line can be checked, is right.
"""

import json
import logging
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from app.domain.errors import KadrajError
from app.store.database import READING_ERRORS
from app.store.files import file_errors, write_whole
from app.store.schema import KEPT_TWICE, STEPS

_log = logging.getLogger(__name__)

#: Rows by table and key, as the database has them.
Rows = Mapping[str, dict[str, dict[str, Any]]]

#: The file is written anew at a start with this many more lines than twice the rows, or in between
#: when it has twice its bytes and this many more.
_SPENT: Final = 1_000
_ROOM: Final = 4_000_000

#: Rows in one line, which is whole or not there. To make JSON of more in one call would hold up the
#: window's thread, too.
_AT_ONCE: Final = 200


@dataclass(slots=True)
class Copy:
    """What the journal holds. `number` is the database's count of changes when its last line was
    written, `version` that of the tables; `whole` says that no line is missing before that one,
    `tidy` that nothing follows it and that few lines are out of date."""

    rows: Rows = field(default_factory=lambda: {table: {} for table in KEPT_TWICE})
    number: int = -1
    version: int = 0
    whole: bool = False
    tidy: bool = False


class Journal:
    """The file, and the rows that are to be written into it.

    All methods belong to the thread that writes the database.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._changed: dict[tuple[str, str], None] = {}
        self._size = 0
        self._limit = 0

    def read(self) -> Copy:
        """The copy as it is on the disk; where lines are damaged, what the others tell."""
        copy = Copy()
        if not self._path.is_file():
            return copy
        count, cut, damaged = 0, False, []
        with file_errors(self._path), self._path.open("rb") as file:
            for line in file:
                # The last line may be cut: the program ended while it was written, before anybody
                # relied on it.
                cut = not line.endswith(b"\n")
                if cut:
                    break
                content = _content(line[:-1])
                if content is None:
                    damaged.append(count)
                else:
                    _take_over(copy, content)
                count += 1
        kept = sum(len(rows) for rows in copy.rows.values())
        # All but the last one count; of a single one, that one does.
        copy.whole = count > 0 and all(0 < number == count - 1 for number in damaged)
        copy.tidy = copy.whole and not cut and not damaged and count <= 2 * kept + _SPENT
        return copy

    def attach(self, connection: sqlite3.Connection) -> None:
        """Notices every row that this connection changes from now on."""
        connection.create_function("row_changed", 2, self._note)
        for table, key in KEPT_TWICE.items():
            for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
                connection.execute(
                    f"CREATE TEMP TRIGGER {table}_{event}_noticed AFTER {event} ON main.{table}"
                    f" BEGIN SELECT row_changed('{table}', {row}.{key}); END"
                )

    def write(self, connection: sqlite3.Connection) -> None:
        """Appends the noticed rows as they are in the database now, and returns when that is on
        the disk.

        The database has them already, so a journal that cannot be written is no failure of the
        write: it is marked as not whole, and made anew at the next write.
        """
        if not self._changed:
            return
        with self._at_best():
            few = len(self._changed) <= _AT_ONCE
            if self._size and self._size < self._limit and few:
                changes = [_change(connection, table, key) for table, key in self._changed]
                self._append(_line({"number": change_number(connection), "rows": changes}))
            else:
                self.rewrite(read_rows(connection), change_number(connection))
            self._changed.clear()

    def begin(self, rows: Rows, number: int) -> None:
        """Replaces the file as `rewrite` does, or does without it as `write` does."""
        with self._at_best():
            self.rewrite(rows, number)

    def rewrite(self, rows: Rows, number: int) -> None:
        """Replaces the file in one step by these rows."""
        changes = [[table, key, row] for table in KEPT_TWICE for key, row in rows[table].items()]
        lines = [_line({"version": len(STEPS), "number": number})]
        lines += [_line({"number": number, "rows": [change]}) for change in changes]
        content = b"".join(lines)
        write_whole(self._path, content)
        self._size = len(content)
        self._limit = 2 * self._size + _ROOM

    def go_on(self) -> None:
        """Takes the file as it is, which is known to be tidy and to agree with the database."""
        with file_errors(self._path):
            self._size = self._path.stat().st_size
        self._limit = 2 * self._size + _ROOM

    @contextmanager
    def _at_best(self) -> Iterator[None]:
        try:
            yield
        except READING_ERRORS as error:
            _log.warning("the database could not be read for the journal: %s", error)
        except KadrajError as error:
            _log.warning("the journal could not be written: %s", error)
            self._size = 0
            self._spoil()

    def _spoil(self) -> None:
        """Makes the file one that does not pass for whole; that needs no room on the disk."""
        with suppress(OSError), self._path.open("r+b") as file:
            file.write(b"-")
            file.flush()
            os.fsync(file.fileno())

    def _note(self, table: str, key: str) -> None:
        self._changed[table, key] = None

    def _append(self, line: bytes) -> None:
        with file_errors(self._path), self._path.open("r+b") as file:
            file.seek(self._size)
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        self._size += len(line)


def each_row(connection: sqlite3.Connection) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Table, key and content of every row of the database that is kept twice."""
    for table, key in KEPT_TWICE.items():
        for row in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608
            yield table, row[key], dict(row)


def read_rows(connection: sqlite3.Connection) -> Rows:
    """All rows of the database that are kept twice."""
    rows: Rows = {table: {} for table in KEPT_TWICE}
    for table, key, row in each_row(connection):
        rows[table][key] = row
    return rows


def change_number(connection: sqlite3.Connection) -> int:
    """How many changes the database has seen."""
    (number,) = connection.execute("SELECT coalesce(max(number), -1) FROM changes").fetchone()
    return int(number)


def _change(connection: sqlite3.Connection, table: str, key: str) -> list[Any]:
    row = connection.execute(
        f"SELECT * FROM {table} WHERE {KEPT_TWICE[table]} = ?",  # noqa: S608
        (key,),
    ).fetchone()
    return [table, key, dict(row) if row else None]


def _take_over(copy: Copy, content: dict[str, Any]) -> None:
    copy.number = content["number"]
    copy.version = content.get("version", copy.version)
    changes: Iterable[tuple[str, str, dict[str, Any] | None]] = content.get("rows", ())
    for table, key, row in changes:
        rows = copy.rows.get(table, {})  # a table nobody knows is a later Kadraj's
        if row is None:
            rows.pop(key, None)
        else:
            rows[key] = row


def _line(content: dict[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False).encode()
    return b"%08x %s\n" % (crc32(text), text)


def _content(line: bytes) -> dict[str, Any] | None:
    """What a line says; None when it is not as it was written."""
    checksum, _, text = line.partition(b" ")
    if checksum != b"%08x" % crc32(text):
        return None
    content: dict[str, Any] = json.loads(text)
    return content
