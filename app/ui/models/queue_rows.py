"""What a row of the queue is: its group, its place there, its bar and what can be done with it."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Final

from app.domain.errors import ErrorCode
from app.domain.jobs import FOLLOWED, NEEDS_USER, RUNNING, Job, JobState
from app.domain.planning import Typical
from app.domain.reconciling import Search


class Group(Enum):
    """The groups of the queue, from top to bottom."""

    NEEDS_YOU = "needs_you"
    RUNNING = "running"
    PAUSED = "paused"  # until there is room on a disk
    WAITING = "waiting"
    DONE = "done"
    LOST = "lost"


#: Groups that are not finished: their jobs are the number beside "Queue".
OPEN_GROUPS: Final = (Group.NEEDS_YOU, Group.RUNNING, Group.PAUSED, Group.WAITING)


_AT_WORK: Final = FOLLOWED | {JobState.SUBMITTING}

#: Nothing is sent again as long as the key stays the same.
KEY_TROUBLES: Final = frozenset({ErrorCode.KEY_MISSING, ErrorCode.KEY_REFUSED})


class Action(Enum):
    """What can be done with a job."""

    OPEN = "open"
    CHOOSE = "choose"  # which of several videos is an uncertain job's
    CHECK_NOW = "check_now"
    MARK_LOST = "mark_lost"
    NOT_THIS = "not_this"  # what was found for the job is another's
    OFFER_AGAIN = "offer_again"  # videos that the user had refused
    SEND_AGAIN = "send_again"
    TRY_AGAIN = "try_again"
    CHANGE_KEY = "change_key"
    IN_BROWSER = "in_browser"  # watch what cannot be downloaded
    DOWNLOAD = "download"
    PUT_BACK = "put_back"  # a video that is in the recycle bin
    EDIT = "edit"
    DUPLICATE = "duplicate"
    MOVE_UP = "move_up"
    MOVE_DOWN = "move_down"
    MOVE_FIRST = "move_first"
    COPY_PROMPT = "copy_prompt"
    TIMELINE = "timeline"
    OTHER = "other"  # go to what another service was asked of the same idea
    REMOVE = "remove"  # of what its service has: no longer followed
    CONFIRM = "confirm"  # of a question that the row asks
    CANCEL = "cancel"


#: Of jobs that wait.
MOVES: Final = frozenset({Action.MOVE_UP, Action.MOVE_DOWN, Action.MOVE_FIRST})


@dataclass(frozen=True, slots=True)
class Offer:
    """An action as it is offered: in words, with what it means in more of them."""

    action: Action
    text: str
    tip: str = ""
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Bar:
    """A thin bar: a share from 0 to 1, and the token or service it takes its colour from."""

    share: float
    tone: str


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """The line above a group."""

    group: Group
    text: str


@dataclass(frozen=True, slots=True)
class JobRow:
    """All that is shown of a job. `tone` is a token's name, `question` is asked in the row."""

    job: Job
    prompt: str
    state: str
    tone: str
    bar: Bar | None
    picture: Path | None
    question: str
    offers: tuple[Offer, ...]
    hint: str = ""  # what may help, under the state


@dataclass(frozen=True, slots=True)
class Turn:
    """When a waiting job has its turn: `ahead` is how many of its service are sent before it,
    `finished` in how many seconds it will be there, at the earliest and at the latest, and None
    where nobody knows."""

    ahead: int = 0
    finished: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """What a row shows beside its job. `progress` is bytes here and in all."""

    group: Group
    now: datetime
    progress: tuple[int, int | None] | None
    picture: Path | None
    asked: Action | None
    checking: bool
    search: Search | None
    turn: Turn = Turn()  # of a job that waits
    place: tuple[int, int] = (0, 1)  # of the waiting jobs that are shown: which, of how many
    editing: bool = False
    other: Job | None = None  # of the same idea, and shown, too
    binned: bool = False  # whether its video is in the recycle bin


def group_of(job: Job, *, fetching: bool, ended: datetime, today: date) -> Group | None:
    """Where a job stands in the queue; None when it is no longer shown.

    A finished video that is not here is *running* while its download is under way, *needs you*
    when that failed for good, and otherwise done. What the disk has no room for is *paused*. What
    ended before today is in the history.
    """
    if job.state is JobState.WAITING:
        return Group.WAITING
    if job.state in NEEDS_USER or job.forgotten:
        return Group.NEEDS_YOU
    if job.state is JobState.COMPLETED and not fetching:
        return Group.NEEDS_YOU if job.failure else _today(Group.DONE, ended, today)
    if job.state in RUNNING:
        paused = failed_with(job, ErrorCode.DISK_FULL, ErrorCode.LIBRARY_AWAY)
        return Group.PAUSED if paused else Group.RUNNING
    if job.state is JobState.READY:
        return _today(Group.DONE, ended, today)
    if job.state is JobState.LOST:
        return _today(Group.LOST, ended, today)
    return None


