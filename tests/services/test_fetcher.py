"""Downloads: whole, continued, begun anew, or refused; never a wrong byte."""

import asyncio
import errno
import gzip
import os
import re
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from io import FileIO
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import ErrorCode, KadrajError
from app.domain.replies import AddressKind, VideoAddress
from app.media.streams import join
from app.services import parts
from app.services.addresses import AddressPolicy
from app.services.fetcher import HttpVideoFetcher
from app.store.room import room
from tests.services.server import Received, Script, Server, always, named, reply, serving

pytestmark = pytest.mark.anyio

VIDEO = b"\x00\x00\x00\x20ftypisom" + bytes(range(256)) * 2000
HALF = 200_000
TAG = '"first"'


@asynccontextmanager
async def fetching(
    script: Script, read: float = 2.0
) -> AsyncIterator[tuple[HttpVideoFetcher, Server]]:
    fetcher = HttpVideoFetcher(
        AddressPolicy(loopback_allowed=True), join, room, connect=2.0, read=read
    )
    async with serving(script) as server:
        try:
            yield fetcher, server
        finally:
            await fetcher.aclose()


def ranges(video: bytes = VIDEO, tag: str = TAG, stop: int | None = None) -> Script:
    """A file server that knows ranges; with `stop`, first answers drop after so many bytes."""
    dropped = False

    async def script(request: Received, writer: asyncio.StreamWriter) -> None:
        nonlocal dropped
        wanted = re.fullmatch(r"bytes=([0-9]+)-", request.headers.get("range", ""))
        same = request.headers.get("if-range") == tag
        if wanted and same and int(wanted[1]) >= len(video):
            writer.write(reply(416, Content_Range=f"bytes */{len(video)}"))
        elif wanted and same:
            start = int(wanted[1])
            told = f"bytes {start}-{len(video) - 1}/{len(video)}"
            writer.write(reply(206, video[start:], Content_Range=told, ETag=tag))
        elif stop is not None and not dropped:
            dropped = True
            answer = reply(200, video, ETag=tag)
            writer.write(answer[: len(answer) - len(video) + stop])
            await writer.drain()
            writer.transport.close()
        else:
            writer.write(reply(200, video, ETag=tag, Content_Type="video/mp4"))

    return script


def plain(url: str) -> VideoAddress:
    return VideoAddress(AddressKind.FILE, url)


class Seen:
    """Remembers what was reported, and when."""

    def __init__(self) -> None:
        self.reports: list[tuple[int, int | None]] = []
        self.times: list[float] = []

    def __call__(self, received: int, total: int | None) -> None:
        self.reports.append((received, total))
        self.times.append(time.monotonic())


