"""Marks, the recycle bin, and what grids ask for by them."""

import json
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.clips import (
    Clip,
    ClipCounts,
    ClipOrder,
    ClipPlace,
    ClipQuery,
    Marks,
    MarksChange,
)
from app.domain.replies import HistoryItem
from app.store.journal import Journal, read_rows
from app.store.places import Places
from app.store.schema import STEPS
from app.store.sqlite_library import SqliteLibrary
from tests.store.samples import NOON, a_clip, download, without_index

pytestmark = pytest.mark.anyio

LOVED = MarksChange(rating=4, favourite=True, add_tags=("Şehir", "gece"), note="ilk çekim")
AS_LOVED = Marks(4, True, ("Şehir", "gece"), "ilk çekim")


@asynccontextmanager
async def opened(places: Places, *, rebuilt: bool = False) -> AsyncIterator[SqliteLibrary]:
    library = SqliteLibrary(places)
    await (library.rebuild() if rebuilt else library.open())
    try:
        yield library
    finally:
        await library.close()


def sidecar(clip: Clip) -> dict[str, object]:
    assert clip.file is not None
    told: dict[str, object] = json.loads(clip.file.with_suffix(".json").read_text("utf-8"))
    return told


async def test_marks_are_kept_and_can_be_taken_back(places: Places) -> None:
    first, second = a_clip("r1"), a_clip("r2")
    async with opened(places) as library:
        for clip in (first, second):
            await library.keep_clip(clip)
        before = await library.mark([first.id, second.id, "unknown", first.id], LOVED)
        assert before == {first.id: Marks(), second.id: Marks()}
        assert await library.mark([first.id], LOVED) == {}
    async with opened(places) as library:
        kept = await library.clip(first.id)
        assert kept is not None
        assert kept.marks == AS_LOVED
        assert await library.restore_marks(before) == {first.id: AS_LOVED, second.id: AS_LOVED}
        assert [clip.marks for clip in await library.clips(list(before))] == [Marks(), Marks()]


async def test_hundreds_are_marked_at_once(library: SqliteLibrary) -> None:
    clips = [a_clip(f"r{number}") for number in range(250)]
    await library.merge_history("sora", [(HistoryItem(c.remote_id, ""), c) for c in clips])
    before = await library.mark([clip.id for clip in clips], MarksChange(rating=3))
    assert list(before) == [clip.id for clip in clips]
    assert len(await library.clip_ids(ClipQuery(least_rating=3))) == 250


async def test_neither_history_nor_download_touches_marks(library: SqliteLibrary) -> None:
    clip = a_clip("r1", "Balon")
    await library.keep_clip(clip)
    await library.mark([clip.id], LOVED)
    item = HistoryItem("r1", "https://videos.example/r1.mp4")
    theirs = replace(a_clip("r1"), marks=Marks(rating=1, tags=("theirs",)))
    await library.merge_history("sora", [(item, theirs)])
    await library.keep_clip(replace(clip, marks=Marks(rating=2)))
    kept = await download(library, clip)
    assert kept.marks == AS_LOVED
    assert await library.clip_ids(ClipQuery(text="balon sehir CEKIM")) == [clip.id]


async def test_the_sidecar_tells_the_marks_when_they_change(library: SqliteLibrary) -> None:
    clip = replace(a_clip("r1"), parents=("abc", "def"))
    kept = await download(library, clip)
    cloud, _ = await library.keep_clip(a_clip("r2"))
    was = sidecar(kept)
    await library.mark([kept.id, cloud.id], LOVED)
    assert sidecar(kept)["marks"] == was["marks"]
    await library.settle_sidecars()
    told = sidecar(kept)
    assert told == was | {
        "marks": {
            "rating": 4,
            "favourite": True,
            "tags": ["Şehir", "gece"],
            "note": "ilk çekim",
        },
        "parents": ["abc", "def"],
    }