def place_in_group(group: Group, job: Job, ended: datetime) -> tuple[float, str]:
    """A key to sort by: waiting as they will be sent, running as they were, the rest newest up."""
    if group is Group.WAITING:
        return (job.position, job.id)
    if group is Group.RUNNING:
        return ((job.submitted_at or job.created_at).timestamp(), job.id)
    return (-ended.timestamp(), job.id)


def last_moment(job: Job) -> datetime:
    """When a job last took a step that was written down."""
    return job.completed_at or job.submitted_at or job.created_at


def was_sent(job: Job) -> bool:
    """Whether its service has the job and works on it."""
    return job.state in {JobState.QUEUED, JobState.PROCESSING}


def unfollowed(job: Job, held: Collection[str]) -> bool:
    """Whether its service has the job and is not asked about it: `held` has no key for it."""
    return was_sent(job) and job.service not in held


def failed_with(job: Job, *codes: ErrorCode) -> bool:
    """Whether one of these is why the job failed or stands still."""
    return job.failure is not None and job.failure.code in codes


def removable(job: Job) -> bool:
    """Whether the user may take the job out of the queue now."""
    return job.state not in {JobState.SUBMITTING, JobState.UNCERTAIN, JobState.REMOVED}


def needs_confirmation(action: Action, job: Job) -> bool:
    """Whether the user is asked first: a second send may cost."""
    doubted = job.forgotten or job.state in {JobState.UNCERTAIN, JobState.LOST}
    return action is Action.SEND_AGAIN and doubted


def turns(
    jobs: Sequence[Job],
    typical: Callable[[str, str | None], Typical | None],
    now: datetime,
    passed_over: str | None = None,
) -> dict[str, Turn]:
    """Of each waiting job, how many go before it, and when it will be there if its service makes
    one after the other, each in the middle half of its usual time.

    What others have asked the service for is not in it: of that nobody tells. `passed_over` is a
    job that is not sent for now.
    """
    sums: dict[str, tuple[float, float] | None] = {}
    ahead: Counter[str] = Counter()
    found: dict[str, Turn] = {}
    waiting = [job for job in jobs if job.state is JobState.WAITING]
    waiting.sort(key=lambda job: (job.position, job.id))
    for job in [*(job for job in jobs if job.state in _AT_WORK), *waiting]:
        usual, before = typical(job.service, job.request.model), sums.get(job.service, (0.0, 0.0))
        after = None
        if usual is not None and before is not None:
            gone = 0.0
            if job.state is JobState.PROCESSING and job.started_at is not None:
                gone = (now - job.started_at).total_seconds()
            low, high = max(0.0, usual.low - gone), max(0.0, usual.high - gone)
            after = before[0] + low, before[1] + high
        if job.state is JobState.WAITING:
            found[job.id] = Turn(ahead[job.service], after)
        if job.id != passed_over:
            sums[job.service] = after
            ahead[job.service] += job.state is JobState.WAITING
    return found


def main_action(job: Job, group: Group, search: Search | None) -> Action | None:
    """What Enter does; `search` is the last look for an uncertain job."""
    if failed_with(job, ErrorCode.ONLY_IN_BROWSER):
        return Action.IN_BROWSER
    if job.clip_id is not None:
        return Action.OPEN
    if job.state is JobState.UNCERTAIN:
        return Action.CHOOSE if search is not None and search.candidates else Action.CHECK_NOW
    if job.forgotten or job.state is JobState.LOST:
        return Action.CHECK_NOW
    if failed_with(job, *KEY_TROUBLES):
        return Action.CHANGE_KEY
    if group is Group.NEEDS_YOU:
        return Action.TRY_AGAIN
    return Action.EDIT if job.state is JobState.WAITING else None


def rendering_share(elapsed: float, usual: float) -> float:
    """Elapsed time against the usual time, both in seconds; comes near to 0.95 and no further.

    True up to four fifths of the usual time, then ever slower: only the service ends a job.
    """
    share = max(0.0, elapsed) / max(usual, 1.0)
    if share <= _TRUE_UP_TO:
        return share
    room = _NEVER_BEYOND - _TRUE_UP_TO
    return _TRUE_UP_TO + room * (1 - math.exp(-(share - _TRUE_UP_TO) / room))


_TRUE_UP_TO: Final = 0.8
_NEVER_BEYOND: Final = 0.95


def _today(group: Group, ended: datetime, today: date) -> Group | None:
    return group if ended.astimezone().date() == today else None
