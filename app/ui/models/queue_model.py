"""The queue as rows: the jobs of both services in groups, each group under a line of its own."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.domain.clips import Clip
from app.domain.jobs import Job, JobState
from app.domain.reconciling import Search
from app.ui.bridge import Bridge
from app.ui.models.grouped_model import GroupedModel, Index
from app.ui.models.queue_rows import (
    OPEN_GROUPS,
    Action,
    Group,
    HeaderRow,
    JobRow,
    Offer,
    Situation,
    Turn,
    group_of,
    last_moment,
    place_in_group,
    turns,
    unfollowed,
    was_sent,
)
from app.ui.models.queue_words import QueueWords
from app.ui.widgets.text import plain_tooltip

_TICK_MS: Final = 1000
_A_SECOND: Final = timedelta(seconds=1)
_TEXT_ROLES: Final = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})


class Role(IntEnum):
    """What the delegate asks for."""

    ROW = Qt.ItemDataRole.UserRole + 1  # HeaderRow or JobRow
    JOB_ID = ROW + 2  # str; None for a group's line
    CLOCK = ROW + 1  # never asked for: named in dataChanged when only time went by


def utc_now() -> datetime:
    return datetime.now(UTC)


class QueueModel(GroupedModel[Group]):
    """Jobs as the bridge tells of them, with the few things only the window knows.

    Those are the question a row asks, the check that is under way, and whether anybody looks:
    time goes by (`set_watched`) only while somebody does.
    """

    counts_changed = Signal()

    def __init__(
        self,
        bridge: Bridge,
        parent: QObject | None = None,
        *,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(Group, parent)
        self._bridge = bridge
        self._now = now
        self.words = QueueWords(bridge, self)
        self._jobs: dict[str, Job] = {}
        self._lost_at: dict[str, datetime] = {}
        self._just_made: set[str] = set()
        self._pictures: dict[str, Path | None] = {}  # by clip
        self._binned: set[str] = set()  # clips that are in the recycle bin
        self._progress: dict[str, tuple[int, int | None]] = {}  # by clip
        self._question: tuple[str, Action] | None = None
        self._editing: str | None = None
        self._service: str | None = None  # whose jobs alone are shown
        self._turns: tuple[datetime, dict[str, Turn]] | None = None  # and when that was so
        self._hidden: dict[str, Group] = {}
        self._told: dict[str, str] = {}  # how waiting jobs were last said to stand
        self._checking: set[str] = set()
        self._heard_of: set[str] | None = set()  # while the library's jobs are being read
        self._watched = False
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._on_second_passed)
        self._listen()
        bridge.load_jobs(self._take_in)

    def _listen(self) -> None:
        bridge = self._bridge
        bridge.job_changed.connect(self._on_job_changed)
        bridge.job_removed.connect(self._on_job_removed)
        bridge.jobs_moved.connect(self._on_jobs_moved)
        bridge.uncertain_searched.connect(self._on_uncertain_searched)
        bridge.history_merged.connect(self._on_service_asked)
        bridge.service_troubled.connect(self._on_service_asked)
        bridge.clip_changed.connect(self._on_clip_changed)
        bridge.download_progressed.connect(self._on_download_progressed)
        bridge.usual_time_learned.connect(self._on_usual_time_learned)
        bridge.queue_paused.connect(self._on_sending_changed)
        bridge.quota_changed.connect(self._on_sending_changed)
        bridge.signed_in.connect(self._on_keys_changed)
        bridge.signed_out.connect(self._on_keys_changed)

    # -- What is asked -------------------------------------------------------------------------

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self._rows[index.row()]
        if isinstance(item, Group):
            return self._header_data(item, role)
        return self._job_data(item, role)

    def job_at(self, index: Index) -> Job | None:
        """The job of a row; None for a group's line."""
        job_id = self.member_at(index)
        return None if job_id is None else self._jobs[job_id]

    def group_at(self, index: Index) -> Group | None:
        """The group that a job's row stands in."""
        job_id = self.member_at(index)
        return None if job_id is None else self._groups[job_id]

    def job(self, job_id: str) -> Job | None:
        """A job of the queue, shown or not."""
        return self._jobs.get(job_id)

    def line(self) -> list[str]:
        """The waiting jobs of all services, in their order."""
        waiting = (job for job in self._jobs.values() if job.state is JobState.WAITING)
        return [job.id for job in sorted(waiting, key=lambda job: (job.position, job.id))]

    def shown_line(self) -> list[str]:
        """Those of them that are shown."""
        return self.members(Group.WAITING)

    def counts(self) -> Counter[Group]:
        """How many jobs each group has, whatever is shown."""
        return Counter([*self._groups.values(), *self._hidden.values()])

    def is_movable(self, index: Index) -> bool:
        return self.group_at(index) is Group.WAITING

    @property
    def open_count(self) -> int:
        """How many jobs are not finished."""
        counts = self.counts()
        return sum(counts[group] for group in OPEN_GROUPS)

    @property
    def services(self) -> set[str]:
        """The services that have jobs here, shown or not."""
        return {job.service for job in self._jobs.values()}

    @property
    def service(self) -> str | None:
        """The service whose jobs alone are shown; None for all."""
        return self._service

    def show_service(self, service: str | None) -> None:
        """Shows one service's jobs, or all."""
        self._service = service
        groups = self._groups | self._hidden
        self._share(groups)
        self.lay_out(self._groups)
        self._after_change()

    @property
    def ticking(self) -> bool:
        """Whether rows are repainted as time goes by."""
        return self._clock.isActive()

    def sort_key(self, member: str) -> tuple[float, str]:
        job = self._jobs[member]
        return place_in_group(self._groups[member], job, self._end(job))

    # -- What only the window knows ------------------------------------------------------------

    def ask(self, job_id: str, about: Action) -> None:
        """Lets a row ask for confirmation; a question elsewhere is taken back."""
        self.take_back_question()
        if job_id in self._jobs:
            self._question = (job_id, about)
            self.tell([job_id])

    def question(self, job_id: str) -> Action | None:
        """What a row asks to have confirmed."""
        asked = self._question
        return asked[1] if asked is not None and asked[0] == job_id else None

    def take_back_question(self) -> None:
        """Ends whatever question is asked."""
        if self._question is not None:
            job_id, _ = self._question
            self._question = None
            self.tell([job_id])

    def search(self, job_id: str) -> Search | None:
        """What came of the last look for an uncertain job."""
        return self._bridge.last_search(job_id)

    def menu_offers(self, index: Index) -> tuple[Offer, ...]:
        """All that can be done with a row's job; nothing for a group's line."""
        job = self.job_at(index)
        if job is None:
            return ()
        seen, line = self._situation(job.id), self.shown_line()
        if job.id in line:
            seen = replace(seen, place=(line.index(job.id), len(line)))
        return self.words.menu(job, seen)

    def other(self, job_id: str) -> Job | None:
        """What is shown of the same idea at another service."""
        job = self._jobs[job_id]
        if job.idea is None:
            return None
        return next(
            (
                other
                for other in self._jobs.values()
                if other.idea == job.idea and other.id != job_id and other.id in self._groups
            ),
            None,
        )

    def set_editing(self, job_id: str | None) -> None:
        """Notes which job is being edited."""
        before, self._editing = self._editing, job_id
        self._turns = None
        self.tell([edited for edited in (before, job_id) if edited is not None])

    def checking(self, job_id: str) -> bool:
        """Whether an uncertain job is being looked for."""
        return job_id in self._checking

    def set_checking(self, job_id: str, checking: bool) -> None:
        """Notes that an uncertain job is being looked for."""
        (self._checking.add if checking else self._checking.discard)(job_id)
        self.tell([job_id])

    def set_watched(self, watched: bool) -> None:
        """Notes whether the rows are on the screen; the clock stands still otherwise."""
        self._watched = watched
        if watched:
            self.settle()
        self._set_clock()

    def settle(self) -> None:
        """Puts jobs where they belong now that a download began or ended, or a day passed."""
        self._just_made.clear()
        for job in list(self._jobs.values()):
            self._put(job)

    def retranslate(self) -> None:
        """Says everything anew, in the language chosen now."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    # -- What happens --------------------------------------------------------------------------

    def _take_in(self, jobs: Sequence[Job]) -> None:
        """The library's jobs; what was heard of while they were read is newer than they are."""
        heard_of, self._heard_of = self._heard_of or set(), None
        known = self._jobs | {job.id: job for job in jobs if job.id not in heard_of}
        groups = {
            job.id: group for job in known.values() if (group := self._group(job)) is not None
        }
        self._jobs = {job_id: known[job_id] for job_id in groups}
        self._turns = None
        self._share(groups)
        self.lay_out(self._groups)
        self._look_for_clips(self._jobs.values())
        self._after_change()

    @Slot(object, bool)
    def _on_job_changed(self, job: Job, _added: bool) -> None:
        if self._heard_of is not None:
            self._heard_of.add(job.id)
        before = self._jobs.get(job.id)
        if before is not None and before.state is not job.state:
            self._note_step(job)
        self._put(job)
        self._look_for_clips([job])

    def _note_step(self, job: Job) -> None:
        if job.state is JobState.LOST:
            self._lost_at[job.id] = self._now()
        # A download begins a moment after its video was made: the row stays where it is so long.
        automatically = self._bridge.settings.download_automatically
        if job.state is JobState.COMPLETED and job.failure is None and automatically:
            self._just_made.add(job.id)
        else:
            self._just_made.discard(job.id)
        if self.question(job.id) is not None:
            self._question = None
        if job.clip_id is not None:
            self._progress.pop(job.clip_id, None)

    @Slot(str)
    def _on_job_removed(self, job_id: str) -> None:
        if self._heard_of is not None:
            self._heard_of.add(job_id)
        self._drop(job_id)

    @Slot(list)
    def _on_jobs_moved(self, jobs: list[Job]) -> None:
        self._turns = None
        for job in jobs:
            known = self._jobs.get(job.id)
            if self._heard_of is not None:
                self._heard_of.add(job.id)
                self._jobs[job.id] = job
            elif known is not None and known.state is JobState.WAITING:
                self._jobs[job.id] = replace(known, position=job.position)
        if self._heard_of is None:
            self.sort_anew(Group.WAITING)
            self._tell_waiting()

    @Slot(str, object)
    def _on_uncertain_searched(self, job_id: str, _search: Search) -> None:
        if job_id in self._jobs:
            self.tell([job_id])

    @Slot()
    def _on_service_asked(self) -> None:
        # When it will be asked again is said of jobs that wait for its word.
        self._tell_waiting()

    @Slot(object, bool)
    def _on_clip_changed(self, clip: Clip, _added: bool) -> None:
        self._take_clips([clip])

    @Slot(str, object, object)
    def _on_download_progressed(self, clip_id: str, received: int, total: int | None) -> None:
        job_ids = [job_id for job_id in self._ids_of_clip(clip_id) if job_id in self._groups]
        before = [self._shown_progress(job_id) for job_id in job_ids]
        self._progress[clip_id] = (received, total)
        for job_id, shown in zip(job_ids, before, strict=True):
            if self._shown_progress(job_id) != shown:
                self.tell([job_id])

    @Slot(str, float, float)
    def _on_usual_time_learned(self, service: str, _low: float, _high: float) -> None:
        self._turns = None
        self.tell(job.id for job in self._jobs.values() if job.service == service)

    @Slot()
    def _on_sending_changed(self) -> None:
        self._tell_waiting()

    @Slot()
    def _on_keys_changed(self) -> None:
        self._tell_waiting()
        self.tell(job.id for job in self._jobs.values() if was_sent(job))
        self._set_clock()

    @Slot()
    def _on_second_passed(self) -> None:
        self.settle()
        self.tell(self._ageing(), [Role.CLOCK])

    # -- Inside --------------------------------------------------------------------------------

    def _put(self, job: Job) -> None:
        """Shows a job as it is now, at its place."""
        group = self._group(job)
        if group is None:
            self._drop(job.id)
            return
        groups = self._groups if self._is_shown(job) else self._hidden
        if groups.get(job.id) is group and self._jobs[job.id] == job:
            return
        self._jobs[job.id] = job
        self._turns = None
        if groups is self._groups:
            self.place(job.id, group)
        else:
            self._hidden[job.id] = group
        # Another one may be the next to be sent now.
        self.tell([job.id, *self._of_idea(job.idea)])
        self._tell_waiting()
        self._after_change()

    def _of_idea(self, idea: str | None) -> list[str]:
        return [job.id for job in self._jobs.values() if idea is not None and job.idea == idea]

    def _drop(self, job_id: str) -> None:
        if job_id not in self._jobs:
            return
        if self._hidden.pop(job_id, None) is None:
            self.take_out(job_id)
        job = self._jobs.pop(job_id)
        self._turns = None
        for by_clip in (self._pictures, self._progress):
            by_clip.pop(job.clip_id or "", None)
        self._binned.discard(job.clip_id or "")
        self._lost_at.pop(job_id, None)
        for ids in (self._just_made, self._checking):
            ids.discard(job_id)
        if self.question(job_id) is not None:
            self._question = None
        self.tell(self._of_idea(job.idea))
        self._tell_waiting()
        self._after_change()

    def _after_change(self) -> None:
        self._set_clock()
        self.counts_changed.emit()

    def _set_clock(self) -> None:
        needed = self._watched and bool(self._ageing())
        if needed and not self._clock.isActive():
            self._clock.start()
        elif not needed:
            self._clock.stop()

    def _tell_waiting(self) -> None:
        """Says which waiting jobs look different now; a view measures those anew, which takes its
        time where there are many."""
        before = self._told
        self._told = {
            i: self.words.state(self._jobs[i], self._situation(i))
            for i in self.members(Group.WAITING)
        }
        self.tell(i for i, state in self._told.items() if before.get(i) != state)

    def _share(self, groups: Mapping[str, Group]) -> None:
        """Keeps jobs of these groups, those that are shown apart from those that are not."""
        self._groups = {i: its for i, its in groups.items() if self._is_shown(self._jobs[i])}
        self._hidden = {i: its for i, its in groups.items() if i not in self._groups}

    def _is_shown(self, job: Job) -> bool:
        return self._service in {None, job.service}

    def _ageing(self) -> list[str]:
        """The rows that change with the clock: a download shows its bytes, not the time, and of a
        job that is not followed nobody knows how it is. What waits is there the sooner the longer
        one before it is being made."""
        jobs, held = self._jobs.values(), self._bridge.services
        making = {job.service for job in jobs if job.state is JobState.PROCESSING}
        return [
            job.id
            for job in jobs
            if (job.state is JobState.WAITING and job.service in making)
            or (
                self._groups.get(job.id) is Group.RUNNING
                and job.state is not JobState.DOWNLOADING
                and not unfollowed(job, held)
            )
        ]

    def _group(self, job: Job) -> Group | None:
        fetching = job.id in self._just_made or (
            job.clip_id is not None and self._bridge.downloading(job.clip_id)
        )
        today = self._now().astimezone().date()
        return group_of(job, fetching=fetching, ended=self._end(job), today=today)

    def _end(self, job: Job) -> datetime:
        return self._lost_at.get(job.id) or last_moment(job)

    def _ids_of_clip(self, clip_id: str) -> list[str]:
        return [job.id for job in self._jobs.values() if job.clip_id == clip_id]

    def _header_data(self, group: Group, role: int) -> Any:
        if role == Role.JOB_ID:
            return None
        text = self.words.header(group, self.count(group))
        if role == Role.ROW:
            return HeaderRow(group, text)
        return text if role in _TEXT_ROLES else None

    def _job_data(self, job_id: str, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._jobs[job_id].request.prompt
        if role == Role.ROW:
            return self._row(job_id)
        if role == Role.JOB_ID:
            return job_id
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.words.spoken(self._row(job_id))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self.words.tip(self._row(job_id), self._situation(job_id)))
        return None

    def _row(self, job_id: str) -> JobRow:
        return self.words.row(self._jobs[job_id], self._situation(job_id))

    def _situation(self, job_id: str) -> Situation:
        job = self._jobs[job_id]
        own_picture, now = job.request.picture, self._now()
        return Situation(
            group=self._groups[job_id],
            now=now,
            progress=self._progress.get(job.clip_id or ""),
            picture=self._pictures.get(job.clip_id or "")
            or (own_picture.path if own_picture else None),
            asked=self.question(job_id),
            checking=job_id in self._checking,
            search=self.search(job_id),
            turn=self._turn(job, now),
            editing=self._editing == job_id,
            other=self.other(job_id),
            binned=job.clip_id in self._binned,
        )

    def _turn(self, job: Job, now: datetime) -> Turn:
        """When a waiting job has its turn, as far as nothing else holds it back."""
        if job.state is not JobState.WAITING:
            return Turn()
        if self._turns is None or not timedelta() <= now - self._turns[0] < _A_SECOND:
            jobs, typical = list(self._jobs.values()), self._bridge.typical
            self._turns = (now, turns(jobs, typical, now, self._editing))
        turn, bridge = self._turns[1][job.id], self._bridge
        if job.service in bridge.paused_services or job.service not in bridge.services:
            return replace(turn, finished=None)
        return turn

    def _shown_progress(self, job_id: str) -> tuple[str, int]:
        """A download as it looks: its line, and its bar in steps as fine as pixels."""
        row = self._row(job_id)
        return row.state, round(row.bar.share * 300) if row.bar else -1

    def _look_for_clips(self, jobs: Iterable[Job]) -> None:
        unknown = [
            job.clip_id
            for job in jobs
            if job.clip_id and job.id in self._jobs and job.clip_id not in self._pictures
        ]
        if unknown:
            self._pictures |= dict.fromkeys(unknown)
            self._bridge.load_clips(unknown, self._take_clips)

    def _take_clips(self, clips: Sequence[Clip]) -> None:
        for clip in clips:
            job_ids, binned = self._ids_of_clip(clip.id), clip.trashed_at is not None
            known = (self._pictures.get(clip.id), clip.id in self._binned)
            if job_ids and known != (clip.thumbnail, binned):
                self._pictures[clip.id] = clip.thumbnail
                (self._binned.add if binned else self._binned.discard)(clip.id)
                self.tell(job_ids)
