"""Clips are continued, joined and written in other forms, by the engine with its real parts."""

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from app.domain.clips import IMPORTED, JOINED, Clip, ClipQuery
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import ClipChanged, Event, WorkEnded, WorkProgressed
from app.domain.films import FilmFormat, FilmShape
from app.domain.jobs import JobState
from app.domain.requests import Continuation
from app.domain.works import WorkKind
from app.engine.studio import Studio
from tests.engine.workshop import Workshop, until
from tests.faults.small_disk import fill, make_room, small_disk
from tests.media.films import Recipe, frames_of, make, number_of

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[2]
GIF = FilmShape(FilmFormat.GIF, side=160)


async def taken_in(studio: Studio, folder: Path, *recipes: Recipe) -> list[Clip]:
    """Videos of the user's own, in the library."""
    await asyncio.to_thread(folder.mkdir)
    names = [f"{number} balon" for number, _ in enumerate(recipes)]
    for name, recipe in zip(names, recipes, strict=True):
        await asyncio.to_thread(make, folder / f"{name}.mp4", recipe)
    imported = await studio.shelf.importer.import_folder(folder)
    clips = {clip.prompt: clip for clip in await studio.library.clips(imported.clip_ids)}
    return [clips[name] for name in names]


def slow(begin: int, options: dict[str, str]) -> Recipe:
    """A clip that takes a while to be encoded."""
    noise = [Image.effect_noise((640, 360), 60).convert("RGB") for _ in range(3)]
    return Recipe(begin=begin, pictures=noise * 30, size=(640, 360), options=options)


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".*")]


def cancel_when(studio: Studio, kind: WorkKind) -> None:
    """Has had enough of works of this kind at their first word."""

    def listen(event: Event) -> None:
        if isinstance(event, WorkProgressed) and event.progress.kind is kind:
            studio.shelf.works.cancel(event.progress.id)

    studio.hub.subscribe(listen)


# -- Continued ---------------------------------------------------------------------------------


async def test_a_clip_is_continued_and_the_two_are_joined(
    workshop: Workshop, tmp_path: Path
) -> None:
    async with workshop.working() as (studio, watch):
        films = studio.shelf.films
        (first,) = await taken_in(studio, tmp_path / "in", Recipe(size=(640, 360)))
        draft = await films.continue_from(first.id)
        assert (draft.service, draft.prompt, draft.aspect_ratio) == ("sora", "0 balon", "16:9")
        assert draft.continues is not None
        assert draft.continues.clip_id == first.id
        assert draft.continues.seconds == pytest.approx(23 / 24)
        assert draft.picture is not None
        assert draft.picture.name.endswith(" 0.96.png")
        with Image.open(draft.picture.path) as still:
            assert (still.size, number_of(still)) == ((640, 360), 23)
        job = await watch.until_job(await studio.generate(draft), JobState.READY)
        second = await studio.library.clip(job.clip_id or "")
        assert second is not None
        assert second.parents == (first.id,)
        details = await studio.shelf.details(second.id)
        assert details.job is not None
        assert details.job.request.continues == draft.continues
        plan = await films.plan_join([first.id, second.id])
        joined = await films.join([first.id, second.id])
        assert joined is not None
        assert joined.parents == (first.id, second.id)
        assert joined.file is not None
        assert second.file is not None
        # The demo's picture begins as it was given, so the frame would be there twice.
        count = len(frames_of(joined.file))
        assert count == 24 + len(frames_of(second.file)) - 1
        assert (plan.frames, plan.dropped) == (count, 1)
        assert (joined.service, joined.prompt, joined.aspect_ratio) == (JOINED, "0 balon", "16:9")
        assert joined.thumbnail is not None
        assert joined.file.with_suffix(".json").is_file()
        added = watch.of(ClipChanged)[-1]
        assert (added.clip, added.added) == (joined, True)
        last = watch.of(WorkProgressed)[-1].progress
        assert (last.kind, last.done, last.total) == (WorkKind.JOIN, count, count)
        apart = await films.join([second.id, first.id])
        assert apart is not None
        assert apart.file is not None
        assert len(frames_of(apart.file)) == count + 1


