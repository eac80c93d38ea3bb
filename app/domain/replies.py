"""What a service says, after its words were checked. Nothing in here can be trusted as a path,
a markup or an address: it is text to show and to compare."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Quota:
    """Videos per day. A figure the service did not name is None."""

    daily_limit: int | None = None
    remaining: int | None = None

    @property
    def known(self) -> bool:
        """Whether the service named anything at all."""
        return self.daily_limit is not None or self.remaining is not None


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """Position in the service's queue, and how many are in it."""

    position: int | None = None
    total: int | None = None


class RemotePhase(StrEnum):
    """What a status word means. UNKNOWN is shown as it came and followed further."""

    QUEUED = "queued"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SubmitReply:
    """The service took the request and calls it `remote_id`."""

    remote_id: str
    phase: RemotePhase
    status: str
    place: QueuePlace
    quota: Quota


@dataclass(frozen=True, slots=True)
class StatusReply:
    """How a job stands. Times are the service's own clock, with no zone; None when not told."""

    phase: RemotePhase
    status: str
    place: QueuePlace
    quota: Quota
    video_url: str = ""
    error: str = ""
    created_at: datetime | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """A video in the service's history; what the service did not tell is None or empty."""

    remote_id: str
    video_url: str
    created_at: datetime | None = None
    aspect_ratio: str = ""
    duration_seconds: float | None = None
    has_image: bool | None = None
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class HistoryReply:
    """The whole history (the services do not page), and the figures that came with it.

    `clock_ahead` is how far the service's clock goes before this computer's, by the answer's `Date`
    (RFC 9110, 6.6.1); None when it told none, or took too long to say much.
    """

    items: tuple[HistoryItem, ...]
    count: int
    quota: Quota
    clock_ahead: timedelta | None = None


class AddressKind(StrEnum):
    """What lies behind a video address."""

    FILE = "file"
    HLS = "hls"
    BROWSER_ONLY = "browser_only"


@dataclass(frozen=True, slots=True)
class VideoAddress:
    """A video address after looking behind it: a plain file, the playlist of a stream in pieces
    (HLS, RFC 8216), or a page only a browser can play."""

    kind: AddressKind
    url: str
