"""Bringing finished videos to this computer, whole and checked, and keeping at it."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from app.domain.clips import Clip
from app.domain.errors import KadrajError, is_passing
from app.domain.events import ClipChanged, DownloadFailed, DownloadProgressed
from app.domain.jobs import Job, JobState
from app.domain.ports import Library, MediaReader, VideoFetcher
from app.engine.finding import VideoFinder
from app.engine.hub import EventHub
from app.engine.job_log import JobLog, failure_from
from app.engine.pace import Pace
from app.engine.tasks import TaskKeeper

_log = logging.getLogger(__name__)


class Downloader:
    """Downloads clips, a few at once, each in a task of its own."""

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
    ) -> None:
        self._library = library
        self._finder = finder
        self._fetchers = fetchers
        self._media = media
        self._log = job_log
        self._hub = hub
        self._tasks = tasks
        self._pace = pace
        self._places = asyncio.Semaphore(pace.downloads_at_once)
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def start(self, clip_id: str) -> None:
        """Downloads a clip, unless that is under way."""
        self._tasks.start(_task_name(clip_id), self._run(clip_id))

    def running(self, clip_id: str) -> bool:
        """Whether a clip is being downloaded or waits for its turn."""
        return self._tasks.running(_task_name(clip_id))

    async def stop(self, clip_id: str) -> None:
        """Leaves a download as far as it is."""
        await self._tasks.stop(_task_name(clip_id))

    async def _run(self, clip_id: str) -> None:
        for wait in self._pace.retries():
            clip = await self._library.clip(clip_id)
            if clip is None:
                return
            try:
                await self.bring(clip)
            except KadrajError as error:
                self._hub.emit(DownloadFailed(clip.id, error))
                if not is_passing(error.code, error.params):
                    return
            else:
                return
            await asyncio.sleep(wait)

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
                return await self._download(current)
        except KadrajError as error:
            _log.warning("download of %s: %s", clip.id, error.code)
            await self._tell_job(clip, JobState.COMPLETED, error)
            raise

    async def _download(self, clip: Clip) -> Clip:
        await self._tell_job(clip, JobState.DOWNLOADING)
        part = self._library.part_path(clip)
        await self._fetch(clip, part)
        try:
            media = await self._media.probe(part)
        except KadrajError:
            await self._library.set_aside(clip)
            raise
        kept = await self._library.keep_file(clip, part, media, await self._thumbnail(clip, part))
        await self._tell_job(kept, JobState.READY)
        self._hub.emit(ClipChanged(kept))
        return kept

    async def _fetch(self, clip: Clip, part: Path) -> None:
        def tell(done: int, total: int | None) -> None:
            self._hub.emit(DownloadProgressed(clip.id, done, total))

        await self._finder.use_first(
            clip, lambda address: self._fetchers[clip.service].fetch(address, part, tell)
        )

    async def _thumbnail(self, clip: Clip, part: Path) -> Path | None:
        target = self._library.thumbnail_path(clip)
        try:
            await self._media.thumbnail(part, target)
        except KadrajError as error:
            _log.warning("no thumbnail for %s: %s", clip.id, error.code)
            return None
        return target

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
        if clip is not None and clip.downloaded:
            await self._log.change(job, state=JobState.READY, failure=None)
            return
        if job.state is JobState.DOWNLOADING:
            await self._log.change(job, state=JobState.COMPLETED)
        if clip is not None and (automatically or job.state is JobState.DOWNLOADING):
            self.start(clip.id)


def _task_name(clip_id: str) -> str:
    return f"download {clip_id}"
