"""Behind a video's address: a file where there is one, the browser where there is none."""

import asyncio

import httpx
import pytest

from app.domain.errors import ErrorCode, KadrajError
from app.domain.replies import AddressKind, VideoAddress
from app.media.streams import join
from app.services.addresses import AddressPolicy
from app.services.bunny import bunny_page
from app.services.fetcher import HttpVideoFetcher
from app.services.pages import page_facts
from app.store.room import room
from tests.services.server import Received, Script, always, reply, serving

pytestmark = pytest.mark.anyio

MP4 = reply(200, b"", Content_Type="video/mp4")
GUID = "224feb1d-0000-4000-8000-000000000000"


def site(pages: dict[str, bytes | str]) -> Script:
    """Serves answers by path; text stands for an HTML page, anything unknown is 404."""

    async def script(request: Received, writer: asyncio.StreamWriter) -> None:
        answer = pages.get(request.target, reply(404, "<html>"))
        if isinstance(answer, str):
            here = f"http://{request.headers['host']}"
            answer = reply(200, answer.replace("HERE", here), Content_Type="text/html")
        if request.method == "HEAD":
            answer = answer.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        writer.write(answer)

    return script


async def resolved(script: Script, path: str) -> tuple[VideoAddress, list[Received], str]:
    fetcher = HttpVideoFetcher(
        AddressPolicy(loopback_allowed=True), join, room, connect=2.0, read=2.0
    )
    async with serving(script) as server:
        try:
            address = await fetcher.resolve(server.url + path)
        finally:
            await fetcher.aclose()
    shown = VideoAddress(address.kind, address.url.removeprefix(server.url))
    return shown, server.received, server.url


def file(path: str) -> VideoAddress:
    return VideoAddress(AddressKind.FILE, path)


def browser(path: str) -> VideoAddress:
    return VideoAddress(AddressKind.BROWSER_ONLY, path)


async def test_an_address_that_ends_like_a_video_needs_no_look() -> None:
    found, asked, _ = await resolved(site({}), "/file/a.MP4?token=1")
    assert (found, asked) == (file("/file/a.MP4?token=1"), [])


@pytest.mark.parametrize("kind", ["video/mp4", "Video/WebM", "application/octet-stream"])
async def test_a_video_by_its_type(kind: str) -> None:
    found, _, _ = await resolved(always(reply(200, b"\x00", Content_Type=kind)), "/v/1")
    assert found == file("/v/1")


@pytest.mark.parametrize(
    "page",
    [
        '<meta property="og:video" content="/a.mp4">',
        '<meta name="og:video:url" content="HERE/a.mp4">',
        "<video src='a.mp4'></video>",
        '<video><source src="blob:x"><source src="https://10.0.0.1/b.mp4"><source src=a.mp4>',
        '<script type="application/ld+json">{"@graph": [{"contentUrl": "/a.mp4"}]}</script>',
        '<meta property="og:video" content="/player"><video src="/a.mp4">',
    ],
)
async def test_a_page_that_names_its_video(page: str) -> None:
    found, _, _ = await resolved(site({"/p": page, "/a.mp4": MP4, "/player": "x"}), "/p")
    assert found.kind is AddressKind.FILE
    assert found.url == "/a.mp4"


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p>nothing",
        '<video src="file:///etc/passwd">',
        '<video src="https://169.254.169.254/a.mp4">',
        '<video src="/list.m3u8">',
        '<script type="application/ld+json">{"contentUrl": [</script>',
        "<![broken <!DOCTYPE <" * 50,
        pytest.param("<video src='/a.mp4'>" + " " * 2_000_000, id="endless"),
    ],
)
async def test_a_page_that_names_no_video_is_for_the_browser(page: str) -> None:
    found, _, _ = await resolved(site({"/p": page}), "/p")
    assert found == browser("/p")


@pytest.mark.parametrize("status", [403, 404, 410, 500])
async def test_a_page_that_refuses(status: int) -> None:
    with pytest.raises(KadrajError) as told:
        await resolved(always(reply(status, "<html>")), "/p")
    assert told.value.code is ErrorCode.DOWNLOAD_FAILED
    assert told.value.params["status"] == status


