"""The measured process: the real window, first at rest, then with jobs, downloads and a hand that
scrolls.

`python -m tests.bench.stalled SORA_URL VEO_URL` prints p99 and the longest of both, in
milliseconds.
"""

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

from app.domain.clips import ClipQuery
from app.domain.jobs import FOLLOWED
from app.domain.requests import GenerationRequest
from app.engine.pace import Pace
from app.engine.studio import Studio
from app.ui.desk import Desk
from app.ui.panes.clip_grid import ClipGrid
from tests.bench.at_panels import measure_at_panels
from tests.bench.figures import percentile

_JOBS: Final = 200
_DOWNLOADS: Final = 10
_BEAT: Final = 4
#: Milliseconds between two steps of the hand, and pixels of one.
_STEP: Final = 16
_PIXELS: Final = 40
_REST: Final = 3.0
_MEASURED: Final = 10.0


class Heartbeat(QObject):
    """Beats every `_BEAT` milliseconds and notes how many it was late."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)

    async def listen(self, seconds: float) -> tuple[float, float]:
        """p99 and the longest, in milliseconds."""
        with self.listening():
            await asyncio.sleep(seconds)
        return self.figures

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Beats as long as this goes on."""
        self.late.clear()
        self._last = time.perf_counter()
        self._timer.start(_BEAT)
        yield
        self._timer.stop()

    @property
    def figures(self) -> tuple[float, float]:
        """p99 and the longest of what was heard last, in milliseconds."""
        return percentile(self.late, 0.99), max(self.late)

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, (now - self._last) * 1000 - _BEAT))
        self._last = now


def main() -> None:
    """Measures, prints and ends at once."""
    measure_at_panels(_measure, Pace(downloads_at_once=_DOWNLOADS))


async def _measure(studio: Studio, desk: Desk) -> Iterable[float]:
    heart = Heartbeat()
    await asyncio.sleep(_REST)
    idle = await heart.listen(_MEASURED)
    await studio.start()
    await _busy(studio)
    desk.window.show_tab("library")
    await asyncio.sleep(_REST)
    grid = desk.window.findChild(ClipGrid, "historyGrid_library")
    assert grid is not None
    hand = QTimer(grid)
    hand.timeout.connect(_scrolling(grid))
    hand.start(_STEP)
    busy = await heart.listen(_MEASURED)
    assert await _followed(studio) == _JOBS
    assert grid.model().rowCount() > _JOBS
    return *idle, *busy


async def _busy(studio: Studio) -> None:
    """Returns when all jobs are followed and all downloads have begun."""
    for number in range(_JOBS):
        service = ("sora", "veo")[number % 2]
        await studio.generate(GenerationRequest(service, f"a red balloon, number {number}", ""))
    while await _followed(studio) < _JOBS:  # noqa: ASYNC110 - nobody tells of it
        await asyncio.sleep(0.2)
    clips = await studio.library.clips(await studio.library.clip_ids(ClipQuery()))
    real = [clip for clip in clips if clip.remote_url and "videos.example" not in clip.remote_url]
    assert len(real) == _DOWNLOADS
    for clip in real:
        studio.downloads.start(clip.id)


async def _followed(studio: Studio) -> int:
    return len([job for job in await studio.library.jobs(FOLLOWED) if job.remote_id])


def _scrolling(grid: ClipGrid) -> Callable[[], None]:
    def step() -> None:
        bar = grid.verticalScrollBar()
        bar.setValue((bar.value() + _PIXELS) % max(1, bar.maximum()))

    return step


if __name__ == "__main__":
    main()
