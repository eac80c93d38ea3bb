"""A job: one request on its way to becoming a video, and the states it can be in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from app.domain.errors import Came, ErrorCode
from app.domain.requests import GenerationRequest


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"  # written down, not sent
    SUBMITTING = "submitting"  # being sent at this moment
    QUEUED = "queued"  # taken by the service, not begun
    PROCESSING = "processing"  # the service is making it
    COMPLETED = "completed"  # made, not on this computer
    DOWNLOADING = "downloading"
    READY = "ready"  # on this computer
    FAILED = "failed"  # the service refused or failed it
    UNCERTAIN = "uncertain"  # sent, but not known whether it was taken
    LOST = "lost"  # uncertain, and given up by the user
    REMOVED = "removed"  # taken out of the queue by the user


_S = JobState

#: From each state, the states that may follow it. Anything else is refused by the store. A removed
#: job comes back only as what it was, when its removal is undone.
TRANSITIONS: Final[Mapping[JobState, frozenset[JobState]]] = MappingProxyType(
    {
        _S.WAITING: frozenset({_S.SUBMITTING, _S.FAILED, _S.REMOVED}),
        _S.SUBMITTING: frozenset(
            {_S.WAITING, _S.QUEUED, _S.PROCESSING, _S.COMPLETED, _S.FAILED, _S.UNCERTAIN}
        ),
        # To UNCERTAIN from here on: what was found for a job was another's after all.
        _S.QUEUED: frozenset({_S.PROCESSING, _S.COMPLETED, _S.FAILED, _S.REMOVED, _S.UNCERTAIN}),
        _S.PROCESSING: frozenset({_S.QUEUED, _S.COMPLETED, _S.FAILED, _S.REMOVED, _S.UNCERTAIN}),
        _S.COMPLETED: frozenset({_S.DOWNLOADING, _S.READY, _S.REMOVED, _S.UNCERTAIN}),
        _S.DOWNLOADING: frozenset({_S.COMPLETED, _S.READY, _S.REMOVED, _S.UNCERTAIN}),
        _S.READY: frozenset({_S.COMPLETED, _S.REMOVED, _S.UNCERTAIN}),
        _S.FAILED: frozenset({_S.WAITING, _S.REMOVED}),
        _S.UNCERTAIN: frozenset(
            {_S.QUEUED, _S.PROCESSING, _S.COMPLETED, _S.FAILED, _S.LOST, _S.WAITING}
        ),
        _S.LOST: frozenset({_S.WAITING, _S.REMOVED, _S.UNCERTAIN, _S.QUEUED}),
        _S.REMOVED: frozenset(),
    }
)

#: The service has the job and its status is asked for.
FOLLOWED: Final = frozenset({_S.QUEUED, _S.PROCESSING})
#: Shown under "running" in the queue.
RUNNING: Final = frozenset({_S.SUBMITTING, _S.QUEUED, _S.PROCESSING, _S.COMPLETED, _S.DOWNLOADING})
#: Shown under "needs you".
NEEDS_USER: Final = frozenset({_S.FAILED, _S.UNCERTAIN})
#: A followed job that its service did not know so many times, one after the other, is forgotten.
FORGOTTEN_AFTER: Final = 3
#: Not finished: these are taken up again at the next start.
OPEN: Final = RUNNING | {_S.WAITING, _S.UNCERTAIN}


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job failed or halted: an error's code and parameters, as they are stored."""

    code: ErrorCode
    params: Mapping[str, str | int | float | None]


def ended_while_sending(job: "Job") -> Failure:
    """Why a job is uncertain that was being sent when the program ended."""
    return Failure(ErrorCode.SUBMIT_UNCERTAIN, {"service": job.service, "came": Came.END})


@dataclass(frozen=True, slots=True)
class JobEvent:
    """A step in a job's life: how it stood from `at` (aware UTC) on.

    `remote_status` is the service's own word, `failure` the code alone: what was asked for is in
    neither.
    """

    at: datetime
    state: JobState
    remote_status: str
    failure: ErrorCode | None
    attempt: int


@dataclass(frozen=True, slots=True)
class Job:
    """A row of the queue. Times are aware UTC; paths inside are absolute.

    `remote_status` is the service's own word, kept because it may be one the program does not
    know. `position` orders waiting jobs. `attempt` counts the user's own sends, from 1. Jobs of one
    `idea` ask several services for the same.
    """

    id: str
    request: GenerationRequest
    state: JobState
    created_at: datetime
    position: float = 0.0
    attempt: int = 1
    remote_id: str | None = None
    remote_status: str = ""
    queue_position: int | None = None
    total_in_queue: int | None = None
    video_url: str = ""
    failure: Failure | None = None
    submitted_at: datetime | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None
    clip_id: str | None = None
    idea: str | None = None

    @property
    def service(self) -> str:
        """The service that the job was meant for."""
        return self.request.service

    @property
    def forgotten(self) -> bool:
        """Whether the service had the job and does not know it any more. It is asked all the same:
        what becomes of it is the user's word, as with an uncertain one."""
        times = 0 if self.failure is None else self.failure.params.get("times")
        return self.state in FOLLOWED and isinstance(times, int) and times >= FORGOTTEN_AFTER
