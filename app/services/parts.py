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
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

from app.domain.errors import ErrorCode, KadrajError

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

    def __init__(self, path: Path, file: BinaryIO, size: int) -> None:
        self.size = size
        self._path = path
        self._file = file

    async def write(self, piece: bytes) -> None:
        """Adds bytes. Raises `DISK_FULL` or `FILE_FAILED`."""
        with file_errors(self._path):
            await to_its_end(lambda: self._file.write(piece))
        self.size += len(piece)

    async def finish(self) -> None:
        """Brings everything to the disk; the part is whole."""
        with file_errors(self._path):
            await to_its_end(self._synced)

    def _synced(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
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
        yield PartWriter(path, file, part.size)
    finally:
        with file_errors(path):
            await to_its_end(file.close)


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


def _opened(path: Path, part: Part) -> BinaryIO:
    file: BinaryIO
    if part.size:
        file = path.open("r+b")
        file.truncate(part.size)
        file.seek(part.size)
        return file
    # In this order the memory never speaks of bytes that came from elsewhere.
    forget_part(path)
    file = path.open("wb")
    if part.validator:
        told = {"address": part.address, "validator": part.validator, "total": part.total}
        _memory(path).write_text(json.dumps(told), encoding="utf-8")
    return file


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
def file_errors(path: Path) -> Iterator[None]:
    """Turns the system's refusals around `path` into Kadraj's."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise KadrajError(ErrorCode.DISK_FULL, folder=str(path.parent)) from None
        reason = error.strerror or type(error).__name__
        raise KadrajError(ErrorCode.FILE_FAILED, path=str(path), reason=reason) from None
