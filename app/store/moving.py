"""Moving the library's files into another folder, so that a kill at any instant loses nothing.

A note beside the database names both folders, from before the first copy until the last old file
is gone. Which of the two is the library, the settings say; they are changed when every file was
copied and read back. A start that finds the note removes what is twice there from the folder that
is not the library: that undoes a move that was cut short, and ends one that was not.
"""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.domain.errors import ErrorCode, KadrajError
from app.domain.ports import GoOn
from app.store.copying import copy_checked
from app.store.files import file_errors, sync_folder, write_whole

#: Where the library's own files are: `Sora/2026-11/…`. What else lies in the folder stays there.
_MONTHS: Final = "*/[0-9][0-9][0-9][0-9]-[0-9][0-9]"
_COPYING: Final = ".moving"
_SCRAP: Final = re.compile(r"\..*\.(moving|new)")


@dataclass(frozen=True, slots=True)
class _State:
    """A file's size and time, which tell whether it was changed."""

    size: int
    time: int


class Move:
    """One move from `source` to `target`, by the note at `note`. Everything here blocks."""

    def __init__(self, note: Path, source: Path, target: Path) -> None:
        self._note = note
        self._source = source
        self._target = target
        self._copied: dict[Path, _State] = {}

    def begin(self) -> int:
        """Writes the note down; returns how many bytes there are to copy.

        `FOLDER_UNUSABLE` where one folder lies in the other, files of the same names are there, or
        an earlier move waits for its drive.
        """
        with file_errors(self._target):
            source, target = self._source.resolve(), self._target.resolve()
            files = library_files(self._source)
            unusable = source.is_relative_to(target) or target.is_relative_to(source)
            unusable |= self._note.exists()
            if unusable or any((self._target / file).exists() for file in files):
                raise KadrajError(ErrorCode.FOLDER_UNUSABLE, path=str(self._target))
            size = sum((self._source / file).stat().st_size for file in files)
        told = {"source": str(self._source), "target": str(self._target)}
        write_whole(self._note, json.dumps(told, ensure_ascii=False).encode())
        return size

    def copy(self, go_on: GoOn) -> bool:
        """Copies what is new or changed since the last call; tells whether it came to the end."""
        with file_errors(self._target):
            found = {file: _state(self._source / file) for file in library_files(self._source)}
            for file, state in found.items():
                if self._copied.get(file) != state:
                    if not self._copy(file, go_on):
                        return False
                    self._copied[file] = state
            for file in self._copied.keys() - found.keys():
                (self._target / file).unlink(missing_ok=True)
                del self._copied[file]
        return True

    def end(self, switch: Callable[[], None]) -> None:
        """Copies what was changed while `copy` was at work, and then calls `switch`."""
        self.copy(lambda _size: True)
        switch()

    def clean_up(self, library: Path) -> bool:
        """Removes the copies that are not the library's; as `settle`."""
        return settle(self._note, library)

    def _copy(self, file: Path, go_on: GoOn) -> bool:
        target = self._target / file
        growing = target.with_name(f".{target.name}{_COPYING}")
        if copy_checked(self._source / file, growing, go_on) is None:
            return False
        growing.replace(target)
        sync_folder(target.parent)
        return True


def settle(note: Path, library: Path) -> bool:
    """Ends or undoes the move that a note tells of; True when nothing is left of it.

    `library` is the folder that the settings name. A file is removed only where the library has
    one of the same name and size.
    """
    try:
        told = json.loads(note.read_bytes())
        folders = {Path(told["source"]), Path(told["target"])}
    except FileNotFoundError:
        return True
    except (OSError, ValueError, KeyError, TypeError):
        return False
    if library not in folders or not library.is_dir():
        return False
    (other,) = folders - {library}
    try:
        _remove_twice_there(other, library)
        note.unlink()
    except OSError:  # in use on Windows, or the drive is away: at the next start
        return False
    sync_folder(note.parent)
    return True


def library_files(folder: Path) -> list[Path]:
    """The library's own files in `folder`, relative to it, in order; without the system's and
    Kadraj's own scrap."""
    found = (path for month in folder.glob(_MONTHS) for path in month.iterdir())
    return sorted(
        path.relative_to(folder)
        for path in found
        if path.is_file() and not path.is_symlink() and not _SCRAP.fullmatch(path.name)
    )


def _remove_twice_there(other: Path, library: Path) -> None:
    for month in list(other.glob(_MONTHS)):
        for scrap in month.glob(f".*{_COPYING}"):
            scrap.unlink()
    for file in library_files(other):
        kept = library / file
        if kept.is_file() and kept.stat().st_size == (other / file).stat().st_size:
            (other / file).unlink()
    for folder in (*other.glob(_MONTHS), *other.glob("*"), other):
        with suppress(OSError):  # not empty, or no folder: it was not the library's alone
            folder.rmdir()


def _state(path: Path) -> _State:
    found = path.stat()
    return _State(found.st_size, found.st_mtime_ns)
