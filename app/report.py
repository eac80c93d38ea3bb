"""The report: what helps to find a fault, in a ZIP that can be shown to others.

No key is in it, no name of the user's home folder, and no prompt unless it was asked for.
"""

import asyncio
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from app.bootstrap import Surroundings
from app.cli.doctor import findings_data
from app.diagnosis import diagnose
from app.domain.errors import KadrajError
from app.domain.jobs import Job, JobEvent, JobState
from app.domain.secrets import redacted
from app.engine.studio import Studio
from app.logs import log_files
from app.metadata import NAME, VERSION
from app.store.files import write_whole

_CREDENTIALS: Final = re.compile(r"(?<=://)[^/?#@\s\"']*@")
#: Characters. What is shorter stands in any text, and tells nobody anything.
_SHORTEST_PROMPT: Final = 6
_WITHHELD: Final = "[prompt]"

Course = tuple[Job, Sequence[JobEvent]]


async def write_report(
    around: Surroundings,
    studio: Studio,
    target: Path,
    with_prompts: bool,
    closed: KadrajError | None = None,
) -> None:
    """Writes the report to `target`, whole or not at all, replacing a file that is there.

    `closed` is why the library could not be opened, if that is so; the report tells of it. Raises
    `DISK_FULL` or `FILE_FAILED`.
    """
    findings = await diagnose(around, studio)
    courses, trouble = await _courses(studio) if closed is None else ([], closed)
    parts: dict[str, Any] = {
        "report.json": {
            "program": f"{NAME} {VERSION}",
            "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "with_prompts": with_prompts,
            "demo": around.demo,
        },
        "versions.json": findings_data(findings),
        "settings.json": _settings(studio),
        "jobs.json": {
            "trouble": None if trouble is None else _figures(trouble.code, trouble.params),
            "jobs": [_told(job, steps, with_prompts=with_prompts) for job, steps in courses],
        },
    }
    hidden = () if with_prompts else tuple({job.request.prompt for job, _ in courses})
    await asyncio.to_thread(_write, target, parts, log_files(around.places), hidden)


async def _courses(studio: Studio) -> tuple[list[Course], KadrajError | None]:
    """All jobs with their steps, or why they cannot be had."""
    library = studio.library
    try:
        jobs = await library.jobs(frozenset(JobState))
        return [(job, await library.timeline(job.id)) for job in jobs], None
    except KadrajError as error:
        return [], error


def _settings(studio: Studio) -> dict[str, Any]:
    settings = studio.settings
    return {
        "language": settings.language,
        "theme": settings.theme,
        "interface_size": settings.interface_size,
        "download_automatically": settings.download_automatically,
        "remember_keys": settings.remember_keys,
        "library": None if settings.library is None else str(settings.library),
        "proxy": settings.proxy.mode,
        "own_tables": sorted(settings.tables),
        "hardware_decoding": settings.hardware_decoding,
        "addresses": {
            service: _without_query(table.base_url)
            for service, table in studio.capabilities.items()
        },
        "signed_in": list(studio.access.services),
    }


def _told(job: Job, steps: Sequence[JobEvent], *, with_prompts: bool) -> dict[str, Any]:
    """A job's states and times, now and step by step; of an error its code and figures, for a
    service's words may hold the prompt."""
    request = job.request
    told: dict[str, Any] = {
        "id": job.id,
        "service": job.service,
        "job_id": job.remote_id,
        "state": job.state,
        "attempt": job.attempt,
        "status": job.remote_status,
        "queue_position": job.queue_position,
        "aspect_ratio": request.aspect_ratio,
        "duration_seconds": request.duration_seconds,
        "model": request.model,
        "picture": None
        if request.picture is None
        else {"media_type": request.picture.media_type, "size": request.picture.size},
        "prompt_characters": len(request.prompt),
        "created_at": _iso(job.created_at),
        "submitted_at": _iso(job.submitted_at),
        "started_at": _iso(job.started_at),
        "completed_at": _iso(job.completed_at),
        "clip_id": job.clip_id,
        "error": None if job.failure is None else _figures(job.failure.code, job.failure.params),
        "steps": [
            {
                "at": _iso(step.at),
                "state": step.state,
                "status": step.remote_status,
                "error": step.failure,
                "attempt": step.attempt,
            }
            for step in steps
        ],
    }
    return {**told, "prompt": request.prompt} if with_prompts else told


def _figures(code: str, params: Mapping[str, str | int | float | None]) -> dict[str, Any]:
    return {"code": code} | {
        name: value for name, value in params.items() if isinstance(value, int | float)
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _without_query(address: str) -> str:
    return address.partition("?")[0].partition("#")[0]


def _write(
    target: Path, parts: Mapping[str, Any], logs: Sequence[Path], hidden: Sequence[str]
) -> None:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, told in parts.items():
            text = json.dumps(told, ensure_ascii=False, indent=2)
            archive.writestr(name, _cleaned(text, hidden))
        for file in logs:
            text = file.read_text("utf-8", errors="replace")
            archive.writestr(f"log/{file.name}", _cleaned(text, hidden))
    write_whole(target, content.getvalue())


def _cleaned(text: str, hidden: Sequence[str]) -> str:
    text = _CREDENTIALS.sub("", redacted(text))
    for prompt in hidden:
        if len(prompt) >= _SHORTEST_PROMPT:
            for form in _written(prompt):
                text = text.replace(form, _WITHHELD)
    home = Path.home()
    if home != Path(home.anchor):
        for form in _written(str(home)):
            text = text.replace(form, "~")
    return text


def _written(text: str) -> Iterator[str]:
    """A text as it is, and as JSON and Python write it."""
    yield text
    yield json.dumps(text)[1:-1]
    yield json.dumps(text, ensure_ascii=False)[1:-1]
    yield repr(text)[1:-1]
