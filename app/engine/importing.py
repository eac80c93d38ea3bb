"""Taking videos from the user's folders into the library."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.domain.clips import IMPORTED, Clip, Marks, MediaInfo
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import ClipChanged
from app.domain.ports import FolderFiles, Library, MediaReader
from app.domain.works import Imported, WorkKind
from app.engine.hub import EventHub
from app.engine.ids import new_id
from app.engine.marking import Marking
from app.engine.thumbnails import thumbnail_of
from app.engine.works import Work, Works

_ID_LENGTH: Final = 32
_RATIOS: Final = ("16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9")

#: What a single video may be that cannot be taken in, and the others can.
_ITS_OWN_FAULT: Final = frozenset({ErrorCode.NOT_A_VIDEO})


class Importer:
    """Copies videos into the library; the originals are not touched.

    What has a sidecar of Kadraj's is the clip that the sidecar tells of. The others are clips of
    `IMPORTED`, with the SHA-256 of the file for a remote id, so that none comes in twice.
    """

    def __init__(
        self,
        *,
        library: Library,
        files: FolderFiles,
        media: MediaReader,
        marking: Marking,
        hub: EventHub,
        works: Works,
        quiet: asyncio.Lock,
    ) -> None:
        self._library = library
        self._files = files
        self._media = media
        self._marking = marking
        self._hub = hub
        self._works = works
        self._quiet = quiet

    async def import_folder(self, folder: Path) -> Imported:
        """Takes in all MP4s of a folder and of those below it."""
        return await self._works.carry_out(WorkKind.IMPORT, lambda work: self._import(folder, work))

    async def _import(self, folder: Path, work: Work) -> Imported:
        videos = await self._files.videos_below(folder)
        work.expect(len(videos))
        taken: list[str] = []
        known: list[Path] = []
        refused: list[Path] = []
        for video in videos:
            try:
                async with self._quiet:
                    clip = await self._take_in(video, work)
            except KadrajError as error:
                if error.code not in _ITS_OWN_FAULT:
                    raise
                refused.append(video)
            else:
                if work.cancelled:
                    break
                if clip is None:
                    known.append(video)
                else:
                    taken.append(clip.id)
            work.count()
        return Imported(tuple(taken), tuple(known), tuple(refused), work.cancelled)

    async def _take_in(self, video: Path, work: Work) -> Clip | None:
        """Takes in one video; None when it is known, or the user has had enough."""
        media = await self._media.probe(video)
        clip = await self._clip_of(video, media)
        if clip is None or work.cancelled:
            return None
        part = self._library.part_path(clip)
        if not await self._files.copy_over(video, part, work.go_on_uncounted):
            return None
        known = await self._library.clip_by_remote(clip.service, clip.remote_id)
        thumbnail = await thumbnail_of(self._library, self._media, clip, part)
        kept = await self._library.keep_file(clip, part, media, thumbnail)
        if known is not None and known.marks == Marks() != clip.marks:
            await self._marking.restore({kept.id: clip.marks})
        current = await self._library.clip(kept.id)
        self._hub.emit(ClipChanged(current or kept, added=known is None))
        return kept

    async def _clip_of(self, video: Path, media: MediaInfo) -> Clip | None:
        """The clip that a video is to be; None when the library has it."""
        told = await self._files.told_beside(video)
        if told is None:
            return await self._foreign(video, media)
        known = await self._library.clip_by_remote(told.service, told.remote_id)
        if known is not None:
            return None if known.downloaded else replace(told, id=known.id, file=None)
        taken = await self._library.clip(told.id) is not None
        return replace(told, id=new_id() if taken else told.id, file=None)

    async def _foreign(self, video: Path, media: MediaInfo) -> Clip | None:
        digest = await self._files.digest(video)
        for clip in await self._library.clips_of_size(media.size):
            if clip.file is not None and await self._files.digest(clip.file) == digest:
                return None
        return Clip(
            id=digest[:_ID_LENGTH],  # the same again, should the program end while this goes on
            service=IMPORTED,
            remote_id=digest,
            created_at=await self._files.time_of(video),
            prompt=video.stem,
            aspect_ratio=usual_ratio(media.width, media.height),
        )


def usual_ratio(width: int, height: int) -> str:
    """A frame's ratio the way services name it (`16:9`), empty when it has no usual one.

    Frames are cut to even sizes, so a hundredth off counts as the same.
    """
    for ratio in _RATIOS:
        wide, high = map(int, ratio.split(":"))
        if abs(width * high - height * wide) <= width * high / 100:
            return ratio
    return ""
