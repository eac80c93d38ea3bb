"""The queue in the database, and what became of each of its jobs, step by step.

Those who call have opened a transaction where they write.
"""

import sqlite3
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from app.domain.clips import Clip
from app.domain.jobs import OPEN, Job, JobEvent, JobState
from app.store.rows import (
    RowFolders,
    insert,
    job_event_of,
    job_event_row,
    job_of,
    job_row,
    time_text,
    update,
)

#: The latest steps kept of one job: a service whose word changes at every question must not fill
#: the disk.
_MOST_STEPS: Final = 200
#: Steps of jobs that ended are for finding faults, which is done while these are fresh; kept for
#: ever, they would come to outweigh everything else that is read at a start.
_KEPT: Final = timedelta(days=30)


def append_job(connection: sqlite3.Connection, job: Job, folders: RowFolders) -> Job:
    """Adds a job behind all others; returns it with its position."""
    (last,) = connection.execute("SELECT coalesce(max(position), 0) FROM jobs").fetchone()
    placed = replace(job, position=last + 1.0)
    insert(connection, "jobs", job_row(placed, folders))
    _note_step(connection, placed)
    return placed


def write_job(
    connection: sqlite3.Connection, job: Job, expected: JobState, folders: RowFolders
) -> bool:
    """Writes a job over its row if that is in state `expected`; tells whether it was."""
    row = job_row(job, folders)
    if not update(connection, "jobs", row, "id = :id AND state = :expected", expected=expected):
        return False
    _note_step(connection, job)
    return True


def find_job(connection: sqlite3.Connection, job_id: str, folders: RowFolders) -> Job | None:
    """The job with this id."""
    row = connection.execute("SELECT * FROM jobs WHERE id = ?", (job_id,)).fetchone()
    return job_of(row, folders) if row else None


def find_jobs(
    connection: sqlite3.Connection, states: Collection[JobState], folders: RowFolders
) -> list[Job]:
    """The jobs in these states, in the queue's order."""
    marks = ", ".join("?" for _ in states)
    rows = connection.execute(
        f"SELECT * FROM jobs WHERE state IN ({marks}) ORDER BY position, id",  # noqa: S608
        tuple(states),
    )
    return [job_of(row, folders) for row in rows]


def find_steps(connection: sqlite3.Connection, job_id: str) -> list[JobEvent]:
    """A job's steps, the first one first."""
    rows = connection.execute(
        "SELECT * FROM job_events WHERE job_id = ? ORDER BY number", (job_id,)
    )
    return [job_event_of(row) for row in rows]


def forget_old_steps(connection: sqlite3.Connection) -> None:
    """Forgets the steps of jobs that ended long ago."""
    marks = ", ".join("?" for _ in OPEN)
    connection.execute(
        "DELETE FROM job_events WHERE at < ? AND job_id IN"  # noqa: S608
        f" (SELECT id FROM jobs WHERE state NOT IN ({marks}))",
        (time_text(datetime.now(UTC) - _KEPT), *OPEN),
    )


def job_that_made(connection: sqlite3.Connection, clip: Clip, folders: RowFolders) -> Job | None:
    """The job that a clip came from; the latest one, should there be several."""
    row = connection.execute(
        "SELECT * FROM jobs WHERE clip_id = ? OR (service = ? AND remote_id = ?)"
        " ORDER BY created_at DESC LIMIT 1",
        (clip.id, clip.service, clip.remote_id),
    ).fetchone()
    return job_of(row, folders) if row else None


def _note_step(connection: sqlite3.Connection, job: Job) -> None:
    """Notes where a job stands now, unless that is where it stood; its place in the service's
    queue, which changes at every question, is no step."""
    last = connection.execute(
        "SELECT * FROM job_events WHERE job_id = ? ORDER BY number DESC LIMIT 1", (job.id,)
    ).fetchone()
    step = JobEvent(
        at=datetime.now(UTC),
        state=job.state,
        remote_status=job.remote_status,
        failure=job.failure.code if job.failure else None,
        attempt=job.attempt,
    )
    if last is not None and replace(job_event_of(last), at=step.at) == step:
        return
    number = 1 if last is None else last["number"] + 1
    insert(connection, "job_events", job_event_row(step, job.id, number))
    connection.execute(
        "DELETE FROM job_events WHERE job_id = ? AND number <= ?", (job.id, number - _MOST_STEPS)
    )
