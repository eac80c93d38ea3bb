"""The index for searching finds what a look at every clip finds, and is never in the way."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.clips import ClipOrder, ClipQuery, Marks
from app.domain.folding import folded
from app.store import clip_queries, clip_table, mark_table, search_index
from app.store.places import Places
from app.store.rows import RowFolders
from app.store.schema import migrate
from app.store.sqlite_library import SqliteLibrary
from tests.store.samples import NOON, a_clip, without_index

FOLDERS = RowFolders(Path("/library"), Path("/pictures"), Path("/thumbnails"))
LETTERS = (
    "abeiıİIğĞşŞçÇöÖüÜqxz \n'\"%_*()-^:{}+.\\\0é\u0301ﬁß日本👩‍🚀🎈\ufffd\ufffe\uffff\U0010ffff"
)
WORDS = ("kırmızı balon", "İSTANBUL", "ışıl ışıl", "golden hour", "50% “off”", "a_b*c", "Şişli’de")

texts = st.one_of(
    st.sampled_from(WORDS),
    st.text(st.sampled_from(LETTERS), max_size=12),
    st.text(max_size=8).filter(lambda text: text.isprintable()),
    st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join),
)


def asked(data: st.DataObject, told: list[str]) -> str:
    """Something to search for: often a piece of what is there, in other letters."""
    if not told or data.draw(st.booleans()):
        return data.draw(texts)
    text = data.draw(st.sampled_from(told))
    first = data.draw(st.integers(0, len(text)))
    text = text[first : first + data.draw(st.integers(1, 6))]
    return data.draw(st.sampled_from((text, text.upper(), text.lower(), f"{text} {text[:2]}")))


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(in_memory()) as connection:
        yield connection


def in_memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    migrate(connection, Path("none"))
    return connection


def looked_through(connection: sqlite3.Connection, text: str) -> list[str]:
    """What a search finds, known by a look at every clip."""
    rows = connection.execute(
        "SELECT id, search FROM clips WHERE trashed_at IS NULL ORDER BY created_at DESC, id DESC"
    )
    return [row["id"] for row in rows if all(w in row["search"] for w in folded(text).split())]


@settings(max_examples=80, deadline=None)
@given(data=st.data(), told=st.lists(st.tuples(texts, texts, texts), max_size=8))
def test_it_finds_what_a_look_at_every_clip_finds(
    data: st.DataObject, told: list[tuple[str, str, str]]
) -> None:
    with closing(in_memory()) as connection:
        ids = []
        for number, (prompt, _, _) in enumerate(told):
            clip = a_clip(f"r{number}", prompt, minutes=number)
            ids.append(clip_table.keep_clip(connection, clip, FOLDERS)[0].id)
        for clip_id, (_, tag, note) in zip(ids, told, strict=True):
            if data.draw(st.booleans()):
                marks = {clip_id: Marks(tags=(tag,) if tag.strip() else (), note=note)}
                mark_table.write_marks(connection, marks)
        if ids:
            mark_table.write_trashed(connection, ids[:1], NOON)
            connection.execute("DELETE FROM sidecars_owed")
            connection.execute("DELETE FROM clips WHERE id = ?", (ids[-1],))
        pieces = [text for both in told for text in both if text]
        for text in [asked(data, pieces) for _ in range(6)]:
            found = clip_queries.find_clip_ids(connection, ClipQuery(text=text), None, 0)
            assert found == looked_through(connection, text)
            days = clip_queries.count_days(connection, ClipQuery(text=text))
            assert sum(count for _, count in days) == len(found)
        connection.execute("INSERT INTO clips_threes (clips_threes) VALUES ('integrity-check')")


def test_many_and_few_are_found_alike(connection: sqlite3.Connection) -> None:
    for number in range(search_index._FEW + 100):
        prompt = f"Balon numara {number}" if number % 400 else "Kırmızı zeplin, bal Ox"
        clip_table.keep_clip(connection, a_clip(f"r{number}", prompt, minutes=number), FOLDERS)
    for text in ("z", "ba", "al", "balon", "qx", "xq", "balon zep", "numarax", "zep ox", "al 7"):
        expected = looked_through(connection, text)
        for order in ClipOrder:
            query = ClipQuery(text=text, order=order)
            found = clip_queries.find_clip_ids(connection, query, None, 0)
            assert sorted(found) == sorted(expected)
            assert order is not ClipOrder.NEWEST or found == expected


def test_few_are_named_and_many_are_not(connection: sqlite3.Connection) -> None:
    for number in range(search_index._FEW + 1):
        clip_table.keep_clip(connection, a_clip(f"r{number}", f"balon {number}"), FOLDERS)
    assert search_index.candidates(connection, ["balon"]) is None
    assert search_index.candidates(connection, ["ba"]) is None
    assert search_index.candidates(connection, []) is None
    assert search_index.candidates(connection, ["q"]) == "[]"
    assert search_index.candidates(connection, ["zeplin"]) == "[]"
    assert search_index.candidates(connection, ["999", "balon"]) == "[1000]"


@pytest.mark.anyio
async def test_a_library_of_before_is_indexed(places: Places) -> None:
    library = SqliteLibrary(places)
    await library.open()
    clip, _ = await library.keep_clip(a_clip("r1", "Şişli’de gece"))
    await library.close()
    with closing(sqlite3.connect(places.database, isolation_level=None)) as connection:
        without_index(connection)
    library = SqliteLibrary(places)
    assert await library.open() is None
    assert await library.clip_ids(ClipQuery(text="SISLI")) == [clip.id]
    await library.close()


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("damage", "rebuilt"),
    [
        ("UPDATE clips_threes_data SET block = randomblob(length(block)) WHERE id > 10", False),
        ("DELETE FROM clips_threes_data WHERE id > 10", False),
        ("DELETE FROM clips_threes_idx", False),
        ("UPDATE clips_threes_data SET block = x'00' WHERE id = 10", None),
        ("DELETE FROM clips_threes_config", None),
        ("DROP TABLE clips_threes_data", None),
    ],
)
async def test_a_damaged_index_is_made_anew(
    places: Places, damage: str, rebuilt: bool | None, caplog: pytest.LogCaptureFixture
) -> None:
    library = SqliteLibrary(places)
    await library.open()
    clips = [a_clip(f"r{n}", f"Kırmızı zeplin {n}", minutes=n) for n in range(60)]
    kept = [(await library.keep_clip(clip))[0] for clip in clips]
    await library.close()
    with closing(sqlite3.connect(places.database, isolation_level=None)) as connection:
        connection.execute(damage)
    library = SqliteLibrary(places)
    with caplog.at_level(logging.ERROR):
        outcome = await library.open()
    assert rebuilt is None or (outcome is not None) == rebuilt
    assert await library.clips([clip.id for clip in kept]) == kept
    assert await library.clip_ids(ClipQuery(text="zeplin 17")) == [kept[17].id]
    later = replace(a_clip("later", "Mavi zeplin"), created_at=NOON + timedelta(days=1))
    added, _ = await library.keep_clip(later)
    assert (await library.clip_ids(ClipQuery(text="zeplin")))[:1] == [added.id]
    await library.close()
