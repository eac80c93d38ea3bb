"""Changing jobs: written first, then told. The engine's other parts change jobs only here."""

import logging
from collections.abc import Awaitable, Callable
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
        if changed == job and job.id not in self._halted:
            return job
        try:
            written = await self._library.change_job(changed, expected=job.state)
        except KadrajError as error:
            if error.code is ErrorCode.DISK_FULL:
                self._halt(job, error)
            raise
        self._halted.discard(job.id)
        if not written:
            return None
        _tell(job, changed)
        if changed.state is JobState.REMOVED:
            self._hub.emit(JobRemoved(job.id))
        else:
            self._hub.emit(JobChanged(changed))
        return changed

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
