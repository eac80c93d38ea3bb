"""Two thousand odd replies at each endpoint: a reply that makes sense, or an error with a code.

All of them go through the functions that read replies, and some hundred through the real client
over a socket; `KADRAJ_FUZZ` says how many (300). Figures are printed with `-rP`.
"""

import asyncio
import logging
import os
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager
from typing import Any, Final

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.domain.errors import KadrajError, SubmitNotSent, SubmitRefused, SubmitUncertain
from app.domain.ports import VideoService
from app.services.addresses import AddressPolicy
from app.services.open_internet import OpenInternet
from app.services.pages import page_facts
from app.services.reading import json_object, read_body, refusal
from app.services.registry import SERVICES
from app.services.replies import history_reply, status_reply, submit_reply
from app.services.resolver import resolve
from tests.services.conftest import KEY, asked, service_at
from tests.services.fuzz import Odd, check_bounds, check_error, replies
from tests.services.server import Received, serving

PARSED: Final = 2000
OVER_SOCKET: Final = int(os.environ.get("KADRAJ_FUZZ", "300"))

Read = Callable[[dict[str, Any]], object]
ENDPOINTS: Final[dict[str, Read]] = {
    "greet": lambda said: said.get("message") if isinstance(said.get("message"), str) else None,
    "submit": submit_reply,
    "status": status_reply,
    "history": lambda said: history_reply(said, SERVICES["veo"].history_item),
}
CALLS: Final[dict[str, Callable[[VideoService], Awaitable[object]]]] = {
    "greet": lambda service: service.greet(KEY),
    "submit": lambda service: service.submit(KEY, asked("veo")),
    "status": lambda service: service.status(KEY, "job-1"),
    "history": lambda service: service.history(KEY),
}


async def content(odd: Odd) -> dict[str, Any]:
    """The object in a reply. Raises `ValueError` and `KadrajError`."""

    async def stream() -> AsyncIterator[bytes]:
        yield odd.body

    response = httpx.Response(
        odd.status,
        headers=[(name.encode(), value.encode("latin-1")) for name, value in odd.headers],
        content=stream(),
    )
    error = await refusal("veo", response)
    if error is not None:
        raise error
    return json_object("veo", odd.status, await read_body(response))


def many(count: int) -> settings:
    """So many examples; each is quick, all of them are not."""
    return settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )


def tell(where: str, how: str, came: Counter[str]) -> None:
    """A line of figures."""
    told = ", ".join(f"{what} {count}" for what, count in came.most_common())
    print(f"{where:<9} {how:<12} {came.total():>5} replies: {told}; unhandled 0")  # noqa: T201


def test_two_thousand_replies_are_read_or_refused_at_each_endpoint() -> None:
    came = {endpoint: Counter[str]() for endpoint in ENDPOINTS}

    with asyncio.Runner() as runner:

        def outcome(endpoint: str, odd: Odd) -> str:
            try:
                said = runner.run(content(odd))
            except ValueError:
                return "unreadable"
            except KadrajError as error:
                check_error(error)
                return error.code.value
            reply = ENDPOINTS[endpoint](said)
            if endpoint != "greet":
                check_bounds(reply)
            return "read" if reply is not None else "no use"

        @many(PARSED)
        @given(replies())
        def read(odd: Odd) -> None:
            for endpoint in ENDPOINTS:
                came[endpoint][outcome(endpoint, odd)] += 1

        read()
    for endpoint, counts in came.items():
        tell(endpoint, "parsed", counts)
        assert counts.total() >= PARSED
        assert counts["read"] > PARSED / 20


