"""Finding out whether a database is what was written."""

import sqlite3
from typing import Final

from app.domain.errors import ErrorCode, KadrajError
from app.store.journal import Copy, each_row
from app.store.rows import RowDamagedError, RowFolders, clip_of, job_event_of, job_of
from app.store.schema import STEPS
from app.store.vote_table import vote_of

_FINE: Final = "ok"


class DatabaseDamagedError(sqlite3.DatabaseError):
    """The database is not what was written; the message says how that is known."""


def check_pages(connection: sqlite3.Connection) -> None:
    """Has SQLite look through the whole file: 10,000 clips take some 50 ms.

    Not *quick_check*, which leaves out whether indexes and tables tell the same.
    """
    for (found,) in connection.execute("PRAGMA integrity_check(2)").fetchall():
        # Later SQLites look into the index for searching, too, which is mended by itself.
        if found != _FINE and "inverted index" not in found:
            raise DatabaseDamagedError(found)


def check_rows(
    connection: sqlite3.Connection, number: int, copy: Copy, folders: RowFolders
) -> bool:
    """Compares the database's rows with the second copy; tells whether both hold the same.

    One row after the other: all of them twice in memory would be a third of what the program has.

    SQLite keeps no checksums of the database's own pages, and takes one whose WAL was lost for
    whole: only the copy tells of that. A copy that is behind was not written to the end.
    """
    if copy.whole and copy.number > number:
        raise DatabaseDamagedError("older than its second copy")
    if copy.whole and copy.number == number and copy.version == len(STEPS):
        found = 0
        for table, key, row in each_row(connection):
            if copy.rows[table].get(key) != row:
                raise DatabaseDamagedError("changed behind SQLite's back")
            found += 1
        if found != sum(len(rows) for rows in copy.rows.values()):
            raise DatabaseDamagedError("changed behind SQLite's back")
        return True
    for table, _, row in each_row(connection):
        _make(table, row, folders)
    return False


def only_seems_newer(error: KadrajError, copy: Copy) -> bool:
    """Whether a database that says a later Kadraj wrote it says so because it is damaged: the later
    Kadraj would have written the copy too."""
    return error.code is ErrorCode.LIBRARY_NEWER and copy.whole and copy.version <= len(STEPS)


def is_readable(table: str, row: dict[str, object], folders: RowFolders) -> bool:
    """Whether a row makes what its table holds."""
    try:
        _make(table, row, folders)
    except RowDamagedError:
        return False
    return True


def _make(table: str, row: dict[str, object], folders: RowFolders) -> None:
    if table == "clips":
        clip_of(row, folders)
    elif table == "jobs":
        job_of(row, folders)
    elif table == "job_events":
        job_event_of(row)
    elif table == "votes":
        vote_of(row)
