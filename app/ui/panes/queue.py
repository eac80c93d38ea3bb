"""The queue beside the work: what runs, what needs the user, what waits, what is done."""

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import KadrajError
from app.domain.jobs import Job
from app.domain.reconciling import Search
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.desktop import open_in_browser
from app.ui.models.queue_model import QueueModel
from app.ui.models.queue_rows import Action, Group, needs_confirmation
from app.ui.models.uncertain_words import UncertainWords
from app.ui.panes.queue_matches import QueueMatches
from app.ui.panes.queue_notices import QueueNotices
from app.ui.panes.queue_strip import QueueStrip
from app.ui.panes.queue_view import QueueView
from app.ui.texts import error_text
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF, PANE_PADDING
from app.ui.thumbnails import ThumbnailLoader
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.icon_button import icon_button
from app.ui.widgets.notice import Tone
from app.ui.window_frame import STRIP

MIN_WIDTH: Final = 280
_WIDEST: Final = 16_777_215  # Qt's own QWIDGETSIZE_MAX: as wide as the splitter likes


class QueuePane(QWidget):
    """All jobs of both services, with what can be done about each, in the row itself.

    `opened` carries the clip of a finished job, `job_selected` the chosen job or None.
    """

    opened = Signal(str)  # clip id
    keys_requested = Signal()
    stage_needed = Signal(bool)  # whether a video is watched here, and none elsewhere meanwhile
    job_selected = Signal(object)  # Job or None
    collapsed_changed = Signal(bool)

    def __init__(
        self,
        bridge: Bridge,
        thumbnails: ThumbnailLoader | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("queuePane")
        styled(self, role="panel")
        self._bridge = bridge
        self._model = QueueModel(bridge, self)
        self._uncertain = UncertainWords(self)
        self._collapsed = False
        self._answer_no = QShortcut(QKeySequence("Esc"), self)
        self._answer_no.setEnabled(False)
        self._answer_no.activated.connect(self._on_escape)
        thumbnails = thumbnails or ThumbnailLoader(self)
        self._build(thumbnails)
        self._matches = QueueMatches(bridge, thumbnails, self)
        self._matches.said.connect(self._notices.say)
        self._matches.stage_needed.connect(self.stage_needed)
        self._matches.again.connect(self._on_look_again)
        self._model.counts_changed.connect(self._on_counts_changed)
        self._model.modelReset.connect(self._on_counts_changed)
        bridge.queue_paused.connect(self._on_queue_paused)
        self._retranslate()

    # -- Building ------------------------------------------------------------------------------

    def _build(self, thumbnails: ThumbnailLoader) -> None:
        self._strip = QueueStrip(self._model.words)
        self._strip.opened.connect(self._on_strip_opened)
        self._view = QueueView(self._model, thumbnails)
        self._view.acted.connect(self._on_acted)
        self._view.selected.connect(self.job_selected)
        self._notices = QueueNotices(self._bridge, self._view)
        self._notices.keys_requested.connect(self.keys_requested)
        self._empty = EmptyState("queue")
        self._list_or_empty = QStackedLayout()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_header())
        column.addLayout(self._list_or_empty, 1)
        column.addWidget(self._notices)
        # Not before: a stack shows its first part at once, which would be a window without this.
        self._list_or_empty.addWidget(self._empty)
        self._list_or_empty.addWidget(self._view)
        self._sides = QStackedLayout(self)
        self._sides.addWidget(whole)
        self._sides.addWidget(self._strip)
        self._fit_width()

    def _build_header(self) -> QWidget:
        header = styled(QWidget(), role="toolbar")
        self._title = styled(QLabel(), level="strong")
        self._count = styled(QLabel(), tone="dim")
        self._count.setObjectName("queueCount")
        self._pause = styled(QPushButton(), kind="quiet", tone="dim")
        self._pause.setObjectName("pauseButton")
        self._pause.clicked.connect(self._on_pause_clicked)
        self._collapse = icon_button("queueCollapseButton", "collapse")
        self._collapse.clicked.connect(partial(self.set_collapsed, True))
        row = QHBoxLayout(header)
        row.setContentsMargins(PANE_PADDING, 0, GRID, 0)
        row.setSpacing(HALF)
        row.addWidget(self._title)
        row.addSpacing(HALF)
        row.addWidget(self._count)
        row.addStretch()
        row.addWidget(self._pause)
        row.addWidget(self._collapse)
        return header

    # -- For the window ------------------------------------------------------------------------

    @property
    def collapsed(self) -> bool:
        """Whether only the strip is shown."""
        return self._collapsed

    def set_collapsed(self, collapsed: bool) -> None:
        """Shrinks to a strip with counts, or opens again."""
        if collapsed == self._collapsed:
            return
        self._collapsed = collapsed
        had_focus = self.isAncestorOf(focus) if (focus := self.focusWidget()) else False
        self._sides.setCurrentIndex(int(collapsed))
        self._fit_width()
        if had_focus and not collapsed:
            self._view.setFocus()
        self.collapsed_changed.emit(collapsed)

    def shut(self) -> None:
        """Closes what plays beside the pane. For the end of the program."""
        self._matches.shut()

    def _fit_width(self) -> None:
        self.setMinimumWidth(STRIP if self._collapsed else MIN_WIDTH)
        self.setMaximumWidth(STRIP if self._collapsed else _WIDEST)

    # -- Events --------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.set_watched(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.set_watched(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._model.retranslate()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Queue"))
        self.setAccessibleName(self.tr("Queue"))
        self._view.setAccessibleName(self.tr("Jobs"))
        self._empty.set_texts(self.tr("Nothing in the queue. What you generate shows up here."))
        self._collapse.setToolTip(self.tr("Collapse the queue"))
        self._collapse.setAccessibleName(self.tr("Collapse the queue"))
        self._show_pause()
        self._on_counts_changed()

    def _show_pause(self) -> None:
        paused = self._bridge.paused
        self._pause.setText(self.tr("Resume") if paused else self.tr("Pause"))
        self._pause.setToolTip(
            self.tr("Sends waiting jobs again")
            if paused
            else self.tr("Holds waiting jobs back; what was sent goes on")
        )
        styled(self._pause, tone="" if paused else "dim")

    # -- Slots ---------------------------------------------------------------------------------

    @Slot()
    def _on_counts_changed(self) -> None:
        self._count.setText(formats.number(self._model.open_count))
        self._count.setVisible(self._model.open_count > 0)
        self._strip.set_counts({group: self._model.count(group) for group in Group})
        self._list_or_empty.setCurrentIndex(int(self._model.rowCount() > 0))

    @Slot()
    def _on_escape(self) -> None:
        self._model.take_back_question()
        self._answer_no.setEnabled(False)

    @Slot()
    def _on_pause_clicked(self) -> None:
        self._bridge.set_paused(not self._bridge.paused)

    @Slot()
    def _on_queue_paused(self) -> None:
        self._show_pause()

    @Slot()
    def _on_strip_opened(self) -> None:
        self.set_collapsed(False)

    # -- What the user wants -------------------------------------------------------------------

    @Slot(str, object)
    def _on_acted(self, job_id: str, action: Action) -> None:
        job = self._model.job_at(self._model.index_of(job_id))
        if job is None:
            return
        asked = self._model.question(job_id)
        self._on_escape()
        if action is Action.CONFIRM and asked is not None:
            self._carry_out(job, asked)
        elif needs_confirmation(action, job):
            self._model.ask(job_id, action)
            self._answer_no.setEnabled(True)
            self._view.scrollTo(self._model.index_of(job_id))
        else:
            self._carry_out(job, action)

    def _carry_out(self, job: Job, action: Action) -> None:  # noqa: C901 - one flat table
        match action:
            case Action.OPEN if job.clip_id is not None:
                self.opened.emit(job.clip_id)
            case Action.CHOOSE:
                self._matches.ask(job)
            case Action.CHECK_NOW if not self._model.checking(job.id):
                self._check(job)
            case Action.MARK_LOST:
                self._bridge.mark_lost(job.id)
                back = partial(self._bridge.undo_lost, job.id)
                self._notices.say(self.tr("Marked as lost."), "plain", back)
            case Action.NOT_THIS:
                self._matches.give_back(job.id)
            case Action.OFFER_AGAIN:
                self._matches.offer_again(job.id)
            case Action.SEND_AGAIN | Action.TRY_AGAIN:
                self._bridge.send_again(job.id)
            case Action.CHANGE_KEY:
                self.keys_requested.emit()
            case Action.IN_BROWSER if job.failure is not None:
                self._open_in_browser(str(job.failure.params.get("url") or job.video_url))
            case Action.DOWNLOAD if job.clip_id is not None:
                self._bridge.download(job.clip_id)
                self._model.settle()
            case Action.COPY_PROMPT:
                QGuiApplication.clipboard().setText(job.request.prompt)
                self._notices.say(self.tr("Prompt copied"), "good")
            case Action.REMOVE:
                self._bridge.remove_job(job.id)
            case _:
                pass

    def _open_in_browser(self, address: str) -> None:
        if not open_in_browser(address):
            self._notices.say(self.tr("No browser could be opened."), "warn")

    @Slot(str)
    def _on_look_again(self, job_id: str) -> None:
        job = self._model.job_at(self._model.index_of(job_id))
        if job is not None:
            self._check(job)

    def _check(self, job: Job) -> None:
        self._model.set_checking(job.id, True)
        self._bridge.check_now(
            job.id, partial(self._on_checked, job), partial(self._on_check_failed, job)
        )

    def _on_checked(self, job: Job, search: Search) -> None:
        self._model.set_checking(job.id, False)
        if not self._matches.ask(job):
            tone: Tone = "good" if search.found else "plain"
            back = partial(self._matches.give_back, job.id) if search.found else None
            self._notices.say(self._uncertain.outcome(job.service, search), tone, back)

    def _on_check_failed(self, job: Job, error: KadrajError) -> None:
        self._model.set_checking(job.id, False)
        self._notices.say(error_text(error), "bad")
