"""One SQLite file: a connection that writes, one that reads, each on a thread of its own."""

import asyncio
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from app.domain.errors import ErrorCode, KadrajError
from app.store.drives import on_network_drive
from app.store.files import file_errors

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

_BUSY_MILLISECONDS: Final = 15_000
#: Room for what a search walks through in a library of 100,000 clips; taken as it is needed.
_READING_KIBIBYTES: Final = 48 * 1024
_FULL: Final = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE})
# What SQLite says of a file that is not as it was written. A header with a wrong version makes the
# file read-only, a damaged schema lacks tables, and Python gives no code for text that is none.
_DAMAGE: Final = frozenset(
    {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_ERROR,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_TOOBIG,
        None,
    }
)
#: What reading a damaged file raises. SQLite quotes a damaged schema in its messages, and Python
#: decodes these strictly.
READING_ERRORS: Final = (sqlite3.DatabaseError, UnicodeDecodeError)
_PRIMARY: Final = 0xFF  # https://www.sqlite.org/rescode.html: the bits above tell more


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All statements of the block, or none of them; committed to the disk when it ends."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk makes SQLite roll back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


class Database:
    """Runs work on the two connections, one piece after the other on each.

    Reads see everything that was committed before they began, and never wait for a write that is
    under way (in WAL; on network drives, where WAL is not safe, they may wait).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writing = ThreadPoolExecutor(1, "kadraj-library")
        self._reading = ThreadPoolExecutor(1, "kadraj-library-reader")
        self._writer: sqlite3.Connection | None = None
        self._reader: sqlite3.Connection | None = None
        self._looking: Work[Any] | None = None
        self._looking_lock = threading.Lock()

    async def open(self, prepare: Work[None]) -> None:
        """Opens both connections, `prepare` being run on the writing one before there is a reader.

        When anything fails, everything is closed again, and `open` may be tried anew.
        """
        try:
            await self._on(self._writing, lambda: self._open_writer(prepare))
            await self._on(self._reading, self._open_reader)
        except BaseException:
            await self._disconnect()
            raise

    async def open_read_only(self, check: Work[None]) -> None:
        """Opens the reading connection alone, beside whoever writes, and runs `check` on it.

        When that fails it is closed again, and the database may be opened anew.
        """
        try:
            await self._on(self._reading, self._open_reader)
            await self.read(check)
        except BaseException:
            await self._disconnect()
            raise

    async def write(self, work: Work[T]) -> T:
        """Runs `work` on the writing connection. Once asked for it is done, even when the task that
        waits for it is cancelled."""
        return await self._on(self._writing, lambda: work(_opened(self._writer)))

    async def read(self, work: Work[T]) -> T:
        """Runs `work`, which must not write, on the reading connection. When the task that waits
        for it is cancelled it is not begun any more, or broken off, so that others come sooner."""
        work = partial(work)  # told apart from the same work for somebody else
        running = self._reading.submit(self._translated, lambda: self._look(work))
        try:
            return await asyncio.wrap_future(running)
        except asyncio.CancelledError:
            with self._looking_lock:
                if self._looking is work:
                    _opened(self._reader).interrupt()
            raise

    def _look(self, work: Work[T]) -> T:
        with self._looking_lock:
            self._looking = work
        try:
            return work(_opened(self._reader))
        finally:
            with self._looking_lock:  # what comes next must not be broken off instead
                self._looking = None

    async def before_opening(self, work: Callable[[], T]) -> T:
        """Runs `work` on the writer's thread, while nothing is open."""
        return await self._on(self._writing, work)

    async def close(self) -> None:
        """Ends all work that was asked for, closes the connections and ends the threads."""
        await self._disconnect()
        self._reading.shutdown(wait=False)
        self._writing.shutdown(wait=False)

    async def _disconnect(self) -> None:
        # The writer goes last: the last one to leave folds the WAL into the database.
        await self._on(self._reading, self._close_reader)
        await self._on(self._writing, self._close_writer)

    async def _on(self, thread: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        running = asyncio.wrap_future(thread.submit(self._translated, work))
        return await asyncio.shield(running)

    def _translated(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except sqlite3.ProgrammingError:
            raise
        except READING_ERRORS as error:
            code: int | None = getattr(error, "sqlite_errorcode", None)
            if code in _FULL:
                folder = str(self._path.parent)
                raise KadrajError(ErrorCode.DISK_FULL, folder=folder) from error
            reason = getattr(error, "sqlite_errorname", type(error).__name__)
            path = str(self._path)
            kind = ErrorCode.LIBRARY_DAMAGED if _is_damage(code) else ErrorCode.FILE_FAILED
            raise KadrajError(kind, path=path, reason=reason) from error

    def _open_writer(self, prepare: Work[None]) -> None:
        # SQLite gives its other files the mode of the first.
        with file_errors(self._path):
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = self._connected(f"{self._path.as_uri()}?mode=rw")
        try:
            journal = "DELETE" if on_network_drive(self._path.parent) else "WAL"
            # Where the file system cannot do WAL, SQLite stays with DELETE by itself.
            connection.execute(f"PRAGMA journal_mode = {journal}")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            prepare(connection)
        except BaseException:
            connection.close()
            raise
        self._writer = connection

    def _open_reader(self) -> None:
        self._reader = self._connected(f"{self._path.as_uri()}?mode=ro")
        self._reader.execute(f"PRAGMA cache_size = -{_READING_KIBIBYTES}")

    def _connected(self, uri: str) -> sqlite3.Connection:
        # Without an isolation level Python begins no transaction behind our back.
        connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
        return connection

    def _close_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _close_writer(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None


def _is_damage(code: int | None) -> bool:
    # Reasons for being read-only that lie outside the file have codes of their own.
    readonly = code is not None and code & _PRIMARY == sqlite3.SQLITE_READONLY
    return (code if code is None or readonly else code & _PRIMARY) in _DAMAGE


def _opened(connection: sqlite3.Connection | None) -> sqlite3.Connection:
    if connection is None:
        raise RuntimeError("the library is not open")
    return connection
