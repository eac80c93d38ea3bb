"""Sending waiting jobs, one at a time for each service, each at most once."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from app.domain.errors import (
    ErrorCode,
    KadrajError,
    SubmitNotSent,
    SubmitRefused,
    SubmitUncertain,
)
from app.domain.jobs import Job, JobState
from app.domain.ports import Library, VideoService
from app.domain.replies import RemotePhase, SubmitReply
from app.engine.access import Access
from app.engine.health import Health
from app.engine.job_log import JobLog, failure_from
from app.engine.lineup import Lineup
from app.engine.pace import Pace
from app.engine.pauses import Pauses
from app.engine.quotas import Quotas

#: Failures of the way to the service: nothing was sent, so the job waits and goes later.
_WORTH_WAITING = frozenset({ErrorCode.UNREACHABLE, ErrorCode.TIMED_OUT})

_STATE_OF_PHASE: Mapping[RemotePhase, JobState] = {
    RemotePhase.QUEUED: JobState.QUEUED,
    RemotePhase.PROCESSING: JobState.PROCESSING,
    RemotePhase.UNKNOWN: JobState.QUEUED,
    RemotePhase.FAILED: JobState.QUEUED,  # the next status says why
    RemotePhase.COMPLETED: JobState.PROCESSING,  # the next status says where the video is
}


class Submitter:
    """Takes a service's waiting jobs in their order and sends them.

    The step to SUBMITTING is committed before the first byte leaves: a job found in that state at
    the next start is uncertain and is not sent again by itself.
    """

    def __init__(
        self,
        *,
        services: Mapping[str, VideoService],
        library: Library,
        access: Access,
        job_log: JobLog,
        lineup: Lineup,
        pauses: Pauses,
        quotas: Quotas,
        health: Health,
        pace: Pace,
        now: Callable[[], datetime],
        before_sending: Callable[[Job], Awaitable[None]],
        on_accepted: Callable[[Job], None],
    ) -> None:
        self._services = services
        self._library = library
        self._access = access
        self._log = job_log
        self._lineup = lineup
        self._pauses = pauses
        self._quotas = quotas
        self._health = health
        self._pace = pace
        self._now = now
        self._before_sending = before_sending
        self._on_accepted = on_accepted
        self._wake = {service: asyncio.Event() for service in services}
        self._closing = False
        self._on_the_wire = 0
        self._settled = asyncio.Event()
        self._settled.set()

    def wake(self) -> None:
        """Looks for waiting jobs now: one was added, a key was given, the pause ended, the service
        works again or has quota again."""
        for event in self._wake.values():
            event.set()

    async def settle(self, seconds: float) -> None:
        """Sends nothing more, and gives what is on the wire this long to be answered.

        What is not answered by then is uncertain at the next start.
        """
        self._closing = True
        await _wait_for(self._settled, seconds)

    async def run(self, service: str) -> None:
        """Sends this service's jobs for as long as the program runs."""
        wake = self._wake[service]
        retries = self._pace.retries()
        while True:
            wake.clear()
            job = await self._next(service)
            if job is None:
                # Some of what holds jobs back ends by itself, and nobody tells of it.
                await _wait_for(wake, self._pace.history_every)
            elif await self._send(job):
                retries = self._pace.retries()
            else:
                await _wait_for(wake, next(retries))

    async def _next(self, service: str) -> Job | None:
        waiting = await self._library.jobs({JobState.WAITING})
        # Asked last: all of this may have changed while the library was read.
        held_back = service in self._pauses.services or service not in self._access.services
        if held_back or self._closing:
            return None
        mine = [
            job for job in waiting if job.service == service and not self._lineup.is_held(job.id)
        ]
        if mine and self._quotas.of(service).remaining == 0:
            if not self._quotas.only_remembered(service):
                await self._hold(mine)
            return None
        return next(iter(mine), None)

    async def _hold(self, jobs: list[Job]) -> None:
        """Says of jobs that there is no quota for them; they go by themselves when there is."""
        for job in jobs:
            held = KadrajError(ErrorCode.QUOTA_EXHAUSTED, service=job.service)
            await self._log.change(job, failure=failure_from(held))

    async def _send(self, job: Job) -> bool:
        """Sends one job; tells whether the way to the service is open."""
        # From before the step is written: ended between the two, the job would seem uncertain.
        self._on_the_wire += 1
        self._settled.clear()
        try:
            await self._before_sending(job)
            sending = await self._begin(job)
            return sending is None or await self._post(sending)
        finally:
            self._on_the_wire -= 1
            if not self._on_the_wire:
                self._settled.set()

    async def _begin(self, job: Job) -> Job | None:
        """Takes the step to SUBMITTING with a job as it was last edited; None when it is not next
        any more."""
        async with self._lineup.turn:
            first = await self._next(job.service)
            if first is None or first.id != job.id:
                return None
            return await self._log.change(
                first, state=JobState.SUBMITTING, submitted_at=self._now(), failure=None
            )

    async def _post(self, sending: Job) -> bool:
        service = sending.service
        try:
            key = self._access.key(service)
            reply = await self._services[service].submit(key, sending.request)
        except SubmitNotSent as error:
            if error.code in _WORTH_WAITING:
                await self._put_back(sending, error)
                self._health.fails(service, error)
                return False
            await self._fail(sending, error)
        except SubmitUncertain as error:
            await self._log.record(sending, state=JobState.UNCERTAIN, failure=failure_from(error))
        except SubmitRefused as error:
            if error.code is ErrorCode.QUOTA_EXHAUSTED:  # it said so: nothing was taken or spent
                await self._quotas.refuse(service)
                await self._put_back(sending, error)
            else:
                await self._fail(sending, error)
        except KadrajError as error:  # no key any more: signed out this very moment
            await self._put_back(sending, error)
        else:
            await self._accept(sending, reply)
        return True

    async def _put_back(self, job: Job, error: KadrajError) -> None:
        await self._log.record(
            job, state=JobState.WAITING, submitted_at=None, failure=failure_from(error)
        )

    async def _fail(self, job: Job, error: KadrajError) -> None:
        await self._log.record(job, state=JobState.FAILED, failure=failure_from(error))

    async def _accept(self, job: Job, reply: SubmitReply) -> None:
        state = _STATE_OF_PHASE[reply.phase]
        accepted = await self._log.record(
            job,
            state=state,
            remote_id=reply.remote_id,
            remote_status=reply.status,
            queue_position=reply.place.position,
            total_in_queue=reply.place.total,
            started_at=self._now() if state is JobState.PROCESSING else None,
        )
        await self._quotas.take(job.service, reply.quota)
        self._health.works(job.service)
        if accepted is not None:
            self._on_accepted(accepted)


async def _wait_for(event: asyncio.Event, seconds: float) -> None:
    """Waits for an event, but not for longer than this."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        pass
