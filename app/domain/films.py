"""Videos made of videos: joined to one, or written in another form."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from app.domain.errors import ErrorCode, KadrajError

#: How much quicker or slower than it was a video may be written.
SLOWEST: Final = 0.25
QUICKEST: Final = 4.0
#: Pixels at the longer side. Below, nothing can be seen; above, no screen shows more.
SMALLEST: Final = 64
LARGEST: Final = 4096


@dataclass(frozen=True, slots=True)
class JoinPart:
    """One video of those that are joined.

    `continues` is set where it was begun with a frame of the video before it: when that frame is
    shown there, in seconds.
    """

    video: Path
    continues: float | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """What becomes of a join: its frames, how many at continuations are left out, how many have to
    be encoded anew, and whether the sound is the very bytes of the parts. All other frames are.
    Without any sound, none is copied. It is so many pixels wide and high; `barred` of its parts
    have other proportions, and so black bars beside or above them."""

    frames: int
    dropped: int
    encoded: int
    sound_copied: bool
    width: int
    height: int
    barred: int


class FilmFormat(StrEnum):
    """What a video can be written as. The value is the file's ending."""

    GIF = "gif"
    WEBP = "webp"
    MP4 = "mp4"


@dataclass(frozen=True, slots=True)
class FilmShape:
    """How a video is written.

    `side` is the longer side in pixels, None as it is; nothing is enlarged. `begin` and `end` are
    seconds of the video, `end` None its end. `speed` 2.0 is twice as quick.
    """

    format: FilmFormat
    side: int | None = None
    begin: float = 0.0
    end: float | None = None
    speed: float = 1.0

    def check(self) -> None:
        """Raises `FILM_SHAPE_INVALID` with the name of the first field that cannot be."""
        if self.side is not None and not SMALLEST <= self.side <= LARGEST:
            raise _invalid("side", self.side)
        if not SLOWEST <= self.speed <= QUICKEST:
            raise _invalid("speed", self.speed)
        if self.begin < 0:
            raise _invalid("begin", self.begin)
        if self.end is not None and not self.end > self.begin:
            raise _invalid("end", self.end)

    @property
    def is_plain(self) -> bool:
        """Whether an MP4 of this shape is the video as it is."""
        return self == FilmShape(FilmFormat.MP4)


def _invalid(field: str, value: float) -> KadrajError:
    return KadrajError(ErrorCode.FILM_SHAPE_INVALID, field=field, value=value)
