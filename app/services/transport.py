"""How every connection is made: the system's trust store, own limits, no quiet extras."""

import functools
import logging
import re
import ssl
from dataclasses import dataclass
from typing import Final

import httpx
import truststore

from app.domain.errors import ErrorCode, KadrajError
from app.domain.secrets import Secret
from app.metadata import NAME, VERSION
from app.services.connections import Backend, Transport
from app.services.route import Route

USER_AGENT: Final = f"{NAME}/{VERSION}"
#: Idle connections are given up before servers with the usual five seconds do it.
LIMITS: Final = httpx.Limits(max_connections=12, max_keepalive_connections=4, keepalive_expiry=4.0)
#: Every request on a connection of its own.
FRESH: Final = httpx.Limits(max_connections=12, max_keepalive_connections=0)

_KEY_TEXT: Final = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait: for a connection, for each piece of a reply, for the first word after a
    request was sent, and for a whole question or a whole submission."""

    connect: float = 10.0
    read: float = 30.0
    submit: float = 120.0
    question: float = 90.0
    submission: float = 600.0


class RoutedTransport(httpx.AsyncBaseTransport):
    """Goes through the proxy that `route` names, and through `direct` where it names none."""

    def __init__(
        self, direct: httpx.AsyncBaseTransport, limits: httpx.Limits, route: Route
    ) -> None:
        self._direct = direct
        self._limits = limits
        self._route = route
        self._proxied: dict[str, httpx.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Sends a request the way that is set for it."""
        proxy = self._route.proxy_for(request.url)
        transport = self._direct if proxy is None else self._through(proxy)
        return await transport.handle_async_request(request)

    async def aclose(self) -> None:
        """Closes all connections."""
        await self._direct.aclose()
        for transport in self._proxied.values():
            await transport.aclose()

    def _through(self, proxy: str) -> httpx.AsyncHTTPTransport:
        if proxy not in self._proxied:
            try:
                self._proxied[proxy] = httpx.AsyncHTTPTransport(
                    verify=ssl_context(), limits=self._limits, proxy=proxy
                )
            except (ImportError, ValueError, httpx.InvalidURL):
                # Going around the proxy instead could show the user where they hide.
                raise httpx.ProxyError("the proxy is of a kind not supported") from None
        return self._proxied[proxy]


def make_client(
    limits: httpx.Limits, route: Route | None, direct: httpx.AsyncBaseTransport | None = None
) -> httpx.AsyncClient:
    """An HTTP/1.1 client that follows no redirect and tries nothing twice; without a `route` it
    goes as the system wants."""
    # These two write whole addresses and headers, which may hold what nobody should read.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    plain = direct or Transport(ssl_context(), limits, Backend())
    return httpx.AsyncClient(
        transport=RoutedTransport(plain, limits, route or Route()),
        follow_redirects=False,
        headers={"User-Agent": USER_AGENT},
    )


@functools.cache
def ssl_context() -> ssl.SSLContext:
    """TLS that trusts what the system trusts."""
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def key_header(service: str, key: Secret) -> dict[str, str]:
    """The header with the key.

    Raises `KEY_MISSING`, or `KEY_REFUSED` for a key that no header can hold: such a key would
    otherwise be spelled out in the error of the HTTP library.
    """
    if not key:
        raise KadrajError(ErrorCode.KEY_MISSING, service=service)
    if _KEY_TEXT.fullmatch(key.reveal()) is None:
        raise KadrajError(ErrorCode.KEY_REFUSED, service=service)
    return {"X-API-Key": key.reveal()}


def connection_error(error: BaseException, **who: str) -> KadrajError:
    """What a failed connection means. `who` names the `service` or the `host`."""
    if isinstance(error, (httpx.TimeoutException, TimeoutError)):
        return KadrajError(ErrorCode.TIMED_OUT, **who)
    reason = f"{type(error).__name__}: {error}"[:200]
    return KadrajError(ErrorCode.UNREACHABLE, reason=reason, **who)
