"""Reading what can still be read of a damaged database, around its broken pages."""

import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

from app.store.database import READING_ERRORS
from app.store.files import file_errors
from app.store.journal import Rows
from app.store.schema import KEPT_TWICE

#: A database's files, by what their names have behind its own.
COMPANIONS: Final = ("", "-wal", "-shm", "-journal")

#: How far behind the last readable row others are looked for when the end cannot be read.
_BEYOND: Final = 10_000


def salvaged(database: Path) -> Rows:
    """The rows that SQLite can still read, of which none need be as it was written.

    The files are read in a copy: opened in their place, SQLite might change them.
    """
    rows: Rows = {table: {} for table in KEPT_TWICE}
    with file_errors(database), tempfile.TemporaryDirectory(dir=database.parent) as folder:
        copy = Path(folder, database.name)
        for ending in COMPANIONS:
            original = database.with_name(f"{database.name}{ending}")
            if original.is_file() and ending != "-shm":
                shutil.copyfile(original, f"{copy}{ending}")
        # A file that is no database has no rows; there is nothing to tell of that again.
        with suppress(*READING_ERRORS), closing(sqlite3.connect(copy)) as connection:
            connection.row_factory = sqlite3.Row
            # A schema that is damaged elsewhere is no reason not to read these tables.
            connection.execute("PRAGMA writable_schema = ON")
            for table, key in KEPT_TWICE.items():
                rows[table].update({row[key]: row for row in _readable(connection, table)})
    return rows


def _readable(connection: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    """A table's rows from both of its ends as far as that goes, and one by one in between."""
    found: dict[int, dict[str, Any]] = {}
    ends = []
    for way in ("ASC", "DESC"):
        last = None
        with suppress(*READING_ERRORS):
            for row in connection.execute(
                f"SELECT rowid AS place, * FROM {table} NOT INDEXED ORDER BY rowid {way}"  # noqa: S608
            ):
                content = dict(row)
                last = content.pop("place")
                if last in found:
                    break
                found[last] = content
        ends.append(last)
    first = (ends[0] or 0) + 1
    for place in range(first, ends[1] or first + _BEYOND):
        with suppress(*READING_ERRORS):
            for row in connection.execute(f"SELECT * FROM {table} WHERE rowid = ?", (place,)):  # noqa: S608
                found[place] = dict(row)
    return list(found.values())
