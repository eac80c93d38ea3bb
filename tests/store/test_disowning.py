"""A clip that turned out not to be a job's loses what the job told of it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.clips import MarksChange
from app.domain.errors import ErrorCode, KadrajError
from app.store import arrivals
from app.store.places import Places
from app.store.sqlite_library import SqliteLibrary
from tests.store.samples import a_clip, a_picture, download

pytestmark = pytest.mark.anyio


async def test_file_sidecar_and_row_forget_it_and_keep_what_the_user_said(
    library: SqliteLibrary, tmp_path: Path
) -> None:
    clip = replace(a_clip(prompt="Mavi ev"), picture=a_picture(tmp_path))
    named = await download(library, (await library.keep_clip(clip))[0])
    await library.mark([named.id], MarksChange(rating=4))
    assert named.file is not None
    assert "mavi-ev" in named.file.name
    freed = await library.disown(named.id)
    assert (freed.prompt, freed.picture, freed.aspect_ratio) == ("", None, "")
    assert freed.marks.rating == 4
    assert freed.file is not None
    assert freed.file.read_bytes() == b"as if it were a video"
    assert "mavi-ev" not in freed.file.name
    told = json.loads(freed.file.with_suffix(".json").read_text("utf-8"))
    assert (told["prompt"], told["picture"], told["marks"]["rating"]) == ("", None, 4)
    assert sorted(path.name for path in freed.file.parent.iterdir()) == sorted(
        [freed.file.name, freed.file.with_suffix(".json").name]
    )


async def test_a_clip_without_a_file_only_loses_its_words(library: SqliteLibrary) -> None:
    clip, _ = await library.keep_clip(a_clip(prompt="Mavi ev"))
    assert (await library.disown(clip.id)).prompt == ""
    assert (await library.clip(clip.id)) == await library.disown(clip.id)


async def test_a_file_that_is_held_fast_keeps_its_name_only(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = SqliteLibrary(places)
    await library.open()
    named = await download(library, (await library.keep_clip(a_clip(prompt="Mavi ev")))[0])

    def held(_part: Path, file: Path) -> None:
        raise KadrajError(ErrorCode.FILE_FAILED, path=str(file), reason="in use")

    monkeypatch.setattr(arrivals, "rename", held)
    freed = await library.disown(named.id)
    assert named.file is not None
    assert (freed.file, freed.prompt) == (named.file, "")
    told = json.loads(named.file.with_suffix(".json").read_text("utf-8"))
    assert told["prompt"] == ""
    assert len(list(named.file.parent.iterdir())) == 2
    await library.close()
    again = SqliteLibrary(places)
    await again.open()
    assert (await again.clip(named.id)) == freed
    await again.close()
