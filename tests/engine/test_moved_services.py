"""A service that is reached elsewhere from one moment to the next: what was sent ends as it began,
and a key goes only where it was given for."""

import asyncio
from collections.abc import AsyncIterator, Collection
from dataclasses import replace
from pathlib import Path

import pytest

from app.demo.panels import DEMO_KEY, DemoPanels
from app.demo.scenarios import Scenario
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import SignedIn, SignedOut
from app.domain.jobs import Job, JobState
from app.domain.secrets import Secret
from app.domain.settings import Settings
from app.engine.studio import Studio
from app.store.settings_file import JsonSettings
from tests.engine.workshop import Held, Ring, Workshop, asked, until

pytestmark = pytest.mark.anyio

S = JobState
KEY = Secret(DEMO_KEY)


@pytest.fixture
async def others(tmp_path: Path, no_task_is_left: None) -> AsyncIterator[DemoPanels]:
    """Other panels than those that the settings name at the start."""
    async with DemoPanels(
        folder=tmp_path / "others", draft=True, clip_seconds=1, pace=0.2, history=4
    ) as others:
        yield others


@pytest.fixture
def workshop(panels: DemoPanels, workshop: Workshop) -> Workshop:
    """A home whose user has set the addresses."""
    addresses, workshop.addresses, workshop.keys = workshop.addresses, {}, {}
    JsonSettings(workshop.places.settings_file).save(Settings(addresses=addresses))
    return workshop


def move(studio: Studio, address: str) -> None:
    """Sets another address for Sora, as the settings do."""
    settings = studio.settings
    studio.change_settings(replace(settings, addresses={**settings.addresses, "sora": address}))


def paths(panels: DemoPanels) -> set[str]:
    return {request.path for request in panels.requests}


def prompts(panels: DemoPanels) -> list[str]:
    """Of what was sent there to be made."""
    bodies = [request.body for request in panels.requests if request.method == "POST"]
    return [body["prompt"] for body in bodies if isinstance(body, dict)]


async def test_another_address_counts_at_once_and_needs_a_key_of_its_own(
    workshop: Workshop, panels: DemoPanels, others: DemoPanels, ring: Ring
) -> None:
    panels.scenario = Scenario("endless", pace_factor=10_000)
    async with workshop.working() as (studio, watch):
        await studio.access.sign_in({"sora": KEY, "veo": KEY}, remember=True)
        sent = await watch.until_job(await studio.generate(asked("sora", "sent")), S.PROCESSING)
        await watch.until_job(await studio.generate(asked("veo")), S.PROCESSING)
        move(studio, others.sora_url)
        assert studio.capabilities["sora"].base_url == others.sora_url
        assert studio.access.services == ("veo",)
        assert watch.of(SignedOut) == [SignedOut(("sora",))]
        waiting = await studio.generate(asked("sora", "waiting"))
        so_far = len(panels.requests)
        await until(lambda: len(panels.requests) > so_far + 9)  # for Veo nothing has changed
        assert not others.requests, "nobody asked there without a key for it"
        # With a key it goes on there: what waits is sent, what was sent is asked for.
        await studio.access.sign_in({"sora": KEY}, remember=True)
        await watch.until_job(waiting, S.READY)
        await until(lambda: f"/status/{sent.remote_id}" in paths(others))
        # Back again, the key is the one from before, and nobody has to give it.
        so_far, told = len(panels.requests), len(watch.events)
        move(studio, panels.sora_url)
        await watch.until(SignedIn, lambda event: "sora" in event.services, after=told)
        await until(
            lambda: any(r.path.endswith(f"/{sent.remote_id}") for r in panels.requests[so_far:])
        )
    assert prompts(panels) == ["sent", "Kırmızı balon"]
    assert prompts(others) == ["waiting"]
    # The keyring has one key for a service, and that is for the address where it was given last.
    kept = ring.kept[workshop.places.keyring_name, "sora"]
    assert kept == f"{others.sora_url} {DEMO_KEY}"
    async with workshop.working() as (studio, watch):
        assert studio.access.services == ("veo",)
        move(studio, others.sora_url)
        await watch.until(SignedIn, lambda event: "sora" in event.services)
        assert studio.access.key("sora") == KEY


async def test_what_is_on_the_wire_ends_where_it_went(
    workshop: Workshop, panels: DemoPanels, others: DemoPanels
) -> None:
    panels.scenario = Scenario("endless", pace_factor=10_000)
    async with workshop.working() as (studio, watch):
        await studio.access.sign_in({"sora": KEY}, remember=False)
        held = Held(studio, "sora", "submit")
        job = await studio.generate(asked("sora"))
        await held.all_here.wait()
        move(studio, others.sora_url)
        await studio.access.sign_in({"sora": KEY}, remember=False)
        held.let_go()
        taken = await watch.until_job(job, S.QUEUED, S.PROCESSING)
        await until(lambda: f"/status/{taken.remote_id}" in paths(others))
    assert [r.method for r in panels.requests].count("POST") == 1
    assert "/generate" not in paths(others), "and is never sent again"


async def test_a_key_that_is_being_tried_does_not_follow(
    workshop: Workshop, panels: DemoPanels, others: DemoPanels
) -> None:
    async with workshop.opened() as (studio, _):
        held = Held(studio, "sora", "greet")
        trying = asyncio.create_task(studio.access.check_all({"sora": KEY, "veo": KEY}))
        await held.all_here.wait()
        move(studio, others.sora_url)
        held.let_go()
        assert list(await trying) == ["veo"], "of the other nothing is known"
    assert not others.requests
    assert "/videos" not in {r.path for r in panels.requests if r.service == "sora"}


async def test_a_history_that_is_about_to_be_read_takes_no_key_along(
    workshop: Workshop, others: DemoPanels, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with workshop.opened() as (studio, _):
        await studio.access.sign_in({"sora": KEY}, remember=False)
        jobs = studio.library.jobs

        async def moved_meanwhile(states: Collection[JobState] | None = None) -> list[Job]:
            found = await jobs(states)
            move(studio, others.sora_url)
            return found

        monkeypatch.setattr(studio.library, "jobs", moved_meanwhile)
        with pytest.raises(KadrajError) as refused:
            await studio.history.refresh("sora")
    assert refused.value.code is ErrorCode.KEY_MISSING
    assert not others.requests


async def test_an_address_that_was_given_at_the_start_counts_whatever_is_set(
    workshop: Workshop, panels: DemoPanels, others: DemoPanels
) -> None:
    workshop.addresses = {"sora": panels.sora_url}
    async with workshop.opened() as (studio, watch):
        await studio.access.sign_in({"sora": KEY}, remember=False)
        move(studio, others.sora_url)
        assert studio.capabilities["sora"].base_url == panels.sora_url
        assert studio.access.services == ("sora",)
        assert watch.of(SignedOut) == []


async def test_an_address_that_cannot_be_used_is_passed_over(
    workshop: Workshop, caplog: pytest.LogCaptureFixture
) -> None:
    async with workshop.opened() as (studio, _):
        move(studio, "ftp://by.hand")
        assert studio.capabilities["sora"].base_url.startswith("https://")
    assert "the address of sora in the settings is not usable" in caplog.text
