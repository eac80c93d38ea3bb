"""A clip: one video of the library, on this computer or only at the service."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app.domain.requests import Picture


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """What a video file holds: seconds, pixels, bytes, and the codecs by FFmpeg's names."""

    duration_seconds: float
    width: int
    height: int
    size: int
    video_codec: str
    audio_codec: str | None


@dataclass(frozen=True, slots=True)
class Clip:
    """A video of the history. Times are aware UTC, lengths seconds, `file` is absolute.

    `prompt` is empty for videos that were made elsewhere: the services do not tell it.
    `at_service` says whether the service's last history named the video.
    """

    id: str
    service: str
    remote_id: str
    created_at: datetime
    prompt: str = ""
    aspect_ratio: str = ""
    duration_seconds: float | None = None
    model: str | None = None
    remote_url: str = ""
    at_service: bool = False
    picture: Picture | None = None
    file: Path | None = None
    thumbnail: Path | None = None
    media: MediaInfo | None = None

    @property
    def downloaded(self) -> bool:
        """Whether the video's file was put on this computer."""
        return self.file is not None

    @property
    def length(self) -> float | None:
        """Seconds: of the file where it was looked at, otherwise as the service told."""
        return self.duration_seconds if self.media is None else self.media.duration_seconds


class ClipOrder(StrEnum):
    """How a grid is sorted."""

    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class ClipQuery:
    """Which clips a grid shows. `service` None means both; `downloaded` None means all."""

    service: str | None = None
    text: str = ""
    downloaded: bool | None = None
    order: ClipOrder = ClipOrder.NEWEST


@dataclass(frozen=True, slots=True)
class ClipCounts:
    """Figures of one service's history: videos known, and how many are not on this computer."""

    total: int
    not_downloaded: int
