"""A clip that is not here can be watched: found as for a download, passed on to the player."""

import asyncio
from dataclasses import replace

import httpx
import pytest

from app.demo.panels import DemoPanels
from app.demo.scenarios import SCENARIOS
from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import JobState
from tests.engine.workshop import Held, Workshop, asked

pytestmark = pytest.mark.anyio


async def test_a_clip_is_passed_on_and_not_kept(workshop: Workshop) -> None:
    async with workshop.working() as (studio, watch):
        studio.change_settings(replace(studio.settings, download_automatically=False))
        job = await watch.until_job(await studio.generate(asked()), JobState.COMPLETED)
        address = await studio.watching.open(job.clip_id or "")
        async with httpx.AsyncClient(trust_env=False) as player:
            assert (await player.get(address)).content[4:8] == b"ftyp"
            studio.watching.leave()
            assert (await player.get(address)).status_code == 404
        clip = await studio.library.clip(job.clip_id or "")
        assert clip is not None
        assert not clip.downloaded


async def test_a_clip_that_is_found_late_does_not_end_the_next_one(workshop: Workshop) -> None:
    async with workshop.working() as (studio, watch):
        studio.change_settings(replace(studio.settings, download_automatically=False))
        first, second = [
            await watch.until_job(await studio.generate(asked()), JobState.COMPLETED)
            for _ in range(2)
        ]
        held = Held(studio, "sora", "status")
        late = asyncio.create_task(studio.watching.open(first.clip_id or ""))
        await held.all_here.wait()
        address = await studio.watching.open(second.clip_id or "")
        held.let_go()
        await asyncio.wait([late])
        assert late.cancelled()
        async with httpx.AsyncClient(trust_env=False) as player:
            assert (await player.get(address)).content[4:8] == b"ftyp"


async def test_a_stream_has_to_become_a_file_first(workshop: Workshop, panels: DemoPanels) -> None:
    async with workshop.working() as (studio, watch):
        studio.change_settings(replace(studio.settings, download_automatically=False))
        panels.scenario = SCENARIOS["page-stream"]
        job = await watch.until_job(await studio.generate(asked()), JobState.COMPLETED)
        assert await studio.watching.open(job.clip_id or "") == ""


async def test_what_only_a_browser_shows_is_said_to_be_so(
    workshop: Workshop, panels: DemoPanels
) -> None:
    async with workshop.working() as (studio, watch):
        studio.change_settings(replace(studio.settings, download_automatically=False))
        panels.scenario = SCENARIOS["page-protected"]
        job = await watch.until_job(await studio.generate(asked()), JobState.COMPLETED)
        with pytest.raises(KadrajError) as caught:
            await studio.watching.open(job.clip_id or "")
    assert caught.value.code is ErrorCode.ONLY_IN_BROWSER


async def test_an_unknown_clip_is_said_to_be_unknown(workshop: Workshop) -> None:
    async with workshop.opened() as (studio, _):
        with pytest.raises(KadrajError) as caught:
            await studio.watching.open("nobody")
    assert caught.value.code is ErrorCode.CLIP_UNKNOWN
