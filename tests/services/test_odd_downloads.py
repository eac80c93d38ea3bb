"""Downloads from a server that does everything wrong: the right file or a clear word, nothing else.

They go through the whole program: engine, connections, media, library.
"""

import asyncio
import hashlib
import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import keyring.core
import pytest

from app.demo.delivery import Change, Delivery, Ranges
from app.demo.panels import DemoPanels, ThreadedDemoPanels
from app.demo.scenarios import SCENARIOS, Scenario
from app.domain.clips import Clip, ClipQuery
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import DownloadFailed, HistoryMerged
from app.domain.replies import AddressKind, VideoAddress
from app.engine.studio import Studio
from app.media.streams import join
from app.media.videos import probe
from app.services.addresses import AddressPolicy
from app.services.fetcher import HttpVideoFetcher
from app.store.room import room
from tests.engine.workshop import Ring, Watch, Workshop
from tests.services.server import Received, Script, reply, serving, then_gone

pytestmark = pytest.mark.anyio

CUT = 15_000
#: Every answer to a request for the rest, of every file that changes, told or not told.
COMBINED = [
    Delivery(cut_at=CUT, cuts=cuts, ranges=ranges, change=change, tagged=tagged, tag_kept=kept)
    for ranges, change, (tagged, kept, cuts) in itertools.product(
        Ranges, Change, [(True, False, 1), (True, True, 1), (False, False, 2)]
    )
]
NAMED_FINE = [
    *("cut", "cut-often", "cut-untagged", "no-ranges", "wrong-range", "416", "changed", "shrunk"),
    *("shrunk-same-tag", "grown", "grown-same-tag", "no-length", "no-length-cut", "drip", "busy"),
]


@pytest.fixture(scope="module")
def panels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoPanels]:
    """Panels with one video, which is rendered once for all tests."""
    folder = tmp_path_factory.mktemp("panels")
    threaded = ThreadedDemoPanels(
        DemoPanels(folder=folder, history=1, draft=True, clip_seconds=0.5)
    )
    with threaded as panels:
        yield panels


@pytest.fixture
def original(panels: DemoPanels) -> bytes:
    """The video as it is."""
    panels.scenario = SCENARIOS["calm"]
    return served(panels)


def served(panels: DemoPanels) -> bytes:
    """The video as it is handed out now."""
    with httpx.Client(trust_env=False, timeout=30) as client:
        key = {"X-API-Key": "kadraj-demo-key"}
        [item] = client.get(f"{panels.sora_url}/videos", headers=key).json()["videos"]
        url = f"{panels.files_url}/file/veo3videos/{item['job_id']}.mp4"
        return client.get(url).content


@asynccontextmanager
async def at_work(
    panels: DemoPanels, home: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Studio, Watch, Clip]]:
    """The program, signed in, and the clip of the history."""
    monkeypatch.setattr(keyring.core, "_keyring_backend", Ring({}))
    async with Workshop.at(panels, home).working() as (studio, watch):
        await watch.until(HistoryMerged, lambda event: event.service == "sora")
        [clip_id] = await studio.library.clip_ids(ClipQuery(service="sora"))
        clip = await studio.library.clip(clip_id)
        assert clip is not None
        yield studio, watch, clip


