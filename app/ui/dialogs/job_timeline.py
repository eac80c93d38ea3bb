"""What became of a job, step by step, and how long each step lasted."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from app.domain.jobs import OPEN, Job, JobEvent
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.delegates.timeline_delegate import STEP, TimelineDelegate
from app.ui.dialogs.dialog import Dialog
from app.ui.dialogs.frame import dialog_column
from app.ui.models.timeline_model import TimelineWords
from app.ui.texts import service_title
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.service_dot import ServiceDot

_SIZE: Final = QSize(560, 520)
_TICK_MS: Final = 1000


class _Steps(QListWidget):
    """Rows whose height follows their words."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class JobTimeline(Dialog):
    """A job's steps, kept up to date while it is open."""

    def __init__(self, bridge: Bridge, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobTimeline")
        styled(self, role="panel")
        self._bridge = bridge
        self._job = job
        self._events: Sequence[JobEvent] = ()
        self._words = TimelineWords(self)
        self._title = styled(QLabel(), level="heading")
        self._prompt = ElidedLabel(lines=2)
        self._prompt.setObjectName("timelinePrompt")
        self._facts = styled(QLabel(), level="secondary", tone="dim")
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._list = _Steps()
        self._list.setObjectName("timelineSteps")
        self._list.setItemDelegate(TimelineDelegate(self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._summary = styled(QLabel(), level="secondary", tone="dim")
        self._summary.setObjectName("timelineSummary")
        self._copy = QPushButton()
        self._copy.setObjectName("timelineCopyButton")
        self._copy.clicked.connect(self._on_copy)
        self._close = QPushButton()
        self._close.setObjectName("timelineCloseButton")
        self._close.clicked.connect(self.accept)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._show)
        self._lay_out()
        self._retranslate()
        bridge.job_changed.connect(self._on_job_changed)
        bridge.load_timeline(job.id, self._on_loaded)

    # -- Building ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        facts = QHBoxLayout()
        facts.setSpacing(HALF + 2)
        facts.addWidget(ServiceDot(self._job.service))
        facts.addWidget(self._facts, 1)
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self._summary, 1)
        foot.addWidget(self._copy)
        foot.addWidget(self._close)
        column = dialog_column(self, GRID)
        column.addWidget(self._title)
        column.addWidget(self._prompt)
        column.addLayout(facts)
        column.addWidget(self._list, 1)
        column.addLayout(foot)
        self.resize(_SIZE)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Timeline"))
        self._title.setText(self.tr("Timeline"))
        self._list.setAccessibleName(self.tr("Steps"))
        self._copy.setText(self.tr("Copy"))
        self._close.setText(self.tr("Close"))
        self._show()

    # -- What is shown -------------------------------------------------------------------------

    def _on_loaded(self, events: list[JobEvent]) -> None:
        self._events = events
        self._show()
        self._list.setCurrentRow(self._list.count() - 1)

    @Slot(object, bool)
    def _on_job_changed(self, job: Job, _added: bool) -> None:
        if job.id == self._job.id:
            self._job = job
            self._bridge.load_timeline(job.id, self._on_loaded)

    @Slot()
    def _show(self) -> None:
        job = self._job
        self._prompt.setText(" ".join(job.request.prompt.split()))
        asked = job.request
        facts = [service_title(job.service), asked.aspect_ratio]
        if asked.duration_seconds is not None:
            facts.append(
                self.tr("{seconds} s").format(seconds=formats.number(asked.duration_seconds))
            )
        facts += [part for part in (asked.model, asked.picture and asked.picture.name) if part]
        self._facts.setText(" · ".join(facts))
        steps = self._words.steps(job, self._events, datetime.now(UTC))
        while self._list.count() > len(steps):
            self._list.takeItem(self._list.count() - 1)
        for row, step in enumerate(steps):
            item = self._list.item(row) or QListWidgetItem(self._list)
            if item.data(STEP) != step:
                item.setData(STEP, step)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, step.spoken)
        self._summary.setText(self._words.summary(job, self._bridge.usual_time(job.service)))
        if job.state in OPEN:
            self._clock.start()
        else:
            self._clock.stop()

    @Slot()
    def _on_copy(self) -> None:
        steps = self._words.steps(self._job, self._events, datetime.now(UTC))
        QGuiApplication.clipboard().setText("\n".join(step.spoken for step in steps))
