"""Results go to standard output, progress to standard error."""

import codecs
import json
import sys
from datetime import datetime
from typing import Any, Final, TextIO

from app.cli.texts import Speech
from app.domain.clips import Clip
from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import FOLLOWED, Job, JobState

#: What else a service says of a job that it has is shown as it came.
_KNOWN_WORDS: Final = frozenset({"", "queued", "processing", "completed"})


class Console:
    """Says things to the person or the program at the other end."""

    def __init__(
        self,
        speech: Speech,
        *,
        as_json: bool = False,
        out: TextIO | None = None,
        err: TextIO | None = None,
    ) -> None:
        self.speech = speech
        self.as_json = as_json
        self._out = out or sys.stdout
        self._narrow = codecs.lookup(self._out.encoding or "utf-8").name != "utf-8"
        self._err = err or sys.stderr
        self._last = ""
        self._standing: set[str] = set()

    def result(self, text: str, data: Any) -> None:
        """A result: as JSON when that was asked for, otherwise as text."""
        shown = json.dumps(data, ensure_ascii=self._narrow, indent=2) if self.as_json else text
        print(shown, file=self._out, flush=True)

    def item(self, text: str, data: Any) -> None:
        """One of many results: as JSON in a line of its own when that was asked for."""
        shown = json.dumps(data, ensure_ascii=self._narrow) if self.as_json else text
        print(shown, file=self._out, flush=True)

    def progress(self, text: str) -> None:
        """How things go; the same line twice is said once."""
        if text != self._last:
            self._last = text
            print(text, file=self._err, flush=True)

    def error(self, error: KadrajError) -> None:
        """What went wrong; said once, until it has passed."""
        sentence = self.speech.error(error)
        if sentence not in self._standing:
            self._standing.add(sentence)
            self.progress(sentence)

    def passed(self, error: KadrajError) -> None:
        """An error is over: should it come again, it is said again."""
        self._standing.discard(self.speech.error(error))


def state_line(speech: Speech, job: Job, *, late: bool = False, paused: bool = False) -> str:
    """A job's state in words; `late` when nothing was heard of it for an hour, `paused` when it is
    held back with others."""
    if paused:
        return speech.line("paused")
    if late:
        return speech.line("unusually_long", state=state_line(speech, job))
    if job.forgotten:
        return speech.line("forgotten", service=job.service)
    if job.state in FOLLOWED and job.remote_status.strip().lower() not in _KNOWN_WORDS:
        return speech.plain(job.remote_status)
    if job.state is JobState.QUEUED and job.queue_position:
        return speech.line("queued_at", position=job.queue_position)
    if job.failure is not None and job.failure.code is ErrorCode.DISK_FULL:
        return speech.line("disk_full")
    return speech.line(job.state.value)


def job_data(
    job: Job, clip: Clip | None, *, late: bool = False, paused: bool = False
) -> dict[str, Any]:
    """A job as JSON. Times are ISO 8601 in UTC, lengths seconds; the rest as in `state_line`."""
    return {
        "id": job.id,
        "service": job.service,
        "job_id": job.remote_id,
        "state": job.state.value,
        "status": job.remote_status,
        "unusually_long": late,
        "paused": paused,
        "prompt": job.request.prompt,
        "aspect_ratio": job.request.aspect_ratio,
        "duration_seconds": job.request.duration_seconds,
        "model": job.request.model,
        "idea": job.idea,
        "picture": job.request.picture.name if job.request.picture else None,
        "created_at": _iso(job.created_at),
        "submitted_at": _iso(job.submitted_at),
        "completed_at": _iso(job.completed_at),
        "error": None
        if job.failure is None
        else {"code": job.failure.code.value, **job.failure.params},
        "file": _path(clip),
    }


def clip_data(clip: Clip) -> dict[str, Any]:
    """A video as JSON."""
    return {
        "service": clip.service,
        "job_id": clip.remote_id,
        "created_at": _iso(clip.created_at),
        "prompt": clip.prompt or None,
        "aspect_ratio": clip.aspect_ratio or None,
        "duration_seconds": clip.duration_seconds,
        "video_url": clip.remote_url or None,
        "file": _path(clip),
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _path(clip: Clip | None) -> str | None:
    return None if clip is None or clip.file is None else str(clip.file)
