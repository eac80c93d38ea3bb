"""What became of a job, step by step: written with the change itself, kept while it helps."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.errors import ErrorCode
from app.domain.jobs import Failure, Job, JobEvent, JobState
from app.store import schema
from app.store.database import transaction
from app.store.places import Places
from app.store.rows import RowFolders, insert, job_row
from app.store.sqlite_library import SqliteLibrary
from tests.store.samples import NOON, a_job

pytestmark = pytest.mark.anyio

S = JobState
Told = tuple[JobState, str, ErrorCode | None, int]


def told(events: list[JobEvent]) -> list[Told]:
    return [(each.state, each.remote_status, each.failure, each.attempt) for each in events]


async def change(library: SqliteLibrary, job: Job, **fields: object) -> Job:
    changed: Job = replace(job, **fields)  # type: ignore[arg-type]
    assert await library.change_job(changed, expected=job.state)
    return changed


async def test_every_step_is_noted_and_a_place_in_the_queue_is_none(
    library: SqliteLibrary,
) -> None:
    job = await library.add_job(a_job())
    job = await change(library, job, state=S.SUBMITTING, submitted_at=NOON)
    job = await change(library, job, state=S.QUEUED, remote_id="r", remote_status="queued")
    for place in (3, 2, 1):
        job = await change(library, job, queue_position=place)
    odd = Failure(ErrorCode.SERVICE_FAILED, {"service": "sora", "detail": "Kırmızı balon"})
    job = await change(library, job, remote_status="upscaling")
    job = await change(library, job, state=S.FAILED, failure=odd)
    await change(library, job, state=S.WAITING, failure=None, attempt=2, remote_status="")
    steps = await library.timeline(job.id)
    assert told(steps) == [
        (S.WAITING, "", None, 1),
        (S.SUBMITTING, "", None, 1),
        (S.QUEUED, "queued", None, 1),
        (S.QUEUED, "upscaling", None, 1),
        (S.FAILED, "upscaling", ErrorCode.SERVICE_FAILED, 1),
        (S.WAITING, "", None, 2),
    ]
    moments = [step.at for step in steps]
    assert moments == sorted(moments)
    assert await library.timeline("nobody") == []


async def test_what_was_not_changed_is_no_step(library: SqliteLibrary) -> None:
    job = await library.add_job(a_job())
    late = replace(job, state=S.QUEUED)
    assert not await library.change_job(late, expected=S.SUBMITTING)
    assert told(await library.timeline(job.id)) == [(S.WAITING, "", None, 1)]


async def test_an_edited_job_that_waits_has_the_same_step_once_more(
    library: SqliteLibrary,
) -> None:
    job = await library.add_job(a_job())
    other = replace(job, request=replace(job.request, prompt="Another balloon"))
    assert await library.edit_job(other, expected=S.WAITING)
    assert told(await library.timeline(job.id)) == [(S.WAITING, "", None, 1)] * 2


async def test_a_service_that_changes_its_word_for_ever_fills_no_disk(
    library: SqliteLibrary,
) -> None:
    job = await library.add_job(a_job())
    for number in range(230):
        job = await change(library, job, remote_status=f"word {number}")
    steps = await library.timeline(job.id)
    assert [step.remote_status for step in steps] == [f"word {n}" for n in range(30, 230)]


@pytest.mark.parametrize("state", [S.REMOVED, S.FAILED, S.WAITING])
async def test_steps_of_jobs_that_ended_long_ago_are_forgotten(
    places: Places, state: JobState
) -> None:
    library = SqliteLibrary(places)
    await library.open()
    old, new = await library.add_job(a_job()), await library.add_job(a_job())
    for job in (old, new):
        await change(library, job, state=state)
    before = await library.timeline(old.id)

    def age(connection: sqlite3.Connection) -> None:
        with transaction(connection):
            connection.execute(
                "UPDATE job_events SET at = ? WHERE job_id = ?",
                ((NOON - timedelta(days=365)).isoformat(timespec="microseconds"), old.id),
            )

    await library._write(age)
    await library.close()
    library = SqliteLibrary(places)
    assert await library.open() is None
    kept = before if state is S.WAITING else []  # that one may still be sent
    assert told(await library.timeline(old.id)) == told(kept)
    assert len(await library.timeline(new.id)) == len(before)
    await library.close()
    # Nor do they come back with the second copy.
    places.database.unlink()
    library = SqliteLibrary(places)
    await library.open()
    assert told(await library.timeline(old.id)) == told(kept)
    await library.close()


async def test_steps_come_back_when_the_library_is_rebuilt(places: Places) -> None:
    library = SqliteLibrary(places)
    await library.open()
    job = await change(library, await library.add_job(a_job()), state=S.SUBMITTING)
    before = await library.timeline(job.id)
    await library.close()
    places.database.write_bytes(b"not a database at all " * 100)
    library = SqliteLibrary(places)
    assert await library.open() is not None
    assert await library.timeline(job.id) == before
    await change(library, job, state=S.QUEUED, remote_id="r")
    assert len(await library.timeline(job.id)) == len(before) + 1
    await library.close()


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE job_events SET number = 7 WHERE state = 'submitting'",
        "UPDATE job_events SET state = 'dancing' WHERE state = 'submitting'",
        "UPDATE job_events SET at = 'noon' WHERE state = 'submitting'",
    ],
)
async def test_without_the_second_copy_only_unreadable_steps_are_lost(
    places: Places, harm: str
) -> None:
    library = SqliteLibrary(places)
    await library.open()
    job = await change(library, await library.add_job(a_job()), state=S.SUBMITTING)
    await library.close()
    places.journal.unlink()
    with sqlite3.connect(places.database) as connection:
        connection.execute(harm)
    connection.close()
    library = SqliteLibrary(places)
    assert await library.open() is not None
    assert await library.job(job.id) == job
    assert told(await library.timeline(job.id)) == [(S.WAITING, "", None, 1)]
    await library.close()


async def test_the_steps_of_a_job_that_cannot_be_read_go_with_it(places: Places) -> None:
    library = SqliteLibrary(places)
    await library.open()
    lost, kept = await library.add_job(a_job()), await library.add_job(a_job())
    await library.close()
    places.journal.unlink()
    with sqlite3.connect(places.database) as connection:
        connection.execute("UPDATE jobs SET state = 'dancing' WHERE id = ?", (lost.id,))
    connection.close()
    library = SqliteLibrary(places)
    assert await library.open() is not None
    assert await library.job(lost.id) is None
    assert await library.timeline(lost.id) == []
    assert len(await library.timeline(kept.id)) >= 1
    await library.close()


async def test_a_library_of_before_gets_its_steps_from_the_next_change_on(
    places: Places,
) -> None:
    job = replace(a_job(), position=1.0)
    folders = RowFolders(places.library, places.pictures, places.thumbnails)
    places.home.mkdir(parents=True)
    connection = sqlite3.connect(places.database, isolation_level=None)
    for step in schema.STEPS[:2]:
        step(connection)
    connection.execute("PRAGMA user_version = 2")
    row = job_row(job, folders)
    del row["continues"], row["idea"]
    insert(connection, "jobs", row)
    connection.close()
    library = SqliteLibrary(places)
    assert await library.open() is None
    assert await library.jobs() == [job]
    assert await library.timeline(job.id) == []
    await change(library, job, state=S.SUBMITTING)
    assert told(await library.timeline(job.id)) == [(S.SUBMITTING, "", None, 1)]
    await library.close()
