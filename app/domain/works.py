"""Works that take long enough to be watched and cancelled, and what comes of them."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.domain.clips import Clip
from app.domain.errors import KadrajError
from app.domain.jobs import Job, JobEvent


class WorkKind(StrEnum):
    """What a work does, and so what `WorkProgress` counts."""

    EXPORT = "export"  # bytes
    IMPORT = "import"  # videos
    MOVE = "move"  # bytes
    DOWNLOADS = "downloads"  # videos
    JOIN = "join"  # frames
    CONVERT = "convert"  # frames; of a GIF twice, for its colours are chosen first


@dataclass(frozen=True, slots=True)
class WorkProgress:
    """How far a work is. `total` may grow while it goes on."""

    id: str
    kind: WorkKind
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class WorkEnd:
    """A work is over: done, cancelled by the user, or broken off by `error`."""

    id: str
    kind: WorkKind
    cancelled: bool = False
    error: KadrajError | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """The copies that were made, and the ids of clips whose file is not on this computer."""

    files: tuple[Path, ...]
    missing: tuple[str, ...] = ()
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """The ids of the clips that came in, and the files that did not: known ones, and those that
    are no video."""

    clip_ids: tuple[str, ...]
    known: tuple[Path, ...] = ()
    refused: tuple[Path, ...] = ()
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class ClipDetails:
    """Everything known about a clip. `parents` are those of its parents that are known here,
    `others` what other services made of the same idea."""

    clip: Clip
    job: Job | None = None
    timeline: tuple[JobEvent, ...] = ()
    parents: tuple[Clip, ...] = ()
    others: tuple[Clip, ...] = ()
