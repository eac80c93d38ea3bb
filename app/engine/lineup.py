"""What users do with jobs that wait: change them, put them in another order, copy them."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import JobsMoved
from app.domain.jobs import Job, JobState
from app.domain.ports import Library
from app.domain.requests import GenerationRequest
from app.engine.hub import EventHub
from app.engine.ids import new_id
from app.engine.job_log import JobLog

_EDITABLE: Final = frozenset({JobState.WAITING, JobState.FAILED})


class Lineup:
    """The order in which jobs are sent, and which of them are held back while they are changed.

    `turn` is taken by who looks which job is next and begins to send it, and by everything here
    that bears on that: nobody sees a job sent that he is changing, or out of a turn that he was
    told of. What is held back is not written down: after the program's end it is a job like others.
    """

    def __init__(
        self,
        *,
        library: Library,
        job_log: JobLog,
        hub: EventHub,
        now: Callable[[], datetime],
        checked: Callable[[GenerationRequest], GenerationRequest],
        wake: Callable[[], None],
    ) -> None:
        self._library = library
        self._log = job_log
        self._hub = hub
        self._now = now
        self._checked = checked
        self._wake = wake
        self._held: set[str] = set()
        self.turn = asyncio.Lock()

    def is_held(self, job_id: str) -> bool:
        """Whether a job is being changed and not sent meanwhile."""
        return job_id in self._held

    async def hold(self, job_id: str) -> Job:
        """Holds a job back until `release`, to be changed; returns it as it is.

        `JOB_UNDER_WAY` for one that is being sent by now, or was: then it is not held.
        """
        async with self.turn:
            job = await self._editable(job_id)
            self._held.add(job_id)
            return job

    def release(self, job_id: str) -> None:
        """Lets a job go that was held back."""
        self._held.discard(job_id)
        self._wake()

    async def edit(self, job_id: str, request: GenerationRequest) -> Job:
        """Asks for something else with a job that waits, which keeps its place, or with one that
        has failed, which is sent once more with that.

        Raises the first of the request's problems, and `JOB_UNDER_WAY` as `hold`; nothing was
        changed then.
        """
        whole = self._checked(request)
        async with self.turn:
            job = await self._editable(job_id)
            if whole.service != job.service:
                raise KadrajError(
                    ErrorCode.SERVICE_UNKNOWN, value=whole.service, allowed=job.service
                )
            again = afresh(job) if job.state is JobState.FAILED else {}
            edited = await self._log.change(job, request=whole, **again)
        if edited is None:
            raise _under_way(job)
        self._wake()
        return edited

    async def move(self, job_ids: Sequence[str], before: str | None) -> None:
        """Puts waiting jobs in front of another one's place, or last. Those that wait no more are
        passed over."""
        async with self.turn:
            moved = await self._library.move_jobs(job_ids, before)
            if moved:
                self._hub.emit(JobsMoved(tuple(moved)))

    async def duplicate(self, job_id: str) -> Job:
        """Asks for the same once more: right behind a job that waits, otherwise last."""
        job = await self._library.job(job_id)
        if job is None:
            raise KadrajError(ErrorCode.JOB_UNKNOWN, value=job_id)
        copy = Job(
            id=new_id(),
            request=self._checked(job.request),
            state=JobState.WAITING,
            created_at=self._now(),
        )
        async with self.turn:
            added = await self._log.add(copy, behind=job_id)
            # Those behind it have all made room.
            self._hub.emit(JobsMoved(tuple(await self._library.jobs({JobState.WAITING}))))
        self._wake()
        return added

    async def bring_back(self, job_id: str) -> Job | None:
        """Takes back that a job was removed; see `Library.bring_job_back`."""
        async with self.turn:
            return await self._log.bring_back(job_id)

    async def _editable(self, job_id: str) -> Job:
        job = await self._library.job(job_id)
        if job is None:
            raise KadrajError(ErrorCode.JOB_UNKNOWN, value=job_id)
        if job.state not in _EDITABLE:
            raise _under_way(job)
        return job


def _under_way(job: Job) -> KadrajError:
    return KadrajError(ErrorCode.JOB_UNDER_WAY, service=job.service)


def afresh(job: Job) -> dict[str, Any]:
    """What changes of a job that is to be sent once more."""
    return {
        "state": JobState.WAITING,
        "attempt": job.attempt + 1,
        "remote_id": None,
        "remote_status": "",
        "queue_position": None,
        "total_in_queue": None,
        "video_url": "",
        "failure": None,
        "submitted_at": None,
        "started_at": None,
        "completed_at": None,
    }
