"""The library made anew: from the second copy, from what can be read, and from the videos."""

import errno
import os
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from app.domain.clips import Clip, ClipQuery
from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import Failure, Job, JobState
from app.domain.opening import LibraryRebuilt
from app.media.videos import probe
from app.store import rebuilding
from app.store.journal import Journal, _line
from app.store.places import Places
from app.store.schema import STEPS
from app.store.sqlite_library import SqliteLibrary
from tests.media.clips import write_video
from tests.store.samples import NOON, a_clip, a_job, a_picture, download

pytestmark = pytest.mark.anyio

S = JobState
Contents = tuple[list[Job], list[Clip]]


async def contents(library: SqliteLibrary) -> Contents:
    jobs = await library.jobs(frozenset(S))
    return jobs, await library.clips(await library.clip_ids(ClipQuery()))


async def opened(places: Places) -> tuple[LibraryRebuilt | None, Contents]:
    """What a start finds, and what is then in the library."""
    library = SqliteLibrary(places, probe=probe)
    rebuilt = await library.open()
    found = await contents(library)
    await library.close()
    return rebuilt, found


async def closed_library(places: Places, folder: Path) -> Contents:
    """A library with a waiting, a sent and a finished job, and two clips, one of them here."""
    library = SqliteLibrary(places)
    await library.open()
    await library.add_job(a_job("waiting"))
    sent = await step(library, await library.add_job(a_job("sent")), S.SUBMITTING)
    await step(library, sent, S.QUEUED, remote_id="r-sent", submitted_at=NOON)
    await finished(library, await library.add_job(a_job("done", a_picture(folder))))
    await library.keep_clip(a_clip("elsewhere", minutes=-5))
    found = await contents(library)
    await library.close()
    return found


async def step(library: SqliteLibrary, job: Job, state: JobState, **fields: object) -> Job:
    changed: Job = replace(job, state=state, **fields)  # type: ignore[arg-type]
    assert await library.change_job(changed, expected=job.state)
    return changed


async def finished(library: SqliteLibrary, job: Job) -> Job:
    sent = await step(library, job, S.SUBMITTING, submitted_at=NOON)
    clip, _ = await library.keep_clip(
        replace(
            a_clip("r-done", job.request.prompt),
            picture=job.request.picture,
            duration_seconds=6.0,
            model="sora-2",
        )
    )
    made = await step(
        library, sent, S.COMPLETED, remote_id="r-done", completed_at=NOON, clip_id=clip.id
    )
    await download(library, clip)
    return await step(library, made, S.READY)


def damage(places: Places) -> None:
    places.database.write_bytes(b"not a database at all " * 100)


# -- At the start ------------------------------------------------------------------------------


async def test_a_damaged_database_is_set_aside_and_everything_is_back(
    places: Places, tmp_path: Path
) -> None:
    before = await closed_library(places, tmp_path)
    damage(places)
    content = places.database.read_bytes()
    rebuilt, found = await opened(places)
    assert rebuilt is not None
    assert rebuilt.set_aside is not None
    assert (rebuilt.videos, rebuilt.jobs) == (2, 3)
    assert (places.home / rebuilt.set_aside).read_bytes() == content
    assert found == before
    assert rebuilt.told().code is ErrorCode.LIBRARY_REBUILT
    assert await opened(places) == (None, before)


async def test_a_missing_database_is_made_anew(places: Places, tmp_path: Path) -> None:
    before = await closed_library(places, tmp_path)
    places.database.unlink()
    assert await opened(places) == (LibraryRebuilt(videos=2, jobs=3, set_aside=None), before)


async def test_the_first_start_has_nothing_to_tell(places: Places) -> None:
    assert await opened(places) == (None, ([], []))


async def test_commits_that_went_with_their_wal_are_back(places: Places, tmp_path: Path) -> None:
    """SQLite takes such a database for whole; it says that the job was never sent."""
    library = SqliteLibrary(places)
    await library.open()
    job = await library.add_job(a_job())
    await library.close()
    old = places.database.read_bytes()
    library = SqliteLibrary(places)
    await library.open()
    sending = await step(library, job, S.SUBMITTING)
    sent = await step(library, sending, S.QUEUED, remote_id="paid")
    await library.close()
    places.database.write_bytes(old)
    rebuilt, (jobs, _) = await opened(places)
    assert rebuilt is not None
    assert jobs == [sent]


