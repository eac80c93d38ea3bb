"""Edits and moves waiting jobs without end, telling what it is about to do: to be killed."""

import asyncio
import json
import random
import sys
from dataclasses import replace
from pathlib import Path

from app.domain.jobs import JobState
from app.store.places import Places
from app.store.sqlite_library import SqliteLibrary


async def arrange_for_ever(home: Path) -> None:
    library = SqliteLibrary(Places.from_environment({"KADRAJ_HOME": str(home)}))
    await library.open()
    dice = random.Random(str(home))
    number = 0
    while True:
        number += 1
        jobs = await library.jobs({JobState.WAITING})
        before = [(job.id, job.request.prompt) for job in jobs]
        job = dice.choice(jobs)
        if number % 2:
            request = replace(job.request, prompt=f"edit {number}", model=f"edit {number}")
            after = [(i, request.prompt if i == job.id else prompt) for i, prompt in before]
            tell(before, after)
            assert await library.edit_job(replace(job, request=request), expected=JobState.WAITING)
        else:
            moved = dict.fromkeys([job.id, dice.choice(jobs).id])
            prompts = dict(before)
            order = [i for i in prompts if i not in moved] + list(moved)
            tell(before, [(i, prompts[i]) for i in order])
            await library.move_jobs(list(moved), None)


def tell(*lines: list[tuple[str, str]]) -> None:
    """How the line is, and how it is going to be."""
    sys.stdout.write(f"{json.dumps(lines)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(arrange_for_ever(Path(sys.argv[1])))
