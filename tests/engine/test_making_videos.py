"""From words or a picture to a video that is kept: the whole way, on both services."""

import base64
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image

from app.demo.panels import DemoPanels
from app.demo.scenarios import CALM
from app.domain.clips import ClipQuery
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import (
    ClipChanged,
    DownloadProgressed,
    Event,
    HistoryMerged,
    JobChanged,
    QuotaChanged,
    ServiceTroubled,
)
from app.domain.jobs import JobState
from app.domain.replies import Quota
from app.domain.requests import GenerationRequest, Picture
from tests.engine.workshop import Ahead, Workshop, asked

pytestmark = pytest.mark.anyio

S = JobState
#: Two hundred seconds each, after one in which it is queued.
SLOW = replace(CALM, pace_factor=1000)
SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.mark.parametrize("with_picture", [False, True], ids=["text", "picture"])
@pytest.mark.parametrize("service", ["sora", "veo"])
async def test_a_request_becomes_a_video_in_the_library(
    workshop: Workshop, picture: Picture, service: str, with_picture: bool
) -> None:
    given = picture if with_picture else None
    async with workshop.working() as (studio, watch):
        job = await studio.generate(asked(service, "Kırmızı balon", picture=given))
        ready = await watch.until_job(job, S.READY)
        clip = await studio.library.clip(ready.clip_id or "")
    assert clip is not None
    assert clip.file is not None
    assert clip.prompt == "Kırmızı balon"
    assert clip.remote_id == ready.remote_id
    assert (clip.service, clip.aspect_ratio, clip.at_service) == (service, "16:9", True)

    with av.open(str(clip.file)) as video:
        assert video.streams.video[0].codec_context.width == 640
    assert clip.media is not None
    assert clip.media.size == clip.file.stat().st_size
    assert clip.thumbnail is not None
    with Image.open(clip.thumbnail) as still:
        assert max(still.size) <= 512

    told = json.loads(clip.file.with_suffix(".json").read_text("utf-8"))
    assert (told["prompt"], told["remote_id"]) == ("Kırmızı balon", ready.remote_id)
    assert told["video"]["file"] == clip.file.name
    if with_picture:
        assert clip.picture is not None
        assert clip.picture.path.read_bytes() == picture.path.read_bytes()
        assert (clip.file.parent / told["picture"]["file"]).is_file()
    assert not list(workshop.home.rglob("*.part*"))


async def test_what_happens_is_told_in_its_order(
    workshop: Workshop, panels: DemoPanels, ahead: Ahead
) -> None:
    panels.scenario = SLOW
    async with workshop.working() as (studio, watch):
        await watch.until(HistoryMerged, lambda e: e.service == "sora")
        job = await watch.until_job(await studio.generate(asked()), S.QUEUED)
        ahead.forward(2)
        await watch.until_job(job, S.PROCESSING)
        ahead.forward(300)
        ready = await watch.until_job(job, S.READY)
        clip = await studio.library.clip(ready.clip_id or "")
        assert clip is not None
        await watch.until_downloaded(clip)
        await watch.until(HistoryMerged, lambda e: e.total == 1)
    assert watch.states(job) == [
        S.WAITING,
        S.SUBMITTING,
        S.QUEUED,
        S.PROCESSING,
        S.COMPLETED,
        S.DOWNLOADING,
        S.READY,
    ]
    changes = [event for event in watch.of(JobChanged) if event.job.id == job.id]
    assert [event.added for event in changes] == [True] + [False] * (len(changes) - 1)
    assert [event.added for event in watch.of(ClipChanged)] == [True, False]
    assert place(watch.events, ClipChanged) < place(watch.events, DownloadProgressed)
    last = watch.of(DownloadProgressed)[-1]
    assert clip.media is not None
    assert (last.received, last.total) == (clip.media.size, clip.media.size)
    assert QuotaChanged("sora", Quota(20, 19)) in watch.events
    assert all(event.error is None for event in watch.of(ServiceTroubled))


def place(events: list[Event], kind: type[Event]) -> int:
    return next(number for number, event in enumerate(events) if isinstance(event, kind))


async def test_position_times_and_status_are_the_services_own(
    workshop: Workshop, panels: DemoPanels, ahead: Ahead
) -> None:
    panels.scenario = SLOW
    async with workshop.working() as (studio, watch):
        first = await studio.generate(asked(prompt="first"))
        second = await studio.generate(asked(prompt="second"))
        queued = await watch.until_job(second, S.QUEUED)
        assert queued.remote_status == "queued"
        assert queued.queue_position is not None
        assert queued.total_in_queue is not None
        ahead.forward(202)
        await watch.until_job(second, S.PROCESSING)
        ahead.forward(300)
        ready = await watch.until_job(second, S.READY)
        await watch.until_job(first, S.READY)
    assert ready.queue_position is None
    assert ready.submitted_at is not None
    assert ready.started_at is not None
    assert ready.completed_at is not None
    assert ready.created_at <= ready.submitted_at <= ready.started_at <= ready.completed_at


