"""Jobs and clips as rows of the database, and back."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from app.domain.clips import Clip, Marks, MediaInfo
from app.domain.errors import ErrorCode
from app.domain.folding import alphabetical, folded
from app.domain.jobs import Failure, Job, JobEvent, JobState
from app.domain.requests import Continuation, GenerationRequest, Picture
from app.store.naming import own_id

Row = sqlite3.Row | Mapping[str, Any]

#: Letters. Prompts that begin with as many of the same are sorted by their time.
_SORTED_BY: Final = 64

_LATER_COLUMNS: Final[Mapping[str, Mapping[str, Any]]] = {
    "clips": {
        "rating": 0,
        "favourite": 0,
        "tags": "[]",
        "note": "",
        "parents": "[]",
        "trashed_at": None,
        "bin": None,
        "idea": None,
    },
    "jobs": {"continues": None, "idea": None},
}


@dataclass(frozen=True, slots=True)
class RowFolders:
    """The folders that paths in rows are relative to, so that a moved library stays whole."""

    library: Path
    pictures: Path
    thumbnails: Path


class RowDamagedError(sqlite3.DatabaseError):
    """A row holds what Kadraj never writes: the file was changed behind SQLite's back."""


@contextmanager
def whole_row() -> Iterator[None]:
    """What goes wrong inside is a row that holds what it should not: `RowDamagedError`."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RowDamagedError(type(error).__name__) from error


def job_row(job: Job, folders: RowFolders) -> dict[str, Any]:
    """A job as the columns of `jobs`."""
    request = job.request
    return {
        "id": job.id,
        "service": request.service,
        "state": job.state,
        "created_at": time_text(job.created_at),
        "position": job.position,
        "attempt": job.attempt,
        "prompt": request.prompt,
        "aspect_ratio": request.aspect_ratio,
        "duration_seconds": request.duration_seconds,
        "model": request.model,
        "picture": _picture_text(request.picture, folders),
        "continues": _continuation_text(request.continues),
        "remote_id": job.remote_id,
        "remote_status": job.remote_status,
        "queue_position": job.queue_position,
        "total_in_queue": job.total_in_queue,
        "video_url": job.video_url,
        "failure": _failure_text(job.failure),
        "submitted_at": _optional_time_text(job.submitted_at),
        "started_at": _optional_time_text(job.started_at),
        "completed_at": _optional_time_text(job.completed_at),
        "clip_id": job.clip_id,
        "idea": job.idea,
    }


@whole_row()
def job_of(row: Row, folders: RowFolders) -> Job:
    """The job that a row of `jobs` holds; `RowDamagedError` when it holds none."""
    return Job(
        id=own_id(row["id"]),
        request=GenerationRequest(
            service=row["service"],
            prompt=row["prompt"],
            aspect_ratio=row["aspect_ratio"],
            duration_seconds=row["duration_seconds"],
            model=row["model"],
            picture=_picture(row["picture"], folders),
            continues=_continuation(row["continues"]),
        ),
        state=JobState(row["state"]),
        created_at=time_of(row["created_at"]),
        position=row["position"],
        attempt=row["attempt"],
        remote_id=row["remote_id"],
        remote_status=row["remote_status"],
        queue_position=row["queue_position"],
        total_in_queue=row["total_in_queue"],
        video_url=row["video_url"],
        failure=_failure(row["failure"]),
        submitted_at=_optional_time(row["submitted_at"]),
        started_at=_optional_time(row["started_at"]),
        completed_at=_optional_time(row["completed_at"]),
        clip_id=row["clip_id"],
        idea=_optional_id(row["idea"]),
    )


def job_event_row(event: JobEvent, job_id: str, number: int) -> dict[str, Any]:
    """A job's step as the columns of `job_events`; a job's steps are numbered from 1."""
    return {
        "id": f"{job_id}.{number}",
        "job_id": job_id,
        "number": number,
        "at": time_text(event.at),
        "state": event.state,
        "remote_status": event.remote_status,
        "failure": event.failure,
        "attempt": event.attempt,
    }


@whole_row()
def job_event_of(row: Row) -> JobEvent:
    """The step that a row of `job_events` holds; `RowDamagedError` when it holds none."""
    if row["id"] != f"{row['job_id']}.{row['number']}":
        raise ValueError("the key of another row")
    return JobEvent(
        at=time_of(row["at"]),
        state=JobState(row["state"]),
        remote_status=row["remote_status"],
        failure=None if row["failure"] is None else ErrorCode(row["failure"]),
        attempt=row["attempt"],
    )


def clip_row(clip: Clip, folders: RowFolders) -> dict[str, Any]:
    """A clip as the columns of `clips`. The thumbnail is found by its name and has no column."""
    told = {
        "id": clip.id,
        "service": clip.service,
        "remote_id": clip.remote_id,
        "created_at": time_text(clip.created_at),
        "prompt": clip.prompt,
        "aspect_ratio": clip.aspect_ratio,
        "duration_seconds": clip.duration_seconds,
        "model": clip.model,
        "remote_url": clip.remote_url,
        "at_service": int(clip.at_service),
        "picture": _picture_text(clip.picture, folders),
        "file": relative(clip.file, folders.library) if clip.file else None,
        "media": media_text(clip.media) if clip.media else None,
        "rating": clip.marks.rating,
        "favourite": int(clip.marks.favourite),
        "tags": list_text(clip.marks.tags),
        "note": clip.marks.note,
        "parents": list_text(clip.parents),
        "trashed_at": _optional_time_text(clip.trashed_at),
        "bin": None,
        "idea": clip.idea,
    }
    return told | derived(told)


@whole_row()
def derived(row: Row) -> dict[str, Any]:
    """The columns of `clips` that follow from the others: grids are filtered and sorted by them."""
    media = json.loads(row["media"]) if row["media"] else {}
    tags = [folded(tag) for tag in json.loads(row["tags"])]
    return {
        "search": folded(" ".join((row["prompt"], *tags, row["note"]))),
        "tag_keys": "\n".join(("", *tags, "")) if tags else "",
        "alphabetical": alphabetical(row["prompt"])[:_SORTED_BY],
        "length": media.get("duration_seconds", row["duration_seconds"]),
        "size": media.get("size", 0) if row["file"] else None,
    }


def grown(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A table's row as an earlier Kadraj wrote it, with the columns that came since."""
    whole = {**_LATER_COLUMNS.get(table, {}), **row}
    return {**whole, **derived(whole)} if table == "clips" else whole


