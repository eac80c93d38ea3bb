"""Player pages and the streams behind them become one whole file, or a clear word."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from fractions import Fraction
from pathlib import Path

import av
import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from app.demo.filming import film
from app.demo.lettering import lettering
from app.demo.pages import PageKind
from app.demo.panels import DEMO_KEY, DemoPanels, ThreadedDemoPanels
from app.demo.scenarios import SCENARIOS
from app.demo.scenes import Landscape
from app.demo.streams import stream_folder
from app.domain.errors import ErrorCode, KadrajError
from app.domain.replies import AddressKind, VideoAddress
from app.media.streams import join
from app.media.videos import probe
from app.services.addresses import AddressPolicy
from app.services.fetcher import HttpVideoFetcher
from app.store.room import room
from tests.media.clips import write_video
from tests.services.server import Received, Script, Server, reply, serving

pytestmark = pytest.mark.anyio

SECONDS = 5


@pytest.fixture(scope="module")
def panels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoPanels]:
    """Panels with one video of five seconds, with sound."""
    folder = tmp_path_factory.mktemp("panels")
    with ThreadedDemoPanels(
        DemoPanels(folder=folder, history=1, draft=True, clip_seconds=SECONDS)
    ) as panels:
        yield panels


@asynccontextmanager
async def fetcher() -> AsyncIterator[HttpVideoFetcher]:
    fetcher = HttpVideoFetcher(
        AddressPolicy(loopback_allowed=True), join, room, connect=20.0, read=120.0
    )
    try:
        yield fetcher
    finally:
        await fetcher.aclose()


def page_of(panels: DemoPanels) -> str:
    """The address that the status of the only video tells."""
    with httpx.Client(headers={"X-API-Key": DEMO_KEY}, trust_env=False) as client:
        [item] = client.get(f"{panels.sora_url}/videos").json()["videos"]
        status = client.get(f"{panels.sora_url}/status/{item['job_id']}").json()
    return str(status["video_url"])


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def frames(video: Path) -> tuple[int, int]:
    """How many frames can be decoded, and how many samples of sound."""
    with av.open(str(video)) as container:
        pictures = sum(1 for _ in container.decode(video=0))
    with av.open(str(video)) as container:
        has_sound = bool(container.streams.audio)
        sounds = sum(frame.samples for frame in container.decode(audio=0)) if has_sound else 0
    return pictures, sounds


def ticks(video: Path) -> list[Fraction]:
    """When the frames are shown, in seconds."""
    with av.open(str(video)) as container:
        return [
            frame.pts * frame.time_base
            for frame in container.decode(video=0)
            if frame.pts is not None and frame.time_base is not None
        ]


@pytest.mark.parametrize(
    ("kind", "leads_to"),
    [
        (PageKind.ORIGINAL, AddressKind.FILE),
        (PageKind.SIZES, AddressKind.FILE),
        (PageKind.STREAM, AddressKind.HLS),
        (PageKind.FRAGMENTS, AddressKind.HLS),
    ],
)
async def test_a_page_leads_to_the_whole_video(
    panels: DemoPanels, kind: PageKind, leads_to: AddressKind, tmp_path: Path
) -> None:
    panels.scenario = SCENARIOS[f"page-{kind}"]
    part, reports = tmp_path / "a.part", []
    async with fetcher() as fetching:
        address = await fetching.resolve(page_of(panels))
        assert address.kind is leads_to
        await fetching.fetch(address, part, lambda done, total: reports.append((done, total)))
    info = probe(part)
    assert (info.width, info.height) == (640, 360)
    assert (info.video_codec, info.audio_codec) == ("h264", "aac")
    assert info.duration_seconds == pytest.approx(SECONDS, abs=0.1)
    pictures, sounds = frames(part)
    assert pictures == SECONDS * 24
    assert sounds >= SECONDS * 44_100
    shown = ticks(part)
    assert float(shown[-1] - shown[0]) == pytest.approx(SECONDS - 1 / 24, abs=0.001)
    content = part.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")
    assert reports == sorted(reports, key=lambda report: report[0])
    assert reports[-1][0] == reports[-1][1]
    assert names(tmp_path) == ["a.part"]


@pytest.mark.parametrize("kind", [PageKind.ENCRYPTED, PageKind.PROTECTED])
async def test_a_page_that_needs_a_key_is_for_the_browser(
    panels: DemoPanels, kind: PageKind, tmp_path: Path
) -> None:
    panels.scenario = SCENARIOS[f"page-{kind}"]
    page = page_of(panels)
    async with fetcher() as fetching:
        address = await fetching.resolve(page)
        assert address == VideoAddress(AddressKind.BROWSER_ONLY, page)
        with pytest.raises(KadrajError) as told:
            await fetching.fetch(address, tmp_path / "a.part", ignored)
    assert told.value.code is ErrorCode.ONLY_IN_BROWSER
    assert told.value.params["url"] == page


async def test_a_page_titled_403_refuses(panels: DemoPanels) -> None:
    panels.scenario = SCENARIOS["page-refused"]
    async with fetcher() as fetching:
        with pytest.raises(KadrajError) as told:
            await fetching.resolve(page_of(panels))
    assert told.value.code is ErrorCode.DOWNLOAD_FAILED
    assert told.value.params["status"] == 403


def ignored(_done: int, _total: int | None) -> None:
    """Nobody watches."""


# -- Streams of every kind, piece by piece ---------------------------------------------------------


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A video of four seconds in two pieces of either form, its halves apart, and a larger one."""
    folder = tmp_path_factory.mktemp("shelf")
    clip = folder / "clip.mp4"
    size = (320, 180)
    film(
        Landscape("Deniz", size),
        lettering("Deniz", "sora", size),
        clip,
        size=size,
        seconds=4,
        seed="Deniz",
        stopped=lambda: False,
    )
    for fragments in (False, True):
        for piece in stream_folder(clip, fragments=fragments).iterdir():
            piece.replace(folder / piece.name)
    copied(clip, folder / "pictures.ts", "video")
    copied(clip, folder / "sound.ts", "audio")
    write_video(folder / "large.ts", [Image.new("RGB", (640, 360), "#123456")] * 10)
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def copied(clip: Path, target: Path, kind: str) -> None:
    """One stream of a clip in a file of its own."""
    with av.open(str(clip)) as source, av.open(str(target), "w") as copy:
        [stream] = [each for each in source.streams if each.type == kind]
        there = copy.add_stream_from_template(stream)
        for packet in source.demux(stream):
            if packet.dts is not None:
                packet.stream = there
                copy.mux_one(packet)


