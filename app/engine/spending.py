"""How many videos a service counts beyond those that Kadraj knows it took."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.domain.jobs import Job, JobState
from app.domain.ports import Library
from app.domain.reconciling import Evidence
from app.domain.replies import HistoryReply
from app.engine.quotas import Quotas
from app.engine.service_clock import ServiceClock


@dataclass(frozen=True, slots=True)
class Spending:
    """What was spent since a figure heard at `since`, beyond Kadraj's own videos.

    `sure` no job of Kadraj's has failed meanwhile: a service may give back what one has cost,
    which would hide that another was taken.
    """

    since: datetime
    more: int
    sure: bool

    @property
    def evidence(self) -> Evidence:
        """What it says of an uncertain job."""
        if self.more > 0:
            return Evidence.TAKEN
        return Evidence.NOT_TAKEN if self.more == 0 and self.sure else Evidence.UNKNOWN


class Books:
    """Compares what is left now with what was left before a job was sent."""

    def __init__(
        self,
        library: Library,
        quotas: Quotas,
        clock: ServiceClock,
        now: Callable[[], datetime],
    ) -> None:
        self._library = library
        self._quotas = quotas
        self._clock = clock
        self._now = now

    async def since(self, job: Job, reply: HistoryReply) -> Spending | None:
        """What was spent since before a job was sent; None where the figures do not tell."""
        before, left = self._quotas.before(job.service, sent(job)), reply.quota.remaining
        if before is None or left is None or self._day_may_have_turned(job, before.at):
            return None
        jobs = await self._library.jobs(frozenset(JobState))
        own = [other for other in jobs if other.service == job.service]
        if any(other.state is JobState.SUBMITTING for other in own):
            return None  # it may have been counted, or not yet
        taken = [other for other in own if other.remote_id is not None and sent(other) > before.at]
        return Spending(
            since=before.at,
            more=before.remaining - len(taken) - left,
            sure=all(other.state is not JobState.FAILED for other in taken),
        )

    def _day_may_have_turned(self, job: Job, since: datetime) -> bool:
        """Whether it was midnight meanwhile, in the services' own time or in UTC; which of them
        counts, the services do not say."""
        now = self._now().astimezone(UTC)
        offset = self._clock.offset(job.service)
        return any(
            (since + ahead).date() != (now + ahead).date() for ahead in (timedelta(), offset)
        )


def sent(job: Job) -> datetime:
    """When a job's sending began; long ago for one that was not sent."""
    return job.submitted_at or datetime.min.replace(tzinfo=UTC)
