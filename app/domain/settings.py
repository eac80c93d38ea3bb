"""What a user can set. Defaults are what a new user gets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from app.domain.name_patterns import USUAL_PATTERN
from app.domain.own_tables import OwnTable
from app.domain.proxies import Proxy


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


#: How large text and controls can be, in percent of what the system wants.
INTERFACE_SIZES: Final = (100, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. `library` None means the usual folder; `name_pattern` is for the names of files
    that are yet to come and has no `pattern_problem`; `addresses` holds only those base
    addresses, by service, that differ from the capability table's, and `tables` only the tables
    that are the user's own.

    `interface_size` is one of `INTERFACE_SIZES`.

    All count at once, but for `hardware_decoding` and `interface_size`, which count from the next
    start."""

    language: Language = Language.SYSTEM
    theme: ThemeMode = ThemeMode.SYSTEM
    interface_size: int = 100
    download_automatically: bool = True
    remember_keys: bool = True
    library: Path | None = None
    name_pattern: str = USUAL_PATTERN
    addresses: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, OwnTable] = field(default_factory=dict)
    proxy: Proxy = field(default_factory=Proxy)
    notifications: bool = True
    notification_sound: bool = False
    badge: bool = True
    tray_icon: bool = False
    keep_awake: bool = False
    hardware_decoding: bool = True


def usual_settings(settings: Settings) -> Settings:
    """What a new user gets, with the library where it lies: only moving it changes that."""
    return Settings(library=settings.library)