async def test_jobs_of_one_service_go_out_in_their_order_and_both_services_at_once(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        names = [("sora", "1"), ("veo", "2"), ("sora", "3"), ("veo", "4")]
        jobs = [await studio.generate(asked(service, prompt)) for service, prompt in names]
        for job in jobs:
            await watch.until_job(job, S.READY)
    sent: dict[str, list[str]] = {"sora": [], "veo": []}
    for request in panels.requests:
        if request.method == "POST":
            assert isinstance(request.body, dict)
            sent[request.service].append(request.body["prompt"])
    assert sent == {"sora": ["1", "3"], "veo": ["2", "4"]}


def seeds_bodies(name: str) -> list[Any]:
    """The request bodies that a panel's page shows, in their order."""
    text = (SEEDS / name).read_text(encoding="utf-8")
    return [json.loads(body) for body in re.findall(r"^Body:\n(\{.*\})$", text, re.MULTILINE)]


async def test_requests_arrive_as_the_panels_pages_show_them(
    workshop: Workshop, panels: DemoPanels, picture: Picture
) -> None:
    sora_text, sora_picture = seeds_bodies("sora2-panel.txt")
    (veo_picture,) = seeds_bodies("veo3-panel.txt")
    veo_text = {name: value for name, value in veo_picture.items() if name != "image"}
    content = sora_picture["messages"][0]["content"]
    encoded = base64.b64encode(picture.path.read_bytes()).decode()

    requests = [
        GenerationRequest("sora", sora_text["prompt"], "16:9"),
        GenerationRequest("sora", content[1]["text"], "16:9", picture=picture),
        GenerationRequest("veo", veo_text["prompt"], "16:9"),
        GenerationRequest("veo", veo_picture["prompt"], "16:9", picture=picture),
    ]
    async with workshop.working() as (studio, watch):
        for request in requests:
            await watch.until_job(await studio.generate(request), S.QUEUED)

    start, comma, _ = content[0]["image_url"]["url"].partition(",")
    content[0]["image_url"]["url"] = start + comma + encoded
    veo_picture["image"] = encoded
    posts = [request for request in panels.requests if request.method == "POST"]
    assert [json.dumps(post.body) for post in posts] == [
        json.dumps(body) for body in (sora_text, sora_picture, veo_text, veo_picture)
    ]
    assert all(post.headers["content-type"] == "application/json" for post in posts)


async def test_the_key_goes_to_the_services_and_to_no_other_origin(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        await watch.until_job(await studio.generate(asked("veo")), S.READY)
    with_key = {request.service for request in panels.requests if "x-api-key" in request.headers}
    assert "files" in {request.service for request in panels.requests}
    assert with_key == {"sora", "veo"}


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (asked(prompt="  "), ErrorCode.PROMPT_EMPTY),
        (asked("kling"), ErrorCode.SERVICE_UNKNOWN),
        (replace(asked(), aspect_ratio="1:1"), ErrorCode.ASPECT_RATIO_UNKNOWN),
        (replace(asked("veo"), duration_seconds=5), ErrorCode.DURATION_UNKNOWN),
    ],
)
async def test_a_request_with_a_problem_is_not_written_down(
    workshop: Workshop, panels: DemoPanels, request_: GenerationRequest, code: ErrorCode
) -> None:
    async with workshop.working() as (studio, _):
        with pytest.raises(KadrajError) as caught:
            await studio.generate(request_)
        assert caught.value.code is code
        assert await studio.library.jobs() == []
    assert panels.posts() == 0


async def test_a_picture_that_vanished_fails_the_job_before_anything_is_sent(
    workshop: Workshop, panels: DemoPanels, picture: Picture
) -> None:
    async with workshop.working() as (studio, watch):
        await studio.pauses.set(True)
        job = await studio.generate(asked(picture=picture))
        assert job.request.picture is not None
        job.request.picture.path.unlink()
        await studio.pauses.set(False)
        failed = await watch.until_job(job, S.FAILED)
    assert failed.failure is not None
    assert failed.failure.code is ErrorCode.PICTURE_UNREADABLE
    assert panels.posts() == 0


async def test_a_picture_that_is_another_by_now_is_refused_with_everything_asked_beside_it(
    workshop: Workshop, panels: DemoPanels, picture: Picture
) -> None:
    shown = picture.path.read_bytes()
    one, whole = asked("veo", "Göl"), asked("veo", "Dağ", picture=picture)
    async with workshop.working() as (studio, _):
        await studio.drafts.keep(whole)
        [kept] = workshop.places.pictures.iterdir()
        Image.effect_noise((400, 400), 90).convert("RGB").save(picture.path)
        for asking in (
            lambda: studio.generate(whole),
            lambda: studio.generate_all([one, whole]),
            lambda: studio.generate_together([asked("sora", "Dağ", picture=picture), whole]),
        ):
            with pytest.raises(KadrajError) as caught:
                await asking()
            assert caught.value.code is ErrorCode.PICTURE_CHANGED
            told = {"name": "Çiçek.jpg", "path": str(picture.path)}
            assert caught.value.params == told
        assert await studio.library.jobs() == []
        assert list(workshop.places.pictures.iterdir()) == [kept]

        # Words are kept all the same; the picture that was shown is no longer there.
        await studio.drafts.keep(replace(whole, prompt="Dağ, karlı"))
        assert await studio.drafts.of("veo") == replace(whole, prompt="Dağ, karlı", picture=None)

        picture.path.write_bytes(shown)  # written anew, but with the same bytes
        await studio.pauses.set(True)
        job = await studio.generate(whole)
        assert job.request.picture is not None
        assert job.request.picture.path.read_bytes() == shown
        picture.path.unlink()
        with pytest.raises(KadrajError) as caught:
            await studio.drafts.keep(whole)
        assert caught.value.code is ErrorCode.PICTURE_UNREADABLE
    assert panels.posts() == 0


async def test_the_library_finds_the_video_by_its_prompt(workshop: Workshop) -> None:
    async with workshop.working() as (studio, watch):
        await watch.until_job(await studio.generate(asked(prompt="Işıklı İstanbul")), S.READY)
        assert len(await studio.library.clip_ids(ClipQuery(text="isikli istanbul"))) == 1
        counts = await studio.library.clip_counts("sora")
    assert (counts.total, counts.not_downloaded) == (1, 0)
