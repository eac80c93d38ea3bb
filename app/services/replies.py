"""From a service's JSON to `app.domain.replies`, trusting none of it.

Any field may be missing, null, of another type, or huge. What cannot be used is left out; nothing
in here raises, whatever the JSON.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from app.domain.replies import (
    HistoryItem,
    HistoryReply,
    QueuePlace,
    Quota,
    RemotePhase,
    StatusReply,
    SubmitReply,
)

Json = Mapping[str, Any]

_MOST: Final = 1_000_000
_LONGEST_SECONDS: Final = 3600.0
_LONGEST_URL: Final = 2048
_LONGEST_PROMPT: Final = 20_000
_JOB_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,200}")
_DIGITS: Final = re.compile(r"[0-9]{1,7}")
#: Control, surrogate, private and direction-changing characters: not to be shown or stored.
_UNSHOWN: Final = frozenset({"Cc", "Cs", "Co", "Cn"})
_DIRECTION: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_PHASES: Final = {
    phase.value: phase
    for phase in (RemotePhase.QUEUED, RemotePhase.PROCESSING, RemotePhase.COMPLETED)
}


def submit_reply(said: Json) -> SubmitReply | None:
    """The answer to `POST /generate`; None without a usable `job_id`."""
    remote_id = job_id(said.get("job_id"))
    if remote_id is None:
        return None
    return SubmitReply(
        remote_id=remote_id,
        phase=_phase(said),
        status=cleaned(said.get("status"), 60),
        place=_place(said),
        quota=quota(said),
    )


def status_reply(said: Json) -> StatusReply | None:
    """The answer to `GET /status/…`; None when it says nothing about a job."""
    if not {"status", "error", "video_url"} & said.keys():
        return None
    return StatusReply(
        phase=_phase(said),
        status=cleaned(said.get("status"), 60),
        place=_place(said),
        quota=quota(said),
        video_url=_address(said.get("video_url")),
        error=_error(said.get("error")),
        created_at=service_time(said.get("created_at")),
        started_at=service_time(said.get("started_at")),
        completed_at=service_time(said.get("completed_at")),
    )


def history_reply(
    said: Json, read_item: Callable[[Json], HistoryItem | None]
) -> HistoryReply | None:
    """The answer to `GET /videos`; None when it is no list of videos.

    Items without a usable id are left out, and so is every item after the first with the same id.
    """
    videos = said.get("videos")
    if videos is None and "count" in said:
        videos = []
    if not isinstance(videos, list):
        return None
    items: dict[str, HistoryItem] = {}
    for raw in videos:
        item = read_item(raw) if isinstance(raw, dict) else None
        if item is not None:
            items.setdefault(item.remote_id, item)
    count = _whole(said.get("count"))
    return HistoryReply(
        items=tuple(items.values()),
        count=len(items) if count is None else count,
        quota=quota(said),
    )


def history_item(raw: Json) -> HistoryItem | None:
    """A video of the history that tells its id, address and time."""
    remote_id = job_id(raw.get("job_id"))
    if remote_id is None:
        return None
    return HistoryItem(
        remote_id=remote_id,
        video_url=_address(raw.get("video_url")),
        created_at=service_time(raw.get("created_at")),
        prompt=cleaned(raw.get("prompt"), _LONGEST_PROMPT),
    )


def history_item_with_metadata(raw: Json) -> HistoryItem | None:
    """A video of the history that has `metadata` with ratio, seconds and picture."""
    item = history_item(raw)
    metadata = raw.get("metadata")
    if item is None or not isinstance(metadata, dict):
        return item
    has_image = metadata.get("has_image")
    return replace(
        item,
        aspect_ratio=cleaned(metadata.get("aspect_ratio"), 20),
        duration_seconds=_seconds(metadata.get("duration_seconds")),
        has_image=has_image if isinstance(has_image, bool) else None,
    )


def quota(said: Json) -> Quota:
    """Today's figures, each from 0 to a million."""
    return Quota(
        daily_limit=_whole(said.get("daily_limit")),
        remaining=_whole(said.get("daily_limit_remaining")),
    )


def job_id(value: Any) -> str | None:
    """A job's id where it is a harmless one: it ends up in addresses."""
    if not isinstance(value, str) or not _JOB_ID.fullmatch(value) or value in (".", ".."):
        return None
    return value


def service_time(value: Any) -> datetime | None:
    """`20.09.2025 03:07:58` as a time without zone, which the services do not tell."""
    if not isinstance(value, str) or len(value) > 30:
        return None
    try:
        return datetime.strptime(value.strip(), "%d.%m.%Y %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None


def cleaned(value: Any, longest: int) -> str:
    """Text to show: one line, no control characters, cut; "" for what is no text."""
    if not isinstance(value, str):
        return ""
    # Longer input is cut first, so that a huge text costs nothing.
    words = " ".join(value[: longest * 4].split())
    shown = (
        letter
        for letter in words
        if unicodedata.category(letter) not in _UNSHOWN and letter not in _DIRECTION
    )
    return "".join(shown)[:longest].strip()


def _phase(said: Json) -> RemotePhase:
    phase = _PHASES.get(cleaned(said.get("status"), 60).casefold(), RemotePhase.UNKNOWN)
    made = phase is RemotePhase.COMPLETED and _address(said.get("video_url"))
    if _error(said.get("error")) and not made:
        return RemotePhase.FAILED
    return phase


def _place(said: Json) -> QueuePlace:
    return QueuePlace(
        position=_whole(said.get("queue_position")), total=_whole(said.get("total_in_queue"))
    )


def _error(value: Any) -> str:
    """The service's own words; something else that is not empty counts as an error too."""
    if isinstance(value, dict):
        value = value.get("message") or value.get("detail") or value.get("error") or bool(value)
    if isinstance(value, str):
        return cleaned(value, 500)
    return "error" if value else ""


def _address(value: Any) -> str:
    """An address as it came; an overlong one is none."""
    if not isinstance(value, str) or len(value) > _LONGEST_URL:
        return ""
    text = value.strip()
    return text if text == cleaned(text, _LONGEST_URL) else ""


def _whole(value: Any) -> int | None:
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= _MOST:
        return None
    return int(value)


def _seconds(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if 0 < value <= _LONGEST_SECONDS else None
