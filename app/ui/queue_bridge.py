"""The bridge's side of the queue: what is done with its jobs, and what is asked about them."""

from collections.abc import Collection, Sequence

from app.domain.jobs import Job, JobEvent, JobState
from app.domain.planning import Typical
from app.domain.reconciling import Search
from app.domain.requests import GenerationRequest
from app.ui.calls import Otherwise, Then
from app.ui.film_bridge import FilmBridge


class QueueBridge(FilmBridge):
    """The jobs; see `Bridge`."""

    def load_jobs(self, then: Then[list[Job]], states: Collection[JobState] | None = None) -> None:
        """All jobs that were not removed, or those in certain states."""
        self._call("load jobs", self._studio.library.jobs(states), then)

    def generate(self, request: GenerationRequest, then: Then[Job], otherwise: Otherwise) -> None:
        """Writes down a request, to be sent in its turn."""
        self._call("generate", self._studio.generate(request), then, otherwise)

    def send_again(self, job_id: str) -> None:
        """Sends a failed, uncertain or lost job once more: the user's word."""
        self._call("send again", self._studio.send_again(job_id))

    def check_now(
        self, job_id: str, then: Then[Search], otherwise: Otherwise | None = None
    ) -> None:
        """Looks for an uncertain job at its service; `then` gets what came of it."""
        self._call("check now", self._studio.check_now(job_id), then, otherwise)

    def take_as(self, job_id: str, remote_id: str, then: Then[bool]) -> None:
        """Takes a video as an uncertain job's; `then` gets whether that could be."""
        self._call("take as", self._studio.take_as(job_id, remote_id), then)

    def refuse_matches(self, job_id: str, remote_ids: Sequence[str]) -> None:
        """Notes that none of these videos is an uncertain job's."""
        self._call("refuse matches", self._studio.refuse_matches(job_id, remote_ids))

    def has_refused(self, job: Job) -> bool:
        """Whether there are videos that `offer_matches_again` would offer."""
        return self._studio.has_refused(job)

    def offer_matches_again(self, job_id: str) -> None:
        """Takes `refuse_matches` back, from the next look on."""
        self._call("offer matches again", self._studio.offer_matches_again(job_id))

    def not_this_one(self, job_id: str, then: Then[bool]) -> None:
        """Makes a job uncertain again whose found video is not its own; `then` gets whether there
        was anything to undo."""
        self._call("not this one", self._studio.not_this_one(job_id), then)

    def undo_lost(self, job_id: str) -> None:
        """Takes `mark_lost` back."""
        self._call("undo lost", self._studio.undo_lost(job_id))

    def mark_lost(self, job_id: str) -> None:
        """Gives an uncertain job up."""
        self._call("mark lost", self._studio.mark_lost(job_id))

    def remove_job(self, job_id: str, then: Then[bool] | None = None) -> None:
        """Takes a job out of the queue; `then` gets whether it could be."""
        self._call("remove job", self._studio.remove(job_id), then)

    def bring_back(self, job_id: str, then: Then[None] | None = None) -> None:
        """Takes `remove_job` back."""
        self._call("bring back", self._studio.bring_back(job_id), then)

    # -- Those that wait -----------------------------------------------------------------------

    def hold_job(self, job_id: str, then: Then[Job], otherwise: Otherwise) -> None:
        """Holds a job back until `release_job`, to be changed; `then` gets it as it is."""
        self._call("hold job", self._studio.lineup.hold(job_id), then, otherwise)

    def release_job(self, job_id: str) -> None:
        """Lets a job go that was held back."""
        self._studio.lineup.release(job_id)

    def edit_job(
        self, job_id: str, request: GenerationRequest, then: Then[Job], otherwise: Otherwise
    ) -> None:
        """Asks for something else with a job that waits or has failed."""
        self._call("edit job", self._studio.lineup.edit(job_id, request), then, otherwise)

    def move_jobs(self, job_ids: Sequence[str], before: str | None) -> None:
        """Puts waiting jobs in front of another's place, or last."""
        self._call("move jobs", self._studio.lineup.move(job_ids, before))

    def duplicate_job(self, job_id: str, then: Then[Job]) -> None:
        """Asks for the same once more; `then` gets the new job."""
        self._call("duplicate job", self._studio.lineup.duplicate(job_id), then)

    # -- What is known of one ------------------------------------------------------------------

    def typical(self, service: str, model: str | None) -> Typical | None:
        """How long a model usually renders, or its service; None with too little history."""
        return self._studio.estimates.typical(service, model)

    def load_timeline(self, job_id: str, then: Then[list[JobEvent]]) -> None:
        """A job's steps, the first one first."""
        self._call("load timeline", self._studio.library.timeline(job_id), then)
