"""What the engine tells those who watch it. Named in the past tense: each has happened."""

from dataclasses import dataclass
from pathlib import Path

from app.domain.clips import Clip
from app.domain.errors import KadrajError
from app.domain.jobs import Job
from app.domain.reconciling import Search
from app.domain.replies import Quota
from app.domain.votes import Score
from app.domain.works import WorkEnd, WorkProgress


@dataclass(frozen=True, slots=True)
class JobChanged:
    """A job was added or any field of it changed. `added` tells which."""

    job: Job
    added: bool = False


@dataclass(frozen=True, slots=True)
class JobRemoved:
    """A job left the queue."""

    job_id: str


@dataclass(frozen=True, slots=True)
class JobsMoved:
    """Waiting jobs stand at other places now."""

    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class UncertainSearched:
    """An uncertain job was looked for in its service's history."""

    job_id: str
    search: Search


@dataclass(frozen=True, slots=True)
class ClipChanged:
    """A clip was added to the library or any field of it changed."""

    clip: Clip
    added: bool = False


@dataclass(frozen=True, slots=True)
class HistoryMerged:
    """A service's history was read and merged; with `changed` the grid must be read anew."""

    service: str
    total: int
    changed: bool


@dataclass(frozen=True, slots=True)
class DownloadProgressed:
    """Bytes of a clip on this computer so far; `total` is None when not announced."""

    clip_id: str
    received: int
    total: int | None


@dataclass(frozen=True, slots=True)
class DownloadFailed:
    """A clip could not be downloaded."""

    clip_id: str
    error: KadrajError


@dataclass(frozen=True, slots=True)
class DownloadStopped:
    """A download that was under way was ended for good by what the user did."""

    clip_id: str


@dataclass(frozen=True, slots=True)
class QuotaChanged:
    """The service's figures for today."""

    service: str
    quota: Quota


@dataclass(frozen=True, slots=True)
class ServiceTroubled:
    """A service could not be reached or answered oddly; None when it works again."""

    service: str
    error: KadrajError | None


@dataclass(frozen=True, slots=True)
class UsualTimeLearned:
    """How long a service usually renders, from own history: the middle half, in seconds."""

    service: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class QueuePaused:
    """The services to which nothing is sent from now on; none when everything goes on."""

    services: frozenset[str]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The services that can be used from now on."""

    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignedOut:
    """No key is held any more for these services, or none that was held before."""

    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DownloadsPaused:
    """Downloads were halted, where they were, or go on again."""

    paused: bool


@dataclass(frozen=True, slots=True)
class WorkProgressed:
    """A long work began or got further."""

    progress: WorkProgress


@dataclass(frozen=True, slots=True)
class WorkEnded:
    """A long work is over."""

    end: WorkEnd


@dataclass(frozen=True, slots=True)
class LibraryMoved:
    """The library's files lie in another folder from now on: what was read before is out of
    date."""

    folder: Path


@dataclass(frozen=True, slots=True)
class LibraryAwayChanged:
    """The library's folder, which was there before, is not there now; None: it is back."""

    away: Path | None


@dataclass(frozen=True, slots=True)
class ScoreChanged:
    """What the user's votes come to between the services."""

    score: Score


Event = (
    JobChanged
    | JobRemoved
    | JobsMoved
    | UncertainSearched
    | ClipChanged
    | HistoryMerged
    | DownloadProgressed
    | DownloadFailed
    | DownloadStopped
    | QuotaChanged
    | ServiceTroubled
    | UsualTimeLearned
    | QueuePaused
    | SignedIn
    | SignedOut
    | DownloadsPaused
    | WorkProgressed
    | WorkEnded
    | LibraryMoved
    | LibraryAwayChanged
    | ScoreChanged
)
