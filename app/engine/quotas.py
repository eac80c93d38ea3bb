"""The services' figures for today, and what is counted here until they name the next ones."""

import json
import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from app.domain.errors import KadrajError
from app.domain.events import QuotaChanged
from app.domain.ports import Library
from app.domain.replies import Quota
from app.engine.hub import EventHub

_log = logging.getLogger(__name__)

#: How long a refusal for want of quota outweighs the figure that it contradicts.
_DISBELIEF: Final = timedelta(hours=1)
#: A figure that stays the same is written down again after this time, and so many are kept: enough
#: for what was known before a submission of yesterday.
_WRITTEN_EVERY: Final = timedelta(minutes=30)
_KEPT: Final = 60
#: From then on a figure of an earlier run says nothing about today.
_STALE: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Figure:
    """How many videos a service said were left, and when that was heard."""

    at: datetime
    remaining: int


@dataclass(slots=True)
class _Account:
    """One service. `spent` counts videos taken without figures since the last figure, and `settled`
    this run's submissions that were taken or refused; what is only `remembered` was said in an
    earlier run, and what is `doubted` serves for comparing alone."""

    limit: int | None = None
    figures: list[Figure] = field(default_factory=list)
    spent: int = 0
    settled: int = 0
    refused: datetime | None = None
    remembered: bool = False
    doubted: bool = False

    def hear(self, figure: Figure) -> bool:
        """Takes over a figure; tells whether it should be written down."""
        last = self.figures[-1] if self.figures else None
        same = last is not None and last.remaining == figure.remaining
        fresh = last is not None and figure.at - last.at < _WRITTEN_EVERY
        news = not (same and fresh) or self.spent > 0 or self.refused is not None
        if not (same and fresh):
            self.figures = [*self.figures[1 - _KEPT :], figure]
        self.spent, self.refused, self.remembered, self.doubted = 0, None, False, False
        return news

    def refuses(self, now: datetime) -> bool:
        """Whether a refusal outweighs the figure."""
        return self.refused is not None and now - self.refused < _DISBELIEF

    def quota(self, now: datetime) -> Quota:
        """What is left by all that is known."""
        if self.refuses(now):
            return Quota(self.limit, 0)
        if self.doubted or not self.figures:
            return Quota(self.limit)
        return Quota(self.limit, max(0, self.figures[-1].remaining - self.spent))


class Quotas:
    """A ledger for each service, kept over restarts. A later word of the service always wins; a
    reply without figures changes nothing."""

    def __init__(self, library: Library, hub: EventHub, now: Callable[[], datetime]) -> None:
        self._library = library
        self._hub = hub
        self._now = now
        self._accounts: defaultdict[str, _Account] = defaultdict(_Account)
        self._told: dict[str, Quota] = {}

    async def load(self, services: tuple[str, ...]) -> None:
        """Takes up what was known at the end of the last run."""
        for service in services:
            kept = await self._library.note(_note(service))
            if kept is not None:
                self._accounts[service] = _account(kept, self._now())
                self._told[service] = self.of(service)

    def of(self, service: str) -> Quota:
        """What is left by all that is known; all None when the service has said nothing."""
        return self._accounts[service].quota(self._now())

    def only_remembered(self, service: str) -> bool:
        """Whether the figure is one of an earlier run, and the service will soon say another."""
        return self._accounts[service].remembered

    def before(self, service: str, moment: datetime) -> Figure | None:
        """The last figure that was heard up to a moment."""
        figures = self._accounts[service].figures
        return next((figure for figure in reversed(figures) if figure.at <= moment), None)

    def settled(self, service: str) -> int:
        """How many submissions were taken or refused in this run, for `believable`."""
        return self._accounts[service].settled

    def believable(self, service: str, said: Quota, settled: int) -> Quota:
        """What a reply says, without the figure if a submission was settled since the service was
        asked, when so many were `settled`: the figure may not count it, and would take it back."""
        return said if settled == self._accounts[service].settled else Quota(said.daily_limit)

    async def take(self, service: str, said: Quota) -> None:
        """The service took a video, and this came with its answer."""
        self._accounts[service].settled += 1
        if said.remaining is None:
            await self.spend(service)
        await self.note(service, said)

    async def note(self, service: str, said: Quota) -> None:
        """Takes over what came with a reply, each figure by itself."""
        account, now = self._accounts[service], self._now()
        news = said.daily_limit not in (None, account.limit)
        if said.daily_limit is not None:
            account.limit = said.daily_limit
        last = account.figures[-1].remaining if account.figures else None
        contradicted = account.refuses(now) and 0 < (said.remaining or 0) == last
        if said.remaining is not None and not contradicted:
            news = account.hear(Figure(now, said.remaining)) or news
        self._tell(service)
        if news:
            await self._keep(service)

    async def spend(self, service: str) -> None:
        """Counts a video that the service took without naming its figures."""
        account = self._accounts[service]
        if account.figures:
            account.spent += 1
            self._tell(service)
            await self._keep(service)

    async def refuse(self, service: str) -> None:
        """The service refused a request because nothing was left, whatever it said before.

        Nothing is left then until it names another figure than the one it contradicted, at most
        for an hour.
        """
        account = self._accounts[service]
        account.settled += 1
        account.refused, account.remembered = self._now(), False
        self._tell(service)
        await self._keep(service)

    def doubt(self, service: str) -> None:
        """The service could not be asked: what is only remembered keeps nobody waiting."""
        account = self._accounts[service]
        if account.remembered:
            account.remembered, account.doubted = False, True
            self._tell(service)

    def _tell(self, service: str) -> None:
        figures = self.of(service)
        if figures != self._told.get(service, Quota()):
            self._told[service] = figures
            self._hub.emit(QuotaChanged(service, figures))

    async def _keep(self, service: str) -> None:
        try:
            await self._library.set_note(_note(service), _text(self._accounts[service]))
        except KadrajError as error:  # it is a help, and must not keep a job from being told
            _log.warning("the figures of %s could not be kept: %s", service, error.code)


def _note(service: str) -> str:
    return f"quota.{service}"


def _text(account: _Account) -> str:
    return json.dumps(
        {
            "limit": account.limit,
            "spent": account.spent,
            "refused": account.refused.isoformat() if account.refused else None,
            "figures": [[figure.at.isoformat(), figure.remaining] for figure in account.figures],
        }
    )


def _account(text: str, now: datetime) -> _Account:
    """What was kept; an empty account where it cannot be read."""
    try:
        kept: dict[str, Any] = json.loads(text)
        account = _Account(
            limit=kept["limit"],
            figures=[Figure(datetime.fromisoformat(at), left) for at, left in kept["figures"]],
            spent=kept["spent"],
            refused=datetime.fromisoformat(kept["refused"]) if kept["refused"] else None,
        )
    except (ValueError, LookupError, TypeError):
        return _Account()
    if account.figures:
        account.doubted = now - account.figures[-1].at >= _STALE
        account.remembered = not account.doubted and not account.refuses(now)
    return account