def playlist(*lines: str, end: bool = True) -> bytes:
    text = "\n".join(["#EXTM3U", "#EXT-X-TARGETDURATION:9", *lines, *["#EXT-X-ENDLIST"] * end])
    return reply(200, text, Content_Type="application/vnd.apple.mpegurl")


def shop(answers: Mapping[str, bytes]) -> Script:
    """Serves whole answers by path."""

    async def script(request: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(answers.get(request.target, reply(404)))

    return script


async def brought(server: Server, part: Path, path: str = "/a.m3u8") -> None:
    async with fetcher() as fetching:
        await fetching.fetch(VideoAddress(AddressKind.HLS, server.url + path), part, ignored)


async def refusal(server: Server, part: Path) -> KadrajError:
    with pytest.raises(KadrajError) as told:
        await brought(server, part)
    return told.value


TWO = ("#EXTINF:2,", "video0.ts", "#EXTINF:2,", "video1.ts")


def plain(shelf: Mapping[str, bytes], *names: str) -> dict[str, bytes]:
    return {f"/{name}": reply(200, shelf[name]) for name in names}


async def test_the_best_of_several_sizes_is_taken(shelf: dict[str, bytes], tmp_path: Path) -> None:
    master = playlist(
        *("#EXT-X-STREAM-INF:BANDWIDTH=300000", "small/a.m3u8"),
        *("#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=640x360", "large.m3u8"),
        *("#EXT-X-STREAM-INF:BANDWIDTH=500000", "small/a.m3u8"),
        end=False,
    )
    answers = {
        "/a.m3u8": master,
        "/large.m3u8": playlist("#EXTINF:1,", "large.ts"),
        **plain(shelf, "large.ts"),
    }
    part = tmp_path / "a.part"
    async with serving(shop(answers)) as server:
        await brought(server, part)
    assert probe(part).width == 640
    assert [request.target for request in server.received] == [
        "/a.m3u8",
        "/large.m3u8",
        "/large.ts",
    ]


async def test_sound_that_lies_apart_comes_along(shelf: dict[str, bytes], tmp_path: Path) -> None:
    answers = {
        "/a.m3u8": playlist(
            '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="en",URI="other.m3u8"',
            '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="tr",DEFAULT=YES,URI="sound.m3u8"',
            '#EXT-X-STREAM-INF:BANDWIDTH=900000,AUDIO="a"',
            "pictures.m3u8",
            end=False,
        ),
        "/pictures.m3u8": playlist("#EXTINF:4,", "pictures.ts"),
        "/sound.m3u8": playlist("#EXTINF:4,", "sound.ts"),
        **plain(shelf, "pictures.ts", "sound.ts"),
    }
    part = tmp_path / "a.part"
    async with serving(shop(answers)) as server:
        await brought(server, part)
    assert probe(part).audio_codec == "aac"
    pictures, sounds = frames(part)
    assert pictures == 96
    assert sounds >= 4 * 44_100


async def test_pieces_may_be_ranges_of_one_file(shelf: dict[str, bytes], tmp_path: Path) -> None:
    pieces = [shelf[name] for name in ("init.mp4", "video0.m4s", "video1.m4s")]
    whole, sizes = b"".join(pieces), [len(piece) for piece in pieces]

    async def script(request: Received, writer: asyncio.StreamWriter) -> None:
        if request.target == "/a.m3u8":
            writer.write(
                playlist(
                    f'#EXT-X-MAP:URI="all.mp4",BYTERANGE="{sizes[0]}@0"',
                    *("#EXTINF:2,", f"#EXT-X-BYTERANGE:{sizes[1]}@{sizes[0]}", "all.mp4"),
                    *("#EXTINF:2,", f"#EXT-X-BYTERANGE:{sizes[2]}", "all.mp4"),
                )
            )
            return
        first, last = map(int, request.headers["range"].removeprefix("bytes=").split("-"))
        told = f"bytes {first}-{last}/{len(whole)}"
        writer.write(reply(206, whole[first : last + 1], Content_Range=told))

    part = tmp_path / "a.part"
    async with serving(script) as server:
        await brought(server, part)
    assert frames(part)[0] == 96


async def test_times_go_on_where_they_jump_in_the_stream(
    shelf: dict[str, bytes], tmp_path: Path
) -> None:
    answers = plain(shelf, "video0.ts", "video1.ts")
    answers["/a.m3u8"] = playlist(*TWO, "#EXT-X-DISCONTINUITY", *TWO)
    part = tmp_path / "a.part"
    async with serving(shop(answers)) as server:
        await brought(server, part)
    shown = ticks(part)
    assert len(shown) == 192
    assert all(before < after for before, after in itertools.pairwise(shown))
    assert float(shown[-1] - shown[0]) == pytest.approx(8, abs=0.15)


async def test_pieces_that_are_here_are_not_asked_for_again(
    shelf: dict[str, bytes], tmp_path: Path
) -> None:
    answers = plain(shelf, "video0.ts", "video1.ts")
    answers["/a.m3u8"] = playlist("#EXTINF:2,", "video0.ts?t=1", "#EXTINF:2,", "video1.ts")
    answers["/video0.ts?t=1"] = answers["/video0.ts?t=2"] = answers["/video0.ts"]
    whole = answers["/video1.ts"]
    answers["/video1.ts"] = whole[:-5000]
    part = tmp_path / "a.part"
    dropped = False

    async def script(request: Received, writer: asyncio.StreamWriter) -> None:
        nonlocal dropped
        await shop(answers)(request, writer)
        if request.target == "/video1.ts" and not dropped:
            dropped = True
            await writer.drain()
            writer.transport.close()

    async with serving(script) as server:
        assert (await refusal(server, part)).code is ErrorCode.DOWNLOAD_CUT
        assert not part.exists()
        # The token of an address may be another one; the piece is the same.
        answers["/a.m3u8"] = playlist("#EXTINF:2,", "video0.ts?t=2", "#EXTINF:2,", "video1.ts")
        answers["/video1.ts"] = whole
        await brought(server, part)
        asked = [request.target for request in server.received]
        assert asked.count("/video0.ts?t=1") + asked.count("/video0.ts?t=2") == 1
    assert frames(part)[0] == 96


async def test_pieces_of_another_stream_are_not_mixed_in(
    shelf: dict[str, bytes], tmp_path: Path
) -> None:
    answers = {"/a.m3u8": playlist(*TWO), **plain(shelf, "video0.ts", "large.ts")}
    part = tmp_path / "a.part"
    async with serving(shop(answers)) as server:
        assert (await refusal(server, part)).params == {"status": 404}
        answers["/a.m3u8"] = playlist("#EXTINF:1,", "large.ts")
        await brought(server, part)
    assert probe(part).width == 640


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        (reply(200, "<html>"), ErrorCode.NOT_A_VIDEO),
        (reply(200, b"", Content_Length="99999999999"), ErrorCode.NOT_A_VIDEO),
        (reply(200, b"no pictures at all" * 400), ErrorCode.NOT_A_VIDEO),
        (reply(200, b"x", Content_Encoding="gzip"), ErrorCode.NOT_A_VIDEO),
        (reply(200), ErrorCode.NOT_A_VIDEO),
        (reply(403), ErrorCode.DOWNLOAD_FAILED),
        (reply(302, Location="https://10.0.0.1/a.ts"), ErrorCode.ADDRESS_REFUSED),
        (reply(302, Location="file:///etc/passwd"), ErrorCode.ADDRESS_REFUSED),
    ],
)
async def test_an_odd_piece_makes_no_video(
    shelf: dict[str, bytes], odd: bytes, code: ErrorCode, tmp_path: Path
) -> None:
    answers = {"/a.m3u8": playlist("#EXTINF:2,", "video0.ts"), "/video0.ts": odd}
    async with serving(shop(answers)) as server:
        assert (await refusal(server, tmp_path / "a.part")).code is code
    assert not (tmp_path / "a.part").exists()


