"""Making a database anew: from its second copy, or else from what can still be read of it, and from
the videos and their sidecars.

The rows are first written into the journal, then the old database is set aside, then the new one
is filled. Killed between any two of these steps, the next start finds a database that is missing
or older than its copy, and does it again.
"""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import JobState
from app.domain.opening import LibraryRebuilt
from app.store.database import transaction
from app.store.files import file_errors, sync_folder
from app.store.gathering import Gathering, Probe
from app.store.journal import Journal, Rows
from app.store.rows import RowFolders, insert
from app.store.salvage import COMPANIONS, salvaged
from app.store.schema import KEPT_TWICE, STEPS


def is_missing(database: Path) -> bool:
    """Whether there is no database, or nothing in it."""
    return not database.is_file() or database.stat().st_size == 0


def rebuild(
    database: Path, journal: Journal, folders: RowFolders, probe: Probe | None
) -> LibraryRebuilt:
    """Leaves no database, and in the journal everything that a new one is to hold.

    `LIBRARY_NEWER` when a later Kadraj has written the journal: nothing is touched then.
    """
    copy = journal.read()
    if copy.version > len(STEPS):
        known = {"found": copy.version, "known": len(STEPS)}
        raise KadrajError(ErrorCode.LIBRARY_NEWER, path=str(database), **known)
    gathering = Gathering(folders)
    if not copy.whole:
        gathering.add_rows(salvaged(database))
    gathering.add_rows(copy.rows)
    gathering.add_videos(probe)
    if not copy.whole:
        gathering.distrust()
    gathering.mend()
    journal.rewrite(gathering.rows, copy.number + 1)
    moved = _set_aside(database)
    listed = [row for row in gathering.rows["jobs"].values() if row["state"] != JobState.REMOVED]
    return LibraryRebuilt(
        len(gathering.rows["clips"]), len(listed), moved, str(database.parent), copy.whole
    )


def fill(connection: sqlite3.Connection, rows: Rows, number: int) -> None:
    """Enters all rows into new tables, all at once."""
    with transaction(connection):
        for table in KEPT_TWICE:
            for row in rows[table].values():
                insert(connection, table, row)
        connection.execute("UPDATE changes SET number = ?", (number,))


def _set_aside(database: Path) -> str | None:
    """Renames a database with its companions; returns its new name, None when there was none."""
    moment = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
    aside = database.with_name(f"{database.stem}.damaged-{moment}{database.suffix}")
    moved = None
    with file_errors(database):
        for ending in COMPANIONS:
            file = database.with_name(f"{database.name}{ending}")
            if file.exists():
                file.rename(aside.with_name(f"{aside.name}{ending}"))
                moved = aside.name
    sync_folder(database.parent)
    return moved
