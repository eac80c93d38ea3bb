"""What a user can set. Defaults are what a new user gets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from app.domain.name_patterns import USUAL_PATTERN


class Language(StrEnum):
    """The language of the window; SYSTEM follows the computer's."""

    SYSTEM = "system"
    TURKISH = "tr"
    ENGLISH = "en"


class ThemeMode(StrEnum):
    """Light or dark; SYSTEM follows the computer's."""

    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. `library` None means the usual folder; `name_pattern` is for the names of files
    that are yet to come and has no `pattern_problem`; `addresses` holds only those base
    addresses, by service, that differ from the capability table's."""

    language: Language = Language.SYSTEM
    theme: ThemeMode = ThemeMode.SYSTEM
    download_automatically: bool = True
    remember_keys: bool = True
    library: Path | None = None
    name_pattern: str = USUAL_PATTERN
    addresses: Mapping[str, str] = field(default_factory=dict)