def list_text(texts: Sequence[str]) -> str:
    """A list of texts as a column."""
    return json.dumps(texts, ensure_ascii=False)


def marks_of(row: Row) -> Marks:
    """The marks that a row of `clips` holds."""
    return Marks(
        rating=row["rating"],
        favourite=bool(row["favourite"]),
        tags=tuple(json.loads(row["tags"])),
        note=row["note"],
    )


@whole_row()
def clip_of(row: Row, folders: RowFolders) -> Clip:
    """The clip that a row of `clips` holds; `RowDamagedError` when it holds none.

    `file` and `thumbnail` are None where there is no such file at this moment. The row remembers
    the file all the same: a drive that is not plugged in today may be back tomorrow.
    """
    file = folders.library / row["file"] if row["file"] else None
    thumbnail = thumbnail_file(row["id"], folders)
    return Clip(
        id=own_id(row["id"]),
        service=row["service"],
        remote_id=row["remote_id"],
        created_at=time_of(row["created_at"]),
        prompt=row["prompt"],
        aspect_ratio=row["aspect_ratio"],
        duration_seconds=row["duration_seconds"],
        model=row["model"],
        remote_url=row["remote_url"],
        at_service=bool(row["at_service"]),
        picture=_picture(row["picture"], folders),
        file=file if file and file.is_file() else None,
        thumbnail=thumbnail if thumbnail.is_file() else None,
        media=MediaInfo(**json.loads(row["media"])) if row["media"] else None,
        marks=marks_of(row),
        parents=tuple(own_id(parent) for parent in json.loads(row["parents"])),
        trashed_at=_optional_time(row["trashed_at"]),
        idea=_optional_id(row["idea"]),
    )


def thumbnail_file(clip_id: str, folders: RowFolders) -> Path:
    """Where a clip's thumbnail belongs."""
    return folders.thumbnails / f"{clip_id}.jpg"


def still_file(clip_id: str, folders: RowFolders) -> Path:
    """Where a single frame of a clip belongs."""
    return folders.thumbnails / f"{clip_id}.still.png"


def filmstrip_file(clip_id: str, folders: RowFolders) -> Path:
    """Where a clip's filmstrip belongs."""
    return folders.thumbnails / f"{clip_id}.strip.jpg"


def media_text(media: MediaInfo) -> str:
    """What was found in a video, as its column."""
    return json.dumps(asdict(media))


def time_text(moment: datetime) -> str:
    """An aware time as text of one length, so that texts sort as times do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def relative(path: Path, folder: Path) -> str:
    """A path below `folder` without it, with slashes; one outside stays absolute, and `folder /`
    brings both back."""
    inside = path.relative_to(folder) if path.is_relative_to(folder) else path
    return inside.as_posix()


def _picture_text(picture: Picture | None, folders: RowFolders) -> str | None:
    if picture is None:
        return None
    fields = asdict(picture) | {"path": relative(picture.path, folders.pictures)}
    del fields["digest"]  # own copies are named by it
    return json.dumps(fields, ensure_ascii=False)


def _picture(text: str | None, folders: RowFolders) -> Picture | None:
    if text is None:
        return None
    fields = json.loads(text)
    return Picture(**fields | {"path": folders.pictures / fields["path"]})


def _continuation_text(continues: Continuation | None) -> str | None:
    return None if continues is None else json.dumps(asdict(continues))


def _continuation(text: str | None) -> Continuation | None:
    if text is None:
        return None
    fields = json.loads(text)
    return Continuation(own_id(fields["clip_id"]), float(fields["seconds"]))


def _failure_text(failure: Failure | None) -> str | None:
    if failure is None:
        return None
    return json.dumps({"code": failure.code, "params": dict(failure.params)}, ensure_ascii=False)


def _failure(text: str | None) -> Failure | None:
    if text is None:
        return None
    fields = json.loads(text)
    return Failure(ErrorCode(fields["code"]), fields["params"])


def _optional_id(text: str | None) -> str | None:
    return None if text is None else own_id(text)


def _optional_time_text(moment: datetime | None) -> str | None:
    return time_text(moment) if moment else None


def _optional_time(text: str | None) -> datetime | None:
    return time_of(text) if text else None


def time_of(text: str) -> datetime:
    """The aware time that `time_text` wrote; `ValueError` for anything else."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without its zone")
    return moment


def insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    """Adds a row; its keys are the table's columns."""
    names = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({values})", row)  # noqa: S608


def update(
    connection: sqlite3.Connection, table: str, row: dict[str, Any], where: str, **values: object
) -> bool:
    """Writes a whole row where `where`, with named `values`, holds; tells whether it did."""
    names = ", ".join(f"{name} = :{name}" for name in row)
    changed = connection.execute(
        f"UPDATE {table} SET {names} WHERE {where}",  # noqa: S608
        row | values,
    )
    return changed.rowcount > 0
