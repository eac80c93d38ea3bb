"""Videos come to this computer whole and checked, or not at all."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from app.demo.conduct import Asked
from app.demo.panels import DemoPanels
from app.demo.scenarios import CALM, SCENARIOS, Endpoint, Reply, Scenario
from app.domain.clips import Clip, ClipPlace, ClipQuery
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import DownloadFailed, DownloadProgressed, JobChanged
from app.domain.jobs import Job, JobState
from app.engine.studio import Studio
from tests.engine.workshop import Watch, Workshop, asked, until
from tests.media.clips import write_video
from tests.services.server import Received, reply, serving

pytestmark = pytest.mark.anyio

S = JobState


async def finished(studio: Studio, watch: Watch) -> tuple[Job, Clip]:
    """A job that is made and not downloaded, and its clip."""
    studio.change_settings(replace(studio.settings, download_automatically=False))
    job = await watch.until_job(await studio.generate(asked()), S.COMPLETED)
    clip = await studio.library.clip(job.clip_id or "")
    assert clip is not None
    return job, clip


async def refused(studio: Studio, clip: Clip) -> KadrajError:
    """What keeps a clip from coming."""
    with pytest.raises(KadrajError) as caught:
        await studio.downloads.bring(clip)
    return caught.value


async def test_without_automatic_downloads_a_click_brings_the_video(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        job, clip = await finished(studio, watch)
        assert not clip.downloaded
        assert not any(request.service == "files" for request in panels.requests)
        studio.downloads.start(clip.id)
        studio.downloads.start(clip.id)
        await watch.until_job(job, S.READY)
        await watch.until_downloaded(clip)
    gets = [request for request in panels.requests if request.path.endswith(".mp4")]
    assert len([request for request in gets if request.method == "GET"]) <= 2


async def test_two_who_ask_for_the_same_video_get_the_same_file(workshop: Workshop) -> None:
    async with workshop.working() as (studio, watch):
        _, clip = await finished(studio, watch)
        first, second = await asyncio.gather(
            studio.downloads.bring(clip), studio.downloads.bring(clip)
        )
    assert first.file == second.file
    assert len(list(workshop.home.rglob("*.mp4"))) == 1


async def test_a_video_that_is_here_is_not_brought_again(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        job, clip = await finished(studio, watch)
        kept = await studio.downloads.bring(clip)
        await watch.until_job(job, S.READY)
        so_far = len(not_the_histories(panels))
        assert await studio.downloads.bring(kept) == kept
        studio.downloads.start("no-such-clip")
        await until(lambda: not studio.downloads.running("no-such-clip"))
    assert len(not_the_histories(panels)) == so_far


def not_the_histories(panels: DemoPanels) -> list[Asked]:
    """What was asked for a video; the histories are read in the background, too."""
    return [request for request in panels.requests if request.path != "/videos"]


async def test_a_video_that_was_deleted_by_hand_is_brought_again(workshop: Workshop) -> None:
    async with workshop.working() as (studio, watch):
        _, clip = await finished(studio, watch)
        kept = await studio.downloads.bring(clip)
        assert kept.file is not None
        kept.file.unlink()
        again = await studio.downloads.bring(clip)
        assert again.file is not None
        assert again.file.is_file()


@pytest.mark.parametrize(
    ("answer", "code", "aside"),
    [
        (Reply.json(404, {"detail": "yok"}), ErrorCode.DOWNLOAD_FAILED, 0),
        (Reply.html(200, "Bakım"), ErrorCode.NOT_A_VIDEO, 0),
        (Reply(200, "no pictures that move", "video/mp4"), ErrorCode.NOT_A_VIDEO, 1),
    ],
    ids=["404", "page", "no video"],
)
async def test_what_is_no_video_never_gets_a_videos_name(
    workshop: Workshop, panels: DemoPanels, answer: Reply, code: ErrorCode, aside: int
) -> None:
    panels.scenario = Scenario("odd files", reply=answer).at(Endpoint.FILE)
    async with workshop.working() as (studio, watch):
        job = await studio.generate(asked())
        failed = await watch.until(DownloadFailed)
        assert failed.error.code is code
        halted = await watch.until(JobChanged, lambda event: event.job.failure is not None)
        assert halted.job.state is S.COMPLETED
        assert halted.job.failure is not None
        assert halted.job.failure.code is code
        assert not list(workshop.home.rglob("*.mp4"))
        assert len(list(workshop.home.rglob("*.not-a-video"))) == aside

        # It is not tried again and again, but when the user says so.
        panels.scenario = CALM
        studio.downloads.start(failed.clip_id)
        ready = await watch.until_job(job, S.READY)
        assert ready.failure is None


async def test_a_way_that_is_cut_is_tried_again_by_itself(
    workshop: Workshop, panels: DemoPanels
) -> None:
    panels.scenario = Scenario("cut", drops=True).at(Endpoint.FILE)
    async with workshop.working() as (studio, watch):
        job = await studio.generate(asked())
        failed = await watch.until(DownloadFailed)
        assert failed.error.code is ErrorCode.UNREACHABLE
        panels.scenario = CALM
        await watch.until_job(job, S.READY)


async def test_the_page_of_the_history_is_looked_behind_when_the_status_tells_nothing(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        _, clip = await finished(studio, watch)
        panels.scenario = SCENARIOS["server-error"].at(Endpoint.STATUS)
        kept = await studio.downloads.bring(clip)
        assert kept.downloaded


async def test_signed_out_a_video_comes_by_the_address_that_is_known(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        _, clip = await finished(studio, watch)
        await studio.access.sign_out()
        so_far = len(not_the_histories(panels))
        kept = await studio.downloads.bring(clip)
        assert kept.downloaded
    assert {request.service for request in not_the_histories(panels)[so_far:]} == {"files"}


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (Reply.html(200, "Player"), ErrorCode.ONLY_IN_BROWSER),
        (Reply.html(403, "403 Forbidden"), ErrorCode.DOWNLOAD_FAILED),
    ],
)
async def test_a_page_that_shows_no_file_is_said_to_be_one(
    workshop: Workshop, panels: DemoPanels, page: Reply, code: ErrorCode
) -> None:
    async with workshop.working() as (studio, watch):
        _, clip = await finished(studio, watch)
        (item,) = (await studio.history.refresh("sora")).items
        assert "/play/" in item.video_url
        await studio.library.keep_clip(replace(clip, remote_url=item.video_url))
        panels.scenario = Scenario("page", reply=page).at(Endpoint.STATUS, Endpoint.PAGE)
        assert (await refused(studio, clip)).code is code


async def test_a_video_without_any_address_says_so(workshop: Workshop, panels: DemoPanels) -> None:
    said = Reply.json(200, {"count": 1, "videos": [{"job_id": "gone-1", "video_url": ""}]})
    panels.scenario = Scenario("no addresses", reply=said).at(Endpoint.HISTORY)
    async with workshop.working() as (studio, _):
        await studio.history.refresh("sora")
        (clip_id,) = await studio.library.clip_ids(ClipQuery(service="sora"))
        clip = await studio.library.clip(clip_id)
        assert clip is not None
        assert (await refused(studio, clip)).code is ErrorCode.NO_VIDEO_ADDRESS


async def test_a_video_without_a_thumbnail_is_kept_all_the_same(workshop: Workshop) -> None:
    async with workshop.working() as (studio, watch):
        _, clip = await finished(studio, watch)
        # A folder where the picture should go: writing it fails as on a full disk.
        studio.library.thumbnail_path(clip).mkdir(parents=True)
        kept = await studio.downloads.bring(clip)
    assert kept.downloaded
    assert kept.thumbnail is None


class Panel:
    """A panel with one finished video, whose file comes as the test says."""

    def __init__(self, video: bytes, send: Callable[[Received, bytes], bytes]) -> None:
        self.video = video
        self.send = send
        self.url = ""
        self.ranges: list[str] = []

    async def answer(self, asked: Received, writer: asyncio.StreamWriter) -> None:
        if asked.target == "/videos":
            said = f'{{"videos": [{{"job_id": "v1", "video_url": "{self.url}/v1.mp4"}}]}}'
            writer.write(reply(200, said))
        elif asked.target.startswith("/status/"):
            said = f'{{"status": "completed", "video_url": "{self.url}/v1.mp4"}}'
            writer.write(reply(200, said))
        elif asked.method == "HEAD":
            writer.write(reply(200, b"", Content_Type="video/mp4"))
        else:
            if asked.headers.get("range"):
                self.ranges.append(asked.headers["range"])
            writer.write(self.send(asked, self.video))
            await writer.drain()
            writer.transport.close()


async def test_an_interrupted_download_goes_on_where_it_stopped(tmp_path: Path) -> None:
    frames = [Image.effect_noise((320, 240), 80 + number).convert("RGB") for number in range(20)]
    video = write_video(tmp_path / "made.mp4", frames).read_bytes()
    half = len(video) // 2

    def send(asked: Received, video: bytes) -> bytes:
        if "range" not in asked.headers:
            whole = reply(200, video, Content_Type="video/mp4", ETag='"one"')
            return whole[: len(whole) - half]
        start = int(asked.headers["range"].removeprefix("bytes=").rstrip("-"))
        span = f"bytes {start}-{len(video) - 1}/{len(video)}"
        return reply(206, video[start:], Content_Type="video/mp4", ETag='"one"', Content_Range=span)

    panel = Panel(video, send)
    async with serving(panel.answer) as server:
        panel.url = server.url
        workshop = Workshop(tmp_path / "home", {"sora": server.url}, {"sora": "key"})
        async with workshop.working() as (studio, watch):
            await studio.history.refresh("sora")
            (clip_id,) = await studio.library.clip_ids(ClipQuery(service="sora"))
            studio.downloads.start(clip_id)
            cut = await watch.until(DownloadFailed)
            assert cut.error.code is ErrorCode.DOWNLOAD_CUT
            clip = await studio.library.clip(clip_id)
            assert clip is not None
            kept = await watch.until_downloaded(clip)
    (asked_for,) = panel.ranges
    assert 0 < int(asked_for.removeprefix("bytes=").rstrip("-")) <= len(video) - half
    assert kept.file is not None
    assert kept.file.read_bytes() == video
    received = [event.received for event in watch.of(DownloadProgressed)]
    assert received == sorted(received)
    assert received[-1] == len(video)


async def test_no_more_than_three_come_at_once(tmp_path: Path) -> None:
    panels = DemoPanels(
        folder=tmp_path / "panels",
        draft=True,
        clip_seconds=1,
        history=10,
        scenario=Scenario("endless", latency=60).at(Endpoint.PAGE),
    )
    async with panels:
        workshop = Workshop.at(panels, tmp_path / "home")
        async with workshop.working() as (studio, _):
            for service in ("sora", "veo"):
                await studio.history.refresh(service)
            clip_ids = await studio.library.clip_ids(ClipQuery(place=ClipPlace.CLOUD))
            panels.scenario = replace(SCENARIOS["slow"], latency=60).at(Endpoint.FILE)
            for clip_id in clip_ids[:5]:
                studio.downloads.start(clip_id)
            assert all(studio.downloads.running(clip_id) for clip_id in clip_ids[:5])
            await until(lambda: files_asked_for(panels) == 3)
            waiting = [studio.downloads.waiting(clip_id) for clip_id in clip_ids[:6]]
            assert waiting == [False] * 3 + [True] * 2 + [False], "the last was never asked for"
            await studio.downloads.stop(clip_ids[0])
            await until(lambda: files_asked_for(panels) == 4)


def files_asked_for(panels: DemoPanels) -> int:
    return len({request.path for request in panels.requests if request.path.endswith(".mp4")})


async def test_a_server_that_asks_for_time_is_not_asked_before(
    workshop: Workshop, panels: DemoPanels
) -> None:
    busy = Reply.json(503, {}, retry_after="3600")
    panels.scenario = Scenario("busy", reply=busy).at(Endpoint.FILE)
    async with workshop.working() as (studio, watch):
        job = await studio.generate(asked())
        failed = await watch.until(DownloadFailed)
        assert failed.error.params["retry_after"] == 3600
        asked_for = files_asked(panels)
        panels.scenario = CALM
        # Far longer than the usual wait; but a user who asks for it does not wait.
        await studio.history.refresh("sora")
        assert files_asked(panels) == asked_for
        assert studio.downloads.pausing(failed.clip_id) is failed.error
        studio.downloads.start(failed.clip_id)
        assert studio.downloads.pausing(failed.clip_id) is None
        await watch.until_job(job, S.READY)


def files_asked(panels: DemoPanels) -> int:
    return len([request for request in panels.requests if request.service == "files"])
