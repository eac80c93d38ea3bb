"""Looking ahead: what fits into today's quota, and how long it will take."""

from collections import Counter
from collections.abc import Sequence

from app.domain.jobs import FOLLOWED, Job, JobState
from app.domain.planning import Plan, Typical
from app.domain.ports import Library
from app.domain.requests import GenerationRequest
from app.engine.estimates import Estimates
from app.engine.quotas import Quotas

_AHEAD = FOLLOWED | {JobState.WAITING, JobState.SUBMITTING}


class Planner:
    """Knows from the services' figures and from own history, and invents nothing."""

    def __init__(self, library: Library, quotas: Quotas, estimates: Estimates) -> None:
        self._library = library
        self._quotas = quotas
        self._estimates = estimates

    async def plan(self, requests: Sequence[GenerationRequest]) -> list[Plan]:
        """What these come to, for each service in the order in which they first name it."""
        ahead = await self._library.jobs(_AHEAD)
        services = dict.fromkeys(request.service for request in requests)
        return [
            self._part(
                service,
                [request for request in requests if request.service == service],
                [job for job in ahead if job.service == service],
            )
            for service in services
        ]

    def _part(self, service: str, wanted: list[GenerationRequest], ahead: list[Job]) -> Plan:
        unsent = sum(job.state is JobState.WAITING for job in ahead)
        remaining = self._quotas.of(service).remaining
        fits = len(wanted)
        if remaining is not None:
            fits = min(fits, max(0, remaining - unsent))
        in_turn = [*(job.request for job in ahead), *wanted[:fits]]
        return Plan(
            service, len(wanted), unsent, remaining, fits, self._sum(in_turn) if fits else None
        )

    def _sum(self, requests: Sequence[GenerationRequest]) -> Typical | None:
        """Each with what its own model takes; the services make one after the other."""
        low = median = high = 0.0
        models = Counter((request.service, request.model) for request in requests)
        for (service, model), count in models.items():
            typical = self._estimates.typical(service, model)
            if typical is None:
                return None
            low += count * typical.low
            median += count * typical.median
            high += count * typical.high
        return Typical(low, median, high)
