"""Changing jobs: written first, then told. The engine's other parts change jobs only here."""

import logging
from dataclasses import replace
from typing import Any

from app.domain.errors import KadrajError
from app.domain.events import JobChanged, JobRemoved
from app.domain.jobs import Failure, Job, JobState
from app.domain.ports import Library
from app.engine.hub import EventHub

_log = logging.getLogger(__name__)


class JobLog:
    """The library's jobs, with the events that belong to every change."""

    def __init__(self, library: Library, hub: EventHub) -> None:
        self._library = library
        self._hub = hub

    async def add(self, job: Job) -> Job:
        """Writes down a new job and returns it as written."""
        written = await self._library.add_job(job)
        _log.info("job %s for %s written down", job.id, job.service)
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
        _tell(job, changed)
        if changed.state is JobState.REMOVED:
            self._hub.emit(JobRemoved(job.id))
        else:
            self._hub.emit(JobChanged(changed))
        return changed


def failure_from(error: KadrajError) -> Failure:
    """An error as it is kept with a job."""
    return Failure(error.code, dict(error.params))


def _tell(before: Job, after: Job) -> None:
    """The course of a job, for the log: states and codes, never what was asked for."""
    if (before.state, before.failure) != (after.state, after.failure):
        why = after.failure.code.value if after.failure else ""
        _log.info("job %s: %s, then %s %s", after.id, before.state, after.state, why)
