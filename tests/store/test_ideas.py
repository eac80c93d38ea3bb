"""Jobs and clips of one idea know of each other, as long as there are files of them."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from app.domain.errors import KadrajError
from app.domain.jobs import Job, JobState
from app.store.journal import Journal, read_rows
from app.store.places import Places
from app.store.sqlite_library import SqliteLibrary
from tests.store.samples import a_clip, a_job, download

pytestmark = pytest.mark.anyio


def pair() -> list[Job]:
    """One idea for both services."""
    first, second = (replace(a_job(), id=f"job{number}", idea="idea1") for number in (1, 2))
    return [first, replace(second, request=replace(second.request, service="veo"))]


@pytest.mark.parametrize("left", ["journal", "sidecars", "database"])
async def test_it_outlives_the_database(places: Places, left: str) -> None:
    library = SqliteLibrary(places)
    await library.open()
    jobs = await library.add_jobs(pair())
    assert [job.position for job in jobs] == [1.0, 2.0]
    for job in jobs:
        remote = f"r-{job.service}"
        for state in (JobState.SUBMITTING, JobState.QUEUED, JobState.COMPLETED, JobState.READY):
            assert await library.change_job(
                replace(job, state=state, remote_id=remote), expected=job.state
            )
            job = replace(job, state=state)
        await download(library, replace(a_clip(remote), service=job.service, idea=job.idea))
    await library.close()
    if left != "database":
        places.database.unlink()
    if left != "journal":
        places.journal.unlink()
    library = SqliteLibrary(places)
    await library.open()
    clips = await library.clips_of_idea("idea1")
    assert sorted(clip.service for clip in clips) == ["sora", "veo"]
    makers = [await library.job_that_made(clip) for clip in clips]
    assert [maker and maker.idea for maker in makers] == ["idea1", "idea1"]
    await library.disown(clips[0].id)
    assert await library.clips_of_idea("idea1") == clips[1:]
    await library.close()


async def test_both_jobs_are_written_down_or_none(places: Places) -> None:
    library = SqliteLibrary(places)
    await library.open()
    first, second = pair()
    with pytest.raises(KadrajError):
        await library.add_jobs([first, replace(second, id=first.id)])
    assert await library.jobs() == []
    await library.close()


async def test_jobs_and_clips_of_before_are_of_no_idea(places: Places) -> None:
    library = SqliteLibrary(places)
    await library.open()
    job = await library.add_job(a_job())
    clip, _added = await library.keep_clip(a_clip("r1"))
    await library.close()
    with closing(sqlite3.connect(places.database, isolation_level=None)) as connection:
        connection.execute("DROP INDEX clips_of_idea")
        for table in ("jobs", "clips"):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN idea")
        connection.row_factory = sqlite3.Row
        Journal(places.journal).rewrite(read_rows(connection), 99)
    places.database.unlink()
    library = SqliteLibrary(places)
    assert await library.open() is not None
    assert await library.job(job.id) == job
    assert await library.clip(clip.id) == clip
    await library.close()
