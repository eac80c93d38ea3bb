"""Opening, and what happens when the computer does not let the library do its work."""

import asyncio
import errno
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.clips import ClipQuery
from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import JobState
from app.store import database
from app.store.database import transaction
from app.store.drives import network_mount
from app.store.places import Places
from app.store.schema import STEPS
from app.store.sqlite_library import SqliteLibrary
from tests.store.samples import MEDIA, a_clip, a_job, a_picture, download

pytestmark = pytest.mark.anyio


async def test_a_second_program_is_told_that_one_is_running(
    library: SqliteLibrary, places: Places
) -> None:
    await library.add_job(a_job())
    second = SqliteLibrary(places)
    with pytest.raises(KadrajError) as caught:
        await second.open()
    assert caught.value.code is ErrorCode.ALREADY_RUNNING
    await second.close()
    assert len(await library.jobs()) == 1


async def test_a_second_process_is_told_too_until_the_first_has_closed(places: Places) -> None:
    other = holder_of(places)
    assert other.stdout is not None
    assert other.stdin is not None
    with other:
        assert other.stdout.readline() == "open\n"
        library = SqliteLibrary(places)
        with pytest.raises(KadrajError) as caught:
            await library.open()
        assert caught.value.code is ErrorCode.ALREADY_RUNNING
        other.communicate("\n")
    # The same object can try again.
    await library.open()
    assert await library.jobs() == []
    await library.close()


