"""The unfinished file of a download, and what is needed to go on with it.

Beside `….part` lies `….part.json` with the address, the validator and the length of the file that
the bytes come from. Without it, or with another address, a part is begun anew.
"""

import asyncio
import errno
import json
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Final, TypeVar

from app.domain.errors import ErrorCode, KadrajError
from app.domain.ports import Room

_T = TypeVar("_T")
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes that are already here. `validator` is an ETag or a time of change, or empty; `total` is
    the length of the whole file, None when it was not announced."""

    address: str
    validator: str
    total: int | None = None
    size: int = 0


class PartWriter:
    """Writes on at the end of a part, in a worker thread."""

    def __init__(self, path: Path, file: FileIO, part: Part) -> None:
        self.size = part.size
        self._path = path
        self._file = file
        self._total = part.total

    async def write(self, piece: bytes) -> None:
        """Adds bytes. Raises `DISK_FULL` or `FILE_FAILED`."""
        needed = None if self._total is None else self._total - self.size
        with file_errors(self._path, needed):
            await to_its_end(lambda: self._written(piece))

    async def finish(self) -> None:
        """Brings everything to the disk; the part is whole."""
        with file_errors(self._path):
            await to_its_end(self._synced)

    def _written(self, piece: bytes) -> None:
        # A disk that fills up takes the beginning of a piece before it refuses.
        rest = memoryview(piece)
        while rest:
            written = self._file.write(rest)
            self.size += written
            rest = rest[written:]

    def _synced(self) -> None:
        try:
            os.fsync(self._file.fileno())
        finally:  # what could not be brought to the disk is not gone on with
            forget_part(self._path)


async def kept_part(path: Path, address: str) -> Part | None:
    """What is here of the file at `address`, or None when there is nothing to go on with."""
    return await asyncio.to_thread(_kept, path, address)


@asynccontextmanager
async def writing(path: Path, part: Part) -> AsyncIterator[PartWriter]:
    """Opens a part to write on after `part.size` bytes; what lies behind them is cut off."""
    with file_errors(path):
        file = await to_its_end(lambda: _opened(path, part))
    try:
        yield PartWriter(path, file, part)
    finally:
        with file_errors(path):
            await to_its_end(file.close)


async def check_room(room: Room, path: Path, needed: int) -> None:
    """Raises `DISK_FULL` when so many bytes, or any at all, have no room beside `path`."""
    if await asyncio.to_thread(room, path.parent) <= needed:
        raise KadrajError(ErrorCode.DISK_FULL, folder=str(path.parent), needed=needed)


def forget_part(path: Path) -> None:
    """Makes sure that nobody goes on with a part. Blocks."""
    _memory(path).unlink(missing_ok=True)


def _kept(path: Path, address: str) -> Part | None:
    try:
        size = path.stat().st_size
        told = json.loads(_memory(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(told, dict) or told.get("address") != address or size == 0:
        return None
    validator, total = told.get("validator"), told.get("total")
    if not isinstance(validator, str) or not validator or not isinstance(total, int | None):
        return None
    return Part(address, validator, total, size)


def _opened(path: Path, part: Part) -> FileIO:
    """Without a buffer, for what it holds would be written when the file is closed."""
    if part.size:
        file = path.open("r+b", buffering=0)
        file.truncate(part.size)
        file.seek(part.size)
        return file
    # In this order the memory never speaks of bytes that came from elsewhere.
    forget_part(path)
    path.write_bytes(b"")
    if part.validator:
        told = {"address": part.address, "validator": part.validator, "total": part.total}
        _memory(path).write_text(json.dumps(told), encoding="utf-8")
    return path.open("wb", buffering=0)


def _memory(path: Path) -> Path:
    return path.with_name(path.name + ".json")


async def to_its_end(work: Callable[[], _T]) -> _T:
    """Runs `work` in a thread and waits for its end even when cancelled.

    Otherwise the file could be closed, and read for the next try, while a piece is being written.
    """
    task = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


@contextmanager
def file_errors(path: Path, needed: int | None = None) -> Iterator[None]:
    """Turns the system's refusals around `path` into Kadraj's; so many bytes were to come."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            full = {"folder": str(path.parent), "needed": needed}
            raise KadrajError(ErrorCode.DISK_FULL, **full) from None
        reason = error.strerror or type(error).__name__
        raise KadrajError(ErrorCode.FILE_FAILED, path=str(path), reason=reason) from None
