"""The library: jobs and clips in SQLite, videos and sidecars in ordinary folders."""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from app.domain.clips import Clip, MediaInfo
from app.domain.jobs import TRANSITIONS, Job, JobEvent, JobState
from app.domain.name_patterns import USUAL_PATTERN
from app.domain.replies import HistoryItem
from app.domain.requests import Picture
from app.store import arrivals, clip_table, disowning, job_table
from app.store.database import transaction
from app.store.files import copy_whole, private_folder, remove_all, sync_file
from app.store.naming import clip_folder, own_id, service_folder
from app.store.prompt_history import find_prompts
from app.store.rows import filmstrip_file, still_file, thumbnail_file
from app.store.shelf import Shelf, picture_beside
from app.store.sidecars import write_sidecar

_LISTED = frozenset(JobState) - {JobState.REMOVED}


class SqliteLibrary(Shelf):
    """Implements `app.domain.ports.Library`; what its methods promise is said there.

    Writes run one after the other on one thread, reads on another. A write that was asked for is
    done even when the task that waits for it is cancelled. Raises `KadrajError` (`DISK_FULL`,
    `FILE_FAILED`, `LIBRARY_DAMAGED`, and at opening `ALREADY_RUNNING`, `LIBRARY_NEWER`);
    `ValueError` means an error of the program.

    A clip whose file is not on the disk at this moment comes out with `file` None. Queries and
    counts go by what was entered and look at no file.

    `probe` looks into videos of which, when the library is rebuilt, nothing else tells.
    """

    _pattern = USUAL_PATTERN

    async def add_job(self, job: Job, *, behind: str | None = None) -> Job:
        def work(connection: sqlite3.Connection) -> Job:
            safe = self._with_own_picture(job)
            with transaction(connection):
                added = job_table.append_job(connection, safe, self._folders)
                if behind is None:
                    return added
                return job_table.put_behind(connection, added, behind, self._folders)

        return await self._write(work)

    async def add_jobs(self, jobs: Sequence[Job]) -> list[Job]:
        def work(connection: sqlite3.Connection) -> list[Job]:
            safe = [self._with_own_picture(job) for job in jobs]
            with transaction(connection):
                return [job_table.append_job(connection, job, self._folders) for job in safe]

        return await self._write(work)

    async def change_job(self, job: Job, *, expected: JobState) -> Job | None:
        _check_step(expected, job.state)

        def work(connection: sqlite3.Connection) -> Job | None:
            with transaction(connection):
                return job_table.write_job(connection, job, expected, self._folders)

        return await self._write(work)

    async def edit_job(self, job: Job, *, expected: JobState) -> Job | None:
        _check_step(expected, job.state)

        def work(connection: sqlite3.Connection) -> Job | None:
            safe = self._with_own_picture(job)
            with transaction(connection):
                return job_table.write_job(connection, safe, expected, self._folders, edited=True)

        return await self._write(work)

    async def move_jobs(self, job_ids: Sequence[str], before: str | None) -> list[Job]:
        def work(connection: sqlite3.Connection) -> list[Job]:
            with transaction(connection):
                return job_table.move_jobs(connection, job_ids, before, self._folders)

        return await self._write(work)

    async def bring_job_back(self, job_id: str) -> Job | None:
        def work(connection: sqlite3.Connection) -> Job | None:
            with transaction(connection):
                return job_table.bring_back(connection, job_id, self._folders)

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

    async def clips(self, clip_ids: Sequence[str]) -> list[Clip]:
        return await self._database.read(
            lambda c: clip_table.find_clips(c, clip_ids, self._folders)
        )

    async def clips_of_idea(self, idea: str) -> list[Clip]:
        return await self._database.read(
            lambda c: clip_table.find_clips_of_idea(c, idea, self._folders)
        )

    async def job_that_made(self, clip: Clip) -> Job | None:
        return await self._database.read(lambda c: job_table.job_that_made(c, clip, self._folders))

    def name_files(self, pattern: str) -> None:
        self._pattern = pattern

    def part_path(self, clip: Clip) -> Path:
        self._check_there()
        folder = private_folder(self._folders.library / clip_folder(clip))
        return folder / f".{own_id(clip.id)}.part"

    async def clear_parts(self, service: str) -> None:
        folder = self._folders.library / service_folder(service)
        await self._write(lambda _c: remove_all(folder.glob("*/.*.part")))

    def still_path(self, clip: Clip) -> Path:
        path = still_file(own_id(clip.id), self._folders)
        private_folder(path.parent)
        return path

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

    async def disown(self, clip_id: str) -> Clip:
        return await self._write(
            lambda c: disowning.disown(c, clip_id, self._folders, self._pattern)
        )

    async def set_aside(self, clip: Clip) -> Path:
        part = self.part_path(clip)
        aside = part.with_name(f"{own_id(clip.id)}.not-a-video")
        await self._write(lambda _c: arrivals.rename(part, aside))
        return aside

    async def keep_picture(self, picture: Picture) -> Picture:
        return await self._write(lambda _connection: self._pictures.of(picture))

    async def prompts(self, search: str = "", limit: int = 200) -> list[str]:
        return await self._database.read(lambda c: find_prompts(c, search, limit))

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
            file = arrivals.free_name(kept, self._folders.library, self._pattern)
            arrivals.announce(connection, kept, file, media, self._folders)
        job = job_table.job_that_made(connection, kept, self._folders)
        beside = picture_beside(file, kept)
        write_sidecar(file, replace(kept, media=media), job, beside)
        if thumbnail is not None and thumbnail != self.thumbnail_path(kept):
            copy_whole(thumbnail, self.thumbnail_path(kept))
        arrivals.rename(part, file)
        self._shelves |= {clip_folder(kept).parts[0]}
        with transaction(connection):
            return arrivals.take(connection, kept.id, self._folders)

    def _with_own_picture(self, job: Job) -> Job:
        own = self._own_picture(job.request.picture)
        return replace(job, request=replace(job.request, picture=own))

    def _own_picture(self, picture: Picture | None) -> Picture | None:
        return self._pictures.of(picture) if picture else None


def _check_step(expected: JobState, state: JobState) -> None:
    if state is not expected and state not in TRANSITIONS[expected]:
        raise ValueError(f"a job never goes from {expected} to {state}")
