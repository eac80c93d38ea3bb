"""Moving the library: killed at any instant, every video is where the next start looks for it."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.clips import ClipPlace, ClipQuery, MarksChange
from app.domain.errors import ErrorCode, KadrajError
from app.store import moving
from app.store.places import Places
from app.store.settings_file import JsonSettings
from app.store.sqlite_library import SqliteLibrary
from tests.store.samples import a_clip, a_picture, download

VIDEOS = 6

pytestmark = pytest.mark.anyio


class KilledError(BaseException):
    pass


def killed(*_: object) -> None:
    raise KilledError


@asynccontextmanager
async def opened(places: Places) -> AsyncIterator[SqliteLibrary]:
    library = SqliteLibrary(places, JsonSettings(places.settings_file).load().library)
    await library.open()
    try:
        yield library
    finally:
        await library.close()


async def fill(places: Places) -> None:
    async with opened(places) as library:
        for number in range(VIDEOS):
            clip = a_clip(f"r{number}", f"Balon {number}", minutes=number * 20_000)
            if number == 0:
                clip = replace(clip, picture=a_picture(places.home))
            await download(library, clip, f"r{number}".encode() * 1000)
        await library.keep_clip(a_clip("cloud"))


async def move(
    library: SqliteLibrary,
    places: Places,
    folder: Path,
    go_on: Callable[[int], bool] = lambda _size: True,
) -> bool:
    settings = JsonSettings(places.settings_file)
    return await library.move(
        folder,
        begun=lambda _size: None,
        go_on=go_on,
        quiet=asyncio.Lock(),
        switch=lambda: settings.save(replace(settings.load(), library=folder)),
    )


async def check(library: SqliteLibrary, places: Places, other: Path) -> None:
    """Every video is in the library, with its sidecar, and nothing of it anywhere else."""
    clips = await library.clips(await library.clip_ids(ClipQuery()))
    here = [clip for clip in clips if clip.remote_id != "cloud"]
    assert len(here) == VIDEOS
    folder = JsonSettings(places.settings_file).load().library or places.library
    for clip in here:
        assert clip.file is not None
        assert clip.file.is_relative_to(folder)
        assert clip.file.read_bytes() == clip.remote_id.encode() * 1000
        assert json.loads(clip.file.with_suffix(".json").read_text("utf-8"))["id"] == clip.id
    assert files_in(other) == []
    assert not places.move_note.exists()


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_everything_moves_and_nothing_else(places: Places, tmp_path: Path) -> None:
    await fill(places)
    target = tmp_path / "new" / "place"
    foreign = places.library / "holiday.txt"
    foreign.write_text("not Kadraj's")
    counted: list[int] = []
    began: list[int] = []

    def count(size: int) -> bool:
        counted.append(size)
        return True

    async with opened(places) as library:
        times = {file.name: file.stat().st_mtime_ns for file in places.library.rglob("*.mp4")}
        settings = JsonSettings(places.settings_file)
        assert await library.move(
            target,
            begun=began.append,
            go_on=count,
            quiet=asyncio.Lock(),
            switch=lambda: settings.save(replace(settings.load(), library=target)),
        )
        assert [sum(counted)] == began
        assert foreign.read_text() == "not Kadraj's"
        foreign.unlink()
        await check(library, places, places.library)
        assert {file.name: file.stat().st_mtime_ns for file in target.rglob("*.mp4")} == times
        kept = await download(library, a_clip("later"))
        assert kept.file is not None
        assert kept.file.is_relative_to(target)
        await library.trash([kept.id], kept.created_at)
        kept.file.unlink()
    async with opened(places) as library:
        await check(library, places, places.library)


async def test_a_move_that_is_given_up_leaves_everything_where_it_was(
    places: Places, tmp_path: Path
) -> None:
    await fill(places)
    left = iter([True] * 4)
    async with opened(places) as library:
        assert not await move(library, places, tmp_path / "new", lambda _size: next(left, False))
        await check(library, places, tmp_path / "new")
        assert await move(library, places, tmp_path / "new")
        await check(library, places, places.library)


async def test_what_changes_while_files_are_copied_moves_too(
    places: Places, tmp_path: Path
) -> None:
    await fill(places)
    target = tmp_path / "new"
    async with opened(places) as library:
        here = ClipQuery(place=ClipPlace.HERE)
        [_, first, *_, last] = await library.clips(await library.clip_ids(here))
        assert last.file is not None
        assert first.file is not None
        thrown_away = library.files_of(last)

        def change(_size: int) -> bool:
            """When the last file is copied, one clip is marked and another thrown away."""
            if len([path for path in target.rglob("*") if path.suffix == ".mp4"]) == VIDEOS - 1:
                text = first.file.with_suffix(".json").read_text("utf-8") if first.file else ""
                told = json.loads(text) | {"note": "seen"}
                if first.file:
                    first.file.with_suffix(".json").write_text(json.dumps(told))
                for file in thrown_away:
                    file.unlink(missing_ok=True)
            return True

        assert await move(library, places, target, change)
        found = await library.clips([first.id, last.id])
        assert found[0].file is not None
        assert found[0].file.is_relative_to(target)
        assert json.loads(found[0].file.with_suffix(".json").read_text("utf-8"))["note"] == "seen"
        assert found[1].file is None
        assert not list(target.rglob(last.file.name))
        await library.mark([first.id], MarksChange(rating=2))
        await library.settle_sidecars()
        told = json.loads(found[0].file.with_suffix(".json").read_text("utf-8"))
        assert told["marks"]["rating"] == 2


@pytest.mark.parametrize("place", ["inside", "above", "same", "taken"])
async def test_a_folder_that_cannot_be_the_library_is_refused_at_once(
    places: Places, tmp_path: Path, place: str
) -> None:
    await fill(places)
    folder = {
        "inside": places.library / "deeper",
        "above": places.library.parent,
        "same": places.library,
        "taken": tmp_path / "taken",
    }[place]
    if place == "taken":
        file = next(places.library.rglob("*.mp4")).relative_to(places.library)
        (folder / file).parent.mkdir(parents=True)
        (folder / file).write_text("somebody's")
    async with opened(places) as library:
        with pytest.raises(KadrajError) as failure:
            await move(library, places, folder)
        assert failure.value.code is ErrorCode.FOLDER_UNUSABLE
        assert len(list(places.library.rglob("*.mp4"))) == VIDEOS
        assert not places.move_note.exists()


async def test_a_disk_that_fails_undoes_the_move(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(places)
    async with opened(places) as library:
        with monkeypatch.context() as patch:
            patch.setattr("app.store.copying.digest", lambda _path: "another")
            with pytest.raises(KadrajError) as failure:
                await move(library, places, tmp_path / "new")
        assert failure.value.code is ErrorCode.FILE_FAILED
        await check(library, places, tmp_path / "new")


async def test_nobody_waits_for_a_move_that_is_broken_off(places: Places, tmp_path: Path) -> None:
    """As when the program is closed: what is copied is removed, and the folder stays."""
    await fill(places)
    copying = asyncio.Event()
    loop = asyncio.get_running_loop()

    def go_on(_size: int) -> bool:
        loop.call_soon_threadsafe(copying.set)
        return True

    async with opened(places) as library:
        work = asyncio.create_task(move(library, places, tmp_path / "new", go_on))
        await copying.wait()
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
        if JsonSettings(places.settings_file).load().library is None:
            await check(library, places, tmp_path / "new")
        else:
            await check(library, places, places.library)


@pytest.mark.parametrize("at", ["copy_checked", "sync_folder", "_remove_twice_there"])
async def test_killed_at_a_step_the_next_start_puts_it_right(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    await fill(places)
    target = tmp_path / "new"
    async with opened(places) as library:
        with monkeypatch.context() as patch:
            patch.setattr(moving, at, killed)
            patch.setattr(moving.Move, "clean_up", killed)
            with pytest.raises(KilledError):
                await move(library, places, target)
    moved = JsonSettings(places.settings_file).load().library is not None
    assert moved is (at == "_remove_twice_there")
    assert places.move_note.exists()
    async with opened(places) as library:
        await check(library, places, places.library if moved else target)


async def test_old_files_that_are_in_use_are_removed_at_the_next_start(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a player may hold one."""

    def in_use(*_: object) -> None:
        raise PermissionError(13, "in use")

    await fill(places)
    async with opened(places) as library:
        with monkeypatch.context() as patch:
            patch.setattr(moving, "_remove_twice_there", in_use)
            assert await move(library, places, tmp_path / "new")
        assert places.move_note.exists()
    async with opened(places) as library:
        await check(library, places, places.library)