async def test_a_stream_shorter_than_it_says_is_no_whole_video(
    shelf: dict[str, bytes], tmp_path: Path
) -> None:
    answers = plain(shelf, "video0.ts", "video1.ts")
    answers["/a.m3u8"] = playlist("#EXTINF:9,", "video0.ts", "#EXTINF:9,", "video1.ts")
    async with serving(shop(answers)) as server:
        error = await refusal(server, tmp_path / "a.part")
    assert error.code is ErrorCode.NOT_A_VIDEO
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "answer",
    [
        playlist(*TWO, end=False),  # still going on
        playlist('#EXT-X-KEY:METHOD=AES-128,URI="k"', *TWO),
        playlist('#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://k",KEYFORMAT="com.apple"', *TWO),
        playlist("#EXT-X-GAP", *TWO),
        playlist(),
        playlist("#EXT-X-STREAM-INF:BANDWIDTH=1", "a.m3u8", end=False),  # leads to itself
        playlist(*(f"#EXTINF:1,\n{number}.ts" for number in range(3000))),
        playlist("#EXTINF:1,", "#EXT-X-BYTERANGE:5", "a.ts"),
        playlist("#EXT-X-STREAM-INF:RESOLUTION=x", "a.m3u8"),
        reply(200, "<html>"),
        reply(200, b"\xff\xfe"),
        reply(200, "#EXTM3U" + " " * 600_000),
    ],
)
async def test_a_stream_that_cannot_become_a_file_is_for_the_browser(
    answer: bytes, tmp_path: Path
) -> None:
    async with serving(shop({"/a.m3u8": answer})) as server:
        error = await refusal(server, tmp_path / "a.part")
    assert error.code is ErrorCode.ONLY_IN_BROWSER
    assert {request.target for request in server.received} == {"/a.m3u8"}


