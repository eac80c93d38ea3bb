"""The JSON file beside each video that says what made it, readable without Kadraj.

The library outlives the database: everything a clip's row holds can be read back from here.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from app.domain.clips import Clip
from app.domain.jobs import Job
from app.store.files import write_whole

SCHEMA: Final = 1


def write_sidecar(video: Path, clip: Clip, job: Job | None, picture_beside: Path | None) -> None:
    """Writes `NAME.json` for `NAME.mp4`. Times are ISO 8601 in UTC, lengths seconds, sizes bytes.

    `clip.media` is what was found in the file, `picture_beside` the copy of the source picture.
    """
    content = {
        "kadraj": SCHEMA,
        "id": clip.id,
        "service": clip.service,
        "remote_id": clip.remote_id,
        "job_id": job.id if job else None,
        "prompt": clip.prompt,
        "aspect_ratio": clip.aspect_ratio,
        "duration_seconds": clip.duration_seconds,
        "model": clip.model,
        "picture": _picture(clip, picture_beside),
        "created_at": _time(clip.created_at),
        "submitted_at": _time(job.submitted_at) if job else None,
        "completed_at": _time(job.completed_at) if job else None,
        "downloaded_at": _time(datetime.now(UTC)),
        "video": {"file": video.name} | (asdict(clip.media) if clip.media else {}),
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    write_whole(sidecar_path(video), f"{text}\n".encode())


def sidecar_path(video: Path) -> Path:
    """`NAME.json` for `NAME.mp4`."""
    return video.with_suffix(".json")


def _picture(clip: Clip, beside: Path | None) -> dict[str, Any] | None:
    picture = clip.picture
    if picture is None:
        return None
    return {
        "file": beside.name if beside else None,
        "sha256": picture.path.stem,
        "name": picture.name,
        "media_type": picture.media_type,
        "size": picture.size,
        "width": picture.width,
        "height": picture.height,
    }


def _time(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None
