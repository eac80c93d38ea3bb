"""From a download's last byte to its still in the grid."""

import asyncio
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize
from qasync import QEventLoop

from app.bootstrap import Surroundings, build_studio
from app.domain.clips import Clip, ClipQuery
from app.domain.replies import HistoryItem
from app.media.videos import probe
from app.opening import make_application
from app.store.places import Places
from app.store.sqlite_library import SqliteLibrary
from app.ui.bridge import Bridge
from app.ui.panes.clip_grid import ClipGrid
from app.ui.panes.history import HistoryPane
from app.ui.theme.theme import Theme
from app.ui.thumbnails import ThumbnailLoader
from tests.bench.at_panels import no_report
from tests.bench.figures import Figure, percentile
from tests.bench.stills import make_clip
from tests.services.server import Received, reply, serving
from tests.store.samples import NOON

_CLIPS: Final = 8  # as many as are on the screen


def measure(folder: Path) -> Iterator[Figure]:
    """The median of some downloads, one after the other, after one that starts the decoder."""
    video = make_clip(folder / "clip.mp4").read_bytes()
    app = make_application()
    Theme().apply(app)
    with QEventLoop(app) as loop:
        took = loop.run_until_complete(_arrivals(folder, video))
    name = "last byte of a 720p clip to visible tile, median"
    yield Figure(name, "ms", percentile(took[1:], 0.5) * 1000, 250.0)


async def _arrivals(folder: Path, video: bytes) -> list[float]:
    """Seconds from the last byte that was sent to the painted still, of each clip."""
    sent: list[float] = []

    async def answer(asked: Received, writer: asyncio.StreamWriter) -> None:
        if asked.method == "GET" and asked.target.endswith(".mp4"):
            writer.write(reply(200, video, Content_Type="video/mp4"))
            await writer.drain()
            sent.append(time.perf_counter())
        else:
            writer.write(reply(200, b"", Content_Type="video/mp4"))

    async with serving(answer) as server:
        places = Places.from_environment({"KADRAJ_HOME": str(folder / "home")})
        await _fill(places, server.url)
        studio = build_studio(Surroundings(places, {"sora": server.url}, {}))
        await studio.open()
        bridge = Bridge(studio, no_report)
        painted = await _painted(bridge, await studio.library.clip_ids(ClipQuery()))
        await bridge.shut()
        await studio.close()
    return [end - begin for begin, end in zip(sent, painted, strict=True)]


async def _painted(bridge: Bridge, ids: list[str]) -> list[float]:
    """Downloads clips one by one; when each one's still was painted."""
    loader = ThumbnailLoader()
    pane = HistoryPane(bridge, None, thumbnails=loader)
    pane.resize(QSize(900, 700))
    pane.show()
    grid = pane.findChild(ClipGrid)
    assert grid is not None
    loaded = asyncio.Event()
    times: list[float] = []

    def paint(_path: Path) -> None:
        grid.viewport().repaint()
        times.append(time.perf_counter())
        loaded.set()

    loader.loaded.connect(paint)
    for clip_id in ids:
        loaded.clear()
        bridge.download(clip_id)
        async with asyncio.timeout(20):
            await loaded.wait()
    loader.close()
    pane.close()
    pane.deleteLater()
    return times


async def _fill(places: Places, url: str) -> None:
    library = SqliteLibrary(places, None, probe)
    await library.open()
    clips = [
        Clip(
            id=f"{number:032x}",
            service="sora",
            remote_id=str(number),
            created_at=NOON - timedelta(minutes=number),
            prompt="a red balloon",
            aspect_ratio="16:9",
            remote_url=f"{url}/{number}.mp4",
            at_service=True,
        )
        for number in range(_CLIPS)
    ]
    known = [(HistoryItem(clip.remote_id, clip.remote_url), clip) for clip in clips]
    await library.merge_history("sora", known)
    await library.close()
