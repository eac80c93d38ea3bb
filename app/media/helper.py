"""The process of its own in which files of any origin are decoded; `app.media.sandbox` starts it.

It reads a line of JSON for each piece of work and answers with another. What takes too long ends
the process, and so may whatever FFmpeg does with a hostile file.
"""

import faulthandler
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, TextIO

from app.domain.capabilities import PictureLimits
from app.domain.errors import KadrajError
from app.domain.preparing import Crop
from app.media import endings, moments, pictures, preparing, videos
from app.media.helping import bound_memory, listening, send, stand_back

_MEMORY: Final = 1024**3


def main() -> int:
    """Works until standard input ends."""
    with listening() as (requests, replies, nowhere):
        stand_back()
        bound_memory(_MEMORY)
        send(replies, {"ready": True})
        for line in requests:
            send(replies, _watched(json.loads(line), nowhere))
    return 0


def carry_out(request: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to a request: a result, an error of Kadraj's, or the name of a fault."""
    try:
        return {"result": _WORK[request["work"]](*request["arguments"])}
    except KadrajError as error:
        return {"error": error.code.value, "params": dict(error.params)}
    except Exception as error:  # noqa: BLE001 - whatever a hostile file sets off ends with it
        return {"fault": type(error).__name__}


def _watched(request: Mapping[str, Any], nowhere: TextIO) -> dict[str, Any]:
    # A thread of C ends the process, also while FFmpeg is in a loop and holds the interpreter.
    faulthandler.dump_traceback_later(request["seconds"], exit=True, file=nowhere)
    try:
        return carry_out(request)
    finally:
        faulthandler.cancel_dump_traceback_later()


def _probe(video: str) -> dict[str, Any]:
    return asdict(videos.probe(Path(video)))


def _thumbnail(video: str, target: str) -> None:
    videos.write_thumbnail(Path(video), Path(target))


def _filmstrip(video: str, target: str) -> None:
    videos.write_filmstrip(Path(video), Path(target))


def _last_frame(video: str, target: str) -> float:
    return endings.write_last_good_frame(Path(video), Path(target))


def _frame_at(video: str, seconds: float, target: str) -> float:
    return moments.write_frame_at(Path(video), seconds, Path(target))


def _picture(path: str, name: str | None) -> dict[str, Any]:
    return _told(pictures.inspect(Path(path), name))


def _picture_facts(path: str, name: str | None) -> dict[str, Any]:
    return _told(preparing.survey(Path(path), name))


def _prepare_picture(
    path: str,
    target: str,
    limits: Mapping[str, Any],
    crop: Mapping[str, Any] | None,
    name: str | None,
) -> dict[str, Any]:
    done = preparing.prepare(
        Path(path),
        Path(target),
        limits=PictureLimits(**limits),
        crop=Crop(**crop) if crop else None,
        name=name,
    )
    return _told(done)


def _told(values: Any) -> dict[str, Any]:
    """A dataclass as JSON can say it."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(values), default=str))
    return plain


_WORK: Final[Mapping[str, Callable[..., dict[str, Any] | float | None]]] = {
    "probe": _probe,
    "thumbnail": _thumbnail,
    "filmstrip": _filmstrip,
    "last_frame": _last_frame,
    "frame_at": _frame_at,
    "picture": _picture,
    "picture_facts": _picture_facts,
    "prepare_picture": _prepare_picture,
}


if __name__ == "__main__":
    sys.exit(main())
