"""Videos leave the library as copies, come into it from folders, and move with it."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from app.domain.clips import IMPORTED, Clip, ClipQuery, Marks, MarksChange
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import ClipChanged, LibraryMoved, WorkEnded, WorkProgressed
from app.domain.jobs import JobState
from app.domain.requests import Picture
from app.domain.settings import Settings, ThemeMode
from app.domain.works import WorkKind
from app.engine.importing import usual_ratio
from app.engine.studio import Studio
from tests.engine.workshop import Watch, Workshop, asked
from tests.media.clips import write_video

pytestmark = pytest.mark.anyio


def a_video(path: Path, colour: str = "red", size: tuple[int, int] = (64, 36)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_video(path, [Image.new("RGB", size, colour)] * 2)


async def made(studio: Studio, watch: Watch, picture: Picture | None = None) -> Clip:
    """A video that was made and downloaded."""
    job = await watch.until_job(await studio.generate(asked(picture=picture)), JobState.READY)
    clip = await studio.library.clip(job.clip_id or "")
    assert clip is not None
    return clip


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# -- Export ------------------------------------------------------------------------------------


async def test_copies_never_replace_anything(
    workshop: Workshop, tmp_path: Path, picture: Picture
) -> None:
    async with workshop.working() as (studio, watch):
        clip = await made(studio, watch, picture)
        cloud, _ = await studio.library.keep_clip(replace(clip, id="abc", remote_id="c", file=None))
        assert clip.file is not None
        target = tmp_path / "out" / "deeper"
        export = studio.shelf.exporter.export
        bare = await export([clip.id, cloud.id], target)
        assert bare.files == (target / clip.file.name,)
        assert (bare.missing, bare.cancelled) == ((cloud.id,), False)
        assert bare.files[0].read_bytes() == clip.file.read_bytes()
        assert names(target) == [clip.file.name]
        whole = await export([clip.id], target, with_sidecars=True)
        stem = f"{clip.file.stem} (2)"
        assert names(target) == sorted(
            [clip.file.name, f"{stem}.json", f"{stem}.mp4", f"{stem}.source.jpg"]
        )
        assert whole.files == (target / f"{stem}.mp4",)
        last = watch.of(WorkProgressed)[-1].progress
        assert last.kind is WorkKind.EXPORT
        assert last.done == last.total == sum(f.stat().st_size for f in target.glob(f"{stem}*"))


async def test_an_export_is_ended_by_the_user(workshop: Workshop, tmp_path: Path) -> None:
    async with workshop.working() as (studio, watch):
        clip = await made(studio, watch)
        studio.hub.subscribe(
            lambda event: (
                studio.shelf.works.cancel(event.progress.id)
                if isinstance(event, WorkProgressed)
                else None
            )
        )
        outcome = await studio.shelf.exporter.export([clip.id], tmp_path / "out")
        assert (outcome.files, outcome.cancelled) == ((), True)
        assert names(tmp_path / "out") == []
        assert watch.of(WorkEnded)[-1].end.cancelled


async def test_an_export_that_fails_says_so_and_leaves_nothing(
    workshop: Workshop, tmp_path: Path
) -> None:
    async with workshop.working() as (studio, watch):
        clip = await made(studio, watch)
        (tmp_path / "taken").write_text("a file")
        with pytest.raises(KadrajError) as failure:
            await studio.shelf.exporter.export([clip.id], tmp_path / "taken")
        assert failure.value.code is ErrorCode.FILE_FAILED
        assert watch.of(WorkEnded)[-1].end.error is failure.value


async def test_a_disk_that_forgets_is_noticed(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with workshop.working() as (studio, watch):
        clip = await made(studio, watch)
        monkeypatch.setattr("app.store.copying.digest", lambda _path: "another")
        with pytest.raises(KadrajError) as failure:
            await studio.shelf.exporter.export([clip.id], tmp_path / "out")
        assert failure.value.code is ErrorCode.FILE_FAILED
        assert names(tmp_path / "out") == []


# -- Import ------------------------------------------------------------------------------------


async def test_foreign_videos_come_in_once(workshop: Workshop, tmp_path: Path) -> None:
    folder = tmp_path / "Videolarım"
    tall = a_video(folder / "deeper" / "Uzun şelale.MP4", "blue", (36, 64))
    wide = a_video(folder / "Balon.mp4")
    copy = folder / "Balon (copy).mp4"
    shutil.copyfile(wide, copy)
    hidden = a_video(folder / ".hidden" / "x.mp4", "green")
    broken = folder / "broken.mp4"
    broken.write_bytes(b"no video")
    before = {path: path.read_bytes() for path in (tall, wide, copy, hidden, broken)}
    async with workshop.opened() as (studio, watch):
        outcome = await studio.shelf.importer.import_folder(folder)
        clips = await studio.library.clips(outcome.clip_ids)
        assert {(clip.prompt, clip.aspect_ratio) for clip in clips} == {
            ("Balon (copy)", "16:9"),
            ("Uzun şelale", "9:16"),
        }
        assert outcome.known == (wide,)
        assert outcome.refused == (broken,)
        for clip in clips:
            assert clip.service == IMPORTED
            assert clip.file is not None
            assert clip.file.parent.parent == workshop.places.library / "Imported"
            assert clip.file.with_suffix(".json").is_file()
            assert clip.thumbnail is not None
        assert {event.clip.id for event in watch.of(ClipChanged) if event.added} == set(
            outcome.clip_ids
        )
        last = watch.of(WorkProgressed)[-1].progress
        assert (last.kind, last.done, last.total) == (WorkKind.IMPORT, 4, 4)
        again = await studio.shelf.importer.import_folder(folder)
        assert (again.clip_ids, len(again.known)) == ((), 3)
    assert {path: path.read_bytes() for path in before} == before
    assert not list(workshop.places.library.rglob("*.part"))


async def test_a_lost_file_comes_back_from_one_file_chosen(
    workshop: Workshop, tmp_path: Path
) -> None:
    mine, other = (
        a_video(tmp_path / "Balon.mp4"),
        a_video(tmp_path / "Deniz.mp4", "blue", (36, 64)),
    )
    async with workshop.opened() as (studio, _):
        (clip_id,) = (await studio.shelf.importer.import_folder(mine)).clip_ids
        (clip,) = await studio.library.clips([clip_id])
        assert clip.file is not None
        clip.file.unlink()
        (lost,) = await studio.library.clips([clip_id])
        assert (lost.missing, lost.obtainable) == (True, False)
        (another,) = (await studio.shelf.importer.import_folder(other)).clip_ids
        assert another != clip_id
        assert (await studio.shelf.importer.import_folder(mine)).clip_ids == (clip_id,)
        (found,) = await studio.library.clips([clip_id])
        assert found.file is not None
        assert found.file.read_bytes() == mine.read_bytes()


async def test_a_library_is_taken_into_another_with_all_that_is_known(
    workshop: Workshop, tmp_path: Path, picture: Picture
) -> None:
    async with workshop.working() as (studio, watch):
        clip = await made(studio, watch, picture)
        await studio.shelf.marking.mark([clip.id], MarksChange(rating=4, add_tags=("gece",)))
        await studio.library.settle_sidecars()
    other = Workshop(tmp_path / "other")
    async with other.opened() as (studio, _):
        outcome = await studio.shelf.importer.import_folder(workshop.places.library)
        (found,) = await studio.library.clips(outcome.clip_ids)
        assert (found.id, found.service, found.remote_id) == (clip.id, "sora", clip.remote_id)
        assert found.marks == Marks(rating=4, tags=("gece",))
        assert found.prompt == clip.prompt
        assert found.picture is not None
        assert found.picture.path.read_bytes() == picture.path.read_bytes()
        again = await studio.shelf.importer.import_folder(workshop.places.library)
        assert (again.clip_ids, len(again.known)) == ((), 1)


async def test_an_import_brings_the_file_of_a_clip_that_is_only_in_the_cloud(
    workshop: Workshop, tmp_path: Path
) -> None:
    async with workshop.working() as (studio, watch):
        clip = await made(studio, watch)
        await studio.shelf.marking.mark([clip.id], MarksChange(rating=4))
        await studio.library.settle_sidecars()
    other = Workshop(tmp_path / "other")
    async with other.opened() as (studio, watch):
        cloud = Clip("abc", "sora", clip.remote_id, clip.created_at)
        await studio.library.keep_clip(cloud)
        # A clip of another service happens to have the id that the sidecar tells.
        await studio.library.keep_clip(Clip(clip.id, "veo", "x", clip.created_at))
        outcome = await studio.shelf.importer.import_folder(workshop.places.library)
        assert outcome.clip_ids == ("abc",)
        (found,) = await studio.library.clips(["abc"])
        assert found.downloaded
        assert found.marks.rating == 4
        assert not any(event.added for event in watch.of(ClipChanged))


async def test_an_id_that_is_taken_is_given_anew(workshop: Workshop, tmp_path: Path) -> None:
    async with workshop.working() as (studio, watch):
        clip = await made(studio, watch)
    async with Workshop(tmp_path / "other").opened() as (studio, _):
        await studio.library.keep_clip(Clip(clip.id, "veo", "x", clip.created_at))
        (taken,) = (await studio.shelf.importer.import_folder(workshop.places.library)).clip_ids
        assert taken != clip.id
        found = await studio.library.clip_by_remote("sora", clip.remote_id)
        assert found is not None
        assert found.id == taken


@pytest.mark.parametrize("when", ["before", "while copying"])
async def test_an_import_is_ended_by_the_user(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    for number in range(3):
        a_video(tmp_path / "in" / f"{number}.mp4", f"#{number * 30:02x}0000")
    async with workshop.opened() as (studio, watch):

        async def cancel() -> None:
            begun = await watch.until(WorkProgressed)
            studio.shelf.works.cancel(begun.progress.id)

        probe, copy = studio.media.probe, studio._parts.files.copy_over

        async def probe_and_cancel(video: Path) -> object:
            await cancel()
            return await probe(video)

        async def cancel_and_copy(*given: object) -> bool:
            await cancel()
            return await copy(*given)  # type: ignore[arg-type]

        if when == "before":
            monkeypatch.setattr(studio.media, "probe", probe_and_cancel)
        else:
            monkeypatch.setattr(studio._parts.files, "copy_over", cancel_and_copy)
        outcome = await studio.shelf.importer.import_folder(tmp_path / "in")
        assert (outcome.clip_ids, outcome.known, outcome.cancelled) == ((), (), True)
        assert await studio.library.clip_ids(ClipQuery()) == []
        assert [path for path in workshop.places.library.rglob("*") if path.is_file()] == []


async def test_a_folder_that_is_not_there_says_so(workshop: Workshop, tmp_path: Path) -> None:
    async with workshop.opened() as (studio, _):
        with pytest.raises(KadrajError) as failure:
            await studio.shelf.importer.import_folder(tmp_path / "missing")
        assert failure.value.code is ErrorCode.FILE_FAILED


async def test_a_video_without_a_still_comes_in_all_the_same(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise KadrajError(ErrorCode.NOT_A_VIDEO, name="x")

    a_video(tmp_path / "in" / "Balon.mp4")
    async with workshop.opened() as (studio, _):
        monkeypatch.setattr(studio.media, "thumbnail", fail)
        outcome = await studio.shelf.importer.import_folder(tmp_path / "in")
        (clip,) = await studio.library.clips(outcome.clip_ids)
        assert clip.downloaded
        assert clip.thumbnail is None


async def test_an_import_that_meets_a_full_disk_ends(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> bool:
        raise KadrajError(ErrorCode.DISK_FULL, folder="/")

    a_video(tmp_path / "in" / "Balon.mp4")
    async with workshop.opened() as (studio, watch):
        for part, work in ((studio.media, "thumbnail"), (studio._parts.files, "copy_over")):
            monkeypatch.setattr(part, work, full)
            with pytest.raises(KadrajError) as failure:
                await studio.shelf.importer.import_folder(tmp_path / "in")
            assert failure.value.code is ErrorCode.DISK_FULL
            assert watch.of(WorkEnded)[-1].end.error is failure.value
            assert await studio.library.clip_ids(ClipQuery()) == []


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
async def test_killed_again_and_again_an_import_takes_everything_in_once(
    workshop: Workshop, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    for number in range(6):
        a_video(folder / f"{number}.mp4", f"#{number * 30:02x}0000")
    for lines in (1, 2, 3):
        imported_until_killed(lines, workshop.home, folder)
    async with workshop.opened() as (studio, _):
        await studio.shelf.importer.import_folder(folder)
        clips = await studio.library.clips(await studio.library.clip_ids(ClipQuery()))
    originals = sorted(path.read_bytes() for path in folder.glob("*.mp4"))
    assert len(clips) == 6
    assert sorted(clip.file.read_bytes() for clip in clips if clip.file) == originals
    files = [path for path in workshop.places.library.rglob("*") if path.is_file()]
    assert len(files) == 12  # each video with its sidecar, and nothing unfinished


def imported_until_killed(lines: int, home: Path, folder: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.engine.importing_child", str(home), str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout is not None
    with child, child.stdout:
        for _ in range(lines):
            if child.stdout.readline() == "done\n":
                break
        child.kill()


@pytest.mark.parametrize(
    ("size", "ratio"),
    [((1280, 720), "16:9"), ((854, 480), "16:9"), ((720, 720), "1:1"), ((1000, 100), "")],
)
def test_frames_have_the_ratios_that_services_name(size: tuple[int, int], ratio: str) -> None:
    assert usual_ratio(*size) == ratio


# -- Move --------------------------------------------------------------------------------------


async def test_the_library_moves_with_its_setting(workshop: Workshop, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    async with workshop.working() as (studio, watch):
        clip = await made(studio, watch)
        assert await studio.shelf.mover.move(target)
        assert await watch.until(LibraryMoved) == LibraryMoved(target)
        assert studio.settings.library == target
        moved = await studio.library.clip(clip.id)
        assert moved is not None
        assert moved.file is not None
        assert moved.file.is_relative_to(target)
        last = watch.of(WorkProgressed)[-1].progress
        assert last.kind is WorkKind.MOVE
        assert last.done == last.total > moved.file.stat().st_size
        later = await made(studio, watch)
        assert later.file is not None
        assert later.file.is_relative_to(target)
    async with workshop.opened() as (studio, _):
        assert await studio.library.clip(clip.id) == moved


async def test_settings_that_change_while_the_library_moves_are_all_kept(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, saving, may_save = tmp_path / "elsewhere", threading.Event(), threading.Event()
    async with workshop.working() as (studio, _):
        store = studio._parts.settings_store
        save = store.save

        def save_soon(settings: Settings) -> None:
            if not saving.is_set():
                saving.set()
                may_save.wait()
            save(settings)

        monkeypatch.setattr(store, "save", save_soon)
        moving = asyncio.create_task(studio.shelf.mover.move(target))
        await asyncio.to_thread(saving.wait)
        wanted = replace(studio.settings, theme=ThemeMode.DARK)
        changing = asyncio.create_task(asyncio.to_thread(studio.change_settings, wanted))
        await asyncio.sleep(0)
        may_save.set()
        assert await moving
        await changing
        assert studio.settings == store.load() == replace(wanted, library=target)


async def test_a_move_is_ended_by_the_user(workshop: Workshop, tmp_path: Path) -> None:
    async with workshop.working() as (studio, watch):
        clip = await made(studio, watch)
        so_far = len(watch.events)
        moving = asyncio.create_task(studio.shelf.mover.move(tmp_path / "elsewhere"))
        studio.hub.subscribe(
            lambda event: (
                studio.shelf.works.cancel(event.progress.id)
                if isinstance(event, WorkProgressed)
                else None
            )
        )
        assert not await moving
        ended = await watch.until(WorkEnded, after=so_far)
        assert ended.end.cancelled
        assert await studio.library.clip(clip.id) == clip
        assert studio.settings.library is None
        assert watch.of(LibraryMoved) == []


async def test_files_are_named_by_the_pattern_in_the_settings(workshop: Workshop) -> None:
    async with workshop.working() as (studio, watch):
        studio.change_settings(replace(studio.settings, name_pattern="{service} {prompt} {id}"))
        clip = await made(studio, watch)
        assert clip.file is not None
        assert clip.file.stem == f"sora kirmizi-balon {clip.id[-8:]}"
    told = json.loads(workshop.places.settings_file.read_text("utf-8"))
    assert told["name_pattern"] == "{service} {prompt} {id}"
    async with workshop.working() as (studio, watch):
        clip = await made(studio, watch)
        assert clip.file is not None
        assert clip.file.stem.startswith("sora ")
