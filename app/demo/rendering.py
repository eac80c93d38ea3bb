"""Rendering clips beside everything else: one at a time, in a thread of low priority."""

import asyncio
import os
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final

from app.demo.filming import FilmingStoppedError, film
from app.demo.jobs import DemoJob
from app.demo.lettering import lettering
from app.demo.scenes import Landscape, PictureMove, Scene

_FULL: Final = {"16:9": (1280, 720), "9:16": (720, 1280)}
_DRAFT: Final = {"16:9": (640, 360), "9:16": (360, 640)}


class Renderer:
    """Makes each job's MP4 once and keeps it in the folder.

    `draft` renders at half the size; `clip_seconds` overrides the length that was asked for.
    """

    def __init__(self, folder: Path, *, draft: bool, clip_seconds: float | None) -> None:
        self._folder = folder
        self._sizes = _DRAFT if draft else _FULL
        self._clip_seconds = clip_seconds
        self._stop = threading.Event()
        self._renders: dict[str, Future[Path]] = {}
        self._worker = ThreadPoolExecutor(1, "demo-render", initializer=_stand_back)

    def begin(self, job: DemoJob) -> Future[Path]:
        """Lines the job's clip up for rendering, unless that was done before; once closed, refuses
        it."""
        render = self._renders.get(job.id)
        if render is None:
            if self._stop.is_set():
                refused: Future[Path] = Future()
                refused.set_exception(FilmingStoppedError())
                return refused
            render = self._renders[job.id] = self._worker.submit(self._render, job)
        return render

    async def file(self, job: DemoJob) -> Path:
        """The job's MP4, once it is rendered; `FilmingStoppedError` when that was given up.

        Cancelling the wait leaves the rendering alone.
        """
        return await asyncio.shield(asyncio.wrap_future(self.begin(job)))

    def close(self) -> None:
        """Stops rendering before the next frame, refuses what was lined up, ends the thread."""
        self._stop.set()
        self._worker.shutdown()

    def _render(self, job: DemoJob) -> Path:
        file = self._folder / f"{job.id}.mp4"
        if file.exists():
            return file
        if self._stop.is_set():
            raise FilmingStoppedError
        part = self._folder / f"{job.id}.part"
        size = self._sizes[job.aspect_ratio]
        try:
            film(
                self._scene(job),
                lettering(job.prompt, job.service, size, small=bool(job.picture)),
                part,
                size=size,
                seconds=self._clip_seconds or job.duration_seconds,
                seed=job.prompt,
                stopped=self._stop.is_set,
            )
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        return file

    def _scene(self, job: DemoJob) -> Scene:
        size = self._sizes[job.aspect_ratio]
        if job.picture:
            return PictureMove((self._folder / job.picture).read_bytes(), size)
        return Landscape(job.prompt, size)


def _stand_back() -> None:
    # On Linux alone a nice value belongs to a thread; the encoder's own threads inherit it.
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 15)