async def test_a_drive_that_is_away_is_waited_for(places: Places, tmp_path: Path) -> None:
    await fill(places)
    target = tmp_path / "new"
    note = json.dumps({"source": str(target), "target": str(places.library)})
    places.move_note.write_text(note)
    away = places.library.rename(tmp_path / "away")
    async with opened(places) as library:
        with pytest.raises(KadrajError) as failure:
            await move(library, places, tmp_path / "third")
        assert failure.value.code is ErrorCode.LIBRARY_AWAY
    assert places.move_note.exists()
    away.rename(places.library)
    async with opened(places) as library:
        await check(library, places, target)


@pytest.mark.parametrize("note", ["", "[]", '{"source": "/a", "target": "/b"}'])
async def test_a_note_that_says_nothing_of_this_library_touches_nothing(
    places: Places, note: str
) -> None:
    await fill(places)
    places.move_note.write_text(note)
    async with opened(places) as library:
        clips = await library.clips(await library.clip_ids(ClipQuery()))
        assert sum(clip.file is not None for clip in clips) == VIDEOS


async def test_settings_that_were_lost_lose_no_video(places: Places, tmp_path: Path) -> None:
    """The worst case: moved, half of the old files are gone, and the settings are back to none."""
    await fill(places)
    target = tmp_path / "new"
    async with opened(places) as library:
        assert await move(library, places, target)
    files = moving.library_files(target)
    for file in files[::2]:
        (places.library / file).parent.mkdir(parents=True, exist_ok=True)
        (places.library / file).write_bytes((target / file).read_bytes())
    note = json.dumps({"source": str(places.library), "target": str(target)})
    places.move_note.write_text(note)
    places.settings_file.unlink()
    async with opened(places):
        pass
    there = {*moving.library_files(places.library), *moving.library_files(target)}
    assert there == set(files)


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
async def test_killed_again_and_again_nothing_is_lost(places: Places, tmp_path: Path) -> None:
    await fill(places)
    folders = [tmp_path / "first", tmp_path / "second"]
    for lines in (3, 11, 17, 18, 19, 26):
        moved_until_killed(lines, places, folders)
        async with opened(places) as library:
            now = JsonSettings(places.settings_file).load().library or places.library
            for other in {places.library, *folders} - {now}:
                await check(library, places, other)


def moved_until_killed(lines: int, places: Places, folders: list[Path]) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.store.restless_mover", str(places.home), *map(str, folders)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout is not None
    with child, child.stdout:
        for _ in range(lines):
            child.stdout.readline()
        child.kill()
    assert child.returncode == -9  # it did not end by itself
