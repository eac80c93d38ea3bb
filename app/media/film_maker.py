"""Making videos of videos: each in a process of its own, which tells how far it is and can be ended
at any moment."""

import asyncio
import json
import logging
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from app.domain.errors import ErrorCode, KadrajError
from app.domain.films import FilmShape, Joined, JoinPart
from app.media.starting import start
from app.metadata import FILM_HELPER_ARGUMENT

_HELPER: Final = "app.media.film_helper"
#: Seconds in which something has to move. The longest silence is at the end, when the index of a
#: file goes to its front.
_SECONDS: Final = 60.0

#: Called on the loop with frames done and frames in all.
Told = Callable[[int, int], None]

_log = logging.getLogger(__name__)


class HelperFilmMaker:
    """Fills `app.domain.ports.FilmMaker`. Where nothing moves for `seconds`, it is given up."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._seconds = seconds

    async def plan(self, parts: Sequence[JoinPart], *, whole: bool = False) -> Joined:
        """What `join` would make of these videos."""
        request = _of_parts("plan", parts, whole)
        return Joined(**await self._answer(request, lambda _done, _total: None))

    async def join(
        self, parts: Sequence[JoinPart], target: Path, told: Told, *, whole: bool = False
    ) -> Joined:
        """Joins videos to one MP4 at `target`; see `app.media.joining.join`."""
        return Joined(**await self._made(_of_parts("join", parts, whole), target, told))

    async def export(self, video: Path, target: Path, shape: FilmShape, told: Told) -> None:
        """Writes a video in another shape at `target`; see `app.media.exporting.export`."""
        await self._made(_of("export", video, shape), target, told)

    async def estimate(self, video: Path, shape: FilmShape) -> int:
        """About how many bytes `export` will write."""
        return int(await self._answer(_of("estimate", video, shape), lambda _done, _total: None))

    async def _made(self, request: Mapping[str, Any], target: Path, told: Told) -> Any:
        """What came of a work that writes `target`; if it did not come to its end, there is
        none."""
        try:
            return await self._answer({**request, "target": _absolute(target)}, told)
        except BaseException:
            _take_away(target)
            raise

    async def _answer(self, request: Mapping[str, Any], told: Told) -> Any:
        loop = asyncio.get_running_loop()
        helper = _Helper()
        whole = {**request, "seconds": self._seconds}

        def tell(done: int, total: int) -> None:
            loop.call_soon_threadsafe(told, done, total)

        running = asyncio.ensure_future(asyncio.to_thread(helper.ask, whole, tell))
        try:
            reply = await asyncio.shield(running)
        except asyncio.CancelledError:
            helper.end()
            await asyncio.wait([running])
            running.exception()  # heard, though nobody is told any more
            raise
        if reply is None or "fault" in reply:
            reason = "no answer" if reply is None else reply["fault"]
            _log.warning("%s was given up: %s", request["work"], reason)
            raise KadrajError(ErrorCode.FILM_FAILED, reason=reason)
        if "error" in reply:
            raise KadrajError(ErrorCode(reply["error"]), **reply["params"])
        return reply["result"]


def _of_parts(work: str, parts: Sequence[JoinPart], whole: bool) -> dict[str, Any]:
    told = [{"video": _absolute(part.video), "continues": part.continues} for part in parts]
    return {"work": work, "parts": told, "whole": whole}


def _of(work: str, video: Path, shape: FilmShape) -> dict[str, Any]:
    return {"work": work, "video": _absolute(video), "shape": asdict(shape)}


def _absolute(path: Path) -> str:
    return str(path.absolute())


def _take_away(target: Path) -> None:
    with suppress(OSError):
        target.unlink(missing_ok=True)


class _Helper:
    """One process for one piece of work."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._unwanted = False

    def ask(self, request: Mapping[str, Any], told: Told) -> dict[str, Any] | None:
        """Has the work done, in a worker thread, and returns its last word; None when it ended
        without one. `FILM_FAILED` where no process can be started."""
        with self._lock:
            if self._unwanted:
                return None
            process = self._process = _started()
        last: dict[str, Any] | None = None
        with suppress(BrokenPipeError), process:
            assert process.stdin is not None  # noqa: S101 - a pipe, see _started
            assert process.stdout is not None  # noqa: S101 - a pipe, see _started
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            for line in process.stdout:
                news = json.loads(line) if line.endswith(b"\n") else {}
                if "done" in news:
                    told(news["done"], news["total"])
                elif news:
                    last = news
        return last

    def end(self) -> None:
        """Ends it, wherever it is."""
        with self._lock:
            self._unwanted = True
            if self._process is not None:
                self._process.kill()


def _started() -> "subprocess.Popen[bytes]":
    try:
        return start(_HELPER, FILM_HELPER_ARGUMENT, "BELOW_NORMAL_PRIORITY_CLASS")
    except OSError as error:
        raise KadrajError(ErrorCode.FILM_FAILED, reason=type(error).__name__) from error
