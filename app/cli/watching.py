"""Watching jobs from the command line until nothing more will happen to them by itself."""

import asyncio

from app.cli.console import Console, state_line
from app.domain.errors import ErrorCode, KadrajError, is_passing
from app.domain.events import (
    DownloadFailed,
    DownloadProgressed,
    Event,
    JobChanged,
    ServiceTroubled,
)
from app.domain.jobs import Job, JobState
from app.engine.studio import Studio

_ENDED = frozenset(
    {JobState.READY, JobState.FAILED, JobState.UNCERTAIN, JobState.LOST, JobState.REMOVED}
)
_TAKEN = frozenset({JobState.QUEUED, JobState.PROCESSING, JobState.COMPLETED, JobState.DOWNLOADING})
_MEGABYTE = 1_000_000


class JobWatch:
    """Follows events from the moment it is made, and tells of them on the console."""

    def __init__(self, studio: Studio, console: Console) -> None:
        self._studio = studio
        self._console = console
        self._jobs: dict[str, Job] = {}
        self._error: KadrajError | None = None
        self._changed = asyncio.Event()
        studio.hub.subscribe(self._on_event)

    async def until_ended(self, jobs: list[Job], *, taken_is_enough: bool = False) -> list[Job]:
        """Waits until each job has ended, or, if that is enough, was taken by its service.

        A job that could not be sent has ended here too: it stays in the queue. Raises what keeps
        a service from being asked at all, such as a refused key.
        """
        self._jobs = {job.id: job for job in jobs} | self._jobs
        names = [job.id for job in jobs]
        while True:
            self._changed.clear()
            if self._error is not None:
                raise self._error
            current = [self._jobs[name] for name in names]
            if all(self._over(job, taken_is_enough) for job in current):
                return current
            await self._changed.wait()

    def _over(self, job: Job, taken_is_enough: bool) -> bool:
        if taken_is_enough and job.state in _TAKEN:
            return True
        if job.state is JobState.WAITING:
            return job.failure is not None
        if job.state is JobState.COMPLETED:
            failure = job.failure
            return failure is not None and not is_passing(failure.code, failure.params)
        return job.state in _ENDED

    def _on_event(self, event: Event) -> None:
        speech = self._console.speech
        match event:
            case JobChanged(job):
                self._jobs[job.id] = job
                self._console.progress(f"{job.service} · {state_line(speech, job)}")
                if job.state is JobState.COMPLETED and job.failure is None and job.clip_id:
                    self._studio.downloads.start(job.clip_id)
            case DownloadProgressed(_, received, total) if total:
                tenth = received * 10 // total
                self._console.progress(
                    speech.line(
                        "downloading_bytes",
                        received=f"{total * tenth / 10 / _MEGABYTE:.1f}",
                        total=f"{total / _MEGABYTE:.1f} MB",
                    )
                )
            case DownloadFailed(_, error):
                self._console.error(error)
            case ServiceTroubled(_, error) if error is not None:
                self._console.error(error)
                if error.code in {ErrorCode.KEY_REFUSED, ErrorCode.KEY_MISSING}:
                    self._error = error
            case _:
                return
        self._changed.set()