@contextmanager
def answering(
    given_now: list[bytes],
) -> Iterator[tuple[Callable[[Coroutine[Any, Any, Any]], Any], str]]:
    """A server that gives the one answer in the list, and what runs coroutines beside it."""

    async def script(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(given_now[0])
        await writer.drain()
        writer.close()

    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        server = runner.run(stack.enter_async_context(serving(script)))
        yield runner.run, server.url
        runner.run(stack.aclose())


def test_the_real_client_takes_odd_replies_for_what_they_are(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.ERROR)
    now, came = [b""], {endpoint: Counter[str]() for endpoint in CALLS}

    async def outcome(service: VideoService, endpoint: str, odd: Odd) -> str:
        try:
            check_bounds(await CALLS[endpoint](service))
        except SubmitNotSent:
            pytest.fail("something was sent")
        except SubmitRefused as error:
            check_error(error)
            assert 400 <= odd.status < 500
            return "refused"
        except SubmitUncertain as error:
            check_error(error)
            return "uncertain"
        except KadrajError as error:
            check_error(error)
            assert endpoint != "submit"
            return error.code.value
        return "read"

    with answering(now) as (run, url):
        stack = AsyncExitStack()
        service = run(stack.enter_async_context(service_at(url, "veo")))

        @many(OVER_SOCKET)
        @given(replies())
        def ask(odd: Odd) -> None:
            now[0] = odd.wire()
            for endpoint in CALLS:
                came[endpoint][run(outcome(service, endpoint, odd))] += 1

        ask()
        run(stack.aclose())
    for endpoint, counts in came.items():
        tell(endpoint, "over sockets", counts)
        assert counts.total() >= OVER_SOCKET
        assert counts["read"] > OVER_SOCKET / 50


# -- Pages and playlists ---------------------------------------------------------------------------

_ADDRESSES: Final = st.sampled_from([
    "a.mp4", "/b", "//[", "https://10.0.0.1/a.mp4", "file:///etc/passwd", "javascript:alert(1)", "",
    "data:video/mp4;base64,AAAA", "http://127.0.0.1:0/a", "https://[::1", "?" * 300, "x" * 5000,
    "https://user@127.0.0.1/a.mp4", "\ud800", "\x00", "https://127.0.0.1:99999/a",
])  # fmt: skip
_AROUND: Final = st.sampled_from([
    "<video src='{}'>", '<source src="{}">', "<title>{}</title>", "{}/playlist.m3u8",
    '<meta property="og:video" content="{}">', "var originalUrl = '{}'",
    '<script type="application/ld+json">{{"contentUrl": "{}"}}</script>',
])  # fmt: skip
_ALONE: Final = st.sampled_from([
    "<!DOCTYPE [<!", "<![if", "</script>", "<title>403", "<" * 300, "&#x110000;",
    '<script type="application/ld+json">' + "[" * 3000, "drmEnabled = true",
])  # fmt: skip
_PAGE_PARTS: Final = st.builds(str.format, _AROUND, _ADDRESSES) | _ALONE
PAGES: Final = st.lists(_PAGE_PARTS | st.text(max_size=50), max_size=8).map("".join)
_LINES: Final = _ADDRESSES | st.sampled_from([
    "#EXTINF:1e400,", "#EXTINF:NaN,", "#EXTINF:,", "#EXTINF:4.0,", "#EXT-X-ENDLIST", "a.ts",
    "#EXT-X-BYTERANGE:1@-1", "#EXT-X-BYTERANGE:x", '#EXT-X-MAP:URI="a",BYTERANGE="9"',
    "#EXT-X-STREAM-INF:BANDWIDTH=1e9", "#EXT-X-STREAM-INF:BANDWIDTH=1", "#EXT-X-KEY:METHOD=AES-128",
    '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a"', "#EXT-X-TARGETDURATION:" + "9" * 5000, "#EXT-X-KEY:",
    "#EXT-X-DISCONTINUITY", "#EXT-X-GAP", "#EXT-X-VERSION:x", "#EXT-X-DATERANGE:ID=1,START-DATE=x",
])  # fmt: skip
PLAYLISTS: Final = st.lists(_LINES, max_size=12).map(lambda lines: "\n".join(["#EXTM3U", *lines]))


@pytest.mark.parametrize(
    ("texts", "kind", "path"),
    [
        pytest.param(PAGES, "text/html", "/a", id="page"),
        pytest.param(PAGES, "text/html", "/play/491799/224feb1d-0000", id="player page"),
        pytest.param(PLAYLISTS, "application/x-mpegURL", "/a", id="playlist"),
    ],
)
def test_odd_pages_and_playlists_lead_to_an_address_or_an_error(
    texts: st.SearchStrategy[str], kind: str, path: str, request: pytest.FixtureRequest
) -> None:
    now, came = [b""], Counter[str]()

    async def outcome(internet: OpenInternet, url: str) -> str:
        try:
            found = await resolve(internet, url + path)
        except KadrajError as error:
            return error.code.value
        internet.policy.check(found.url)
        return found.kind.value

    def typed(odd: Odd) -> bytes:
        headers = [header for header in odd.headers if header[0] != "Content-Type"]
        return Odd(odd.status, (*headers, ("Content-Type", kind)), odd.body).wire()

    with answering(now) as (run, url):
        internet = OpenInternet(AddressPolicy(loopback_allowed=True), connect=2.0, read=2.0)

        @many(OVER_SOCKET)
        @given(replies(texts))
        def look(odd: Odd) -> None:
            now[0] = typed(odd)
            came[run(outcome(internet, url))] += 1

        look()
        run(internet.aclose())
    tell(request.node.callspec.id, "over sockets", came)
    assert came.total() >= OVER_SOCKET


@many(PARSED)
@given(PAGES)
def test_two_thousand_pages_are_read(html: str) -> None:
    facts = page_facts(html)
    assert isinstance(facts.title, str)
    assert all(isinstance(address, str) and address for address in facts.videos)
