"""The database's tables, as the steps that lead to them.

`PRAGMA user_version` counts the steps a database has taken. A step is never changed once it was
released; what comes later is a new step.
"""

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from app.domain.errors import ErrorCode, KadrajError
from app.store import search_index
from app.store.database import transaction
from app.store.rows import derived

#: The tables that the second copy holds too, each with its key; in an order in which rows refer
#: to earlier ones only.
KEPT_TWICE: Final[Mapping[str, str]] = {
    "clips": "id",
    "jobs": "id",
    "notes": "name",
    "job_events": "id",
    "votes": "id",
}


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Brings a database to the newest version, each step in a transaction of its own.

    `LIBRARY_NEWER` when a later Kadraj has written it: nothing is touched then.
    """
    version = _version(connection, path)
    for number, step in enumerate(STEPS[max(version, 0) :], start=max(version, 0) + 1):
        with transaction(connection):
            step(connection)
            connection.execute(f"PRAGMA user_version = {number}")


def is_up_to_date(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether a database is of the newest version; `LIBRARY_NEWER` as in `migrate`."""
    return _version(connection, path) == len(STEPS)


def _version(connection: sqlite3.Connection, path: Path) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(STEPS):
        raise KadrajError(ErrorCode.LIBRARY_NEWER, path=str(path), found=version, known=len(STEPS))
    return int(version)


def _first_tables(connection: sqlite3.Connection) -> None:
    for statement in _FIRST_TABLES:
        connection.execute(statement)


def _counted_changes(connection: sqlite3.Connection) -> None:
    """Counts every change, whoever makes it, so that database and second copy can be compared."""
    connection.execute("CREATE TABLE changes (number INTEGER NOT NULL) STRICT")
    connection.execute("INSERT INTO changes VALUES (0)")
    _count_changes(connection, "clips", "jobs", "notes")


def _job_events(connection: sqlite3.Connection) -> None:
    """What became of each job, step by step; jobs of before have no steps until their next one."""
    connection.execute(
        """
        CREATE TABLE job_events (
            id TEXT NOT NULL PRIMARY KEY,  -- the next two together
            job_id TEXT NOT NULL REFERENCES jobs (id),
            number INTEGER NOT NULL,
            at TEXT NOT NULL,
            state TEXT NOT NULL,
            remote_status TEXT NOT NULL,
            failure TEXT,  -- the code alone
            attempt INTEGER NOT NULL
        ) STRICT
        """
    )
    connection.execute("CREATE INDEX job_events_in_order ON job_events (job_id, number)")
    _count_changes(connection, "job_events")


def _marks_and_shelves(connection: sqlite3.Connection) -> None:
    """What users think of their videos, the recycle bin, and all that grids are filtered by."""
    for column in _COLUMNS_OF_MARKS:
        connection.execute(f"ALTER TABLE clips ADD COLUMN {column}")
    for row in connection.execute("SELECT * FROM clips").fetchall():
        found = derived(dict(row))
        names = ", ".join(f"{name} = :{name}" for name in found)
        connection.execute(f"UPDATE clips SET {names} WHERE id = :id", found | {"id": row["id"]})  # noqa: S608
    for statement in _SHELVES:
        connection.execute(statement)


def _continuations(connection: sqlite3.Connection) -> None:
    """Where jobs go on from, as JSON: a clip's id and seconds."""
    connection.execute("ALTER TABLE jobs ADD COLUMN continues TEXT")


def _ideas(connection: sqlite3.Connection) -> None:
    """Which jobs, and which clips, came of one idea for several services."""
    for table in ("jobs", "clips"):
        connection.execute(f"ALTER TABLE {table} ADD COLUMN idea TEXT")
    connection.execute("CREATE INDEX clips_of_idea ON clips (idea) WHERE idea IS NOT NULL")


def _search_index(connection: sqlite3.Connection) -> None:
    for statement in search_index.STATEMENTS:
        connection.execute(statement)


def _votes(connection: sqlite3.Connection) -> None:
    """Which of two clips is better. A vote outlives its clips: it refers to no rows."""
    connection.execute(
        """
        CREATE TABLE votes (
            id TEXT NOT NULL PRIMARY KEY,  -- the next two together, the lower one first
            one TEXT NOT NULL,
            other TEXT NOT NULL,
            one_service TEXT NOT NULL,
            other_service TEXT NOT NULL,
            winner TEXT,  -- one of the two, NULL for neither
            at TEXT NOT NULL
        ) STRICT
        """
    )
    _count_changes(connection, "votes")


