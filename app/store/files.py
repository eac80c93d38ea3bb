"""Files that are whole or not there: made for their owner only, and on the disk before they count.

Every function here raises `KadrajError` (`DISK_FULL`, `FILE_FAILED`) where the system refuses.
"""

import errno
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from app.domain.errors import ErrorCode, KadrajError, file_failed

_CHUNK: Final = 1024 * 1024
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_NO_FOLDER_SYNC: Final = frozenset({errno.EBADF, errno.EINVAL})


@contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """Turns the system's refusals around `path` into Kadraj's."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise KadrajError(ErrorCode.DISK_FULL, folder=str(path.parent)) from error
        raise file_failed(path, error) from error


def private_folder(folder: Path) -> Path:
    """Makes a folder and those above it that are missing, each with mode 700."""
    with file_errors(folder):
        if not folder.is_dir():
            private_folder(folder.parent)
            folder.mkdir(mode=0o700, exist_ok=True)
            sync_folder(folder.parent)
    return folder


def write_whole(path: Path, content: bytes) -> None:
    """Replaces a file in one step; a reader sees the old content or the new, never a part."""
    with file_errors(path), _new_file(path) as file:
        file.write(content)


def copy_whole(source: Path, target: Path) -> None:
    """Copies a file; `target` appears, or is replaced, when it is whole."""
    with file_errors(target), _new_file(target) as file, source.open("rb") as original:
        while chunk := original.read(_CHUNK):
            file.write(chunk)


def arrive(part: Path, target: Path) -> None:
    """Gives a whole file its final name, and returns when both are on the disk. When that fails,
    the part is gone."""
    try:
        sync_file(part)
        with file_errors(target):
            part.replace(target)
        sync_folder(target.parent)
    finally:
        remove_all([part])


def remove_all(files: Iterable[Path]) -> None:
    """Takes files away; what cannot be taken away stays."""
    for file in files:
        with suppress(OSError):
            file.unlink(missing_ok=True)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    from hashlib import file_digest  # loads OpenSSL, for which the first paint would wait

    with file_errors(path), path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def sync_file(path: Path) -> None:
    """Returns when what was written to a file is on the disk."""
    # Windows syncs only what is open for writing.
    with file_errors(path), path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Returns when the names in a folder are on the disk.

    Where the system has no such call (Windows, some network drives, folders one may not list) it
    returns at once; PostgreSQL, which depends on the same call, forgives the same errors
    (`fsync_fname_ext` in src/common/file_utils.c).
    """
    if os.name == "nt":
        return
    with file_errors(folder):
        try:
            handle = os.open(folder, os.O_RDONLY)
        except PermissionError:
            return
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:
                raise
        finally:
            os.close(handle)


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its name when the block ends well, and leaves nothing when it does not."""
    private_folder(path.parent)
    # mkstemp gives mode 600, and a name that two programs cannot share.
    handle, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=path.parent)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
