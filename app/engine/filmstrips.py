"""Filmstrips, made when somebody first wants to leaf through a clip."""

import logging
from pathlib import Path

from app.domain.errors import KadrajError
from app.domain.ports import Library, MediaReader

_log = logging.getLogger(__name__)


async def filmstrip_of(library: Library, media: MediaReader, clip_id: str) -> Path | None:
    """Where a clip's filmstrip lies, made if need be; None when the clip is not on this computer
    or cannot be decoded."""
    clip = await library.clip(clip_id)
    if clip is None or clip.file is None:
        return None
    try:
        target = library.filmstrip_path(clip)
        await media.filmstrip(clip.file, target)
    except KadrajError as error:
        _log.warning("no filmstrip of %s: %s", clip.id, error.code)
        return None
    return target
