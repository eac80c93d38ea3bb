"""How all jobs stand, and which of them have just ended."""

from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.jobs import NEEDS_USER, OPEN, RUNNING, Job, JobState
from app.ui.bridge import Bridge


class Ending(StrEnum):
    """How a job can have ended, the most welcome first; what needs the user has ended, too."""

    READY = "ready"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


class JobBook(QObject):
    """Follows the jobs of a bridge.

    `changed` tells that a figure may be another one, `ended` carries a job that has come to an
    ending, and which. What had ended before is no news, and is not kept here.
    """

    changed = Signal()
    ended = Signal(object, str)  # Job, Ending

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._states: dict[str, JobState] = {}
        self._endings: dict[str, Ending | None] = {}
        bridge.job_changed.connect(self._on_job_changed)
        bridge.job_removed.connect(self._on_job_removed)
        bridge.load_jobs(self._take_in, OPEN | NEEDS_USER)

    @property
    def running(self) -> int:
        """Jobs that were sent and are not on this computer yet."""
        return sum(state in RUNNING for state in self._states.values())

    @property
    def waiting(self) -> int:
        """Jobs that have not been sent."""
        return sum(state is JobState.WAITING for state in self._states.values())

    @property
    def needing_user(self) -> int:
        """Jobs that failed or whose fate is not known."""
        needing = (Ending.FAILED, Ending.UNCERTAIN)
        return sum(ending in needing for ending in self._endings.values())

    def _take_in(self, jobs: Iterable[Job]) -> None:
        """What there was at the beginning; what has changed since is known better."""
        for job in jobs:
            if job.id not in self._states:
                self._note(job)
        self.changed.emit()

    def _note(self, job: Job) -> Ending | None:
        self._states[job.id] = job.state
        self._endings[job.id] = ending = self._ending(job)
        return ending

    def _ending(self, job: Job) -> Ending | None:
        if job.state in NEEDS_USER or job.forgotten:
            return Ending.FAILED if job.state is JobState.FAILED else Ending.UNCERTAIN
        kept = job.state is JobState.COMPLETED and not self._bridge.settings.download_automatically
        return Ending.READY if job.state is JobState.READY or kept else None

    @Slot(object, bool)
    def _on_job_changed(self, job: Job, _added: bool) -> None:
        known = job.id in self._states
        before = self._endings.get(job.id)
        ending = self._note(job)
        if known and ending is not None and ending is not before:
            self.ended.emit(job, ending.value)
        self.changed.emit()

    @Slot(str)
    def _on_job_removed(self, job_id: str) -> None:
        self._states.pop(job_id, None)
        self._endings.pop(job_id, None)
        self.changed.emit()
