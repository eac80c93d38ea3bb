"""A library in a folder of its own, and the jobs and clips to put into it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.store.places import Places
from app.store.sqlite_library import SqliteLibrary


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.from_environment({"KADRAJ_HOME": str(tmp_path / "home")})


@pytest.fixture
async def library(places: Places, anyio_backend: str) -> AsyncIterator[SqliteLibrary]:
    library = SqliteLibrary(places)
    await library.open()
    yield library
    await library.close()
