"""How long nothing was heard of a job that its service has."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Final

from app.domain.events import Event, JobChanged, JobRemoved
from app.domain.jobs import FOLLOWED, Job, JobEvent, JobState
from app.domain.ports import Library
from app.engine.hub import EventHub

#: From then on a job takes unusually long. Nothing else comes of it: only the service ends a job.
_LONG: Final = timedelta(hours=1)

_Standing = tuple[JobState, str, int | None, int | None]


class Silences:
    """Remembers since when each followed job has stood where it stands: its state, the service's
    word, its place in the queue."""

    def __init__(self, library: Library, hub: EventHub, now: Callable[[], datetime]) -> None:
        self._library = library
        self._now = now
        self._seen: dict[str, tuple[_Standing, datetime]] = {}
        hub.subscribe(self._on_event)

    async def load(self) -> None:
        """Takes up the jobs that are followed. Since when they stand so is read from their steps,
        but for the place in the queue: of that the steps tell nothing."""
        for job in await self._library.jobs(FOLLOWED):
            since = None
            if not (job.state is JobState.QUEUED and job.queue_position):
                since = _since(await self._library.timeline(job.id))
            self._seen[job.id] = (_standing(job), since or self._now())

    def unusually_long(self, job_id: str) -> bool:
        """Whether a followed job has stood where it stands for an hour."""
        seen = self._seen.get(job_id)
        return seen is not None and self._now() - seen[1] >= _LONG

    def _on_event(self, event: Event) -> None:
        match event:
            case JobChanged(job) if job.state in FOLLOWED:
                seen = self._seen.get(job.id)
                if seen is None or seen[0] != _standing(job):
                    self._seen[job.id] = (_standing(job), self._now())
            case JobChanged(Job(id=job_id)) | JobRemoved(job_id):
                self._seen.pop(job_id, None)
            case _:
                pass


def _standing(job: Job) -> _Standing:
    return job.state, job.remote_status, job.queue_position, job.total_in_queue


def _since(steps: Sequence[JobEvent]) -> datetime | None:
    """The first of the last steps that are alike in state and the service's word."""

    def is_alike(step: JobEvent) -> bool:
        return (step.state, step.remote_status) == (steps[-1].state, steps[-1].remote_status)

    return min((step.at for step in takewhile(is_alike, reversed(steps))), default=None)
