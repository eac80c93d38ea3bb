"""The services' figures for today."""

from dataclasses import replace

from app.domain.events import QuotaChanged
from app.domain.replies import Quota
from app.engine.hub import EventHub


class Quotas:
    """Keeps each service's last figures; a reply without figures changes nothing."""

    def __init__(self, hub: EventHub) -> None:
        self._hub = hub
        self._figures: dict[str, Quota] = {}

    def of(self, service: str) -> Quota:
        """What the service last said; all None when it has said nothing."""
        return self._figures.get(service, Quota())

    def spend(self, service: str) -> None:
        """Counts a video that the service took without naming its figures."""
        remaining = self.of(service).remaining
        if remaining is not None:
            self.note(service, Quota(remaining=max(0, remaining - 1)))

    def note(self, service: str, said: Quota) -> None:
        """Takes over what came with a reply, each figure by itself."""
        known = self.of(service)
        figures = replace(
            known,
            daily_limit=known.daily_limit if said.daily_limit is None else said.daily_limit,
            remaining=known.remaining if said.remaining is None else said.remaining,
        )
        if figures != known:
            self._figures[service] = figures
            self._hub.emit(QuotaChanged(service, figures))
