"""Writes jobs and videos without end, telling of each commit on standard output: to be killed."""

import asyncio
import json
import sys
from dataclasses import replace
from pathlib import Path

from app.domain.jobs import JobState
from app.store.places import Places
from app.store.sqlite_library import SqliteLibrary
from tests.store.samples import a_clip, a_job, a_picture, download


async def write_for_ever(home: Path) -> None:
    library = SqliteLibrary(Places.from_environment({"KADRAJ_HOME": str(home)}))
    await library.open()
    number = 0
    while True:
        number += 1
        picture = a_picture(home, f"{number}.png", f"#{number % 0xFFFFFF:06x}")
        job = await library.add_job(a_job(f"prompt {number}", picture=picture))
        tell(job=job.id)
        sending = replace(job, state=JobState.SUBMITTING)
        assert await library.change_job(sending, expected=JobState.WAITING)
        queued = replace(sending, state=JobState.QUEUED, remote_id=job.id[::-1])
        assert await library.change_job(queued, expected=JobState.SUBMITTING)
        tell(job=job.id, remote_id=job.id[::-1])
        clip = a_clip(job.id[::-1], prompt=job.request.prompt)
        await download(library, clip, clip.id.encode())
        tell(job=job.id, clip=clip.id)


def tell(**facts: str) -> None:
    sys.stdout.write(f"{json.dumps(facts)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(write_for_ever(Path(sys.argv[1])))
