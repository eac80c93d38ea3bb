"""Where a clip can be continued from: its last frame that is neither faded nor black."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Final

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from PIL import Image, ImageStat

from app.media.files import replace_with
from app.media.frames import small, upright
from app.media.opening import length_of, opened

#: How far back an ending reaches, in seconds: longer than clips usually fade.
_ENDING: Final = 3.0
#: With less of the contrast that is usual in the ending's first half, a frame has gone.
_GONE: Final = 0.5
#: By how much more contrast the frame before has, at least, while a clip fades.
_FADING: Final = 1.02
_SIDE: Final = 96


def write_last_good_frame(video: Path, target: Path) -> float:
    """Writes a clip's last good frame as a PNG of full size; returns its time in seconds.

    A clip that is even all over ends with its last frame. Errors as for `write_thumbnail`.
    """
    with opened(video) as container:
        begin = max(0.0, length_of(container) - _ENDING)
        number = _last_good([_contrast(frame) for frame in _frames_from(container, begin)])
        frame = next(islice(_frames_from(container, begin), number, None))
        still, seconds = upright(frame.to_image(), frame), frame.time  # type: ignore[no-untyped-call]
    replace_with(target, still, "PNG", compress_level=3)
    return seconds or 0.0


def _last_good(contrasts: list[float]) -> int:
    """The number of the last frame before the ending goes, or begins to fade away."""
    if not contrasts:
        raise IndexError("no frame could be decoded")
    last = len(contrasts) - 1
    least = median(contrasts[: last // 2 + 1]) * _GONE
    if contrasts[last] >= least:
        return last
    number = max(number for number, found in enumerate(contrasts) if found >= least)
    while number > 0 and contrasts[number - 1] > contrasts[number] * _FADING:
        number -= 1
    return number


def _contrast(frame: VideoFrame) -> float:
    grey: Image.Image = small(frame, _SIDE).convert("L")
    return ImageStat.Stat(grey).stddev[0]


def _frames_from(container: InputContainer, seconds: float) -> Iterator[VideoFrame]:
    container.seek(int(seconds * av.time_base))
    for frame in container.decode(container.streams.video[0]):
        if frame.time is None or frame.time >= seconds:
            yield frame
