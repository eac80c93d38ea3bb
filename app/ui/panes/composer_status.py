"""The line above *Generate*: what waits, what is left, what became of the last press."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.domain.jobs import Job, JobState
from app.domain.replies import Quota
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.texts import service_title
from app.ui.theme.styled import styled
from app.ui.widgets.elided_label import ElidedLabel

#: How long the word that a job is in the queue stays, in milliseconds.
_CONFIRMED_FOR: Final = 4000


class ComposerStatus(ElidedLabel):
    """One service's waiting jobs and videos left today: `2 jobs waiting, 18 left today`.

    With others that are asked for the same it counts them all: `Sora 18, Veo 5 left today`. For a
    while, or while something lasts, it says something nearer instead.
    """

    def __init__(self, bridge: Bridge, service: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName(f"composerStatus_{service}")
        styled(self, level="secondary")
        self._bridge = bridge
        self._service = service
        self._also: tuple[str, ...] = ()
        self._waiting: dict[str, str] = {}  # jobs, with their services
        self._reading = self._asking = False
        self._confirmed = QTimer(self)
        self._confirmed.setSingleShot(True)
        self._confirmed.setInterval(_CONFIRMED_FOR)
        self._confirmed.timeout.connect(self._show)
        bridge.job_changed.connect(self._on_job_changed)
        bridge.job_removed.connect(self._on_job_removed)
        bridge.quota_changed.connect(self._on_quota_changed)
        bridge.signed_in.connect(self._on_keys_changed)
        bridge.signed_out.connect(self._on_keys_changed)
        bridge.load_jobs(self._on_jobs_loaded)
        self._show()

    def confirm(self) -> None:
        """Says for a while that a job is in the queue."""
        self._confirmed.start()
        self._show()

    def withdraw(self) -> None:
        """Says that no longer: what is in the fields is something new."""
        self._confirmed.stop()
        self._show()

    def set_also(self, services: Sequence[str]) -> None:
        """The other services that are asked for the same."""
        self._also = tuple(services)
        self._show()

    def set_reading(self, reading: bool) -> None:
        """Whether a picture is being read and *Generate* waits for it."""
        self._reading = reading
        self._show()

    def set_asking(self, asking: bool) -> None:
        """Whether *Generate* waits for the user's word on a picture."""
        self._asking = asking
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _show(self) -> None:
        if self._reading:
            text, tone = self.tr("Generates as soon as the picture was read…"), "dim"
        elif self._asking:
            text = self.tr("Use the copy, or go on without the picture")
            tone = "bad"
        elif self._confirmed.isActive():
            text, tone = "✓ " + self.tr("In the queue"), "good"
        else:
            text, tone = formats.sentence(", ".join(self._figures())), "faint"
        self.setText(text)
        styled(self, tone=tone)
        # Without a key nothing comes here; with one the line waits for its figures.
        self.setHidden(not text and self._service not in self._bridge.services)

    def _figures(self) -> list[str]:
        services = (self._service, *self._also)
        figures = []
        waiting = sum(service in services for service in self._waiting.values())
        if waiting:
            figures.append(self.tr("%n job(s) waiting", "", waiting))
        left = {
            service: formats.number(remaining)
            for service in services
            if service in self._bridge.services
            and (remaining := self._bridge.quota(service).remaining) is not None
        }
        if left:
            named = [f"{service_title(service)} {count}" for service, count in left.items()]
            count = ", ".join(named if self._also else left.values())
            figures.append(self.tr("{count} left today").format(count=count))
        return figures

    def _on_jobs_loaded(self, jobs: list[Job]) -> None:
        for job in jobs:
            self._note(job)
        self._show()

    def _note(self, job: Job) -> None:
        if job.state is JobState.WAITING:
            self._waiting[job.id] = job.service
        else:
            self._waiting.pop(job.id, None)

    @Slot(object, bool)
    def _on_job_changed(self, job: Job, _added: bool) -> None:
        self._note(job)
        self._show()

    @Slot(str)
    def _on_job_removed(self, job_id: str) -> None:
        self._waiting.pop(job_id, None)
        self._show()

    @Slot(str, object)
    def _on_quota_changed(self, _service: str, _quota: Quota) -> None:
        self._show()

    @Slot(tuple)
    def _on_keys_changed(self, _services: tuple[str, ...]) -> None:
        self._show()