@pytest.mark.parametrize("damage", ["", "[]", '{"id": "another"}', None])
async def test_a_sidecar_that_is_gone_or_damaged_is_written_anew(
    library: SqliteLibrary, damage: str | None
) -> None:
    kept = await download(library, a_clip("r1", "Balon"))
    assert kept.file is not None
    was = sidecar(kept)
    path = kept.file.with_suffix(".json")
    if damage is None:
        path.unlink()
    else:
        path.write_text(damage)
    await library.mark([kept.id], LOVED)
    await library.settle_sidecars()
    told = sidecar(kept)
    assert told["marks"] != was["marks"]
    assert [told[name] for name in ("id", "prompt", "video")] == [
        was[name] for name in ("id", "prompt", "video")
    ]


async def test_a_sidecar_is_owed_until_it_is_written(places: Places) -> None:
    async with opened(places) as library:
        kept = await download(library, a_clip("r1"))
        was = sidecar(kept)
        await library.mark([kept.id], LOVED)
    assert sidecar(kept) == was
    async with opened(places) as library:
        await library.settle_sidecars()
    assert sidecar(kept) != was


@pytest.mark.parametrize("left", ["journal", "sidecars", "database"])
async def test_marks_outlive_the_database(places: Places, left: str) -> None:
    async with opened(places) as library:
        kept = await download(library, replace(a_clip("r1", "Balon"), parents=("abc",)))
        await library.mark([kept.id], LOVED)
        await library.settle_sidecars()
    if left != "database":
        places.database.unlink()
    if left != "journal":
        places.journal.unlink()
    async with opened(places, rebuilt=left == "database") as library:
        found = await library.clip(kept.id)
        assert found is not None
        assert (found.marks, found.parents, found.prompt) == (AS_LOVED, ("abc",), "Balon")
        assert await library.clip_ids(ClipQuery(tags=("şehir",), favourites=True)) == [kept.id]


@pytest.mark.parametrize(
    ("by_hand", "marks"),
    [
        ({}, Marks()),
        ({"rating": 99, "tags": ["a", "A", " "]}, Marks(rating=5, tags=("a",))),
        ({"favourite": 1, "note": 7}, Marks(favourite=True, note="7")),
    ],
)
async def test_marks_in_a_sidecar_may_have_been_written_by_hand(
    places: Places, by_hand: Mapping[str, object], marks: Marks
) -> None:
    async with opened(places) as library:
        kept = await download(library, a_clip("r1"))
    assert kept.file is not None
    kept.file.with_suffix(".json").write_text(json.dumps(sidecar(kept) | {"marks": by_hand}))
    places.database.unlink()
    places.journal.unlink()
    async with opened(places) as library:
        found = await library.clip(kept.id)
        assert found is not None
        assert found.marks == marks


async def test_a_library_of_an_earlier_kadraj_is_brought_up_to_date(places: Places) -> None:
    async with opened(places) as library:
        kept = await download(library, a_clip("r1", "Şişli'de gece"))
    as_before_marks(places.database)
    async with opened(places) as library:
        assert await library.clip(kept.id) == kept
        query = ClipQuery(text="sisli", order=ClipOrder.PROMPT)
        assert await library.clip_ids(query) == [kept.id]
        assert await library.clip_counts(None) == ClipCounts(1, 0, 21)
        assert await library.mark([kept.id], LOVED) == {kept.id: Marks()}


