"""Jobs of which it is not known whether the service took them: the evidence, and the answers."""

import asyncio
import json
import logging
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from app.domain.errors import KadrajError
from app.domain.events import UncertainSearched
from app.domain.jobs import Job, JobState
from app.domain.ports import Library
from app.domain.reconciling import Evidence, Search
from app.domain.replies import HistoryItem, HistoryReply
from app.engine.hub import EventHub
from app.engine.job_log import JobLog
from app.engine.quotas import Quotas
from app.engine.service_clock import ServiceClock

_log = logging.getLogger(__name__)

_BEFORE: Final = timedelta(minutes=2)
_AFTER: Final = timedelta(minutes=10)
_NOTE: Final = "uncertain"


class Reconciler:
    """Looks for uncertain jobs in every history that is read, and keeps what came of it.

    Exactly one video that fits, with no other job that it would fit too, is taken as the job's.
    Everything else is left to the user: guessing could hide a lost job.
    """

    def __init__(
        self,
        *,
        library: Library,
        job_log: JobLog,
        quotas: Quotas,
        clock: ServiceClock,
        hub: EventHub,
        now: Callable[[], datetime],
        on_found: Callable[[Job], None],
    ) -> None:
        self._library = library
        self._log = job_log
        self._quotas = quotas
        self._clock = clock
        self._hub = hub
        self._now = now
        self._on_found = on_found
        self._searches: dict[str, Search] = {}
        #: By `_name`: the videos that the user said are not the job's, and what the figures said.
        self._refused: dict[str, set[str]] = {}
        self._evidence: dict[str, Evidence] = {}
        self._looking = asyncio.Lock()

    async def load(self) -> None:
        """Takes up what was known of uncertain jobs at the end of the last run."""
        try:
            kept: dict[str, Any] = json.loads(await self._library.note(_NOTE) or "{}")
            self._refused = {name: set(each["refused"]) for name, each in kept.items()}
            self._evidence = {name: Evidence(each["evidence"]) for name, each in kept.items()}
        except (ValueError, LookupError, TypeError, AttributeError):
            _log.warning("what was known of uncertain jobs cannot be read")

    def last_search(self, job_id: str) -> Search | None:
        """What came of the last look for a job in this run."""
        return self._searches.get(job_id)

    async def look(self, jobs: Sequence[Job], reply: HistoryReply) -> None:
        """Looks for jobs in a history that was asked for while they were uncertain already."""
        async with self._looking:
            for job in jobs:
                if await self._library.job(job.id) != job:  # settled meanwhile
                    if not self._searches.get(job.id, Search()).found:
                        self._searches.pop(job.id, None)
                    continue
                self._searches[job.id] = search = await self._search(job, reply)
                self._hub.emit(UncertainSearched(job.id, search))
            if jobs:
                await self._keep()

    async def take(self, job: Job, remote_id: str) -> bool:
        """The user's word: this video is the job's. Tells whether it could be taken as that."""
        clip = await self._library.clip_by_remote(job.service, remote_id)
        if job.state is not JobState.UNCERTAIN or clip is None or remote_id in await self._known():
            return False
        return await self._take(job, remote_id)

    async def refuse(self, job: Job, remote_ids: Collection[str]) -> None:
        """The user's word: none of these videos is the job's. They are not offered again."""
        self._refused.setdefault(_name(job), set()).update(remote_ids)
        await self._keep()
        last = self._searches.get(job.id, Search())
        left = tuple(clip for clip in last.candidates if clip.remote_id not in remote_ids)
        self._searches[job.id] = search = Search(candidates=left, evidence=last.evidence)
        self._hub.emit(UncertainSearched(job.id, search))

    async def _search(self, job: Job, reply: HistoryReply) -> Search:
        items = await self._fitting(job, reply.items)
        alone = len(items) == 1 and not await self._rivals(job)
        if alone and _agrees(job, items[0]) and await self._take(job, items[0].remote_id):
            return Search(found=True)
        found = [await self._library.clip_by_remote(job.service, item.remote_id) for item in items]
        said = await self._said_by_figures(job, reply)
        if said is not Evidence.UNKNOWN:
            self._evidence[_name(job)] = said
        return Search(
            candidates=tuple(clip for clip in found if clip is not None),
            evidence=self._evidence.get(_name(job), said),
        )

    async def _take(self, job: Job, remote_id: str) -> bool:
        found = await self._log.change(
            job, state=JobState.QUEUED, remote_id=remote_id, remote_status="", failure=None
        )
        if found is not None:
            self._on_found(found)
        return found is not None

    # -- Videos --------------------------------------------------------------------------------

    async def _fitting(self, job: Job, items: Sequence[HistoryItem]) -> list[HistoryItem]:
        """The videos that nothing is known of and that are dated near the submission."""
        known = await self._known() | self._refused.get(_name(job), set())
        return [item for item in items if item.remote_id not in known and self._near(job, item)]

    async def _known(self) -> set[str]:
        """The videos of all jobs, also of those that were removed."""
        jobs = await self._library.jobs(frozenset(JobState))
        return {job.remote_id for job in jobs if job.remote_id is not None}

    def _near(self, job: Job, item: HistoryItem) -> bool:
        if item.created_at is None:
            return False
        made = self._clock.to_utc(job.service, item.created_at)
        return -_BEFORE <= made - _sent(job) <= _AFTER

    async def _rivals(self, job: Job) -> bool:
        """Whether another uncertain job was sent so near that the same video would fit it."""
        uncertain = await self._library.jobs({JobState.UNCERTAIN})
        return any(
            other.id != job.id
            and other.service == job.service
            and abs(_sent(other) - _sent(job)) <= _BEFORE + _AFTER
            for other in uncertain
        )

    # -- Figures -------------------------------------------------------------------------------

    async def _said_by_figures(self, job: Job, reply: HistoryReply) -> Evidence:
        """Compares what is left now with what was left before the submission."""
        before, left = self._quotas.before(job.service, _sent(job)), reply.quota.remaining
        if before is None or left is None or self._day_may_have_turned(job, before.at):
            return Evidence.UNKNOWN
        taken = [
            other
            for other in await self._library.jobs(frozenset(JobState))
            if other.service == job.service
            and other.remote_id is not None
            and _sent(other) > before.at
        ]
        more_than_known = before.remaining - len(taken) - left
        if more_than_known > 0:
            return Evidence.TAKEN
        # A service may give back what a failed job has cost, which would hide that one was taken.
        given_back = any(other.state is JobState.FAILED for other in taken)
        return Evidence.UNKNOWN if more_than_known < 0 or given_back else Evidence.NOT_TAKEN

    def _day_may_have_turned(self, job: Job, since: datetime) -> bool:
        """Whether it was midnight meanwhile, in the services' own time or in UTC; which of them
        counts, the services do not say."""
        now = self._now().astimezone(UTC)
        offset = self._clock.offset(job.service)
        return any(
            (since + ahead).date() != (now + ahead).date() for ahead in (timedelta(), offset)
        )

    async def _keep(self) -> None:
        uncertain = {_name(job) for job in await self._library.jobs({JobState.UNCERTAIN})}
        kept = {
            name: {
                "refused": sorted(self._refused.get(name, ())),
                "evidence": self._evidence.get(name, Evidence.UNKNOWN),
            }
            for name in sorted(uncertain & (self._refused.keys() | self._evidence.keys()))
        }
        text = json.dumps(kept)
        try:
            if text != (await self._library.note(_NOTE) or "{}"):
                await self._library.set_note(_NOTE, text)
        except KadrajError as error:  # what was seen can be seen again
            _log.warning("what is known of uncertain jobs could not be kept: %s", error.code)


def _name(job: Job) -> str:
    """A job as it was sent this time: sent again, it is another one."""
    return f"{job.id}.{job.attempt}"


def _sent(job: Job) -> datetime:
    return job.submitted_at or datetime.min.replace(tzinfo=UTC)


def _agrees(job: Job, item: HistoryItem) -> bool:
    """Whether a video is such as was asked for, as far as the service tells."""
    asked = job.request
    told = [
        (item.aspect_ratio or None, asked.aspect_ratio),
        (item.duration_seconds, asked.duration_seconds),
        (item.has_image, asked.picture is not None),
    ]
    return all(seen is None or wanted is None or seen == wanted for seen, wanted in told)
