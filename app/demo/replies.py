"""The panels' answers, field by field and in the order of the panels' pages."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Final

from app.demo.jobs import DemoJob
from app.demo.orders import SORA_MODELS
from app.demo.scenarios import SORA, VEO

Fields = dict[str, object]

#: Turkey has kept UTC+3 all year since 2016.
ISTANBUL: Final = timezone(timedelta(hours=3))

GREETINGS: Final[Mapping[str, Fields]] = {
    SORA: {"message": "Video Generator API", "status": "running"},
    VEO: {"message": "Veo 3 Fast Video Generator API running"},
}
FILE_PATH: Final = "/file/veo3videos/{job_id}.mp4"
PAGE_PATH: Final = "/play/491799/{guid}"


def submitted(job: DemoJob, place: tuple[int, int], quota: Fields) -> Fields:
    """The answer to `POST /generate`."""
    return {
        "job_id": job.id,
        "status": "queued",
        **_place(place),
        "aspect_ratio": job.aspect_ratio,
        **_kind(job, job.model),
        **quota,
    }


def running(
    job: DemoJob, status: str, place: tuple[int, int], quota: Fields, now: datetime
) -> Fields:
    """The answer to `GET /status/…` while queued, processing or anything else unfinished."""
    return {
        "job_id": job.id,
        "status": status,
        **_place(place),
        "aspect_ratio": job.aspect_ratio,
        **_kind(job, SORA_MODELS.get(job.model, job.model)),
        "video_url": "",
        "error": "",
        "created_at": stamp(job.created_at),
        "started_at": "" if job.queued(now) else stamp(job.started_at),
        "completed_at": "",
        **quota,
    }


def completed(job: DemoJob, files_url: str, *, paged: bool) -> Fields:
    """The answer to `GET /status/…` once there is a video: with its file, or its player page."""
    path = PAGE_PATH if paged else FILE_PATH
    return {
        "job_id": job.id,
        "status": "completed",
        "aspect_ratio": job.aspect_ratio,
        **_kind(job, SORA_MODELS.get(job.model, job.model)),
        "video_url": files_url + path.format(job_id=job.id, guid=job.guid),
        "completed_at": stamp(job.completed_at),
    }


def failed(job: DemoJob) -> Fields:
    """The answer to `GET /status/…` for a job that failed. The panels' pages do not show it."""
    return {
        "job_id": job.id,
        "status": "failed",
        "aspect_ratio": job.aspect_ratio,
        **_kind(job, SORA_MODELS.get(job.model, job.model)),
        "video_url": "",
        "error": job.error,
        "completed_at": stamp(job.completed_at),
    }


def history(jobs: Sequence[DemoJob], files_url: str, quota: Fields, *, plain: bool) -> Fields:
    """The answer to `GET /videos`: with player pages, or with plain files."""
    path = FILE_PATH if plain else PAGE_PATH
    return {
        "count": len(jobs),
        "videos": [
            {
                "job_id": job.id,
                "video_url": files_url + path.format(job_id=job.id, guid=job.guid),
                "created_at": stamp(job.created_at),
                **_metadata(job),
            }
            for job in jobs
        ],
        **quota,
    }


def quota(limit: int, remaining: int) -> Fields:
    """The figures that come with most answers."""
    return {"daily_limit": limit, "daily_limit_remaining": remaining}


def stamp(moment: datetime) -> str:
    """A time as the panels write it, in Turkish local time."""
    return moment.astimezone(ISTANBUL).strftime("%d.%m.%Y %H:%M:%S")


def _place(place: tuple[int, int]) -> Fields:
    return {"queue_position": place[0], "total_in_queue": place[1]}


def _kind(job: DemoJob, model: str) -> Fields:
    if job.service == SORA:
        return {"model": model}
    return {"duration_seconds": job.duration_seconds, "has_image": bool(job.picture)}


def _metadata(job: DemoJob) -> Fields:
    if job.service == SORA:
        return {}
    return {
        "metadata": {
            "aspect_ratio": job.aspect_ratio,
            "duration_seconds": job.duration_seconds,
            "resolution": "720p",
            "has_image": bool(job.picture),
        }
    }
