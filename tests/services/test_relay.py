"""A player on this computer gets a video through Kadraj's own client, whatever the origin does."""

import asyncio
import re
from collections.abc import Awaitable, Callable

import httpx
import pytest

from app.domain.errors import ErrorCode, KadrajError
from app.services.addresses import AddressPolicy
from app.services.relay import HttpVideoRelay
from tests.services.server import Received, Script, always, reply, serving

pytestmark = pytest.mark.anyio

VIDEO = bytes(range(256)) * 2_000


def parts(most: int = len(VIDEO)) -> Script:
    """Gives any part of the video, but never more than so many bytes before it hangs up."""

    async def script(request: Received, writer: asyncio.StreamWriter) -> None:
        told = re.fullmatch(r"bytes=(\d+)-(\d+)", request.headers["range"])
        assert told is not None
        first, last = int(told[1]), min(int(told[2]), len(VIDEO) - 1)
        head = (
            "HTTP/1.1 206 Part\r\nContent-Type: video/mp4\r\n"
            f"Content-Length: {last - first + 1}\r\n"
            f"Content-Range: bytes {first}-{last}/{len(VIDEO)}\r\n\r\n"
        )
        body = VIDEO[first : last + 1]
        writer.write(head.encode() + body[:most])
        await writer.drain()
        if most < len(body):
            writer.transport.close()

    return script


@pytest.fixture
async def relay() -> "HttpVideoRelay":
    return HttpVideoRelay(AddressPolicy(loopback_allowed=True), 2.0, 2.0)


async def got(address: str, **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(address, headers=headers, timeout=20)


async def using(
    relay: HttpVideoRelay, script: Script, do: Callable[[str], Awaitable[None]]
) -> None:
    async with serving(script) as server:
        try:
            await do(await relay.open(f"{server.url}/video.mp4"))
        finally:
            await relay.aclose()


async def test_the_whole_and_every_part(relay: HttpVideoRelay) -> None:
    async def do(address: str) -> None:
        assert (await got(address)).content == VIDEO
        part = await got(address, Range="bytes=1000-")
        assert part.status_code == 206
        assert part.content == VIDEO[1000:]
        assert part.headers["Content-Range"] == f"bytes 1000-{len(VIDEO) - 1}/{len(VIDEO)}"
        assert (await got(address, Range="bytes=5-9")).content == VIDEO[5:10]
        assert (await got(address, Range="bytes=99999999-")).status_code == 416

    await using(relay, parts(), do)


async def test_what_was_cut_goes_on_where_it_stopped(relay: HttpVideoRelay) -> None:
    async def do(address: str) -> None:
        assert (await got(address)).content == VIDEO

    await using(relay, parts(most=100_000), do)


async def test_nobody_without_the_address_gets_anything(relay: HttpVideoRelay) -> None:
    async def do(address: str) -> None:
        origin = address.rpartition("/")[0]
        for path in ("", "video.mp4", "A" * 43):
            assert (await got(f"{origin}/{path}")).status_code == 404
        relay.cut()
        assert (await got(address)).status_code == 404, "an address is good for one video"

    await using(relay, parts(), do)


async def test_a_player_that_waits_is_let_go_at_once(relay: HttpVideoRelay) -> None:
    waiting = asyncio.Event()

    async def stuck(request: Received, writer: asyncio.StreamWriter) -> None:
        if request.headers["range"] == "bytes=0-0":
            await parts()(request, writer)
        else:
            waiting.set()
            await asyncio.Event().wait()

    async def do(address: str) -> None:
        asking = asyncio.create_task(got(address))
        await waiting.wait()
        relay.cut()
        with pytest.raises(httpx.RemoteProtocolError):
            await asking

    await using(relay, stuck, do)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (reply(404), ErrorCode.DOWNLOAD_FAILED),
        (reply(200, "<html>", Content_Type="text/html"), ErrorCode.NOT_A_VIDEO),
        (reply(206, b"x", Content_Encoding="gzip"), ErrorCode.NOT_A_VIDEO),
        (
            reply(302, Location="http://192.168.0.1/video.mp4"),
            ErrorCode.ADDRESS_REFUSED,
        ),
    ],
)
async def test_what_cannot_be_played_is_said(
    relay: HttpVideoRelay, answer: bytes, code: ErrorCode
) -> None:
    async with serving(always(answer)) as server:
        with pytest.raises(KadrajError) as caught:
            await relay.open(f"{server.url}/video.mp4")
        await relay.aclose()
    assert caught.value.code is code


async def test_a_server_without_parts_is_not_played_from(relay: HttpVideoRelay) -> None:
    async with serving(always(reply(200, VIDEO, Content_Type="video/mp4"))) as server:
        assert await relay.open(f"{server.url}/video.mp4") == ""
        await relay.aclose()


async def test_the_relay_is_reached_directly_where_there_is_a_proxy(
    relay: HttpVideoRelay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "example.org")

    async def do(_: str) -> None:
        import os

        assert os.environ["no_proxy"] == "example.org,127.0.0.1"

    await using(relay, parts(), do)
