"""Watching jobs from the command line until nothing more will happen to them by itself."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace

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
_OF_THE_KEY = frozenset({ErrorCode.KEY_REFUSED, ErrorCode.KEY_MISSING})


class JobWatch:
    """Follows some jobs from the moment it is made, and tells of them on the console.

    What happens to other jobs and at other services meanwhile is passed over. `clip_ids` are
    downloads to tell of besides those of the jobs.
    """

    def __init__(
        self, studio: Studio, console: Console, jobs: Iterable[Job], clip_ids: Iterable[str] = ()
    ) -> None:
        self._studio = studio
        self._console = console
        # Why a job halted earlier says nothing about this time, nor that its service forgot it.
        self._jobs = {job.id: replace(job, failure=None) for job in jobs}
        self._services = {job.service for job in self._jobs.values()}
        self._clip_ids = {*clip_ids, *(job.clip_id for job in self._jobs.values())}
        self._troubles: dict[str, KadrajError] = {}
        self._changed = asyncio.Event()
        studio.hub.subscribe(self._on_event)

    async def until_ended(self, *, taken_is_enough: bool = False) -> list[Job]:
        """Waits until each job has ended, or, if that is enough, was taken by its service.

        A job that could not be sent has ended here too: it stays in the queue. Raises a service's
        refusal of the key when nothing is left but jobs that it keeps from going on.
        """
        while True:
            self._changed.clear()
            open_jobs = [job for job in self._jobs.values() if not self._over(job, taken_is_enough)]
            refusals = [error for job in open_jobs if (error := self._refusal(job))]
            if len(refusals) == len(open_jobs):
                if refusals:
                    raise refusals[0]
                return list(self._jobs.values())
            for error in refusals:
                self._console.error(error)
            await self._changed.wait()

    def _refusal(self, job: Job) -> KadrajError | None:
        """The error of the key that keeps this job from going on."""
        error = self._troubles.get(job.service)
        return error if error is not None and error.code in _OF_THE_KEY else None

    def _over(self, job: Job, taken_is_enough: bool) -> bool:
        if job.forgotten:
            return True
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
            case JobChanged(job) if job.id in self._jobs:
                self._jobs[job.id] = job
                self._clip_ids.add(job.clip_id)
                self._console.progress(f"{job.service} · {state_line(speech, job)}")
                if job.state is JobState.COMPLETED and job.failure is None and job.clip_id:
                    self._studio.downloads.start(job.clip_id)
            case DownloadProgressed(clip_id, received, total) if total and self._watched(clip_id):
                tenth = received * 10 // total
                self._console.progress(
                    speech.line(
                        "downloading_bytes",
                        received=speech.megabytes(total * tenth // 10),
                        total=speech.megabytes(total),
                    )
                )
            case DownloadFailed(clip_id, error) if self._watched(clip_id):
                self._console.error(error)
            case ServiceTroubled(service, error) if service in self._services:
                self._note_trouble(service, error)
            case _:
                return
        self._changed.set()

    def _note_trouble(self, service: str, error: KadrajError | None) -> None:
        before = self._troubles.pop(service, None)
        if before is not None:
            self._console.passed(before)
        if error is not None:
            self._troubles[service] = error
            # What is wrong with a key is said when the jobs are looked through: most often it is
            # the end of them, or they fail for the same reason.
            if error.code not in _OF_THE_KEY:
                self._console.error(error)

    def _watched(self, clip_id: str) -> bool:
        return clip_id in self._clip_ids
