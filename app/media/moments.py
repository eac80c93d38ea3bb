"""The frame that a video shows at a moment, exactly."""

from pathlib import Path
from typing import Final

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from PIL import Image, ImageChops, ImageStat

from app.media.files import replace_with
from app.media.frames import upright
from app.media.opening import opened

#: Seconds. Players tell their place in whole milliseconds, cut off.
MOMENT: Final = 0.001
_LOOKED_AT: Final = (64, 36)
#: By how many levels (0–255) half of the picture may differ, and the whole on average: encoded from
#: one another, two pictures differ by some 2, and more where a service has put its mark or a shade.
_HALF: Final = 6.0
_WHOLE: Final = 24.0


def write_frame_at(video: Path, seconds: float, target: Path) -> float:
    """Writes the frame shown at a moment as a PNG of full size; returns when it begins, in seconds.

    Before the first frame it is the first, behind the end the last one. `NOT_A_VIDEO` when none can
    be decoded, `DISK_FULL` or `FILE_FAILED` when `target` cannot be written.
    """
    with opened(video) as container:
        frame = frame_at(container, seconds)
        still, time = upright(frame.to_image(), frame), frame.time  # type: ignore[no-untyped-call]
    replace_with(target, still, "PNG", compress_level=3)
    return time or 0.0


def frame_at(container: InputContainer, seconds: float) -> VideoFrame:
    """The frame shown at a moment. `StopIteration` when there is none at all."""
    container.seek(int(max(0.0, seconds) * av.time_base))
    coming = container.decode(container.streams.video[0])
    shown = next(coming)
    for frame in coming:
        if (frame.time or 0.0) > seconds + MOMENT:
            break
        shown = frame
    return shown


def are_alike(one: VideoFrame, other: VideoFrame) -> bool:
    """Whether two frames show the same picture, though each may have been encoded on its own."""
    difference = ImageStat.Stat(ImageChops.difference(_small(one), _small(other)))
    return max(difference.median) <= _HALF and max(difference.mean) <= _WHOLE


def _small(frame: VideoFrame) -> Image.Image:
    picture: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]
    return upright(picture, frame).resize(_LOOKED_AT, Image.Resampling.BOX)
