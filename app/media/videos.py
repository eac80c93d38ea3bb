"""Looking into a video file: what it holds, and stills that tell what it shows."""

from pathlib import Path
from typing import Final

from av.container import InputContainer
from av.error import FFmpegError
from PIL import Image, ImageStat

from app.domain.clips import MediaInfo
from app.domain.filmstrips import COLUMNS, FRAMES, ROWS
from app.media.boxes import is_cut
from app.media.files import replace_with
from app.media.frames import first_frame, frames_at, key_frame_near, small
from app.media.opening import length_of, opened

THUMBNAIL_SIDE: Final = 512
FILMSTRIP_SIDE: Final = 256

# Where to look for a telling frame, as parts of the length: most clips have begun by a tenth. A
# frame this near is as good, when it is cheaper to decode.
_PLACES: Final = (0.1, 0.25, 0.4, 0.6, 0.8, 0.0)
_NEAR: Final = 0.1
# Grey levels (0–255): darker on average, or more even than this, shows nothing.
_BLACK: Final = 14.0
_EVEN: Final = 6.0


def probe(video: Path) -> MediaInfo:
    """Opens `video` and decodes its first frame; `NOT_A_VIDEO` when that fails or it was cut.

    Width and height are as shown, after the rotation a camera may have noted.
    """
    with opened(video) as container:
        if container.format.name.startswith("mov") and is_cut(video):
            raise ValueError("the end is missing")
        frame = first_frame(container)
        sideways = frame.rotation % 180 != 0
        audio = container.streams.audio
        return MediaInfo(
            duration_seconds=length_of(container),
            width=frame.height if sideways else frame.width,
            height=frame.width if sideways else frame.height,
            size=container.size,
            video_codec=container.streams.video[0].codec_context.name,
            audio_codec=audio[0].codec_context.name if audio else None,
        )


def write_thumbnail(video: Path, target: Path) -> None:
    """Writes a JPEG of a telling frame, at most 512 pixels at its longer side.

    From about a tenth of the length on, the first that is neither black nor blank; the most varied
    one when all are. `NOT_A_VIDEO` when none can be decoded, `DISK_FULL` or `FILE_FAILED` when
    `target` cannot be written. `target` is replaced in one step.
    """
    with opened(video) as container:
        still = _telling_still(container)
    replace_with(target, still, "JPEG", quality=85)


def write_filmstrip(video: Path, target: Path) -> None:
    """Writes a JPEG with stills of the whole length, laid out as `app.domain.filmstrips` says,
    each at most 256 pixels at its longer side.

    Does nothing when it is there and younger than the video. Errors as for `write_thumbnail`.
    """
    if _is_newer(target, video):
        return
    with opened(video) as container:
        sheet = _sheet(container)
    replace_with(target, sheet, "JPEG", quality=80)


def _telling_still(container: InputContainer) -> Image.Image:
    best: tuple[float, Image.Image] | None = None
    length = length_of(container)
    for place in _PLACES:
        still = _still_near(container, length * place, length * _NEAR)
        if still is None:
            continue
        # An eighth of the size is enough to judge by, and evens out noise.
        grey = ImageStat.Stat(still.convert("L").reduce(8))
        if grey.mean[0] >= _BLACK and grey.stddev[0] >= _EVEN:
            return still
        if best is None or grey.stddev[0] > best[0]:
            best = (grey.stddev[0], still)
    if best is None:
        raise IndexError("no frame could be decoded")
    return best[1]


def _still_near(container: InputContainer, seconds: float, near: float) -> Image.Image | None:
    try:
        frame = key_frame_near(container, seconds, near) or next(
            frames_at(container, [seconds]), None
        )
    except FFmpegError:
        return None
    return None if frame is None else small(frame, THUMBNAIL_SIDE)


def _sheet(container: InputContainer) -> Image.Image:
    length = length_of(container)
    times = [length * (number + 0.5) / FRAMES for number in range(FRAMES)]
    sheet: Image.Image | None = None
    for number, frame in enumerate(frames_at(container, times)):
        still = small(frame, FILMSTRIP_SIDE)
        if sheet is None:
            width, height = still.size
            sheet = Image.new("RGB", (width * COLUMNS, height * ROWS))
        # Frames may change their size on the way.
        place = (number % COLUMNS * width, number // COLUMNS * height)
        sheet.paste(still.resize((width, height)), place)
    if sheet is None:
        raise IndexError("no frame could be decoded")
    return sheet


def _is_newer(target: Path, video: Path) -> bool:
    try:
        return target.stat().st_mtime_ns >= video.stat().st_mtime_ns
    except OSError:
        return False