def holder_of(places: Places) -> subprocess.Popen[str]:
    """A process that has the library open, says so, and closes it at a line of input."""
    program = (
        "import asyncio, sys\n"
        "from app.store.places import Places\n"
        "from app.store.sqlite_library import SqliteLibrary\n"
        "async def run():\n"
        "    library = SqliteLibrary(Places.from_environment({'KADRAJ_HOME': sys.argv[1]}))\n"
        "    await library.open()\n"
        "    print('open', flush=True)\n"
        "    sys.stdin.readline()\n"
        "    await library.close()\n"
        "asyncio.run(run())\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program, str(places.home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


async def test_a_library_of_a_later_kadraj_is_refused_and_left_alone(places: Places) -> None:
    library = SqliteLibrary(places)
    await library.open()
    await library.close()
    with sqlite3.connect(places.database) as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    connection.close()
    places.journal.unlink()  # the later Kadraj would have written one of its own
    before = places.database.read_bytes()
    library = SqliteLibrary(places)
    with pytest.raises(KadrajError) as caught:
        await library.open()
    await library.close()
    assert caught.value.code is ErrorCode.LIBRARY_NEWER
    assert caught.value.params["found"] == len(STEPS) + 1
    assert places.database.read_bytes() == before


async def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    library = SqliteLibrary(Places.from_environment({"KADRAJ_HOME": str(tmp_path / "file/home")}))
    with pytest.raises(KadrajError) as caught:
        await library.open()
    await library.close()
    assert caught.value.code is ErrorCode.FILE_FAILED


async def test_the_database_is_in_wal_and_synchronous(library: SqliteLibrary) -> None:
    def facts(connection: sqlite3.Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert await library._database.write(facts) == ["wal", 2, 1]


async def test_on_a_network_drive_it_works_without_wal(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "on_network_drive", lambda _folder: True)
    library = SqliteLibrary(places)
    await library.open()
    job = await library.add_job(a_job())
    kept = await download(library, a_clip())
    assert await library.jobs() == [job]
    assert await library.clip(kept.id) == kept
    assert not places.database.with_name("kadraj.sqlite3-wal").exists()
    await library.close()


@pytest.mark.parametrize(
    ("folder", "remote"),
    [("/home/a", False), ("/home/net/b", True), ("/media/my disk/x", True), ("/home/net2", False)],
)
def test_a_network_drive_is_known_by_its_mount(folder: str, remote: bool) -> None:
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\n"
        "server:/x /home/net nfs4 rw 0 0\n"
        "//server/y /media/my\\040disk cifs rw 0 0\n"
    )
    assert network_mount(Path(folder), mounts) is remote


async def test_a_full_disk_is_told_and_what_was_kept_stays(library: SqliteLibrary) -> None:
    job = await library.add_job(a_job())

    def fill(connection: sqlite3.Connection) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    await library._database.write(fill)
    with pytest.raises(KadrajError) as caught:
        await library.add_job(a_job("long " * 10_000))
    assert caught.value.code is ErrorCode.DISK_FULL
    assert caught.value.params["folder"]

    await library._database.write(lambda c: c.execute("PRAGMA max_page_count = 1000000").close())
    assert (await library.jobs())[0] == job
    assert await library.change_job(
        replace(job, state=JobState.SUBMITTING), expected=JobState.WAITING
    )


async def test_a_disk_too_full_for_a_video_keeps_its_part(
    library: SqliteLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip, _ = await library.keep_clip(a_clip())
    part = library.part_path(clip)
    part.write_bytes(b"video")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(KadrajError) as caught:
            await library.keep_file(clip, part, MEDIA, None)
    assert caught.value.code is ErrorCode.DISK_FULL
    assert part.read_bytes() == b"video"
    assert await library.clip(clip.id) == clip
    assert (await library.keep_file(clip, part, MEDIA, None)).downloaded


async def test_a_picture_that_does_not_fit_leaves_nothing_behind(
    library: SqliteLibrary, places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(KadrajError) as caught:
            await library.add_job(a_job(picture=a_picture(tmp_path)))
    assert caught.value.code is ErrorCode.DISK_FULL
    assert list(places.pictures.iterdir()) == []
    assert await library.jobs() == []


async def test_a_write_is_done_although_nobody_waits_for_it(library: SqliteLibrary) -> None:
    go_on = threading.Event()
    holding = asyncio.create_task(library._database.write(lambda _c: go_on.wait(30)))
    adding = asyncio.create_task(library.add_job(a_job("wanted")))
    await asyncio.sleep(0)  # lets both be handed to the thread
    adding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await adding
    go_on.set()
    assert await holding
    await library.set_note("behind", "it")
    assert [job.request.prompt for job in await library.jobs()] == ["wanted"]


async def test_grids_are_read_while_a_long_write_is_under_way(library: SqliteLibrary) -> None:
    kept, _ = await library.keep_clip(a_clip())
    begun, go_on = threading.Event(), threading.Event()

    def long_write(connection: sqlite3.Connection) -> None:
        with transaction(connection):
            connection.execute("DELETE FROM clips")
            begun.set()
            go_on.wait(30)

    writing = asyncio.create_task(library._database.write(long_write))
    await asyncio.to_thread(begun.wait, 30)
    assert await library.clip_ids(ClipQuery()) == [kept.id]
    go_on.set()
    await writing
    assert await library.clip_ids(ClipQuery()) == []


async def test_folders_that_cannot_be_synced_are_no_trouble(
    library: SqliteLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on some network drives: files can be synced there, folders cannot."""
    sync = os.fsync

    def files_only(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        sync(handle)

    monkeypatch.setattr(os, "fsync", files_only)
    assert (await download(library, a_clip())).downloaded


async def test_a_job_cannot_point_at_a_clip_that_is_not_there(library: SqliteLibrary) -> None:
    job = await library.add_job(a_job())
    with pytest.raises(KadrajError) as caught:
        await library.change_job(replace(job, clip_id="nowhere"), expected=JobState.WAITING)
    assert caught.value.params["reason"] == "SQLITE_CONSTRAINT_FOREIGNKEY"
    assert await library.job(job.id) == job


async def test_calls_after_closing_are_errors_of_the_program(places: Places) -> None:
    library = SqliteLibrary(places)
    with pytest.raises(RuntimeError, match="not open"):
        await library.jobs()
    await library.open()
    await library.close()
    with pytest.raises(RuntimeError):
        await library.jobs()
