"""Bringing together the rows of a new database, whatever they come from."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from app.domain.clips import Clip, MediaInfo
from app.domain.errors import Came, ErrorCode, KadrajError
from app.domain.jobs import Failure, Job, JobState
from app.store.damage import is_readable
from app.store.journal import Rows
from app.store.rows import RowDamagedError, RowFolders, clip_row, derived, grown, job_of, job_row
from app.store.schema import KEPT_TWICE
from app.store.sidecars import read_sidecar

Probe = Callable[[Path], MediaInfo]

#: Where Kadraj puts its videos: `Sora/2026-11/2026-11-21 red-balloon 3f2a9c1d.mp4`.
_PLACE: Final = "*/[0-9][0-9][0-9][0-9]-[0-9][0-9]/*.mp4"
_NAME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?: (.*))? [\w-]{8}(?: \(\d+\))?", re.ASCII)

_UNFINISHED: Final = frozenset({JobState.WAITING, JobState.SUBMITTING, JobState.UNCERTAIN})
_WITH_CLIP: Final = frozenset({JobState.COMPLETED, JobState.DOWNLOADING, JobState.READY})


class Gathering:
    """Rows of the tables kept twice. What comes first is kept; what comes later fills it up."""

    def __init__(self, folders: RowFolders) -> None:
        self.rows: Rows = {table: {} for table in KEPT_TWICE}
        self._folders = folders
        self._clips, self._jobs = self.rows["clips"], self.rows["jobs"]
        self._clip_ids: dict[tuple[str, str], str] = {}
        self._job_ids: dict[tuple[str, str], str] = {}
        self._files: set[Path] = set()

    def add_rows(self, rows: Rows) -> None:
        """Takes over the rows that make something."""
        for table, found in rows.items():
            for key, row in found.items():
                if key in self.rows[table]:
                    continue
                with suppress(RowDamagedError):
                    whole = grown(table, row)
                    if is_readable(table, whole, self._folders):
                        self._add(table, key, whole)

    def add_videos(self, probe: Probe | None) -> None:
        """Takes over the videos in the library, with what their sidecars tell.

        Videos that nothing tells of come in with what `probe` and their names say.
        """
        for video in sorted(self._folders.library.glob(_PLACE)):
            told = read_sidecar(video, self._folders.pictures)
            if told is None:
                self._add_nameless(video, probe)
            else:
                self._add_told(*told)

    def distrust(self) -> None:
        """Makes waiting jobs uncertain: their rows may be old, and no job may be sent twice."""
        for key, row in self._jobs.items():
            if row["state"] == JobState.WAITING:
                job = job_of(row, self._folders)
                failure = Failure(
                    ErrorCode.SUBMIT_UNCERTAIN, {"service": job.service, "came": Came.REBUILT}
                )
                uncertain = replace(job, state=JobState.UNCERTAIN, failure=failure)
                self._jobs[key] = job_row(uncertain, self._folders)

    def mend(self) -> None:
        """Joins jobs with their clips again; those whose clip is gone ask their service anew.

        The steps of jobs that could not be read go with them.
        """
        for row in self._jobs.values():
            if row["clip_id"] not in self._clips:
                row["clip_id"] = self._clip_ids.get((row["service"], row["remote_id"]))
                if row["clip_id"] is None and row["state"] in _WITH_CLIP:
                    row["state"] = JobState.PROCESSING
        events = self.rows["job_events"]
        for key in [key for key, row in events.items() if row["job_id"] not in self._jobs]:
            del events[key]

    def _add(self, table: str, key: str, row: dict[str, Any]) -> None:
        name = (row.get("service", ""), row.get("remote_id") or "")
        if table == "clips":
            if name in self._clip_ids:
                return
            self._clip_ids[name] = key
            if row["file"]:
                self._files.add(self._folders.library / row["file"])
        elif table == "jobs" and name[1]:
            self._job_ids[name] = key
        self.rows[table][key] = row

    def _add_told(self, clip: Clip, job: Job | None) -> None:
        name = (clip.service, clip.remote_id)
        known = self._clips.get(self._clip_ids.get(name, clip.id))
        row = clip_row(clip, self._folders)
        if known is None:
            self._add("clips", clip.id, row)
        else:
            known |= {column: row[column] for column in row if known[column] in (None, "")}
            if not (self._folders.library / known["file"]).is_file():
                known |= {"file": row["file"], "media": row["media"]}
            known |= derived(known)
        if job is not None:
            self._finish(replace(job, clip_id=clip.id if known is None else known["id"]))

    def _finish(self, job: Job) -> None:
        """The video is there, so the job that made it is done."""
        known = self._jobs.get(job.id)
        if known is None:
            if (job.service, job.remote_id) not in self._job_ids:
                self._add("jobs", job.id, job_row(job, self._folders))
        elif known["state"] in _UNFINISHED and known["remote_id"] in (None, job.remote_id):
            self._jobs[job.id] = job_row(job, self._folders) | {"position": known["position"]}

    def _add_nameless(self, video: Path, probe: Probe | None) -> None:
        if video in self._files:
            return
        try:
            media = probe(video) if probe else None
        except KadrajError:
            return
        place = video.relative_to(self._folders.library)
        # Always the same id for the same place: rebuilt again, the clip is the same.
        own = uuid5(NAMESPACE_URL, place.as_posix()).hex
        moment, prompt = _told_by_name(video)
        clip = Clip(
            id=own,
            service=place.parts[0].lower(),
            remote_id=own,
            created_at=moment,
            prompt=prompt,
            file=video,
            media=media,
        )
        self._add("clips", own, clip_row(clip, self._folders))


def _told_by_name(video: Path) -> tuple[datetime, str]:
    """When a video was made, and what it may show."""
    written = datetime.fromtimestamp(video.stat().st_mtime, UTC)
    found = _NAME.fullmatch(video.stem)
    if found is None:
        return written, video.stem
    prompt = (found[2] or "").replace("-", " ")
    try:
        day = datetime.fromisoformat(found[1]).astimezone()
    except ValueError:
        return written, prompt
    # The file's time tells the hour, too, unless it was copied on another day.
    return written if written.astimezone().date() == day.date() else day.astimezone(UTC), prompt