async def test_a_moment_is_continued_exactly_and_what_is_not_offered_left_out(
    workshop: Workshop, tmp_path: Path
) -> None:
    async with workshop.opened() as (studio, _):
        (odd,) = await taken_in(studio, tmp_path / "in", Recipe(size=(180, 200)))
        draft = await studio.shelf.films.continue_from(odd.id, 0.5)
        assert draft.continues == Continuation(odd.id, 0.5)
        assert (draft.aspect_ratio, draft.duration_seconds, draft.model) == ("", None, None)
        assert draft.picture is not None
        with Image.open(draft.picture.path) as still:
            assert number_of(still) == 12
        made, _ = await studio.library.keep_clip(
            replace(
                odd,
                id="made",
                service="sora",
                remote_id="r",
                aspect_ratio="16:9",
                model="sora-2",
                duration_seconds=10.0,
            )
        )
        lengths = studio.capabilities["sora"].durations
        again = await studio.shelf.films.continue_from(made.id)
        assert (again.aspect_ratio, again.model) == ("16:9", "sora-2")
        assert again.duration_seconds == (10 if 10 in lengths else None)


async def test_what_is_not_here_cannot_be_used(workshop: Workshop, tmp_path: Path) -> None:
    async with workshop.opened() as (studio, _):
        (here,) = await taken_in(studio, tmp_path / "in", Recipe(frames=4))
        away = replace(here, id="away", remote_id="r", file=None, prompt="")
        await studio.library.keep_clip(away)
        films = studio.shelf.films
        for clip_id, code in (("away", ErrorCode.CLIP_NOT_HERE), ("no", ErrorCode.CLIP_UNKNOWN)):
            for work in (
                films.continue_from(clip_id),
                films.join([here.id, clip_id]),
                films.export(clip_id, tmp_path / "a.gif", GIF),
                films.estimate(clip_id, GIF),
            ):
                with pytest.raises(KadrajError) as caught:
                    await work
                assert caught.value.code is code


