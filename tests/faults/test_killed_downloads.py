"""A download that somebody clicked for goes on at the next start, whatever ended the program."""

import asyncio
import multiprocessing
import os
from pathlib import Path
from typing import Final

import pytest

from app.domain.clips import ClipQuery
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import DownloadFailed, DownloadProgressed
from tests.engine.workshop import Workshop, until
from tests.faults import worker
from tests.faults.test_full_disk import Slow, checked, large_video
from tests.services.server import Received, reply, serving

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.skipif(os.name == "nt", reason="kills by signal"),
]

FIRST: Final = 2_500_000


async def killed_while_it_fetches(workshop: Workshop) -> str:
    """Lets a program begin to fetch a history of one video and kills it; returns the clip's id."""
    nursery = multiprocessing.get_context("forkserver")
    hearing, telling = nursery.Pipe(duplex=False)
    process = nursery.Process(target=worker.fetch, args=(workshop, telling))
    process.start()
    telling.close()
    with hearing:
        clip_id: str = await asyncio.to_thread(hearing.recv)
    library = workshop.places.library
    await until(lambda: any(part.stat().st_size for part in library.rglob("*.part")))
    process.kill()
    await asyncio.to_thread(process.join)
    assert process.exitcode == -9
    process.close()
    return clip_id


async def test_killed_in_the_midst_of_it_a_video_made_elsewhere_is_fetched_by_the_next_start(
    tmp_path: Path,
) -> None:
    video = large_video(tmp_path)
    panel = Slow(video, FIRST)
    async with serving(panel.answer) as server:
        panel.url = server.url
        workshop = Workshop(tmp_path / "home", {"sora": server.url}, {"sora": "key"})
        clip_id = await killed_while_it_fetches(workshop)
        async with workshop.working() as (studio, watch):
            assert await studio.library.jobs() == []
            clip = await studio.library.clip(clip_id)
            assert clip is not None
            assert not clip.downloaded
            await studio.shelf.take_up()
            checked(await watch.until_downloaded(clip), video)
            await until(lambda: not studio.downloads.running(clip_id))
        # Nor is it fetched a third time.
        async with workshop.working() as (studio, _):
            await studio.shelf.take_up()
            assert not studio.downloads.running(clip_id)
    # What had come was not asked for again.
    assert panel.ranges
    assert all(int(asked.removeprefix("bytes=").rstrip("-")) > 0 for asked in panel.ranges)


@pytest.mark.parametrize("end", ["stopped", "thrown away", "gone"])
async def test_what_came_to_its_end_does_not_go_on_by_itself(tmp_path: Path, end: str) -> None:
    """The user's word, and the service's that it has no such video, hold for the next start too."""
    panel = Slow(large_video(tmp_path), FIRST)

    async def answer(asked: Received, writer: asyncio.StreamWriter) -> None:
        if end == "gone" and "range" in asked.headers:
            writer.write(reply(404))
        else:
            await panel.answer(asked, writer)

    async with serving(answer) as server:
        panel.url = server.url
        workshop = Workshop(tmp_path / "home", {"sora": server.url}, {"sora": "key"})
        clip_id = await killed_while_it_fetches(workshop)
        async with workshop.working() as (studio, watch):
            await studio.shelf.take_up()
            if end == "gone":
                told = await watch.until(DownloadFailed)
                assert told.error.params["status"] == 404
                assert not studio.downloads.running(clip_id)
            elif end == "stopped":
                await studio.downloads.stop(clip_id)
            else:
                assert await studio.shelf.trash.put([clip_id]) == [clip_id]
        async with workshop.working() as (studio, _):
            await studio.shelf.take_up()
            assert not studio.downloads.running(clip_id)


async def test_an_end_that_cannot_be_written_down_is_found_by_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def full(_name: str, _value: str) -> None:
        raise KadrajError(ErrorCode.DISK_FULL, folder=str(tmp_path))

    panel = Slow(large_video(tmp_path), FIRST)
    async with serving(panel.answer) as server:
        panel.url = server.url
        workshop = Workshop(tmp_path / "home", {"sora": server.url}, {"sora": "key"})
        async with workshop.working() as (studio, watch):
            await studio.history.refresh("sora")
            (clip_id,) = await studio.library.clip_ids(ClipQuery(service="sora"))
            studio.downloads.start(clip_id)
            await watch.until(DownloadProgressed)
            monkeypatch.setattr(studio.library, "set_note", full)
            panel.rest.set()
            await studio.downloads.until_over(clip_id)
            assert "the end of a download could not be kept: disk_full" in caplog.text
        async with workshop.working() as (studio, _):
            await studio.shelf.take_up()
            assert not studio.downloads.running(clip_id)
            clip = await studio.library.clip(clip_id)
            assert clip is not None
            assert clip.downloaded
