"""Killed at any instant, the library loses nothing that it said was kept."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.clips import ClipQuery
from app.domain.jobs import JobState
from app.store import arrivals
from app.store.places import Places
from app.store.sqlite_library import SqliteLibrary
from tests.store.samples import MEDIA, a_clip, a_job, download

ROUNDS = 4


@pytest.mark.anyio
@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
async def test_killed_in_the_middle_of_writing_it_keeps_all_that_was_committed(
    places: Places,
) -> None:
    told: list[dict[str, str]] = []
    for lines in range(5, 5 + ROUNDS * 7, 7):
        told += killed_after(lines, places)
        await check(places, told)


@pytest.mark.anyio
@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
async def test_killed_while_jobs_are_edited_and_moved_it_keeps_a_whole_line(
    places: Places,
) -> None:
    library = SqliteLibrary(places)
    await library.open()
    for number in range(6):
        job = a_job(f"{number}")
        await library.add_job(replace(job, request=replace(job.request, model=f"{number}")))
    await library.close()
    for lines in (3, 8, 21):
        steps = killed_after(lines, places, "restless_arranger")
        library = SqliteLibrary(places)
        await library.open()
        jobs = await library.jobs({JobState.WAITING})
        await library.close()
        # As it was before the step that was under way, or as it was to be after it.
        assert [[job.id, job.request.prompt] for job in jobs] in steps[-1]
        assert all(job.request.prompt == job.request.model for job in jobs), "half an edit"
        assert len({job.position for job in jobs}) == len(jobs)


def killed_after(lines: int, places: Places, writer: str = "restless_writer") -> list[Any]:
    """Lets a child write until it has told of so many commits, and kills it while it goes on."""
    child = subprocess.Popen(
        [sys.executable, "-m", f"tests.store.{writer}", str(places.home)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout is not None
    with child, child.stdout:
        told = [child.stdout.readline() for _ in range(lines)]
        child.kill()
        told += child.stdout.readlines()
    assert child.returncode == -9  # it did not end by itself
    return [json.loads(line) for line in told if line.endswith("\n")]


async def check(places: Places, told: list[dict[str, str]]) -> None:
    library = SqliteLibrary(places)
    await library.open()
    for entry in told:
        job = await library.job(entry["job"])
        assert job is not None
        assert job.request.picture is not None
        assert job.request.picture.path.is_file()
        if "remote_id" in entry:
            assert job.remote_id == entry["remote_id"]
            assert job.state is not JobState.WAITING
        if "clip" in entry:
            clip = await library.clip(entry["clip"])
            assert clip is not None
            assert clip.file is not None
            assert clip.file.read_bytes() == entry["clip"].encode()
            assert json.loads(clip.file.with_suffix(".json").read_text("utf-8"))["id"] == clip.id
    # No video lies about that the library does not know.
    known = {clip.file for clip in await library.clips(await library.clip_ids(ClipQuery()))}
    assert set(places.library.rglob("*.mp4")) <= known
    await library.close()


@pytest.mark.anyio
async def test_a_video_that_just_got_its_name_is_entered_at_the_next_start(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The narrowest gap: the file has its name, and the row does not know."""

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    library = SqliteLibrary(places)
    await library.open()
    clip = a_clip()
    with monkeypatch.context() as patch:
        patch.setattr(arrivals, "take", killed)
        with pytest.raises(Killed):
            await download(library, clip)
    before = await library.clip(clip.id)
    assert before is not None
    assert before.file is None
    await library.close()

    again = SqliteLibrary(places)
    await again.open()
    after = await again.clip(clip.id)
    assert after is not None
    assert after.media == MEDIA
    assert after.file is not None
    assert after.file.read_bytes() == b"as if it were a video"
    await again.close()


@pytest.mark.anyio
async def test_a_video_that_did_not_get_its_name_keeps_its_part(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    library = SqliteLibrary(places)
    await library.open()
    clip = a_clip()
    with monkeypatch.context() as patch:
        patch.setattr(arrivals, "rename", killed)
        with pytest.raises(Killed):
            await download(library, clip)
    await library.close()

    again = SqliteLibrary(places)
    await again.open()
    part = again.part_path(clip)
    assert part.is_file()
    kept = await again.keep_file(clip, part, MEDIA, None)
    assert kept.file is not None
    assert len(list(kept.file.parent.iterdir())) == 2  # the video and its sidecar
    await again.close()
