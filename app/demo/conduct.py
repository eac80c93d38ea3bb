"""How the panels behave at this moment, and what they were asked."""

import asyncio
from collections import Counter, deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from app.demo.scenarios import Endpoint, Reply, Scenario

_REMEMBERED: Final = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that arrived. `service` is "files" for the file origin.

    `headers` have lower-case names and may hold a key: they are kept in memory and never shown.
    `body` is the parsed JSON, None when there was none, or the text when it was none.
    """

    service: str
    method: str
    path: str
    headers: Mapping[str, str] = field(repr=False)
    body: object = field(repr=False)


class Conduct:
    """The scenario being played and the latest 500 requests."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._given: Counter[str] = Counter()
        self._turns: Counter[str] = Counter()
        self._asked: deque[Asked] = deque(maxlen=_REMEMBERED)
        self._posts: Counter[str] = Counter()
        self._closing = asyncio.Event()

    @property
    def scenario(self) -> Scenario:
        """What is being played; setting it begins its count anew."""
        return self._scenario

    @scenario.setter
    def scenario(self, scenario: Scenario) -> None:
        self._given.clear()
        self._turns.clear()
        self._scenario = scenario

    @property
    def asked(self) -> list[Asked]:
        """The latest requests, oldest first."""
        return list(self._asked)

    def open(self) -> None:
        """Begins a run in the running loop."""
        self._closing = asyncio.Event()

    def close(self) -> None:
        """Ends every pause."""
        self._closing.set()

    async def pause(self, service: str, endpoint: Endpoint) -> None:
        """Waits as long as the scenario wants this call to wait."""
        if self._scenario.latency and self.concerns(service, endpoint):
            await self.wait(self._scenario.latency)

    async def wait(self, seconds: float) -> None:
        """Lets time pass, or less of it when the panels are to end."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._closing.wait()

    def turn(self, name: str) -> int:
        """How often this was asked for before, since the scenario began."""
        self._turns[name] += 1
        return self._turns[name] - 1

    def note(self, asked: Asked) -> None:
        """Remembers a request."""
        self._asked.append(asked)
        self._posts[asked.service] += asked.method == "POST"

    def posts(self, service: str | None) -> int:
        """How many requests to a service, or to all, were submissions; none is forgotten."""
        return self._posts.total() if service is None else self._posts[service]

    def concerns(self, service: str, endpoint: Endpoint) -> bool:
        """Whether the scenario is about this call at all."""
        return service in self._scenario.services and endpoint in self._scenario.endpoints

    def drops(self, service: str, endpoint: Endpoint) -> bool:
        """Whether to hang up instead of answering."""
        return self._scenario.drops and self.concerns(service, endpoint)

    def reply(self, service: str, endpoint: Endpoint) -> Reply | None:
        """What to answer instead, if anything; counts what it gives."""
        scenario = self._scenario
        if scenario.reply is None or not self.concerns(service, endpoint):
            return None
        if scenario.times is not None and self._given[service] >= scenario.times:
            return None
        self._given[service] += 1
        return scenario.reply

    def job_scenario(self, service: str) -> Scenario | None:
        """The scenario, if it is about this service's jobs."""
        return self._scenario if service in self._scenario.services else None
