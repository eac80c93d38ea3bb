"""Phrases of the film trade for prompts: which there are, and how one comes into a prompt and out.

Video models were taught in English, so that is what is written. What people choose by, in their own
language, is elsewhere. Every position counts letters of the prompt.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class PhraseGroup(StrEnum):
    """What a phrase says something of, in the order in which a shot is thought of."""

    SHOT = "shot"
    LENS = "lens"
    MOVEMENT = "movement"
    LIGHT = "light"
    TIME = "time"
    MOOD = "mood"
    STYLE = "style"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as it is written into a prompt: without any of the marks that part phrases."""

    id: str
    group: PhraseGroup
    english: str


class Standing(StrEnum):
    """Whether a prompt has a phrase."""

    ABSENT = "absent"
    APART = "apart"  # between commas or the like: it can be taken out again
    WITHIN = "within"  # in a sentence of the user's own, which would not outlive that


@dataclass(frozen=True, slots=True)
class Splice:
    """A change of a text: what is between `start` and `end` becomes `text`, and the cursor stands
    at `cursor` of the new text then."""

    start: int
    end: int
    text: str
    cursor: int

    def of(self, text: str) -> str:
        """`text` with this change."""
        return text[: self.start] + self.text + text[self.end :]


def standing(prompt: str, phrase: Phrase) -> Standing:
    """Whether a prompt has a phrase, however it is capitalised."""
    found = list(_occurrences(prompt, phrase))
    if any(_apart(prompt, *place) for place in found):
        return Standing.APART
    return Standing.WITHIN if found else Standing.ABSENT


def toggled(prompt: str, phrase: Phrase, cursor: int) -> Splice | None:
    """What brings a phrase into a prompt that has it not, or takes out the one that it has.

    None for one that stands in a sentence of the user's own.
    """
    match standing(prompt, phrase):
        case Standing.ABSENT:
            return _put_in(prompt, phrase, cursor)
        case Standing.APART:
            return _taken_out(prompt, phrase)
        case _:
            return None


def _occurrences(prompt: str, phrase: Phrase) -> Iterator[tuple[int, int]]:
    """Where a phrase stands; not where it is only a part of a longer one, such as *close-up* of
    *extreme close-up*."""
    longer = [place for other in _LONGER[phrase.id] for place in _matches(prompt, other)]
    for start, end in _matches(prompt, phrase):
        if not any(first <= start and end <= last for first, last in longer):
            yield start, end


def _matches(prompt: str, phrase: Phrase) -> Iterator[tuple[int, int]]:
    for found in _PATTERNS[phrase.id].finditer(prompt):
        yield found.span()


def _apart(prompt: str, start: int, end: int) -> bool:
    before, after = prompt[:start].rstrip(_BLANKS), prompt[end:].lstrip(_BLANKS)
    return before[-1:] in _OPENERS and after[:1] in _CLOSERS


def _put_in(prompt: str, phrase: Phrase, cursor: int) -> Splice:
    """Puts a phrase behind the part between two commas that the cursor is in, or before it if it
    stands at its beginning; no word is torn apart."""
    first = max((prompt.rfind(mark, 0, cursor) for mark in _PARTING), default=-1) + 1
    ends = [place for mark in _PARTING if (place := prompt.find(mark, cursor)) >= 0]
    last = min(ends, default=len(prompt))
    part = prompt[first:last]
    begins = first + len(part) - len(part.lstrip(_BLANKS))
    ends_at = first + len(part.rstrip(_BLANKS))
    opens = first == 0 or prompt[first - 1] == "\n"
    if not part.strip(_BLANKS):
        text = _capitalised(phrase.english) if opens else f" {phrase.english}"
        return Splice(first, last, text, first + len(text))
    if cursor <= begins:
        text = _capitalised(phrase.english) if opens else phrase.english
        return Splice(begins, begins, f"{text}, ", begins + len(text))
    ended = prompt[ends_at - 1] in _STOPS and prompt[last : last + 1] in {"", "\n"}
    text = f" {_capitalised(phrase.english)}" if ended else f", {phrase.english}"
    return Splice(ends_at, last, text, ends_at + len(text))


def _taken_out(prompt: str, phrase: Phrase) -> Splice:
    """Takes the phrase out, with the mark before it, or else with that behind it."""
    start, end = next(p for p in _occurrences(prompt, phrase) if _apart(prompt, *p))
    before = prompt[:start].rstrip(_BLANKS)
    after = end + len(prompt[end:]) - len(prompt[end:].lstrip(_BLANKS))
    if before.endswith((",", ";")):
        return Splice(len(before) - 1, end, "", len(before) - 1)
    if prompt[after : after + 1] in _MARKS:
        behind = prompt[after + 1 :]
        after += 1 + len(behind) - len(behind.lstrip(_BLANKS))
    if prompt[after : after + 1] in {"", "\n"}:
        start = len(before)
    return Splice(start, after, "", start)


def _capitalised(english: str) -> str:
    return english[0].upper() + english[1:]


_BLANKS: Final = " \t\u00a0"
#: What parts phrases, and what ends sentences.
_PARTING: Final = (",", ";", "\n")
_STOPS: Final = frozenset(".!?…:")
_MARKS: Final = frozenset(",;.!?…")
#: What a phrase may stand between to stand apart; the empty text is the prompt's beginning or end.
_OPENERS: Final = frozenset({"", "\n"}) | frozenset(",;") | _STOPS
_CLOSERS: Final = frozenset({"", "\n"}) | _MARKS

