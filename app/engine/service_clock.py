"""The services' clocks: they tell times without a zone, so the zone is learned by comparing."""

from datetime import UTC, datetime, timedelta
from typing import Final

from app.domain.ports import Library

#: Until something better is learned: the services are Turkish, and Turkey keeps UTC+3 all year.
TURKEY: Final = timedelta(hours=3)

_QUARTER: Final = timedelta(minutes=15)


class ServiceClock:
    """How far each service's clock is from UTC, learned from own submits and kept."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._offsets: dict[str, timedelta] = {}
        self._ahead: dict[str, timedelta] = {}

    async def load(self, services: tuple[str, ...]) -> None:
        """Takes up what was learned before."""
        for service in services:
            seconds = await self._library.note(_note(service))
            if seconds is not None:
                self._offsets[service] = timedelta(seconds=int(seconds))

    def measured(self, service: str, ahead: timedelta) -> None:
        """Takes over how far the service's clock goes before this computer's."""
        self._ahead[service] = ahead

    def is_measured(self, service: str) -> bool:
        """Whether it is known how far the service's clock goes before this computer's."""
        return service in self._ahead

    def to_own(self, service: str, told: datetime) -> datetime:
        """A time as the service told it, by this computer's clock (aware UTC); exact, but for a
        second or two, once the difference was measured.

        What was learned of the zone has a wrong clock's whole quarters of an hour in it.
        """
        ahead = self._ahead.get(service, timedelta())
        learned = self._offsets.get(service)
        zone = TURKEY if learned is None else _QUARTER * round((learned - ahead) / _QUARTER)
        return (told - zone - ahead).replace(tzinfo=UTC)

    def offset(self, service: str) -> timedelta:
        """How far the service's clock is ahead of UTC."""
        return self._offsets.get(service, TURKEY)

    def to_utc(self, service: str, told: datetime) -> datetime:
        """A time as the service told it, as aware UTC."""
        return (told - self.offset(service)).replace(tzinfo=UTC)

    async def learn(self, service: str, told: datetime, ours: datetime) -> None:
        """Compares the service's time of a submit with the time we sent it (aware UTC).

        Zones differ by whole quarters of an hour; what is left over is travel and drift.
        """
        difference = told - ours.astimezone(UTC).replace(tzinfo=None)
        offset = _QUARTER * round(difference / _QUARTER)
        if abs(offset) <= timedelta(hours=14) and offset != self._offsets.get(service):
            self._offsets[service] = offset
            await self._library.set_note(_note(service), str(int(offset.total_seconds())))


def _note(service: str) -> str:
    return f"clock.{service}"
