"""Watching what is not on this computer, from a server that does as it likes."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.errors import ErrorCode, KadrajError
from app.services.addresses import AddressPolicy
from app.services.relay import HttpVideoRelay
from app.ui.panes.preview import PreviewPane
from tests.services.server import Received, serving
from tests.ui.films import BLUE, GREEN, RED, film
from tests.ui.port import PortBridge, a_clip

pytestmark = pytest.mark.qt_log_ignore(
    "Couldn't (load|resolve)", "Could not open media", "No RHI backend", "Pulse", extend=True
)


class Origin:
    """A server with one video, of which it gives `most` bytes until it is let on."""

    def __init__(self, video: bytes, most: int) -> None:
        self.video = video
        self.most = most
        self.address = ""
        self._ready = threading.Event()
        self._on: asyncio.Event | None = None
        self._end: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))
        self._thread.start()
        self._ready.wait()

    def go_on(self) -> None:
        assert self._loop is not None
        assert self._on is not None
        self._loop.call_soon_threadsafe(self._on.set)

    def close(self) -> None:
        assert self._loop is not None
        assert self._end is not None
        self.go_on()
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()

    async def _run(self) -> None:
        self._loop, self._on, self._end = (
            asyncio.get_running_loop(),
            asyncio.Event(),
            asyncio.Event(),
        )
        relay = HttpVideoRelay(AddressPolicy(loopback_allowed=True))
        async with serving(self._answer) as server:
            self.address = await relay.open(f"{server.url}/video.mp4")
            self.cut = relay.cut
            self._ready.set()
            await self._end.wait()
            await relay.aclose()

    async def _answer(self, request: Received, writer: asyncio.StreamWriter) -> None:
        first, last = (int(end) for end in request.headers["range"][6:].split("-"))
        last = min(last, len(self.video) - 1)
        head = (
            "HTTP/1.1 206 Part\r\nContent-Type: video/mp4\r\n"
            f"Content-Length: {last - first + 1}\r\n"
            f"Content-Range: bytes {first}-{last}/{len(self.video)}\r\n\r\n"
        )
        free = max(first, min(self.most, last + 1)) if first < self.most else last + 1
        writer.write(head.encode() + self.video[first:free])
        await writer.drain()
        assert self._on is not None
        if free <= last:
            await self._on.wait()
            writer.write(self.video[free : last + 1])


@pytest.fixture
def reel(tmp_path: Path) -> Path:
    return film(tmp_path / "reel.mp4", (RED, GREEN, BLUE), sound=False)


@pytest.fixture
def origins() -> Iterator[list[Origin]]:
    opened: list[Origin] = []
    yield opened
    for origin in opened:
        origin.close()


@pytest.fixture
def port(origins: list[Origin], monkeypatch: pytest.MonkeyPatch) -> PortBridge:
    port = PortBridge()
    monkeypatch.setattr(port, "leave", lambda: [origin.cut() for origin in origins])
    return port


@pytest.fixture
def pane(qtbot: QtBot, port: PortBridge) -> Iterator[PreviewPane]:
    pane = PreviewPane(port.as_bridge())
    qtbot.addWidget(pane)
    pane.resize(640, 480)
    pane.show()
    with qtbot.waitActive(pane):
        pane.activateWindow()
    yield pane
    pane.shut()


def waits(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition)


def label(pane: PreviewPane) -> QLabel:
    found = pane.findChild(QLabel, "bufferingLabel")
    assert found is not None
    return found


def button(pane: PreviewPane, name: str) -> QPushButton:
    found = pane.findChild(QPushButton, name)
    assert found is not None
    return found


def shown(pane: PreviewPane) -> list[str]:
    return [text.text() for text in pane.findChildren(QLabel) if text.isVisible()]


def test_a_cloud_clip_plays_and_goes_over_to_its_file(
    qtbot: QtBot, port: PortBridge, pane: PreviewPane, reel: Path, origins: list[Origin]
) -> None:
    origins.append(Origin(reel.read_bytes(), most=10**9))
    port.streams["c1"] = origins[0].address
    cloud = a_clip("c1")
    player = pane.area.player
    pane.show_clip(cloud)
    waits(qtbot, lambda: player.streaming and player.position > 600)
    player.pause()
    player.seek(1_450)
    waits(qtbot, lambda: pane.area.surface.frame is not None and _frame(pane) == 14)
    seen: list[int] = []
    player.position_changed.connect(seen.append)
    port.put_clip(replace(cloud, file=reel))
    waits(qtbot, lambda: player.file == reel and player.position == 1_450)
    assert _frame(pane) == 14
    assert not pane.playing
    assert min(seen, default=1_450) >= 1_400, "it did not go back to the start in between"
    player.step(forward=True)
    waits(qtbot, lambda: _frame(pane) == 15)


def test_what_is_asked_for_is_said_and_can_be_downloaded_at_one_place(
    qtbot: QtBot, port: PortBridge, pane: PreviewPane, reel: Path, origins: list[Origin]
) -> None:
    origins.append(Origin(reel.read_bytes(), most=10**9))
    cloud = a_clip("c1")
    pane.show_clip(cloud)
    assert "Loading from the cloud…" in shown(pane)
    assert not button(pane, "stageAction").isVisible(), "nothing that would vanish when it comes"
    download = button(pane, "downloadClip")
    place = download.geometry()
    assert download.isVisible()
    port.streams["c1"] = origins[0].address
    pane.show_clip(cloud)
    waits(qtbot, lambda: pane.area.player.position > 0)
    assert "From the cloud" in shown(pane)
    assert download.isVisible()
    assert download.geometry() == place
    download.click()
    assert ("download", "c1") in port.calls
    assert pane.playing, "it goes on meanwhile"
    assert "From the cloud · Downloading…" in shown(pane)
    assert not download.isEnabled()
    port.downloads.clear()
    port.download_failed.emit("c1", KadrajError(ErrorCode.DOWNLOAD_FAILED, status=404))
    assert download.isEnabled()
    port.put_clip(replace(cloud, file=reel))
    waits(qtbot, lambda: pane.area.player.file == reel)
    assert "From the cloud" not in shown(pane)
    assert button(pane, "showInFolder").geometry() == place


def test_what_does_not_come_is_waited_for_in_words(
    qtbot: QtBot, port: PortBridge, pane: PreviewPane, reel: Path, origins: list[Origin]
) -> None:
    video = reel.read_bytes()
    origins.append(Origin(video, most=200))
    port.streams["c1"] = origins[0].address
    pane.show_clip(a_clip("c1"))
    waits(qtbot, label(pane).isVisible)
    assert label(pane).text() == "Buffering…"
    origins[0].go_on()
    waits(qtbot, lambda: pane.area.player.position > 0)
    waits(qtbot, label(pane).isHidden)


def test_leaving_what_does_not_come_holds_nothing_up(
    qtbot: QtBot, port: PortBridge, pane: PreviewPane, reel: Path, origins: list[Origin]
) -> None:
    origins.append(Origin(reel.read_bytes(), most=200))
    port.streams["c1"] = origins[0].address
    pane.show_clip(a_clip("c1"))
    waits(qtbot, label(pane).isVisible)
    pane.show_clip(a_clip("c2", file=reel))
    waits(qtbot, lambda: pane.area.player.position > 0)
    assert label(pane).isHidden()


def test_a_stream_in_pieces_is_brought_first(
    qtbot: QtBot, port: PortBridge, pane: PreviewPane
) -> None:
    port.streams["c1"] = ""
    pane.show_clip(a_clip("c1"))
    waits(qtbot, lambda: ("download", "c1") in port.calls)
    texts = pane.findChildren(QLabel)
    assert "Preparing…" in [text.text() for text in texts]
    port.download_progressed.emit("c1", 3 * 1024**2, None)
    assert "Preparing · 3.0 MB" in [text.text() for text in texts]


def test_why_it_cannot_be_watched_is_said(
    qtbot: QtBot, port: PortBridge, pane: PreviewPane
) -> None:
    port.errors["watch"] = KadrajError(ErrorCode.DOWNLOAD_FAILED, status=404)
    pane.show_clip(a_clip("c1"))
    texts = pane.findChildren(QLabel)
    waits(qtbot, lambda: any("error 404" in text.text() for text in texts))


def _frame(pane: PreviewPane) -> int:
    shown = pane.area.surface.frame
    return -1 if shown is None else round(shown.startTime() / 100_000)