async def arrives_whole(
    panels: DemoPanels, scenario: Scenario, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panels.scenario = scenario
    async with at_work(panels, home, monkeypatch) as (studio, watch, clip):
        studio.downloads.start(clip.id)
        kept = await watch.until_downloaded(clip)
    assert kept.file is not None
    assert sha(kept.file.read_bytes()) == sha(served(panels))
    assert set(names(kept.file.parent, "*")) == {kept.file.name, kept.file.stem + ".json"}


def names(folder: Path, pattern: str) -> list[str]:
    return [file.name for file in folder.rglob(pattern)]


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("delivery", COMBINED, ids=lambda d: f"{d.ranges}-{d.change}-{d.cuts}")
async def test_the_right_file_comes_of_a_cut_and_a_server_that_resumes_badly(
    panels: DemoPanels,
    original: bytes,
    delivery: Delivery,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert len(original) > CUT
    await arrives_whole(panels, Scenario("odd", delivery=delivery), tmp_path, monkeypatch)


@pytest.mark.parametrize("name", NAMED_FINE)
async def test_the_right_file_comes_of_every_scenario_that_has_one(
    panels: DemoPanels,
    original: bytes,
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await arrives_whole(panels, SCENARIOS[f"download-{name}"], tmp_path, monkeypatch)


@pytest.mark.parametrize("name", ["original", "sizes", "stream", "fragments"])
async def test_the_video_behind_a_player_page_is_kept(
    panels: DemoPanels, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panels.scenario = SCENARIOS[f"page-{name}"]
    async with at_work(panels, tmp_path, monkeypatch) as (studio, watch, clip):
        studio.downloads.start(clip.id)
        kept = await watch.until_downloaded(clip)
    assert kept.file is not None
    assert kept.media == probe(kept.file)
    assert kept.media.audio_codec == "aac"
    assert set(names(kept.file.parent, "*")) == {kept.file.name, kept.file.stem + ".json"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("page-encrypted", ErrorCode.ONLY_IN_BROWSER),
        ("page-protected", ErrorCode.ONLY_IN_BROWSER),
        ("page-refused", ErrorCode.DOWNLOAD_FAILED),
        ("download-gzip", ErrorCode.NOT_A_VIDEO),
        ("download-error-page", ErrorCode.ONLY_IN_BROWSER),
    ],
)
async def test_what_gives_no_file_says_so_and_leaves_none(
    panels: DemoPanels, name: str, code: ErrorCode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panels.scenario = SCENARIOS[name]
    async with at_work(panels, tmp_path, monkeypatch) as (studio, watch, clip):
        studio.downloads.start(clip.id)
        failed = await watch.until(DownloadFailed)
        assert failed.error.code is code
        current = await studio.library.clip(clip.id)
    assert current is not None
    assert not current.downloaded
    assert not names(tmp_path, "*.mp4")


def cut_once(video: bytes, place: int) -> Script:
    """Announces everything, breaks off at a place once, and resumes as it should."""

    async def script(request: Received, writer: asyncio.StreamWriter) -> None:
        wanted = request.headers.get("range")
        if wanted is None:
            whole = reply(200, video, ETag='"a"')
            writer.write(whole[: len(whole) - len(video) + place])
            await writer.drain()
            writer.transport.close()
        else:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            told = f"bytes {start}-{len(video) - 1}/{len(video)}"
            writer.write(reply(206, video[start:], Content_Range=told, ETag='"a"'))

    return script


@asynccontextmanager
async def fetching(
    script: Script, read: float = 5.0
) -> AsyncIterator[tuple[HttpVideoFetcher, VideoAddress]]:
    fetcher = HttpVideoFetcher(
        AddressPolicy(loopback_allowed=True), join, room, connect=2.0, read=read
    )
    async with serving(script) as server:
        try:
            yield fetcher, VideoAddress(AddressKind.FILE, server.url + "/a.mp4")
        finally:
            await fetcher.aclose()


def places(video: bytes) -> list[int]:
    """A hundred places, the beginning and the end among them."""
    return [1, 7, 8, 9, len(video) - 1, *(len(video) * step // 96 for step in range(1, 96))]


async def test_a_cut_at_any_of_a_hundred_places_is_mended(original: bytes, tmp_path: Path) -> None:
    for place in places(original):
        part = tmp_path / f"{place}.part"
        async with fetching(cut_once(original, place)) as (fetcher, address):
            with pytest.raises(KadrajError) as told:
                await fetcher.fetch(address, part, lambda *_: None)
            assert told.value.code is ErrorCode.DOWNLOAD_CUT
            await fetcher.fetch(address, part, lambda *_: None)
        assert sha(part.read_bytes()) == sha(original)


async def test_a_cut_that_nobody_can_see_is_found_by_looking_into_the_file(
    original: bytes, tmp_path: Path
) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n"
    for place in places(original):
        part = tmp_path / f"{place}.part"
        async with fetching(then_gone(head + original[:place])) as (fetcher, address):
            await fetcher.fetch(address, part, lambda *_: None)
        with pytest.raises(KadrajError) as told:
            probe(part)
        assert told.value.code is ErrorCode.NOT_A_VIDEO


async def test_a_server_that_drips_does_not_hold_a_place_for_ever(tmp_path: Path) -> None:
    async def script(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(reply(200, b"", Content_Length="1000000"))
        while True:
            writer.write(b"\x00")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with fetching(script, read=0.3) as (fetcher, address):
        with pytest.raises(KadrajError) as told:
            async with asyncio.timeout(30):
                await fetcher.fetch(address, tmp_path / "a.part", lambda *_: None)
    assert told.value.code is ErrorCode.TIMED_OUT


async def test_a_length_that_grows_without_end_is_not_believed(
    original: bytes, tmp_path: Path
) -> None:
    async def script(request: Received, writer: asyncio.StreamWriter) -> None:
        if "range" in request.headers:
            told = f"bytes {CUT}-{10**17}/{10**17 + 1}"
            writer.write(reply(206, original[CUT:], Content_Range=told, ETag='"a"'))
        elif part.exists():
            writer.write(reply(200, original, ETag='"a"'))
        else:
            head = b'HTTP/1.1 200 OK\r\nETag: "a"\r\nTransfer-Encoding: chunked\r\n\r\n'
            writer.write(head + f"{CUT:x}\r\n".encode() + original[:CUT] + b"\r\n")
            await writer.drain()
            writer.transport.close()

    part = tmp_path / "a.part"
    async with fetching(script) as (fetcher, address):
        with pytest.raises(KadrajError):
            await fetcher.fetch(address, part, lambda *_: None)
        await fetcher.fetch(address, part, lambda *_: None)
    assert sha(part.read_bytes()) == sha(original)


def test_every_download_scenario_is_tried() -> None:
    named = {name.removeprefix("download-") for name in SCENARIOS if name.startswith("download-")}
    assert named == {*NAMED_FINE, "gzip", "error-page"}
    assert len({replace(delivery) for delivery in COMBINED}) == 48
