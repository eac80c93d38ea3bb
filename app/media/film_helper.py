"""The process of its own in which one video is made of others; `app.media.film_maker` starts it.

It reads one line of JSON, tells with lines of JSON how far it is, and with a last one what came of
it. When nothing moves for a minute it is ended, and so it is when nobody listens any more; then it
takes away what it had begun.
"""

import faulthandler
import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO, Final, TextIO

from app.domain.errors import KadrajError
from app.domain.films import FilmFormat, FilmShape, JoinPart
from app.media.exporting import estimate, export
from app.media.helping import bound_memory, listening, send, stand_back
from app.media.joining import join, plan

#: Encoders look ahead over dozens of frames, which may be large.
_MEMORY: Final = 3 * 1024**3
#: Seconds between two words on how far it is.
_TOLD_EVERY: Final = 0.1

Told = Callable[[int, int], None]


def main() -> int:
    """Does the one piece of work that standard input tells."""
    with listening() as (requests, replies, nowhere):
        stand_back()
        bound_memory(_MEMORY)
        request = json.loads(requests.readline())
        news = _News(replies, nowhere, request["seconds"])
        try:
            reply = _carried_out(request, news.tell)
            faulthandler.cancel_dump_traceback_later()
            news.send(reply)
        except BrokenPipeError:
            _take_away(request)
            os._exit(1)  # what cannot be written any more is not tried again at the end
    return 0


class _News:
    """What is told while the work goes on, and the watch that ends it when nothing moves."""

    def __init__(self, replies: BinaryIO, nowhere: TextIO, seconds: float) -> None:
        self._replies = replies
        self._nowhere = nowhere
        self._seconds = seconds
        self._last = -_TOLD_EVERY
        self._watch()

    def tell(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last >= _TOLD_EVERY or done == total:
            self._last = now
            self._watch()
            self.send({"done": done, "total": total})

    def send(self, reply: Mapping[str, Any]) -> None:
        send(self._replies, reply)

    def _watch(self) -> None:
        # A thread of C ends the process, also while FFmpeg is in a loop and holds the interpreter.
        faulthandler.dump_traceback_later(self._seconds, exit=True, file=self._nowhere)


def _carried_out(request: Mapping[str, Any], told: Told) -> dict[str, Any]:
    try:
        return {"result": _WORK[request["work"]](request, told)}
    except KadrajError as error:
        _take_away(request)
        return {"error": error.code.value, "params": dict(error.params)}
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a hostile file sets off ends with it
        _take_away(request)
        return {"fault": type(error).__name__}


def _take_away(request: Mapping[str, Any]) -> None:
    if request.get("target"):
        with suppress(OSError):
            Path(request["target"]).unlink(missing_ok=True)


def _plan(request: Mapping[str, Any], _told: Told) -> dict[str, Any]:
    return asdict(plan(_parts(request), whole=request["whole"]))


def _join(request: Mapping[str, Any], told: Told) -> dict[str, Any]:
    return asdict(join(_parts(request), Path(request["target"]), told, whole=request["whole"]))


def _parts(request: Mapping[str, Any]) -> list[JoinPart]:
    return [JoinPart(Path(part["video"]), part["continues"]) for part in request["parts"]]


def _export(request: Mapping[str, Any], told: Told) -> None:
    export(Path(request["video"]), Path(request["target"]), _shape(request), told)


def _estimate(request: Mapping[str, Any], _told: Told) -> int:
    return estimate(Path(request["video"]), _shape(request))


def _shape(request: Mapping[str, Any]) -> FilmShape:
    return FilmShape(**{**request["shape"], "format": FilmFormat(request["shape"]["format"])})


_WORK: Final[Mapping[str, Callable[[Mapping[str, Any], Told], Any]]] = {
    "plan": _plan,
    "join": _join,
    "export": _export,
    "estimate": _estimate,
}


if __name__ == "__main__":
    sys.exit(main())
