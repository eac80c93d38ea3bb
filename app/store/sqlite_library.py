"""The library: jobs and clips in SQLite, videos and sidecars in ordinary folders."""

import logging
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from app.domain.clips import Clip, ClipCounts, ClipQuery, MediaInfo
from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import TRANSITIONS, Job, JobEvent, JobState
from app.domain.opening import LibraryRebuilt
from app.domain.replies import HistoryItem
from app.domain.requests import Picture
from app.store import arrivals, clip_table, damage, job_table, rebuilding
from app.store.database import Database, T, Work, transaction
from app.store.files import copy_whole, file_errors, private_folder, sync_file
from app.store.gathering import Probe
from app.store.journal import Journal, change_number, read_rows
from app.store.naming import clip_folder, own_id
from app.store.pictures import own_copy
from app.store.places import Places
from app.store.rows import RowFolders, filmstrip_file, thumbnail_file
from app.store.schema import is_up_to_date, migrate
from app.store.sidecars import write_sidecar

_log = logging.getLogger(__name__)

_LISTED = frozenset(JobState) - {JobState.REMOVED}


class SqliteLibrary:
    """Implements `app.domain.ports.Library`; what its methods promise is said there.

    Writes run one after the other on one thread, reads on another. A write that was asked for is
    done even when the task that waits for it is cancelled. Raises `KadrajError` (`DISK_FULL`,
    `FILE_FAILED`, `LIBRARY_DAMAGED`, and at opening `ALREADY_RUNNING`, `LIBRARY_NEWER`);
    `ValueError` means an error of the program.

    A clip whose file is not on the disk at this moment comes out with `file` None. Queries and
    counts go by what was entered and look at no file.

    `probe` looks into videos of which, when the library is rebuilt, nothing else tells.
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

    async def close(self) -> None:
        await self._database.close()
        self._lock.release()

    async def add_job(self, job: Job) -> Job:
        def work(connection: sqlite3.Connection) -> Job:
            safe = self._with_own_picture(job)
            with transaction(connection):
                return job_table.append_job(connection, safe, self._folders)

        return await self._write(work)

    async def change_job(self, job: Job, *, expected: JobState) -> bool:
        if job.state is not expected and job.state not in TRANSITIONS[expected]:
            raise ValueError(f"a job never goes from {expected} to {job.state}")

        def work(connection: sqlite3.Connection) -> bool:
            safe = self._with_own_picture(job)
            with transaction(connection):
                return job_table.write_job(connection, safe, expected, self._folders)

        return await self._write(work)

    async def job(self, job_id: str) -> Job | None:
        return await self._database.read(lambda c: job_table.find_job(c, job_id, self._folders))

    async def jobs(self, states: Collection[JobState] | None = None) -> list[Job]:
        asked = _LISTED if states is None else states
        return await self._database.read(lambda c: job_table.find_jobs(c, asked, self._folders))

    async def timeline(self, job_id: str) -> list[JobEvent]:
        return await self._database.read(lambda c: job_table.find_steps(c, job_id))

    async def keep_clip(self, clip: Clip) -> tuple[Clip, bool]:
        own_id(clip.id)

        def work(connection: sqlite3.Connection) -> tuple[Clip, bool]:
            safe = replace(clip, picture=self._own_picture(clip.picture))
            with transaction(connection):
                return clip_table.keep_clip(connection, safe, self._folders)

        return await self._write(work)

    async def merge_history(self, service: str, items: Sequence[tuple[HistoryItem, Clip]]) -> bool:
        clips = [clip for _item, clip in items]
        for clip in clips:
            own_id(clip.id)

        def work(connection: sqlite3.Connection) -> bool:
            with transaction(connection):
                return clip_table.merge_history(connection, service, clips, self._folders)

        return await self._write(work)

    async def clip(self, clip_id: str) -> Clip | None:
        return await self._database.read(lambda c: clip_table.find_clip(c, clip_id, self._folders))

    async def clip_by_remote(self, service: str, remote_id: str) -> Clip | None:
        return await self._database.read(
            lambda c: clip_table.find_remote_clip(c, service, remote_id, self._folders)
        )

    async def clip_ids(self, query: ClipQuery) -> list[str]:
        return await self._database.read(lambda c: clip_table.find_clip_ids(c, query))

    async def clips(self, clip_ids: Sequence[str]) -> list[Clip]:
        return await self._database.read(
            lambda c: clip_table.find_clips(c, clip_ids, self._folders)
        )

    async def clip_counts(self, service: str | None) -> ClipCounts:
        return await self._database.read(lambda c: clip_table.count_clips(c, service))

    def part_path(self, clip: Clip) -> Path:
        folder = private_folder(self._folders.library / clip_folder(clip))
        return folder / f".{own_id(clip.id)}.part"

    def thumbnail_path(self, clip: Clip) -> Path:
        path = thumbnail_file(own_id(clip.id), self._folders)
        private_folder(path.parent)
        return path

    def filmstrip_path(self, clip: Clip) -> Path:
        path = filmstrip_file(own_id(clip.id), self._folders)
        private_folder(path.parent)
        return path

    async def keep_file(
        self, clip: Clip, part: Path, media: MediaInfo, thumbnail: Path | None
    ) -> Clip:
        own_id(clip.id)
        return await self._write(lambda c: self._keep_file(c, clip, part, media, thumbnail))

    async def set_aside(self, clip: Clip) -> Path:
        part = self.part_path(clip)
        aside = part.with_name(f"{own_id(clip.id)}.not-a-video")
        await self._write(lambda _c: arrivals.rename(part, aside))
        return aside

    async def note(self, name: str) -> str | None:
        def work(connection: sqlite3.Connection) -> str | None:
            row = connection.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
            return row["value"] if row else None

        return await self._database.read(work)

    async def set_note(self, name: str, value: str) -> None:
        def work(connection: sqlite3.Connection) -> None:
            with transaction(connection):
                connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))

        await self._write(work)

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
        rows, number = read_rows(connection), change_number(connection)
        if damage.check_rows(rows, number, copy, self._folders) and copy.tidy:
            self._journal.go_on()
        else:
            self._journal.begin(rows, number)
        self._journal.attach(connection)
        with transaction(connection):
            arrivals.settle(connection, self._folders)
            job_table.forget_old_steps(connection)
        self._journal.write(connection)

    def _keep_file(
        self,
        connection: sqlite3.Connection,
        clip: Clip,
        part: Path,
        media: MediaInfo,
        thumbnail: Path | None,
    ) -> Clip:
        sync_file(part)
        with transaction(connection):
            kept, _added = clip_table.keep_clip(connection, clip, self._folders)
            file = arrivals.free_name(kept, self._folders.library)
            arrivals.announce(connection, kept, file, media, self._folders)
        job = job_table.job_that_made(connection, kept, self._folders)
        beside = _picture_beside(file, kept.picture)
        write_sidecar(file, replace(kept, media=media), job, beside)
        if thumbnail is not None and thumbnail != self.thumbnail_path(kept):
            copy_whole(thumbnail, self.thumbnail_path(kept))
        arrivals.rename(part, file)
        with transaction(connection):
            return arrivals.take(connection, kept.id, self._folders)

    def _with_own_picture(self, job: Job) -> Job:
        own = self._own_picture(job.request.picture)
        return replace(job, request=replace(job.request, picture=own))

    def _own_picture(self, picture: Picture | None) -> Picture | None:
        return own_copy(picture, self._folders.pictures) if picture else None


def _picture_beside(video: Path, picture: Picture | None) -> Path | None:
    """A copy of the source picture next to the video: the library outlives the pictures' folder."""
    if picture is None or not picture.path.is_file():
        return None
    beside = video.with_suffix(f".source{picture.path.suffix}")
    copy_whole(picture.path, beside)
    return beside
