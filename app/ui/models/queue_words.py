"""What the queue says: group lines, states, tooltips; what it offers is said by `OfferWords`."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject

from app.domain.errors import ErrorCode
from app.domain.jobs import Job, JobState
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.models.hint_words import HintWords
from app.ui.models.offer_words import OfferWords
from app.ui.models.queue_rows import (
    Action,
    Bar,
    Group,
    JobRow,
    Offer,
    Situation,
    failed_with,
    rendering_share,
    unfollowed,
)
from app.ui.models.uncertain_words import UncertainWords
from app.ui.texts import halt_text, job_state_text, service_title

_TIP_LETTERS: Final = 600


class QueueWords(QObject):
    """Finds the words for rows, in the language chosen now."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._uncertain = UncertainWords(self)
        self._hints = HintWords(self)
        self._offers = OfferWords(bridge, self)

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
            state=self.state(job, seen),
            tone="warn" if self._is_odd(job) else _tone(job, seen.group),
            bar=self._bar(job, seen),
            picture=seen.picture,
            question=self._offers.question(seen.asked),
            offers=self._offers.inline(job, seen),
            hint=self._hints.hint(job),
        )

    def state(self, job: Job, seen: Situation) -> str:
        """How a job stands, in a line or two."""
        if job.state is JobState.WAITING:
            return self._waiting(job, seen)
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
        if seen.binned:
            return self.tr("In the recycle bin")
        late = self._bridge.unusually_long(job.id)
        state = job_state_text(
            job,
            seen.now,
            usual=None if late else self._bridge.usual_time(job.service),
            progress=seen.progress,
            fetching=seen.group is Group.RUNNING,
        )
        if late:
            return self.tr("{state} · taking unusually long").format(state=state)
        return self._with_end(state, self._end_of_queued(job))

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

    def _waiting(self, job: Job, seen: Situation) -> str:
        """Why a job waits, or for how long."""
        if seen.editing:
            return self.tr("Being edited · not sent meanwhile")
        if job.service in self._bridge.paused_services:
            return self.tr("Paused")
        if job.service not in self._bridge.services:
            return self.tr("Waits until you sign in to {service}").format(
                service=service_title(job.service)
            )
        if failed_with(job, ErrorCode.QUOTA_EXHAUSTED):
            return self._without_quota(job.service, seen.now)
        if job.failure is not None:
            return halt_text(job.failure)
        left = self._bridge.quota(job.service).remaining
        if left and seen.turn.ahead >= left:
            return self.tr("More than the {count} left today; goes by itself later").format(
                count=formats.number(left)
            )
        return self._in_line(seen)

    def _in_line(self, seen: Situation) -> str:
        state = self.tr("Next to be sent")
        if seen.turn.ahead:
            state = self.tr("Number {number} in line").format(
                number=formats.number(seen.turn.ahead + 1)
            )
        return self._with_end(state, seen.turn.finished)

    def _with_end(self, state: str, seconds: tuple[float, float] | None) -> str:
        if seconds is None:
            return state
        return self.tr("{state} · ready in {span}").format(
            state=state, span=formats.minutes_range(*seconds)
        )

    def _end_of_queued(self, job: Job) -> tuple[float, float] | None:
        """In how many seconds a job will be there that its service tells a place of: that many are
        still to be made, and one may be in the making."""
        usual = self._bridge.typical(job.service, job.request.model)
        queued = job.state is JobState.QUEUED and job.failure is None
        if not queued or usual is None or not job.queue_position:
            return None
        return job.queue_position * usual.low, (job.queue_position + 1) * usual.high

    def paused(self) -> str:
        """What is paused, if anything is."""
        paused = self._bridge.paused_services
        if self._bridge.paused:
            return self.tr("Sending is paused.")
        names = " + ".join(service_title(service) for service in sorted(paused))
        return self.tr("{service} is paused.").format(service=names) if paused else ""

    def for_many(self, action: Action, count: int) -> str:
        """What is done with several jobs at once."""
        if action is Action.DUPLICATE:
            return self.tr("Duplicate %n job(s)", "", count)
        return self.tr("Remove %n job(s)", "", count)

    def menu(self, job: Job, seen: Situation) -> tuple[Offer, ...]:
        """All that can be done with a job, the main thing first."""
        return self._offers.menu(job, seen)

    def spoken(self, row: JobRow) -> str:
        """A row for those who hear it."""
        said = self.tr("{prompt}. {service}. {state}").format(
            prompt=row.prompt, service=service_title(row.job.service), state=row.state
        )
        return ". ".join(part for part in (said, row.hint, row.question) if part)

    def tip(self, row: JobRow, seen: Situation) -> str:
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
        lines = [prompt, " · ".join(request), row.state, *([row.hint] if row.hint else [])]
        if row.bar is not None and job.state is JobState.PROCESSING:
            lines.append(
                self.tr(
                    "The bar is the time gone by against the usual time of your own videos."
                    " The service tells no percentage."
                )
            )
        if self._end_of_queued(job) is not None:
            lines.append(
                self.tr(
                    "As long as your own videos usually take, times its place in the queue of"
                    " {service}."
                ).format(service=service_title(job.service))
            )
        if seen.turn.finished is not None:
            lines.append(
                self.tr(
                    "As long as your own videos usually take, one after the other. What others"
                    " have asked {service} for comes on top."
                ).format(service=service_title(job.service))
            )
        lines.append(formats.day_and_time(job.created_at))
        return "\n".join(lines)


def _tone(job: Job, group: Group) -> str:
    """The token a state is coloured with; what goes on by itself is never *bad*."""
    if group is Group.LOST:
        return "dim"
    if group is Group.NEEDS_YOU:
        return "warn" if job.forgotten or job.state is JobState.UNCERTAIN else "bad"
    return "dim" if job.failure is None else "warn"
