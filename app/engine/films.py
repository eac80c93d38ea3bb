"""Videos made of the library's videos: continued, joined, written in another form."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from app.domain.capabilities import Capabilities
from app.domain.clips import JOINED, Clip
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import ClipChanged
from app.domain.films import FilmShape, Joined, JoinPart
from app.domain.ports import FilmMaker, FolderFiles, Library, MediaReader
from app.domain.requests import Continuation, GenerationRequest
from app.domain.works import WorkKind
from app.engine.hub import EventHub
from app.engine.ids import new_id
from app.engine.importing import usual_ratio
from app.engine.room import RoomWatch
from app.engine.thumbnails import thumbnail_of
from app.engine.works import Work, Works

#: Between the prompts of what was joined.
_AND: Final = " + "


class Films:
    """Makes one film at a time, for each takes the whole processor."""

    def __init__(
        self,
        *,
        library: Library,
        media: MediaReader,
        maker: FilmMaker,
        files: FolderFiles,
        tables: Callable[[], Mapping[str, Capabilities]],
        hub: EventHub,
        works: Works,
        room: RoomWatch,
        making: asyncio.Lock,
        now: Callable[[], datetime],
    ) -> None:
        self._library = library
        self._media = media
        self._maker = maker
        self._files = files
        self._tables = tables
        self._hub = hub
        self._works = works
        self._room = room
        self._making = making
        self._now = now

    async def take_up(self) -> None:
        """At the start: takes away what joins of an earlier run left unfinished."""
        await self._library.clear_parts(JOINED)

    async def continue_from(self, clip_id: str, seconds: float | None = None) -> GenerationRequest:
        """A request that goes on from what a clip shows at a moment: with that frame as its
        picture, and with the clip's prompt, frame and service, for the user to change and send.

        Without a moment it is the last frame that is neither faded nor black. What made the clip
        is carried over as far as a service here offers it. `CLIP_UNKNOWN`, `CLIP_NOT_HERE` or
        `CLIP_UNREADABLE`.
        """
        clip, video = await self._here(clip_id)
        still = self._library.still_path(clip)
        try:
            if seconds is None:
                seconds = await self._media.last_frame(video, still)
            else:
                seconds = await self._media.frame_at(video, seconds, still)
        except KadrajError as error:
            if error.code is not ErrorCode.NOT_A_VIDEO:
                raise
            raise KadrajError(ErrorCode.CLIP_UNREADABLE, name=video.name) from error
        picture = await self._media.inspect_picture(still, f"{video.stem} {seconds:.2f}.png")
        tables = self._tables()
        service = clip.service if clip.service in tables else next(iter(tables))
        table = tables[service]
        ratio = clip.aspect_ratio or usual_ratio(picture.width, picture.height)
        same = service == clip.service
        length = None if clip.duration_seconds is None else round(clip.duration_seconds)
        return GenerationRequest(
            service=service,
            prompt=clip.prompt,
            aspect_ratio=ratio if ratio in table.aspect_ratios else "",
            duration_seconds=length if length in table.durations else None,
            model=clip.model if same else None,
            picture=await self._library.keep_picture(picture),
            continues=Continuation(clip.id, seconds),
        )

    async def plan_join(self, clip_ids: Sequence[str], *, whole: bool = False) -> Joined:
        """What `join` would make of these clips; errors as there."""
        _, parts = await self._parts(clip_ids)
        return await self._maker.plan(parts, whole=whole)

    async def join(self, clip_ids: Sequence[str], *, whole: bool = False) -> Clip | None:
        """Joins clips in this order to a new one, which remembers them; None when the user has had
        enough.

        A clip ends where the next one was continued from, unless `whole`; see `FilmMaker.join`.
        `CLIP_UNKNOWN`, `CLIP_NOT_HERE`, `CLIP_UNREADABLE`, `DISK_FULL` or `FILM_FAILED`.
        """
        clips, parts = await self._parts(clip_ids)
        joined = self._joined(clips)
        return await self._works.carry_out(
            WorkKind.JOIN, lambda work: self._join(joined, parts, whole, work)
        )

    async def export(self, clip_id: str, target: Path, shape: FilmShape) -> Path | None:
        """Writes a clip in another shape as `target`, which is replaced; None when the user has had
        enough, and then nothing has changed. Errors as for `join`, and `FILM_SHAPE_INVALID`."""
        _, video = await self._here(clip_id)
        shape.check()
        return await self._works.carry_out(
            WorkKind.CONVERT, lambda work: self._export(video, target, shape, work)
        )

    async def estimate(self, clip_id: str, shape: FilmShape) -> int:
        """About how many bytes `export` will write."""
        _, video = await self._here(clip_id)
        shape.check()
        return await self._maker.estimate(video, shape)

    async def _join(
        self, clip: Clip, parts: Sequence[JoinPart], whole: bool, work: Work
    ) -> Clip | None:
        async def make() -> Clip:
            async with self._making:
                part = self._library.part_path(clip)
                needed = await self._files.size_of([part.video for part in parts])
                await self._room.check(part.parent, needed)
                await self._maker.join(parts, part, work.reach, whole=whole)
                work.go_through()
                return await self._keep(clip, part)

        return await work.unless_cancelled(make())

    async def _keep(self, clip: Clip, part: Path) -> Clip:
        try:
            media = await self._media.probe(part)
            ratio = usual_ratio(media.width, media.height)
            thumbnail = await thumbnail_of(self._library, self._media, clip, part)
            kept = await self._library.keep_file(
                replace(clip, aspect_ratio=ratio), part, media, thumbnail
            )
        except KadrajError:
            await self._library.clear_parts(JOINED)
            raise
        self._hub.emit(ClipChanged(kept, added=True))
        return kept

    async def _export(self, video: Path, target: Path, shape: FilmShape, work: Work) -> Path | None:
        async def make() -> Path:
            async with self._making:
                part = target.with_name(f".{target.name}.{new_id()}.part")
                await self._room.check(target.parent)
                await self._maker.export(video, part, shape, work.reach)
                work.go_through()
                await self._files.arrive(part, target)
                return target

        return await work.unless_cancelled(make())

    async def _parts(self, clip_ids: Sequence[str]) -> tuple[list[Clip], list[JoinPart]]:
        """Clips, and what is joined of them."""
        clips = [await self._here(clip_id) for clip_id in clip_ids]
        parts = [
            JoinPart(video, await self._continued(clip, clips[place - 1][0]) if place else None)
            for place, (clip, video) in enumerate(clips)
        ]
        return [clip for clip, _ in clips], parts

    async def _here(self, clip_id: str) -> tuple[Clip, Path]:
        """A clip, and its file."""
        clip = await self._library.clip(clip_id)
        if clip is None:
            raise KadrajError(ErrorCode.CLIP_UNKNOWN, value=clip_id)
        if clip.file is None:
            raise KadrajError(ErrorCode.CLIP_NOT_HERE, name=clip.prompt or clip.remote_id)
        return clip, clip.file

    async def _continued(self, clip: Clip, before: Clip) -> float | None:
        """Where in the clip before it this one was continued from, if it was."""
        job = await self._library.job_that_made(clip)
        continues = job.request.continues if job is not None else None
        return continues.seconds if continues and continues.clip_id == before.id else None

    def _joined(self, clips: Sequence[Clip]) -> Clip:
        new = new_id()
        prompts = dict.fromkeys(clip.prompt for clip in clips if clip.prompt)
        return Clip(
            id=new,
            service=JOINED,
            remote_id=new,
            created_at=self._now(),
            prompt=_AND.join(prompts),
            parents=tuple(clip.id for clip in clips),
        )
