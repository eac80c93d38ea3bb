"""The demo's jobs. When each starts and ends is settled the moment it is taken, so that how it
stands follows from the clock alone and goes on while the program is closed."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Self

_STATE: Final = "panels.json"
_TIMES: Final = ("created_at", "started_at", "completed_at")


@dataclass(frozen=True, slots=True)
class DemoJob:
    """One video of a panel. Times are aware UTC; `started_at` and `completed_at` may lie ahead.

    `picture` is a file name in the demo's folder, `model` the one asked for; both may be empty.
    `error` is what the job ends with, `guid` its name on the player page.
    """

    id: str
    service: str
    prompt: str
    aspect_ratio: str
    duration_seconds: int
    model: str
    picture: str
    guid: str
    created_at: datetime
    started_at: datetime
    completed_at: datetime
    error: str = ""

    def queued(self, now: datetime) -> bool:
        """Whether it has not begun."""
        return now < self.started_at

    def ended(self, now: datetime) -> bool:
        """Whether it is completed or has failed."""
        return now >= self.completed_at

    def made(self, now: datetime) -> bool:
        """Whether there is a video."""
        return self.ended(now) and not self.error


class JobBook:
    """All jobs of both panels, written to a folder after every change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._jobs: dict[str, DemoJob] = {}
        self._ports: dict[str, int] = {}

    @classmethod
    def opened(cls, folder: Path) -> Self:
        """The book kept in `folder`, which is made if need be; an empty one if it is damaged."""
        folder.mkdir(parents=True, exist_ok=True)
        book = cls(folder)
        try:
            kept = json.loads((folder / _STATE).read_text("utf-8"))
            jobs = [_job(row) for row in kept["jobs"]]
            book._ports = dict(kept["ports"])
        except (FileNotFoundError, ValueError, LookupError, TypeError):
            return book
        book._jobs = {job.id: job for job in jobs}
        return book

    @property
    def ports(self) -> dict[str, int]:
        """The ports used last, by server, so that addresses stay valid across restarts."""
        return dict(self._ports)

    def keep_ports(self, ports: dict[str, int]) -> None:
        """Remembers the ports."""
        self._ports = dict(ports)
        self._save()

    def take(self, job: DemoJob, picture: bytes | None, *, pace: float) -> DemoJob:
        """Puts a job last in its service's queue, `pace` seconds long; returns it with its times.

        A panel makes one video at a time and takes a moment before it begins with one.
        """
        free = max((other.completed_at for other in self._of(job.service)), default=job.created_at)
        started = max(job.created_at + timedelta(seconds=min(1.0, pace / 4)), free)
        job = replace(job, started_at=started, completed_at=started + timedelta(seconds=pace))
        if picture is not None:
            job = replace(job, picture=f"{job.id}.picture")
            (self.folder / job.picture).write_bytes(picture)
        self.add(job)
        return job

    def add(self, *jobs: DemoJob) -> None:
        """Writes down jobs as they are."""
        self._jobs.update((job.id, job) for job in jobs)
        self._save()

    def job(self, job_id: str) -> DemoJob | None:
        """One job of either service."""
        return self._jobs.get(job_id)

    def by_guid(self, guid: str) -> DemoJob | None:
        """One job by its name on the player page."""
        return next((job for job in self.all() if job.guid == guid), None)

    def all(self) -> list[DemoJob]:
        """Every job, in the order they were taken."""
        return list(self._jobs.values())

    def made(self, service: str, now: datetime) -> list[DemoJob]:
        """A service's videos, newest first."""
        made = [job for job in self._of(service) if job.made(now)]
        return sorted(made, key=lambda job: job.created_at, reverse=True)

    def place(self, job: DemoJob, now: datetime) -> tuple[int, int]:
        """Position in the queue (first is 1, 0 once begun) and how many are queued."""
        queue = sorted(
            (other for other in self._of(job.service) if other.queued(now)),
            key=lambda other: other.started_at,
        )
        return (queue.index(job) + 1 if job in queue else 0), len(queue)

    def taken_since(self, service: str, moment: datetime) -> int:
        """How many jobs a service took from `moment` on."""
        return sum(job.created_at >= moment for job in self._of(service))

    def taken(self, service: str) -> int:
        """How many jobs a service took in all."""
        return len(self._of(service))

    def _of(self, service: str) -> list[DemoJob]:
        return [job for job in self.all() if job.service == service]

    def _save(self) -> None:
        rows = [asdict(job) for job in self.all()]
        for row in rows:
            row.update({name: row[name].isoformat() for name in _TIMES})
        part = self.folder / f"{_STATE}.part"
        text = json.dumps({"ports": self._ports, "jobs": rows}, ensure_ascii=False, indent=1)
        part.write_text(text, "utf-8")
        part.replace(self.folder / _STATE)


def _job(row: dict[str, Any]) -> DemoJob:
    return DemoJob(**(row | {name: datetime.fromisoformat(row[name]) for name in _TIMES}))