async def test_a_second_copy_of_an_earlier_kadraj_is_enough(places: Places) -> None:
    async with opened(places) as library:
        kept = await download(library, a_clip("r1", "Şişli'de gece"))
    as_before_marks(places.database)
    with closing(sqlite3.connect(places.database)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("CREATE TEMP TABLE votes (id)")  # which that Kadraj knew nothing of
        rows = read_rows(connection)
    assert "rating" not in rows["clips"][kept.id]
    Journal(places.journal).rewrite(rows, 99)
    places.database.unlink()
    async with opened(places) as library:
        assert await library.clip(kept.id) == kept
        query = ClipQuery(text="sisli", place=ClipPlace.HERE)
        assert await library.clip_ids(query) == [kept.id]


def as_before_marks(database: Path) -> None:
    """Takes a database back to the step before marks: what the earlier Kadraj would have left."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        for index in ("of_service", "of_all", "searched", "trashed"):
            connection.execute(f"DROP INDEX clips_{index}")
        connection.execute("DROP TABLE sidecars_owed")
        without_index(connection)
        connection.execute("ALTER TABLE jobs DROP COLUMN continues")
        for column in (
            *("rating", "favourite", "tags", "note", "parents", "trashed_at", "bin"),
            *("tag_keys", "alphabetical", "length", "size"),
        ):
            connection.execute(f"ALTER TABLE clips DROP COLUMN {column}")
        connection.execute("CREATE INDEX clips_of_service ON clips (service, created_at, id)")
        connection.execute("CREATE INDEX clips_of_all ON clips (created_at, id)")
        marks = next(n for n, step in enumerate(STEPS) if step.__name__ == "_marks_and_shelves")
        connection.execute(f"PRAGMA user_version = {marks}")


async def test_grids_are_filtered_by_everything_at_once(library: SqliteLibrary) -> None:
    wide = replace(a_clip("r1", "Balon", minutes=1), at_service=True)
    tall = replace(a_clip("r2", "Balon", minutes=2), aspect_ratio="9:16")
    veo = a_clip("r1", "Balon", service="veo", minutes=3)
    for clip in (wide, tall, veo):
        await library.keep_clip(clip)
    await download(library, wide)
    await download(library, tall)
    await library.mark([wide.id], MarksChange(rating=3, add_tags=("gece", "İstanbul gecesi")))
    await library.mark([tall.id], MarksChange(rating=5, favourite=True, add_tags=("GECE",)))
    ids = library.clip_ids
    assert await ids(ClipQuery(aspect_ratio="9:16")) == [tall.id]
    assert await ids(ClipQuery(favourites=True)) == [tall.id]
    assert await ids(ClipQuery(least_rating=3, order=ClipOrder.BEST)) == [tall.id, wide.id]
    assert await ids(ClipQuery(tags=("gece",))) == [tall.id, wide.id]
    assert await ids(ClipQuery(tags=("istanbul gecesi", "Gece"))) == [wide.id]
    assert await ids(ClipQuery(tags=("gec",))) == []
    assert await ids(ClipQuery(place=ClipPlace.ONLY_HERE)) == [tall.id]
    since, until = NOON + timedelta(minutes=2), NOON + timedelta(minutes=3)
    assert await ids(ClipQuery(since=since)) == [veo.id, tall.id]
    assert await ids(ClipQuery(since=since, until=until)) == [tall.id]
    whole = ClipQuery(
        "sora", "balon gece", ClipPlace.HERE, "9:16", True, 5, ("gece",), since, until
    )
    assert await ids(whole) == [tall.id]
    assert await library.tags() == [("gece", 2), ("İstanbul gecesi", 1)]


async def test_a_search_without_end_finds_by_its_beginning(library: SqliteLibrary) -> None:
    clip, _ = await library.keep_clip(a_clip("r1", "balon"))
    assert await library.clip_ids(ClipQuery(text="balon " * 100_000)) == [clip.id]
    assert await library.clip_ids(ClipQuery(text="b" * 100_000)) == []


async def test_grids_are_sorted_by_every_order(library: SqliteLibrary) -> None:
    told = [("Zil", 4.0), ("ılık", 9.0), ("Ilgaz", None), ("çam", 2.0), ("iki", 9.0), ("", 5.0)]
    clips = [
        replace(a_clip(f"r{n}", prompt, minutes=n), duration_seconds=length)
        for n, (prompt, length) in enumerate(told)
    ]
    for clip in clips:
        await library.keep_clip(clip)
    zil, ilik, ilgaz, cam, iki, bare = (clip.id for clip in clips)
    await library.mark([cam], MarksChange(rating=5))
    await library.mark([zil, iki], MarksChange(rating=2))
    orders = {
        ClipOrder.PROMPT: [cam, ilgaz, ilik, iki, zil, bare],
        ClipOrder.LONGEST: [iki, ilik, bare, zil, cam, ilgaz],
        ClipOrder.SHORTEST: [cam, zil, bare, iki, ilik, ilgaz],
        ClipOrder.BEST: [cam, iki, zil, bare, ilgaz, ilik],
    }
    for order, expected in orders.items():
        assert await library.clip_ids(ClipQuery(order=order)) == expected
        assert await library.clip_ids(ClipQuery(order=order), limit=2) == expected[:2]
        assert await library.clip_ids(ClipQuery(order=order), limit=9, offset=4) == expected[4:]


async def test_what_is_thrown_away_is_only_in_the_bin(library: SqliteLibrary) -> None:
    kept = await download(library, a_clip("r1", "Balon"))
    assert await library.trash([kept.id, "unknown", kept.id], NOON) == [kept.id]
    assert await library.trash([kept.id], NOON) == []
    item = HistoryItem("r1", "https://videos.example/r1.mp4")
    await library.merge_history("sora", [(item, a_clip("r1"))])
    await library.keep_clip(a_clip("r1", "Balon"))
    assert await library.clip_ids(ClipQuery()) == []
    assert await library.clip_ids(ClipQuery(text="balon")) == []
    assert await library.clips_of_size(21) == []
    assert await library.clip_counts(None) == ClipCounts(0, 0, 0)
    assert await library.clip_ids(ClipQuery(service="sora", trashed=True)) == [kept.id]
    found = await library.clip(kept.id)
    assert found is not None
    assert found.trashed_at == NOON
    assert await library.untrash([kept.id]) == [kept.id]
    assert await library.untrash([kept.id]) == []
    assert [clip.id for clip in await library.clips_of_size(21)] == [kept.id]


async def test_stills_of_what_was_thrown_away_can_go(library: SqliteLibrary) -> None:
    stills = {}
    for name in ("kept", "thrown", "thrown without stills"):
        clip = await download(library, a_clip(name))
        stills[clip.id] = [library.thumbnail_path(clip), library.filmstrip_path(clip)]
    kept, thrown, bare = stills
    for still in (*stills[kept], *stills[thrown]):
        still.write_bytes(b"a still")
    await library.trash([thrown, bare], NOON)
    await library.drop_trashed_stills()
    assert all(still.exists() for still in stills[kept])
    assert not any(still.exists() for still in stills[thrown])


async def test_where_files_lie_in_the_bin_is_remembered(places: Places, tmp_path: Path) -> None:
    async with opened(places) as library:
        kept = await download(library, a_clip("r1"))
        files = library.files_of(kept)
        assert [file.suffix for file in files] == [".mp4", ".json"]
        moved = {file: tmp_path / "Trash" / file.name for file in files}
        assert await library.noted_bin(kept.id) == {}
        await library.note_bin(kept.id, moved)
    async with opened(places) as library:
        assert await library.noted_bin(kept.id) == moved
        await library.note_bin(kept.id, {})
        assert await library.noted_bin(kept.id) == {}
        assert await library.noted_bin("unknown") == {}


async def test_a_thrown_away_clip_that_is_downloaded_again_leaves_the_bin(
    library: SqliteLibrary,
) -> None:
    kept = await download(library, a_clip("r1"))
    assert kept.file is not None
    await library.trash([kept.id], NOON)
    kept.file.unlink()
    again = await download(library, kept)
    assert again.trashed_at is None
    assert await library.clip_ids(ClipQuery()) == [kept.id]
