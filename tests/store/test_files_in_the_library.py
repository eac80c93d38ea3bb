"""Finished videos are ordinary files with a JSON file beside them, and nothing replaces them."""

import json
import os
import re
import stat
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from app.domain.clips import Clip, ClipPlace, ClipQuery
from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import JobState
from app.domain.name_patterns import SLUG_LENGTH, slug
from app.store.naming import clip_stem
from app.store.places import Places
from app.store.sqlite_library import SqliteLibrary
from tests.store.samples import MEDIA, NOON, a_clip, a_job, a_picture, download

pytestmark = pytest.mark.anyio


async def test_a_video_gets_a_name_that_says_what_it_is(
    library: SqliteLibrary, places: Places
) -> None:
    clip, _ = await library.keep_clip(a_clip(prompt="Kırmızı balon, şehrin üstünde!"))
    kept = await download(library, clip)
    assert kept.file is not None
    local = NOON.astimezone()
    assert kept.file.parent == places.library / "Sora" / f"{local:%Y-%m}"
    assert kept.file.name == (f"{local:%Y-%m-%d} kirmizi-balon-sehrin-ustunde {clip.id[-8:]}.mp4")
    assert kept == replace(clip, file=kept.file, media=MEDIA)
    assert await library.clip(clip.id) == kept
    assert not library.part_path(clip).exists()


async def test_the_sidecar_tells_what_made_the_video(
    library: SqliteLibrary, tmp_path: Path
) -> None:
    job = await library.add_job(a_job(picture=a_picture(tmp_path)))
    picture = job.request.picture
    assert picture is not None
    clip, _ = await library.keep_clip(replace(a_clip(prompt="Kırmızı"), picture=picture, model="m"))
    sent = replace(job, state=JobState.SUBMITTING, submitted_at=NOON)
    assert await library.change_job(sent, expected=JobState.WAITING)
    done = replace(sent, state=JobState.COMPLETED, remote_id="r1", completed_at=NOON)
    assert await library.change_job(replace(done, clip_id=clip.id), expected=JobState.SUBMITTING)
    kept = await download(library, clip)
    assert kept.file is not None
    text = kept.file.with_suffix(".json").read_text("utf-8")
    told = json.loads(text)
    assert "Kırmızı" in text
    assert told.pop("downloaded_at").endswith("+00:00")
    source = kept.file.with_suffix(".source.png")
    assert told == {
        "kadraj": 1,
        "id": clip.id,
        "service": "sora",
        "remote_id": "r1",
        "job_id": job.id,
        "prompt": "Kırmızı",
        "aspect_ratio": "16:9",
        "duration_seconds": None,
        "model": "m",
        "picture": {
            "file": source.name,
            "sha256": picture.path.stem,
            "name": "çiçek.png",
            "media_type": "image/png",
            "size": picture.size,
            "width": 64,
            "height": 36,
        },
        "continues": None,
        "idea": None,
        "created_at": "2026-11-21T12:00:00+00:00",
        "submitted_at": "2026-11-21T12:00:00+00:00",
        "completed_at": "2026-11-21T12:00:00+00:00",
        "video": {"file": kept.file.name} | asdict(MEDIA),
        "marks": {"rating": 0, "favourite": False, "tags": [], "note": ""},
        "parents": [],
    }
    assert source.read_bytes() == picture.path.read_bytes()


async def test_a_file_with_the_same_name_is_never_replaced(library: SqliteLibrary) -> None:
    clip = a_clip(prompt="Balon")
    first = await download(library, clip, b"first")
    second = await download(library, clip, b"second")
    assert first.file is not None
    assert second.file is not None
    assert (first.file.read_bytes(), second.file.read_bytes()) == (b"first", b"second")
    assert second.file.name == f"{first.file.stem} (2).mp4"
    assert second.file.with_suffix(".json").is_file()


async def test_a_deleted_video_is_offered_for_download_again(library: SqliteLibrary) -> None:
    kept = await download(library, a_clip())
    assert kept.file is not None
    away = kept.file.rename(kept.file.with_name("away.mp4"))
    clip = await library.clip(kept.id)
    assert clip is not None
    assert not clip.downloaded
    # Completing the clip meanwhile does not make the row forget its file.
    await library.keep_clip(clip)
    away.rename(kept.file)
    assert await library.clip(kept.id) == kept


