"""Bringing finished videos to this computer, whole and checked, and keeping at it."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.domain.clips import Clip
from app.domain.errors import ErrorCode, KadrajError, is_passing
from app.domain.events import ClipChanged, DownloadFailed, DownloadProgressed, DownloadStopped
from app.domain.jobs import Job, JobState
from app.domain.ports import Library, MediaReader, VideoFetcher
from app.engine.begun import BegunDownloads
from app.engine.finding import VideoFinder
from app.engine.gate import Gate
from app.engine.hub import EventHub
from app.engine.job_log import JobLog, failure_from
from app.engine.pace import Pace
from app.engine.room import RoomWatch
from app.engine.tasks import TaskKeeper
from app.engine.thumbnails import thumbnail_of

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Pause:
    """Why a download pauses; `over` is set when it may go on."""

    why: KadrajError
    over: asyncio.Event


class Downloader:
    """Downloads clips, a few at once, each in a task of its own.

    While `gate` is closed none goes on; the parts stay as they are.
    """

    def __init__(
        self,
        *,
        library: Library,
        finder: VideoFinder,
        fetchers: Mapping[str, VideoFetcher],
        media: MediaReader,
        job_log: JobLog,
        hub: EventHub,
        tasks: TaskKeeper,
        pace: Pace,
        room: RoomWatch,
    ) -> None:
        self._library = library
        self._finder = finder
        self._fetchers = fetchers
        self._media = media
        self._log = job_log
        self._hub = hub
        self._tasks = tasks
        self._pace = pace
        self._room = room
        self.gate = Gate()
        self._begun = BegunDownloads(library)
        self._places = asyncio.Semaphore(pace.downloads_at_once)
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._pauses: dict[str, _Pause] = {}
        #: What the last try met, of downloads that have not come to the next one.
        self._met: dict[str, KadrajError] = {}
        self._at_work: set[str] = set()
        #: Clips whose parts are whole and wait only for room for their rows and sidecars.
        self._whole: set[str] = set()

    async def load(self) -> None:
        """Learns which downloads an earlier run did not bring to their end."""
        await self._begun.load()

    def go_on(self) -> None:
        """Goes on with the downloads that an earlier run did not bring to their end."""
        for clip_id in self._begun.clip_ids:
            self.start(clip_id)

    def start(self, clip_id: str) -> None:
        """Downloads a clip, unless that is under way; one that pauses goes on at once."""
        if clip_id in self._pauses:
            self._pauses[clip_id].over.set()
            self._met.pop(clip_id, None)
        self._tasks.start(_task_name(clip_id), self._run(clip_id))

    def running(self, clip_id: str) -> bool:
        """Whether a clip is being downloaded or waits for its turn."""
        return self._tasks.running(_task_name(clip_id))

    def pausing(self, clip_id: str) -> KadrajError | None:
        """What a download that is under way has met and not tried again yet, or None."""
        return self._met.get(clip_id)

    def waiting(self, clip_id: str) -> bool:
        """Whether a clip's download waits for its turn."""
        return self.running(clip_id) and clip_id not in self._at_work

    def resume(self, code: ErrorCode) -> None:
        """Goes on at once with all downloads that pause for this reason."""
        for pause in self._pauses.values():
            if pause.why.code is code:
                pause.over.set()

    async def until_over(self, clip_id: str) -> None:
        """Returns when a clip is neither being downloaded nor waits for that."""
        await self._tasks.over(_task_name(clip_id))

    async def stop(self, clip_id: str) -> None:
        """Leaves a download as far as it is, for good."""
        under_way = self.running(clip_id)
        await self._tasks.stop(_task_name(clip_id))
        self._met.pop(clip_id, None)
        await self._begun.drop(clip_id)
        if under_way:
            self._hub.emit(DownloadStopped(clip_id))

    async def _run(self, clip_id: str) -> None:
        waits = self._pace.retries()
        while (trouble := await self._go(clip_id)) and is_passing(trouble.code, trouble.params):
            await self._pause(clip_id, trouble, next(waits))
        self._met.pop(clip_id, None)
        await self._begun.drop(clip_id)
        if trouble is not None:
            self._hub.emit(DownloadFailed(clip_id, trouble))

    async def _go(self, clip_id: str) -> KadrajError | None:
        """Tries once, as soon as downloads may go on; returns what went wrong."""
        try:
            await self._begun.add(clip_id)
        except KadrajError as error:
            return error
        return await self.gate.through(partial(self._try, clip_id))

    async def _try(self, clip_id: str) -> KadrajError | None:
        clip = await self._library.clip(clip_id)
        if clip is None:
            return None
        try:
            await self.bring(clip)
        except KadrajError as error:
            return error
        return None

    async def _pause(self, clip_id: str, trouble: KadrajError, wait: float) -> None:
        """Waits for some time, or for as long as the server asks for, and then for room where there
        was none. Ends at once when the user asks for the download again."""
        over = asyncio.Event()
        self._pauses[clip_id] = _Pause(trouble, over)
        self._met[clip_id] = trouble
        try:
            self._hub.emit(DownloadFailed(clip_id, trouble))
            asked = float(trouble.params.get("retry_after") or 0)
            with suppress(TimeoutError):
                async with asyncio.timeout(max(wait, asked)):
                    await over.wait()
            if trouble.code is ErrorCode.DISK_FULL and not over.is_set():
                await self._room.until(trouble, over)
        finally:
            del self._pauses[clip_id]

    async def bring(self, clip: Clip) -> Clip:
        """Downloads a clip in one try and returns it as kept.

        Whoever asks for one that is being downloaded waits, and gets it when it is here.
        """
        try:
            async with self._turns[clip.id], self._places:
                current = await self._library.clip(clip.id) or clip
                if current.downloaded:
                    await self._tell_job(current, JobState.READY)
                    return current
                self._at_work.add(clip.id)
                self._met.pop(clip.id, None)
                try:
                    return await self._download(current)
                finally:
                    self._at_work.discard(clip.id)
        except KadrajError as error:
            why = await self._cause(error)
            _log.warning("download of %s: %s", clip.id, why.code)
            await self._tell_job(clip, JobState.COMPLETED, why)
            raise why from error

    async def _cause(self, error: KadrajError) -> KadrajError:
        """What is behind an error: without the library's folder everything fails."""
        away = await self._library.folder_away()
        return error if away is None else KadrajError(ErrorCode.LIBRARY_AWAY, folder=str(away))

    async def _download(self, clip: Clip) -> Clip:
        part = self._library.part_path(clip)
        await self._room.check(part.parent)
        await self._tell_job(clip, JobState.DOWNLOADING)
        if clip.id not in self._whole:
            await self._fetch(clip, part)
        self._whole.discard(clip.id)
        try:
            kept = await self._keep(clip, part)
        except KadrajError as error:
            if error.code is ErrorCode.DISK_FULL:
                self._whole.add(clip.id)
            raise
        await self._tell_job(kept, JobState.READY)
        self._hub.emit(ClipChanged(kept))
        return kept

    async def _keep(self, clip: Clip, part: Path) -> Clip:
        try:
            media = await self._media.probe(part)
        except KadrajError:
            await self._library.set_aside(clip)
            raise
        thumbnail = await thumbnail_of(self._library, self._media, clip, part)
        return await self._library.keep_file(clip, part, media, thumbnail)

    async def _fetch(self, clip: Clip, part: Path) -> None:
        def tell(done: int, total: int | None) -> None:
            self._hub.emit(DownloadProgressed(clip.id, done, total))

        await self._finder.use_first(
            clip, lambda address: self._fetchers[clip.service].fetch(address, part, tell)
        )

    async def _tell_job(
        self, clip: Clip, state: JobState, error: KadrajError | None = None
    ) -> None:
        """Moves the job that made this clip along, where there is one."""
        for job in await self._library.jobs({JobState.COMPLETED, JobState.DOWNLOADING}):
            if job.clip_id == clip.id:
                await self._log.change(
                    job, state=state, failure=None if error is None else failure_from(error)
                )

    async def take_up(self, job: Job, *, automatically: bool) -> None:
        """At the start: puts a job right that was being downloaded when the program ended."""
        clip = await self._library.clip(job.clip_id) if job.clip_id else None
        paused = job.failure is not None and is_passing(job.failure.code, job.failure.params)
        under_way = paused or job.state is JobState.DOWNLOADING
        if clip is None or clip.trashed_at is not None:
            return
        if automatically or under_way or clip.downloaded:
            self.start(clip.id)


def _task_name(clip_id: str) -> str:
    return f"download {clip_id}"
