"""Starting, stopping, and going on after a restart."""

import asyncio
import signal
import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from app.demo.filming import FilmingStoppedError
from app.demo.jobs import DemoJob
from app.demo.panels import DEMO_KEY, DemoPanels, ThreadedDemoPanels
from app.demo.rendering import Renderer
from app.media.videos import probe
from tests.demo.conftest import PACE, SORA_TEXT, VEO_TEXT, Client, HandClock

HEADERS = {"X-API-Key": DEMO_KEY}


@pytest.mark.anyio
async def test_in_the_callers_own_loop() -> None:
    handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    others = set(asyncio.all_tasks())
    async with (
        DemoPanels(pace=0.2, draft=True, clip_seconds=0.3) as panels,
        httpx.AsyncClient(headers=HEADERS, trust_env=False, timeout=30) as client,
    ):
        assert [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)] == handlers
        reply = await client.post(f"{panels.veo_url}/generate", json=VEO_TEXT)
        job = reply.json()["job_id"]
        while True:
            status = (await client.get(f"{panels.veo_url}/status/{job}")).json()
            if status["status"] == "completed":
                break
            await asyncio.sleep(0.02)
        video = await client.get(status["video_url"], headers={"X-API-Key": ""})
        assert b"ftyp" in video.content[:16]
    assert set(asyncio.all_tasks()) == others
    async with httpx.AsyncClient(trust_env=False) as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(panels.veo_url)


def test_nothing_is_left_running(capfd: pytest.CaptureFixture[str]) -> None:
    before = set(threading.enumerate())
    threaded = ThreadedDemoPanels(DemoPanels())
    for _ in range(2):
        with threaded as panels, httpx.Client(headers=HEADERS, trust_env=False) as client:
            assert client.get(panels.sora_url).status_code == 200
            # Ten seconds in full size: the clip is being rendered while the panels stop.
            client.post(f"{panels.sora_url}/generate", json=SORA_TEXT)
        assert set(threading.enumerate()) == before
    threaded.stop()
    assert capfd.readouterr() == ("", "")


def test_a_download_that_waits_for_its_clip_ends_with_the_panels(
    clock: HandClock, capfd: pytest.CaptureFixture[str]
) -> None:
    threaded = ThreadedDemoPanels(DemoPanels(clock=clock, history=2))
    panels = threaded.start()
    with httpx.Client(headers=HEADERS, trust_env=False) as client:
        [item] = client.get(f"{panels.sora_url}/videos").json()["videos"]
        url = client.get(f"{panels.sora_url}/status/{item['job_id']}").json()["video_url"]
        with pytest.raises(httpx.ReadTimeout):
            client.get(url, timeout=0.2)
        threaded.stop()
    assert capfd.readouterr() == ("", "")


def test_a_submission_that_breaks_off_in_the_middle_counts_for_nothing(
    clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    with ThreadedDemoPanels(DemoPanels(clock=clock)) as panels:
        host, _, port = panels.veo_url.removeprefix("http://").partition(":")
        with (
            httpx.Client(headers=HEADERS, trust_env=False) as client,
            socket.create_connection((host, int(port)), timeout=30) as connection,
        ):
            before = client.get(f"{panels.veo_url}/videos").json()
            head = f"POST /generate HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1000\r\n"
            connection.sendall(f'{head}X-API-Key: {DEMO_KEY}\r\n\r\n{{"prompt": "'.encode())
            connection.close()
            assert client.get(f"{panels.veo_url}/videos").json() == before
    assert caplog.text == ""


def test_a_port_that_is_taken_is_reported() -> None:
    before = set(threading.enumerate())
    with socket.create_server(("127.0.0.1", 0)) as other:
        threaded = ThreadedDemoPanels(DemoPanels(ports={"veo": other.getsockname()[1]}))
        with pytest.raises(OSError, match=r"in use|only once"):
            threaded.start()
    assert set(threading.enumerate()) == before


def test_ports_can_be_chosen(start: Callable[..., DemoPanels]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert start(ports={"sora": port}).sora_url == f"http://127.0.0.1:{port}"


def test_a_job_goes_on_while_the_panels_are_closed(
    clock: HandClock, http: httpx.Client, tmp_path: Path
) -> None:
    def panels() -> ThreadedDemoPanels:
        return ThreadedDemoPanels(
            DemoPanels(
                clock=clock, pace=PACE, folder=tmp_path, draft=True, clip_seconds=0.3, history=4
            )
        )

    with panels() as first:
        veo = Client(http, first.veo_url)
        job = veo.job(VEO_TEXT)
        clock.forward(seconds=2)
        assert veo.status(job)["status"] == "processing"
    clock.forward(seconds=PACE)
    with panels() as second:
        assert (second.veo_url, second.files_url) == (first.veo_url, first.files_url)
        veo = Client(http, second.veo_url)
        assert veo.videos()["count"] == 3
        video = http.get(veo.status(job)["video_url"])
        (tmp_path / "copy.mp4").write_bytes(video.content)
        assert probe(tmp_path / "copy.mp4").width == 360
        tag = video.headers["etag"]
    with panels() as third:
        again = http.head(Client(http, third.veo_url).status(job)["video_url"])
        assert again.headers["etag"] == tag
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert DEMO_KEY.encode() not in written
    assert not list(tmp_path.glob("*.part"))


def test_another_port_is_found_when_the_last_one_is_taken(
    start: Callable[..., DemoPanels], http: httpx.Client, tmp_path: Path
) -> None:
    first = start(folder=tmp_path / "a")
    copied = tmp_path / "b"
    copied.mkdir()
    (copied / "panels.json").write_bytes((tmp_path / "a" / "panels.json").read_bytes())
    second = start(folder=copied)
    assert second.sora_url != first.sora_url
    assert http.get(second.sora_url).status_code == 200


@pytest.mark.parametrize("state", ["", "[]", '{"ports": {}, "jobs": [{"id": 1}]}', '{"jobs": 3}'])
def test_a_damaged_state_begins_anew(
    start: Callable[..., DemoPanels], http: httpx.Client, tmp_path: Path, state: str
) -> None:
    (tmp_path / "panels.json").write_text(state)
    panels = start(folder=tmp_path, history=2)
    assert Client(http, panels.sora_url).videos()["count"] == 1


def test_a_closed_renderer_refuses_what_still_comes(tmp_path: Path) -> None:
    """A submit may be under way when the panels close."""
    renderer = Renderer(tmp_path, draft=True, clip_seconds=0.2)
    renderer.close()
    moment = datetime(2025, 9, 20, tzinfo=UTC)
    job = DemoJob("1", "sora", "A kite", "16:9", 8, "", "", "g", moment, moment, moment)
    assert isinstance(renderer.begin(job).exception(), FilmingStoppedError)
    assert list(tmp_path.iterdir()) == []
