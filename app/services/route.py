"""The way into the open internet: straight, or through a proxy."""

import urllib.request
from collections.abc import Callable

import httpx

from app.domain.proxies import Proxy, ProxyMode
from app.services.addresses import is_loopback


class Route:
    """Which proxy a request goes through.

    It is asked for every request, so that a change in the settings or in the system is followed.
    This computer is never reached through a proxy.
    """

    def __init__(self, chosen: Callable[[], Proxy] = Proxy) -> None:
        self._chosen = chosen

    def proxy_for(self, url: httpx.URL) -> str | None:
        """The proxy's address, or None for the straight way. Raises `httpx.ProxyError` where a
        proxy of the user's own is wanted and none is known."""
        if is_loopback(url.host):
            return None
        chosen = self._chosen()
        match chosen.mode:
            case ProxyMode.NONE:
                return None
            case ProxyMode.OWN:
                if not chosen.address:
                    raise httpx.ProxyError("the settings want a proxy, and name none")
                return chosen.address
            case ProxyMode.SYSTEM:
                return _system_proxy(url)


def _system_proxy(url: httpx.URL) -> str | None:
    if urllib.request.proxy_bypass(url.host):
        return None
    proxies = urllib.request.getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all")
    if not proxy:
        return None
    return proxy if "://" in proxy else f"http://{proxy}"
