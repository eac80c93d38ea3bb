"""The unfinished file of a download, and what is needed to go on with it.

Beside `….part` lies `….part.json` with the address, the validator and the length of the file that
the bytes come from. Without it, or with another address, a part is begun anew.
"""

import asyncio
import errno
import json
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Final, TypeVar

from app.domain.errors import ErrorCode, KadrajError, file_failed
from app.domain.ports import Room

_T = TypeVar("_T")
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
#: Bytes that are gathered before they are written.
_AT_ONCE: Final = 1024 * 1024
#: Seconds after which less than that is written too.
_SOON: Final = 0.1


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes that are already here. `validator` is an ETag or a time of change, or empty; `total` is
    the length of the whole file, None when it was not announced."""

    address: str
    validator: str
    total: int | None = None
    size: int = 0


class PartWriter:
    """Writes on at the end of a part, in a worker thread: about a megabyte at once, for to wake a
    thread takes longer than to write what a connection gives at a time; and what comes slowly, soon
    after it came.

    `size` counts what was written and what waits for it. Whatever ends the writing, all of that
    comes into the file as far as the disk takes it.
    """

    def __init__(self, path: Path, file: FileIO, part: Part) -> None:
        self.size = part.size
        self._path = path
        self._file = file
        self._total = part.total
        self._waiting: list[bytes] = []
        self._waiting_size = 0
        self._soon: asyncio.TimerHandle | None = None
        self._writing: asyncio.Future[None] | None = None
        self._needed: int | None = None  # for what is being written and what is to come after it

    async def write(self, piece: bytes) -> None:
        """Adds bytes. Raises `DISK_FULL` or `FILE_FAILED`, also for what was added before."""
        self._waiting.append(piece)
        self._waiting_size += len(piece)
        self.size += len(piece)
        if self._waiting_size >= _AT_ONCE:
            await self._go_on()
        elif self._soon is None:
            self._soon = asyncio.get_running_loop().call_later(_SOON, self._on_soon)

    async def finish(self) -> None:
        """Brings everything to the disk; the part is whole."""
        await self._flush()
        with file_errors(self._path):
            await to_its_end(self._synced)

    async def close(self) -> None:
        """Lets go of the file, into which goes before what still waits."""
        if self._soon is not None:
            self._soon.cancel()
        try:
            with suppress(KadrajError):  # why the writing ends was told already
                await self._flush()
        finally:
            with file_errors(self._path):
                await to_its_end(self._file.close)

    async def _flush(self) -> None:
        await self._go_on()
        await self._written()

    async def _go_on(self) -> None:
        """Begins to write what waits, behind what is being written; nothing waits any more where
        `_on_soon` was quicker."""
        await self._written()
        if self._waiting:
            self._begin()

    async def _written(self) -> None:
        """Waits for the writing that was begun; raises what went wrong with it, each time, so that
        nothing is ever written behind a gap."""
        if self._writing is not None:
            with file_errors(self._path, self._needed):
                await _outlasting(self._writing)

    def _on_soon(self) -> None:
        self._soon = None
        if self._writing is None or self._writing.done():
            if self._waiting and not (self._writing and self._writing.exception()):
                self._begin()
        else:
            self._soon = asyncio.get_running_loop().call_later(_SOON, self._on_soon)

    def _begin(self) -> None:
        if self._total is not None:
            self._needed = self._total - self.size + self._waiting_size
        pieces, self._waiting, self._waiting_size = self._waiting, [], 0
        self._writing = asyncio.get_running_loop().run_in_executor(None, self._put, pieces)

    def _put(self, pieces: list[bytes]) -> None:
        rest = memoryview(b"".join(pieces))
        while rest:  # a disk that fills up takes the beginning before it refuses
            rest = rest[self._file.write(rest) :]

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
    writer = PartWriter(path, file, part)
    try:
        yield writer
    finally:
        await writer.close()


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
    return await _outlasting(asyncio.ensure_future(asyncio.to_thread(work)))


async def _outlasting(task: asyncio.Future[_T]) -> _T:
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
        raise file_failed(path, error) from None
