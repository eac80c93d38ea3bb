"""A program without a face that makes videos until somebody kills it."""

import asyncio
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

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