async def test_text_that_was_changed_behind_sqlites_back_is_put_right(
    places: Places, tmp_path: Path
) -> None:
    before = await closed_library(places, tmp_path)
    places.database.write_bytes(places.database.read_bytes().replace(b"r-sent", b"r-sEnt"))
    rebuilt, found = await opened(places)
    assert rebuilt is not None
    assert found == before


async def test_what_another_program_changed_in_the_database_counts(
    places: Places, tmp_path: Path
) -> None:
    await closed_library(places, tmp_path)
    with sqlite3.connect(places.database) as connection:
        connection.execute("UPDATE jobs SET prompt = 'by hand' WHERE remote_id = 'r-sent'")
    connection.close()
    rebuilt, (jobs, _) = await opened(places)
    assert rebuilt is None
    assert "by hand" in {job.request.prompt for job in jobs}


async def test_a_version_that_only_seems_newer_is_damage(places: Places, tmp_path: Path) -> None:
    before = await closed_library(places, tmp_path)
    with sqlite3.connect(places.database) as connection:
        connection.execute("PRAGMA user_version = 4098")
    connection.close()
    rebuilt, found = await opened(places)
    assert rebuilt is not None
    assert found == before


async def test_a_copy_that_a_later_kadraj_wrote_is_left_alone(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await closed_library(places, tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("app.store.journal.STEPS", (*STEPS, STEPS[-1]))
        Journal(places.journal).rewrite(Journal(places.journal).read().rows, 99)
    with places.journal.open("ab") as file:  # of a table that this Kadraj does not know
        file.write(_line({"number": 100, "rows": [["later", "x", {"id": "x"}]]}))
        file.write(_line({"number": 101, "rows": [["later", "x", None]]}))
    damage(places)
    before = {file: file.read_bytes() for file in places.home.glob("kadraj.*")}
    library = SqliteLibrary(places)
    with pytest.raises(KadrajError) as caught:
        await library.open()
    await library.close()
    assert caught.value.code is ErrorCode.LIBRARY_NEWER
    assert {file: file.read_bytes() for file in places.home.glob("kadraj.*")} == before


# -- While it is used --------------------------------------------------------------------------


async def test_damage_that_shows_later_is_told_and_repaired_at_the_next_start(
    places: Places, tmp_path: Path
) -> None:
    before = await closed_library(places, tmp_path)
    library = SqliteLibrary(places)
    assert await library.open() is None
    with places.database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (places.database.stat().st_size - 4096))
    with pytest.raises(KadrajError) as caught:
        await contents(library)
    assert caught.value.code is ErrorCode.LIBRARY_DAMAGED
    await library.close()
    rebuilt, found = await opened(places)
    assert rebuilt is not None
    assert found == before


async def test_a_row_that_makes_no_job_is_damage_too(library: SqliteLibrary) -> None:
    job = await library.add_job(a_job())
    await library._database.write(lambda c: c.execute("UPDATE jobs SET state = 'wai7ing'").rowcount)
    with pytest.raises(KadrajError) as caught:
        await library.job(job.id)
    assert caught.value.code is ErrorCode.LIBRARY_DAMAGED


# -- The second copy ---------------------------------------------------------------------------


def cut(content: bytes) -> bytes:
    return content[:-30]


def without_end(content: bytes) -> bytes:
    return content + b"deadbeef {"


def broken_in_the_middle(content: bytes) -> bytes:
    return content.replace(b"waiting", b"wai7ing")


@pytest.mark.parametrize("change", [cut, without_end, broken_in_the_middle, lambda _c: b""])
async def test_a_damaged_copy_changes_nothing_in_a_sound_database(
    places: Places, tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    before = await closed_library(places, tmp_path)
    places.journal.write_bytes(change(places.journal.read_bytes()))
    assert await opened(places) == (None, before)
    damage(places)
    rebuilt, found = await opened(places)  # the copy is whole again
    assert rebuilt is not None
    assert found == before


async def test_a_disk_too_full_for_the_copy_keeps_nobody_from_working(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = SqliteLibrary(places)
    await library.open()
    with monkeypatch.context() as patch:

        def full(_handle: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        patch.setattr(os, "fsync", full)
        job = await library.add_job(a_job())
    assert not Journal(places.journal).read().whole
    await step(library, job, S.SUBMITTING)
    assert Journal(places.journal).read().whole
    before = await contents(library)
    await library.close()
    damage(places)
    assert (await opened(places))[1] == before


async def test_the_copy_does_not_grow_for_ever(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.journal._ROOM", 5_000)
    library = SqliteLibrary(places)
    await library.open()
    job = await library.add_job(a_job())
    for number in range(100):
        job = await step(library, job, S.WAITING, queue_position=number)
    assert places.journal.stat().st_size < 12_000
    assert Journal(places.journal).read().rows["jobs"][job.id]["queue_position"] == 99
    await library.close()
    damage(places)
    assert (await opened(places))[1][0] == [job]


async def test_many_rows_at_once_are_kept_twice_too(places: Places) -> None:
    library = SqliteLibrary(places)
    await library.open()
    clips = [a_clip(f"r{number}", minutes=number) for number in range(300)]
    await library.merge_history("sora", [(None, clip) for clip in clips])  # type: ignore[misc]
    before = await contents(library)
    await library.close()
    damage(places)
    assert (await opened(places))[1] == before


# -- Killed on the way -------------------------------------------------------------------------


class KilledError(BaseException):
    pass


def killed(*_: object) -> None:
    raise KilledError


@pytest.mark.parametrize("at", ["_set_aside", "fill", "sync_folder"])
@pytest.mark.parametrize("journal", [True, False])
async def test_killed_while_it_is_made_anew_nothing_is_lost(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str, journal: bool
) -> None:
    before = await closed_library(places, tmp_path)
    if journal:
        damage(places)
    else:
        places.journal.unlink()
        with places.database.open("r+b") as file:
            file.truncate(places.database.stat().st_size - 5_000)
    library = SqliteLibrary(places)
    with monkeypatch.context() as patch:
        patch.setattr(rebuilding, at, killed)
        with pytest.raises(KilledError):
            await library.open()
    await library.close()
    rebuilt, (jobs, clips) = await opened(places)
    assert rebuilt is not None
    assert clips == before[1]
    assert {job.id for job in jobs} == {job.id for job in before[0]}
    assert not journal or jobs == before[0]


# -- Without the second copy -------------------------------------------------------------------


async def test_with_nothing_but_the_videos_all_that_was_downloaded_is_back(
    places: Places, tmp_path: Path
) -> None:
    jobs, clips = await closed_library(places, tmp_path)
    [done] = [job for job in jobs if job.state is S.READY]
    [here] = [clip for clip in clips if clip.downloaded]
    assert done.request.picture is not None
    for file in [*places.home.glob("kadraj.*"), done.request.picture.path]:
        file.unlink()
    rebuilt, (jobs, clips) = await opened(places)
    assert rebuilt == LibraryRebuilt(videos=1, jobs=1, set_aside=None)
    assert clips == [replace(here, remote_url="")]  # an address is nothing to keep for long
    assert jobs == [replace(done, position=0.0)]
    assert done.request.picture.path.is_file()


async def test_jobs_that_may_have_been_sent_are_not_sent_again(
    places: Places, tmp_path: Path
) -> None:
    """What can be read of a damaged database may be older than what it said last."""
    jobs, _ = await closed_library(places, tmp_path)
    places.journal.unlink()
    with places.database.open("r+b") as file:
        file.truncate(places.database.stat().st_size - 5_000)
    rebuilt, (found, _) = await opened(places)
    assert rebuilt is not None
    uncertain = Failure(ErrorCode.SUBMIT_UNCERTAIN, {"service": "sora", "came": "rebuilt"})
    assert found == [replace(jobs[0], state=S.UNCERTAIN, failure=uncertain), *jobs[1:]]


async def test_a_video_tells_that_its_job_is_done(places: Places, tmp_path: Path) -> None:
    """The database is the one from before the job was sent, and there is no other copy."""
    library = SqliteLibrary(places)
    await library.open()
    job = await library.add_job(a_job("done", a_picture(tmp_path)))
    await library.close()
    old = places.database.read_bytes()
    library = SqliteLibrary(places)
    await library.open()
    done = await finished(library, job)
    await library.close()
    places.database.write_bytes(old)
    places.journal.unlink()
    library = SqliteLibrary(places)
    rebuilt = await library.rebuild()
    assert rebuilt.videos == 1
    assert await library.jobs() == [done]
    await library.close()


async def test_a_job_whose_clip_is_gone_asks_its_service_anew(
    places: Places, tmp_path: Path
) -> None:
    jobs, _ = await closed_library(places, tmp_path)
    [done] = [job for job in jobs if job.state is S.READY]
    journal = Journal(places.journal)
    rows = journal.read().rows
    rows["clips"].clear()
    journal.rewrite(rows, 1_000)
    for file in places.library.rglob("*.json"):
        file.unlink()
    for file in places.library.rglob("*.mp4"):
        file.unlink()
    _, (jobs, clips) = await opened(places)
    assert clips == []
    [again] = [job for job in jobs if job.id == done.id]
    assert again == replace(done, state=S.PROCESSING, clip_id=None)


async def test_videos_that_nothing_tells_of_join_the_library(places: Places) -> None:
    frames = [Image.new("RGB", (64, 36), "red")] * 5
    month = places.library / "Veo" / "2026-11"
    month.mkdir(parents=True)
    named = write_video(month / "2026-11-21 kirmizi-balon 3f2a9c1d.mp4", frames)
    other = write_video(month / "Bir film.mp4", frames)
    (month / "2026-11-21 page 3f2a9c1e.mp4").write_bytes(b"<html>")
    damaged = write_video(month / "2026-11-20 3f2a9c1f (2).mp4", frames)
    damaged.with_suffix(".json").write_text('{"kadraj": 1, "id": 5}')
    write_video(places.library / "elsewhere.mp4", frames)
    rebuilt, (_, clips) = await opened(places)
    assert rebuilt == LibraryRebuilt(videos=3, jobs=0, set_aside=None)
    found = {clip.file: clip for clip in clips}
    assert {file: clip.prompt for file, clip in found.items()} == {
        named: "kirmizi balon",
        other: "Bir film",
        damaged: "",
    }
    assert {clip.service for clip in clips} == {"veo"}
    assert found[named].media == probe(named)
    assert f"{found[damaged].created_at.astimezone():%Y-%m-%d}" == "2026-11-20"

    # Made anew once more, they are the same.
    library = SqliteLibrary(places, probe=probe)
    await library.rebuild()
    assert (await contents(library))[1] == clips
    await library.close()


async def test_a_copied_video_is_one_clip(places: Places, tmp_path: Path) -> None:
    before = await closed_library(places, tmp_path)
    [video] = places.library.rglob("*.mp4")
    for ending in (".mp4", ".json"):
        copy = video.with_name(f"a copy{ending}")
        copy.write_bytes(video.with_suffix(ending).read_bytes())
    damage(places)
    assert (await opened(places))[1] == before


async def test_a_moved_video_is_found_by_its_sidecar(places: Places, tmp_path: Path) -> None:
    _, clips = await closed_library(places, tmp_path)
    [here] = [clip for clip in clips if clip.file is not None]
    assert here.file is not None
    for ending in (".mp4", ".json"):
        old = here.file.with_suffix(ending)
        old.rename(old.with_name(f"moved{ending}"))
    library = SqliteLibrary(places)
    await library.rebuild()
    found = await library.clip(here.id)
    assert found == replace(here, file=here.file.with_name("moved.mp4"))
    await library.close()


# -- By hand -----------------------------------------------------------------------------------


async def test_by_hand_a_sound_library_stays_as_it_is(places: Places, tmp_path: Path) -> None:
    before = await closed_library(places, tmp_path)
    library = SqliteLibrary(places)
    rebuilt = await library.rebuild()
    assert rebuilt.set_aside is not None
    assert (rebuilt.videos, rebuilt.jobs) == (2, 3)
    assert await contents(library) == before
    await library.close()


async def test_by_hand_a_library_in_use_is_left_alone(
    library: SqliteLibrary, places: Places
) -> None:
    second = SqliteLibrary(places)
    with pytest.raises(KadrajError) as caught:
        await second.rebuild()
    await second.close()
    assert caught.value.code is ErrorCode.ALREADY_RUNNING
    assert await library.jobs() == []
