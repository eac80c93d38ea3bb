"""The settings as a small JSON file."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from app.domain.capabilities import Model
from app.domain.errors import ErrorCode, KadrajError
from app.domain.name_patterns import pattern_problem
from app.domain.own_tables import OwnTable
from app.domain.proxies import Proxy, ProxyMode, proxy_address, proxy_problem
from app.domain.settings import INTERFACE_SIZES, Language, Settings, ThemeMode
from app.store.files import file_errors, write_whole

#: A settings file has about one thousand bytes.
_LARGEST: Final = 1_000_000
_NAMES_TOLD: Final = 5


class JsonSettings:
    """Implements `app.domain.ports.SettingsStore`.

    What is in the file and cannot be used has its default, and stays in the file as it is until
    the user sets just that; so does what other versions of Kadraj keep there. A file that is no
    JSON object is set aside as `NAME.damaged-TIME.json` before another takes its place. `trouble`
    tells of either. `FILE_FAILED` when the system does not let the file be read or written,
    `DISK_FULL` when it has no room.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._current = Settings()
        self._trouble: KadrajError | None = None

    @property
    def current(self) -> Settings:
        """The settings that were loaded or saved last."""
        return self._current

    @property
    def trouble(self) -> KadrajError | None:
        """What `load` found that it did not understand: `SETTINGS_DAMAGED` or
        `SETTINGS_NOT_UNDERSTOOD`."""
        return self._trouble

    def load(self) -> Settings:
        found = self._found()
        self._trouble = None
        if found is None:
            self._trouble = KadrajError(ErrorCode.SETTINGS_DAMAGED, name=self._path.name)
            found = {}
        self._current, odd = _read(found)
        odd += sorted(found.keys() - _FIELDS.keys())
        if odd:
            names = ", ".join(name[:40] for name in odd[:_NAMES_TOLD])
            self._trouble = KadrajError(
                ErrorCode.SETTINGS_NOT_UNDERSTOOD, name=self._path.name, fields=names
            )
        return self._current

    def save(self, settings: Settings) -> None:
        found = self._found()
        if found is None:
            self._set_aside()
            found = {}
        before, odd = _read(found)
        content = {
            name: found[name]
            if name in odd and getattr(settings, name) == getattr(before, name)
            else write(getattr(settings, name))
            for name, (_, write) in _FIELDS.items()
        }
        others = {name: value for name, value in found.items() if name not in _FIELDS}
        text = json.dumps({**content, **others}, ensure_ascii=False, indent=2)
        write_whole(self._path, f"{text}\n".encode())
        self._current = settings

    def _found(self) -> dict[str, Any] | None:
        """What is in the file: nothing without one, None where that is no JSON object."""
        with file_errors(self._path):
            if not self._path.exists():
                return {}
            with self._path.open("rb") as file:
                content = file.read(_LARGEST + 1)
        try:
            found = json.loads(content) if len(content) <= _LARGEST else None
            # What JSON lets pass and no file holds: halves of letters.
            json.dumps(found, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None

    def _set_aside(self) -> None:
        moment = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
        aside = self._path.with_name(f"{self._path.stem}.damaged-{moment}{self._path.suffix}")
        with file_errors(self._path):
            self._path.rename(aside)


def _read(found: Mapping[str, Any]) -> tuple[Settings, list[str]]:
    """The settings, and the names of those whose values cannot be used."""
    fields: dict[str, Any] = {}
    odd = []
    for name, (read, _) in _FIELDS.items():
        if name not in found:
            continue
        try:
            fields[name] = read(found[name])
        except (KeyError, TypeError, ValueError, AttributeError):
            odd.append(name)
    if "proxy" in odd:
        # Not the default: going around a proxy that somebody wanted could show where they hide.
        fields["proxy"] = Proxy(ProxyMode.OWN)
    return Settings(**fields), odd


def _same(value: Any) -> Any:
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _interface_size(value: object) -> int:
    if type(value) is not int or value not in INTERFACE_SIZES:
        raise ValueError
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


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _addresses(value: Any) -> Mapping[str, str]:
    return {name: _text(address) for name, address in value.items()}


def _proxy(value: Any) -> Proxy:
    mode, address = ProxyMode(value["mode"]), _text(value["address"])
    if address and proxy_problem(address) is not None:
        raise ValueError
    return Proxy(mode, proxy_address(address) if address else "")


def _written_proxy(proxy: Proxy) -> dict[str, str]:
    return {"mode": proxy.mode, "address": proxy.address}


def _tables(value: Any) -> Mapping[str, OwnTable]:
    return {service: _table(table) for service, table in value.items()}


def _table(value: Any) -> OwnTable:
    """Whether it makes sense for its service is for `with_own_table` to say."""
    durations = tuple(value["durations"])
    if not all(type(length) is int for length in durations):
        raise TypeError
    return OwnTable(
        _texts(value["aspect_ratios"]),
        durations,
        tuple(Model(_text(m["name"]), _texts(m["aspect_ratios"])) for m in value["models"]),
    )


def _written_tables(tables: Mapping[str, OwnTable]) -> dict[str, Any]:
    return {
        service: {
            "aspect_ratios": table.aspect_ratios,
            "durations": table.durations,
            "models": [
                {"name": model.name, "aspect_ratios": model.aspect_ratios} for model in table.models
            ],
        }
        for service, table in tables.items()
    }


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(text) for text in value)


#: By name in the file and in `Settings`: how a field is read and written.
_FIELDS: Final[Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]]] = {
    "language": (Language, _same),
    "theme": (ThemeMode, _same),
    "interface_size": (_interface_size, _same),
    "download_automatically": (_flag, _same),
    "remember_keys": (_flag, _same),
    "library": (_folder, lambda folder: None if folder is None else str(folder)),
    "name_pattern": (_pattern, _same),
    "addresses": (_addresses, dict),
    "tables": (_tables, _written_tables),
    "proxy": (_proxy, _written_proxy),
    "notifications": (_flag, _same),
    "notification_sound": (_flag, _same),
    "badge": (_flag, _same),
    "tray_icon": (_flag, _same),
    "keep_awake": (_flag, _same),
    "hardware_decoding": (_flag, _same),
}
