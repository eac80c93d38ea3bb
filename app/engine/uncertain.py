"""Jobs of which it is not known whether the service took them: the evidence, and the answers."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import Final

from app.domain.clips import ClipQuery
from app.domain.errors import Came, ErrorCode
from app.domain.events import ClipChanged, UncertainSearched
from app.domain.jobs import TRANSITIONS, Failure, Job, JobState
from app.domain.ports import Library
from app.domain.reconciling import Evidence, Search
from app.domain.replies import HistoryItem, HistoryReply
from app.engine.hub import EventHub
from app.engine.job_log import JobLog
from app.engine.service_clock import ServiceClock
from app.engine.spending import Books, Spending, sent
from app.engine.trails import Trails

#: What the rounding of times to seconds comes to, once the clocks' difference was measured.
_ROUNDING: Final = timedelta(seconds=1)
#: How far clocks may differ of which nothing is known. A video from before is then offered only.
_UNMEASURED: Final = timedelta(minutes=2)
#: A service makes a job when the request arrives. What came later may be another computer's.
_AT_ONCE: Final = timedelta(minutes=1)
_AFTER: Final = timedelta(minutes=10)
#: Who made videos with this key elsewhere in this time may have made the next one, too.
_SHARED: Final = timedelta(hours=1)
#: So long lost jobs are looked for.
_LOST: Final = timedelta(days=1)
#: Videos that were made long before a sending are told by their time.
_KNOWN_BEFORE: Final = 100

_DOUBTED: Final = frozenset({JobState.UNCERTAIN, JobState.LOST})


class Reconciler:
    """Looks for uncertain jobs in every history that is read, and keeps what came of it.

    A video is taken as a job's only beyond doubt; see `_beyond_doubt`. Everything else is left to
    the user, for guessing could hide a lost job and give it somebody else's video. Lost jobs are
    looked for, too, for a day, but nothing is taken for them.
    """

    def __init__(
        self,
        *,
        library: Library,
        job_log: JobLog,
        books: Books,
        clock: ServiceClock,
        hub: EventHub,
        now: Callable[[], datetime],
        on_found: Callable[[Job], None],
    ) -> None:
        self._library = library
        self._log = job_log
        self._books = books
        self._clock = clock
        self._hub = hub
        self._now = now
        self._on_found = on_found
        self._trails = Trails(library)
        self._searches: dict[str, Search] = {}
        self._looking = asyncio.Lock()

    async def load(self) -> None:
        """Takes up what was known of uncertain jobs at the end of the last run."""
        await self._trails.load()

    def last_search(self, job_id: str) -> Search | None:
        """What came of the last look for a job in this run."""
        return self._searches.get(job_id)

    def was_found(self, job: Job) -> bool:
        """Whether a job's video was found for it, so that it may be another's. One that has failed
        is sent again instead."""
        return JobState.UNCERTAIN in TRANSITIONS[job.state] and self._trails.found(job)

    async def before_sending(self, job: Job) -> None:
        """Notes which videos made elsewhere are known already: none of them becomes this job's."""
        known: set[str] = set()
        for trashed in (False, True):
            query = ClipQuery(service=job.service, trashed=trashed)
            clips = await self._library.clips(await self._library.clip_ids(query, _KNOWN_BEFORE))
            known |= {clip.remote_id for clip in clips if not clip.prompt}
        if known != self._trails.of(job).before:
            self._trails.of(job).before = known
            await self._trails.keep()

    async def look(self, jobs: Sequence[Job], reply: HistoryReply) -> None:
        """Looks for jobs in a history that was asked for while they were doubted already."""
        async with self._looking:
            for job in jobs:
                old = job.state is JobState.LOST and self._now() - sent(job) > _LOST
                if old or job.remote_id is not None:  # the service has said which video it is
                    continue
                if await self._library.job(job.id) != job:  # settled meanwhile
                    if not self._searches.get(job.id, Search()).found:
                        self._searches.pop(job.id, None)
                    continue
                self._tell(job, await self._search(job, reply))
            if jobs:
                await self._trails.keep()

    async def take(self, job: Job, remote_id: str) -> bool:
        """The user's word: this video is the job's. Tells whether it could be taken as that."""
        async with self._looking:  # a video that is taken meanwhile is not two jobs'
            clip = await self._library.clip_by_remote(job.service, remote_id)
            if job.state not in _DOUBTED or clip is None or remote_id in await self._owned():
                return False
            return await self._take(job, remote_id)

    async def refuse(self, job: Job, remote_ids: Collection[str]) -> None:
        """The user's word: none of these videos is the job's. They are not offered again."""
        self._trails.of(job).refused.update(remote_ids)
        await self._trails.keep()
        last = self._searches.get(job.id, Search())
        left = tuple(clip for clip in last.candidates if clip.remote_id not in remote_ids)
        self._tell(job, Search(candidates=left, evidence=last.evidence))

    def has_refused(self, job: Job) -> bool:
        """Whether there are videos that `offer_again` would offer."""
        return self._trails.refused(job)

    async def offer_again(self, job: Job) -> None:
        """Takes the user's word back: from the next look on, all videos are offered again."""
        self._trails.of(job).refused.clear()
        await self._trails.keep()

    async def undo(self, job: Job) -> bool:
        """The user's word: the video that was found is not the job's, which is uncertain again.

        The video stays, without what the job told of it. Nobody may follow or download it now.
        """
        if not self.was_found(job):
            return False
        trail, remote_id = self._trails.of(job), job.remote_id or ""
        clip = await self._library.clip_by_remote(job.service, remote_id)
        assert clip is not None, "what was found is in the history"  # noqa: S101
        self._hub.emit(ClipChanged(await self._library.disown(clip.id)))
        told = {"service": job.service, "came": Came.ANOTHER}
        doubted = await self._log.change(
            job,
            state=JobState.UNCERTAIN,
            remote_id=None,
            remote_status="",
            queue_position=None,
            total_in_queue=None,
            video_url="",
            failure=Failure(ErrorCode.SUBMIT_UNCERTAIN, told),
            started_at=None,
            completed_at=None,
            clip_id=None,
        )
        if doubted is None:
            return False
        trail.found = ""
        await self.refuse(doubted, {remote_id})
        return True

    async def _search(self, job: Job, reply: HistoryReply) -> Search:
        owned, trail = await self._owned(), self._trails.of(job)
        others = [item for item in reply.items if item.remote_id not in owned]
        passed = trail.before | trail.refused
        fitting = [
            item for item in others if item.remote_id not in passed and self._near(job, item)
        ]
        spent = await self._books.since(job, reply)
        if (
            len(fitting) == 1
            and await self._beyond_doubt(job, fitting[0], others, spent)
            and await self._take(job, fitting[0].remote_id)
        ):
            return Search(found=True)
        said = Evidence.UNKNOWN if spent is None else spent.evidence
        if said is not Evidence.UNKNOWN:
            trail.evidence = said
        found = [
            await self._library.clip_by_remote(job.service, item.remote_id) for item in fitting
        ]
        return Search(
            candidates=tuple(clip for clip in found if clip is not None), evidence=trail.evidence
        )

    async def _take(self, job: Job, remote_id: str) -> bool:
        trail = self._trails.of(job)
        trail.found = remote_id
        trail.refused.discard(remote_id)
        await self._trails.keep()  # first: what was found can always be undone
        found = await self._log.change(
            job, state=JobState.QUEUED, remote_id=remote_id, remote_status="", failure=None
        )
        if found is not None:
            self._on_found(found)
        return found is not None

    def _tell(self, job: Job, search: Search) -> None:
        self._searches[job.id] = search
        self._hub.emit(UncertainSearched(job.id, search))

    # -- Videos --------------------------------------------------------------------------------

    async def _owned(self) -> set[str]:
        """The videos of all jobs, also of those that were removed."""
        jobs = await self._library.jobs(frozenset(JobState))
        return {job.remote_id for job in jobs if job.remote_id is not None}

    def _near(self, job: Job, item: HistoryItem) -> bool:
        """Whether a video was made after a job's sending began, and not long after."""
        if item.created_at is None:
            return False
        before = _ROUNDING if self._clock.is_measured(job.service) else _UNMEASURED
        made = self._clock.to_own(job.service, item.created_at)
        return -before <= made - sent(job) <= _AFTER

    async def _beyond_doubt(
        self, job: Job, item: HistoryItem, others: Sequence[HistoryItem], spent: Spending | None
    ) -> bool:
        """Whether the one video that fits is the job's.

        It was made when the request arrived, by clocks that were compared, and as was asked for;
        the service counts one video more than Kadraj's own since before the sending; and nobody
        has used the key elsewhere lately: its only other video is this one.
        """
        if spent is None or item.created_at is None or job.state is not JobState.UNCERTAIN:
            return False
        made = self._clock.to_own(job.service, item.created_at)
        since = min(spent.since, sent(job) - _SHARED)
        lately = [
            other
            for other in others
            if other.created_at is None or self._clock.to_own(job.service, other.created_at) > since
        ]
        return (
            self._clock.is_measured(job.service)
            and made - sent(job) <= _AT_ONCE
            and _agrees(job, item)
            and (spent.more, spent.sure) == (1, True)
            and lately == [item]
            and not await self._rivals(job)
        )

    async def _rivals(self, job: Job) -> bool:
        """Whether another doubted job was sent so near that the same video would fit it."""
        return any(
            other.id != job.id
            and other.service == job.service
            and abs(sent(other) - sent(job)) <= _UNMEASURED + _AFTER
            for other in await self._library.jobs(_DOUBTED)
        )


def _agrees(job: Job, item: HistoryItem) -> bool:
    """Whether a video is such as was asked for, as far as the service tells."""
    asked = job.request
    told = [
        (item.aspect_ratio or None, asked.aspect_ratio),
        (item.duration_seconds, asked.duration_seconds),
        (item.has_image, asked.picture is not None),
        (item.prompt or None, " ".join(asked.prompt.split())),
    ]
    return all(seen is None or wanted is None or seen == wanted for seen, wanted in told)