_TABLE: Final[dict[PhraseGroup, dict[str, str]]] = {
    PhraseGroup.SHOT: {
        "establishing": "establishing shot",
        "extreme_wide": "extreme wide shot",
        "wide": "wide shot",
        "full": "full shot",
        "cowboy": "cowboy shot",
        "medium": "medium shot",
        "medium_close": "medium close-up",
        "close": "close-up",
        "extreme_close": "extreme close-up",
        "insert": "insert shot of the detail",
        "two_shot": "two-shot",
        "over_shoulder": "over-the-shoulder shot",
        "point_of_view": "point-of-view shot",
        "low_angle": "low-angle shot",
        "high_angle": "high-angle shot",
        "overhead": "top-down overhead shot",
        "dutch": "Dutch angle",
        "aerial": "aerial shot",
    },
    PhraseGroup.LENS: {
        "ultra_wide": "14mm ultra-wide lens",
        "wide_24": "24mm wide-angle lens",
        "natural_35": "35mm lens",
        "normal_50": "50mm lens",
        "portrait_85": "85mm portrait lens",
        "tele_200": "200mm telephoto lens",
        "macro": "macro lens",
        "fisheye": "fisheye lens",
        "anamorphic": "anamorphic lens",
        "tilt_shift": "tilt-shift miniature look",
        "shallow_focus": "shallow depth of field",
        "deep_focus": "deep focus",
        "rack_focus": "rack focus to the background",
        "bokeh": "creamy bokeh",
        "probe": "probe lens close to the subject",
    },
    PhraseGroup.MOVEMENT: {
        "locked_off": "locked-off camera",
        "pan": "slow pan",
        "tilt_up": "slow tilt up",
        "dolly_in": "slow dolly in",
        "dolly_out": "slow dolly out",
        "tracking": "tracking shot from the side",
        "following": "camera following from behind",
        "truck": "lateral truck move",
        "crane_up": "crane shot rising",
        "orbit": "camera orbiting the subject",
        "handheld": "handheld camera",
        "steadicam": "smooth Steadicam move",
        "drone": "drone flying forward",
        "zoom_in": "slow zoom in",
        "crash_zoom": "crash zoom",
        "dolly_zoom": "dolly zoom",
        "whip_pan": "whip pan",
        "slow_motion": "slow motion",
        "time_lapse": "time-lapse",
    },
    PhraseGroup.LIGHT: {
        "soft": "soft diffused light",
        "hard": "hard light with deep shadows",
        "backlight": "backlit with a glowing rim",
        "side": "side lighting",
        "top": "top light",
        "window": "natural light from a window",
        "low_key": "low-key lighting",
        "high_key": "high-key lighting",
        "rembrandt": "Rembrandt lighting",
        "silhouette": "silhouette against the light",
        "neon": "neon lighting",
        "candle": "warm candlelight",
        "practical": "lit only by practical lamps",
        "volumetric": "volumetric light rays",
        "dappled": "dappled light through leaves",
        "caustics": "rippling water caustics",
    },
    PhraseGroup.TIME: {
        "dawn": "at dawn",
        "sunrise": "at sunrise",
        "golden_hour": "golden hour",
        "midday": "harsh midday sun",
        "overcast": "overcast sky",
        "sunset": "at sunset",
        "blue_hour": "blue hour",
        "dusk": "at dusk",
        "night": "at night",
        "moonlight": "in moonlight",
        "starry": "under a starry sky",
        "mist": "in morning mist",
        "rain": "in the rain",
        "snow": "in falling snow",
        "storm": "under storm clouds",
    },
    PhraseGroup.MOOD: {
        "calm": "calm and serene mood",
        "dreamy": "dreamy atmosphere",
        "melancholic": "melancholic mood",
        "nostalgic": "nostalgic mood",
        "tense": "tense atmosphere",
        "eerie": "eerie atmosphere",
        "mysterious": "mysterious atmosphere",
        "romantic": "romantic mood",
        "hopeful": "hopeful mood",
        "joyful": "joyful energy",
        "epic": "epic scale",
        "lonely": "sense of solitude",
        "playful": "playful mood",
        "intimate": "intimate mood",
    },
    PhraseGroup.STYLE: {
        "cinematic": "cinematic look",
        "documentary": "documentary style",
        "film_noir": "film noir style",
        "film_35": "grainy 35mm film",
        "super_8": "Super 8 footage",
        "vhs": "VHS footage",
        "black_white": "black and white",
        "teal_orange": "teal and orange grade",
        "muted": "muted colors",
        "vibrant": "vibrant saturated colors",
        "pastel": "pastel palette",
        "anime": "hand-drawn anime style",
        "stop_motion": "stop-motion animation",
        "claymation": "claymation",
        "watercolor": "watercolor animation",
        "three_d": "stylized 3D animation",
        "commercial": "polished commercial look",
        "found_footage": "found footage",
    },
}

#: All phrases, by their ids, group after group.
PHRASES: Final = {
    id: Phrase(id, group, english)
    for group, listed in _TABLE.items()
    for id, english in listed.items()  # noqa: A001 - what it is called everywhere
}

_PATTERNS: Final = {
    phrase.id: re.compile(rf"(?<![\w-]){re.escape(phrase.english)}(?![\w-])", re.IGNORECASE)
    for phrase in PHRASES.values()
}

#: By each phrase's id, the others that it is a part of.
_LONGER: Final = {
    phrase.id: tuple(
        other
        for other in PHRASES.values()
        if other is not phrase and _PATTERNS[phrase.id].search(other.english)
    )
    for phrase in PHRASES.values()
}
