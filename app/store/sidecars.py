"""The JSON file beside each video that says what made it, readable without Kadraj.

The library outlives the database: everything a clip's row holds can be read back from here.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from app.domain.clips import Clip, Marks, MarksChange, MediaInfo
from app.domain.jobs import Job, JobState
from app.domain.requests import Continuation, GenerationRequest, Picture
from app.store.files import copy_whole, write_whole
from app.store.naming import NO_PICTURE, PICTURE_ENDINGS, own_id, picture_ending

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
        "continues": asdict(job.request.continues) if job and job.request.continues else None,
        "idea": clip.idea,
        "created_at": _time(clip.created_at),
        "submitted_at": _time(job.submitted_at) if job else None,
        "completed_at": _time(job.completed_at) if job else None,
        "downloaded_at": _time(datetime.now(UTC)),
        "video": {"file": video.name} | (asdict(clip.media) if clip.media else {}),
    }
    _write(video, content | _users_own(clip))


def refresh_sidecar(video: Path, clip: Clip) -> bool:
    """Brings the marks and the parents in the sidecar of `video` up to date; tells whether there
    was one of this clip's."""
    try:
        told = json.loads(sidecar_path(video).read_bytes())
        known = told["id"] == clip.id
    except (OSError, ValueError, KeyError, TypeError):
        return False
    if known:
        _write(video, told | _users_own(clip))
    return bool(known)


def read_sidecar(video: Path, pictures: Path) -> tuple[Clip, Job | None] | None:
    """What the sidecar of `video` tells: the clip, and the finished job it came from.

    None where there is no sidecar, or none that Kadraj wrote. The source picture beside the video
    is brought back into the folder `pictures` when it is no longer there.
    """
    try:
        told = json.loads(sidecar_path(video).read_bytes())
        clip = Clip(
            id=own_id(told["id"]),
            service=told["service"],
            remote_id=told["remote_id"],
            created_at=_moment(told["created_at"]),
            prompt=told["prompt"],
            aspect_ratio=told["aspect_ratio"],
            duration_seconds=told["duration_seconds"],
            model=told["model"],
            picture=_own_picture(video, told["picture"], pictures),
            file=video,
            media=_media(told["video"]),
            marks=_marks(told.get("marks", {})),
            parents=tuple(own_id(parent) for parent in told.get("parents", ())),
            idea=_idea(told.get("idea")),
        )
        return clip, _job(told, clip)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def sidecar_path(video: Path) -> Path:
    """`NAME.json` for `NAME.mp4`."""
    return video.with_suffix(".json")


def files_of(video: Path) -> list[Path]:
    """Everything that belongs to a video and is there, itself first."""
    pictures = [video.with_suffix(f".source{e}") for e in (*PICTURE_ENDINGS.values(), NO_PICTURE)]
    return [path for path in (video, sidecar_path(video), *pictures) if path.is_file()]


def _write(video: Path, content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=2)
    write_whole(sidecar_path(video), f"{text}\n".encode())


def _users_own(clip: Clip) -> dict[str, Any]:
    return {"marks": asdict(clip.marks), "parents": clip.parents}


def _marks(told: dict[str, Any]) -> Marks:
    """Marks as a person may have changed them by hand: what is no mark counts as none."""
    return MarksChange(
        rating=int(told.get("rating", 0)),
        favourite=bool(told.get("favourite", False)),
        add_tags=tuple(str(tag) for tag in told.get("tags", ())),
        note=str(told.get("note", "")),
    ).applied_to(Marks())


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


def _own_picture(video: Path, told: dict[str, Any] | None, pictures: Path) -> Picture | None:
    if told is None:
        return None
    own = pictures / f"{own_id(told['sha256'])}{picture_ending(told['media_type'])}"
    beside = video.with_name(told["file"]) if told["file"] else None
    if not own.is_file() and beside is not None and beside.is_file():
        copy_whole(beside, own)
    size, width, height = (int(told[name]) for name in ("size", "width", "height"))
    return Picture(own, told["media_type"], size, width, height, told["name"])


def _media(told: dict[str, Any]) -> MediaInfo | None:
    fields = {name: value for name, value in told.items() if name != "file"}
    return MediaInfo(**fields) if fields else None


def _job(told: dict[str, Any], clip: Clip) -> Job | None:
    if told["job_id"] is None:
        return None
    length = told["duration_seconds"]
    return Job(
        id=own_id(told["job_id"]),
        request=GenerationRequest(
            service=clip.service,
            prompt=clip.prompt,
            aspect_ratio=clip.aspect_ratio,
            duration_seconds=None if length is None else round(length),
            model=clip.model,
            picture=clip.picture,
            continues=_continuation(told.get("continues")),
        ),
        state=JobState.READY,
        created_at=clip.created_at,
        remote_id=clip.remote_id,
        submitted_at=_moment(told["submitted_at"]) if told["submitted_at"] else None,
        completed_at=_moment(told["completed_at"]) if told["completed_at"] else None,
        clip_id=clip.id,
        idea=clip.idea,
    )


def _idea(told: str | None) -> str | None:
    return None if told is None else own_id(told)


def _continuation(told: dict[str, Any] | None) -> Continuation | None:
    return None if told is None else Continuation(own_id(told["clip_id"]), float(told["seconds"]))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _time(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None
