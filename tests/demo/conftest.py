"""The panels, ready to be asked over real sockets."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from app.demo.panels import DEMO_KEY, DemoPanels, ThreadedDemoPanels

PACE = 8.0
SORA_TEXT = {"prompt": "Dağların ardında gün batımı", "aspect_ratio": "16:9"}
VEO_TEXT = {"prompt": "Martılar", "aspect_ratio": "9:16", "duration_seconds": 4}


class HandClock:
    """A clock that is moved by hand; it starts at noon in Istanbul."""

    def __init__(self) -> None:
        self.now = datetime(2025, 9, 20, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


class Client:
    """Asks one panel the way a client would."""

    def __init__(self, http: httpx.Client, url: str) -> None:
        self.http = http
        self.url = url

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.http.get(self.url + path, **options)

    def submit(self, body: object, **options: Any) -> httpx.Response:
        return self.http.post(f"{self.url}/generate", json=body, **options)

    def job(self, body: object) -> str:
        reply = self.submit(body)
        assert reply.status_code == 200, reply.text
        return str(reply.json()["job_id"])

    def status(self, job_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.get(f"/status/{job_id}").json()
        return found

    def videos(self) -> dict[str, Any]:
        found: dict[str, Any] = self.get("/videos").json()
        return found


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def start(clock: HandClock) -> Iterator[Callable[..., DemoPanels]]:
    """Starts panels with small, short clips and a clock moved by hand."""
    running: list[ThreadedDemoPanels] = []

    def started(**chosen: Any) -> DemoPanels:
        options: dict[str, Any] = {
            "clock": clock,
            "pace": PACE,
            "draft": True,
            "clip_seconds": 0.5,
        } | chosen
        threaded = ThreadedDemoPanels(DemoPanels(**options))
        panels = threaded.start()
        running.append(threaded)
        return panels

    yield started
    for threaded in running:
        threaded.stop()


@pytest.fixture
def panels(start: Callable[..., DemoPanels]) -> DemoPanels:
    return start()


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    """A client with the demo's key."""
    with httpx.Client(headers={"X-API-Key": DEMO_KEY}, trust_env=False, timeout=30) as client:
        yield client


@pytest.fixture
def sora(panels: DemoPanels, http: httpx.Client) -> Client:
    return Client(http, panels.sora_url)


@pytest.fixture
def veo(panels: DemoPanels, http: httpx.Client) -> Client:
    return Client(http, panels.veo_url)


def picture(kind: str = "JPEG", colour: str = "#2f9e63", size: tuple[int, int] = (96, 64)) -> bytes:
    """A picture of one colour."""
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()


def seed(name: str) -> str:
    """A panel's own page."""
    return (Path(__file__).parents[1] / "seeds" / name).read_text("utf-8")
