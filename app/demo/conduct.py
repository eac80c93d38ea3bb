"""How the panels behave at this moment, and what they were asked."""

import asyncio
from collections import Counter, deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from app.demo.faults import Fault
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


@dataclass(slots=True)
class Act:
    """A scenario being played: until there is another, or in the next `left` requests only.

    With a `job`, in no requests but those about it.
    """

    scenario: Scenario
    job: str = ""
    left: int | None = None
    _given: Counter[str] = field(default_factory=Counter)
    _turns: Counter[str] = field(default_factory=Counter)

    def concerns(self, service: str, endpoint: Endpoint, job: str = "") -> bool:
        """Whether it is about this call at all."""
        return (
            service in self.scenario.services
            and endpoint in self.scenario.endpoints
            and self.job in ("", job)
        )

    def drops(self, service: str, endpoint: Endpoint) -> bool:
        """Whether to hang up instead of answering."""
        return self.scenario.drops and self.concerns(service, endpoint, self.job)

    def reply(self, service: str, endpoint: Endpoint) -> Reply | None:
        """What to answer instead, if anything; counts what it gives."""
        return self.scenario.reply if self._gives(service, endpoint, self.scenario.reply) else None

    def fault(self, service: str, endpoint: Endpoint) -> Fault | None:
        """How the connection breaks instead, if it does; counts what it gives."""
        return self.scenario.fault if self._gives(service, endpoint, self.scenario.fault) else None

    def of_jobs(self, service: str) -> Scenario | None:
        """The scenario, if it is about this service's jobs."""
        return self.scenario if service in self.scenario.services else None

    def turn(self, name: str) -> int:
        """How often this was asked for before, since the scenario began."""
        self._turns[name] += 1
        return self._turns[name] - 1

    def _gives(self, service: str, endpoint: Endpoint, instead: object) -> bool:
        times = self.scenario.times
        if instead is None or not self.concerns(service, endpoint, self.job):
            return False
        if times is not None and self._given[service] >= times:
            return False
        self._given[service] += 1
        return True


class Conduct:
    """What is being played, the latest 500 requests, and counts that forget none."""

    def __init__(self, scenario: Scenario) -> None:
        self._lasting = Act(scenario)
        self._passing: list[Act] = []
        self._asked: deque[Asked] = deque(maxlen=_REMEMBERED)
        self._begun: Counter[tuple[str, str]] = Counter()
        self._posts: Counter[str] = Counter()
        self._closing = asyncio.Event()
        #: How many faults came to their end, or to where they stand still.
        self.broken = 0
        #: Bytes that faults sent.
        self.said = 0
        #: Requests with a key in them that reached the file origin, which has no use for one.
        self.keys_astray = 0
        #: By service: how many jobs may have been taken in all, instead of so many a day.
        self.granted: dict[str, int] = {}

    @property
    def scenario(self) -> Scenario:
        """What is being played where nothing else is; setting it ends all else and begins anew."""
        return self._lasting.scenario

    @scenario.setter
    def scenario(self, scenario: Scenario) -> None:
        self._passing = []
        self._lasting = Act(scenario)

    @property
    def passing(self) -> list[Act]:
        """What is played in some requests only, first come first served."""
        return list(self._passing)

    def play(self, act: Act) -> None:
        """Plays something in some requests only."""
        self._passing = [*self._passing, act]

    def act(self, service: str, endpoint: Endpoint, job: str = "") -> Act:
        """What is played in the request that has just come; counts it."""
        for act in self._passing:
            if act.concerns(service, endpoint, job):
                if act.left is not None:
                    act.left -= 1
                    self._passing = [each for each in self._passing if each.left != 0]
                return act
        return self._lasting

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

    async def pause(self, act: Act, service: str, endpoint: Endpoint) -> None:
        """Waits as long as the scenario wants this call to wait."""
        if act.scenario.latency and act.concerns(service, endpoint, act.job):
            await self.wait(act.scenario.latency)

    async def wait(self, seconds: float) -> None:
        """Lets time pass, or less of it when the panels are to end."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._closing.wait()

    def begin(self, service: str, endpoint: Endpoint) -> None:
        """Counts a request whose head has come."""
        self._begun[service, endpoint.value] += 1

    def begun(self, service: str) -> dict[str, int]:
        """How many requests to a service began to arrive, by endpoint; none is forgotten."""
        return {name: count for (whom, name), count in self._begun.items() if whom == service}

    def note(self, asked: Asked) -> None:
        """Remembers a request that arrived whole."""
        self._asked.append(asked)
        self._posts[asked.service] += asked.method == "POST"

    def posts(self, service: str | None) -> int:
        """How many whole requests to a service, or to all, were submissions; none is forgotten."""
        return self._posts.total() if service is None else self._posts[service]

    def breaks(self, said: int) -> None:
        """Counts a fault that was played, and the bytes that it sent."""
        self.broken += 1
        self.said += said
