"""What became of a job, step by step, in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject

from app.domain.errors import ErrorCode
from app.domain.jobs import OPEN, Failure, Job, JobEvent, JobState
from app.ui import formats
from app.ui.panes.clip_facts import state_name
from app.ui.texts import error_text

_IN_FULL_LAST_ONLY = frozenset(
    {ErrorCode.SERVICE_FAILED, ErrorCode.REJECTED, ErrorCode.SUBMIT_UNCERTAIN}
)
_TONES = {
    JobState.READY: "good",
    JobState.COMPLETED: "good",
    JobState.FAILED: "bad",
    JobState.UNCERTAIN: "warn",
    JobState.LOST: "warn",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One line: when, what, for how long, and the token its dot is coloured with."""

    time: str
    words: str
    lasted: str
    tone: str

    @property
    def spoken(self) -> str:
        """The line for those who hear it, or have copied it."""
        return ", ".join(part for part in (self.time, self.words, self.lasted) if part)


class TimelineWords(QObject):
    """Finds the words, in the language chosen now."""

    def steps(self, job: Job, events: Sequence[JobEvent], now: datetime) -> list[Step]:
        """A job's steps; the last one of an open job lasts until `now`."""
        ends = [event.at for event in events[1:]]
        steps = []
        for number, event in enumerate(events):
            last = number == len(events) - 1
            end = now if last and job.state in OPEN else None if last else ends[number]
            attempts = {earlier.attempt for earlier in events[:number]}
            before = events[number - 1] if number else None
            words = [self._words(job, event, before, last=last)]
            if event.remote_status and event.state is not JobState.REMOVED:
                words.append(f"“{event.remote_status}”")
            if attempts and event.attempt not in attempts:
                words.append(
                    self.tr("attempt {number}").format(number=formats.number(event.attempt))
                )
            steps.append(
                Step(
                    time=formats.day_and_seconds(event.at),
                    words=" · ".join(words),
                    lasted="" if end is None else formats.clock((end - event.at).total_seconds()),
                    tone="warn"
                    if event.failure and event.state not in _TONES
                    else _TONES.get(event.state, "dim"),
                )
            )
        return steps

    def summary(self, job: Job, usual: tuple[float, float] | None) -> str:
        """How long rendering took, against what is usual; nothing for what was not rendered."""
        if job.started_at is None or job.completed_at is None:
            return ""
        took = formats.clock((job.completed_at - job.started_at).total_seconds())
        if usual is None:
            return self.tr("Rendering took {time}.").format(time=took)
        return self.tr("Rendering took {time}; usually {span}.").format(
            time=took, span=formats.minutes_range(*usual)
        )

    def _words(self, job: Job, event: JobEvent, before: JobEvent | None, *, last: bool) -> str:
        name = state_name(event.state)
        if event.state is JobState.WAITING and before is not None:
            if replace(before, at=event.at) == event:  # the same once more: see the store
                return self.tr("Edited")
            name = self.tr("Waiting again")
        if event.failure is None:
            return name
        if last and job.failure is not None and job.failure.code is event.failure:
            told = error_text(job.failure)
        elif event.failure in _IN_FULL_LAST_ONLY:  # what was said then is not kept
            return name
        else:
            told = error_text(Failure(event.failure, {"service": job.service}))
        return told if told.startswith(name) else f"{name}: {told}"
