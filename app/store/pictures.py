"""Own copies of the pictures that requests are made with: the user's file may move or change."""

import time
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.domain.errors import ErrorCode, KadrajError
from app.domain.requests import Picture, picture_changed
from app.store.files import copy_whole, digest, file_errors, sync_folder
from app.store.naming import picture_ending

_Seen = tuple[int, ...]

_REMEMBERED: Final = 16
#: Seconds. A file that was written later than this before it was looked at can be written again
#: without its time telling: file systems count time in steps of up to two seconds.
_QUIET: Final = 3


class OwnCopies:
    """Copies of pictures in one folder, each named by its SHA-256 so that equal pictures are kept
    once.

    What stands in a composer is copied with its draft; sent soon after, it need not be copied
    again. All methods belong to the thread that writes the database.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._remembered: OrderedDict[Path, tuple[_Seen, Path]] = OrderedDict()

    def of(self, picture: Picture) -> Picture:
        """The picture as a copy that is on the disk when this returns.

        `PICTURE_UNREADABLE` when the file is gone, `PICTURE_CHANGED` when it holds other bytes than
        were looked at; then none of them is kept.
        """
        if picture.path.parent == self._folder:
            return picture
        if not picture.path.is_file():
            raise KadrajError(ErrorCode.PICTURE_UNREADABLE, name=picture.name)
        with file_errors(picture.path):
            seen = _seen(picture.path)
        copy = self._known(picture, seen) or self._copied(picture)
        self._remember(picture.path, seen, copy)
        with file_errors(copy):
            return replace(picture, path=copy, size=copy.stat().st_size)

    def _known(self, picture: Picture, seen: _Seen) -> Path | None:
        then, copy = self._remembered.get(picture.path, (None, picture.path))
        whole = then == seen and copy.is_file() and copy.stat().st_size == seen[2]
        return copy if whole and picture.digest in {None, copy.stem} else None

    def _copied(self, picture: Picture) -> Path:
        # Copied first and named by what was copied: the original could change between two readings.
        arrived = self._folder / f"arrived{picture_ending(picture.media_type)}"
        copy_whole(picture.path, arrived)
        found = digest(arrived)
        copy = self._folder / f"{found}{arrived.suffix}"
        with file_errors(copy):
            if picture.digest not in {None, found}:
                arrived.unlink()
                raise picture_changed(picture)
            arrived.replace(copy)
        sync_folder(self._folder)
        return copy

    def _remember(self, original: Path, seen: _Seen, copy: Path) -> None:
        self._remembered.pop(original, None)
        _, _, _, written, changed = seen
        if time.time_ns() - max(written, changed) > _QUIET * 10**9:
            self._remembered[original] = (seen, copy)
        while len(self._remembered) > _REMEMBERED:
            self._remembered.popitem(last=False)


def _seen(file: Path) -> _Seen:
    """What tells that a file was written to since."""
    found = file.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
