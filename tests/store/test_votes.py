"""Votes in the library: one for each two clips, kept twice, and read only as they were written."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.votes import Vote
from app.store import schema
from app.store.database import transaction
from app.store.places import Places
from app.store.sqlite_library import SqliteLibrary
from tests.store.samples import NOON

pytestmark = pytest.mark.anyio

VOTE = Vote(("c1", "c2"), ("sora", "veo"), "c2", NOON)
NEITHER = Vote(("c1", "c3"), ("sora", "sora"), None, NOON + timedelta(hours=1))


async def test_two_clips_have_one_vote_in_whatever_order(library: SqliteLibrary) -> None:
    assert await library.vote(("c1", "c2")) is None
    await library.keep_vote(VOTE)
    await library.keep_vote(NEITHER)
    assert await library.vote(("c2", "c1")) == VOTE
    changed = Vote(("c2", "c1"), ("veo", "sora"), "c1", NOON + timedelta(hours=2))
    await library.keep_vote(changed)
    kept = replace(changed, clips=("c1", "c2"), services=("sora", "veo"))
    assert await library.votes() == [NEITHER, kept]
    await library.forget_vote(("c2", "c1"))
    await library.forget_vote(("c2", "c1"))
    assert await library.votes() == [NEITHER]


async def test_votes_come_back_with_the_second_copy(places: Places) -> None:
    library = SqliteLibrary(places)
    await library.open()
    await library.keep_vote(VOTE)
    await library.keep_vote(NEITHER)
    await library.forget_vote(NEITHER.clips)
    await library.close()
    places.database.unlink()
    library = SqliteLibrary(places)
    await library.open()
    assert await library.votes() == [VOTE]
    await library.close()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE votes SET winner = 'c9'",
        "UPDATE votes SET id = 'c1.c9'",
        "UPDATE votes SET at = 'noon'",
        "UPDATE votes SET one = '../c1', id = '../c1.c2'",
    ],
)
async def test_a_vote_that_was_changed_behind_its_back_is_left_out(
    places: Places, damage: str
) -> None:
    library = SqliteLibrary(places)
    await library.open()
    await library.keep_vote(VOTE)
    await library.keep_vote(NEITHER)
    await library.close()
    places.journal.unlink()  # or it would be put right by the second copy
    with sqlite3.connect(places.database) as connection:
        connection.execute(f"{damage} WHERE other = 'c2'")
    connection.close()
    library = SqliteLibrary(places)
    assert await library.open() is not None
    assert await library.votes() == [NEITHER]
    await library.close()


async def test_a_library_of_before_can_be_voted_in(places: Places) -> None:
    places.home.mkdir(parents=True)
    connection = sqlite3.connect(places.database, isolation_level=None)
    before = next(n for n, step in enumerate(schema.STEPS) if step.__name__ == "_votes")
    connection.row_factory = sqlite3.Row
    for step in schema.STEPS[:before]:
        with transaction(connection):
            step(connection)
    connection.execute(f"PRAGMA user_version = {before}")
    connection.close()
    library = SqliteLibrary(places)
    assert await library.open() is None
    await library.keep_vote(VOTE)
    assert await library.votes() == [VOTE]
    await library.close()
