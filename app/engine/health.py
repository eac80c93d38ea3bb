"""Which services can be used at the moment, and when to ask one again that could not."""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import ServiceTroubled
from app.engine.hub import EventHub
from app.engine.pace import Pace

_log = logging.getLogger(__name__)

#: What is said of one job only.
_OF_ONE_JOB: Final = frozenset({ErrorCode.NOT_FOUND, ErrorCode.REJECTED, ErrorCode.ODD_REPLY})
#: RFC 9110, 15.6.1: an unexpected condition met *this* request. 502 to 504 speak of the service.
_UNEXPECTED: Final = 500
#: What no other job gets around. A limit is counted by key, so it is met by all of a service's.
_OF_ALL: Final = frozenset(
    {ErrorCode.UNREACHABLE, ErrorCode.RATE_LIMITED, ErrorCode.QUOTA_EXHAUSTED}
)
_NO_WAY_THERE: Final = frozenset({ErrorCode.UNREACHABLE, ErrorCode.TIMED_OUT})
#: Multiples of it, without their whole part, lie evenly between 0 and 1, however many there are.
_GOLDEN: Final = (5**0.5 - 1) / 2


class _Pulse:
    """Wakes those who wait for it at this very moment, and nobody later."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[bool]] = set()

    def give(self) -> None:
        """Wakes them."""
        for woken in self._waiting:
            _settle(woken, True)

    async def within(self, seconds: float) -> bool:
        """Waits for it, but not for longer than this; tells whether it came."""
        loop = asyncio.get_running_loop()
        woken: asyncio.Future[bool] = loop.create_future()
        self._waiting.add(woken)
        timer = loop.call_later(seconds, _settle, woken, False)
        try:
            return await woken
        finally:
            timer.cancel()
            self._waiting.discard(woken)


def _settle(woken: "asyncio.Future[bool]", came: bool) -> None:
    with suppress(asyncio.InvalidStateError):  # woken already, or no longer waited for
        woken.set_result(came)


class Health:
    """Keeps each service's last trouble and tells of every change of it, once.

    While there is no way to a service, one of those who follow its jobs, the scout, goes on asking
    often: a connection that cannot be made costs the service nothing, and as soon as the scout
    gets through, all others return to their pace too. Those who come back are spread evenly.
    """

    def __init__(self, services: Iterable[str], hub: EventHub, pace: Pace) -> None:
        self._hub = hub
        self._pace = pace
        self._works = {service: _Pulse() for service in services}
        self._renewed = {service: _Pulse() for service in self._works}
        self._asked: Counter[str] = Counter()
        self._answered: Counter[str] = Counter()
        #: The last question that was begun before the key was another one, or the trouble over.
        self._last_outdated: Counter[str] = Counter()
        self._troubles: dict[str, KadrajError] = {}
        self._scouts: dict[str, str] = {}
        self._quiet_until: dict[str, float] = {}
        self._returned = 0

    def begin(self, service: str) -> int:
        """Numbers a question, from 1."""
        self._asked[service] += 1
        return self._asked[service]

    def is_outdated(self, service: str, question: int) -> bool:
        """Whether what becomes of a question says nothing of now: it was begun with a key that is
        held no more, or was given anew, or in the midst of a trouble that is over."""
        return question <= self._last_outdated[service]

    def answered_since(self, service: str, question: int) -> bool:
        """Whether one that was begun after this one has been answered as it should."""
        return self._answered[service] > question

    def works(self, service: str, question: int = 0) -> None:
        """A service has answered as it should, to a question if it has a number."""
        self._answered[service] = max(question, self._answered[service])
        self._works[service].give()
        if self._troubles.pop(service, None) is not None:
            self._last_outdated[service] = self._asked[service]
            _log.info("%s works again", service)
            self._hub.emit(ServiceTroubled(service, None))

    def renew(self, service: str) -> None:
        """The key is another one, or gone: what the service said to the old one counts no more, nor
        what it is still going to say."""
        self._last_outdated[service] = self._asked[service]
        self._quiet_until.pop(service, None)
        self._renewed[service].give()
        self.works(service)

    def fails(self, service: str, error: KadrajError) -> None:
        """A service could not be used."""
        if error.code is ErrorCode.RATE_LIMITED:
            self._be_quiet(service, float(error.params.get("retry_after") or 0))
        known = self._troubles.get(service)
        self._troubles[service] = error
        if known is None or (known.code, known.params) != (error.code, error.params):
            _log.info("%s cannot be used: %s", service, error.code)
            self._hub.emit(ServiceTroubled(service, error))

    async def turn(self, service: str) -> None:
        """Waits while the service asks to be left alone. Returns at once when it does not."""
        while (seconds := self._quiet_until.get(service, 0.0) - _now()) > 0:
            await self._renewed[service].within(seconds)
            await self._take_place()

    async def rest(self, service: str, asker: str, error: KadrajError, seconds: float) -> None:
        """Waits before `asker` asks again: `seconds`, or until the service works for another.

        After a rate limit it is `turn` that waits, for everyone.
        """
        if error.code is ErrorCode.RATE_LIMITED:
            self._be_quiet(service, seconds)
        elif error.code in _NO_WAY_THERE and self._scouts.setdefault(service, asker) == asker:
            # Half an interval to find out and less than another to return.
            try:
                await asyncio.sleep(self._pace.poll_shortest / 2)
            finally:
                del self._scouts[service]
        elif await self._works[service].within(seconds):
            await self._take_place()

    def _be_quiet(self, service: str, seconds: float) -> None:
        until = _now() + seconds
        self._quiet_until[service] = max(until, self._quiet_until.get(service, 0.0))

    async def _take_place(self) -> None:
        """Waits for a part of an interval, an even part for each who comes: no burst after rest."""
        self._returned += 1
        await asyncio.sleep(self._pace.poll_shortest * (self._returned * _GOLDEN % 1))


def is_of_one_job(error: KadrajError, *, others_got_through: bool) -> bool:
    """Whether a job's question failed for itself alone, which says nothing of the service.

    `others_got_through` says that the service has answered others, asked later, as it should.
    """
    if error.code in _OF_ONE_JOB or error.params.get("status") == _UNEXPECTED:
        return True
    return others_got_through and error.code not in _OF_ALL


def _now() -> float:
    return asyncio.get_running_loop().time()
