"""Requests to wherever a video lies: no key, every hop checked."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Final

import httpx

from app.domain.errors import ErrorCode, KadrajError
from app.services.addresses import AddressPolicy, shown_address
from app.services.route import Route
from app.services.safe_network import GuardedTransport
from app.services.transport import FRESH, connection_error, make_client, ssl_context

_MAX_REDIRECTS: Final = 5
_VIDEO_TYPES: Final = ("video/", "application/mp4", "application/octet-stream")
#: Bunny's CDN gives videos only to pages of Bunny's player, if the owner wants it so.
_BUNNY_REFERER: Final = {"Referer": "https://iframe.mediadelivery.net/"}
_BUNNY_ENDINGS: Final = (".b-cdn.net", ".mediadelivery.net", ".bunnycdn.com")


def is_video(response: httpx.Response) -> bool:
    """Whether an answer is labelled as a video, or as bytes of no particular kind."""
    kind: str = response.headers.get("Content-Type", "")
    return kind.strip().lower().startswith(_VIDEO_TYPES)


class OpenInternet:
    """One client for videos and the pages around them."""

    def __init__(
        self, policy: AddressPolicy, connect: float, read: float, route: Route | None = None
    ) -> None:
        """`connect` and `read` are seconds to wait for a connection and for each piece."""
        self.policy = policy
        self._timeout = httpx.Timeout(connect=connect, pool=connect, read=read, write=read)
        self._client = make_client(FRESH, route, GuardedTransport(policy, ssl_context(), FRESH))

    @asynccontextmanager
    async def answer(
        self, method: str, url: str, headers: Mapping[str, str] | None = None
    ) -> AsyncIterator[httpx.Response]:
        """The answer at the end of all redirects, its body not yet read.

        `identity` is asked for, so the raw body is the content. Raises `NO_VIDEO_ADDRESS`,
        `ADDRESS_REFUSED`, `REDIRECTED` (too often), `UNREACHABLE` and `TIMED_OUT`, also for what
        fails while the caller reads.
        """
        host = ""
        try:
            for _ in range(_MAX_REDIRECTS + 1):
                target = self.policy.check(url)
                host = target.host[:200]
                response = await self._sent(method, target, headers)
                try:
                    if not response.has_redirect_location:
                        yield response
                        return
                    url = str(target.join(response.headers["Location"]))
                finally:
                    await response.aclose()
        except httpx.InvalidURL:
            raise KadrajError(ErrorCode.ADDRESS_REFUSED, url=shown_address(url)) from None
        except (httpx.HTTPError, OSError, UnicodeError) as error:
            raise connection_error(error, host=host) from None
        raise KadrajError(ErrorCode.REDIRECTED, host=host)

    async def video_at(self, base: httpx.URL, address: str) -> str | None:
        """An address written in the page `base`, made absolute, if a `HEAD` finds a video there."""
        try:
            target = str(base.join(address))
            async with self.answer("HEAD", target) as response:
                return target if response.status_code == 200 and is_video(response) else None
        except (httpx.InvalidURL, KadrajError):
            return None

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._client.aclose()

    async def _sent(
        self, method: str, target: httpx.URL, headers: Mapping[str, str] | None
    ) -> httpx.Response:
        # Cookies of one host and one video are of no use for the next.
        self._client.cookies.clear()
        referer = _BUNNY_REFERER if target.host.endswith(_BUNNY_ENDINGS) else {}
        request = self._client.build_request(
            method,
            target,
            headers={"Accept-Encoding": "identity", **referer, **(headers or {})},
            timeout=self._timeout,
        )
        return await self._client.send(request, stream=True)