async def test_a_moved_library_is_whole_in_its_new_place(places: Places, tmp_path: Path) -> None:
    first = SqliteLibrary(places)
    await first.open()
    kept = await download(first, a_clip())
    await first.close()
    moved = places.library.rename(tmp_path / "Videolarım")
    second = SqliteLibrary(places, moved)
    await second.open()
    clip = await second.clip(kept.id)
    assert clip is not None
    assert clip.file is not None
    assert clip.file.is_relative_to(moved)
    await second.close()


async def test_a_library_on_an_absent_drive_does_not_keep_the_program_from_starting(
    places: Places,
) -> None:
    first = SqliteLibrary(places)
    await first.open()
    kept = await download(first, a_clip())
    await first.close()
    away = places.library.rename(places.home / "away")
    second = SqliteLibrary(places)
    await second.open()
    clip = await second.clip(kept.id)
    assert clip is not None
    assert clip.file is None
    assert await second.clip_ids(ClipQuery(place=ClipPlace.HERE)) == [kept.id]
    await second.close()
    away.rename(places.library)


async def test_a_missing_part_is_told_and_changes_nothing(library: SqliteLibrary) -> None:
    clip, _ = await library.keep_clip(a_clip())
    with pytest.raises(KadrajError) as caught:
        await library.keep_file(clip, library.part_path(clip), MEDIA, None)
    assert caught.value.code is ErrorCode.FILE_FAILED
    assert await library.clip(clip.id) == clip


async def test_bytes_that_are_no_video_are_set_aside_and_the_next_try_begins_anew(
    library: SqliteLibrary,
) -> None:
    clip, _ = await library.keep_clip(a_clip())
    for content in (b"<html>first", b"<html>second"):
        part = library.part_path(clip)
        part.write_bytes(content)
        aside = await library.set_aside(clip)
        assert aside.read_bytes() == content
        assert not part.exists()
        assert aside.suffix not in {".mp4", ".part"}
    assert await library.clip(clip.id) == clip


async def test_a_thumbnail_belongs_to_its_clip(library: SqliteLibrary, tmp_path: Path) -> None:
    clip, _ = await library.keep_clip(a_clip())
    still = tmp_path / "still.jpg"
    still.write_bytes(b"still")
    part = library.part_path(clip)
    part.write_bytes(b"video")
    kept = await library.keep_file(clip, part, MEDIA, still)
    assert kept.thumbnail == library.thumbnail_path(clip)
    assert kept.thumbnail.read_bytes() == b"still"
    kept.thumbnail.unlink()
    again = await library.clip(clip.id)
    assert again is not None
    assert again.thumbnail is None


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
async def test_everything_is_readable_for_its_owner_only(
    library: SqliteLibrary, places: Places, tmp_path: Path
) -> None:
    await library.add_job(a_job(picture=a_picture(tmp_path)))
    kept = await download(library, a_clip())
    library.thumbnail_path(kept)
    for path in [places.home, *places.home.rglob("*")]:
        mode = stat.S_IMODE(path.stat().st_mode)
        if path.is_dir():
            assert mode == 0o700, path
        elif path.suffix != ".mp4":  # a downloaded file keeps the mode it was made with
            assert mode == 0o600, path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kırmızı balon", "kirmizi-balon"),
        ("ĞÜŞİÖÇ ğüşıöç", "gusioc-gusioc"),
        ("../../etc/passwd", "etc-passwd"),
        ("<b>C:\\CON|?*\x00\n</b>", "b-c-con-b"),
        ("猫", ""),
        ("", ""),
        ("a" * 99, "a" * SLUG_LENGTH),
        ("word " * 20, "-".join(["word"] * 9)),
    ],
)
def test_a_prompt_becomes_a_safe_name(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize("prompt", ["con", "NUL", "com1", "", "...", " ", "-"])
def test_a_name_is_none_that_windows_reserves(prompt: str) -> None:
    stem = clip_stem(a_clip(prompt=prompt))
    assert re.fullmatch(r"2026-11-2\d [a-z0-9 -]*[a-z0-9]", stem)


async def test_nothing_a_service_says_reaches_a_name(
    library: SqliteLibrary, places: Places
) -> None:
    evil: Clip = a_clip("../../evil", prompt="x", service="../sora")
    kept = await download(library, replace(evil, remote_url="https://x.example/../../a.exe"))
    assert kept.file is not None
    assert kept.file.resolve().parent.parent == places.library / "Sora"
    assert kept.file.suffix == ".mp4"
