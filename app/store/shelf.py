"""What users do with the videos of their library: look for them, mark, throw away, move them."""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final

from app.domain.clips import Clip, ClipCounts, ClipQuery, Marks, MarksChange
from app.domain.ports import GoOn
from app.domain.votes import Pair, Vote
from app.store import clip_queries, clip_table, job_table, mark_table, vote_table
from app.store.database import T, transaction
from app.store.files import copy_whole
from app.store.moving import Move
from app.store.opening import OpenedLibrary
from app.store.rows import filmstrip_file, thumbnail_file
from app.store.sidecars import files_of, refresh_sidecar, write_sidecar
from app.store.threads import in_thread

#: Clips that are written at once: others' writes come in between, and the second copy gets lines.
_AT_ONCE: Final = 100


class Shelf(OpenedLibrary):
    """The part of `app.domain.ports.Library` that the user's own order is kept with."""

    async def clip_ids(
        self, query: ClipQuery, limit: int | None = None, offset: int = 0
    ) -> list[str]:
        return await self._database.read(
            lambda c: clip_queries.find_clip_ids(c, query, limit, offset)
        )

    async def clip_counts(self, service: str | None) -> ClipCounts:
        return await self._database.read(lambda c: clip_queries.count_clips(c, service))

    async def clip_days(self, query: ClipQuery) -> list[tuple[date, int]]:
        return await self._database.read(lambda c: clip_queries.count_days(c, query))

    async def tags(self) -> list[tuple[str, int]]:
        return await self._database.read(clip_queries.count_tags)

    async def clips_of_size(self, size: int) -> list[Clip]:
        return await self._database.read(
            lambda c: clip_table.find_clips_of_size(c, size, self._folders)
        )

    async def mark(self, clip_ids: Sequence[str], change: MarksChange) -> dict[str, Marks]:
        return _joined(
            await self._in_pieces(clip_ids, lambda c, ids: mark_table.change_marks(c, ids, change))
        )

    async def restore_marks(self, marks: Mapping[str, Marks]) -> dict[str, Marks]:
        def work(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Marks]:
            return mark_table.write_marks(connection, {clip_id: marks[clip_id] for clip_id in ids})

        return _joined(await self._in_pieces(list(marks), work))

    async def settle_sidecars(self) -> None:
        for clip_id in await self._database.read(mark_table.owed_sidecars):
            await self._write(partial(self._settle_sidecar, clip_id=clip_id))

    async def keep_vote(self, vote: Vote) -> None:
        def work(connection: sqlite3.Connection) -> None:
            with transaction(connection):
                vote_table.keep_vote(connection, vote)

        await self._write(work)

    async def forget_vote(self, pair: Pair) -> None:
        def work(connection: sqlite3.Connection) -> None:
            with transaction(connection):
                vote_table.forget_vote(connection, pair)

        await self._write(work)

    async def vote(self, pair: Pair) -> Vote | None:
        return await self._database.read(lambda c: vote_table.find_vote(c, pair))

    async def votes(self) -> list[Vote]:
        return await self._database.read(vote_table.all_votes)

    async def trash(self, clip_ids: Sequence[str], moment: datetime) -> list[str]:
        return await self._write_trashed(clip_ids, moment)

    async def untrash(self, clip_ids: Sequence[str]) -> list[str]:
        return await self._write_trashed(clip_ids, None)

    async def drop_trashed_stills(self) -> None:
        trashed = await self._database.read(
            lambda c: clip_queries.find_clip_ids(c, ClipQuery(trashed=True), None, 0)
        )
        await asyncio.to_thread(self._drop_stills, trashed)

    def _drop_stills(self, clip_ids: Sequence[str]) -> None:
        for clip_id in clip_ids:
            for path in (thumbnail_file, filmstrip_file):
                with suppress(OSError):  # it can lie there: the next start tries again
                    path(clip_id, self._folders).unlink(missing_ok=True)

    async def note_bin(self, clip_id: str, moved: Mapping[Path, Path]) -> None:
        def work(connection: sqlite3.Connection) -> None:
            with transaction(connection):
                mark_table.write_bin(connection, clip_id, moved, self._folders)

        await self._write(work)

    async def noted_bin(self, clip_id: str) -> dict[Path, Path]:
        return await self._database.read(lambda c: mark_table.read_bin(c, clip_id, self._folders))

    def files_of(self, clip: Clip) -> list[Path]:
        return files_of(clip.file) if clip.file else []

    # The end and the cleaning up are on the writer's thread: no file comes or goes between the last
    # look and the switch, and neither overtakes the other when nobody waits any more.
    async def move(
        self,
        folder: Path,
        *,
        begun: Callable[[int], None],
        go_on: GoOn,
        quiet: asyncio.Lock,
        switch: Callable[[], None],
    ) -> bool:
        await asyncio.to_thread(self._check_there)
        move = Move(self._places.move_note, self._folders.library, folder)

        def end() -> None:
            switch()
            self._folders = replace(self._folders, library=folder)

        begun(await in_thread(lambda _go_on: move.begin(), go_on))
        try:
            copied = await in_thread(move.copy, go_on)
            if copied:
                async with quiet:
                    await self._write(lambda _connection: move.end(end))
        finally:
            await self._write(lambda _connection: move.clean_up(self._folders.library))
        return copied

    async def _write_trashed(self, clip_ids: Sequence[str], moment: datetime | None) -> list[str]:
        changed = await self._in_pieces(
            clip_ids, lambda c, ids: mark_table.write_trashed(c, ids, moment)
        )
        return [clip_id for piece in changed for clip_id in piece]

    async def _in_pieces(
        self, clip_ids: Sequence[str], work: Callable[[sqlite3.Connection, Sequence[str]], T]
    ) -> list[T]:
        """Does `work` for some clips at a time, each time in a transaction of its own."""

        def committed(connection: sqlite3.Connection, some: Sequence[str]) -> T:
            with transaction(connection):
                return work(connection, some)

        return [
            await self._write(partial(committed, some=clip_ids[first : first + _AT_ONCE]))
            for first in range(0, len(clip_ids), _AT_ONCE)
        ]

    def _settle_sidecar(self, connection: sqlite3.Connection, clip_id: str) -> None:
        clip = clip_table.kept_clip(connection, clip_id, self._folders)
        if clip.file is not None and not refresh_sidecar(clip.file, clip):
            job = job_table.job_that_made(connection, clip, self._folders)
            write_sidecar(clip.file, clip, job, picture_beside(clip.file, clip))
        with transaction(connection):
            mark_table.forget_owed(connection, clip_id)


def picture_beside(video: Path, clip: Clip) -> Path | None:
    """A copy of the source picture next to the video: the library outlives the pictures' folder."""
    picture = clip.picture
    if picture is None or not picture.path.is_file():
        return None
    beside = video.with_suffix(f".source{picture.path.suffix}")
    copy_whole(picture.path, beside)
    return beside


def _joined(pieces: Sequence[Mapping[str, Marks]]) -> dict[str, Marks]:
    return {clip_id: marks for piece in pieces for clip_id, marks in piece.items()}