async def test_a_broken_clip_cannot_be_continued(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with workshop.opened() as (studio, _):
        (clip,) = await taken_in(studio, tmp_path / "in", Recipe(frames=4))
        assert clip.file is not None
        clip.file.write_text("no video")
        with pytest.raises(KadrajError) as broken:
            await studio.shelf.films.continue_from(clip.id)
        assert broken.value.code is ErrorCode.CLIP_UNREADABLE
        assert broken.value.params["name"] == clip.file.name

        async def full(*_arguments: object) -> float:
            raise KadrajError(ErrorCode.DISK_FULL, folder="x")

        monkeypatch.setattr(studio.media, "frame_at", full)
        with pytest.raises(KadrajError) as caught:
            await studio.shelf.films.continue_from(clip.id, 0.1)
        assert caught.value.code is ErrorCode.DISK_FULL


# -- Joined ------------------------------------------------------------------------------------


async def test_a_join_is_ended_by_the_user(workshop: Workshop, tmp_path: Path) -> None:
    async with workshop.opened() as (studio, watch):
        clips = await taken_in(studio, tmp_path / "in", slow(0, {"bf": "0"}), slow(1, {"bf": "2"}))
        cancel_when(studio, WorkKind.JOIN)
        assert await studio.shelf.films.join([clip.id for clip in clips]) is None
        end = watch.of(WorkEnded)[-1].end
        assert (end.kind, end.cancelled, end.error) == (WorkKind.JOIN, True, None)
        assert await studio.library.clip_ids(ClipQuery(service=JOINED)) == []
        assert hidden(workshop.places.library) == []


async def test_one_that_waits_for_its_turn_can_be_ended_too(
    workshop: Workshop, tmp_path: Path
) -> None:
    async with workshop.opened() as (studio, watch):
        clips = await taken_in(studio, tmp_path / "in", slow(0, {"bf": "0"}), slow(1, {"bf": "2"}))
        films = studio.shelf.films
        first = asyncio.ensure_future(films.join([clip.id for clip in clips]))
        begun = await watch.until(WorkProgressed, lambda e: e.progress.kind is WorkKind.JOIN)
        second = asyncio.ensure_future(films.export(clips[0].id, tmp_path / "a.gif", GIF))
        await asyncio.sleep(0)
        moving = asyncio.ensure_future(studio.shelf.mover.move(tmp_path / "elsewhere"))
        await until(lambda: len(studio.shelf.works._under_way) == 3)
        assert studio.shelf.works.kinds == {WorkKind.JOIN, WorkKind.CONVERT, WorkKind.MOVE}
        for work_id in [*studio.shelf.works._under_way]:
            if work_id != begun.progress.id:
                studio.shelf.works.cancel(work_id)
        assert await second is None
        assert not first.done()
        studio.shelf.works.cancel(begun.progress.id)
        assert (await first, await moving) == (None, False)
        assert not (tmp_path / "a.gif").exists()


async def test_the_program_may_be_closed_meanwhile(workshop: Workshop, tmp_path: Path) -> None:
    async with workshop.opened() as (studio, watch):
        clips = await taken_in(studio, tmp_path / "in", slow(0, {"bf": "0"}), slow(1, {"bf": "2"}))
        joining = asyncio.ensure_future(studio.shelf.films.join([clip.id for clip in clips]))
        await watch.until(WorkProgressed, lambda e: e.progress.kind is WorkKind.JOIN)
        joining.cancel()
        with pytest.raises(asyncio.CancelledError):
            await joining
        assert hidden(workshop.places.library) == []


async def test_a_broken_clip_in_the_middle_is_named(workshop: Workshop, tmp_path: Path) -> None:
    async with workshop.opened() as (studio, watch):
        clips = await taken_in(studio, tmp_path / "in", *(Recipe(begin=n) for n in (0, 100, 200)))
        middle = clips[1].file
        assert middle is not None
        middle.write_bytes(middle.read_bytes()[:-700])
        with pytest.raises(KadrajError) as caught:
            await studio.shelf.films.join([clip.id for clip in clips])
        assert caught.value.code is ErrorCode.CLIP_UNREADABLE
        assert caught.value.params["name"] == middle.name
        assert watch.of(WorkEnded)[-1].end.error is caught.value
        assert hidden(workshop.places.library) == []


async def test_a_full_disk_is_seen_before_and_while_it_is_written(
    workshop: Workshop, tmp_path: Path
) -> None:
    async with workshop.opened() as (studio, _):
        noisy = replace(slow(1, {"bf": "2", "crf": "30"}), size=(320, 180))
        clips = await taken_in(studio, tmp_path / "in", Recipe(), noisy)
        ids = [clip.id for clip in clips]
        with small_disk(workshop.places.library / "Joined") as disk:
            fill(disk, leave=100_000)
            with pytest.raises(KadrajError) as before:
                await studio.shelf.films.join(ids)
            assert before.value.code is ErrorCode.DISK_FULL
            assert before.value.params["needed"] == sum(
                clip.file.stat().st_size for clip in clips if clip.file is not None
            )
            assert hidden(disk) == []
            make_room(disk)
            fill(disk, leave=700_000)
            with pytest.raises(KadrajError) as meanwhile:
                await studio.shelf.films.export(ids[1], disk / "a.gif", FilmShape(FilmFormat.GIF))
            assert meanwhile.value.code is ErrorCode.DISK_FULL
            assert hidden(disk) == []
            assert not (disk / "a.gif").exists()


async def test_what_cannot_be_kept_is_taken_away(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with workshop.opened() as (studio, _):
        clips = await taken_in(studio, tmp_path / "in", Recipe(frames=4), Recipe(frames=5))

        def refuse(*_arguments: object) -> None:
            raise KadrajError(ErrorCode.DISK_FULL, folder="x")

        monkeypatch.setattr("app.store.sqlite_library.write_sidecar", refuse)
        with pytest.raises(KadrajError):
            await studio.shelf.films.join([clip.id for clip in clips])
        assert hidden(workshop.places.library) == []


async def test_killed_in_the_middle_no_file_has_a_final_name(
    workshop: Workshop, tmp_path: Path
) -> None:
    async with workshop.opened() as (studio, _):
        clips = await taken_in(studio, tmp_path / "in", slow(0, {"bf": "0"}), slow(1, {"bf": "2"}))
    library = workshop.places.library
    arguments = [str(workshop.home), *(clip.id for clip in clips)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.engine.joining_child", *arguments, cwd=ROOT
    )
    await until(lambda: bool(hidden(library)))
    process.kill()
    await process.wait()
    await until(lambda: not hidden(library))  # the helper takes its part away itself
    # Had the power gone for both, the next start would.
    left = next(library.glob("Joined/*")) / ".0123.part"
    left.write_bytes(b"half a film")
    async with workshop.opened() as (studio, _):
        await studio.shelf.take_up()
        assert not left.exists()
        assert await studio.library.clip_ids(ClipQuery(service=JOINED)) == []
        assert list(library.glob("Joined/**/*.mp4")) == []


async def test_what_was_joined_outlives_the_database(workshop: Workshop, tmp_path: Path) -> None:
    async with workshop.opened() as (studio, _):
        clips = await taken_in(studio, tmp_path / "in", Recipe(frames=4), Recipe(frames=5))
        joined = await studio.shelf.films.join([clip.id for clip in clips])
    for file in (workshop.places.database, workshop.places.journal):
        file.unlink()
    async with workshop.opened() as (studio, _):
        assert joined is not None
        found = await studio.library.clip(joined.id)
        assert found == joined
        details = await studio.shelf.details(joined.id)
        assert [clip.id for clip in details.parents] == [clip.id for clip in clips]


# -- Exported ----------------------------------------------------------------------------------


async def test_a_clip_is_written_in_another_form(workshop: Workshop, tmp_path: Path) -> None:
    async with workshop.opened() as (studio, watch):
        (clip,) = await taken_in(studio, tmp_path / "in", Recipe())
        assert clip.service == IMPORTED
        films, target = studio.shelf.films, tmp_path / "out" / "balon.gif"
        with pytest.raises(KadrajError) as missing:
            await films.export(clip.id, target, GIF)
        assert missing.value.code is ErrorCode.FILE_FAILED
        target.parent.mkdir()
        target.write_text("what was there")
        assert await films.export(clip.id, target, GIF) == target
        with Image.open(target) as picture:
            assert (picture.format, picture.size) == ("GIF", (160, 90))
        about = await films.estimate(clip.id, GIF)
        assert 0.5 < about / target.stat().st_size < 2
        assert [path.name for path in target.parent.iterdir()] == ["balon.gif"]
        assert watch.of(WorkEnded)[-1].end.kind is WorkKind.CONVERT
        blocked = tmp_path / "out" / "folder.gif"
        blocked.mkdir()
        with pytest.raises(KadrajError) as caught:
            await films.export(clip.id, blocked, GIF)
        assert caught.value.code is ErrorCode.FILE_FAILED
        assert hidden(target.parent) == []
        for work in (
            films.export(clip.id, target, replace(GIF, speed=9)),
            films.estimate(clip.id, replace(GIF, side=1)),
        ):
            with pytest.raises(KadrajError) as odd:
                await work
            assert odd.value.code is ErrorCode.FILM_SHAPE_INVALID


async def test_an_export_is_ended_by_the_user(workshop: Workshop, tmp_path: Path) -> None:
    async with workshop.opened() as (studio, watch):
        (clip,) = await taken_in(studio, tmp_path / "in", slow(0, {}))
        cancel_when(studio, WorkKind.CONVERT)
        (tmp_path / "a.gif").write_text("what was there")
        assert await studio.shelf.films.export(clip.id, tmp_path / "a.gif", GIF) is None
        assert (tmp_path / "a.gif").read_text() == "what was there"
        assert hidden(tmp_path) == hidden(tmp_path / "home")
        assert watch.of(WorkEnded)[-1].end.cancelled
