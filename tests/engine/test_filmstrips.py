"""Filmstrips are made for what is here, when they are wanted."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from app.domain.filmstrips import COLUMNS, ROWS
from app.domain.jobs import JobState
from app.engine.filmstrips import filmstrip_of
from tests.engine.workshop import Workshop, asked

pytestmark = pytest.mark.anyio


async def test_a_clip_gets_its_filmstrip_when_it_is_here(workshop: Workshop) -> None:
    async with workshop.working() as (studio, watch):
        studio.change_settings(replace(studio.settings, download_automatically=False))
        job = await watch.until_job(await studio.generate(asked()), JobState.COMPLETED)
        clip = await studio.library.clip(job.clip_id or "")
        assert clip is not None
        assert await filmstrip_of(studio.library, studio.media, clip.id) is None
        assert await filmstrip_of(studio.library, studio.media, "unknown") is None
        kept = await studio.downloads.bring(clip)
        first, second = await asyncio.gather(
            filmstrip_of(studio.library, studio.media, clip.id),
            filmstrip_of(studio.library, studio.media, clip.id),
        )
        assert first is not None
        assert first == second
        with Image.open(first) as sheet:
            assert sheet.size == (256 * COLUMNS, 144 * ROWS)
        _overwrite(kept.file)
        assert await filmstrip_of(studio.library, studio.media, clip.id) is None


def _overwrite(video: Path | None) -> None:
    assert video is not None
    video.write_bytes(b"no video any more")
