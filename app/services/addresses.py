"""Which addresses the program goes to: for services, and for videos that a service named.

Addresses are parsed by httpx, so that what is checked here is what is later connected to.
"""

import ipaddress
import socket
from collections.abc import Callable
from typing import Final

import httpx

from app.domain.errors import ErrorCode, KadrajError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

#: NAT64 (RFC 6052): an IPv4 address in the last 32 bits.
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_LOCAL_ENDINGS: Final = (
    ".localhost",
    ".localdomain",
    ".local",
    ".internal",
    ".lan",
    ".home.arpa",
)
_LONGEST: Final = 4096


class AddressPolicy:
    """Where videos may come from: https and public addresses only.

    `loopback_allowed` adds this computer, over plain http too. It is meant for panels that run on
    this computer themselves, as the demo panels do; where those may come and go, it is asked.
    """

    def __init__(self, *, loopback_allowed: bool | Callable[[], bool] = False) -> None:
        self._loopback_allowed = loopback_allowed

    @property
    def loopback_allowed(self) -> bool:
        """Whether this computer is allowed now."""
        allowed = self._loopback_allowed
        return allowed if isinstance(allowed, bool) else allowed()

    def check(self, url: str) -> httpx.URL:
        """The address, parsed. Raises `NO_VIDEO_ADDRESS` or `ADDRESS_REFUSED`.

        A name is only checked for what it says; what it resolves to is checked while connecting.
        """
        if not url.strip():
            raise KadrajError(ErrorCode.NO_VIDEO_ADDRESS)
        parsed = _parsed(url)
        if parsed is None or not parsed.host or parsed.userinfo:
            raise refused(url)
        if is_loopback(parsed.host):
            allowed = self.loopback_allowed and parsed.scheme in ("http", "https")
        else:
            allowed = parsed.scheme == "https" and _may_be_public(parsed.host)
        if not allowed:
            raise refused(url)
        return parsed

    def allows(self, address: IPAddress) -> bool:
        """Whether to connect to this address."""
        return is_public(address) or (self.loopback_allowed and _plain(address).is_loopback)


def check_service_address(service: str, url: str) -> str:
    """A service's base address without a slash at its end.

    It is https, or plain http where the host is this computer, and names no user, query or
    fragment. Raises `SERVICE_ADDRESS_INVALID`.
    """
    parsed = _parsed(url.strip())
    fine = (
        parsed is not None
        and parsed.host
        and (parsed.scheme == "https" or (parsed.scheme == "http" and is_loopback(parsed.host)))
        and not (parsed.userinfo or parsed.query or parsed.fragment)
        and not url.strip().endswith(("?", "#"))
    )
    if parsed is None or not fine:
        raise KadrajError(
            ErrorCode.SERVICE_ADDRESS_INVALID, service=service, value=shown_address(url)
        )
    return str(parsed).rstrip("/")


def is_loopback(host: str) -> bool:
    """Whether a host means this computer, by its words alone."""
    literal = _literal(host)
    if literal is not None:
        return _plain(literal).is_loopback
    return host.rstrip(".").lower() == "localhost"


def is_public(address: IPAddress) -> bool:
    """Whether an address lies in the open internet, seen through the ways to wrap an IPv4 one."""
    plain = _plain(address)
    if isinstance(plain, ipaddress.IPv6Address) and (plain.teredo or plain.is_site_local):
        return False
    return plain.is_global and not (
        plain.is_private
        or plain.is_multicast
        or plain.is_reserved
        or plain.is_loopback
        or plain.is_link_local
        or plain.is_unspecified
    )


def refused(url: str) -> KadrajError:
    """The error for an address that the program does not go to."""
    return KadrajError(ErrorCode.ADDRESS_REFUSED, url=shown_address(url))


def shown_address(url: str) -> str:
    """An address for people and logs: without user, query and fragment, cut at 300 characters."""
    parsed = _parsed(url)
    if parsed is None:
        bare = url.split("?", 1)[0].split("#", 1)[0]
        scheme, separator, rest = bare.rpartition("://")
        bare = scheme + separator + rest.rpartition("@")[2]
    else:
        bare = str(parsed.copy_with(userinfo=b"", query=None, fragment=None))
    return "".join(letter for letter in bare if letter.isprintable())[:300]


def _parsed(url: str) -> httpx.URL | None:
    if len(url) > _LONGEST:
        return None
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        return None
    return parsed if parsed.port is None or 0 < parsed.port < 65536 else None


def _may_be_public(host: str) -> bool:
    # Some resolvers take an address with a dot behind it for the address, others for a name.
    name = host.rstrip(".").lower()
    literal = _literal(name)
    if literal is not None:
        return is_public(literal)
    return "." in name and "%" not in name and not name.endswith(_LOCAL_ENDINGS)


def _literal(host: str) -> IPAddress | None:
    """The address that a host spells out, in the old forms 127.1 and 0x7f000001 too."""
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None


def _plain(address: IPAddress) -> IPAddress:
    """The IPv4 address inside an IPv6 one (mapped, 6to4, NAT64), or the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
