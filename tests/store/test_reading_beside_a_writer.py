"""Opening the library to look at it only, also while another program writes to it."""

import sqlite3

import pytest

from app.domain.clips import ClipQuery
from app.domain.errors import ErrorCode, KadrajError
from app.store.places import Places
from app.store.schema import STEPS
from app.store.sqlite_library import SqliteLibrary
from tests.store.samples import a_clip, a_job

pytestmark = pytest.mark.anyio


async def test_a_reader_sees_what_the_writer_wrote_and_keeps_nobody_out(
    library: SqliteLibrary, places: Places
) -> None:
    first = await library.add_job(a_job())
    reader = SqliteLibrary(places)
    assert await reader.open(read_only=True) is None
    assert await reader.jobs() == [first]
    second = await library.add_job(a_job("second"))
    clip, _added = await library.keep_clip(a_clip())
    assert await reader.jobs() == [first, second]
    assert await reader.clip_ids(ClipQuery()) == [clip.id]
    await reader.close()
    assert len(await library.jobs()) == 2


async def test_where_nobody_writes_a_reader_takes_no_lock(places: Places) -> None:
    library = SqliteLibrary(places)
    await library.open()
    job = await library.add_job(a_job())
    await library.close()
    reader, writer = SqliteLibrary(places), SqliteLibrary(places)
    await reader.open(read_only=True)
    assert await reader.jobs() == [job]
    await writer.open()
    with pytest.raises(RuntimeError):
        await reader.add_job(a_job("second"))
    await reader.close()
    assert await writer.jobs() == [job]
    await writer.close()


@pytest.mark.parametrize("trouble", ["missing", "outdated", "garbage", "cut"])
async def test_what_has_to_be_put_right_first_is_told_and_left_alone(
    places: Places, trouble: str
) -> None:
    library = SqliteLibrary(places)
    await library.open()
    job = await library.add_job(a_job())
    await library.close()
    whole = places.database.read_bytes()
    match trouble:
        case "missing":
            places.database.unlink()
        case "outdated":
            with sqlite3.connect(places.database) as connection:
                connection.execute(f"PRAGMA user_version = {len(STEPS) - 1}")
            connection.close()
        case "garbage":
            places.database.write_bytes(b"no database at all " * 500)
        case "cut":
            places.database.write_bytes(whole[: len(whole) // 2])
    before = places.database.read_bytes() if places.database.exists() else None

    library = SqliteLibrary(places)
    with pytest.raises(KadrajError) as caught:
        await library.open(read_only=True)
    assert caught.value.code is ErrorCode.LIBRARY_DAMAGED
    assert (places.database.read_bytes() if places.database.exists() else None) == before
    # The same object can be opened to put it right.
    if trouble != "outdated":
        assert await library.open() is not None
        assert await library.jobs() == [job]
    await library.close()


async def test_what_a_later_kadraj_wrote_is_not_read(places: Places) -> None:
    library = SqliteLibrary(places)
    await library.open()
    await library.close()
    with sqlite3.connect(places.database) as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    connection.close()
    reader = SqliteLibrary(places)
    with pytest.raises(KadrajError) as caught:
        await reader.open(read_only=True)
    await reader.close()
    assert caught.value.code is ErrorCode.LIBRARY_NEWER
