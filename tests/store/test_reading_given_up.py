"""A reading that nobody waits for any more makes room for the next one."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.store.database import Database

pytestmark = pytest.mark.anyio

_ENDLESS = """
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers)
    SELECT count(*) FROM numbers WHERE n > 1 OR begun()
"""


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(tmp_path / "some.sqlite3")
    await database.open(lambda _: None)
    yield database
    await database.close()


def one(connection: sqlite3.Connection) -> int:
    (found,) = connection.execute("SELECT 1").fetchone()
    return int(found)


async def test_it_is_broken_off_and_what_comes_next_is_answered(database: Database) -> None:
    begun = threading.Event()

    def endless(connection: sqlite3.Connection) -> None:
        connection.create_function("begun", 0, begun.set)
        connection.execute(_ENDLESS).fetchone()

    reading = asyncio.ensure_future(database.read(endless))
    await asyncio.to_thread(begun.wait)
    waiting = asyncio.ensure_future(database.read(one))
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    async with asyncio.timeout(30):
        assert await waiting == 1


async def test_the_same_reading_for_somebody_else_goes_on(database: Database) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def halt() -> bool:
        begun.set()
        return go_on.wait()

    def halted(connection: sqlite3.Connection) -> int:
        connection.create_function("halt", 0, halt)
        (found,) = connection.execute("SELECT halt()").fetchone()
        return int(found)

    reading = asyncio.ensure_future(database.read(halted))
    await asyncio.to_thread(begun.wait)
    given_up = asyncio.ensure_future(database.read(halted))
    await asyncio.sleep(0)
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    go_on.set()
    assert await reading == 1


async def test_what_was_not_begun_is_never_done(database: Database) -> None:
    go_on = threading.Event()
    done: list[sqlite3.Connection] = []
    first = asyncio.ensure_future(database.read(lambda _: go_on.wait()))
    second = asyncio.ensure_future(database.read(done.append))
    await asyncio.sleep(0)
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    go_on.set()
    assert await first
    assert await database.read(one) == 1
    assert done == []