@pytest.mark.parametrize(
    "named",
    [
        "https://10.0.0.1/a.ts",
        "https://169.254.169.254/latest",
        "http://a.example/a.ts",
        "file:///etc/passwd",
        "data:video/mp2t;base64,AAAA",
        "//[::ffff:192.168.0.1]/a.ts",
        "concat:a.ts|b.ts",
    ],
)
@pytest.mark.parametrize("where", ["piece", "map", "sound", "size"])
async def test_no_address_in_a_playlist_escapes_the_policy(
    named: str, where: str, tmp_path: Path
) -> None:
    answers = {
        "piece": playlist("#EXTINF:1,", "a.ts", "#EXTINF:1,", named),
        "map": playlist(f'#EXT-X-MAP:URI="{named}"', "#EXTINF:1,", "a.m4s"),
        "sound": playlist(
            f'#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="a",URI="{named}"',
            '#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO="a"',
            "b.m3u8",
        ),
        "size": playlist("#EXT-X-STREAM-INF:BANDWIDTH=1", named),
    }
    script = shop({"/a.m3u8": answers[where], "/b.m3u8": playlist("#EXTINF:1,", "a.ts")})
    async with serving(script) as server:
        error = await refusal(server, tmp_path / "a.part")
    assert error.code is ErrorCode.ADDRESS_REFUSED
    assert names(tmp_path) == []


