"""Marks and the recycle bin in the database. Those who call have opened a transaction."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from app.domain.clips import Marks, MarksChange
from app.store.rows import (
    RowFolders,
    derived,
    list_text,
    marks_of,
    relative,
    time_text,
    update,
)

_ROWS: Final = "SELECT clips.* FROM json_each(?) AS asked JOIN clips ON clips.id = asked.value"


def change_marks(
    connection: sqlite3.Connection, clip_ids: Sequence[str], change: MarksChange
) -> dict[str, Marks]:
    """Changes the marks of these clips; returns what they were, of those that were changed."""
    asked = json.dumps(list(dict.fromkeys(clip_ids)))
    known = {row["id"]: marks_of(row) for row in connection.execute(_ROWS, (asked,))}
    changed = {clip_id: change.applied_to(marks) for clip_id, marks in known.items()}
    return write_marks(connection, changed)


def write_marks(connection: sqlite3.Connection, marks: Mapping[str, Marks]) -> dict[str, Marks]:
    """Gives clips these marks; returns what they were, of those that were changed.

    The sidecar of each is owed from then on.
    """
    before: dict[str, Marks] = {}
    for row in connection.execute(_ROWS, (json.dumps(list(marks)),)).fetchall():
        known, wanted = marks_of(row), marks[row["id"]]
        if wanted == known:
            continue
        before[row["id"]] = known
        columns = {
            "rating": wanted.rating,
            "favourite": int(wanted.favourite),
            "tags": list_text(wanted.tags),
            "note": wanted.note,
        }
        whole = dict(row) | columns
        update(connection, "clips", whole | derived(whole), "id = :id")
        owe_sidecar(connection, row["id"])
    return before


def owe_sidecar(connection: sqlite3.Connection, clip_id: str) -> None:
    """Notes that a clip's sidecar is behind its row."""
    connection.execute("INSERT OR IGNORE INTO sidecars_owed VALUES (?)", (clip_id,))


def owed_sidecars(connection: sqlite3.Connection) -> list[str]:
    """The ids of the clips whose sidecars are behind."""
    return [clip_id for (clip_id,) in connection.execute("SELECT clip_id FROM sidecars_owed")]


def forget_owed(connection: sqlite3.Connection, clip_id: str) -> None:
    """Notes that a clip's sidecar tells what its row tells."""
    connection.execute("DELETE FROM sidecars_owed WHERE clip_id = ?", (clip_id,))


def write_trashed(
    connection: sqlite3.Connection, clip_ids: Sequence[str], moment: datetime | None
) -> list[str]:
    """Puts clips into the recycle bin, or takes them out of it; returns those that were not there
    yet, or were."""
    text = None if moment is None else time_text(moment)
    wanted = "IS NULL" if moment else "IS NOT NULL"
    changed = []
    for clip_id in dict.fromkeys(clip_ids):
        written = connection.execute(
            f"UPDATE clips SET trashed_at = ? WHERE id = ? AND trashed_at {wanted}",  # noqa: S608
            (text, clip_id),
        )
        changed += [clip_id] if written.rowcount else []
    return changed


def write_bin(
    connection: sqlite3.Connection, clip_id: str, moved: Mapping[Path, Path], folders: RowFolders
) -> None:
    """Notes where a clip's files lie in the recycle bin, by where they were in the library."""
    told = {relative(was, folders.library): str(now) for was, now in moved.items()}
    text = json.dumps(told, ensure_ascii=False) if told else None
    connection.execute("UPDATE clips SET bin = ? WHERE id = ?", (text, clip_id))


def read_bin(connection: sqlite3.Connection, clip_id: str, folders: RowFolders) -> dict[Path, Path]:
    """Where a clip's files lie in the recycle bin, by where they belong."""
    row = connection.execute("SELECT bin FROM clips WHERE id = ?", (clip_id,)).fetchone()
    told = json.loads(row["bin"]) if row and row["bin"] else {}
    return {folders.library / was: Path(now) for was, now in told.items()}
