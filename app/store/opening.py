"""A library's life: locked for one program, opened, brought up to date, repaired, written twice."""

import asyncio
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from app.domain.errors import ErrorCode, KadrajError
from app.domain.opening import LibraryRebuilt
from app.store import (
    arrivals,
    clip_queries,
    damage,
    job_table,
    moving,
    rebuilding,
    search_index,
)
from app.store.database import Database, T, Work, transaction
from app.store.files import file_errors, private_folder
from app.store.gathering import Probe
from app.store.journal import Journal, change_number, read_rows
from app.store.pictures import OwnCopies
from app.store.places import Places
from app.store.rows import RowFolders
from app.store.schema import is_up_to_date, migrate

_log = logging.getLogger(__name__)

#: A file of this name in the library's folder is the user's word that it is the right one, though
#: nothing of before is in it: the disk of before is gone for good.
START_ANEW: Final = ".kadraj-library"


class OpenedLibrary:
    """What `SqliteLibrary` stands on: a database with its second copy, open or not.

    `open`, `rebuild` and `close` are as `app.domain.ports.Library` has them.
    """

    def __init__(
        self, places: Places, library_folder: Path | None = None, probe: Probe | None = None
    ) -> None:
        self._places = places
        self._folders = RowFolders(
            library=library_folder or places.library,
            pictures=places.pictures,
            thumbnails=places.thumbnails,
        )
        self._probe = probe
        self._pictures = OwnCopies(places.pictures)
        #: The folders just below the library's in which videos were kept.
        self._shelves: frozenset[str] = frozenset()
        self._database = Database(places.database)
        self._journal = Journal(places.journal)
        # Opening and closing may happen on different threads.
        self._lock = FileLock(places.lock, mode=0o600, thread_local=False)

    async def open(self, *, read_only: bool = False) -> LibraryRebuilt | None:
        if read_only:
            await self._open_read_only()
            return None
        with self._locked():
            if not rebuilding.is_missing(self._places.database):
                try:
                    await self._database.open(self._prepare)
                except KadrajError as error:
                    if error.code is not ErrorCode.LIBRARY_DAMAGED:
                        raise
                else:
                    return None
            rebuilt = await self._rebuild()
            if rebuilt == LibraryRebuilt(videos=0, jobs=0, set_aside=None):
                return None  # the first start
            _log.warning("the database was damaged or missing: %s", rebuilt)
            return rebuilt

    async def rebuild(self) -> LibraryRebuilt:
        with self._locked():
            return await self._rebuild()

    async def written_elsewhere(self) -> bool:
        return await asyncio.to_thread(self._written_elsewhere)

    def _written_elsewhere(self) -> bool:
        try:
            with self._lock.acquire(blocking=False):
                return False
        except Timeout:
            return True

    async def folder_away(self) -> Path | None:
        return await asyncio.to_thread(self._folder_away)

    def _folder_away(self) -> Path | None:
        """A disk that is not mounted leaves an empty folder, or none."""
        library = self._folders.library
        there = (library / name for name in (*self._shelves, START_ANEW))
        return library if self._shelves and not any(path.exists() for path in there) else None

    def _check_there(self) -> None:
        """Raises `LIBRARY_AWAY` lest anything is made in the library's place."""
        if away := self._folder_away():
            raise KadrajError(ErrorCode.LIBRARY_AWAY, folder=str(away))

    async def close(self) -> None:
        await self._database.close()
        self._lock.release()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Takes the library for this program alone, and gives it back only when opening fails."""
        private_folder(self._places.home)
        with file_errors(self._places.lock):
            try:
                self._lock.acquire(blocking=False)
            except Timeout as error:
                raise KadrajError(ErrorCode.ALREADY_RUNNING) from error
        try:
            yield
        except BaseException:
            self._lock.release()
            raise

    async def _write(self, work: Work[T]) -> T:
        """Runs `work` on the writing connection, and returns when the journal has it too."""

        def kept_twice(connection: sqlite3.Connection) -> T:
            try:
                return work(connection)
            finally:
                self._journal.write(connection)

        return await self._database.write(kept_twice)

    async def _open_read_only(self) -> None:
        database = self._places.database
        if rebuilding.is_missing(database):
            raise KadrajError(ErrorCode.LIBRARY_DAMAGED, path=str(database), reason="missing")

        def check(connection: sqlite3.Connection) -> None:
            if not is_up_to_date(connection, database):
                raise KadrajError(ErrorCode.LIBRARY_DAMAGED, path=str(database), reason="outdated")
            damage.check_pages(connection)
            self._shelves = clip_queries.shelves(connection)

        await self._database.open_read_only(check)

    async def _rebuild(self) -> LibraryRebuilt:
        rebuilt = await self._database.before_opening(
            lambda: rebuilding.rebuild(
                self._places.database, self._journal, self._folders, self._probe
            )
        )
        await self._database.open(self._fill)
        return rebuilt

    def _fill(self, connection: sqlite3.Connection) -> None:
        migrate(connection, self._places.database)
        copy = self._journal.read()
        rebuilding.fill(connection, copy.rows, copy.number)
        self._prepare(connection)

    def _prepare(self, connection: sqlite3.Connection) -> None:
        copy = self._journal.read()
        try:
            migrate(connection, self._places.database)
        except KadrajError as error:
            if damage.only_seems_newer(error, copy):
                raise KadrajError(ErrorCode.LIBRARY_DAMAGED, **error.params) from error
            raise
        damage.check_pages(connection)
        number = change_number(connection)
        if damage.check_rows(connection, number, copy, self._folders) and copy.tidy:
            self._journal.go_on()
        else:
            self._journal.begin(read_rows(connection), number)
        self._journal.attach(connection)
        moving.settle(self._places.move_note, self._folders.library)
        self._shelves = clip_queries.shelves(connection)
        with transaction(connection):
            search_index.mend(connection)
            if self._folder_away() is None:
                arrivals.settle(connection, self._folders)
            job_table.forget_old_steps(connection)
        self._journal.write(connection)
