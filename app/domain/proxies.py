"""The proxy that requests go through, and what keeps an address from being one."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import SplitResult, urlsplit

_SCHEMES: Final = ("http", "https")
_LONGEST: Final = 300


class ProxyMode(StrEnum):
    """Whose proxy is used."""

    SYSTEM = "system"
    NONE = "none"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Proxy:
    """How the open internet is reached; this computer is never reached through a proxy.

    `address` counts with OWN only and is kept with the others. It is as `proxy_address` returns it;
    OWN without a usable one reaches nothing: going around a proxy could show users where they hide.
    """

    mode: ProxyMode = ProxyMode.SYSTEM
    address: str = ""


class ProxyFault(StrEnum):
    """What keeps an address from being a proxy's."""

    EMPTY = "empty"
    PASSWORD = "password"  # noqa: S105 - it names a user, who would stand in the settings file
    SCHEME = "scheme"  # neither http nor https, as with SOCKS
    INVALID = "invalid"


def proxy_problem(text: str) -> ProxyFault | None:
    """What is wrong with an address that a user typed, or None."""
    if not text.strip():
        return ProxyFault.EMPTY
    parts = _parts(text)
    if parts is None:
        return ProxyFault.INVALID
    if "@" in parts.netloc:
        return ProxyFault.PASSWORD
    if parts.scheme not in _SCHEMES:
        return ProxyFault.SCHEME
    bare = not (parts.path.strip("/") or parts.query or parts.fragment)
    return None if parts.hostname and bare else ProxyFault.INVALID


def proxy_address(text: str) -> str:
    """An address without a `proxy_problem` in full: `http://` where no scheme was typed, and
    nothing behind the port."""
    parts = _parts(text)
    return "" if parts is None else f"{parts.scheme}://{parts.netloc}"


def _parts(text: str) -> SplitResult | None:
    """The parts of an address, None for what is none at all."""
    text = text.strip()
    if len(text) > _LONGEST or not text.isprintable() or " " in text:
        return None
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        usable = parts.port != 0  # which raises for what is no port
    except ValueError:
        return None
    return parts if usable else None
