"""What most likely kept a service from making a video, told by the words it gave.

The services say it in words alone, in English or Turkish, and these are nowhere laid down: what no
word here fits is left unexplained.
"""

import re
from enum import Enum
from typing import Final

from app.domain.errors import ErrorCode
from app.domain.folding import folded
from app.domain.jobs import Failure


class Hint(Enum):
    """What to think of first."""

    LIKENESS = "likeness"  # real people
    CONTENT = "content"  # what the prompt or the picture shows
    QUOTA = "quota"
    BUSY = "busy"  # the service's own trouble
    PROMPT_LONG = "prompt_long"
    PICTURE = "picture"  # the file itself
    NONE = "none"  # the reason says nothing that is known here


#: Beginnings of words; the first hint that has one in the service's reason is given.
_WORDS: Final = (
    (
        Hint.LIKENESS,
        "likeness|real pe(rson|ople)|public figure|celebrit|gerçek (kişi|insan)|ünlü",
    ),
    (
        Hint.CONTENT,
        (
            "polic|politika|moderat|moderasyon|safety|güvenlik filtre|violat|ihlal|inappropriate"
            "|uygunsuz|prohibit|yasak|nsfw|sensitive|hassas|guideline|copyright|telif|sakıncalı"
        ),
    ),
    (Hint.BUSY, "rate limit|too many|çok fazla istek"),
    (Hint.QUOTA, "quota|kota|credit|kredi|daily limit|günlük (limit|hak)|insufficient|bakiye"),
    (Hint.PROMPT_LONG, "too long|çok uzun|max(imum)? length|karakter sınır"),
    (Hint.PICTURE, "image|picture|photo|görsel|resim|fotoğraf"),
    (
        Hint.BUSY,
        (
            "time(d)? ?out|zaman aşım|overload|capacity|busy|yoğun|temporar|geçici|unavailable"
            "|internal|try again|tekrar dene|yeniden dene"
        ),
    ),
)
_PATTERNS: Final = [(hint, re.compile(rf"\b({folded(words)})")) for hint, words in _WORDS]

_OF_CODE: Final = {
    ErrorCode.PICTURE_UNREADABLE: Hint.PICTURE,
    ErrorCode.PICTURE_UNSUPPORTED: Hint.PICTURE,
    ErrorCode.PICTURE_TOO_LARGE: Hint.PICTURE,
    ErrorCode.QUOTA_EXHAUSTED: Hint.QUOTA,
    ErrorCode.RATE_LIMITED: Hint.BUSY,
    ErrorCode.SERVER_ERROR: Hint.BUSY,
}
_IN_WORDS: Final = frozenset({ErrorCode.SERVICE_FAILED, ErrorCode.REJECTED})


def hint_of(failure: Failure) -> Hint | None:
    """What to say of a job that failed so; None where the error itself says what to do."""
    if failure.code not in _IN_WORDS:
        return _OF_CODE.get(failure.code)
    said = folded(str(failure.params.get("detail") or ""))
    return next((hint for hint, pattern in _PATTERNS if pattern.search(said)), Hint.NONE)
