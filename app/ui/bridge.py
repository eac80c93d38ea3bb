"""Between the window and the engine: events become signals, calls become tasks.

Widgets know this object and no engine. Everything runs on the window's thread, for the loop is Qt's
own (qasync); a call returns at once and its outcome comes to `then` or `otherwise`.
"""

from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.capabilities import Capabilities
from app.domain.errors import KadrajError
from app.domain.events import (
    Event,
    JobChanged,
    JobRemoved,
    JobsMoved,
    QueuePaused,
    QuotaChanged,
    ScoreChanged,
    ServiceTroubled,
    SignedIn,
    SignedOut,
    UncertainSearched,
    UsualTimeLearned,
)
from app.domain.jobs import Job, JobState
from app.domain.reconciling import Search
from app.domain.replies import Quota
from app.domain.requests import Picture
from app.domain.secrets import Secret
from app.domain.settings import Settings
from app.engine.access import KeyCheck
from app.engine.filmstrips import filmstrip_of
from app.engine.studio import Studio
from app.ui.calls import Otherwise, Then
from app.ui.queue_bridge import QueueBridge
from app.ui.texts import name_services

__all__ = ["Bridge", "Otherwise", "Then"]

WriteReport = Callable[[Path, bool], Coroutine[None, None, None]]


class Bridge(QueueBridge):
    """The engine as the window sees it.

    Each call takes `then`, called with the outcome, and `otherwise`, called with the error; without
    `otherwise` an error goes out as `call_failed`. Neither is called once `shut` was called.
    """

    job_changed = Signal(object, bool)  # Job, added
    job_removed = Signal(str)  # job id
    uncertain_searched = Signal(str, object)  # job id, Search
    quota_changed = Signal(str, object)  # service, Quota
    service_troubled = Signal(str, object)  # service, KadrajError or None
    usual_time_learned = Signal(str, float, float)  # service, seconds low, seconds high
    jobs_moved = Signal(list)  # of Job
    queue_paused = Signal(bool)  # whether all are; comes for each service, too
    signed_in = Signal(tuple)  # services
    signed_out = Signal(tuple)  # services
    settings_changed = Signal(object)  # Settings

    def __init__(
        self, studio: Studio, write_report: WriteReport, parent: QObject | None = None
    ) -> None:
        super().__init__(studio, parent)
        self._write_report = write_report
        name_services(studio.capabilities.values())
        self._unsubscribe = studio.hub.subscribe(self._on_event)

    async def shut(self) -> None:
        """Ends all calls; nothing is emitted any more."""
        self._unsubscribe()
        await self.end_calls()

    # -- What is known at once -----------------------------------------------------------------

    @property
    def capabilities(self) -> Mapping[str, Capabilities]:
        """The services' tables, in the order of the tabs."""
        return self._studio.capabilities

    @property
    def services(self) -> tuple[str, ...]:
        """The services a key is held for."""
        return self._studio.access.services

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._studio.settings

    @property
    def paused(self) -> bool:
        """Whether all waiting jobs are held back."""
        return self.paused_services.issuperset(self._studio.capabilities)

    @property
    def paused_services(self) -> frozenset[str]:
        """The services whose waiting jobs are held back."""
        return self._studio.pauses.services

    def quota(self, service: str) -> Quota:
        """What the service last said of today's figures."""
        return self._studio.quotas.of(service)

    def total(self, service: str) -> int | None:
        """How many videos the service says it has made."""
        return self._studio.history.total(service)

    def usual_time(self, service: str) -> tuple[float, float] | None:
        """How long the service usually renders, in seconds, or None with too little history."""
        return self._studio.estimates.usual(service)

    def last_search(self, job_id: str) -> Search | None:
        """What came of the last look for an uncertain job; None before the first."""
        return self._studio.last_search(job_id)

    @property
    def library_away(self) -> Path | None:
        """The library's folder where it held videos and is not there now."""
        return self._studio.library_away

    def was_found(self, job: Job) -> bool:
        """Whether a job's video was found for it in the history, which `not_this_one` can undo."""
        return self._studio.was_found(job)

    def unusually_long(self, job_id: str) -> bool:
        """Whether nothing was heard of a job for an hour while its service had it."""
        return self._studio.unusually_long(job_id)

    def next_reading(self, service: str) -> datetime | None:
        """When a service is asked again for its history and what is left of today's videos."""
        return self._studio.history.next_reading(service)

    def change_settings(self, settings: Settings) -> None:
        """Keeps and applies settings; where they cannot be kept, those before stay in force."""
        try:
            self._studio.change_settings(settings)
        except KadrajError as error:
            self.settings_changed.emit(self.settings)
            self.call_failed.emit(error)
        else:
            self.settings_changed.emit(settings)

    def set_paused(self, paused: bool, service: str | None = None) -> None:
        """Holds a service's waiting jobs back, or lets them go; without a name those of all."""
        self._call("set paused", self._studio.pauses.set(paused, service))

    # -- Keys ----------------------------------------------------------------------------------

    def check_keys(self, keys: Mapping[str, Secret], then: Then[dict[str, KeyCheck]]) -> None:
        """Tries keys; `then` gets what came of each."""
        self._call("check keys", self._studio.access.check_all(keys), then)

    def sign_in(
        self, keys: Mapping[str, Secret], *, remember: bool, then: Then[KadrajError | None]
    ) -> None:
        """Uses keys; `then` gets the keyring's trouble or None."""
        self._call("sign in", self._studio.access.sign_in(keys, remember=remember), then)

    def sign_out(self, then: Then[None], otherwise: Otherwise | None = None) -> None:
        """Forgets all keys, here and in the keyring."""
        self._call("sign out", self._studio.access.sign_out(), then, otherwise)

    # -- Pictures ------------------------------------------------------------------------------

    def inspect_picture(
        self, path: Path, then: Then[Picture], otherwise: Otherwise, name: str | None = None
    ) -> None:
        """Looks into a picture file, by its bytes."""
        self._call(
            "inspect picture", self._studio.media.inspect_picture(path, name), then, otherwise
        )

    def filmstrip(self, clip_id: str, then: Then[Path | None]) -> None:
        """Has a clip's filmstrip made; `then` gets its path, or None for a clip without one."""
        work = filmstrip_of(self._studio.library, self._studio.media, clip_id)
        self._call("filmstrip", work, then, lambda _error: then(None))

    def watch(self, clip_id: str, then: Then[str], otherwise: Otherwise) -> None:
        """Finds a clip that is not here; `then` gets an address for the player, or nothing for
        what has to be downloaded first."""
        self._call("watch", self._studio.watching.open(clip_id), then, otherwise)

    def leave(self) -> None:
        """Ends what the player is being sent."""
        self._studio.watching.leave()

    def refresh_history(self, service: str, then: Then[object] | None = None) -> None:
        """Reads a service's history now."""
        self._call("refresh history", self._studio.history.refresh(service), then)

    # -- Help ----------------------------------------------------------------------------------

    def save_report(
        self, target: Path, *, with_prompts: bool, then: Then[None], otherwise: Otherwise
    ) -> None:
        """Writes what helps to find a fault into a ZIP, with the user's prompts or without."""
        self._call("save report", self._write_report(target, with_prompts), then, otherwise)

    # -- Inside --------------------------------------------------------------------------------

    def _on_event(self, event: Event) -> None:  # noqa: C901 - one flat table
        match event:
            case JobChanged(job, added):
                self.job_changed.emit(job, added)
                if job.state is JobState.DOWNLOADING and job.clip_id is not None:
                    self.download_started.emit(job.clip_id)
            case JobRemoved(job_id):
                self.job_removed.emit(job_id)
            case UncertainSearched(job_id, search):
                self.uncertain_searched.emit(job_id, search)
            case QuotaChanged(service, quota):
                self.quota_changed.emit(service, quota)
            case ServiceTroubled(service, trouble):
                self.service_troubled.emit(service, trouble)
            case UsualTimeLearned(service, low, high):
                self.usual_time_learned.emit(service, low, high)
            case JobsMoved(jobs):
                self.jobs_moved.emit(list(jobs))
            case QueuePaused():
                self.queue_paused.emit(self.paused)
            case ScoreChanged(score):
                self.score_changed.emit(score)
            case SignedIn(services):
                self.signed_in.emit(services)
            case SignedOut(services):
                self.signed_out.emit(services)
            case _:
                self._on_library_event(event)
