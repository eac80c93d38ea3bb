"""The videos are real, lie at another origin, and can be had in parts."""

import base64
import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from PIL import Image

from app.demo.panels import DemoPanels
from app.media.videos import probe, write_thumbnail
from tests.demo.conftest import PACE, SORA_TEXT, VEO_TEXT, Client, HandClock, picture


def finished(client: Client, clock: HandClock, body: object) -> str:
    """The address of the video that comes of `body`."""
    job = client.job(body)
    clock.forward(seconds=2 * PACE)
    return str(client.status(job)["video_url"])


def saved(url: str, folder: Path) -> Path:
    reply = httpx.get(url, timeout=30, trust_env=False)
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "video/mp4"
    file = folder / "clip.mp4"
    file.write_bytes(reply.content)
    return file


def test_a_video_is_h264_and_aac_and_can_be_streamed(
    sora: Client, clock: HandClock, tmp_path: Path
) -> None:
    file = saved(finished(sora, clock, SORA_TEXT), tmp_path)
    info = probe(file)
    assert (info.width, info.height) == (640, 360)
    assert (info.video_codec, info.audio_codec) == ("h264", "aac")
    assert info.duration_seconds == pytest.approx(0.5, abs=0.1)
    content = file.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


def test_length_and_ratio_are_the_ones_asked_for(
    start: Callable[..., DemoPanels], http: httpx.Client, clock: HandClock, tmp_path: Path
) -> None:
    panels = start(clip_seconds=None, draft=False)
    info = probe(saved(finished(Client(http, panels.veo_url), clock, VEO_TEXT), tmp_path))
    assert (info.width, info.height) == (720, 1280)
    assert info.duration_seconds == pytest.approx(4.0, abs=0.1)


def test_a_picture_becomes_a_move_over_that_picture(
    veo: Client, clock: HandClock, tmp_path: Path
) -> None:
    green = base64.b64encode(picture("WEBP", "#2f9e63")).decode()
    video = saved(finished(veo, clock, VEO_TEXT | {"image": green}), tmp_path)
    write_thumbnail(video, tmp_path / "still.jpg")
    with Image.open(tmp_path / "still.jpg") as still:
        pixel = still.getpixel((still.width // 2, still.height // 2))
    assert isinstance(pixel, tuple)
    assert all(abs(a - b) < 16 for a, b in zip(pixel, (0x2F, 0x9E, 0x63), strict=True))


def test_parts_and_heads(sora: Client, clock: HandClock) -> None:
    url = finished(sora, clock, SORA_TEXT)
    with httpx.Client(trust_env=False, timeout=30) as client:
        whole = client.get(url)
        tag, size = whole.headers["etag"], len(whole.content)

        head = client.head(url)
        assert (head.status_code, head.content) == (200, b"")
        assert int(head.headers["content-length"]) == size
        assert head.headers["accept-ranges"] == "bytes"

        tail = client.get(url, headers={"Range": f"bytes={size - 100}-", "If-Range": tag})
        assert tail.status_code == 206
        assert tail.content == whole.content[-100:]
        assert tail.headers["content-range"] == f"bytes {size - 100}-{size - 1}/{size}"

        changed = client.get(url, headers={"Range": "bytes=5-", "If-Range": '"other"'})
        assert (changed.status_code, len(changed.content)) == (200, size)

        beyond = client.get(url, headers={"Range": f"bytes={size}-"})
        assert beyond.status_code == 416


def test_files_lie_at_another_origin_that_gets_no_key(
    panels: DemoPanels, sora: Client, clock: HandClock
) -> None:
    url = finished(sora, clock, SORA_TEXT)
    assert url.startswith(f"{panels.files_url}/file/veo3videos/")
    assert panels.files_url not in {panels.sora_url, panels.veo_url}
    httpx.get(url, timeout=30, trust_env=False)
    [asked] = [asked for asked in panels.requests if asked.service == "files"]
    assert "x-api-key" not in asked.headers


def test_there_is_no_file_before_the_video_is_made(panels: DemoPanels, sora: Client) -> None:
    job = sora.job(SORA_TEXT)
    for path in (f"/file/veo3videos/{job}.mp4", "/file/veo3videos/x.mp4", "/play/491799/x"):
        assert httpx.get(panels.files_url + path, trust_env=False).status_code == 404


def test_history_leads_to_a_player_page_that_names_the_file(
    start: Callable[..., DemoPanels], http: httpx.Client
) -> None:
    panels = start(history=2)
    [item] = Client(http, panels.sora_url).videos()["videos"]
    for url in (item["video_url"], item["video_url"].replace("/play/", "/embed/")):
        page = httpx.get(url, trust_env=False)
        assert page.headers["content-type"].startswith("text/html")
        found = re.search(r'<source src="([^"]+)"', page.text)
        assert found is not None
        file = Client(http, panels.sora_url).status(item["job_id"])["video_url"]
        assert found[1] == file
    assert httpx.head(file, timeout=30, trust_env=False).status_code == 200
