"""The queue in the database, and what became of each of its jobs, step by step.

Those who call have opened a transaction where they write.
"""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from app.domain.clips import Clip
from app.domain.jobs import OPEN, TRANSITIONS, Job, JobEvent, JobState
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
#: What was asked for, and when and where in the queue: what becomes of a job changes none of it.
_ASKED: Final = frozenset(
    {"service", "prompt", "aspect_ratio", "duration_seconds", "model", "picture", "continues"}
)
_GIVEN: Final = frozenset({"created_at", "position"})
#: What a job can have been that was removed, and what it is when it comes back.
_BACK: Final = {state: state for state, steps in TRANSITIONS.items() if JobState.REMOVED in steps}
_BACK[JobState.DOWNLOADING] = JobState.COMPLETED
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
    connection: sqlite3.Connection,
    job: Job,
    expected: JobState,
    folders: RowFolders,
    *,
    edited: bool = False,
) -> Job | None:
    """Writes what became of a job if its row is in state `expected`, and what is asked for if it
    was `edited`; returns the job as it is there now, None when it was in another state."""
    kept = _GIVEN if edited else _GIVEN | _ASKED
    row = {name: value for name, value in job_row(job, folders).items() if name not in kept}
    if not update(connection, "jobs", row, "id = :id AND state = :expected", expected=expected):
        return None
    _note_step(connection, job, edited=edited)
    return find_job(connection, job.id, folders)


def move_jobs(
    connection: sqlite3.Connection,
    job_ids: Sequence[str],
    before: str | None,
    folders: RowFolders,
) -> list[Job]:
    """Puts waiting jobs in front of another's place, or last; returns those that stand elsewhere
    now. No place is added or lost: whoever else stands between two of them keeps standing there."""
    waiting = connection.execute(
        "SELECT id, position FROM jobs WHERE state = ? ORDER BY position, id", (JobState.WAITING,)
    ).fetchall()
    line = [row["id"] for row in waiting]
    moved = [job_id for job_id in dict.fromkeys(job_ids) if job_id in line]
    target = connection.execute("SELECT position FROM jobs WHERE id = ?", (before,)).fetchone()
    ahead = [
        row["id"]
        for row in waiting
        if row["id"] not in moved and (target is None or row["position"] < target["position"])
    ]
    behind = [job_id for job_id in line if job_id not in moved and job_id not in ahead]
    elsewhere = []
    for row, job_id in zip(waiting, [*ahead, *moved, *behind], strict=True):
        if row["id"] != job_id:
            connection.execute(
                "UPDATE jobs SET position = ? WHERE id = ?", (row["position"], job_id)
            )
            elsewhere.append(job_id)
    return [
        job for job in find_jobs(connection, {JobState.WAITING}, folders) if job.id in elsewhere
    ]


def put_behind(connection: sqlite3.Connection, job: Job, other: str, folders: RowFolders) -> Job:
    """Puts a waiting job right behind another one, if that waits; returns it as it is now."""
    following = connection.execute(
        "SELECT id FROM jobs WHERE state = :waiting AND position >"
        " (SELECT position FROM jobs WHERE id = :other AND state = :waiting)"
        " ORDER BY position, id LIMIT 1",
        {"waiting": JobState.WAITING, "other": other},
    ).fetchone()
    if following is not None:
        move_jobs(connection, [job.id], following["id"], folders)
    return find_job(connection, job.id, folders) or job


def bring_back(connection: sqlite3.Connection, job_id: str, folders: RowFolders) -> Job | None:
    """Makes a removed job what it was before; None where it was not removed or nothing tells."""
    job, steps = find_job(connection, job_id, folders), find_steps(connection, job_id)
    if job is None or job.state is not JobState.REMOVED or len(steps) < 2:
        return None
    state = _BACK.get(steps[-2].state)
    was_sent = job.remote_id is not None or job.submitted_at is not None
    if state is None or (state is JobState.WAITING and was_sent):
        return None
    back = replace(job, state=state)
    connection.execute("UPDATE jobs SET state = ? WHERE id = ?", (state, job_id))
    _note_step(connection, back)
    return back


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


def unfollowed(connection: sqlite3.Connection, service: str) -> set[str]:
    """The service's ids of videos whose jobs were removed: nobody else tells what they are of."""
    rows = connection.execute(
        "SELECT remote_id FROM jobs WHERE service = ? AND remote_id IS NOT NULL AND state = ?",
        (service, JobState.REMOVED),
    )
    return {row["remote_id"] for row in rows}


def told_by_job(connection: sqlite3.Connection, clip: Clip, folders: RowFolders) -> Clip:
    """A clip of the history with what the job tells of it that asked for it."""
    job = job_that_made(connection, clip, folders)
    if job is None:
        return clip
    request = job.request
    return replace(
        clip,
        prompt=request.prompt,
        aspect_ratio=clip.aspect_ratio or request.aspect_ratio,
        duration_seconds=clip.duration_seconds or request.duration_seconds,
        model=clip.model or request.model,
        picture=request.picture,
        parents=(request.continues.clip_id,) if request.continues else (),
    )


def _note_step(connection: sqlite3.Connection, job: Job, *, edited: bool = False) -> None:
    """Notes where a job stands now, unless that is where it stood; its place in the service's
    queue, which changes at every question, is no step. One that was `edited` where it stood has
    the same step once more."""
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
    if last is not None and not edited and replace(job_event_of(last), at=step.at) == step:
        return
    number = 1 if last is None else last["number"] + 1
    insert(connection, "job_events", job_event_row(step, job.id, number))
    connection.execute(
        "DELETE FROM job_events WHERE job_id = ? AND number <= ?", (job.id, number - _MOST_STEPS)
    )
