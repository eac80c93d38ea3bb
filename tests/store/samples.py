"""Jobs, clips, pictures and videos as the program makes them."""

import sqlite3
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image

from app.domain.clips import Clip, MediaInfo
from app.domain.jobs import Job, JobState
from app.domain.requests import GenerationRequest, Picture
from app.store.schema import STEPS
from app.store.sqlite_library import SqliteLibrary

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
MEDIA = MediaInfo(6.0, 1280, 720, 21, "h264", "aac")


def a_job(
    prompt: str = "Kırmızı balon", picture: Picture | None = None, service: str = "sora"
) -> Job:
    request = GenerationRequest(service, prompt, "16:9", 6, "sora-2", picture)
    return Job(id=uuid.uuid4().hex, request=request, state=JobState.WAITING, created_at=NOON)


def a_clip(
    remote_id: str = "r1", prompt: str = "", *, service: str = "sora", minutes: int = 0
) -> Clip:
    return Clip(
        id=uuid.uuid4().hex,
        service=service,
        remote_id=remote_id,
        created_at=NOON + timedelta(minutes=minutes),
        prompt=prompt,
        aspect_ratio="16:9",
        remote_url=f"https://videos.example/{remote_id}.mp4",
    )


def a_picture(folder: Path, name: str = "çiçek.png", colour: str = "red") -> Picture:
    path = folder / name
    Image.new("RGB", (64, 36), colour).save(path)
    return Picture(path, "image/png", path.stat().st_size, 64, 36, name)


async def download(
    library: SqliteLibrary, clip: Clip, content: bytes = b"as if it were a video"
) -> Clip:
    """What the downloader does, with the bytes already here."""
    part = library.part_path(clip)
    part.write_bytes(content)
    return await library.keep_file(clip, part, MEDIA, None)


def without_index(connection: sqlite3.Connection) -> None:
    """Takes a database back to the step before the index, and so to before what came later."""
    connection.execute("DROP INDEX clips_of_idea")
    for table in ("jobs", "clips"):
        connection.execute(f"ALTER TABLE {table} DROP COLUMN idea")
    connection.execute("DROP TABLE votes")
    for event in ("insert", "update", "delete"):
        connection.execute(f"DROP TRIGGER clips_{event}_indexed")
    connection.execute("DROP TABLE threes")
    connection.execute("DROP TABLE clips_threes")
    step = next(n for n, step in enumerate(STEPS) if step.__name__ == "_search_index")
    connection.execute(f"PRAGMA user_version = {step}")
