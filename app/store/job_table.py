"""The queue in the database. Those who call have opened a transaction where they write."""

import sqlite3
from collections.abc import Collection
from dataclasses import replace

from app.domain.clips import Clip
from app.domain.jobs import Job, JobState
from app.store.rows import RowFolders, insert, job_of, job_row, update


def append_job(connection: sqlite3.Connection, job: Job, folders: RowFolders) -> Job:
    """Adds a job behind all others; returns it with its position."""
    (last,) = connection.execute("SELECT coalesce(max(position), 0) FROM jobs").fetchone()
    placed = replace(job, position=last + 1.0)
    insert(connection, "jobs", job_row(placed, folders))
    return placed


def write_job(
    connection: sqlite3.Connection, job: Job, expected: JobState, folders: RowFolders
) -> bool:
    """Writes a job over its row if that is in state `expected`; tells whether it was."""
    row = job_row(job, folders)
    return update(connection, "jobs", row, "id = :id AND state = :expected", expected=expected)


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


def job_that_made(connection: sqlite3.Connection, clip: Clip, folders: RowFolders) -> Job | None:
    """The job that a clip came from; the latest one, should there be several."""
    row = connection.execute(
        "SELECT * FROM jobs WHERE clip_id = ? OR (service = ? AND remote_id = ?)"
        " ORDER BY created_at DESC LIMIT 1",
        (clip.id, clip.service, clip.remote_id),
    ).fetchone()
    return job_of(row, folders) if row else None
