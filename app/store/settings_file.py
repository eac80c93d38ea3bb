"""The settings as a small JSON file."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from app.domain.name_patterns import pattern_problem
from app.domain.settings import Language, Settings, ThemeMode
from app.store.files import file_errors, write_whole

T = TypeVar("T")


class JsonSettings:
    """Implements `app.domain.ports.SettingsStore`.

    A file that is no JSON object is set aside as `NAME.damaged-TIME.json`; a field that is missing
    or of the wrong kind has its default; fields that are not Kadraj's are not kept. `FILE_FAILED`
    when the system does not let the file be read or written, `DISK_FULL` when it has no room.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Settings:
        with file_errors(self._path):
            if not self._path.exists():
                return Settings()
            content = self._path.read_bytes()
        try:
            found = json.loads(content)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            self._set_aside()
            return Settings()
        return _settings_of(found)

    def save(self, settings: Settings) -> None:
        content = {
            "language": settings.language,
            "theme": settings.theme,
            "download_automatically": settings.download_automatically,
            "remember_keys": settings.remember_keys,
            "library": str(settings.library) if settings.library else None,
            "name_pattern": settings.name_pattern,
            "addresses": dict(settings.addresses),
        }
        text = json.dumps(content, ensure_ascii=False, indent=2)
        write_whole(self._path, f"{text}\n".encode())

    def _set_aside(self) -> None:
        moment = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
        aside = self._path.with_name(f"{self._path.stem}.damaged-{moment}{self._path.suffix}")
        with file_errors(self._path):
            self._path.rename(aside)


def _settings_of(found: Mapping[str, Any]) -> Settings:
    usual = Settings()

    def told(name: str, convert: Callable[[Any], T], default: T) -> T:
        try:
            return convert(found[name])
        except (KeyError, TypeError, ValueError):
            return default

    return Settings(
        language=told("language", Language, usual.language),
        theme=told("theme", ThemeMode, usual.theme),
        download_automatically=told("download_automatically", _flag, usual.download_automatically),
        remember_keys=told("remember_keys", _flag, usual.remember_keys),
        library=told("library", _folder, usual.library),
        name_pattern=told("name_pattern", _pattern, usual.name_pattern),
        addresses=told("addresses", _texts, usual.addresses),
    )


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _folder(value: object) -> Path | None:
    if value is None:
        return None
    if not isinstance(value, str) or not Path(value).is_absolute():
        raise ValueError
    return Path(value)


def _pattern(value: object) -> str:
    if not isinstance(value, str) or pattern_problem(value) is not None:
        raise ValueError
    return value


def _texts(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise TypeError
    return {name: text for name, text in value.items() if isinstance(text, str)}
