"""Clips in the database. Those who call have opened a transaction where they write.

A clip keeps the id and the time it was first kept with, so that grids do not jump.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Final

from app.domain.clips import Clip, ClipCounts, ClipOrder, ClipPlace, ClipQuery
from app.domain.folding import folded
from app.store.rows import RowFolders, clip_of, clip_row, insert, update

_PLACES: Final[Mapping[ClipPlace, str]] = {
    ClipPlace.HERE: "file IS NOT NULL",
    ClipPlace.CLOUD: "file IS NULL",
    ClipPlace.ONLY_HERE: "file IS NOT NULL AND at_service = 0",
}


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
    for clip in clips:
        new = clip_row(clip, folders) | {"at_service": 1}
        known = _known(connection, clip)
        if known is None:
            insert(connection, "clips", new)
            changed = True
            continue
        filled = {name: new[name] if _empty(value) else value for name, value in known.items()}
        changed |= _write(connection, known, filled | {"at_service": 1})
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


def find_clip_ids(connection: sqlite3.Connection, query: ClipQuery) -> list[str]:
    """The ids that a query finds, in its order. By what the rows say: no file is looked at."""
    conditions = ["true"]
    values: list[str] = []
    if query.service is not None:
        conditions.append("service = ?")
        values.append(query.service)
    for word in folded(query.text).split():
        conditions.append("instr(search, ?) > 0")
        values.append(word)
    if query.place is not None:
        conditions.append(_PLACES[query.place])
    way = "DESC" if query.order is ClipOrder.NEWEST else "ASC"
    rows = connection.execute(
        f"SELECT id FROM clips WHERE {' AND '.join(conditions)}"  # noqa: S608
        f" ORDER BY created_at {way}, id {way}",
        values,
    )
    return [clip_id for (clip_id,) in rows]


def count_clips(connection: sqlite3.Connection, service: str | None) -> ClipCounts:
    """How many clips there are, and how many without a file."""
    total, downloaded = connection.execute(
        "SELECT count(*), count(file) FROM clips WHERE ?1 IS NULL OR service = ?1", (service,)
    ).fetchone()
    return ClipCounts(total=total, not_downloaded=total - downloaded)


def _known(connection: sqlite3.Connection, clip: Clip) -> dict[str, Any] | None:
    row = connection.execute(
        "SELECT * FROM clips WHERE service = ? AND remote_id = ?", (clip.service, clip.remote_id)
    ).fetchone()
    return dict(row) if row else None


def _write(connection: sqlite3.Connection, known: dict[str, Any], row: dict[str, Any]) -> bool:
    return row != known and update(connection, "clips", row, "id = :id")


def _empty(value: object) -> bool:
    return value is None or value == ""