PLAYER = f"""<html><title>clip</title><script>
  var originalUrl = 'HERE/{GUID}/original';
</script><video><source src="HERE/{GUID}/playlist.m3u8" type="application/x-mpegURL"></video>"""


def player(extra: dict[str, bytes | str], page: str = PLAYER) -> Script:
    return site({f"/embed/491799/{GUID}": page, **extra})


async def test_bunny_gives_the_original_when_it_is_there() -> None:
    script = player({f"/{GUID}/original": MP4, f"/{GUID}/play_720p.mp4": MP4})
    found, asked, url = await resolved(script, f"/play/491799/{GUID}")
    assert found == file(f"/{GUID}/original")
    assert asked[0].headers["referer"] == f"{url}/play/491799/{GUID}"
    assert [request.method for request in asked] == ["GET", "HEAD"]


async def test_bunny_gives_the_highest_file_otherwise() -> None:
    script = player({f"/{GUID}/play_{height}p.mp4": MP4 for height in (240, 720, 480)})
    found, _, _ = await resolved(script, f"/embed/491799/{GUID}")
    assert found == file(f"/{GUID}/play_720p.mp4")


async def test_a_plain_file_in_the_player_itself_will_do() -> None:
    script = player({"/file/a.mp4": MP4}, '<video><source src="HERE/file/a.mp4"></video>')
    found, _, _ = await resolved(script, f"/play/491799/{GUID}")
    assert found == file("/file/a.mp4")


async def test_bunny_without_files_is_for_the_browser() -> None:
    found, _, _ = await resolved(player({}), f"/play/491799/{GUID}")
    assert found == browser(f"/play/491799/{GUID}")


async def test_a_protected_page_is_for_the_browser() -> None:
    script = player({f"/{GUID}/original": MP4}, PLAYER + "<script>'/.drm/x/ping'</script>")
    found, asked, _ = await resolved(script, f"/play/491799/{GUID}")
    assert found == browser(f"/play/491799/{GUID}")
    assert len(asked) == 1


@pytest.mark.parametrize("title", ["403", "404", "404 Not Found"])
async def test_a_page_titled_as_a_refusal_is_one(title: str) -> None:
    with pytest.raises(KadrajError) as told:
        await resolved(player({}, f"<title>{title}</title>"), f"/play/491799/{GUID}")
    assert told.value.code is ErrorCode.DOWNLOAD_FAILED
    assert told.value.params["status"] == int(title[:3])


@pytest.mark.parametrize(
    "url",
    [
        f"https://iframe.mediadelivery.net/play/491799/{GUID}",
        f"https://player.mediadelivery.net/embed/491799/{GUID}",
        f"https://video.bunnycdn.com/play/491799/{GUID}/",
    ],
)
def test_bunnys_pages_are_known_by_their_address(url: str) -> None:
    page = bunny_page(httpx.URL(url), AddressPolicy())
    assert page is not None
    assert page.embed == f"https://iframe.mediadelivery.net/embed/491799/{GUID}"


def test_a_signed_page_keeps_its_token() -> None:
    url = httpx.URL(f"https://iframe.mediadelivery.net/play/4/{GUID}?token=a&expires=9")
    page = bunny_page(url, AddressPolicy())
    assert page is not None
    assert page.embed.endswith(f"/embed/4/{GUID}?token=a&expires=9")


@pytest.mark.parametrize(
    "url",
    [
        f"https://mediadelivery.net.example/play/4/{GUID}",
        "https://iframe.mediadelivery.net/play/4/../../x",
        "https://iframe.mediadelivery.net/help",
        f"http://127.0.0.1/play/4/{GUID}",
    ],
)
def test_other_pages_are_not_bunnys(url: str) -> None:
    assert bunny_page(httpx.URL(url), AddressPolicy()) is None


def test_a_deep_or_endless_page_is_read_to_some_end() -> None:
    linked = "[" * 5000 + "]" * 5000
    facts = page_facts(f'<script type="application/ld+json">{linked}</script>' + "<div>" * 50_000)
    assert facts.videos == []