def _count_changes(connection: sqlite3.Connection, *tables: str) -> None:
    for table in tables:
        for event in ("insert", "update", "delete"):
            trigger = f"CREATE TRIGGER {table}_{event}_counted AFTER {event} ON {table}"
            action = "UPDATE changes SET number = number + 1"
            connection.execute(f"{trigger} BEGIN {action}; END")


# Times are ISO 8601 texts in UTC with microseconds, so that they sort as texts. `picture`, `media`
# and `failure` are JSON. Files are named relative to the library's or the pictures' folder.
_FIRST_TABLES: Final = (
    """
    CREATE TABLE clips (
        id TEXT NOT NULL PRIMARY KEY,
        service TEXT NOT NULL,
        remote_id TEXT NOT NULL,
        created_at TEXT NOT NULL,
        prompt TEXT NOT NULL,
        search TEXT NOT NULL,  -- the folded prompt
        aspect_ratio TEXT NOT NULL,
        duration_seconds REAL,
        model TEXT,
        remote_url TEXT NOT NULL,
        at_service INTEGER NOT NULL,
        picture TEXT,
        file TEXT,
        media TEXT,
        UNIQUE (service, remote_id)
    ) STRICT
    """,
    "CREATE INDEX clips_of_service ON clips (service, created_at, id)",
    "CREATE INDEX clips_of_all ON clips (created_at, id)",
    """
    CREATE TABLE arrivals (  -- files about to take their final name
        clip_id TEXT NOT NULL PRIMARY KEY REFERENCES clips (id),
        file TEXT NOT NULL,
        media TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE jobs (
        id TEXT NOT NULL PRIMARY KEY,
        service TEXT NOT NULL,
        state TEXT NOT NULL,
        created_at TEXT NOT NULL,
        position REAL NOT NULL,
        attempt INTEGER NOT NULL,
        prompt TEXT NOT NULL,
        aspect_ratio TEXT NOT NULL,
        duration_seconds INTEGER,
        model TEXT,
        picture TEXT,
        remote_id TEXT,
        remote_status TEXT NOT NULL,
        queue_position INTEGER,
        total_in_queue INTEGER,
        video_url TEXT NOT NULL,
        failure TEXT,
        submitted_at TEXT,
        started_at TEXT,
        completed_at TEXT,
        clip_id TEXT REFERENCES clips (id)
    ) STRICT
    """,
    "CREATE INDEX jobs_in_order ON jobs (position)",
    "CREATE INDEX jobs_by_remote ON jobs (service, remote_id)",
    "CREATE INDEX jobs_by_clip ON jobs (clip_id)",
    "CREATE TABLE notes (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT",
)

# `tags` and `parents` are JSON lists, `bin` tells where files lie in the recycle bin. The columns
# from `tag_keys` on are derived from others.
_COLUMNS_OF_MARKS: Final = (
    "rating INTEGER NOT NULL DEFAULT 0",
    "favourite INTEGER NOT NULL DEFAULT 0",
    "tags TEXT NOT NULL DEFAULT '[]'",
    "note TEXT NOT NULL DEFAULT ''",
    "parents TEXT NOT NULL DEFAULT '[]'",
    "trashed_at TEXT",
    "bin TEXT",
    "tag_keys TEXT NOT NULL DEFAULT ''",  # the folded tags, each between two line ends
    "alphabetical TEXT NOT NULL DEFAULT ''",  # the prompt's beginning as a sort key
    "length REAL",  # seconds
    "size INTEGER",  # bytes of the file, NULL where there is none
)

# Grids read indexes only: the table's rows are large, and a walk through 100,000 of them is slow.
# The newest are first: where something else sorts, too, the first of a kind are then met first.
_SHELVES: Final = (
    "DROP INDEX clips_of_service",
    "DROP INDEX clips_of_all",
    """
    CREATE INDEX clips_of_service ON clips (service, created_at, id) WHERE trashed_at IS NULL
    """,
    "CREATE INDEX clips_of_all ON clips (created_at, id) WHERE trashed_at IS NULL",
    """
    CREATE INDEX clips_searched ON clips (
        created_at DESC, id DESC, service, search, at_service, size, rating, favourite,
        aspect_ratio, length, tag_keys, alphabetical
    ) WHERE trashed_at IS NULL
    """,
    "CREATE INDEX clips_trashed ON clips (trashed_at) WHERE trashed_at IS NOT NULL",
    """
    CREATE TABLE sidecars_owed (  -- clips whose sidecar does not tell yet what the row tells
        clip_id TEXT NOT NULL PRIMARY KEY REFERENCES clips (id)
    ) STRICT
    """,
)

#: Step n brings a database from version n - 1 to version n.
STEPS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (
    _first_tables,
    _counted_changes,
    _job_events,
    _marks_and_shelves,
    _continuations,
    _search_index,
    _votes,
    _ideas,
)
