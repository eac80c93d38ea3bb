"""Requests that are kept under a name, and how they are written into a file for others."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from app.domain.errors import ErrorCode, KadrajError
from app.domain.folding import alphabetical
from app.domain.requests import GenerationRequest

MOST_PRESETS: Final = 1000
#: Letters of a name, of a prompt, and of any other field.
_NAME: Final = 80
_PROMPT: Final = 20_000
_WORD: Final = 100
_LONGEST: Final = 3600
_FORMAT: Final = "kadraj-presets"


@dataclass(frozen=True, slots=True)
class Preset:
    """A request without its picture. `name` is never empty and stands once among all."""

    name: str
    service: str
    prompt: str
    aspect_ratio: str
    duration_seconds: int | None = None
    model: str | None = None

    @classmethod
    def of(cls, name: str, request: GenerationRequest) -> "Preset":
        """A request under a name, which is cut where it is too long."""
        return cls(
            " ".join(name.split())[:_NAME],
            request.service,
            request.prompt[:_PROMPT],
            request.aspect_ratio,
            request.duration_seconds,
            request.model,
        )

    @property
    def request(self) -> GenerationRequest:
        """What it asks for; whether the service still offers that is for the composer to see."""
        return GenerationRequest(
            self.service, self.prompt, self.aspect_ratio, self.duration_seconds, self.model
        )


def in_order(presets: Iterable[Preset]) -> list[Preset]:
    """In alphabetical order."""
    return sorted(presets, key=lambda preset: (alphabetical(preset.name), preset.name))


def joined(own: Iterable[Preset], others: Iterable[Preset]) -> list[Preset]:
    """Presets with others added; one that another has the name of gets a number behind it, and one
    that is there already is not added again."""
    known = {preset.name: preset for preset in own}
    for preset in others:
        name, number = preset.name, 1
        while name in known and replace(known[name], name=preset.name) != preset:
            number += 1
            name = f"{preset.name} ({number})"
        if len(known) < MOST_PRESETS:
            known.setdefault(name, replace(preset, name=name))
    return in_order(known.values())


def presets_text(presets: Iterable[Preset]) -> str:
    """The presets as JSON, for a file."""
    content = {"format": _FORMAT, "version": 1, "presets": [asdict(preset) for preset in presets]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def read_presets(text: str, name: str) -> list[Preset]:
    """The presets in a file's text; what is none of them is left out.

    Raises `PRESETS_UNREADABLE` when the text is no such file at all.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        content = None
    listed = content.get("presets") if isinstance(content, dict) else None
    if not isinstance(listed, list) or content.get("format") != _FORMAT:
        raise KadrajError(ErrorCode.PRESETS_UNREADABLE, name=name)
    found = (_preset(entry) for entry in listed[:MOST_PRESETS])
    return [preset for preset in found if preset is not None]


def _preset(entry: object) -> Preset | None:
    if not isinstance(entry, dict):
        return None
    name, prompt = _text(entry, "name", _NAME), _text(entry, "prompt", _PROMPT)
    service, ratio = _text(entry, "service", _WORD), _text(entry, "aspect_ratio", _WORD)
    if not name or not service or prompt is None or ratio is None:
        return None
    seconds = entry.get("duration_seconds")
    whole = isinstance(seconds, int) and not isinstance(seconds, bool) and 0 < seconds <= _LONGEST
    return Preset(
        name, service, prompt, ratio, seconds if whole else None, _text(entry, "model", _WORD)
    )


def _text(entry: Mapping[str, Any], name: str, longest: int) -> str | None:
    """A text that can be shown, kept and sent: no halves of letters and no control characters."""
    value = entry.get(name)
    if not isinstance(value, str) or len(value) > longest:
        return None
    seen = "".join(letter for letter in value if letter.isprintable() or letter == "\n")
    return seen.strip()
