"""What is done with the queue's jobs when the user says so, and how it is taken back."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QSettings, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.errors import KadrajError
from app.domain.jobs import Job, JobState
from app.domain.reconciling import Search
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.desktop import open_in_browser
from app.ui.dialogs.edit_job import EditJobDialog
from app.ui.dialogs.job_timeline import JobTimeline
from app.ui.models.queue_model import QueueModel
from app.ui.models.queue_rows import Action, removable, was_sent
from app.ui.models.uncertain_words import UncertainWords
from app.ui.panes.queue_matches import QueueMatches
from app.ui.texts import error_text, service_title
from app.ui.undo import Undo
from app.ui.widgets.notice import Tone


class QueueDeeds(QObject):
    """Carries out actions. `said` carries what came of one, its tone, and how it is taken back (or
    None); `undo` takes back the last ones, one after the other."""

    opened = Signal(str)  # clip id
    keys_requested = Signal()
    said = Signal(str, str, object)
    came = Signal(list)  # ids of the jobs that are here by what was done
    announced = Signal(str)  # for those who do not see what has moved

    def __init__(
        self,
        bridge: Bridge,
        model: QueueModel,
        matches: QueueMatches,
        memory: QSettings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._model = model
        self._matches = matches
        self._memory = memory
        self._window = parent
        self._editing = False  # or about to
        self._uncertain = UncertainWords(self)
        self.undo = Undo(self)
        matches.again.connect(self._on_look_again)

    def carry_out(self, job: Job, action: Action) -> None:  # noqa: C901 - one flat table
        """Does with a job what was said."""
        match action:
            case Action.OPEN if job.clip_id is not None:
                self.opened.emit(job.clip_id)
            case Action.CHOOSE:
                self._matches.ask(job)
            case Action.CHECK_NOW if not self._model.checking(job.id):
                self._check(job)
            case Action.MARK_LOST:
                self._bridge.mark_lost(job.id)
                self._tell(self.tr("Marked as lost."), partial(self._bridge.undo_lost, job.id))
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
            case Action.PUT_BACK if job.clip_id is not None:
                self._bridge.untrash([job.clip_id], self._on_put_back, self._complain)
            case Action.EDIT if not self._editing:
                self._editing = True
                self._bridge.hold_job(job.id, self._edit, self._on_not_held)
            case Action.DUPLICATE:
                self._duplicate([job])
            case Action.COPY_PROMPT:
                QGuiApplication.clipboard().setText(job.request.prompt)
                self.said.emit(self.tr("Prompt copied"), "good", None)
            case Action.TIMELINE:
                self._show_timeline(job)
            case Action.REMOVE:
                self._bridge.remove_job(job.id, partial(self._on_removed, job))
            case _:
                pass

    def carry_out_on_many(self, job_ids: Sequence[str], action: Action) -> None:
        """Does with several jobs what was said; those it cannot be done with are passed over."""
        jobs = [job for job_id in job_ids if (job := self._model.job(job_id)) is not None]
        if action is Action.DUPLICATE:
            self._duplicate(jobs)
            return
        gone = [job for job in jobs if removable(job)]
        for job in gone:
            self._bridge.remove_job(job.id)
        if gone:
            back = partial(self._bring_back, [job.id for job in gone])
            words = self.tr("%n job(s) removed from the queue.", "", len(gone))
            if any(was_sent(job) for job in gone):
                words += " " + self.tr("What was sent goes on, and will be in your history.")
            self._tell(words, back)

    # -- Those that wait -----------------------------------------------------------------------

    def step(self, job_ids: Sequence[str], action: Action) -> None:
        """Takes waiting jobs up, down or to the front, among those that are shown."""
        line = self._model.shown_line()
        rest = [job_id for job_id in line if job_id not in job_ids]
        moving = [job_id for job_id in line if job_id in job_ids]
        if not moving:
            return
        above = line.index(moving[0])
        if action is Action.MOVE_UP:
            place = max(0, above - 1)
        elif action is Action.MOVE_DOWN:
            place = above + 1
        else:
            place = 0
        self.move(moving, rest[place] if place < len(rest) else None)
        number = formats.number(min(place, len(rest)) + 1)
        self.announced.emit(
            self.tr("Place {number} of {count}").format(
                number=number, count=formats.number(len(line))
            )
        )

    def move(self, job_ids: Sequence[str], before: str | None) -> None:
        """Puts waiting jobs in front of another one, or last."""
        line = self._model.line()
        behind = dict(zip(line, [*line[1:], None], strict=True))
        self._bridge.move_jobs(job_ids, before)
        self.undo.push(partial(self._move_back, [(i, behind.get(i)) for i in job_ids]))

    def _move_back(self, places: Sequence[tuple[str, str | None]]) -> None:
        for job_id, before in reversed(places):
            self._bridge.move_jobs([job_id], before)

    def _edit(self, job: Job) -> None:
        dialog = EditJobDialog(self._bridge, job, self._memory, self._window)
        dialog.finished.connect(partial(self._on_edit_over, job.id))
        dialog.finished.connect(dialog.deleteLater)
        dialog.saved.connect(self._on_saved)
        self._model.set_editing(job.id)
        dialog.open()

    def _on_edit_over(self, job_id: str, _result: int) -> None:
        self._editing = False
        self._model.set_editing(None)
        self._bridge.release_job(job_id)

    def _on_not_held(self, error: KadrajError) -> None:
        self._editing = False
        self._complain(error)

    @Slot(object)
    def _on_saved(self, before: Job) -> None:
        if before.state is JobState.WAITING:
            self._tell(self.tr("Changes saved."), partial(self._edit_back, before))

    def _edit_back(self, before: Job) -> None:
        self._bridge.edit_job(before.id, before.request, lambda _job: None, self._complain)

    def _duplicate(self, jobs: Sequence[Job]) -> None:
        copies: list[str] = []
        back = partial(self._remove_again, copies)
        for job in jobs:
            self._bridge.duplicate_job(job.id, partial(self._on_duplicated, copies, back))

    def _on_duplicated(self, copies: list[str], back: Callable[[], None], copy: Job) -> None:
        """What was asked for at once is one step back, however many come of it."""
        copies.append(copy.id)
        self.came.emit(copies)
        if len(copies) == 1:
            self.undo.push(back)
        self.said.emit(self.tr("%n job(s) duplicated.", "", len(copies)), "plain", back)

    def _remove_again(self, copies: Sequence[str]) -> None:
        for job_id in copies:
            self._bridge.remove_job(job_id)

    # -- Taken out -----------------------------------------------------------------------------

    def _on_removed(self, job: Job, removed: bool) -> None:
        if not removed:
            self.said.emit(self.tr("This job is being sent by now; it stays."), "warn", None)
            return
        words = self.tr("Removed from the queue.")
        if was_sent(job):
            words = self.tr(
                "Not followed any more. {service} goes on making it, and the video will be in"
                " your history."
            ).format(service=service_title(job.service))
        elif job.clip_id is not None:
            words = self.tr("Removed from the queue; the video stays in your history.")
        self._tell(words, partial(self._bring_back, [job.id]))

    def _bring_back(self, job_ids: Sequence[str]) -> None:
        back: list[str] = []
        for job_id in job_ids:
            self._bridge.bring_back(job_id, partial(self._on_back, back, job_id))

    def _on_back(self, back: list[str], job_id: str, _done: None) -> None:
        back.append(job_id)
        self.came.emit(back)

    def _on_put_back(self, _clip_ids: list[str]) -> None:
        self.said.emit(self.tr("The video is out of the recycle bin."), "good", None)

    # -- Those that are looked for -------------------------------------------------------------

    @Slot(str)
    def _on_look_again(self, job_id: str) -> None:
        job = self._model.job(job_id)
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
            self.said.emit(self._uncertain.outcome(job.service, search), tone, back)

    def _on_check_failed(self, job: Job, error: KadrajError) -> None:
        self._model.set_checking(job.id, False)
        self._complain(error)

    # -- Telling -------------------------------------------------------------------------------

    def _tell(self, words: str, back: Callable[[], None]) -> None:
        self.undo.push(back)
        self.said.emit(words, "plain", back)

    def _complain(self, error: KadrajError) -> None:
        self.said.emit(error_text(error), "bad", None)

    def _open_in_browser(self, address: str) -> None:
        if not open_in_browser(address):
            self.said.emit(self.tr("No browser could be opened."), "warn", None)

    def _show_timeline(self, job: Job) -> None:
        dialog = JobTimeline(self._bridge, job, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
