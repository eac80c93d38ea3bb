"""Programs without a face that make or fetch videos until somebody kills them."""

import asyncio
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from app.domain.clips import ClipQuery
from app.domain.events import DownloadProgressed, Event, JobChanged
from app.domain.jobs import OPEN, JobState
from app.media.pictures import inspect
from tests.engine.workshop import PATIENCE, QUICK, Workshop, asked

#: Told when `generate` has returned: from then on, nothing may lose the job.
WRITTEN = "written"

_UNFINISHED = OPEN - {JobState.UNCERTAIN}


def work(workshop: Workshop, prompts: Sequence[str], picture: Path, told: Connection) -> None:
    """Makes a video of every prompt, at both services in turn, and takes up what is open.

    Ends when nothing is left to do. What happens is told as pairs of a word and a prompt or id.
    """
    asyncio.run(_make(workshop, prompts, picture, told))


async def _make(
    workshop: Workshop, prompts: Sequence[str], picture: Path, told: Connection
) -> None:
    studio = workshop.build(QUICK)
    changed = asyncio.Event()

    def tell(event: Event) -> None:
        match event:
            case JobChanged(job=job):
                told.send((job.state.value, job.request.prompt))
                changed.set()
            case DownloadProgressed():
                told.send((JobState.DOWNLOADING.value, event.clip_id))
            case _:
                pass

    studio.hub.subscribe(tell)
    await studio.open()
    try:
        await studio.start()
        await studio.sign_in_remembered()
        for number, prompt in enumerate(prompts):
            if number % 2:
                shown = inspect(picture)
                await studio.generate(asked("veo", prompt, shown))
            else:
                await studio.generate(asked("sora", prompt))
            told.send((WRITTEN, prompt))
        async with asyncio.timeout(PATIENCE):
            changed.set()
            while True:
                await changed.wait()
                changed.clear()
                if not await studio.library.jobs(_UNFINISHED):
                    break
    finally:
        await studio.close()


def fetch(workshop: Workshop, told: Connection) -> None:
    """Fetches a service's whole history, each video by itself, and tells when one has begun."""
    asyncio.run(_fetch(workshop, told))


async def _fetch(workshop: Workshop, told: Connection) -> None:
    async with workshop.working() as (studio, watch):
        await studio.history.refresh("sora")
        for clip_id in await studio.library.clip_ids(ClipQuery(service="sora")):
            studio.downloads.start(clip_id)
        begun = await watch.until(DownloadProgressed, lambda event: event.received > 0)
        told.send(begun.clip_id)
        await asyncio.Event().wait()
