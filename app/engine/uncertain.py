"""Jobs of which it is not known whether the service took them: the evidence, and the answers."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from app.domain.jobs import Job, JobState
from app.domain.ports import Library
from app.domain.replies import HistoryItem
from app.engine.history import History
from app.engine.job_log import JobLog
from app.engine.service_clock import ServiceClock

_BEFORE = timedelta(minutes=2)
_AFTER = timedelta(minutes=10)


class Reconciler:
    """Looks for an uncertain job in the service's history."""

    def __init__(
        self,
        *,
        library: Library,
        history: History,
        job_log: JobLog,
        clock: ServiceClock,
        on_found: Callable[[Job], None],
    ) -> None:
        self._library = library
        self._history = history
        self._log = job_log
        self._clock = clock
        self._on_found = on_found

    async def check(self, job: Job) -> bool:
        """Asks the service now; tells whether exactly one video fits and was taken as this job's.

        With none or several that fit, the job stays uncertain: guessing could hide a lost job.
        """
        reply = await self._history.refresh(job.service)
        known = {other.remote_id for other in await self._library.jobs(frozenset(JobState))}
        fitting = [
            item for item in reply.items if item.remote_id not in known and self._fits(job, item)
        ]
        if len(fitting) != 1 or await self._rivals(job):
            return False
        found = await self._log.change(
            job,
            state=JobState.QUEUED,
            remote_id=fitting[0].remote_id,
            remote_status="",
            failure=None,
        )
        if found is None:
            return False
        self._on_found(found)
        return True

    def _fits(self, job: Job, item: HistoryItem) -> bool:
        if item.created_at is None or job.submitted_at is None:
            return False
        made = self._clock.to_utc(job.service, item.created_at)
        return -_BEFORE <= made - job.submitted_at <= _AFTER

    async def _rivals(self, job: Job) -> bool:
        """Whether another uncertain job was sent so near that the same video would fit it."""
        uncertain = await self._library.jobs({JobState.UNCERTAIN})
        return any(
            other.id != job.id
            and other.service == job.service
            and abs(_sent(other) - _sent(job)) <= _BEFORE + _AFTER
            for other in uncertain
        )


def _sent(job: Job) -> datetime:
    return job.submitted_at or datetime.min.replace(tzinfo=UTC)