LINES = [
    *(
        "#EXT-X-TARGETDURATION:9",
        "#EXT-X-VERSION:7",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXTINF:2,",
        "a.ts",
    ),
    *("#EXT-X-DISCONTINUITY", "#EXT-X-BYTERANGE:5@7", '#EXT-X-MAP:URI="i.mp4",BYTERANGE="5@0"'),
    *('#EXT-X-KEY:METHOD=NONE,URI="k",IV=0x1', "#EXT-X-STREAM-INF:BANDWIDTH=5,AUDIO=a", "b.m3u8"),
    *('#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",URI="s.m3u8"', "#EXT-X-GAP", "#EXT-X-ENDLIST"),
    *(
        '#EXT-X-PART:DURATION=1,URI="q"',
        "#EXT-X-SKIP:SKIPPED-SEGMENTS=3",
        "#EXT-X-CUE-OUT:DURATION=1",
    ),
    *(
        "#EXT-X-PROGRAM-DATE-TIME:2020-01-01T00:00:00Z",
        '#EXT-X-DATERANGE:ID="x"',
        "#EXT-X-BITRATE:1",
    ),
    *("#EXT-X-START:TIME-OFFSET=1", '#EXT-X-SESSION-KEY:METHOD=AES-128,URI="k"'),
]


@st.composite
def broken(draw: st.DrawFn) -> str:
    """A playlist of lines that exist, with a few letters taken out or put in."""
    text = "\n".join(["#EXTM3U", *draw(st.lists(st.sampled_from(LINES), max_size=14))])
    for _ in range(draw(st.integers(0, 5))):
        place = draw(st.integers(7, len(text)))
        text = text[:place] + draw(st.sampled_from(list('=:",@x0-\n\x00é'))) + text[place:]
        gone = draw(st.integers(7, len(text)))
        text = text[:gone] + text[gone + draw(st.integers(0, 8)) :]
    return text


@settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=broken())
def test_a_broken_playlist_never_breaks_the_program(
    text: str, tmp_path: Path, anyio_backend: str
) -> None:
    async def attempt() -> None:
        async with serving(shop({"/a.m3u8": reply(200, text)})) as server:
            await refusal(server, tmp_path / "a.part")

    asyncio.run(attempt())
    assert not (tmp_path / "a.part").exists()
