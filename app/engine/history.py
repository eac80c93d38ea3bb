"""The services' histories: read, merged with what is on this computer, and told of."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.clips import Clip
from app.domain.errors import KadrajError
from app.domain.events import HistoryMerged
from app.domain.jobs import Job, JobState
from app.domain.ports import Library, VideoService
from app.domain.replies import HistoryItem, HistoryReply
from app.engine.access import Access
from app.engine.health import Health
from app.engine.hub import EventHub
from app.engine.ids import new_id
from app.engine.pace import Pace
from app.engine.quotas import Quotas
from app.engine.service_clock import ServiceClock

OnRead = Callable[[Sequence[Job], HistoryReply], Awaitable[None]]
"""Called with every history, and the service's jobs that were uncertain, or given up, before it was
asked for."""


class History:
    """Keeps the library in step with what the services list."""

    def __init__(
        self,
        *,
        services: Mapping[str, VideoService],
        library: Library,
        access: Access,
        quotas: Quotas,
        clock: ServiceClock,
        hub: EventHub,
        health: Health,
        pace: Pace,
        now: Callable[[], datetime],
        on_read: OnRead,
    ) -> None:
        self._services = services
        self._library = library
        self._access = access
        self._quotas = quotas
        self._clock = clock
        self._hub = hub
        self._health = health
        self._pace = pace
        self._now = now
        self._on_read = on_read
        self._totals: dict[str, int] = {}
        self._asked = 0
        self._newest: dict[str, int] = {}
        self._merging: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._next: dict[str, datetime] = {}

    def total(self, service: str) -> int | None:
        """How many videos the service says it has made; None before it said so."""
        return self._totals.get(service)

    def next_reading(self, service: str) -> datetime | None:
        """When the history, and with it the quota, is asked for again; None while nobody does."""
        return self._next.get(service) if service in self._access.services else None

    async def run(self, service: str) -> None:
        """Reads a service's history now and then, for as long as a key is held."""
        while service in self._access.services:
            await self._health.turn(service)
            wait = self._announce(service, self._pace.history_every)
            question = self._health.begin(service)
            try:
                await self.refresh(service)
            except KadrajError as error:
                if self._health.is_outdated(service, question):
                    continue
                longest = min(self._pace.retry_longest, self._pace.history_every)
                wait = self._announce(service, longest)
                self._health.fails(service, error)
                self._quotas.doubt(service)
            await asyncio.sleep(wait)

    def _announce(self, service: str, seconds: float) -> float:
        self._next[service] = self._now() + timedelta(seconds=seconds)
        return seconds

    async def refresh(self, service: str) -> HistoryReply:
        """Reads and merges a service's history now, unless a later question was answered first."""
        self._asked += 1
        question = self._asked
        # A reply tells nothing of what was sent while it was on its way.
        doubted = await self._library.jobs({JobState.UNCERTAIN, JobState.LOST})
        settled = self._quotas.settled(service)
        # Key and address are of one moment: the service may be moved at any other.
        reply = await self._services[service].history(self._access.key(service))
        reply = replace(reply, quota=self._quotas.believable(service, reply.quota, settled))
        self._health.works(service)
        if reply.clock_ahead is not None:
            self._clock.measured(service, reply.clock_ahead)
        async with self._merging[service]:
            # Whoever waited here for a later reading finds all that has come of it.
            if question >= self._newest.get(service, 0):
                self._newest[service] = question
                await self._merge(service, reply)
                await self._on_read([job for job in doubted if job.service == service], reply)
        return reply

    async def _merge(self, service: str, reply: HistoryReply) -> None:
        await self._quotas.note(service, reply.quota)
        changed = await self._library.merge_history(
            service, [(item, self._clip(service, item)) for item in reply.items]
        )
        self._totals[service] = reply.count
        self._hub.emit(HistoryMerged(service, reply.count, changed))

    def _clip(self, service: str, item: HistoryItem) -> Clip:
        told = item.created_at
        return Clip(
            id=new_id(),
            service=service,
            remote_id=item.remote_id,
            created_at=self._now() if told is None else self._clock.to_utc(service, told),
            aspect_ratio=item.aspect_ratio,
            duration_seconds=item.duration_seconds,
            remote_url=item.video_url,
            at_service=True,
        )
