"""Clips in the database. Those who call have opened a transaction where they write.

A clip keeps the id and the time it was first kept with, so that grids do not jump.
"""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from app.domain.clips import Clip
from app.store import job_table
from app.store.rows import RowFolders, clip_of, clip_row, derived, insert, update

#: What only the user changes, here: no service and no download knows better.
_USERS_OWN: Final = ("rating", "favourite", "tags", "note", "trashed_at", "bin")


def keep_clip(connection: sqlite3.Connection, clip: Clip, folders: RowFolders) -> tuple[Clip, bool]:
    """Adds a clip, or writes what it tells over what is known; tells whether it was added."""
    new = clip_row(clip, folders)
    known = _known(connection, clip)
    if known is None:
        insert(connection, "clips", new)
        return kept_clip(connection, clip.id, folders), True
    merged = {name: known[name] if _empty(value) else value for name, value in new.items()}
    merged |= {
        "id": known["id"],
        "created_at": known["created_at"],
        "at_service": max(known["at_service"], new["at_service"]),
    }
    merged |= {name: known[name] for name in _USERS_OWN}
    _write(connection, known, merged)
    return kept_clip(connection, known["id"], folders), False


def merge_history(
    connection: sqlite3.Connection, service: str, clips: Sequence[Clip], folders: RowFolders
) -> bool:
    """Takes over a service's whole history; tells whether anything changed.

    The history fills what is not known and changes nothing that is: it names player pages where a
    status has named the plain file.
    """
    changed = False
    unfollowed = job_table.unfollowed(connection, service)
    for clip in clips:
        known = _known(connection, clip)
        if clip.remote_id in unfollowed and not (known and known["prompt"]):
            clip = job_table.told_by_job(connection, clip, folders)
        new = clip_row(clip, folders) | {"at_service": 1}
        if known is None:
            insert(connection, "clips", new)
            changed = True
            continue
        filled = {name: new[name] if _empty(value) else value for name, value in known.items()}
        filled |= {name: known[name] for name in _USERS_OWN} | {"at_service": 1}
        changed |= _write(connection, known, filled)
    gone = connection.execute(
        "UPDATE clips SET at_service = 0 WHERE service = ? AND at_service = 1"
        " AND remote_id NOT IN (SELECT value FROM json_each(?))",
        (service, json.dumps([clip.remote_id for clip in clips])),
    )
    return changed or gone.rowcount > 0


def kept_clip(connection: sqlite3.Connection, clip_id: str, folders: RowFolders) -> Clip:
    """The clip with this id, which is known to be there."""
    row = connection.execute("SELECT * FROM clips WHERE id = ?", (clip_id,)).fetchone()
    return clip_of(row, folders)


def find_clip(connection: sqlite3.Connection, clip_id: str, folders: RowFolders) -> Clip | None:
    """The clip with this id."""
    found = find_clips(connection, [clip_id], folders)
    return found[0] if found else None


def find_remote_clip(
    connection: sqlite3.Connection, service: str, remote_id: str, folders: RowFolders
) -> Clip | None:
    """The clip that a service calls by this id."""
    row = connection.execute(
        "SELECT * FROM clips WHERE service = ? AND remote_id = ?", (service, remote_id)
    ).fetchone()
    return clip_of(row, folders) if row else None


def find_clips(
    connection: sqlite3.Connection, clip_ids: Sequence[str], folders: RowFolders
) -> list[Clip]:
    """The clips with these ids, in the ids' order."""
    rows = connection.execute(
        "SELECT clips.* FROM json_each(?) AS asked JOIN clips ON clips.id = asked.value"
        " ORDER BY asked.key",
        (json.dumps(list(clip_ids)),),
    )
    return [clip_of(row, folders) for row in rows]


def find_clips_of_idea(
    connection: sqlite3.Connection, idea: str, folders: RowFolders
) -> list[Clip]:
    """The clips that came of an idea and are not in the recycle bin, the oldest first."""
    rows = connection.execute(
        "SELECT * FROM clips WHERE idea = ? AND trashed_at IS NULL ORDER BY created_at, id", (idea,)
    )
    return [clip_of(row, folders) for row in rows]


def find_clips_of_size(
    connection: sqlite3.Connection, size: int, folders: RowFolders
) -> list[Clip]:
    """The clips whose files have so many bytes."""
    rows = connection.execute(
        "SELECT * FROM clips WHERE trashed_at IS NULL AND id IN"
        " (SELECT id FROM clips INDEXED BY clips_searched WHERE trashed_at IS NULL AND size = ?)",
        (size,),
    )
    return [clip_of(row, folders) for row in rows]


def _known(connection: sqlite3.Connection, clip: Clip) -> dict[str, Any] | None:
    row = connection.execute(
        "SELECT * FROM clips WHERE service = ? AND remote_id = ?", (clip.service, clip.remote_id)
    ).fetchone()
    return dict(row) if row else None


def _write(connection: sqlite3.Connection, known: dict[str, Any], row: dict[str, Any]) -> bool:
    if row == known:  # as most of a history is that was read before
        return False
    whole = row | derived(row)
    return whole != known and update(connection, "clips", whole, "id = :id")


def _empty(value: object) -> bool:
    return value in (None, "", "[]")
