"""The ledger of today's videos: what is said, what is counted here, what a restart keeps."""

from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import Event, QuotaChanged
from app.domain.ports import Library
from app.domain.replies import Quota
from app.engine.hub import EventHub
from app.engine.quotas import Figure, Quotas
from tests.engine.workshop import Workshop

pytestmark = pytest.mark.anyio

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


class Ledger:
    """Figures over a library's notes, with a clock that is set by hand and somebody who listens."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.now = NOON
        self.heard: list[Quota] = []
        self.start()

    def start(self) -> None:
        """What the next run of the program has."""
        hub = EventHub()
        hub.subscribe(self._on_event)
        self.quotas = Quotas(self.library, hub, lambda: self.now)

    def left(self) -> int | None:
        return self.quotas.of("sora").remaining

    async def says(self, remaining: int | None, limit: int | None = None) -> None:
        await self.quotas.note("sora", Quota(limit, remaining))

    def _on_event(self, event: Event) -> None:
        assert isinstance(event, QuotaChanged)
        self.heard.append(event.quota)


async def test_figures_that_a_reply_leaves_out_stay_as_they_were(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, _):
        ledger = Ledger(studio.library)
        assert not ledger.quotas.of("sora").known
        for limit, left in ((None, None), (20, 18), (None, 17), (None, None), (20, None)):
            await ledger.says(left, limit)
        assert ledger.quotas.of("sora") == Quota(20, 17)
        assert ledger.heard == [Quota(20, 18), Quota(20, 17)]
        assert ledger.quotas.of("veo") == Quota()


async def test_own_videos_are_counted_until_the_service_says_how_many_are_left(
    workshop: Workshop,
) -> None:
    async with workshop.opened() as (studio, _):
        ledger = Ledger(studio.library)
        await ledger.quotas.spend("sora")  # from nobody knows how many
        assert ledger.left() is None
        await ledger.says(2)
        for left in (1, 0, 0):
            await ledger.quotas.spend("sora")
            assert ledger.left() == left
        ledger.start()
        await ledger.quotas.load(("sora", "veo"))
        assert ledger.left() == 0
        assert ledger.quotas.only_remembered("sora")
        await ledger.says(2)
        assert ledger.left() == 2
        assert not ledger.quotas.only_remembered("sora")


async def test_a_figure_of_yesterday_says_nothing_about_today(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, _):
        ledger = Ledger(studio.library)
        await ledger.says(0, 20)
        ledger.now += timedelta(hours=12)
        ledger.start()
        await ledger.quotas.load(("sora",))
        assert ledger.quotas.of("sora") == Quota(20)
        assert not ledger.quotas.only_remembered("sora")
        assert ledger.quotas.before("sora", ledger.now) == Figure(NOON, 0)


async def test_a_refusal_outlives_a_restart(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, _):
        ledger = Ledger(studio.library)
        await ledger.says(18)
        await ledger.quotas.refuse("sora")
        ledger.start()
        await ledger.quotas.load(("sora",))
        assert (ledger.left(), ledger.quotas.only_remembered("sora")) == (0, False)
        ledger.quotas.doubt("sora")  # it was no figure, but a word to us
        assert ledger.left() == 0
        await ledger.says(18)
        assert ledger.left() == 0
        ledger.now += timedelta(hours=1)
        await ledger.says(18)
        assert ledger.heard[-1] == Quota(None, 18)


async def test_what_was_known_before_a_moment_is_remembered_for_a_day(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, _):
        ledger = Ledger(studio.library)
        for minute in range(0, 24 * 60, 5):
            ledger.now = NOON + timedelta(minutes=minute)
            await ledger.says(20 - minute // 720)
        ledger.start()
        await ledger.quotas.load(("sora",))
        before = ledger.quotas.before
        assert before("sora", NOON - timedelta(seconds=1)) is None
        assert before("sora", NOON + timedelta(minutes=29)) == Figure(NOON, 20)
        assert before("sora", NOON + timedelta(minutes=31)) == Figure(
            NOON + timedelta(minutes=30), 20
        )
        assert before("sora", NOON + timedelta(hours=12)) == Figure(NOON + timedelta(hours=12), 19)
        assert before("veo", ledger.now) is None


async def test_a_refusal_without_any_figure_is_kept_too(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, _):
        ledger = Ledger(studio.library)
        await ledger.quotas.refuse("sora")
        ledger.start()
        await ledger.quotas.load(("sora",))
        assert ledger.left() == 0


async def test_what_was_kept_may_be_unreadable(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, _):
        await studio.library.set_note("quota.sora", '{"limit": 20}')
        ledger = Ledger(studio.library)
        await ledger.quotas.load(("sora",))
        assert not ledger.quotas.of("sora").known


async def test_on_a_full_disk_it_counts_on(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with workshop.opened() as (studio, _):

        async def full(_name: str, _value: str) -> None:
            raise KadrajError(ErrorCode.DISK_FULL, folder="x")

        monkeypatch.setattr(studio.library, "set_note", full)
        ledger = Ledger(studio.library)
        await ledger.says(3)
        assert ledger.left() == 3
        assert "could not be kept: disk_full" in caplog.text


class Notes:
    """A library's notes, as a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    async def note(self, name: str) -> str | None:
        return self.kept.get(name)

    async def set_note(self, name: str, value: str) -> None:
        self.kept[name] = value


class AnyCourse(RuleBasedStateMachine):
    """Whatever happens in whatever order: no figure is negative, what is said last is shown, and
    what was shown at the end of a run is what the next one begins with."""

    @initialize()
    def begin(self) -> None:
        self.ledger = Ledger(cast(Library, Notes()))
        self.said: int | None = None
        self.spent = 0
        self.refused: datetime | None = None
        self.since_said = timedelta()

    @rule(remaining=st.integers(0, 3))
    def is_said(self, remaining: int) -> None:
        run(self.ledger.says(remaining))
        if self._refuses() and remaining and remaining == self.said:
            return
        self.said, self.spent, self.refused, self.since_said = remaining, 0, None, timedelta()

    @rule()
    def is_spent(self) -> None:
        run(self.ledger.quotas.spend("sora"))
        self.spent += 1

    @rule()
    def is_refused(self) -> None:
        run(self.ledger.quotas.refuse("sora"))
        self.refused = self.ledger.now

    @rule(minutes=st.sampled_from([1, 20, 40]))
    def time_passes(self, minutes: int) -> None:
        self.ledger.now += timedelta(minutes=minutes)
        self.since_said += timedelta(minutes=minutes)

    @rule()
    def starts_again(self) -> None:
        if self.since_said < timedelta(hours=11):
            self.ledger.start()
            run(self.ledger.quotas.load(("sora",)))

    @invariant()
    def shows_what_is_left(self) -> None:
        if self._refuses():
            assert self.ledger.left() == 0
        elif self.said is not None:
            assert self.ledger.left() == max(0, self.said - self.spent)
        else:
            assert self.ledger.left() is None

    def _refuses(self) -> bool:
        return self.refused is not None and self.ledger.now - self.refused < timedelta(hours=1)


def run(work: Coroutine[Any, Any, None]) -> None:
    """Carries out what never really waits."""
    with pytest.raises(StopIteration):
        work.send(None)


def test_whatever_happens_the_ledger_is_right() -> None:
    course = settings(max_examples=40, stateful_step_count=30, deadline=None)
    run_state_machine_as_test(AnyCourse, settings=course)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """A home without any service behind it."""
    return Workshop(tmp_path / "home")
