"""Greeting, status and history: what each answer of a panel is taken for."""

import asyncio
import gzip
import json
import re
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import ErrorCode, KadrajError
from app.domain.replies import HistoryItem, QueuePlace, Quota, RemotePhase
from app.domain.secrets import Secret
from app.services.reading import clock_ahead, retry_after
from tests.services.conftest import KEY, PanelAt, service_at
from tests.services.server import Received, always, named, reply, serving, then_gone

pytestmark = pytest.mark.anyio

SEEDS = Path(__file__).parents[1] / "seeds"
GREETING = '{"message": "Video Generator API", "status": "running"}'
EMPTY_HISTORY = '{"count": 0, "videos": []}'


def seeds_answers(name: str) -> list[Any]:
    """The answers that a panel's page shows: greeting, submit, processing, completed, history."""
    text = (SEEDS / name).read_text(encoding="utf-8").replace("\u00a0", " ")
    shown = re.findall(
        r"^Response[^\n]*:\n(\{[^\n]+\}|\{\n.*?^\})$", text, re.MULTILINE | re.DOTALL
    )
    return [json.loads(answer) for answer in shown]


def answering(**answers: Any) -> bytes:
    return reply(200, json.dumps(answers))


@pytest.mark.parametrize(("service", "seed"), [("sora", "sora2"), ("veo", "veo3")])
async def test_the_seeds_own_answers_are_understood(
    panel_at: PanelAt, service: str, seed: str
) -> None:
    greeting, _, processing, completed, history = seeds_answers(f"{seed}-panel.txt")
    answers = {"/": greeting, "/status/a": processing, "/status/b": completed, "/videos": history}

    async def script(request: Received, writer: asyncio.StreamWriter) -> None:
        answer = {**answers[request.target]}
        answer.pop("job_id", None)
        writer.write(answering(**answer))

    async with panel_at(script, service) as (client, server):
        await client.greet(KEY)
        running = await client.status(KEY, "a")
        done = await client.status(KEY, "b")
        told = await client.history(KEY)
    assert {sent.headers["x-api-key"] for sent in server.received} == {KEY.reveal()}
    assert (running.phase, running.place) == (RemotePhase.PROCESSING, QueuePlace(0, 0))
    assert running.started_at == datetime(2025, 9, 20, 3, 7, 59)  # noqa: DTZ001
    assert (running.completed_at, running.video_url, running.quota) == (None, "", Quota(20, 18))
    assert (done.phase, done.quota) == (RemotePhase.COMPLETED, Quota())
    assert done.video_url.endswith("2949a83f-ac0c-46a3-a3a2-aad86d2d577d.mp4")
    veo = service == "veo"
    assert told.count == 4
    assert told.items == (
        HistoryItem(
            remote_id="9343595a-479e-41d7-a34a-88df5ceffa5f",
            video_url="https://iframe.mediadelivery.net/play/491799/224feb1d-...",
            created_at=datetime(2025, 9, 20, 3, 5, 30),  # noqa: DTZ001
            aspect_ratio="16:9" if veo else "",
            duration_seconds=6.0 if veo else None,
            has_image=False if veo else None,
        ),
    )


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (reply(200, "<!DOCTYPE html>", Content_Type="application/json"), ErrorCode.HTML_REPLY),
        (reply(200, "\ufeff\n <html>"), ErrorCode.HTML_REPLY),
        (reply(200, "[]"), ErrorCode.ODD_REPLY),
        (reply(200, ""), ErrorCode.ODD_REPLY),
        (reply(200, "\xff\xfe"), ErrorCode.ODD_REPLY),
        (reply(200, '{"videos": 7}'), ErrorCode.ODD_REPLY),
        (reply(200, '{"error": "wrong key"}'), ErrorCode.ODD_REPLY),
        (reply(200, gzip.compress(bytes(50_000_000)), Content_Encoding="gzip"), "odd_reply"),
        (reply(200, gzip.compress(b"{}" * 99)[:-9], Content_Encoding="gzip"), "odd_reply"),
        (reply(200, '{"videos": [' + "1," * 3_000_000 + "1]}"), ErrorCode.ODD_REPLY),
        (reply(304), ErrorCode.ODD_REPLY),
        (reply(401, "<html>"), ErrorCode.KEY_REFUSED),
        (reply(403), ErrorCode.KEY_REFUSED),
        (reply(404, '{"detail": "Not Found"}'), ErrorCode.NOT_FOUND),
        (reply(429), ErrorCode.RATE_LIMITED),
        (reply(500), ErrorCode.SERVER_ERROR),
        (reply(503, "<html>"), ErrorCode.SERVER_ERROR),
        (reply(400, "no"), ErrorCode.REJECTED),
        (reply(200, EMPTY_HISTORY, Content_Length="999"), ErrorCode.TIMED_OUT),
    ],
    ids=named,
)
async def test_each_wrong_answer_has_its_own_error(
    panel_at: PanelAt, answer: bytes, code: str
) -> None:
    async with panel_at(always(answer)) as (service, _):
        with pytest.raises(KadrajError) as told:
            await service.history(KEY)
    assert told.value.code == code
    assert told.value.params["service"] == "sora"


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\n", b"garbage\r\n\r\n"], ids=named)
async def test_a_dropped_connection_means_unreachable(panel_at: PanelAt, answer: bytes) -> None:
    async with panel_at(then_gone(answer)) as (service, _):
        with pytest.raises(KadrajError) as told:
            await service.history(KEY)
    assert told.value.code is ErrorCode.UNREACHABLE


