"""Connections to the open internet that cannot be led into the user's own network.

A name is resolved here, every address it has is checked, and the connection goes to the very
address that was checked: a second answer of the name server is never asked for. Names in TLS and
in `Host` stay as they were.

Where the system sets a proxy, the proxy resolves names and this guard does not see the addresses;
what `AddressPolicy` says about the name or the literal address still holds.
"""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Iterable
from typing import Any, Final

import httpcore
import httpx

from app.services.addresses import AddressPolicy, IPAddress, refused
from app.services.connections import Backend, Transport

#: Seconds for one of several addresses, so that a dead one leaves time for the next.
_ONE_ADDRESS: Final = 4.0
_MOST_ADDRESSES: Final = 6
#: Bytes that a connection gives at a time if they are there; the most asyncio reads at once.
_AT_ONCE: Final = 256 * 1024


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens TCP connections to addresses that the policy allows, and to no others.

    Raises `ADDRESS_REFUSED` when a host has none that is allowed.
    """

    def __init__(self, policy: AddressPolicy) -> None:
        self._policy = policy
        self._plain = Backend(_AT_ONCE)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connects to the first allowed address that answers."""
        addresses = await _resolved(host, port, timeout)
        allowed = [address for address in addresses if self._policy.allows(address)]
        if not allowed:
            raise refused(str(httpx.URL(scheme="https", host=host)))
        failure: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for address in allowed[:_MOST_ADDRESSES]:
            wait = timeout if len(allowed) == 1 else min(timeout or _ONE_ADDRESS, _ONE_ADDRESS)
            try:
                return await self._plain.connect_tcp(
                    str(address), port, wait, local_address, socket_options
                )
            except (httpcore.NetworkError, httpcore.TimeoutException) as error:
                failure = error
        assert failure is not None  # noqa: S101 - at least one address was tried
        raise failure


class GuardedTransport(Transport):
    """httpx's own transport, with its connections made by `GuardedBackend`."""

    def __init__(
        self, policy: AddressPolicy, ssl_context: ssl.SSLContext, limits: httpx.Limits
    ) -> None:
        super().__init__(ssl_context, limits, GuardedBackend(policy))


async def _resolved(host: str, port: int, seconds: float | None) -> list[IPAddress]:
    """The addresses of a host in the system's order, each once."""
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(seconds):
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except TimeoutError:
        raise httpcore.ConnectTimeout("name not resolved in time") from None
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(str(error)) from None
    # A zone (fe80::1%eth0) only comes with link-local addresses, which are refused anyway.
    texts = dict.fromkeys(str(entry[4][0]) for entry in found)
    return [ipaddress.ip_address(text) for text in texts]
