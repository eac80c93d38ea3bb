"""Asking the user which video is an uncertain job's, and passing on the answer."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.jobs import Job, JobState
from app.domain.reconciling import Search
from app.ui.bridge import Bridge
from app.ui.dialogs.match_choice import MatchChoice
from app.ui.thumbnails import ThumbnailLoader


class QueueMatches(QObject):
    """The choice dialog, kept up to date and closed when its job is uncertain no longer.

    `said` carries what came of an answer, its tone, and how it is taken back (or None).
    """

    said = Signal(str, str, object)
    stage_needed = Signal(bool)  # whether a video runs here, and none elsewhere
    again = Signal(str)  # job id, to be looked for

    def __init__(self, bridge: Bridge, thumbnails: ThumbnailLoader, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._choice = MatchChoice(bridge, thumbnails, parent)
        self._choice.stage.needed.connect(self.stage_needed)
        self._choice.chosen.connect(self._on_chosen)
        self._choice.refused.connect(self._on_refused)
        bridge.uncertain_searched.connect(self._on_uncertain_searched)
        bridge.job_changed.connect(self._on_job_changed)

    def shut(self) -> None:
        """Closes the dialog and what plays in it. For the end of the program."""
        self._choice.close()
        self._choice.stage.player.shut()

    def ask(self, job: Job) -> bool:
        """Shows the videos that may be the job's; tells whether there are any."""
        search = self._bridge.last_search(job.id)
        if search is None or not search.candidates:
            return False
        self._choice.ask(job, search.candidates)
        return True

    @Slot(str, object)
    def _on_uncertain_searched(self, job_id: str, search: Search) -> None:
        """The history is read on while the user chooses."""
        if job_id != self._choice.job_id:
            return
        if search.candidates:
            self._choice.set_clips(search.candidates)
        else:
            self._choice.close()

    @Slot(object, bool)
    def _on_job_changed(self, job: Job, _added: bool) -> None:
        if job.id == self._choice.job_id and job.state is not JobState.UNCERTAIN:
            self._choice.close()

    @Slot(str, str)
    def _on_chosen(self, job_id: str, remote_id: str) -> None:
        self._bridge.take_as(job_id, remote_id, partial(self._on_taken, job_id))

    def _on_taken(self, job_id: str, taken: bool) -> None:
        if taken:
            self.said.emit(
                self.tr("Taken as this job’s; Kadraj follows it."),
                "good",
                partial(self.give_back, job_id),
            )
        else:
            self.said.emit(self.tr("This video is another job’s by now."), "warn", None)

    def give_back(self, job_id: str) -> None:
        """Takes from a job the video that was found for it."""
        self._bridge.not_this_one(job_id, self._on_given_back)

    def _on_given_back(self, done: bool) -> None:
        if done:
            self.said.emit(self.tr("Given back. Kadraj looks on for yours."), "plain", None)
        else:
            self.said.emit(self.tr("There is nothing to give back any more."), "warn", None)

    def offer_again(self, job_id: str) -> None:
        """Offers what the user has refused; looked for at once."""
        self._bridge.offer_matches_again(job_id)
        self.again.emit(job_id)

    @Slot(str, list)
    def _on_refused(self, job_id: str, remote_ids: list[str]) -> None:
        self._bridge.refuse_matches(job_id, remote_ids)
        self.said.emit(
            self.tr("Kadraj looks on for it and offers these no more."),
            "plain",
            partial(self.offer_again, job_id),
        )
