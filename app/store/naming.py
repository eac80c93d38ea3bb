"""Names of files in the library: made of a clip's own id, its date and its prompt, and of nothing
that a service says."""

import re
from pathlib import PurePath
from typing import Final

from app.domain.clips import Clip
from app.domain.name_patterns import USUAL_PATTERN, file_stem, slug

PICTURE_ENDINGS: Final = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}

#: The ending of what should be a picture and is none of these.
NO_PICTURE: Final = ".bin"

_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


def clip_folder(clip: Clip) -> PurePath:
    """The clip's folder below the library: `Sora/2026-11`, by the month where the user is."""
    return PurePath(service_folder(clip.service), f"{clip.created_at.astimezone():%Y-%m}")


def service_folder(service: str) -> str:
    """The folder of a service's clips: `Sora`."""
    return slug(service).capitalize()


def clip_stem(clip: Clip, pattern: str = USUAL_PATTERN) -> str:
    """`2026-11-21 red-balloon 3f2a9c1d`: the file's name without its ending, by a pattern."""
    own_id(clip.id)
    return file_stem(pattern, clip)


def own_id(identifier: str) -> str:
    """An id that Kadraj made, which is safe as a file's name; anything else is a programming
    error."""
    if not _ID.fullmatch(identifier):
        raise ValueError(f"not an id of Kadraj's own: {identifier!r}")
    return identifier


def picture_ending(media_type: str) -> str:
    """The usual ending of a picture's file."""
    return PICTURE_ENDINGS.get(media_type, NO_PICTURE)
