"""The bridge's port, filled by hand: domain objects in lists, calls written down."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar, cast
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.capabilities import Capabilities, Model, PictureLimits
from app.domain.clips import (
    Clip,
    ClipCounts,
    ClipOrder,
    ClipPlace,
    ClipQuery,
    Marks,
    MarksChange,
)
from app.domain.errors import ErrorCode, KadrajError
from app.domain.films import FilmShape, Joined
from app.domain.ideas import nearest
from app.domain.jobs import Failure, Job, JobEvent, JobState
from app.domain.planning import Plan, Typical
from app.domain.preparing import Crop, PictureFacts, Preparation
from app.domain.presets import Preset
from app.domain.recipes import Dialect
from app.domain.reconciling import Search
from app.domain.replies import HistoryReply, Quota
from app.domain.requests import Continuation, GenerationRequest, Picture, problems
from app.domain.secrets import Secret
from app.domain.settings import Settings
from app.domain.votes import Pair, Score, Vote
from app.domain.works import ClipDetails, Exported, Imported, WorkKind
from app.engine.access import KeyCheck
from app.media.pictures import inspect
from app.media.preparing import prepare, survey
from app.ui.bridge import Bridge
from app.ui.calls import Abandon, is_there

NOW = datetime(2025, 9, 20, 12, 0, tzinfo=UTC)

Outcome = TypeVar("Outcome")

TABLES = {
    "sora": Capabilities(
        service="sora",
        title="Sora",
        base_url="https://sora.example",
        aspect_ratios=("16:9", "9:16"),
        models=(Model("sora-2-landscape", ("16:9",)), Model("sora-2-portrait", ("9:16",))),
        picture=PictureLimits(),
    ),
    "veo": Capabilities(
        service="veo",
        title="Veo",
        base_url="https://veo.example",
        aspect_ratios=("16:9", "9:16"),
        durations=(4, 6, 8),
        default_duration=6,
        picture=PictureLimits(),
    ),
}


def _told(
    work: Callable[[], Outcome],
    then: Callable[[Outcome], None],
    otherwise: Callable[[KadrajError], None],
) -> None:
    try:
        outcome = work()
    except KadrajError as error:
        otherwise(error)
    else:
        then(outcome)


def _give(then: Callable[[Outcome], None], outcome: Outcome) -> None:
    """Answers who asked, as the real bridge does: a widget may be gone meanwhile."""
    if is_there(then):
        then(outcome)


#: Those whose calls have not been ended.
_OPEN: "WeakSet[PortBridge]" = WeakSet()


def end_calls() -> None:
    """As before the program's own windows go: from now on nobody is answered who asked before."""
    _OPEN.clear()


