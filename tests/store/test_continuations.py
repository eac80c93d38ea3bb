"""Where a job goes on from is remembered as long as the job's video is."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from app.domain.jobs import Job, JobState
from app.domain.requests import Continuation
from app.store.journal import Journal, read_rows
from app.store.places import Places
from app.store.sqlite_library import SqliteLibrary
from tests.store.samples import a_clip, a_job, download

pytestmark = pytest.mark.anyio

HERE = Continuation("abc", 3.4)


def continued(number: str = "1") -> Job:
    job = a_job()
    return replace(job, id=f"job{number}", request=replace(job.request, continues=HERE))


@pytest.mark.parametrize("left", ["journal", "sidecars", "database"])
async def test_it_outlives_the_database(places: Places, left: str) -> None:
    library = SqliteLibrary(places)
    await library.open()
    job = await library.add_job(continued())
    for state in (JobState.SUBMITTING, JobState.QUEUED, JobState.COMPLETED, JobState.READY):
        step = replace(job, state=state, remote_id="r1")
        assert await library.change_job(step, expected=job.state)
        job = step
    kept = await download(library, replace(a_clip("r1"), parents=("abc",)))
    await library.close()
    if left != "database":
        places.database.unlink()
    if left != "journal":
        places.journal.unlink()
    library = SqliteLibrary(places)
    await library.open()
    found = await library.clip(kept.id)
    assert found is not None
    maker = await library.job_that_made(found)
    assert maker is not None
    assert (found.parents, maker.request.continues) == (("abc",), HERE)
    await library.close()


async def test_jobs_of_before_go_on_from_nowhere(places: Places) -> None:
    library = SqliteLibrary(places)
    await library.open()
    job = await library.add_job(a_job())
    await library.close()
    with closing(sqlite3.connect(places.database, isolation_level=None)) as connection:
        connection.execute("ALTER TABLE jobs DROP COLUMN continues")
        connection.row_factory = sqlite3.Row
        Journal(places.journal).rewrite(read_rows(connection), 99)
    places.database.unlink()
    library = SqliteLibrary(places)
    assert await library.open() is not None
    assert await library.job(job.id) == job
    await library.close()
