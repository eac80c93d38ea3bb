"""The services' histories merged with what is here, and the keys that open them."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.demo.panels import DEMO_KEY, DemoPanels
from app.demo.scenarios import CALM, SCENARIOS, Endpoint, Scenario
from app.domain.clips import ClipOrder, ClipQuery
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import HistoryMerged, QuotaChanged, ServiceTroubled, SignedIn, SignedOut
from app.domain.jobs import JobState
from app.domain.replies import Quota
from app.domain.secrets import Secret
from app.engine.access import KeyCheck
from tests.engine.test_uncertain_jobs import history_of, in_history
from tests.engine.workshop import QUICK, Held, Ring, Workshop, asked, noon, until

pytestmark = pytest.mark.anyio

S = JobState
KEY = Secret(DEMO_KEY)


@pytest.fixture
async def panels(tmp_path: Path, no_task_is_left: None) -> AsyncIterator[DemoPanels]:
    """Panels whose user has made ten videos elsewhere."""
    async with DemoPanels(
        folder=tmp_path / "panels", draft=True, clip_seconds=1, pace=0.2, clock=noon, history=10
    ) as panels:
        yield panels


# -- Histories ---------------------------------------------------------------------------------


async def test_videos_made_elsewhere_stand_beside_those_made_here(workshop: Workshop) -> None:
    async with workshop.working() as (studio, watch):
        ready = await watch.until_job(await studio.generate(asked("veo", "mine")), S.READY)
        await watch.until(HistoryMerged, lambda e: (e.service, e.total) == ("veo", 6))
        clips = await studio.library.clips(
            await studio.library.clip_ids(ClipQuery(service="veo", order=ClipOrder.NEWEST))
        )
        assert studio.history.total("veo") == 6
        assert studio.quotas.of("veo") == Quota(20, 19)
    assert [clip.prompt for clip in clips] == ["mine", "", "", "", "", ""]
    assert clips[0].id == ready.clip_id
    assert all(clip.at_service for clip in clips)
    assert [clip.created_at for clip in clips] == sorted(
        (clip.created_at for clip in clips), reverse=True
    )
    assert {clip.aspect_ratio for clip in clips} == {"16:9", "9:16"}
    assert {clip.duration_seconds for clip in clips} == {4, 6, 8}


@pytest.mark.parametrize("plain", [False, True], ids=["player pages", "files"])
async def test_a_video_made_elsewhere_is_downloaded(
    workshop: Workshop, panels: DemoPanels, plain: bool
) -> None:
    panels.scenario = replace(CALM, plain_history=plain)
    async with workshop.working() as (studio, watch):
        await studio.history.refresh("sora")
        (newest, *_) = await studio.library.clip_ids(ClipQuery(service="sora"))
        studio.downloads.start(newest)
        clip = await studio.library.clip(newest)
        assert clip is not None
        assert ("/play/" in clip.remote_url) is not plain
        kept = await watch.until_downloaded(clip)
    assert kept.file is not None
    assert kept.media is not None
    assert any(request.path == f"/status/{clip.remote_id}" for request in panels.requests)
    # The status gave a plain file: the page was not asked.
    assert not any("/embed/" in request.path for request in panels.requests)


async def test_an_older_reading_that_is_answered_late_takes_nothing_back(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.opened() as (studio, watch):
        await studio.access.sign_in({"sora": KEY}, remember=False)
        await watch.until(HistoryMerged)  # the first reading comes by itself
        so_far = len(watch.events)
        panels.scenario = in_history(history_of(noon(), left=20))
        held = Held(studio, "sora", "history")
        older = asyncio.create_task(studio.history.refresh("sora"))
        await held.all_here.wait()
        panels.scenario = in_history(history_of(noon(), 0.5))
        await studio.history.refresh("sora")
        held.let_go()
        assert (await older).items == ()
        clip = await studio.library.clip_by_remote("sora", "video-0.5")
    assert clip is not None
    assert clip.at_service
    assert studio.history.total("sora") == 1
    assert studio.quotas.of("sora") == Quota(20, 19)
    merged = [event for event in watch.events[so_far:] if isinstance(event, HistoryMerged)]
    assert merged == [HistoryMerged("sora", 1, changed=True)]


async def test_a_video_that_is_finished_while_the_history_is_read_is_looked_for_once_more(
    workshop: Workshop,
) -> None:
    async with workshop.working() as (studio, watch):
        known = await watch.until(HistoryMerged, lambda event: event.service == "sora")
        held = Held(studio, "sora", "history")
        await watch.until_job(await studio.generate(asked()), JobState.READY)
        await held.all_here.wait()
        later = await watch.until_job(await studio.generate(asked()), JobState.READY)
        held.let_go()
        await watch.until(HistoryMerged, lambda event: event.total == known.total + 2)
        clip = await studio.library.clip(later.clip_id or "")
        assert clip is not None
        assert clip.at_service


async def test_with_another_key_the_figures_are_those_of_that_key_at_once(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.opened() as (studio, watch):
        panels.scenario = in_history(history_of(noon(), left=0))
        await studio.access.sign_in({"sora": KEY}, remember=False)
        await watch.until(QuotaChanged, lambda event: event.quota.remaining == 0)
        panels.scenario = in_history(history_of(noon(), left=20))
        await studio.access.sign_in({"sora": KEY}, remember=False)
        await watch.until(QuotaChanged, lambda event: event.quota.remaining == 20)


async def test_reading_the_same_history_again_changes_nothing(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, watch):
        await studio.access.sign_in({"sora": KEY}, remember=False)
        await studio.history.refresh("sora")
        await studio.history.refresh("sora")
    merged = [event for event in watch.of(HistoryMerged) if event.service == "sora"]
    assert merged[0] == HistoryMerged("sora", 5, changed=True)
    assert merged[-1] == HistoryMerged("sora", 5, changed=False)


async def test_the_histories_are_read_now_and_then(workshop: Workshop) -> None:
    async with workshop.working(replace(QUICK, history_every=0.05)) as (_, watch):

        def read(service: str) -> int:
            return sum(event.service == service for event in watch.of(HistoryMerged))

        await until(lambda: min(read("sora"), read("veo")) >= 3)


async def test_without_a_key_no_history_is_read(workshop: Workshop, panels: DemoPanels) -> None:
    async with workshop.opened() as (studio, _):
        await studio.history.run("sora")
        assert studio.history.total("sora") is None
    assert panels.requests == []


async def test_a_history_that_cannot_be_read_is_told_of_and_asked_for_again(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = replace(SCENARIOS["html-200"], times=2).at(Endpoint.HISTORY).of("veo")
    async with workshop.working() as (_, watch):
        troubled = await watch.until(ServiceTroubled, lambda event: event.error is not None)
        assert troubled.service == "veo"
        assert troubled.error is not None
        assert troubled.error.code is ErrorCode.HTML_REPLY
        await watch.until(HistoryMerged, lambda event: event.service == "veo")
        works = await watch.until(ServiceTroubled, lambda e: e.service == "veo" and not e.error)
    assert watch.events.index(troubled) < watch.events.index(works)


async def test_trouble_with_the_history_does_not_keep_a_video_from_coming(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = SCENARIOS["server-error"].at(Endpoint.HISTORY)
    async with workshop.working() as (studio, watch):
        await watch.until_job(await studio.generate(asked()), S.READY)


async def test_the_services_clock_is_learned_and_kept(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        job = await watch.until_job(await studio.generate(asked()), S.READY)
        assert await studio.library.note("clock.sora") == str(3 * 3600)
        await studio.history.refresh("sora")
        clip = await studio.library.clip(job.clip_id or "")
    assert clip is not None
    assert job.submitted_at is not None
    assert abs((clip.created_at - job.submitted_at).total_seconds()) < 5
    async with workshop.working() as (studio, watch):
        await watch.until(HistoryMerged, lambda event: event.service == "sora")


# -- Keys --------------------------------------------------------------------------------------


async def test_checking_keys_says_for_each_what_came_of_it(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = SCENARIOS["open-greeting"]
    async with workshop.opened() as (studio, _):
        checks = await studio.access.check_all({"sora": KEY, "veo": Secret("mistyped")})
        assert studio.access.services == ()  # a check alone signs nobody in
    right, wrong = checks["sora"], checks["veo"]
    assert right.error is None
    assert right.history is not None
    assert right.history.count == 5
    assert wrong == KeyCheck("veo", error=wrong.error)
    assert wrong.error is not None
    assert wrong.error.code is ErrorCode.KEY_REFUSED


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("forbidden-html", ErrorCode.KEY_REFUSED),
        ("server-error", ErrorCode.SERVER_ERROR),
        ("html-200", ErrorCode.HTML_REPLY),
        ("garbage", ErrorCode.ODD_REPLY),
    ],
)
async def test_a_check_tells_a_wrong_key_from_a_service_in_trouble(
    workshop: Workshop, panels: DemoPanels, name: str, code: ErrorCode
) -> None:
    panels.scenario = SCENARIOS[name]
    async with workshop.opened() as (studio, _):
        check = await studio.access.check("sora", KEY)
    assert check.error is not None
    assert check.error.code is code


async def test_a_remembered_key_signs_in_at_the_next_start(workshop: Workshop, ring: Ring) -> None:
    workshop.keys = {}
    async with workshop.working() as (studio, watch):
        assert studio.access.services == ()
        assert await studio.access.sign_in({"veo": KEY}, remember=True) is None
        assert watch.of(SignedIn) == [SignedIn(("veo",))]
    kept = {(workshop.places.keyring_name, "veo"): f"{workshop.addresses['veo']} {DEMO_KEY}"}
    assert ring.kept == kept
    async with workshop.working() as (studio, watch):
        await watch.until(SignedIn)
        assert studio.access.services == ("veo",)
        assert studio.access.key("veo") == KEY
        with pytest.raises(KadrajError) as caught:
            studio.access.key("sora")
        assert caught.value.code is ErrorCode.KEY_MISSING


async def test_a_key_for_this_run_only_is_gone_at_the_next_start(
    workshop: Workshop, ring: Ring
) -> None:
    workshop.keys = {}
    async with workshop.working() as (studio, watch):
        await studio.access.sign_in({"sora": KEY}, remember=False)
        await watch.until(HistoryMerged)
    assert ring.kept == {}
    async with workshop.working() as (studio, _):
        assert studio.access.services == ()


async def test_keys_from_the_environment_come_first_and_are_never_stored(
    workshop: Workshop, ring: Ring
) -> None:
    ring.kept[workshop.places.keyring_name, "sora"] = "an older key"
    async with workshop.working() as (studio, _):
        assert studio.access.services == ("sora", "veo")
        assert studio.access.key("sora") == KEY
    assert set(ring.kept.values()) == {"an older key"}


async def test_signing_out_forgets_the_keys_and_lets_jobs_rest(
    workshop: Workshop, panels: DemoPanels, ring: Ring
) -> None:
    panels.scenario = Scenario("endless", pace_factor=10_000)
    workshop.keys = {}
    async with workshop.working() as (studio, watch):
        await studio.access.sign_in({"sora": KEY, "veo": KEY}, remember=True)
        job = await watch.until_job(await studio.generate(asked("sora")), S.PROCESSING)
        other = await watch.until_job(await studio.generate(asked("veo")), S.PROCESSING)
        await studio.access.sign_out(("sora",))
        assert watch.of(SignedOut) == [SignedOut(("sora",))]
        assert list(ring.kept) == [(workshop.places.keyring_name, "veo")]
        polled = f"/status/{other.remote_id}"

        async def other_asked_for(times: int) -> int:
            """Returns how many requests there were before."""
            so_far = len(panels.requests)
            await until(lambda: [r.path for r in panels.requests[so_far:]].count(polled) >= times)
            return so_far

        await other_asked_for(2)  # what was on its way has come
        so_far = await other_asked_for(3)
        assert {request.service for request in panels.requests[so_far:]} == {"veo"}
        found = await studio.library.job(job.id)
        assert found is not None
        assert found.state is S.PROCESSING
        # With the key back it is followed again.
        await studio.access.sign_in({"sora": KEY}, remember=False)
        so_far = len(panels.requests)
        await until(lambda: any(request.service == "sora" for request in panels.requests[so_far:]))


async def test_signed_in_again_before_the_sign_out_has_ended_all_goes_on(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = Scenario("endless", pace_factor=10_000)
    async with workshop.working() as (studio, watch):
        job = await watch.until_job(await studio.generate(asked("sora")), S.PROCESSING)
        out = studio.access.sign_out(("sora",))
        out.send(None)  # as far as it goes at once: the keyring has yet to answer
        await studio.access.sign_in({"sora": KEY}, remember=False)
        out.close()
        polled = f"/status/{job.remote_id}"
        so_far = len(panels.requests) + 2
        await until(lambda: [r.path for r in panels.requests[so_far:]].count(polled) >= 3)


async def test_without_a_keyring_one_can_sign_in_for_this_run(
    workshop: Workshop, ring: Ring
) -> None:
    workshop.keys = {}
    ring.locked = True
    async with workshop.opened() as (studio, watch):
        trouble = await studio.sign_in_remembered()
        assert trouble is not None
        assert trouble.code is ErrorCode.KEYRING_UNAVAILABLE
        assert watch.of(SignedIn) == []
        ring.refusals = 0
        trouble = await studio.access.sign_in({"sora": KEY, "veo": KEY}, remember=True)
        assert ring.refusals == 1, "once is enough to be asked for a password"
        assert trouble is not None
        assert trouble.code is ErrorCode.KEYRING_UNAVAILABLE
        assert studio.access.services == ("sora", "veo")
        with pytest.raises(KadrajError):
            await studio.access.sign_out()
        assert not studio.access.services  # whatever the keyring does


async def test_settings_are_kept(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, _):
        studio.change_settings(replace(studio.settings, remember_keys=False))
    async with workshop.opened() as (studio, _):
        assert not studio.settings.remember_keys
        assert list(studio.capabilities) == ["sora", "veo"]
        assert studio.capabilities["sora"].base_url == workshop.addresses["sora"]
