"""The engine's eye for files: the media functions, run in worker threads."""

import asyncio
from pathlib import Path

from app.domain.clips import MediaInfo
from app.domain.requests import Picture
from app.media import pictures, videos


class FileMediaReader:
    """Fills `app.domain.ports.MediaReader`."""

    async def probe(self, video: Path) -> MediaInfo:
        """Opens a video and decodes its first frame; `NOT_A_VIDEO` when that fails."""
        return await asyncio.to_thread(videos.probe, video)

    async def thumbnail(self, video: Path, target: Path) -> None:
        """Writes a JPEG of a telling frame, at most 512 pixels at its longer side."""
        await asyncio.to_thread(videos.write_thumbnail, video, target)

    async def inspect_picture(self, path: Path, name: str | None = None) -> Picture:
        """What a picture file is; `PICTURE_UNREADABLE` or `PICTURE_UNSUPPORTED`."""
        return await asyncio.to_thread(pictures.inspect, path, name)
