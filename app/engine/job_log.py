"""Changing jobs: written first, then told. The engine's other parts change jobs only here."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import JobChanged, JobRemoved
from app.domain.jobs import RUNNING, Failure, Job, JobState
from app.domain.ports import Library
from app.engine.hub import EventHub
from app.engine.room import RoomWatch

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

#: Of these it is told that a full disk halts them, for they go on by themselves.
_GOES_ON = RUNNING | {JobState.WAITING}


class JobLog:
    """The library's jobs, with the events that belong to every change."""

    def __init__(self, library: Library, hub: EventHub, room: RoomWatch) -> None:
        self._library = library
        self._hub = hub
        self._room = room
        #: Jobs that were told of as halted by a full disk, which cannot be written down.
        self._halted: set[str] = set()

    async def add(self, job: Job, *, behind: str | None = None) -> Job:
        """Writes down a new job and returns it as written."""
        written = await self._library.add_job(job, behind=behind)
        _log.info("job %s for %s written down", job.id, job.service)
        self._hub.emit(JobChanged(written, added=True))
        return written

    async def add_together(self, jobs: Sequence[Job]) -> list[Job]:
        """Writes down new jobs, all or none, and returns them as written."""
        written = await self._library.add_jobs(jobs)
        for job in written:
            _log.info("job %s for %s written down", job.id, job.service)
            self._hub.emit(JobChanged(job, added=True))
        return written

    async def change(self, job: Job, **fields: Any) -> Job | None:
        """Writes `job` with these fields changed, if its state is still what `job` says.

        What it asks for is changed only if `request` is among the fields; otherwise that may have
        been edited since `job` was read, and stays so. Returns the job as it is in the library
        then, or None when somebody else was quicker: then nothing changed.
        """
        changed = replace(job, **fields)
        if changed == job and job.id not in self._halted:
            return job
        write = self._library.edit_job if "request" in fields else self._library.change_job
        try:
            written = await write(changed, expected=job.state)
        except KadrajError as error:
            if error.code is ErrorCode.DISK_FULL:
                self._halt(job, error)
            raise
        self._halted.discard(job.id)
        if written is None:
            return None
        _tell(job, written)
        if written.state is JobState.REMOVED:
            self._hub.emit(JobRemoved(job.id))
        else:
            self._hub.emit(JobChanged(written))
        return written

    async def bring_back(self, job_id: str) -> Job | None:
        """Takes back that a job was removed; None where that cannot be."""
        back = await self._library.bring_job_back(job_id)
        if back is not None:
            _log.info("job %s: %s again", job_id, back.state)
            self._hub.emit(JobChanged(back, added=True))
        return back

    async def record(self, job: Job, **fields: Any) -> Job | None:
        """As `change`, for what happened at the service: while the disk is full it is remembered,
        and written when there is room."""
        return await self.insist(job, lambda: self.change(job, **fields))

    async def insist(self, job: Job, work: Callable[[], Awaitable[_T]]) -> _T:
        """Does `work`, which writes what happened to a job, until the disk has room for it."""
        return await self._room.insist(work, lambda error: self._halt(job, error))

    def _halt(self, job: Job, full: KadrajError) -> None:
        """Tells why a job stands still, though it cannot be written down."""
        if job.state in _GOES_ON and job.id not in self._halted:
            self._halted.add(job.id)
            self._hub.emit(JobChanged(replace(job, failure=failure_from(full))))


def failure_from(error: KadrajError) -> Failure:
    """An error as it is kept with a job."""
    return Failure(error.code, dict(error.params))


def _tell(before: Job, after: Job) -> None:
    """The course of a job, for the log: states and codes, never what was asked for."""
    if (before.state, before.failure) != (after.state, after.failure):
        why = after.failure.code.value if after.failure else ""
        _log.info("job %s: %s, then %s %s", after.id, before.state, after.state, why)
