"""Own copies of the pictures that requests are made with: the user's file may move or change."""

from dataclasses import replace
from pathlib import Path

from app.domain.errors import ErrorCode, KadrajError
from app.domain.requests import Picture
from app.store.files import copy_whole, digest, file_errors, sync_folder
from app.store.naming import picture_ending


def own_copy(picture: Picture, folder: Path) -> Picture:
    """The picture as a copy in `folder`, named by its SHA-256 so that equal pictures are kept once.

    The copy is on the disk when this returns. `PICTURE_UNREADABLE` when the file is gone.
    """
    if picture.path.parent == folder:
        return picture
    if not picture.path.is_file():
        raise KadrajError(ErrorCode.PICTURE_UNREADABLE, name=picture.name)
    # Copied first and named by what was copied: the original could change between two readings.
    arrived = folder / f"arrived{picture_ending(picture.media_type)}"
    copy_whole(picture.path, arrived)
    copy = folder / f"{digest(arrived)}{arrived.suffix}"
    with file_errors(copy):
        arrived.replace(copy)
        size = copy.stat().st_size
    sync_folder(folder)
    return replace(picture, path=copy, size=size)
