"""Which services can be used at the moment, and when to ask one again that could not."""

import asyncio
import logging
from collections.abc import Iterable

from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import ServiceTroubled
from app.engine.hub import EventHub
from app.engine.pace import Pace

_log = logging.getLogger(__name__)


class Health:
    """Keeps each service's last trouble and tells of every change of it, once.

    While nobody can reach a service, one of those who follow its jobs, the scout, goes on asking at
    the usual pace: a connection that cannot be made costs the service nothing, and as soon as the
    scout gets through, all others return to their pace too.
    """

    def __init__(self, services: Iterable[str], hub: EventHub, pace: Pace) -> None:
        self._hub = hub
        self._pace = pace
        self._works = {service: asyncio.Event() for service in services}
        self._troubles: dict[str, KadrajError] = {}
        self._scouts: dict[str, str] = {}

    def works(self, service: str) -> None:
        """A service has answered as it should."""
        self._works[service].set()
        self._works[service].clear()
        if self._troubles.pop(service, None) is not None:
            _log.info("%s works again", service)
            self._hub.emit(ServiceTroubled(service, None))

    def fails(self, service: str, error: KadrajError) -> None:
        """A service could not be used."""
        known = self._troubles.get(service)
        self._troubles[service] = error
        if known is None or (known.code, known.params) != (error.code, error.params):
            _log.info("%s cannot be used: %s", service, error.code)
            self._hub.emit(ServiceTroubled(service, error))

    async def rest(self, service: str, asker: str, error: KadrajError, seconds: float) -> None:
        """Waits before `asker` asks again: `seconds`, or until the service works for another."""
        if error.code is ErrorCode.RATE_LIMITED:
            await asyncio.sleep(max(seconds, float(error.params.get("retry_after") or 0)))
        elif (
            error.code is ErrorCode.UNREACHABLE and self._scouts.setdefault(service, asker) == asker
        ):
            try:
                await asyncio.sleep(self._pace.poll_interval())
            finally:
                del self._scouts[service]
        else:
            await self._until_it_works(service, seconds)

    async def _until_it_works(self, service: str, longest: float) -> None:
        try:
            async with asyncio.timeout(longest):
                await self._works[service].wait()
        except TimeoutError:
            return
        await asyncio.sleep(self._pace.poll_interval())
