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
