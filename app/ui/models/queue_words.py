"""What the queue says: group lines, states, offers, questions, tooltips."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

from app.domain.errors import ErrorCode
from app.domain.jobs import Job, JobState
from app.domain.reconciling import Search
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.models.queue_rows import (
    KEY_TROUBLES,
    Action,
    Bar,
    Group,
    JobRow,
    Offer,
    failed_with,
    main_action,
    needs_confirmation,
    removable,
    rendering_share,
    unfollowed,
    was_sent,
)
from app.ui.models.uncertain_words import UncertainWords
from app.ui.texts import halt_text, job_state_text, service_title

_TIP_LETTERS: Final = 600


@dataclass(frozen=True, slots=True)
class Situation:
    """What a row shows beside its job. `progress` is bytes here and in all."""

    group: Group
    now: datetime
    is_next: bool
    progress: tuple[int, int | None] | None
    picture: Path | None
    asked: Action | None
    checking: bool
    search: Search | None


class QueueWords(QObject):
    """Finds the words for rows, in the language chosen now."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._uncertain = UncertainWords(self)

    def header(self, group: Group, count: int) -> str:
        """The line above a group; the longer groups say how many they are."""
        match group:
            case Group.RUNNING:
                return self.tr("Running")
            case Group.NEEDS_YOU:
                return self.tr("Needs you")
            case Group.PAUSED:
                return self.tr("Paused")
            case Group.WAITING:
                return self.tr("Waiting ({count})").format(count=formats.number(count))
            case Group.DONE:
                return self.tr("Done today ({count})").format(count=formats.number(count))
            case Group.LOST:
                return self.tr("Marked as lost")

    def counted(self, group: Group, count: int) -> str:
        """A group's number in words, for the collapsed queue."""
        match group:
            case Group.RUNNING:
                return self.tr("%n job(s) running", "", count)
            case Group.NEEDS_YOU:
                return self.tr("%n job(s) need you", "", count)
            case Group.PAUSED:
                return self.tr("%n job(s) paused", "", count)
            case Group.WAITING:
                return self.tr("%n job(s) waiting", "", count)
            case Group.DONE:
                return self.tr("%n job(s) done today", "", count)
            case Group.LOST:
                return self.tr("%n job(s) marked as lost", "", count)

    def row(self, job: Job, seen: Situation) -> JobRow:
        """A job as its row shows it."""
        return JobRow(
            job=job,
            prompt=" ".join(job.request.prompt.split()),
            state=self._state(job, seen),
            tone="warn" if self._is_odd(job) else _tone(job, seen.group),
            bar=self._bar(job, seen),
            picture=seen.picture,
            question=self._question(job, seen.asked),
            offers=self._offers(job, seen),
        )

    def _state(self, job: Job, seen: Situation) -> str:
        if job.state is JobState.WAITING:
            return self._waiting(job, seen.now, is_next=seen.is_next)
        if self._unfollowed(job):
            return self.tr("Not followed: sign in to {service}").format(
                service=service_title(job.service)
            )
        if job.state is JobState.UNCERTAIN:
            return self._uncertain.state(job, seen.search)
        if job.forgotten:
            return self.tr("{service} no longer knows this job; it is asked again").format(
                service=service_title(job.service)
            )
        late = self._bridge.unusually_long(job.id)
        state = job_state_text(
            job,
            seen.now,
            usual=None if late else self._bridge.usual_time(job.service),
            progress=seen.progress,
            fetching=seen.group is Group.RUNNING,
        )
        return self.tr("{state} · taking unusually long").format(state=state) if late else state

    def _bar(self, job: Job, seen: Situation) -> Bar | None:
        if job.state is JobState.DOWNLOADING:
            received, total = seen.progress or (0, None)
            return Bar(min(1.0, received / total), "good") if total else None
        usual = self._bridge.usual_time(job.service)
        if job.state is not JobState.PROCESSING or usual is None or job.started_at is None:
            return None
        if self._is_odd(job):
            return None
        elapsed = (seen.now - job.started_at).total_seconds()
        return Bar(rendering_share(elapsed, usual[1]), job.service)

    def _unfollowed(self, job: Job) -> bool:
        return unfollowed(job, self._bridge.services)

    def _is_odd(self, job: Job) -> bool:
        """Whether a running job does not run as it should."""
        return self._unfollowed(job) or self._bridge.unusually_long(job.id)

    def _without_quota(self, service: str, now: datetime) -> str:
        """When a service's day turns, it does not say; when it is asked again, Kadraj knows."""
        title, asked = service_title(service), self._bridge.next_reading(service)
        if asked is None or asked <= now:
            return self.tr(
                "No videos left today on {service}; goes by itself when there are"
            ).format(service=title)
        return self.tr(
            "No videos left today on {service}; asks again at {time}, then goes by itself"
        ).format(service=title, time=formats.time_of_day(asked))

    def _waiting(self, job: Job, now: datetime, *, is_next: bool) -> str:
        """Why a job waits."""
        if self._bridge.paused:
            return self.tr("Paused")
        if job.service not in self._bridge.services:
            return self.tr("Waits until you sign in to {service}").format(
                service=service_title(job.service)
            )
        if failed_with(job, ErrorCode.QUOTA_EXHAUSTED):
            return self._without_quota(job.service, now)
        if job.failure is not None:
            return halt_text(job.failure)
        return self.tr("Next to be sent") if is_next else self.tr("Waiting to be sent")

    def _question(self, job: Job, about: Action | None) -> str:
        """What a row asks before it does something that cannot be taken back."""
        match about:
            case Action.SEND_AGAIN:
                return self.tr("This may use a second video of your quota. Send again?")
            case Action.REMOVE:
                return self.tr(
                    "{service} goes on making it, and it counts. Remove it from the queue?"
                ).format(service=service_title(job.service))
            case _:
                return ""

    def _offers(self, job: Job, seen: Situation) -> tuple[Offer, ...]:
        """The buttons in a row."""
        if seen.asked is not None:
            yes = self._offer(seen.asked, job)
            return (Offer(Action.CONFIRM, yes.text, yes.tip), self._offer(Action.CANCEL, job))
        group = seen.group
        wanted: tuple[Action, ...] = ()
        main = main_action(job, group, seen.search)
        if (job.forgotten or job.state is JobState.UNCERTAIN) and main is not None:
            wanted = (main, Action.MARK_LOST, Action.SEND_AGAIN)
        elif job.state is JobState.LOST:
            wanted = (Action.CHECK_NOW, Action.SEND_AGAIN)
        elif job.state is JobState.FAILED:
            change = (Action.CHANGE_KEY,) if failed_with(job, *KEY_TROUBLES) else ()
            wanted = (*change, Action.TRY_AGAIN, Action.REMOVE)
        elif failed_with(job, ErrorCode.ONLY_IN_BROWSER):
            wanted = (Action.IN_BROWSER, Action.REMOVE)
        elif job.state is JobState.COMPLETED and group is Group.NEEDS_YOU:
            wanted = (Action.DOWNLOAD, Action.REMOVE)
        elif job.state is JobState.COMPLETED and group is Group.DONE:
            wanted = (Action.DOWNLOAD,)
        elif job.state is JobState.COMPLETED and job.failure is not None:
            wanted = (Action.DOWNLOAD,)  # it goes on by itself, and at once when asked for
        return tuple(self._offer(action, job, checking=seen.checking) for action in wanted)

    def menu(self, job: Job, seen: Situation) -> tuple[Offer, ...]:
        """All that can be done with a job, the main thing first."""
        main = main_action(job, seen.group, seen.search)
        first = [self._offer(main, job, checking=seen.checking)] if main is not None else []
        inline = list(self._offers(job, replace(seen, asked=None)))
        rest = []
        if main is Action.CHOOSE:
            rest.append(self._offer(Action.CHECK_NOW, job, checking=seen.checking))
        if job.state is JobState.UNCERTAIN and self._bridge.has_refused(job):
            rest.append(self._offer(Action.OFFER_AGAIN, job))
        if self._bridge.was_found(job):
            rest.append(self._offer(Action.NOT_THIS, job))
        rest.append(self._offer(Action.COPY_PROMPT, job))
        if removable(job):
            rest.append(self._offer(Action.REMOVE, job))
        by_action = {offer.action: offer for offer in (*first, *inline, *rest)}
        last = by_action.pop(Action.REMOVE, None)
        return (*by_action.values(), *((last,) if last else ()))

    def spoken(self, row: JobRow) -> str:
        """A row for those who hear it."""
        said = self.tr("{prompt}. {service}. {state}").format(
            prompt=row.prompt, service=service_title(row.job.service), state=row.state
        )
        return f"{said}. {row.question}" if row.question else said

    def tip(self, row: JobRow) -> str:
        """A row in full, in lines."""
        job = row.job
        prompt = row.prompt
        if len(prompt) > _TIP_LETTERS:
            prompt = prompt[:_TIP_LETTERS].rstrip() + "…"
        request = [service_title(job.service), job.request.aspect_ratio]
        if job.request.duration_seconds is not None:
            request.append(
                self.tr("{seconds} s").format(seconds=formats.number(job.request.duration_seconds))
            )
        if job.request.model is not None:
            request.append(job.request.model)
        lines = [prompt, " · ".join(request), row.state]
        if row.bar is not None and job.state is JobState.PROCESSING:
            lines.append(
                self.tr(
                    "The bar is the time gone by against the usual time of your own videos."
                    " The service tells no percentage."
                )
            )
        lines.append(formats.day_and_time(job.created_at))
        return "\n".join(lines)

    def _offer(self, action: Action, job: Job, *, checking: bool = False) -> Offer:
        if action is Action.CHECK_NOW and checking:
            return Offer(action, self.tr("Checking…"), enabled=False)
        return Offer(action, self._text(action, job), self._meaning(action, job))

    def _text(self, action: Action, job: Job) -> str:  # noqa: C901 - one flat table
        match action:
            case Action.OPEN:
                return self.tr("Open")
            case Action.CHOOSE:
                return self.tr("Choose…")
            case Action.CHECK_NOW:
                lost = job.state is JobState.LOST
                return self.tr("Check again") if lost else self.tr("Check now")
            case Action.MARK_LOST:
                return self.tr("Mark lost")
            case Action.NOT_THIS:
                return self.tr("This is not my video")
            case Action.OFFER_AGAIN:
                return self.tr("Offer refused videos again")
            case Action.SEND_AGAIN:
                return self.tr("Send again")
            case Action.TRY_AGAIN:
                return self.tr("Try again")
            case Action.CHANGE_KEY:
                return self.tr("Change key…")
            case Action.IN_BROWSER:
                return self.tr("Open in browser")
            case Action.DOWNLOAD:
                return self.tr("Download") if job.failure is None else self.tr("Try again")
            case Action.COPY_PROMPT:
                return self.tr("Copy prompt")
            case Action.REMOVE:
                return self.tr("Remove")
            case Action.CANCEL | Action.CONFIRM:
                return self.tr("Cancel")

    def _meaning(self, action: Action, job: Job) -> str:  # noqa: C901 - one flat table
        match action:
            case Action.CHOOSE:
                return self.tr("Shows the videos of {service} that may be this one").format(
                    service=service_title(job.service)
                )
            case Action.CHECK_NOW:
                return self.tr("Looks for it in the history of {service}").format(
                    service=service_title(job.service)
                )
            case Action.NOT_THIS:
                return self.tr("Gives the video that was found back, and looks for yours again")
            case Action.MARK_LOST:
                return self.tr("Your word that it was not taken")
            case Action.SEND_AGAIN if needs_confirmation(action, job):
                return self.tr("Sends it once more; asks you first")
            case Action.TRY_AGAIN:
                return self.tr("Sends it once more")
            case Action.CHANGE_KEY:
                return self.tr("Asks for another key of {service}").format(
                    service=service_title(job.service)
                )
            case Action.IN_BROWSER:
                return self.tr("Shows the video on the page of {service}").format(
                    service=service_title(job.service)
                )
            case Action.DOWNLOAD:
                return self.tr("Brings the video to this computer")
            case Action.REMOVE if was_sent(job):
                return self.tr("Takes it out of the queue; {service} goes on with it").format(
                    service=service_title(job.service)
                )
            case Action.REMOVE if job.clip_id is not None:
                return self.tr("Takes it out of the queue; the video stays in your history")
            case Action.REMOVE:
                return self.tr("Takes it out of the queue")
            case _:
                return ""


def _tone(job: Job, group: Group) -> str:
    """The token a state is coloured with; what goes on by itself is never *bad*."""
    if group is Group.NEEDS_YOU:
        return "warn" if job.forgotten or job.state is JobState.UNCERTAIN else "bad"
    return "dim" if job.failure is None else "warn"
