"""How a video gets its final name: written down first, so that a kill at any instant between the
file's new name and its row leaves nothing that the next start cannot finish."""

import sqlite3
from pathlib import Path

from app.domain.clips import Clip, MediaInfo
from app.store.clip_table import kept_clip
from app.store.files import file_errors, sync_folder
from app.store.naming import clip_folder, clip_stem
from app.store.rows import RowFolders, derived, media_text, relative, update


def announce(
    connection: sqlite3.Connection, clip: Clip, file: Path, media: MediaInfo, folders: RowFolders
) -> None:
    """Writes down that `file` is about to appear."""
    connection.execute(
        "INSERT OR REPLACE INTO arrivals (clip_id, file, media) VALUES (?, ?, ?)",
        (clip.id, relative(file, folders.library), media_text(media)),
    )


def take(connection: sqlite3.Connection, clip_id: str, folders: RowFolders) -> Clip:
    """Enters the announced file, which is there now, into the clip's row; returns the clip, which
    has left the recycle bin if it was there."""
    row = connection.execute(
        "SELECT clips.*, arrivals.file AS new_file, arrivals.media AS new_media"
        " FROM clips JOIN arrivals ON clip_id = id WHERE id = ?",
        (clip_id,),
    ).fetchone()
    known = dict(row)
    known |= {"file": known.pop("new_file"), "media": known.pop("new_media")}
    known |= {"trashed_at": None, "bin": None}
    update(connection, "clips", known | derived(known), "id = :id")
    connection.execute("DELETE FROM arrivals WHERE clip_id = ?", (clip_id,))
    return kept_clip(connection, clip_id, folders)


def settle(connection: sqlite3.Connection, folders: RowFolders) -> None:
    """Finishes what an earlier run announced: files that are there are entered, the others
    forgotten (their parts are still there). Waits while the library's drive is away."""
    if not folders.library.is_dir():
        return
    for clip_id, file in connection.execute("SELECT clip_id, file FROM arrivals").fetchall():
        if (folders.library / file).is_file():
            take(connection, clip_id, folders)
        else:
            connection.execute("DELETE FROM arrivals WHERE clip_id = ?", (clip_id,))


def free_name(clip: Clip, library: Path, pattern: str) -> Path:
    """The clip's final place by a file-name pattern; numbered when another file has its name."""
    folder = library / clip_folder(clip)
    stem = clip_stem(clip, pattern)
    file = folder / f"{stem}.mp4"
    number = 1
    while file.exists():
        number += 1
        file = folder / f"{stem} ({number}).mp4"
    return file


def rename(part: Path, file: Path) -> None:
    """Gives a part its final name, and returns when the name is on the disk."""
    with file_errors(file):
        part.replace(file)
    sync_folder(file.parent)