def memory(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def content(file: Path) -> bytes:
    return file.read_bytes()


async def failure(work: Awaitable[None]) -> KadrajError:
    with pytest.raises(KadrajError) as told:
        await work
    return told.value


async def test_a_video_arrives_whole_and_without_a_key(tmp_path: Path) -> None:
    part, seen = tmp_path / "a.mp4.part", Seen()
    async with fetching(ranges()) as (fetcher, server):
        await fetcher.fetch(plain(server.url + "/a.mp4"), part, seen)
    assert part.read_bytes() == VIDEO
    assert seen.reports[-1] == (len(VIDEO), len(VIDEO))
    assert names(tmp_path) == [part.name]
    headers = server.received[0].headers
    assert headers["accept-encoding"] == "identity"
    assert not {"x-api-key", "cookie", "range"} & headers.keys()


async def test_a_cut_download_is_continued_where_it_ended(tmp_path: Path) -> None:
    part, seen = tmp_path / "a.mp4.part", Seen()
    async with fetching(ranges(stop=HALF)) as (fetcher, server):
        error = await failure(fetcher.fetch(plain(server.url + "/a.mp4"), part, seen))
        assert error.code is ErrorCode.DOWNLOAD_CUT
        assert error.params["expected"] == len(VIDEO)
        kept = len(content(part))
        assert 0 < kept <= HALF
        assert error.params["received"] == kept
        await fetcher.fetch(plain(server.url + "/a.mp4"), part, seen)
    assert server.received[1].headers["range"] == f"bytes={kept}-"
    assert server.received[1].headers["if-range"] == TAG
    assert part.read_bytes() == VIDEO
    assert not memory(part).exists()


@asynccontextmanager
async def cut_then(part: Path, then: Script) -> AsyncIterator[tuple[HttpVideoFetcher, Server, str]]:
    """A server whose first download breaks off, and which then follows `then`."""
    scripts = iter([ranges(stop=HALF)])

    async def script(request: Received, writer: asyncio.StreamWriter) -> None:
        await next(scripts, then)(request, writer)

    async with fetching(script) as (fetcher, server):
        url = server.url + "/a.mp4"
        await failure(fetcher.fetch(plain(url), part, Seen()))
        yield fetcher, server, url


OTHER = b"\x00\x00\x00\x20ftypmp42" + b"other" * 90_000


@pytest.mark.parametrize(
    ("then", "arrives"),
    [
        (ranges(OTHER, '"second"'), OTHER),  # changed meanwhile
        (ranges(OTHER), OTHER),  # changed, though the tag is the same: another length
        (always(reply(200, OTHER)), OTHER),  # knows no ranges
        (ranges(VIDEO[: HALF // 4]), VIDEO[: HALF // 4]),  # 416: shorter than what is here
    ],
    ids=["changed", "another length", "no ranges", "shorter"],
)
async def test_a_file_that_changed_between_two_parts_is_begun_anew(
    tmp_path: Path, then: Script, arrives: bytes
) -> None:
    part = tmp_path / "a.mp4.part"
    async with cut_then(part, then) as (fetcher, _, url):
        await fetcher.fetch(plain(url), part, Seen())
    assert part.read_bytes() == arrives


@pytest.mark.parametrize(
    "head",
    [
        {"Content_Range": f"bytes 0-{len(VIDEO) - 1}/{len(VIDEO)}"},
        {"Content_Range": "bytes 7-"},
        {"Content_Range": "bytes 131072-524299/*"},
        {},
    ],
)
async def test_a_piece_that_does_not_fit_is_not_used(tmp_path: Path, head: dict[str, str]) -> None:
    part = tmp_path / "a.mp4.part"

    async def then(request: Received, writer: asyncio.StreamWriter) -> None:
        wrong = reply(206, b"wrong" * 1000, **head)
        writer.write(wrong if "range" in request.headers else reply(200, VIDEO))

    async with cut_then(part, then) as (fetcher, _, url):
        await fetcher.fetch(plain(url), part, Seen())
    assert part.read_bytes() == VIDEO


async def test_a_part_of_another_address_is_not_continued(tmp_path: Path) -> None:
    part = tmp_path / "a.mp4.part"
    async with cut_then(part, ranges()) as (fetcher, server, url):
        await fetcher.fetch(plain(url + "/other"), part, Seen())
    assert "range" not in server.received[-1].headers
    assert part.read_bytes() == VIDEO


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"address": 1}', "\x00"])
async def test_a_part_with_a_damaged_memory_is_begun_anew(tmp_path: Path, damage: str) -> None:
    part = tmp_path / "a.mp4.part"
    async with cut_then(part, ranges()) as (fetcher, server, url):
        memory(part).write_text(damage)
        await fetcher.fetch(plain(url), part, Seen())
    assert "range" not in server.received[-1].headers
    assert part.read_bytes() == VIDEO


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (reply(200, VIDEO, Content_Type="text/html"), ErrorCode.NOT_A_VIDEO),
        (reply(200, "{}", Content_Type="application/json; charset=x"), ErrorCode.NOT_A_VIDEO),
        (reply(200, "\n<html>", Content_Type="video/mp4"), ErrorCode.NOT_A_VIDEO),
        (reply(200, '{"a": 1}'), ErrorCode.NOT_A_VIDEO),
        (reply(200, gzip.compress(VIDEO), Content_Encoding="gzip"), ErrorCode.NOT_A_VIDEO),
        (reply(200), ErrorCode.NOT_A_VIDEO),
        (reply(200, VIDEO, Content_Length="9999999999999"), ErrorCode.NOT_A_VIDEO),
        (reply(206, VIDEO), ErrorCode.DOWNLOAD_FAILED),
        (reply(403, "<html>"), ErrorCode.DOWNLOAD_FAILED),
        (reply(404), ErrorCode.DOWNLOAD_FAILED),
        (reply(500), ErrorCode.DOWNLOAD_FAILED),
        (reply(302, Location="file:///etc/passwd"), ErrorCode.ADDRESS_REFUSED),
        (reply(302, Location="https://10.0.0.1/a.mp4"), ErrorCode.ADDRESS_REFUSED),
        (reply(302, Location="http://a.example/a.mp4"), ErrorCode.ADDRESS_REFUSED),
        (reply(302, Location="/a.mp4"), ErrorCode.REDIRECTED),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"\x00" * 9, None),
    ],
    ids=named,
)
async def test_what_is_no_video_is_told_apart(
    tmp_path: Path, answer: bytes, code: ErrorCode | None
) -> None:
    async def script(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()
        writer.close()

    part = tmp_path / "a.part"
    async with fetching(script) as (fetcher, server):
        work = fetcher.fetch(plain(server.url + "/a.mp4"), part, Seen())
        if code is None:
            await work
            assert part.read_bytes() == b"\x00" * 9
        else:
            assert (await failure(work)).code is code


async def test_redirects_are_followed_and_checked(tmp_path: Path) -> None:
    async def script(request: Received, writer: asyncio.StreamWriter) -> None:
        if request.target == "/a":
            writer.write(reply(302, Location="/b.mp4", Set_Cookie="a=b"))
        else:
            writer.write(reply(200, VIDEO))

    part = tmp_path / "a.part"
    async with fetching(script) as (fetcher, server):
        await fetcher.fetch(plain(server.url + "/a"), part, Seen())
    assert part.read_bytes() == VIDEO
    assert "cookie" not in server.received[1].headers


async def test_loopback_is_refused_unless_the_panel_is_there_too(tmp_path: Path) -> None:
    fetcher = HttpVideoFetcher(AddressPolicy(), join, room)
    async with serving(always(reply(200, VIDEO))) as server:
        error = await failure(fetcher.fetch(plain(server.url + "/a.mp4"), tmp_path / "p", Seen()))
    await fetcher.aclose()
    assert error.code is ErrorCode.ADDRESS_REFUSED
    assert server.connections == 0
    assert names(tmp_path) == []


async def test_silence_in_the_middle_times_out_and_keeps_the_part(tmp_path: Path) -> None:
    async def script(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(reply(200, VIDEO, ETag=TAG)[:HALF])
        await writer.drain()
        await asyncio.sleep(60)

    part = tmp_path / "a.part"
    async with fetching(script, read=0.3) as (fetcher, server):
        error = await failure(fetcher.fetch(plain(server.url + "/a.mp4"), part, Seen()))
    assert error.code is ErrorCode.TIMED_OUT
    assert VIDEO.startswith(part.read_bytes())
    assert memory(part).exists()


async def test_a_cancelled_download_keeps_a_part_that_is_right(tmp_path: Path) -> None:
    part, halfway = tmp_path / "a.part", asyncio.Event()
    tail, told = asyncio.Event(), Seen()

    def tell(received: int, total: int | None) -> None:
        told(received, total)
        halfway.set()

    async def script(request: Received, writer: asyncio.StreamWriter) -> None:
        if "range" in request.headers:
            await ranges()(request, writer)
            return
        writer.write(reply(200, VIDEO, ETag=TAG)[:HALF])
        await writer.drain()
        await tail.wait()

    async with fetching(script) as (fetcher, server):
        url = server.url + "/a.mp4"
        task = asyncio.ensure_future(fetcher.fetch(plain(url), part, tell))
        await halfway.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        tail.set()
        assert VIDEO.startswith(content(part))
        assert len(content(part)) >= told.reports[-1][0] > 0
        await fetcher.fetch(plain(url), part, Seen())
    assert part.read_bytes() == VIDEO


async def test_progress_is_told_some_ten_times_a_second(tmp_path: Path) -> None:
    async def script(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(reply(200, b"", Content_Length=str(100 * 65536)))
        for _step in range(100):
            writer.write(b"\x01" * 65536)
            await writer.drain()
            await asyncio.sleep(0.005)

    seen = Seen()
    started = time.monotonic()
    async with fetching(script) as (fetcher, server):
        await fetcher.fetch(plain(server.url + "/a.mp4"), tmp_path / "p", seen)
    assert 2 <= len(seen.reports) <= (time.monotonic() - started) * 10 + 2
    assert seen.reports == sorted(seen.reports)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
async def test_a_full_disk_is_said_to_be_full(tmp_path: Path) -> None:
    part = tmp_path / "a.part"
    part.symlink_to("/dev/full")
    async with fetching(ranges()) as (fetcher, server):
        error = await failure(fetcher.fetch(plain(server.url + "/a.mp4"), part, Seen()))
    assert error.code is ErrorCode.DISK_FULL
    assert error.params["folder"] == str(tmp_path)


async def test_a_folder_that_is_gone_is_a_failed_file(tmp_path: Path) -> None:
    part = tmp_path / "gone" / "a.part"
    async with fetching(ranges()) as (fetcher, server):
        error = await failure(fetcher.fetch(plain(server.url + "/a.mp4"), part, Seen()))
    assert error.code is ErrorCode.FILE_FAILED
    assert error.params["reason"] == os.strerror(errno.ENOENT)


async def test_a_part_that_is_whole_already_is_not_fetched_again(tmp_path: Path) -> None:
    part = tmp_path / "a.mp4.part"
    async with cut_then(part, ranges()) as (fetcher, server, url):
        part.write_bytes(VIDEO)  # as if it had ended between the last byte and the last step
        await fetcher.fetch(plain(url), part, Seen())
    assert server.received[-1].headers["range"] == f"bytes={len(VIDEO)}-"
    assert len(server.received) == 2
    assert part.read_bytes() == VIDEO
    assert names(tmp_path) == [part.name]


@pytest.mark.parametrize("told", ["bytes */7", "bytes */", "", f"bytes 0-1/{len(VIDEO)}"])
async def test_a_whole_part_of_another_length_is_begun_anew(tmp_path: Path, told: str) -> None:
    part = tmp_path / "a.mp4.part"

    async def then(request: Received, writer: asyncio.StreamWriter) -> None:
        refused = reply(416, Content_Range=told) if told else reply(416)
        writer.write(refused if "range" in request.headers else reply(200, OTHER))

    async with cut_then(part, then) as (fetcher, _, url):
        await fetcher.fetch(plain(url), part, Seen())
    assert part.read_bytes() == OTHER


@pytest.mark.parametrize(
    ("asked", "wait"), [("7", 7.0), ("999999", 3600.0), ("soon", None), ("", None)]
)
@pytest.mark.parametrize("status", [429, 503])
async def test_a_server_that_asks_for_time_is_given_some(
    tmp_path: Path, status: int, asked: str, wait: float | None
) -> None:
    busy = reply(status, Retry_After=asked) if asked else reply(status)
    async with fetching(always(busy)) as (fetcher, server):
        error = await failure(fetcher.fetch(plain(server.url + "/a.mp4"), tmp_path / "p", Seen()))
    assert error.params.get("retry_after") == wait
    assert error.params["status"] == status


class UnevenDisk(FileIO):
    """A disk that takes its time for every write but the empty and every third one."""

    writes = 0

    def write(self, content: Any) -> int:
        self.writes += 1
        if self.writes % 3:
            time.sleep(0.004)
        return super().write(content)


async def test_what_comes_slowly_and_what_comes_at_once_is_written_in_its_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "_AT_ONCE", 1000)
    monkeypatch.setattr(parts, "_SOON", 0.0)
    monkeypatch.setattr(parts, "_opened", lambda path, _part: UnevenDisk(path, "w"))
    part = tmp_path / "part"
    pieces = [bytes([number]) * 600 for number in range(150)]
    async with parts.writing(part, parts.Part("", "")) as writer:
        for piece in pieces:
            await writer.write(piece)
            await asyncio.sleep(0)
        await writer.finish()
    assert content(part) == b"".join(pieces)
