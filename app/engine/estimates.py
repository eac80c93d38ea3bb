"""How long a service usually takes, learned from own jobs and from nothing else."""

from collections import deque
from collections.abc import Iterable
from statistics import quantiles

from app.domain.events import UsualTimeLearned
from app.domain.jobs import Job
from app.engine.hub import EventHub

_REMEMBERED = 30
_ENOUGH = 3


class Estimates:
    """Keeps the last rendering times of each service."""

    def __init__(self, hub: EventHub) -> None:
        self._hub = hub
        self._times: dict[str, deque[float]] = {}

    def learn_from(self, jobs: Iterable[Job]) -> None:
        """Takes in finished jobs, oldest first, and tells what has come of it."""
        touched = set()
        for job in jobs:
            if job.started_at is None or job.completed_at is None:
                continue
            times = self._times.setdefault(job.service, deque(maxlen=_REMEMBERED))
            times.append((job.completed_at - job.started_at).total_seconds())
            touched.add(job.service)
        for service in touched:
            usual = self.usual(service)
            if usual is not None:
                self._hub.emit(UsualTimeLearned(service, *usual))

    def usual(self, service: str) -> tuple[float, float] | None:
        """The middle half of the rendering times in seconds; None with too little history."""
        times = self._times.get(service, ())
        if len(times) < _ENOUGH:
            return None
        low, _, high = quantiles(times, n=4, method="inclusive")
        return low, high
