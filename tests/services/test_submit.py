"""A paid request goes out once, and what came of it is told apart into three."""

import asyncio
import gzip
import json
import logging
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import (
    ErrorCode,
    KadrajError,
    SubmitNotSent,
    SubmitRefused,
    SubmitUncertain,
)
from app.domain.replies import Quota, RemotePhase
from app.domain.requests import Picture
from app.domain.secrets import Secret
from tests.services.conftest import KEY, PanelAt, asked, service_at
from tests.services.server import Received, always, named, reply, serving, then_gone

pytestmark = pytest.mark.anyio

TAKEN = reply(200, json.dumps({"job_id": "job-1", "status": "queued", "daily_limit_remaining": 18}))


async def test_a_taken_request_gives_the_services_id(panel_at: PanelAt) -> None:
    async with panel_at(always(TAKEN)) as (service, server):
        told = await service.submit(KEY, asked())
    assert (told.remote_id, told.phase) == ("job-1", RemotePhase.QUEUED)
    assert told.quota == Quota(None, 18)
    assert [(sent.method, sent.target) for sent in server.received] == [("POST", "/generate")]
    assert server.received[0].headers["x-api-key"] == KEY.reveal()
    assert server.received[0].headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("answer", "code", "params"),
    [
        (reply(400, '{"detail": "prompt too long"}'), "rejected", {"detail": "prompt too long"}),
        (reply(413, "<html>large</html>"), "rejected", {"status": 413, "detail": ""}),
        (reply(418, "plain words"), "rejected", {"detail": "plain words"}),
        (
            reply(422, '{"detail": [{"loc": ["body", "model"], "msg": "field required"}]}'),
            "rejected",
            {"detail": "model: field required"},
        ),
        (
            reply(422, '{"error": {"message": "yanlış oran"}}'),
            "rejected",
            {"detail": "yanlış oran"},
        ),
        (reply(401, "<html>who?</html>"), "key_refused", {}),
        (reply(403, '{"detail": "Invalid API key"}'), "key_refused", {}),
        (reply(429, "", Retry_After="7"), "rate_limited", {"retry_after": 7.0}),
        (reply(429, '{"detail": "Rate limit exceeded"}'), "rate_limited", {"retry_after": None}),
        (reply(429, '{"detail": "Daily limit reached"}'), "quota_exhausted", {}),
        (reply(429, '{"message": "Günlük limit doldu"}'), "quota_exhausted", {}),
        (reply(429, '{"detail": "no", "daily_limit_remaining": 0}'), "quota_exhausted", {}),
        (reply(429, '{"detail": "limit", "daily_limit_remaining": 3}'), "rate_limited", {}),
    ],
    ids=named,
)
async def test_a_readable_refusal_fails_the_job(
    panel_at: PanelAt, answer: bytes, code: str, params: dict[str, object]
) -> None:
    async with panel_at(always(answer)) as (service, server):
        with pytest.raises(SubmitRefused) as told:
            await service.submit(KEY, asked())
    assert told.value.code == code
    assert params.items() <= dict(told.value.params).items()
    assert len(server.received) == 1


async def test_a_refusal_whose_body_breaks_off_is_still_a_refusal(panel_at: PanelAt) -> None:
    async with panel_at(then_gone(reply(400, "half", Content_Length="900"))) as (service, _):
        with pytest.raises(SubmitRefused) as told:
            await service.submit(KEY, asked())
    assert told.value.code is ErrorCode.REJECTED


UNCLEAR = {
    "dropped before any answer": then_gone(b""),
    "dropped within the head": then_gone(b"HTTP/1.1 200 OK\r\nContent-Le"),
    "dropped within the body": then_gone(reply(200, '{"job_id"', Content_Length="80")),
    "not HTTP": then_gone(b"\x00\x01\x02 hello\r\n\r\n"),
    "HTML with 200": always(reply(200, "<!doctype html><p>maintenance")),
    "empty 200": always(reply(200)),
    "no content": always(reply(204)),
    "a list": always(reply(200, "[1, 2]")),
    "no job id": always(reply(200, '{"status": "queued"}')),
    "a harmful job id": always(reply(200, '{"job_id": "../../etc"}')),
    "500": always(reply(500, '{"detail": "database"}')),
    "502 page": always(reply(502, "<html>Bad Gateway</html>")),
    "redirect": always(reply(307, Location="/elsewhere")),
    "redirect to another host": always(reply(301, Location="http://localhost:1/")),
    "gzip bomb": always(reply(200, gzip.compress(bytes(9_000_000)), Content_Encoding="gzip")),
    "huge JSON": always(reply(200, '{"job_id": "' + "a" * 5_000_000 + '"}')),
    "deep JSON": always(reply(200, "[" * 100_000)),
    "unknown compression": always(reply(200, "{}", Content_Encoding="br")),
    "broken compression": always(reply(200, "{}", Content_Encoding="gzip")),
    "long number": always(reply(200, '{"job_id": ' + "9" * 9000 + "}")),
}


