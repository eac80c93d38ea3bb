"""What dialogs for files begin with: a folder that exists, and a name."""

import re
from pathlib import Path
from textwrap import shorten
from typing import Final

from PySide6.QtCore import QStandardPaths

from app.domain.clips import Clip
from app.domain.films import FilmFormat
from app.ui.texts import clip_title
from app.ui.widgets.text import clock

_WORDS: Final = 48


def pictures_folder() -> str:
    """The user's folder for pictures; it need not exist."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)


def folder_to_open(*wanted: str) -> str:
    """The first of these folders that exists, or else the user's own.

    A dialog would take the last part of a folder that does not exist for the name of a file.
    """
    existing = (folder for folder in wanted if folder and Path(folder).is_dir())
    return next(existing, str(Path.home()))


def frame_name(clip: Clip, moment: int) -> str:
    """`2026-11-20 Lanterns rise over a lake 0-02.12.png`, for the frame at `moment` in ms."""
    time = clock(moment, places=2).replace(":", "-").replace(",", ".")
    return f"{_day_and_words(clip)} {time}.png"


def film_name(clip: Clip, form: FilmFormat) -> str:
    """`2026-11-20 Lanterns rise over a lake.gif`."""
    return f"{_day_and_words(clip)}.{form.value}"


def _day_and_words(clip: Clip) -> str:
    title = re.sub(r"[^\w\s-]+", " ", clip_title(clip))
    words = shorten(title, _WORDS, placeholder="") or title[:_WORDS]
    return f"{clip.created_at.astimezone():%Y-%m-%d} {words}"
