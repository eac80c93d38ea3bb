"""The grid with very many clips: shown, searched, scrolled."""

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from qasync import QEventLoop

from app.bootstrap import Surroundings, build_studio
from app.domain.clips import ClipQuery
from app.domain.folding import folded
from app.opening import make_application
from app.store.places import Places
from app.ui.bridge import Bridge
from app.ui.models.clips_model import ClipsModel
from app.ui.panes.clip_grid import ClipGrid
from app.ui.panes.history import HistoryPane
from app.ui.theme.theme import Theme
from tests.bench.at_panels import no_report
from tests.bench.figures import Figure, percentile
from tests.bench.many import fill

T = TypeVar("T")

_SCROLLED: Final = 10_000
_SEARCHED: Final = 100_000
_STEPS: Final = 600
#: Seconds; faster than anybody types, and time enough to paint what was found.
_BETWEEN_LETTERS: Final = 0.03
#: The last two are in no prompt: everything has to be looked through for them.
_TYPED: Final = (
    "kırmızı balon",
    "istanbul boğaz",
    "golden hour",
    "sis orman",
    "neon street",
    "zeplin",
    "ışıl ışıl",
)


def measure(folder: Path) -> Iterator[Figure]:
    """All of it in one process, with the window's own parts, offscreen."""
    app = make_application()
    Theme().apply(app)
    with QEventLoop(app) as loop:
        for count, look in ((_SEARCHED, _shown_and_searched), (_SCROLLED, _scrolled)):
            places = fill(folder / str(count), count)
            yield from loop.run_until_complete(_with_pane(places, count, look))


async def _with_pane(
    places: Places,
    count: int,
    look: Callable[[Bridge, Places, int], Awaitable[list[Figure]]],
) -> list[Figure]:
    studio = build_studio(Surroundings(places, {}, {}))
    await studio.open()
    bridge = Bridge(studio, no_report)
    figures = await look(bridge, places, count)
    await bridge.shut()
    await studio.close()
    return figures


async def _shown_and_searched(bridge: Bridge, places: Places, count: int) -> list[Figure]:
    begun = time.perf_counter()
    pane = HistoryPane(bridge, None)
    pane.resize(QSize(900, 700))
    pane.show()
    await _arrival(pane, lambda: None)
    pane.grab()
    shown = (time.perf_counter() - begun) * 1000
    while _grid(pane).model().rowCount() < count:  # noqa: ASYNC110 - a few tenths of a second
        await asyncio.sleep(_BETWEEN_LETTERS)
    # As typed: every letter is a question of its own.
    typed = [text[:end] for text in _TYPED for end in range(1, len(text) + 1)]
    took = []
    for text in typed:
        begun = time.perf_counter()
        await _arrival(pane, partial(_model(pane).set_query, ClipQuery(text=text)))
        took.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(_BETWEEN_LETTERS)
    raw = [_raw(places.database, text) for text in typed]
    pane.close()
    pane.deleteLater()
    name = f"search as you type, {count:,} clips, p99"
    return [
        Figure(f"{count:,} clips: grid shown", "ms", shown, 150.0),
        Figure(name, "ms", percentile(took, 0.99), 20.0, "sqlite3", percentile(raw, 0.99), 3.0),
    ]


async def _scrolled(bridge: Bridge, places: Places, count: int) -> list[Figure]:
    """Steps of the wheel, sixty a second, over clips with stills: what it takes to go one step and
    paint what is to be painted for that."""
    _put_stills(places)
    pane = HistoryPane(bridge, None)
    pane.resize(QSize(900, 700))
    pane.show()
    await _arrival(pane, lambda: None)
    bar = _grid(pane).verticalScrollBar()
    took = []
    for _ in range(_STEPS):
        begun = time.perf_counter()
        bar.setValue((bar.value() + 120) % max(1, bar.maximum()))
        QCoreApplication.sendPostedEvents(pane, QEvent.Type.UpdateRequest.value)
        took.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(max(0.0, begun + 1 / 60 - time.perf_counter()))
    pane.close()
    pane.deleteLater()
    return [Figure(f"scroll, {count:,} clips: p99 frame", "ms", percentile(took, 0.99), 16.0)]


def _put_stills(places: Places) -> None:
    """Stills of the clips that will be met, as they lie there when their videos are here."""
    places.thumbnails.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(places.database)) as connection:
        newest = "SELECT id FROM clips ORDER BY created_at DESC LIMIT ?"
        ids = [clip_id for (clip_id,) in connection.execute(newest, (_STEPS * 4,))]
    still = Image.effect_noise((512, 288), 60).convert("RGB")
    first, *others = (places.thumbnails / f"{clip_id}.jpg" for clip_id in ids)
    still.save(first, quality=85)
    for path in others:
        path.hardlink_to(first)


def _grid(pane: HistoryPane) -> ClipGrid:
    grid = pane.findChild(ClipGrid)
    assert grid is not None
    return grid


def _model(pane: HistoryPane) -> ClipsModel:
    model = pane.findChild(ClipsModel)
    assert model is not None
    return model


async def _arrival(pane: HistoryPane, cause: Callable[[], None]) -> None:
    """Returns when the grid has the rows of the next answer."""
    arrived: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def settle(_found: int) -> None:
        if not arrived.done():
            arrived.set_result(None)

    _model(pane).arrived.connect(settle)
    cause()
    await arrived
    _model(pane).arrived.disconnect(settle)


def _raw(database: Path, text: str) -> float:
    """The same question to SQLite alone, on a connection that is open already."""
    words = folded(text).split()
    where = " AND ".join("instr(search, ?) > 0" for _ in words) or "true"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("SELECT count(*) FROM clips").fetchone()
        begun = time.perf_counter()
        connection.execute(
            f"SELECT id FROM clips WHERE {where} ORDER BY created_at DESC LIMIT 200",
            words,
        ).fetchall()
        return (time.perf_counter() - begun) * 1000