@pytest.mark.parametrize(
    ("answer", "came"),
    [
        (reply(503, "<html>down</html>"), {"came": "error", "status": 503}),
        (reply(200, "<html>hello</html>"), {"came": "page", "status": 200}),
        (reply(200, "{}"), {"came": "odd", "status": 200}),
        (
            reply(307, Location="http://localhost:1/x"),
            {"came": "redirect", "status": 307, "host": "localhost"},
        ),
    ],
)
async def test_what_came_back_is_told_and_logged(
    panel_at: PanelAt, answer: bytes, came: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    async with panel_at(always(answer)) as (service, _):
        with pytest.raises(SubmitUncertain) as told:
            await service.submit(KEY, asked())
    assert told.value.params == {"service": service.capabilities.service, **came}
    assert f"status {came['status']}" in caplog.text


@pytest.mark.parametrize("name", UNCLEAR)
async def test_whatever_else_comes_back_leaves_the_job_uncertain(
    panel_at: PanelAt, name: str
) -> None:
    async with panel_at(UNCLEAR[name]) as (service, server):
        with pytest.raises(SubmitUncertain) as told:
            await service.submit(KEY, asked())
    assert told.value.code is ErrorCode.SUBMIT_UNCERTAIN
    assert [sent.method for sent in server.received] == ["POST"]


async def test_silence_after_the_request_leaves_the_job_uncertain(panel_at: PanelAt) -> None:
    async def silent(_: Received, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    async with panel_at(silent) as (service, server):
        with pytest.raises(SubmitUncertain) as told:
            await service.submit(KEY, asked())
    assert told.value.params["came"] == "too_late"
    assert len(server.received) == 1


async def test_a_refused_connection_means_not_sent() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        async with service_at(f"http://127.0.0.1:{held.getsockname()[1]}") as service:
            with pytest.raises(SubmitNotSent) as told:
                await service.submit(KEY, asked())
    assert told.value.code is ErrorCode.UNREACHABLE


async def test_a_failed_tls_handshake_means_not_sent() -> None:
    async with (
        serving(always(TAKEN)) as server,
        service_at(server.url.replace("http:", "https:")) as service,
    ):
        with pytest.raises(SubmitNotSent) as told:
            await service.submit(KEY, asked())
    assert told.value.code in (ErrorCode.UNREACHABLE, ErrorCode.TIMED_OUT)
    assert server.received == []


async def test_a_name_that_does_not_exist_means_not_sent() -> None:
    async with service_at("https://no-such-name.invalid") as service:
        with pytest.raises(SubmitNotSent) as told:
            await service.submit(KEY, asked())
    assert told.value.code in (ErrorCode.UNREACHABLE, ErrorCode.TIMED_OUT)


async def test_an_unusable_proxy_means_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "gopher://user:hidden@127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "")
    async with service_at("https://panel.example") as service:
        with pytest.raises(SubmitNotSent) as told:
            await service.submit(KEY, asked())
    assert told.value.code is ErrorCode.UNREACHABLE
    assert "hidden" not in str(told.value)


async def test_a_proxy_that_refuses_means_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(always(reply(407))) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url)
        monkeypatch.setenv("no_proxy", "")
        async with service_at("https://panel.example") as service:
            with pytest.raises(SubmitNotSent):
                await service.submit(KEY, asked())
    assert [sent.method for sent in proxy.received] == ["CONNECT"]
    assert "x-api-key" not in proxy.received[0].headers


async def test_each_submission_has_a_connection_of_its_own(panel_at: PanelAt) -> None:
    async with panel_at(always(TAKEN)) as (service, server):
        await service.submit(KEY, asked())
        await service.submit(KEY, asked())
    assert [sent.connection for sent in server.received] == [1, 2]


async def test_cancelling_is_not_turned_into_anything_else(panel_at: PanelAt) -> None:
    arrived = asyncio.Event()

    async def silent(_: Received, writer: asyncio.StreamWriter) -> None:
        arrived.set()
        await asyncio.sleep(60)

    async with panel_at(silent) as (service, _):
        task = asyncio.ensure_future(service.submit(KEY, asked()))
        await arrived.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


@pytest.mark.parametrize("key", ["line\r\nX-Other: 1", "schlüssel", "ключ", " padded ", "\x00"])
async def test_a_key_that_no_header_can_hold_is_refused_unseen(
    panel_at: PanelAt, key: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with panel_at(always(TAKEN)) as (service, server):
        with pytest.raises(SubmitNotSent) as told:
            await service.submit(Secret(key), asked())
        with pytest.raises(KadrajError):
            await service.history(Secret(key))
    assert told.value.code is ErrorCode.KEY_REFUSED
    assert server.received == []
    assert key not in caplog.text + str(told.value) + repr(told.value)


async def test_logs_hold_neither_key_nor_prompt(
    panel_at: PanelAt, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with panel_at(always(TAKEN)) as (service, _):
        await service.submit(KEY, asked(prompt="nobody reads this"))
    async with panel_at(then_gone(b"")) as (service, _):
        with pytest.raises(SubmitUncertain):
            await service.submit(KEY, asked(prompt="nobody reads this"))
    assert KEY.reveal() not in caplog.text
    assert "nobody" not in caplog.text


@pytest.mark.parametrize("change", ["gone", "longer", "shorter"])
async def test_a_picture_that_changed_is_noticed_before_sending(
    panel_at: PanelAt, tmp_path: Path, change: str
) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(b"12345678")
    picture = Picture(file, "image/png", 8, 2, 2, "a.png")
    file.write_bytes({"longer": b"123456789", "shorter": b"1"}.get(change, b""))
    if change == "gone":
        file.unlink()
    async with panel_at(always(TAKEN), "veo") as (service, server):
        with pytest.raises(SubmitNotSent) as told:
            await service.submit(KEY, replace(asked("veo"), picture=picture))
    assert (told.value.code, told.value.params["name"]) == (ErrorCode.PICTURE_UNREADABLE, "a.png")
    assert server.received == []
