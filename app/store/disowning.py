"""Taking from a clip what a job told of it that turned out not to be its own."""

import sqlite3
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from app.domain.clips import Clip
from app.domain.errors import KadrajError
from app.store import arrivals
from app.store.clip_table import kept_clip
from app.store.database import transaction
from app.store.rows import RowFolders, clip_row, update
from app.store.sidecars import files_of, sidecar_path, write_sidecar


def disown(connection: sqlite3.Connection, clip_id: str, folders: RowFolders, pattern: str) -> Clip:
    """Row first, then the sidecar, then the names; killed in between, only a name is old."""
    known = kept_clip(connection, clip_id, folders)
    clip = replace(
        known,
        prompt="",
        picture=None,
        model=None,
        aspect_ratio="",
        duration_seconds=None,
        parents=(),
        idea=None,
    )
    told = {"prompt", "picture", "model", "aspect_ratio", "duration_seconds", "parents"}
    told |= {"idea", "search", "alphabetical", "length"}
    row = dict(connection.execute("SELECT * FROM clips WHERE id = ?", (clip_id,)).fetchone())
    anew = clip_row(clip, folders)
    with transaction(connection):
        update(connection, "clips", row | {name: anew[name] for name in told}, "id = :id")
    if clip.file is None or clip.media is None:
        return kept_clip(connection, clip_id, folders)
    write_sidecar(clip.file, clip, None, None)
    with suppress(KadrajError):  # a file that somebody plays may be held fast: it keeps its name
        _rename(connection, clip, clip.file, folders, pattern)
    return kept_clip(connection, clip_id, folders)


def _rename(
    connection: sqlite3.Connection, clip: Clip, old: Path, folders: RowFolders, pattern: str
) -> None:
    """Gives a clip's file the name that it has without what was taken from it."""
    assert clip.media is not None  # noqa: S101 - looked at by who calls
    beside = files_of(old)[1:]
    new = arrivals.free_name(clip, folders.library, pattern)
    with transaction(connection):
        arrivals.announce(connection, clip, new, clip.media, folders)
    write_sidecar(new, clip, None, None)
    try:
        arrivals.rename(old, new)
    except KadrajError:
        sidecar_path(new).unlink(missing_ok=True)
        raise
    with transaction(connection):
        arrivals.take(connection, clip.id, folders)
    for path in beside:
        path.unlink(missing_ok=True)
