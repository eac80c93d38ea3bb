"""Looking into a video file: what it holds, and a still that tells what it shows."""

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import av
from av.container import InputContainer
from av.error import FFmpegError
from PIL import Image, ImageStat

from app.domain.clips import MediaInfo
from app.domain.errors import ErrorCode, KadrajError
from app.media.boxes import is_cut

THUMBNAIL_SIDE: Final = 512

# A downloaded "video" may be a playlist or a script that makes FFmpeg open other files or the
# network; only plain containers are read, and only from the file itself.
_READING: Final = {"format_whitelist": "mov,matroska,webm,mpegts", "protocol_whitelist": "file"}
_MAX_PIXELS: Final = 8192 * 8192

# Where to look for a telling frame, as parts of the length: most clips have begun by a tenth.
_PLACES: Final = (0.1, 0.2, 0.35, 0.5, 0.75, 0.0)
# Grey levels (0–255): darker on average, or more even than this, shows nothing.
_BLACK: Final = 14.0
_EVEN: Final = 6.0


def probe(video: Path) -> MediaInfo:
    """Opens `video` and decodes its first frame; `NOT_A_VIDEO` when that fails or it was cut.

    Width and height are as shown, after the rotation a camera may have noted.
    """
    with _opened(video) as container:
        if container.format.name.startswith("mov") and is_cut(video):
            raise ValueError("the end is missing")
        stream = container.streams.video[0]
        frame = next(container.decode(stream))
        sideways = frame.rotation % 180 != 0
        audio = container.streams.audio
        return MediaInfo(
            duration_seconds=_length(container),
            width=frame.height if sideways else frame.width,
            height=frame.width if sideways else frame.height,
            size=container.size,
            video_codec=stream.codec_context.name,
            audio_codec=audio[0].codec_context.name if audio else None,
        )


def write_thumbnail(video: Path, target: Path) -> None:
    """Writes a JPEG of a telling frame, at most 512 pixels at its longer side.

    The first frame from a tenth of the length on that is neither black nor blank; the most varied
    one when all are. `NOT_A_VIDEO` when none can be decoded, `DISK_FULL` or `FILE_FAILED` when
    `target` cannot be written. `target` is replaced in one step.
    """
    with _opened(video) as container:
        still = _telling_still(container)
    _replace(target, lambda path: still.save(path, "JPEG", quality=85, optimize=True))


@contextmanager
def _opened(video: Path) -> Iterator[InputContainer]:
    try:
        with av.open(str(video), options=_READING) as container:
            context = container.streams.video[0].codec_context
            context.options = {"max_pixels": str(_MAX_PIXELS)}
            yield container
    # Besides its own errors PyAV lets what it stumbles over in a broken file through: no stream
    # (IndexError), no frame (StopIteration), metadata that is no text (UnicodeDecodeError).
    except (FFmpegError, OSError, IndexError, StopIteration, ValueError) as error:
        raise KadrajError(ErrorCode.NOT_A_VIDEO, name=video.name) from error


def _length(container: InputContainer) -> float:
    if container.duration:
        return container.duration / av.time_base
    stream = container.streams.video[0]
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return 0.0


def _telling_still(container: InputContainer) -> Image.Image:
    best: tuple[float, Image.Image] | None = None
    length = _length(container)
    for place in _PLACES:
        still = _still_at(container, length * place)
        if still is None:
            continue
        grey = ImageStat.Stat(still.convert("L"))
        if grey.mean[0] >= _BLACK and grey.stddev[0] >= _EVEN:
            return still
        if best is None or grey.stddev[0] > best[0]:
            best = (grey.stddev[0], still)
    if best is None:
        raise IndexError("no frame could be decoded")
    return best[1]


def _still_at(container: InputContainer, seconds: float) -> Image.Image | None:
    """The frame shown at this time, upright and small; None where there is none."""
    stream = container.streams.video[0]
    try:
        container.seek(int(seconds * av.time_base), backward=True)
        frame = next(
            frame
            for frame in container.decode(stream)
            if frame.time is None or frame.time >= seconds - 0.001
        )
    except (FFmpegError, StopIteration):
        return None
    scale = min(1.0, THUMBNAIL_SIDE / max(frame.width, frame.height))
    width, height = max(1, round(frame.width * scale)), max(1, round(frame.height * scale))
    still: Image.Image = frame.to_image(width=width, height=height)  # type: ignore[no-untyped-call]
    return still.rotate(frame.rotation, expand=True)


def _replace(target: Path, write: Callable[[Path], None]) -> None:
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.stem}.", suffix=".tmp")
        os.close(handle)
        part = Path(name)
        try:
            write(part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise KadrajError(ErrorCode.DISK_FULL, folder=str(target.parent)) from error
        reason = error.strerror or type(error).__name__
        raise KadrajError(ErrorCode.FILE_FAILED, path=str(target), reason=reason) from error
