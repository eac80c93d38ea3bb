"""Opening videos of any origin: as videos and nothing else, and within bounds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import av
from av.container import InputContainer
from av.error import FFmpegError

from app.domain.errors import ErrorCode, KadrajError

# A downloaded "video" may be a playlist or a script that makes FFmpeg open other files or the
# network; only plain containers are read, and only from the file itself.
_READING: Final = {
    "format_whitelist": "mov,matroska,webm,mpegts",
    "protocol_whitelist": "file",
    "max_streams": "16",
}
# The index of an MP4 tells everything; only others have to be read into to know their streams.
_READING_INDEXED: Final = {**_READING, "analyzeduration": "1"}
# What FFmpeg decodes only to guess at the streams would be decoded twice.
_LOOKING: Final = [{"skip_frame": "all"}] * 16
_MAX_PIXELS: Final = 8192 * 8192
_HEAD: Final = 12


@contextmanager
def opened(video: Path) -> Iterator[InputContainer]:
    """A video whose first stream of pictures can be decoded, on this thread alone.

    `NOT_A_VIDEO` for whatever goes wrong with the file, also while it is open.
    """
    try:
        with av.open(
            str(video),
            options=_options(video),
            stream_options=_LOOKING,  # type: ignore[arg-type] # one mapping for each stream
        ) as container:
            context = container.streams.video[0].codec_context
            context.options = {"max_pixels": str(_MAX_PIXELS)}
            context.thread_count = 1
            yield container
    # Besides its own errors PyAV lets what it stumbles over in a broken file through: no stream
    # (IndexError), no frame (StopIteration), metadata that is no text (UnicodeDecodeError).
    except (FFmpegError, OSError, IndexError, StopIteration, ValueError, MemoryError) as error:
        raise KadrajError(ErrorCode.NOT_A_VIDEO, name=video.name) from error


def length_of(container: InputContainer) -> float:
    """The length in seconds, or 0 where the file does not tell."""
    if container.duration:
        return container.duration / av.time_base
    stream = container.streams.video[0]
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return 0.0


def _options(video: Path) -> dict[str, str]:
    if not video.is_file():
        raise ValueError("a pipe would be waited for")
    with video.open("rb") as file:
        indexed = file.read(_HEAD)[4:8] == b"ftyp"
    return _READING_INDEXED if indexed else _READING
