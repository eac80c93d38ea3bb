"""Which video or job an id means that somebody typed."""

from pathlib import Path
from typing import Final

from app.domain.clips import Clip, ClipQuery
from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import Job, JobState
from app.engine.studio import Studio

#: Letters. Fewer could mean anything.
_SHORTEST_BEGINNING: Final = 6


async def find_clips(studio: Studio, service: str, typed: str) -> list[Clip]:
    """The service's videos that `typed` may mean: its own job id, ours, or the beginning of either.

    A whole id of the service means that video alone. What is not known here is looked for in the
    service's history; `CLIP_UNKNOWN` when it is not there either.
    """
    found = await _known(studio, service, typed)
    if not found:
        await studio.history.refresh(service)
        found = await _known(studio, service, typed)
    if not found:
        raise KadrajError(ErrorCode.CLIP_UNKNOWN, value=typed)
    return found


async def find_any_clips(studio: Studio, typed: str) -> list[Clip]:
    """The videos of the whole library that `typed` may mean: a file of it, or an id of the service
    or our own, whole or the beginning.

    `CLIP_UNKNOWN` when there is none.
    """
    library = studio.library
    clips = await library.clips(await library.clip_ids(ClipQuery()))
    found = [clip for clip in clips if _is_named(clip, typed)]
    if not found and len(typed) >= _SHORTEST_BEGINNING:
        found = [
            clip for clip in clips if clip.id.startswith(typed) or clip.remote_id.startswith(typed)
        ]
    if not found:
        raise KadrajError(ErrorCode.CLIP_UNKNOWN, value=typed)
    return found


async def find_jobs(studio: Studio, typed: str) -> list[Job]:
    """The jobs that `typed` may mean: by their own id or the service's, whole or the beginning.

    `JOB_UNKNOWN` when there is none.
    """
    listed = await studio.library.jobs()
    exact = [job for job in listed if typed in (job.id, job.remote_id)]
    if exact or len(typed) < _SHORTEST_BEGINNING:
        found = exact
    else:
        found = [
            job
            for job in listed
            if job.id.startswith(typed) or (job.remote_id or "").startswith(typed)
        ]
    if not found:
        if 0 < len(typed) < _SHORTEST_BEGINNING:
            raise KadrajError(ErrorCode.ID_TOO_SHORT, value=typed, least=_SHORTEST_BEGINNING)
        raise KadrajError(ErrorCode.JOB_UNKNOWN, value=typed)
    return found


async def _known(studio: Studio, service: str, typed: str) -> list[Clip]:
    library = studio.library
    exact = await library.clip_by_remote(service, typed)
    if exact is not None:
        return [exact]
    if len(typed) < _SHORTEST_BEGINNING:
        return []
    ours = {
        job.remote_id
        for job in await library.jobs(frozenset(JobState))
        if job.service == service and job.id.startswith(typed)
    }
    return [
        clip
        for clip in await library.clips(await library.clip_ids(ClipQuery(service=service)))
        if clip.remote_id in ours or clip.remote_id.startswith(typed)
    ]


def _is_named(clip: Clip, typed: str) -> bool:
    return typed in (clip.id, clip.remote_id) or clip.file == Path(typed).absolute()
