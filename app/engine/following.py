"""Following jobs that a service has taken, until it has made or failed them."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from app.domain.clips import Clip
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import ClipChanged
from app.domain.jobs import FOLLOWED, Failure, Job, JobState
from app.domain.ports import Library, VideoService
from app.domain.replies import QueuePlace, Quota, RemotePhase, StatusReply
from app.engine.access import Access
from app.engine.health import Health, is_of_one_job
from app.engine.hub import EventHub
from app.engine.ids import new_id
from app.engine.job_log import JobLog, failure_from
from app.engine.pace import Pace
from app.engine.quotas import Quotas
from app.engine.service_clock import ServiceClock
from app.engine.tasks import TaskKeeper


class Follower:
    """Asks for each job's status every few seconds, each job in a task of its own.

    A failed call is never a failed job: it is asked again, ever more patiently. What concerns the
    whole service is its trouble, and one job that gets through brings all others back to the usual
    pace; what concerns one job stands in that job's row, and the others go on.
    """

    def __init__(
        self,
        *,
        services: Mapping[str, VideoService],
        library: Library,
        access: Access,
        job_log: JobLog,
        quotas: Quotas,
        clock: ServiceClock,
        hub: EventHub,
        health: Health,
        tasks: TaskKeeper,
        pace: Pace,
        now: Callable[[], datetime],
        on_completed: Callable[[Job, Clip], None],
    ) -> None:
        self._services = services
        self._library = library
        self._access = access
        self._log = job_log
        self._quotas = quotas
        self._clock = clock
        self._hub = hub
        self._tasks = tasks
        self._pace = pace
        self._now = now
        self._on_completed = on_completed
        self._health = health

    def follow(self, job: Job, after: float = 0.0) -> None:
        """Follows a job from now on, or from some seconds on, unless it is followed already or no
        key is held."""
        if job.service in self._access.services:
            self._tasks.start(_task_name(job.id), self._run(job, after))

    async def forget(self, job_id: str) -> None:
        """Stops following a job; at the service it goes on."""
        await self._tasks.stop(_task_name(job_id))

    async def finish(self, job: Job, video_url: str) -> bool:
        """Ends the following of a job whose video was found otherwise than by its status; one that
        has gone on meanwhile is followed further. Tells whether it did."""
        reply = StatusReply(
            RemotePhase.COMPLETED, "completed", QueuePlace(), Quota(), video_url=video_url
        )
        if await self._complete(job, reply) is None:
            return False
        await self.forget(job.id)
        return True

    async def _run(self, job: Job, after: float) -> None:
        health, service = self._health, job.service
        current: Job | None = job
        wait, waits = after, self._pace.retries()
        failed: int | None = None  # the question before, if it failed
        while current is not None and current.state in FOLLOWED:
            await asyncio.sleep(wait)
            await health.turn(service)
            question = health.begin(service)
            try:
                reply = await self._ask(current)
            except KadrajError as error:
                if error.code is ErrorCode.KEY_MISSING:
                    return  # signed out this very moment; the next sign-in follows it again
                if health.is_outdated(service, question):
                    wait = 0.0
                    continue
                others = health.answered_since(service, question if failed is None else failed)
                failed = question
                if is_of_one_job(error, others_got_through=others):
                    wait = next(waits)
                    current = await self._log.record(current, failure=_counted(current, error))
                else:
                    wait = 0.0
                    health.fails(service, error)
                    await health.rest(service, job.id, error, next(waits))
            else:
                health.works(service, question)
                wait, waits, failed = self._pace.poll_interval(), self._pace.retries(), None
                over = partial(self._take_over, current, reply)
                current = await self._log.insist(current, over)

    async def _ask(self, job: Job) -> StatusReply:
        assert job.remote_id is not None, "a followed job has the service's id"  # noqa: S101
        key = self._access.key(job.service)
        settled = self._quotas.settled(job.service)
        reply = await self._services[job.service].status(key, job.remote_id)
        said = self._quotas.believable(job.service, reply.quota, settled)
        await self._quotas.note(job.service, said)
        return reply

    async def _take_over(self, job: Job, reply: StatusReply) -> Job | None:
        """Writes down what a status says; None when the job was taken away meanwhile."""
        if reply.created_at is not None and job.submitted_at is not None:
            await self._clock.learn(job.service, reply.created_at, job.submitted_at)
        if reply.phase is RemotePhase.FAILED:
            return await self._log.change(
                job,
                state=JobState.FAILED,
                remote_status=reply.status,
                failure=Failure(
                    ErrorCode.SERVICE_FAILED, {"service": job.service, "detail": reply.error}
                ),
                completed_at=self._now(),
            )
        if reply.phase is RemotePhase.COMPLETED and reply.video_url:
            return await self._complete(job, reply)
        state = {
            RemotePhase.QUEUED: JobState.QUEUED,
            RemotePhase.PROCESSING: JobState.PROCESSING,
            RemotePhase.COMPLETED: JobState.PROCESSING,  # made, but the address is still to come
        }.get(reply.phase, job.state)
        began = job.started_at
        if began is None and state is JobState.PROCESSING:
            began = self._now()
        return await self._log.change(
            job,
            state=state,
            remote_status=reply.status,
            queue_position=reply.place.position,
            total_in_queue=reply.place.total,
            failure=None,
            started_at=began,
        )

    async def _complete(self, job: Job, reply: StatusReply) -> Job | None:
        request = job.request
        clip, added = await self._library.keep_clip(
            Clip(
                id=new_id(),
                service=job.service,
                remote_id=job.remote_id or "",
                created_at=job.submitted_at or job.created_at,
                prompt=request.prompt,
                aspect_ratio=request.aspect_ratio,
                duration_seconds=request.duration_seconds,
                model=request.model,
                remote_url=reply.video_url,
                at_service=True,
                picture=request.picture,
                parents=(request.continues.clip_id,) if request.continues else (),
                idea=job.idea,
            )
        )
        completed = await self._log.change(
            job,
            state=JobState.COMPLETED,
            remote_status=reply.status,
            video_url=reply.video_url,
            queue_position=None,
            total_in_queue=None,
            failure=None,
            completed_at=self._now(),
            clip_id=clip.id,
        )
        self._hub.emit(ClipChanged(clip, added=added))
        if completed is not None:
            self._on_completed(completed, clip)
        return completed


def _counted(job: Job, error: KadrajError) -> Failure:
    """What went wrong with a job's question, with how often the service did not know the job."""
    if error.code is not ErrorCode.NOT_FOUND:
        return failure_from(error)
    before = job.failure.params.get("times") if job.failure is not None else 0
    times = before if isinstance(before, int) else 0
    return Failure(error.code, {**error.params, "times": times + 1})


def _task_name(job_id: str) -> str:
    return f"follow {job_id}"
