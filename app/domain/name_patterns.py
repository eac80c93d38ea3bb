"""Patterns for the names of video files: `{date} {prompt} {id}`, or `{tarih} {istem} {id}`.

A name is made of the pattern's own letters, of slugs and of ids that Kadraj made: nothing that a
service says gets into it as it came.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from app.domain.folding import folded

if TYPE_CHECKING:  # the settings, read before the window is painted, want the pattern only
    from app.domain.clips import Clip

USUAL_PATTERN: Final = "{date} {prompt} {id}"
SLUG_LENGTH: Final = 48

#: Room for the numbers and endings that may follow: systems end names at 255 bytes.
_LONGEST: Final = 120
_SHOWN_ID: Final = 8
_FIELD: Final = re.compile(r"\{([^{}]*)\}")
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED: Final = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE
)

_FIELDS: Final[Mapping[str, "Callable[[Clip], str]"]] = {
    "date": lambda clip: f"{clip.created_at.astimezone():%Y-%m-%d}",
    "time": lambda clip: f"{clip.created_at.astimezone():%H-%M-%S}",
    "service": lambda clip: slug(clip.service),
    "prompt": lambda clip: slug(clip.prompt),
    "id": lambda clip: clip.id[-_SHOWN_ID:],
    "frame": lambda clip: slug(clip.aspect_ratio.replace(":", "x")),
    "length": lambda clip: "" if clip.length is None else f"{round(clip.length)}s",
    "model": lambda clip: slug(clip.model or ""),
}
PATTERN_FIELDS: Final = tuple(_FIELDS)
#: How fields are called in Turkish, where that is something else.
_TURKISH: Final = {
    "date": "tarih",
    "time": "saat",
    "service": "servis",
    "prompt": "istem",
    "frame": "kadraj",
    "length": "süre",
}
#: How they were called before.
_EARLIER: Final = {"ratio": "frame", "oran": "frame", "uzunluk": "length"}
_ENGLISH: Final = {turkish: english for english, turkish in _TURKISH.items()} | _EARLIER


class PatternFault(StrEnum):
    """What keeps a pattern from being used."""

    EMPTY = "empty"  # it makes no name
    UNKNOWN_FIELD = "unknown_field"  # `found` is not one of `PATTERN_FIELDS`
    FORBIDDEN_LETTER = "forbidden_letter"  # `found` cannot be in a file's name everywhere
    UNPAIRED = "unpaired"  # `found` is the brace that is missing
    TOO_LONG = "too_long"  # by itself, without what the fields bring


@dataclass(frozen=True, slots=True)
class PatternProblem:
    """What is wrong with a pattern, and where."""

    fault: PatternFault
    found: str = ""


def pattern_problem(pattern: str) -> PatternProblem | None:
    """What keeps `pattern` from being used; None when nothing does."""
    pattern = in_english(pattern)
    fields = _FIELD.findall(pattern)
    unknown = next((field for field in fields if field not in _FIELDS), None)
    if unknown is not None:
        return PatternProblem(PatternFault.UNKNOWN_FIELD, unknown)
    own_letters = _FIELD.sub("", pattern)
    if brace := re.search("[{}]", own_letters):
        return PatternProblem(PatternFault.UNPAIRED, "}" if brace[0] == "{" else "{")
    if forbidden := _FORBIDDEN.search(own_letters):
        return PatternProblem(PatternFault.FORBIDDEN_LETTER, forbidden[0])
    if not fields and not _tidied(own_letters):
        return PatternProblem(PatternFault.EMPTY)
    if len(own_letters.encode("utf-8", "replace")) > _LONGEST:
        return PatternProblem(PatternFault.TOO_LONG)
    return None


def file_stem(pattern: str, clip: "Clip") -> str:
    """The name of the clip's file without its ending, by a pattern that has no problem.

    A name that comes out empty, or that Windows keeps for itself, gets the clip's id behind it.
    """
    pattern = in_english(pattern)
    name = _tidied(_FIELD.sub(lambda field: _FIELDS[field[1]](clip), pattern))
    if not name or _RESERVED.fullmatch(name):
        name = f"{name} {_FIELDS['id'](clip)}".strip()
    return name


def in_english(pattern: str) -> str:
    """`pattern` with its fields called by their English names, as it is kept."""
    return _called(pattern, _ENGLISH)


def in_turkish(pattern: str) -> str:
    """`pattern` with its fields called by their Turkish names."""
    return _called(pattern, _TURKISH)


def _called(pattern: str, names: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda field: f"{{{names.get(field[1], field[1])}}}", pattern)


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


def _tidied(name: str) -> str:
    """`name` with single spaces, at a length that fits, and without what Windows cuts from the
    end or hides at the beginning."""
    single = " ".join(name.split())
    short = single.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore")
    return short.strip(". ")
