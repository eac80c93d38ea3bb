"""Thumbnails of videos that come into the library."""

import logging
from pathlib import Path

from app.domain.clips import Clip
from app.domain.errors import ErrorCode, KadrajError
from app.domain.ports import Library, MediaReader

_log = logging.getLogger(__name__)


async def thumbnail_of(
    library: Library, media: MediaReader, clip: Clip, video: Path
) -> Path | None:
    """Where a clip's thumbnail lies, made of its video; None when none can be made. `DISK_FULL`
    when there is no room for it."""
    target = library.thumbnail_path(clip)
    try:
        await media.thumbnail(video, target)
    except KadrajError as error:
        if error.code is ErrorCode.DISK_FULL:
            raise
        _log.warning("no thumbnail for %s: %s", clip.id, error.code)
        return None
    return target