async def test_a_drip_of_bytes_does_not_hold_the_program_for_ever(panel_at: PanelAt) -> None:
    async def drip(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while True:
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.1)

    async with panel_at(drip) as (service, _):
        with pytest.raises(KadrajError) as told:
            await service.history(KEY)
    assert told.value.code is ErrorCode.TIMED_OUT


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress], ids=["gzip", "zlib"])
async def test_compressed_answers_are_read(panel_at: PanelAt, pack: Any) -> None:
    answer = reply(200, pack(EMPTY_HISTORY.encode()), Content_Encoding="gzip")
    async with panel_at(always(answer)) as (service, _):
        assert (await service.history(KEY)).items == ()


async def test_redirects_are_followed_within_the_origin_only(panel_at: PanelAt) -> None:
    async def script(request: Received, writer: asyncio.StreamWriter) -> None:
        if request.target == "/videos":
            writer.write(reply(307, Location="/videos/"))
        else:
            writer.write(reply(200, EMPTY_HISTORY))

    async with panel_at(script) as (service, server):
        await service.history(KEY)
    assert [sent.target for sent in server.received] == ["/videos", "/videos/"]


async def test_the_key_goes_to_no_other_origin(panel_at: PanelAt) -> None:
    async with (
        serving(always(reply(200, EMPTY_HISTORY))) as other,
        panel_at(always(reply(302, Location=other.url + "/videos"))) as (service, _),
    ):
        with pytest.raises(KadrajError) as told:
            await service.history(KEY)
    assert told.value.code is ErrorCode.REDIRECTED
    assert other.connections == 0


async def test_a_circle_of_redirects_ends(panel_at: PanelAt) -> None:
    async with panel_at(always(reply(302, Location="/videos"))) as (service, server):
        with pytest.raises(KadrajError) as told:
            await service.history(KEY)
    assert told.value.code is ErrorCode.REDIRECTED
    assert len(server.received) == 4


async def test_a_greeting_has_a_message(panel_at: PanelAt) -> None:
    async with panel_at(always(reply(200, GREETING))) as (service, _):
        await service.greet(KEY)
    async with panel_at(always(reply(200, "{}"))) as (service, _):
        with pytest.raises(KadrajError) as told:
            await service.greet(KEY)
    assert told.value.code is ErrorCode.ODD_REPLY


async def test_an_empty_key_is_missing(panel_at: PanelAt) -> None:
    async with panel_at(always(reply(200, GREETING))) as (service, server):
        with pytest.raises(KadrajError) as told:
            await service.greet(Secret(""))
    assert told.value.code is ErrorCode.KEY_MISSING
    assert server.received == []


@pytest.mark.parametrize("remote_id", ["", "..", "../videos", "a/b", "a?b", "a\nb", "x" * 201])
async def test_an_id_that_no_service_gave_is_not_asked_for(
    panel_at: PanelAt, remote_id: str
) -> None:
    async with panel_at(always(answering(status="queued"))) as (service, server):
        with pytest.raises(KadrajError) as told:
            await service.status(KEY, remote_id)
    assert told.value.code is ErrorCode.NOT_FOUND
    assert server.received == []


async def test_the_status_of_another_job_is_not_taken(panel_at: PanelAt) -> None:
    async with panel_at(always(answering(job_id="b", status="completed"))) as (service, _):
        with pytest.raises(KadrajError) as told:
            await service.status(KEY, "a")
    assert told.value.code is ErrorCode.ODD_REPLY


async def test_a_base_address_may_have_a_path(panel_at: PanelAt) -> None:
    async with (
        serving(always(reply(200, EMPTY_HISTORY))) as server,
        service_at(server.url + "/panels/sora/") as service,
    ):
        await service.history(KEY)
    assert server.received[0].target == "/panels/sora/videos"


NOW = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        (" 120 ", 120.0),
        ("999999999999", 86400.0),
        ("Sat, 21 Nov 2026 12:00:30 GMT", 30.0),
        ("Sat, 21 Nov 2026 11:00:00 GMT", 0.0),
        ("Sat, 21 Nov 2099 11:00:00 GMT", 86400.0),
        ("-5", None),
        ("1e9", None),
        ("soon", None),
        ("", None),
        ("٣", None),
        ("Sat, 99 Nov 2026 12:00:30 GMT", None),
    ],
)
def test_retry_after(header: str, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds", "ahead"),
    [
        ({"Date": "Sat, 21 Nov 2026 12:00:05 GMT"}, 1, 4),
        ({"Date": "Sat, 21 Nov 2026 11:59:00 -0000"}, 0, -60),
        ({"Date": "Sat, 21 Nov 2026 12:00:05 GMT"}, 11, None),
        ({"Date": "yesterday"}, 1, None),
        ({}, 1, None),
    ],
)
def test_how_far_the_services_clock_is_ahead(
    headers: dict[str, str], seconds: int, ahead: int | None
) -> None:
    asked = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    told = clock_ahead(headers, asked, asked + timedelta(seconds=seconds))
    assert told == (None if ahead is None else timedelta(seconds=ahead))