class PortBridge(QObject):
    """What panes see of the bridge. As with the real one, outcomes come after a call returned.

    `calls` holds every call by name and arguments; an error put into `errors` under a call's name
    is that call's outcome from then on.
    """

    job_changed = Signal(object, bool)
    job_removed = Signal(str)
    uncertain_searched = Signal(str, object)
    clip_changed = Signal(object, bool)
    history_merged = Signal(str, int, bool)
    download_started = Signal(str)
    download_progressed = Signal(str, object, object)
    download_failed = Signal(str, object)
    download_stopped = Signal(str)
    quota_changed = Signal(str, object)
    service_troubled = Signal(str, object)
    usual_time_learned = Signal(str, float, float)
    jobs_moved = Signal(list)
    queue_paused = Signal(bool)
    signed_in = Signal(tuple)
    signed_out = Signal(tuple)
    settings_changed = Signal(object)
    call_failed = Signal(object)
    downloads_pause_changed = Signal(bool)
    downloads_added = Signal()
    work_progressed = Signal(object)
    work_ended = Signal(object)
    library_moved = Signal(object)
    library_away_changed = Signal(object)
    score_changed = Signal(object)

    def __init__(
        self,
        *,
        jobs: Sequence[Job] = (),
        clips: Sequence[Clip] = (),
        services: tuple[str, ...] = ("sora", "veo"),
        settings: Settings | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.jobs = {job.id: job for job in jobs}
        self.clips = {clip.id: clip for clip in clips}
        self.services = services
        self.settings = settings or Settings()
        self.paused_services: frozenset[str] = frozenset()
        self.removed: dict[str, Job] = {}
        self.removable = True  # whether a job can still be removed
        self.held: set[str] = set()  # jobs that are being edited
        self.timelines: dict[str, list[JobEvent]] = {}
        self.filmstrips: dict[str, Path] = {}
        self.capabilities: Mapping[str, Capabilities] = TABLES
        self.quotas: dict[str, Quota] = {}
        self.totals: dict[str, int] = {}
        self.usual_times: dict[str, tuple[float, float]] = {}
        self.downloads: set[str] = set()
        self.waiting: set[str] = set()  # of the downloads, those that wait for their turns
        self.hold_work = False  # whether a move lasts until `end_work` is called
        self.end_work: Callable[..., None] = lambda: None
        self.rests: dict[str, KadrajError] = {}  # by clip: why its download pauses
        self.streams: dict[str, str] = {}  # by clip: where a player finds it; others are sought
        self.encoded = 7  # frames of a join that cannot stay as they are
        self.still: Picture | None = None  # of a clip that is continued
        self.searches: dict[str, Search] = {}  # what a check of a job finds
        self.found: set[str] = set()  # jobs whose video was found for them
        self.long_silent: set[str] = set()
        self.next_readings: dict[str, datetime] = {}
        self.drafts: dict[str, GenerationRequest] = {}
        self.presets: list[Preset] = []
        self.errors: dict[str, KadrajError] = {}
        self.key_errors: dict[str, KadrajError] = {}  # by service
        self.keyring_trouble: KadrajError | None = None
        self.downloads_paused = False
        self.works_under_way: frozenset[WorkKind] = frozenset()
        self.binned: dict[str, Path | None] = {}
        self.details: dict[str, ClipDetails] = {}  # by clip; others have nothing beside them
        self.refused: tuple[Path, ...] = ()  # files that an import finds to be no videos
        self.votes: dict[frozenset[str], Vote] = {}
        self.calls: list[tuple[Any, ...]] = []
        _OPEN.add(self)

    def as_bridge(self) -> Bridge:
        """Itself, under the name that panes ask for."""
        return cast(Bridge, self)

    # -- What happens of itself ----------------------------------------------------------------

    def put(self, job: Job) -> None:
        """A job as the engine has written it."""
        added = job.id not in self.jobs
        self.jobs[job.id] = job
        self.job_changed.emit(job, added)

    def put_clip(self, clip: Clip) -> None:
        """A clip as the engine has written it."""
        added = clip.id not in self.clips
        self.clips[clip.id] = clip
        self.clip_changed.emit(clip, added)

    def change(self, job_id: str, **fields: Any) -> None:
        """A job with these fields changed."""
        self.put(replace(self.jobs[job_id], **fields))

    def hold(self, *services: str) -> None:
        """Keys for these services and no others, from now on."""
        gone = tuple(service for service in self.services if service not in services)
        self.services = services
        if gone:
            self.signed_out.emit(gone)
        if services:
            self.signed_in.emit(services)

    # -- What is known at once -----------------------------------------------------------------

    def quota(self, service: str) -> Quota:
        return self.quotas.get(service, Quota())

    def total(self, service: str) -> int | None:
        return self.totals.get(service)

    def usual_time(self, service: str) -> tuple[float, float] | None:
        return self.usual_times.get(service)

    def last_search(self, job_id: str) -> Search | None:
        return self.searches.get(job_id)

    def unusually_long(self, job_id: str) -> bool:
        return job_id in self.long_silent

    def next_reading(self, service: str) -> datetime | None:
        return self.next_readings.get(service)

    def downloading(self, clip_id: str) -> bool:
        return clip_id in self.downloads

    def download_waits(self, clip_id: str) -> bool:
        return clip_id in self.waiting

    def download_rests(self, clip_id: str) -> KadrajError | None:
        return self.rests.get(clip_id)

    def change_settings(self, settings: Settings) -> None:
        self.calls.append(("change_settings", settings))
        refused = self.errors.get("change_settings")
        if refused is None:
            self.settings = settings
        self.settings_changed.emit(self.settings)
        if refused is not None:
            self.call_failed.emit(refused)

    @property
    def paused(self) -> bool:
        return self.paused_services.issuperset(self.capabilities)

    def set_paused(self, paused: bool, service: str | None = None) -> None:
        self.calls.append(("set_paused", paused, service))
        meant = frozenset(self.capabilities) if service is None else {service}
        before = self.paused_services
        self.paused_services = before | meant if paused else before - meant
        self.queue_paused.emit(self.paused)

    def typical(self, service: str, _model: str | None) -> Typical | None:
        usual = self.usual_times.get(service)
        return None if usual is None else Typical(usual[0], sum(usual) / 2, usual[1])

    # -- Calls ---------------------------------------------------------------------------------

    def check_keys(
        self, keys: Mapping[str, Secret], then: Callable[[dict[str, KeyCheck]], None]
    ) -> None:
        """Every key works with 18 of 20 videos left, unless `key_errors` says otherwise."""
        self.calls.append(("check_keys", dict(keys)))
        history = HistoryReply((), 0, Quota(20, 18))

        def check(service: str) -> KeyCheck:
            error = self.key_errors.get(service)
            return KeyCheck(service, history=None if error else history, error=error)

        self._answer(
            "check_keys", lambda: _give(then, {service: check(service) for service in keys})
        )

    def sign_in(
        self,
        keys: Mapping[str, Secret],
        *,
        remember: bool,
        then: Callable[[KadrajError | None], None],
    ) -> None:
        self.calls.append(("sign_in", dict(keys), remember))

        def done() -> None:
            self.services = tuple(keys)
            self.signed_in.emit(self.services)
            then(self.keyring_trouble)

        self._answer("sign_in", done)

    def inspect_picture(
        self,
        path: Path,
        then: Callable[[Picture], None],
        otherwise: Callable[[KadrajError], None],
        name: str | None = None,
    ) -> None:
        """Looks into the real file."""
        self.calls.append(("inspect_picture", path))

        def done() -> None:
            try:
                picture = inspect(path, name)
            except KadrajError as error:
                otherwise(error)
            else:
                then(picture)

        self._answer("inspect_picture", done, otherwise)

    def survey_picture(
        self,
        path: Path,
        then: Callable[[PictureFacts], None],
        otherwise: Callable[[KadrajError], None],
    ) -> None:
        """Looks into the real file."""
        self._answer("survey_picture", lambda: _told(lambda: survey(path), then, otherwise))

    def prepare_picture(
        self,
        path: Path,
        target: Path,
        limits: PictureLimits,
        then: Callable[[Preparation], None],
        otherwise: Callable[[KadrajError], None],
        *,
        crop: Crop | None = None,
        name: str | None = None,
    ) -> None:
        """Makes a real copy."""
        self.calls.append(("prepare_picture", path))
        self._answer(
            "prepare_picture",
            lambda: _told(
                lambda: prepare(path, target, limits=limits, crop=crop, name=name), then, otherwise
            ),
            otherwise,
        )

    def plan(
        self, requests: Sequence[GenerationRequest], then: Callable[[list[Plan]], None]
    ) -> None:
        """All fit."""
        services = Counter(request.service for request in requests)
        plans = [Plan(name, count, 0, None, count, None) for name, count in services.items()]
        self._answer("plan", lambda: _give(then, plans))

    def find_prompts(self, search: str, then: Callable[[list[str]], None]) -> None:
        """The latest job's first."""
        prompts = dict.fromkeys(job.request.prompt for job in reversed(self.jobs.values()))
        self._answer("find_prompts", lambda: _give(then, [p for p in prompts if search in p]))

    def load_presets(self, then: Callable[[list[Preset]], None]) -> None:
        self._answer("load_presets", lambda: _give(then, self.presets))

    def load_draft(self, service: str, then: Callable[[GenerationRequest | None], None]) -> None:
        self._answer("load_draft", lambda: _give(then, self.drafts.get(service)))

    def keep_draft(self, draft: GenerationRequest) -> None:
        self.drafts[draft.service] = draft

    def recipe(self, dialect: Dialect, request: GenerationRequest) -> str:
        return f"{dialect.value}: {request.prompt}"

    def filmstrip(self, clip_id: str, then: Callable[[Path | None], None]) -> None:
        self.calls.append(("filmstrip", clip_id))
        self._answer("filmstrip", lambda: _give(then, self.filmstrips.get(clip_id)))

    def load_jobs(
        self, then: Callable[[list[Job]], None], states: Collection[JobState] | None = None
    ) -> None:
        self._answer(
            "load_jobs",
            lambda: _give(
                then, [j for j in self.jobs.values() if states is None or j.state in states]
            ),
        )

    def generate(
        self,
        request: GenerationRequest,
        then: Callable[[Job], None],
        otherwise: Callable[[KadrajError], None],
    ) -> None:
        self.calls.append(("generate", request))

        problem = next(problems(request, self.capabilities[request.service]), None)

        def done() -> None:
            if problem is not None:
                otherwise(problem)
                return
            job = a_job(f"made-{len(self.jobs)}", request=request, position=len(self.jobs))
            self.put(job)
            then(job)

        self._answer("generate", done, otherwise)

    def nearest(self, request: GenerationRequest, service: str) -> GenerationRequest:
        return nearest(request, self.capabilities[service])

    def generate_together(
        self,
        requests: Sequence[GenerationRequest],
        then: Callable[[list[Job]], None],
        otherwise: Callable[[KadrajError], None],
    ) -> None:
        """Every one of them as the engine would write it."""
        self.calls.append(("generate_together", list(requests)))

        def done() -> None:
            made = [
                a_job(f"made-{len(self.jobs) + n}", request=request, idea=f"idea-{len(self.jobs)}")
                for n, request in enumerate(requests)
            ]
            for job in made:
                self.put(job)
            then(made)

        self._answer("generate_together", done, otherwise)

    def send_again(self, job_id: str) -> None:
        self.calls.append(("send_again", job_id))
        job = self.jobs[job_id]
        self._answer(
            "send_again",
            lambda: self.put(
                replace(job, state=JobState.WAITING, attempt=job.attempt + 1, failure=None)
            ),
        )

    def bring_back(self, job_id: str, then: Callable[[None], None] | None = None) -> None:
        self.calls.append(("bring_back", job_id))

        def done() -> None:
            self.put(self.removed.pop(job_id))
            if then is not None:
                then(None)

        self._answer("bring_back", done)

    def hold_job(
        self,
        job_id: str,
        then: Callable[[Job], None],
        otherwise: Callable[[KadrajError], None],
    ) -> None:
        self.calls.append(("hold_job", job_id))

        def done() -> None:
            self.held.add(job_id)
            then(self.jobs[job_id])

        self._answer("hold_job", done, otherwise)

    def release_job(self, job_id: str) -> None:
        self.held.discard(job_id)

    def edit_job(
        self,
        job_id: str,
        request: GenerationRequest,
        then: Callable[[Job], None],
        otherwise: Callable[[KadrajError], None],
    ) -> None:
        self.calls.append(("edit_job", job_id, request))
        problem = next(problems(request, self.capabilities[request.service]), None)

        def done() -> None:
            if problem is not None:
                otherwise(problem)
                return
            self.change(job_id, request=request, state=JobState.WAITING, failure=None)
            then(self.jobs[job_id])

        self._answer("edit_job", done, otherwise)

    def move_jobs(self, job_ids: Sequence[str], before: str | None) -> None:
        """As the library does: places are shared out anew among those that wait."""
        self.calls.append(("move_jobs", tuple(job_ids), before))

        def done() -> None:
            waiting = [job for job in self.jobs.values() if job.state is JobState.WAITING]
            waiting.sort(key=lambda job: job.position)
            rest = [job for job in waiting if job.id not in job_ids]
            end = self.jobs[before].position if before is not None else float("inf")
            ahead = sum(job.position < end for job in rest)
            order = [*rest[:ahead], *(self.jobs[i] for i in job_ids), *rest[ahead:]]
            moved = [
                replace(job, position=place.position)
                for job, place in zip(order, waiting, strict=True)
            ]
            self.jobs |= {job.id: job for job in moved}
            self.jobs_moved.emit(moved)

        self._answer("move_jobs", done)

    def duplicate_job(self, job_id: str, then: Callable[[Job], None]) -> None:
        self.calls.append(("duplicate_job", job_id))
        job = self.jobs[job_id]
        copy = a_job(f"copy-of-{job_id}", request=job.request, position=job.position + 0.5)

        def done() -> None:
            self.put(copy)
            then(copy)

        self._answer("duplicate_job", done)

    def load_timeline(self, job_id: str, then: Callable[[list[JobEvent]], None]) -> None:
        self._answer("load_timeline", lambda: _give(then, self.timelines.get(job_id, [])))

    def check_now(
        self,
        job_id: str,
        then: Callable[[Search], None],
        otherwise: Callable[[KadrajError], None] | None = None,
    ) -> None:
        self.calls.append(("check_now", job_id))

        def done() -> None:
            search = self.searches.get(job_id, Search())
            if self.jobs[job_id].state is JobState.LOST:
                self.change(job_id, state=JobState.UNCERTAIN)
            if search.found:
                self.found.add(job_id)
                self.change(job_id, state=JobState.QUEUED, failure=None, remote_id="r-1")
            self.uncertain_searched.emit(job_id, search)
            then(search)

        self._answer("check_now", done, otherwise)

    def take_as(self, job_id: str, remote_id: str, then: Callable[[bool], None]) -> None:
        self.calls.append(("take_as", job_id, remote_id))

        def done() -> None:
            uncertain = self.jobs[job_id].state is JobState.UNCERTAIN
            if uncertain:
                self.found.add(job_id)
                self.change(job_id, state=JobState.QUEUED, failure=None, remote_id=remote_id)
            then(uncertain)

        self._answer("take_as", done)

    def refuse_matches(self, job_id: str, remote_ids: Sequence[str]) -> None:
        self.calls.append(("refuse_matches", job_id, tuple(remote_ids)))
        self.searches[job_id] = replace(self.searches[job_id], candidates=())
        self._answer(
            "refuse_matches",
            lambda: self.uncertain_searched.emit(job_id, self.searches[job_id]),
        )

    def was_found(self, job: Job) -> bool:
        return job.id in self.found

    def has_refused(self, job: Job) -> bool:
        return ("refuse_matches", job.id) in {call[:2] for call in self.calls}

    def offer_matches_again(self, job_id: str) -> None:
        self.calls.append(("offer_matches_again", job_id))

    def not_this_one(self, job_id: str, then: Callable[[bool], None]) -> None:
        self.calls.append(("not_this_one", job_id))

        def done() -> None:
            found = job_id in self.found
            if found:
                self.found.discard(job_id)
                self.change(job_id, state=JobState.UNCERTAIN, remote_id=None, clip_id=None)
            then(found)

        self._answer("not_this_one", done)

    def undo_lost(self, job_id: str) -> None:
        self.calls.append(("undo_lost", job_id))
        self._answer("undo_lost", lambda: self.change(job_id, state=JobState.UNCERTAIN))

    def mark_lost(self, job_id: str) -> None:
        self.calls.append(("mark_lost", job_id))
        self._answer("mark_lost", lambda: self.change(job_id, state=JobState.LOST))

    def remove_job(self, job_id: str, then: Callable[[bool], None] | None = None) -> None:
        self.calls.append(("remove_job", job_id))

        def done() -> None:
            if self.removable:
                self.removed[job_id] = self.jobs.pop(job_id)
                self.job_removed.emit(job_id)
            if then is not None:
                then(self.removable)

        self._answer("remove_job", done)

    def find_clips(
        self,
        query: ClipQuery,
        then: Callable[[list[str]], None],
        limit: int | None = None,
    ) -> Abandon:
        """The clips of the query, their prompts searched as they are written."""
        self.calls.append(("find_clips", query))
        found = [clip.id for clip in self._found(query)]
        return self._answer("find_clips", lambda: _give(then, found[:limit]))

    def count_days(
        self, query: ClipQuery, then: Callable[[list[tuple[date, int]]], None]
    ) -> Abandon:
        days = groupby(clip.created_at.astimezone().date() for clip in self._found(query))
        counted = [(day, len(list(clips))) for day, clips in days]
        return self._answer("count_days", lambda: _give(then, counted))

    def _found(self, query: ClipQuery) -> list[Clip]:
        found = [clip for clip in self.clips.values() if _fits(clip, query)]
        return sorted(found, key=_ORDERS[query.order], reverse=query.order in _BACKWARDS)

    look_again = Bridge.look_again

    def load_clips(self, clip_ids: Sequence[str], then: Callable[[list[Clip]], None]) -> Abandon:
        self.calls.append(("load_clips", tuple(clip_ids)))
        found = [self.clips[clip_id] for clip_id in clip_ids if clip_id in self.clips]
        return self._answer("load_clips", lambda: _give(then, found))

    def count_clips(self, service: str | None, then: Callable[[ClipCounts], None]) -> None:
        counted = [
            clip
            for clip in self.clips.values()
            if service in (None, clip.service) and clip.trashed_at is None
        ]
        missing = sum(1 for clip in counted if not clip.downloaded)
        size = sum(clip.media.size for clip in counted if clip.media is not None)
        self._answer("count_clips", lambda: _give(then, ClipCounts(len(counted), missing, size)))

    def load_tags(self, then: Callable[[list[tuple[str, int]]], None]) -> None:
        tags = Counter(tag for clip in self.clips.values() for tag in clip.marks.tags)
        self._answer("load_tags", lambda: _give(then, sorted(tags.items())))

    def load_details(
        self,
        clip_id: str,
        then: Callable[[ClipDetails], None],
        otherwise: Callable[[KadrajError], None] | None = None,
    ) -> Abandon:
        self.calls.append(("load_details", clip_id))
        details = self.details.get(clip_id, ClipDetails(self.clips[clip_id]))
        details = replace(details, clip=self.clips[clip_id])
        return self._answer("load_details", lambda: _give(then, details), otherwise)

    def mark(
        self,
        clip_ids: Sequence[str],
        change: MarksChange,
        then: Callable[[dict[str, Marks]], None] | None = None,
    ) -> None:
        self.calls.append(("mark", tuple(clip_ids), change))
        self._put_marks(
            "mark",
            lambda: {i: change.applied_to(self.clips[i].marks) for i in clip_ids},
            then,
        )

    def restore_marks(
        self,
        marks: Mapping[str, Marks],
        then: Callable[[dict[str, Marks]], None] | None = None,
    ) -> None:
        self.calls.append(("restore_marks", dict(marks)))
        self._put_marks("restore_marks", lambda: marks, then)

    def _put_marks(
        self,
        name: str,
        new_marks: Callable[[], Mapping[str, Marks]],
        then: Callable[[dict[str, Marks]], None] | None,
    ) -> None:
        def done() -> None:
            marks = new_marks()
            before = {i: self.clips[i].marks for i in marks if self.clips[i].marks != marks[i]}
            for clip_id in before:
                self.put_clip(replace(self.clips[clip_id], marks=marks[clip_id]))
            if then is not None:
                then(before)

        self._answer(name, done)

    def vote(self, pair: Pair, winner: str | None, then: Callable[[Vote], None]) -> None:
        self.calls.append(("vote", pair, winner))
        one, other = (self.clips[clip_id].service for clip_id in pair)
        vote = Vote(pair, (one, other), winner, NOW)

        def done() -> None:
            self.votes[frozenset(pair)] = vote
            self._tell_score()
            then(vote)

        self._answer("vote", done)

    def take_vote_back(self, pair: Pair, then: Callable[[None], None]) -> None:
        self.calls.append(("take_vote_back", pair))

        def done() -> None:
            del self.votes[frozenset(pair)]
            self._tell_score()
            then(None)

        self._answer("take_vote_back", done)

    def load_vote(self, pair: Pair, then: Callable[[Vote | None], None]) -> None:
        self._answer("load_vote", lambda: _give(then, self.votes.get(frozenset(pair))))

    def load_score(self, then: Callable[[Score], None]) -> None:
        self._answer("load_score", lambda: _give(then, Score.of(self.votes.values())))

    def _tell_score(self) -> None:
        self.score_changed.emit(Score.of(self.votes.values()))

    def trash(
        self,
        clip_ids: Sequence[str],
        then: Callable[[list[str]], None],
        otherwise: Callable[[KadrajError], None] | None = None,
    ) -> None:
        self.calls.append(("trash", tuple(clip_ids)))

        def done() -> None:
            for clip_id in clip_ids:
                self.put_clip(replace(self.clips[clip_id], trashed_at=NOW, file=None))
            then(list(clip_ids))

        files = {clip_id: self.clips[clip_id].file for clip_id in clip_ids}
        self.binned.update(files)
        self._answer("trash", done, otherwise)

    def untrash(
        self,
        clip_ids: Sequence[str],
        then: Callable[[list[str]], None],
        otherwise: Callable[[KadrajError], None] | None = None,
    ) -> None:
        self.calls.append(("untrash", tuple(clip_ids)))

        def done() -> None:
            for clip_id in clip_ids:
                file = self.binned.pop(clip_id)
                self.put_clip(replace(self.clips[clip_id], trashed_at=None, file=file))
            then(list(clip_ids))

        self._answer("untrash", done, otherwise)

    def set_downloads_paused(self, paused: bool) -> None:
        self.calls.append(("set_downloads_paused", paused))
        self.downloads_paused = paused
        self.downloads_pause_changed.emit(paused)

    def download_many(self, clip_ids: Sequence[str]) -> None:
        self.calls.append(("download_many", tuple(clip_ids)))

    def download_everything(self, service: str | None) -> None:
        self.calls.append(("download_everything", service))

    def export(
        self,
        clip_ids: Sequence[str],
        folder: Path,
        then: Callable[[Exported], None],
        otherwise: Callable[[KadrajError], None] | None = None,
    ) -> None:
        self.calls.append(("export", tuple(clip_ids), folder))
        here = [i for i in clip_ids if self.clips[i].downloaded]
        missing = tuple(i for i in clip_ids if i not in here)
        exported = Exported(tuple(folder / f"{i}.mp4" for i in here), missing)
        self._answer("export", lambda: _give(then, exported), otherwise)

    def continue_from(
        self,
        clip_id: str,
        seconds: float | None,
        then: Callable[[GenerationRequest], None],
        otherwise: Callable[[KadrajError], None],
    ) -> None:
        self.calls.append(("continue_from", clip_id, seconds))
        clip = self.clips[clip_id]
        request = GenerationRequest(
            clip.service,
            clip.prompt,
            clip.aspect_ratio,
            picture=self.still,
            continues=Continuation(clip_id, seconds or 0.0),
        )
        self._answer("continue_from", lambda: _give(then, request), otherwise)

    def plan_join(
        self,
        clip_ids: Sequence[str],
        then: Callable[[Joined], None],
        otherwise: Callable[[KadrajError], None],
        *,
        whole: bool = False,
    ) -> Abandon:
        self.calls.append(("plan_join", tuple(clip_ids), whole))
        frames = len(clip_ids) * 24
        counts = (0, 0) if whole else (1, self.encoded)
        barred = sum(self.clips[clip_id].aspect_ratio == "9:16" for clip_id in clip_ids)
        outcome = Joined(frames, *counts, True, width=1280, height=720, barred=barred)
        return self._answer("plan_join", lambda: _give(then, outcome), otherwise)

    def join(
        self,
        clip_ids: Sequence[str],
        then: Callable[[Clip | None], None],
        otherwise: Callable[[KadrajError], None],
        *,
        whole: bool = False,
    ) -> None:
        self.calls.append(("join", tuple(clip_ids), whole))
        joined = replace(self.clips[clip_ids[0]], id="joined", parents=tuple(clip_ids))
        self._answer("join", lambda: _give(then, joined), otherwise)

    def export_film(
        self,
        clip_id: str,
        target: Path,
        shape: FilmShape,
        then: Callable[[Path | None], None],
        otherwise: Callable[[KadrajError], None],
    ) -> None:
        self.calls.append(("export_film", clip_id, target, shape))
        self._answer("export_film", lambda: _give(then, target), otherwise)

    def estimate_film(
        self,
        clip_id: str,
        shape: FilmShape,
        then: Callable[[int], None],
        otherwise: Callable[[KadrajError], None],
    ) -> Abandon:
        self.calls.append(("estimate_film", clip_id, shape))
        return self._answer("estimate_film", lambda: _give(then, 3_000_000), otherwise)

    def import_folder(
        self,
        folder: Path,
        then: Callable[[Imported], None],
        otherwise: Callable[[KadrajError], None] | None = None,
    ) -> None:
        self.calls.append(("import_folder", folder))
        self._answer(
            "import_folder", lambda: _give(then, Imported(("i1",), (), self.refused)), otherwise
        )

    def move_library(
        self,
        folder: Path,
        then: Callable[[bool], None],
        otherwise: Callable[[KadrajError], None] | None = None,
    ) -> None:
        self.calls.append(("move_library", folder))
        if self.hold_work:
            self.end_work = lambda moved=True: then(moved)
        else:
            self._answer("move_library", lambda: _give(then, True), otherwise)

    def cancel_work(self, work_id: str) -> None:
        self.calls.append(("cancel_work", work_id))

    def download(self, clip_id: str) -> None:
        self.calls.append(("download", clip_id))
        self.downloads.add(clip_id)
        self.download_started.emit(clip_id)

    def watch(
        self,
        clip_id: str,
        then: Callable[[str], None],
        otherwise: Callable[[KadrajError], None],
    ) -> None:
        self.calls.append(("watch", clip_id))
        if clip_id in self.streams or "watch" in self.errors:
            self._answer("watch", lambda: _give(then, self.streams[clip_id]), otherwise)

    def leave(self) -> None:
        self.calls.append(("leave",))

    def save_report(
        self,
        target: Path,
        *,
        with_prompts: bool,
        then: Callable[[None], None],
        otherwise: Callable[[KadrajError], None],
    ) -> None:
        self.calls.append(("save_report", target, with_prompts))
        self._answer("save_report", lambda: _give(then, None), otherwise)

    def refresh_history(self, service: str, then: Callable[[object], None] | None = None) -> None:
        self.calls.append(("refresh_history", service))
        self._answer("refresh_history", lambda: _give(then, None) if then else None)

    def _answer(
        self,
        name: str,
        done: Callable[[], None],
        otherwise: Callable[[KadrajError], None] | None = None,
    ) -> Abandon:
        wanted = True

        def abandon() -> None:
            nonlocal wanted
            wanted = False

        def answer() -> None:
            error = self.errors.get(name)
            if self not in _OPEN or not wanted:
                return
            if error is None:
                done()
            else:
                (otherwise or self.call_failed.emit)(error)

        QTimer.singleShot(0, self, answer)
        return abandon


_ORDERS: Mapping[ClipOrder, Callable[[Clip], Any]] = {
    ClipOrder.NEWEST: lambda clip: clip.created_at,
    ClipOrder.OLDEST: lambda clip: clip.created_at,
    ClipOrder.BEST: lambda clip: (clip.marks.rating, clip.created_at),
    ClipOrder.LONGEST: lambda clip: clip.length or 0,
    ClipOrder.SHORTEST: lambda clip: clip.length or 0,
    ClipOrder.PROMPT: lambda clip: clip.prompt,
}
_BACKWARDS = {ClipOrder.NEWEST, ClipOrder.BEST, ClipOrder.LONGEST}


def _fits(clip: Clip, query: ClipQuery) -> bool:
    return (
        query.service in (None, clip.service)
        and query.place in (None, ClipPlace.HERE if clip.downloaded else ClipPlace.CLOUD)
        and query.aspect_ratio in (None, clip.aspect_ratio)
        and query.text in clip.prompt
        and clip.marks.favourite >= query.favourites
        and clip.marks.rating >= query.least_rating
        and set(query.tags) <= set(clip.marks.tags)
        and (query.since is None or clip.created_at >= query.since)
        and (query.until is None or clip.created_at < query.until)
        and (clip.trashed_at is not None) == query.trashed
    )


def a_request(
    prompt: str = "A lighthouse", service: str = "sora", **fields: Any
) -> GenerationRequest:
    """A request that its service would take."""
    table = TABLES[service]
    return GenerationRequest(
        service=service,
        prompt=prompt,
        **{
            "aspect_ratio": "16:9",
            "duration_seconds": table.default_duration,
            "model": table.models[0].name if table.models else None,
        }
        | fields,
    )


def clock_from_now() -> Callable[[], datetime]:
    """A clock that is at `NOW` and runs on: no day turns for whoever reads it."""
    ahead = NOW - datetime.now(UTC)
    return lambda: datetime.now(UTC) + ahead


def a_job(
    job_id: str,
    state: JobState = JobState.WAITING,
    *,
    prompt: str = "A lighthouse",
    service: str = "sora",
    request: GenerationRequest | None = None,
    **fields: Any,
) -> Job:
    """A job of today, with what its state implies."""
    implied: dict[str, Any] = {"created_at": NOW - timedelta(minutes=10)}
    if state is not JobState.WAITING:
        implied["submitted_at"] = NOW - timedelta(minutes=5)
    if state is JobState.UNCERTAIN:
        implied["failure"] = Failure(ErrorCode.SUBMIT_UNCERTAIN, {"service": service})
    if state is JobState.FAILED:
        implied["failure"] = Failure(
            ErrorCode.SERVICE_FAILED, {"service": service, "detail": "Too busy"}
        )
    if state in {JobState.COMPLETED, JobState.DOWNLOADING, JobState.READY}:
        implied |= {
            "started_at": NOW - timedelta(minutes=4),
            "completed_at": NOW - timedelta(minutes=1),
            "clip_id": f"clip-{job_id}",
        }
    return Job(
        id=job_id,
        request=request or a_request(prompt, service),
        state=state,
        **implied | fields,
    )


def a_clip(clip_id: str, service: str = "sora", **fields: Any) -> Clip:
    """A clip of today."""
    known: dict[str, Any] = {
        "remote_id": f"remote-{clip_id}",
        "created_at": NOW - timedelta(minutes=5),
        "prompt": "A lighthouse",
        "aspect_ratio": "16:9",
    }
    return Clip(id=clip_id, service=service, **known | fields)


def a_picture(path: Path, width: int = 64, height: int = 64) -> Picture:
    """A picture file as a request names it."""
    return Picture(path, "image/png", path.stat().st_size, width, height, path.name)
