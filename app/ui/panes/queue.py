"""The queue beside the work: what runs, what needs the user, what waits, what is done."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.ui.bridge import Bridge
from app.ui.models.queue_model import QueueModel, utc_now
from app.ui.models.queue_rows import MOVES, Action, Group, needs_confirmation
from app.ui.panes.queue_deeds import QueueDeeds
from app.ui.panes.queue_header import QueueHeader
from app.ui.panes.queue_matches import QueueMatches
from app.ui.panes.queue_notices import QueueNotices
from app.ui.panes.queue_strip import QueueStrip
from app.ui.panes.queue_view import QueueView
from app.ui.texts import service_title
from app.ui.theme.styled import styled
from app.ui.thumbnails import ThumbnailLoader
from app.ui.widgets.empty_state import EmptyState
from app.ui.window_frame import STRIP

MIN_WIDTH: Final = 280
_WIDEST: Final = 16_777_215  # Qt's own QWIDGETSIZE_MAX: as wide as the splitter likes


class QueuePane(QWidget):
    """All jobs of both services, with what can be done about each, in the row itself.

    `opened` carries the clip of a finished job, `job_selected` the chosen job or None. `memory`
    keeps small habits, as in the composer.
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
        *,
        memory: QSettings | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("queuePane")
        styled(self, role="panel")
        self._bridge = bridge
        self._model = QueueModel(bridge, self, now=now)
        self._collapsed = False
        self._answer_no = QShortcut(QKeySequence("Esc"), self)
        self._answer_no.setEnabled(False)
        self._answer_no.activated.connect(self._on_escape)
        thumbnails = thumbnails or ThumbnailLoader(self)
        self._build(thumbnails)
        self._matches = QueueMatches(bridge, thumbnails, self)
        self._matches.said.connect(self._notices.say)
        self._matches.stage_needed.connect(self.stage_needed)
        self._deeds = QueueDeeds(bridge, self._model, self._matches, memory or QSettings(), self)
        self._deeds.opened.connect(self.opened)
        self._deeds.keys_requested.connect(self.keys_requested)
        self._deeds.said.connect(self._notices.say)
        self._deeds.came.connect(self._view.choose)
        self._deeds.undo.undone.connect(self._notices.withdraw)
        self._notices.undo_asked.connect(self._deeds.undo.take_back)
        self._deeds.announced.connect(self._view.announce)
        self._view.acted_on_many.connect(self._deeds.carry_out_on_many)
        self._view.moved.connect(self._deeds.move)
        self.addAction(self._deeds.undo.action)
        self._model.counts_changed.connect(self._on_counts_changed)
        self._model.modelReset.connect(self._on_counts_changed)
        self._retranslate()

    # -- Building ------------------------------------------------------------------------------

    def _build(self, thumbnails: ThumbnailLoader) -> None:
        self._strip = QueueStrip(self._model.words)
        self._strip.opened.connect(self._on_strip_opened)
        self._bridge.queue_paused.connect(self._strip.show_paused)
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
        self._header = QueueHeader(self._bridge, self._model)
        self._header.collapse_requested.connect(partial(self.set_collapsed, True))
        column.addWidget(self._header)
        column.addLayout(self._list_or_empty, 1)
        column.addWidget(self._notices)
        # Not before: a stack shows its first part at once, which would be a window without this.
        self._list_or_empty.addWidget(self._empty)
        self._list_or_empty.addWidget(self._view)
        self._sides = QStackedLayout(self)
        self._sides.addWidget(whole)
        self._sides.addWidget(self._strip)
        self._fit_width()

    # -- For the window ------------------------------------------------------------------------

    @property
    def collapsed(self) -> bool:
        """Whether only the strip is shown."""
        return self._collapsed

    @property
    def pause_actions(self) -> list[QAction]:
        """Those that pause one service or let it go on, wherever they stand."""
        return self._header.actions()

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

    def show_job(self, job_id: str) -> None:
        """Opens at a job, if it is there."""
        self.set_collapsed(False)
        job = self._model.job(job_id)
        if job is not None and self._model.service not in {None, job.service}:
            self._model.show_service(None)
        index = self._model.index_of(job_id)
        if index.isValid():
            self._view.choose([job_id])
            self._view.scrollTo(index)
            self._view.setFocus()

    @Slot()
    def take_keyboard(self) -> None:
        """Opens with the keyboard among its jobs, or at its head while there are none."""
        self.set_collapsed(False)
        self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        where = self._view if self._view.isVisible() else self._header
        where.setFocus(Qt.FocusReason.ShortcutFocusReason)

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
        self.setAccessibleName(self.tr("Queue"))
        self._view.setAccessibleName(self.tr("Jobs"))
        self._on_counts_changed()

    # -- Slots ---------------------------------------------------------------------------------

    @Slot()
    def _on_counts_changed(self) -> None:
        counts = self._model.counts()
        self._strip.set_counts({group: counts[group] for group in Group})
        self._list_or_empty.setCurrentIndex(int(self._model.rowCount() > 0))
        self._show_empty()

    def _show_empty(self) -> None:
        self._empty.set_texts(
            self.tr("Nothing in the queue. What you generate shows up here.")
            if self._model.service is None
            else self.tr("No jobs of {service}.").format(service=service_title(self._model.service))
        )

    @Slot()
    def _on_escape(self) -> None:
        self._model.take_back_question()
        self._answer_no.setEnabled(False)

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
            self._deeds.carry_out(job, asked)
        elif action is Action.OTHER:
            other = self._model.other(job_id)
            if other is not None:
                self.show_job(other.id)
        elif action in MOVES:
            self._deeds.step(self._view.movable(job_id), action)
            self._view.scrollTo(self._model.index_of(job_id))
        elif needs_confirmation(action, job):
            self._model.ask(job_id, action)
            self._answer_no.setEnabled(True)
            self._view.scrollTo(self._model.index_of(job_id))
        else:
            self._deeds.carry_out(job, action)
