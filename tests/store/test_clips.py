"""The history: merged without losing what is known, found as people type, fast with very many."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.clips import Clip, ClipCounts, ClipOrder, ClipPlace, ClipQuery
from app.domain.replies import HistoryItem
from app.store.sqlite_library import SqliteLibrary
from tests.store.samples import a_clip, a_picture, download

pytestmark = pytest.mark.anyio


def history(*clips: Clip) -> Sequence[tuple[HistoryItem, Clip]]:
    return [(HistoryItem(clip.remote_id, clip.remote_url), clip) for clip in clips]


async def test_a_clip_comes_back_as_it_was_kept(library: SqliteLibrary, tmp_path: Path) -> None:
    clip = replace(a_clip(prompt="Şehir"), picture=a_picture(tmp_path), model="m", at_service=True)
    kept, added = await library.keep_clip(clip)
    assert added
    assert kept == replace(clip, picture=kept.picture)
    assert kept.picture is not None
    assert kept.picture.path.parent != tmp_path
    assert await library.clip(clip.id) == kept
    assert await library.clip_by_remote("sora", "r1") == kept
    assert await library.clip_by_remote("veo", "r1") is None


async def test_a_history_wipes_neither_prompt_nor_address_of_our_own_job(
    library: SqliteLibrary,
) -> None:
    ours, _ = await library.keep_clip(replace(a_clip(prompt="Kırmızı balon"), duration_seconds=6))
    theirs = replace(
        a_clip(minutes=9), remote_url="https://player.example/play/r1", aspect_ratio="9:16"
    )
    assert await library.merge_history("sora", history(theirs))
    assert await library.clip(ours.id) == replace(ours, at_service=True)


async def test_a_job_completes_the_clip_that_the_history_brought_first(
    library: SqliteLibrary,
) -> None:
    theirs = a_clip()
    await library.merge_history("sora", history(theirs))
    kept, added = await library.keep_clip(a_clip(prompt="Kırmızı balon", minutes=5))
    assert not added
    assert kept == replace(theirs, prompt="Kırmızı balon", at_service=True)
    assert await library.clip_ids(ClipQuery(text="balon")) == [theirs.id]


async def test_a_history_read_twice_changes_nothing(library: SqliteLibrary) -> None:
    items = history(a_clip("r1"), a_clip("r2"))
    assert await library.merge_history("sora", items)
    assert not await library.merge_history("sora", items)
    assert not await library.merge_history("sora", history(a_clip("r2"), a_clip("r1")))


async def test_what_the_history_no_longer_names_stays(library: SqliteLibrary) -> None:
    first, second, other = a_clip("r1"), a_clip("r2"), a_clip("r1", service="veo")
    await library.merge_history("sora", history(first, second))
    await library.merge_history("veo", history(other))
    assert await library.merge_history("sora", history(second))
    clips = await library.clips([first.id, second.id, other.id])
    assert [clip.at_service for clip in clips] == [False, True, True]
    assert not await library.merge_history("sora", history(second))


async def test_the_same_video_twice_in_a_history_is_one_clip(library: SqliteLibrary) -> None:
    assert await library.merge_history("sora", history(a_clip("r1"), a_clip("r1")))
    assert await library.clip_counts("sora") == ClipCounts(total=1, not_downloaded=1)


@pytest.mark.parametrize(
    "typed", ["ışık", "IŞIK", "isik", "İSTANBUL", "istanbul gece", "gece  ist", "%", "_100"]
)
async def test_words_are_found_in_any_case_order_and_spelling(
    library: SqliteLibrary, typed: str
) -> None:
    clip, _ = await library.keep_clip(a_clip("r1", "İstanbul'da gece IŞIKLARI, 20% daha _100"))
    await library.keep_clip(a_clip("r2", "İzmir"))
    assert await library.clip_ids(ClipQuery(text=typed)) == [clip.id]


async def test_all_words_must_occur(library: SqliteLibrary) -> None:
    await library.keep_clip(a_clip("r1", "Kırmızı balon"))
    assert await library.clip_ids(ClipQuery(text="kırmızı araba")) == []


async def test_grids_are_filtered_and_sorted(library: SqliteLibrary) -> None:
    old, new = a_clip("r1", minutes=0), a_clip("r2", minutes=1)
    veo = a_clip("r3", service="veo", minutes=2)
    for clip in (new, veo, old):
        await library.keep_clip(clip)
    await download(library, new)
    ids = library.clip_ids
    assert await ids(ClipQuery()) == [veo.id, new.id, old.id]
    assert await ids(ClipQuery(order=ClipOrder.OLDEST)) == [old.id, new.id, veo.id]
    assert await ids(ClipQuery(service="sora")) == [new.id, old.id]
    assert await ids(ClipQuery(place=ClipPlace.HERE)) == [new.id]
    assert await ids(ClipQuery(service="sora", place=ClipPlace.CLOUD)) == [old.id]
    assert await library.clip_counts("sora") == ClipCounts(total=2, not_downloaded=1, size=21)
    assert await library.clip_counts(None) == ClipCounts(total=3, not_downloaded=2, size=21)


async def test_days_are_counted_as_the_clock_here_tells_them(
    library: SqliteLibrary,
) -> None:
    for minutes in (0, 1, 24 * 60, 24 * 60 + 1, 24 * 60 + 2):
        await library.keep_clip(a_clip(f"r{minutes}", minutes=minutes))
    days = await library.clip_days(ClipQuery())
    first = a_clip().created_at.astimezone().date()
    assert days == [(first + timedelta(days=1), 3), (first, 2)]
    assert await library.clip_days(ClipQuery(order=ClipOrder.OLDEST)) == days[::-1]
    assert await library.clip_days(ClipQuery(service="veo")) == []


async def test_clips_of_one_instant_keep_one_order(library: SqliteLibrary) -> None:
    clips = [a_clip(f"r{number}") for number in range(9)]
    await library.merge_history("sora", history(*clips))
    newest = await library.clip_ids(ClipQuery(order=ClipOrder.NEWEST))
    oldest = await library.clip_ids(ClipQuery(order=ClipOrder.OLDEST))
    assert newest == oldest[::-1] == sorted((clip.id for clip in clips), reverse=True)


async def test_clips_come_in_the_order_they_are_asked_for(library: SqliteLibrary) -> None:
    clips = [a_clip(f"r{number}") for number in range(4)]
    await library.merge_history("sora", history(*clips))
    asked = [clips[2].id, "unknown", clips[0].id, clips[3].id]
    assert [clip.id for clip in await library.clips(asked)] == [asked[0], asked[2], asked[3]]


async def test_ids_that_are_no_safe_file_names_are_refused(library: SqliteLibrary) -> None:
    evil = replace(a_clip(), id="../../etc")
    with pytest.raises(ValueError, match="not an id"):
        await library.keep_clip(evil)
    with pytest.raises(ValueError, match="not an id"):
        await library.merge_history("sora", history(evil))
    with pytest.raises(ValueError, match="not an id"):
        library.thumbnail_path(evil)


async def test_a_hundred_thousand_clips_are_searched_while_one_looks(
    library: SqliteLibrary,
) -> None:
    prompts = ("Kırmızı balon şehrin üstünde süzülüyor", "A fox runs through deep snow at dawn")
    many = [a_clip(f"r{n}", f"{prompts[n % 2]} {n}", minutes=n) for n in range(100_000)]
    await library.merge_history("sora", history(*many))
    whole, taken = await timed(library, ClipQuery(service="sora"))
    assert len(whole) == 100_000
    assert whole[0] == many[-1].id
    found, searched = await timed(library, ClipQuery(text="şehrin BALON 9999"))
    assert len(found) == 5
    # Generous, so that a busy machine does not fail it; far below what a scan by Python takes.
    assert max(taken, searched) < 2


async def timed(library: SqliteLibrary, query: ClipQuery) -> tuple[list[str], float]:
    start = time.perf_counter()
    found = await library.clip_ids(query)
    taken = time.perf_counter() - start
    return found, taken
