"""How long a service usually takes, learned from own jobs and from nothing else."""

from collections import deque
from collections.abc import Iterable
from statistics import quantiles

from app.domain.events import UsualTimeLearned
from app.domain.jobs import Job
from app.domain.planning import Typical
from app.engine.hub import EventHub

_REMEMBERED = 30
_ENOUGH = 3


class Estimates:
    """Keeps the last rendering times of each service, and of each of its models."""

    def __init__(self, hub: EventHub) -> None:
        self._hub = hub
        self._times: dict[tuple[str, str | None], deque[float]] = {}

    def learn_from(self, jobs: Iterable[Job]) -> None:
        """Takes in finished jobs, oldest first, and tells what has come of it."""
        touched = set()
        for job in jobs:
            if job.started_at is None or job.completed_at is None:
                continue
            taken = (job.completed_at - job.started_at).total_seconds()
            for of in {(job.service, None), (job.service, job.request.model)}:
                self._times.setdefault(of, deque(maxlen=_REMEMBERED)).append(taken)
            touched.add(job.service)
        for service in touched:
            usual = self.usual(service)
            if usual is not None:
                self._hub.emit(UsualTimeLearned(service, *usual))

    def usual(self, service: str) -> tuple[float, float] | None:
        """The middle half of the rendering times in seconds; None with too little history."""
        typical = self.typical(service)
        return (typical.low, typical.high) if typical else None

    def typical(self, service: str, model: str | None = None) -> Typical | None:
        """What a model usually takes, or its service as long as little is known of the model."""
        for of in ((service, model), (service, None)):
            times = self._times.get(of, ())
            if len(times) >= _ENOUGH:
                return Typical(*quantiles(times, n=4, method="inclusive"))
        return None
