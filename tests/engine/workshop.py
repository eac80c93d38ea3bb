"""The engine as the program builds it, in a home of its own, and somebody who watches it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, PasswordDeleteError

from app.bootstrap import Surroundings, build_studio
from app.demo.panels import DEMO_KEY, DemoPanels
from app.domain.clips import Clip
from app.domain.events import ClipChanged, Event, JobChanged
from app.domain.jobs import Job, JobState
from app.domain.requests import GenerationRequest, Picture
from app.domain.secrets import Secret
from app.engine.pace import Pace
from app.engine.studio import Studio, utc_now
from app.store.places import Places

E = TypeVar("E", bound=Event)

#: The usual course of things, a hundred times as fast.
QUICK: Final = Pace(
    poll_shortest=0.02,
    poll_longest=0.04,
    retry_first=0.02,
    retry_longest=0.1,
    history_every=300,
    room_every=0.02,
)
#: Seconds after which nothing will come any more, on a slow machine with other things to do.
PATIENCE: Final = 150.0


_STARTED: Final = datetime.now(UTC)
_TILL_NOON: Final = _STARTED.replace(hour=12, minute=0) - _STARTED


def noon() -> datetime:
    """The time by a clock that was at noon when the tests began: nowhere near the services does a
    day turn, and the clock runs on over the full minute as others do."""
    return datetime.now(UTC) + _TILL_NOON


class Ring(KeyringBackend):
    """A keyring in memory. It cannot be made without arguments: keyring never picks it itself."""

    priority = 5.0

    def __init__(self, kept: dict[tuple[str, str], str]) -> None:
        self.kept = kept
        self.locked = False
        self.refusals = 0

    def get_password(self, service: str, username: str) -> str | None:
        self._open()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._open()
        try:
            del self.kept[service, username]
        except KeyError:
            raise PasswordDeleteError("no such key") from None

    def _open(self) -> None:
        if self.locked:
            self.refusals += 1
            raise KeyringError("locked")


class Watch:
    """Hears everything a studio tells, and waits for it to be told."""

    def __init__(self, studio: Studio) -> None:
        self.events: list[Event] = []
        self._told = asyncio.Event()
        studio.hub.subscribe(self._on_event)

    def _on_event(self, event: Event) -> None:
        self.events.append(event)
        self._told.set()

    async def until(
        self, kind: type[E], where: Callable[[E], bool] = lambda _: True, *, after: int = 0
    ) -> E:
        """The first event of this kind that fits, of those told from number `after` on."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for event in self.events[after:]:
                    if isinstance(event, kind) and where(event):
                        return event
                self._told.clear()
                await self._told.wait()

    async def until_job(self, job: Job, *states: JobState, after: int = 0) -> Job:
        """The job as it was told when it came into one of these states."""
        changed = await self.until(
            JobChanged, lambda e: e.job.id == job.id and e.job.state in states, after=after
        )
        return changed.job

    async def until_downloaded(self, clip: Clip) -> Clip:
        """The clip as it was told when it had its file."""
        changed = await self.until(
            ClipChanged, lambda e: e.clip.id == clip.id and e.clip.downloaded
        )
        return changed.clip

    def states(self, job: Job) -> list[JobState]:
        """The states a job went through, each as often as it was entered."""
        course: list[JobState] = []
        for event in self.events:
            if isinstance(event, JobChanged) and event.job.id == job.id:
                course += [event.job.state] if [event.job.state] != course[-1:] else []
        return course

    def of(self, kind: type[E]) -> list[E]:
        """All events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]


@dataclass
class Ahead:
    """The panels' clock, which can be put forward: what they make takes no longer than one likes,
    and is seen in every state however slow the machine is."""

    by: timedelta = timedelta()

    def __call__(self) -> datetime:
        return noon() + self.by

    def forward(self, seconds: float) -> None:
        """Lets time pass."""
        self.by += timedelta(seconds=seconds)


class Held:
    """The next answers of a service, as many as told: they are here, and the engine hears of them
    when the test says so."""

    def __init__(self, studio: Studio, service: str, question: str, count: int = 1) -> None:
        panel = studio._parts.services[service]
        ask = getattr(panel, question)
        self.all_here = asyncio.Event()
        self._let_go = asyncio.Event()
        self._asked = self._here = 0

        async def ask_and_hold(*given: Any) -> Any:
            self._asked += 1
            held = self._asked <= count
            answer = await ask(*given)
            if held:
                self._here += 1
                if self._here == count:
                    self.all_here.set()
                await self._let_go.wait()
            return answer

        setattr(panel, question, ask_and_hold)

    def let_go(self) -> None:
        """The engine hears of them."""
        self._let_go.set()


@dataclass
class Workshop:
    """A home, and the addresses and keys that a program started there would be given; `now` is its
    clock, where a test has no other."""

    home: Path
    addresses: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    now: Callable[[], datetime] = utc_now

    @classmethod
    def at(cls, panels: DemoPanels, home: Path) -> "Workshop":
        """A home whose services are the demo panels."""
        return cls(
            home,
            {"sora": panels.sora_url, "veo": panels.veo_url},
            {"sora": DEMO_KEY, "veo": DEMO_KEY},
        )

    @property
    def places(self) -> Places:
        """Where everything of this home lies."""
        return Places.from_environment({"KADRAJ_HOME": str(self.home)})

    def build(self, pace: Pace = QUICK, now: Callable[[], datetime] | None = None) -> Studio:
        """The engine with its real parts, by a clock of its own where that is wanted."""
        keys = {service: Secret(key) for service, key in self.keys.items()}
        return build_studio(
            Surroundings(self.places, self.addresses, keys), pace, now=now or self.now
        )

    @asynccontextmanager
    async def opened(
        self, pace: Pace = QUICK, now: Callable[[], datetime] | None = None
    ) -> AsyncIterator[tuple[Studio, Watch]]:
        """The engine with its library open and nothing going on yet."""
        studio = self.build(pace, now)
        watch = Watch(studio)
        await studio.open()
        try:
            yield studio, watch
        finally:
            await studio.close()

    @asynccontextmanager
    async def working(
        self, pace: Pace = QUICK, now: Callable[[], datetime] | None = None
    ) -> AsyncIterator[tuple[Studio, Watch]]:
        """The engine at work, signed in with the keys it was given."""
        async with self.opened(pace, now) as (studio, watch):
            await studio.start()
            await studio.sign_in_remembered()
            yield studio, watch


def asked(
    service: str = "sora", prompt: str = "Kırmızı balon", picture: Picture | None = None
) -> GenerationRequest:
    """A request with everything else left to the table."""
    return GenerationRequest(service, prompt, "", picture=picture)


async def until(condition: Callable[[], bool], *, patience: float = PATIENCE) -> None:
    """Waits for something that nobody tells of, such as a request arriving at a panel."""
    async with asyncio.timeout(patience):
        while not condition():  # noqa: ASYNC110 - see above
            await asyncio.sleep(0.005)
