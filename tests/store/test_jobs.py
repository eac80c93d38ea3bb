"""Jobs are written down before anything relies on them, and step only where a job may step."""

import os
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import Failure, JobState
from app.store.places import Places
from app.store.sqlite_library import SqliteLibrary
from tests.store.samples import NOON, a_clip, a_job, a_picture

pytestmark = pytest.mark.anyio


async def test_a_job_comes_back_as_it_was_written(library: SqliteLibrary, tmp_path: Path) -> None:
    added = await library.add_job(a_job(picture=a_picture(tmp_path)))
    clip, _ = await library.keep_clip(a_clip("remote-1"))
    full = replace(
        added,
        state=JobState.FAILED,
        remote_id="remote-1",
        remote_status="tuhaf",
        queue_position=3,
        total_in_queue=7,
        video_url="https://videos.example/1.mp4",
        failure=Failure(ErrorCode.SERVICE_FAILED, {"service": "sora", "detail": "olmadı"}),
        submitted_at=NOON,
        started_at=NOON,
        completed_at=NOON,
        attempt=2,
        clip_id=clip.id,
    )
    assert await library.change_job(full, expected=JobState.WAITING)
    assert await library.job(added.id) == full


async def test_jobs_are_listed_in_the_order_they_were_added(library: SqliteLibrary) -> None:
    added = [await library.add_job(a_job(f"{number}")) for number in range(5)]
    assert await library.jobs() == added
    assert [job.position for job in added] == sorted({job.position for job in added})


async def test_a_removed_job_is_out_of_the_queue_but_not_forgotten(library: SqliteLibrary) -> None:
    job = await library.add_job(a_job())
    gone = replace(job, state=JobState.REMOVED)
    assert await library.change_job(gone, expected=JobState.WAITING)
    assert await library.jobs() == []
    assert await library.jobs({JobState.REMOVED}) == [gone]
    assert await library.job(job.id) == gone


async def test_only_one_of_two_takes_a_waiting_job(library: SqliteLibrary) -> None:
    job = await library.add_job(a_job())
    taken = replace(job, state=JobState.SUBMITTING)
    assert await library.change_job(taken, expected=JobState.WAITING)
    assert not await library.change_job(taken, expected=JobState.WAITING)


async def test_a_job_that_is_not_there_is_not_changed(library: SqliteLibrary) -> None:
    job = replace(a_job(), state=JobState.SUBMITTING)
    assert not await library.change_job(job, expected=JobState.WAITING)
    assert await library.job(job.id) is None


async def test_an_illegal_step_is_an_error_of_the_program(library: SqliteLibrary) -> None:
    job = await library.add_job(a_job())
    with pytest.raises(ValueError, match="never goes from waiting to ready"):
        await library.change_job(replace(job, state=JobState.READY), expected=JobState.WAITING)
    assert await library.job(job.id) == job


async def test_the_picture_is_copied_so_that_the_original_may_go(
    library: SqliteLibrary, places: Places, tmp_path: Path
) -> None:
    picture = a_picture(tmp_path)
    content = picture.path.read_bytes()
    first = await library.add_job(a_job(picture=picture))
    second = await library.add_job(a_job("again", picture=picture))
    picture.path.unlink()
    assert first.request.picture is not None
    assert first.request.picture == second.request.picture
    assert first.request.picture.path.read_bytes() == content
    assert first.request.picture.name == "çiçek.png"
    assert [path.suffix for path in places.pictures.iterdir()] == [".png"]


@pytest.mark.parametrize("change", ["written", "replaced", "copy lost", "copy cut", "nothing"])
async def test_a_picture_copied_before_is_sent_as_it_is_now(
    library: SqliteLibrary, tmp_path: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.pictures._QUIET", 0)
    picture = a_picture(tmp_path)
    an_hour_ago = time.time() - 3600
    os.utime(picture.path, (an_hour_ago, an_hour_ago))
    kept = await library.keep_picture(picture)
    if change == "written":
        with picture.path.open("r+b") as file:
            file.write(b"as long as before")
    elif change == "replaced":
        a_picture(tmp_path, "other.png", "blue").path.replace(picture.path)
    elif change == "copy lost":
        kept.path.unlink()
    elif change == "copy cut":
        os.truncate(kept.path, 5)
    job = await library.add_job(a_job(picture=picture))
    sent = job.request.picture
    assert sent is not None
    assert sent.path.read_bytes() == picture.path.read_bytes()
    assert sent.path.stem == sha256(picture.path.read_bytes()).hexdigest()
    assert sent.size == picture.path.stat().st_size


async def test_a_picture_that_stands_there_is_copied_once(
    library: SqliteLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.pictures._QUIET", 0)
    pictures = [a_picture(tmp_path, f"{n}.png", f"#{n:06x}") for n in range(20)]
    kept = [await library.keep_picture(picture) for picture in pictures]
    for copy in kept:
        os.utime(copy.path, (0, 0))
    again = [await library.keep_picture(picture) for picture in reversed(pictures)]
    assert again[::-1] == kept
    untouched = [copy.path.stat().st_mtime == 0 for copy in kept]
    assert untouched == [False] * 4 + [True] * 16


async def test_without_its_picture_a_job_is_not_added(
    library: SqliteLibrary, tmp_path: Path
) -> None:
    picture = a_picture(tmp_path)
    picture.path.unlink()
    with pytest.raises(KadrajError) as caught:
        await library.add_job(a_job(picture=picture))
    assert caught.value.code is ErrorCode.PICTURE_UNREADABLE
    assert await library.jobs() == []


async def test_a_waiting_job_can_be_given_another_picture(
    library: SqliteLibrary, tmp_path: Path
) -> None:
    job = await library.add_job(a_job())
    edited = replace(job.request, prompt="Mavi", picture=a_picture(tmp_path, colour="blue"))
    assert await library.edit_job(replace(job, request=edited), expected=JobState.WAITING)
    kept = await library.job(job.id)
    assert kept is not None
    assert kept.request.picture is not None
    assert kept.request.prompt == "Mavi"
    assert kept.request.picture.path.parent != tmp_path


async def test_jobs_survive_a_restart(places: Places, tmp_path: Path) -> None:
    first = SqliteLibrary(places)
    await first.open()
    job = await first.add_job(a_job(picture=a_picture(tmp_path)))
    await first.set_note("last", "value")
    await first.close()
    second = SqliteLibrary(places)
    await second.open()
    assert await second.jobs() == [job]
    assert await second.note("last") == "value"
    assert await second.note("other") is None
    await second.close()
