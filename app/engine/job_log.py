"""Changing jobs: written first, then told. The engine's other parts change jobs only here."""

from dataclasses import replace
from typing import Any

from app.domain.errors import KadrajError
from app.domain.events import JobChanged, JobRemoved
from app.domain.jobs import Failure, Job, JobState
from app.domain.ports import Library
from app.engine.hub import EventHub


class JobLog:
    """The library's jobs, with the events that belong to every change."""

    def __init__(self, library: Library, hub: EventHub) -> None:
        self._library = library
        self._hub = hub

    async def add(self, job: Job) -> Job:
        """Writes down a new job and returns it as written."""
        written = await self._library.add_job(job)
        self._hub.emit(JobChanged(written, added=True))
        return written

    async def change(self, job: Job, **fields: Any) -> Job | None:
        """Writes `job` with these fields changed, if its state is still what `job` says.

        Returns the job as written, or None when somebody else was quicker: then nothing changed.
        """
        changed = replace(job, **fields)
        if changed == job:
            return job
        if not await self._library.change_job(changed, expected=job.state):
            return None
        if changed.state is JobState.REMOVED:
            self._hub.emit(JobRemoved(job.id))
        else:
            self._hub.emit(JobChanged(changed))
        return changed


def failure_from(error: KadrajError) -> Failure:
    """An error as it is kept with a job."""
    return Failure(error.code, dict(error.params))
