"""Names of files in the library: made of a clip's own id, its date and its prompt, and of nothing
that a service says."""

import re
from pathlib import PurePath
from typing import Final

from app.domain.clips import Clip
from app.domain.folding import folded

SLUG_LENGTH: Final = 48
PICTURE_ENDINGS: Final = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}

_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


def slug(text: str) -> str:
    """Words of `text` in small ASCII letters joined by hyphens, at most `SLUG_LENGTH` characters.

    Cut between words where possible; empty when no Latin letter or digit is in `text`.
    """
    words = re.findall(r"[a-z0-9]+", folded(text))
    whole = "-".join(words)
    if len(whole) <= SLUG_LENGTH:
        return whole
    cut = whole[: SLUG_LENGTH + 1].rpartition("-")[0]
    return cut or whole[:SLUG_LENGTH]


def clip_folder(clip: Clip) -> PurePath:
    """The clip's folder below the library: `Sora/2026-11`, by the month where the user is."""
    return PurePath(slug(clip.service).capitalize(), f"{clip.created_at.astimezone():%Y-%m}")


def clip_stem(clip: Clip) -> str:
    """`2026-11-21 red-balloon 3f2a9c1d`: the file's name without its ending.

    The date in front keeps it clear of the names that Windows reserves (CON, NUL, COM1, …).
    """
    short = own_id(clip.id)[-8:]
    parts = (f"{clip.created_at.astimezone():%Y-%m-%d}", slug(clip.prompt), short)
    return " ".join(part for part in parts if part)


def own_id(identifier: str) -> str:
    """An id that Kadraj made, which is safe as a file's name; anything else is a programming
    error."""
    if not _ID.fullmatch(identifier):
        raise ValueError(f"not an id of Kadraj's own: {identifier!r}")
    return identifier


def picture_ending(media_type: str) -> str:
    """The usual ending of a picture's file."""
    return PICTURE_ENDINGS.get(media_type, ".bin")
