"""What the panels take, refuse, count and queue."""

import base64
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from app.demo.panels import DemoPanels
from tests.demo.conftest import PACE, SORA_TEXT, VEO_TEXT, Client, HandClock, picture


def in_base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def sora_picture(url: str, prompt: str = "Canlansın") -> dict[str, Any]:
    content = [
        {"type": "image_url", "image_url": {"url": url}},
        {"type": "text", "text": prompt},
    ]
    return {"messages": [{"role": "user", "content": content}], "aspect_ratio": "16:9"}


def test_one_video_at_a_time_and_positions_that_fall(sora: Client, clock: HandClock) -> None:
    jobs = [sora.job(SORA_TEXT) for _ in range(3)]

    def places() -> list[tuple[str, int | None, int | None]]:
        found = map(sora.status, jobs)
        return [(s["status"], s.get("queue_position"), s.get("total_in_queue")) for s in found]

    assert places() == [("queued", 1, 3), ("queued", 2, 3), ("queued", 3, 3)]
    clock.forward(seconds=1.5)
    assert places() == [("processing", 0, 2), ("queued", 1, 2), ("queued", 2, 2)]
    clock.forward(seconds=PACE)
    assert places() == [("completed", None, None), ("processing", 0, 1), ("queued", 1, 1)]
    clock.forward(seconds=3 * PACE)
    assert {status for status, _, _ in places()} == {"completed"}


def test_the_services_do_not_wait_for_each_other(
    sora: Client, veo: Client, clock: HandClock
) -> None:
    sora.job(SORA_TEXT)
    job = veo.job(VEO_TEXT)
    clock.forward(seconds=1.5)
    assert veo.status(job)["status"] == "processing"


def test_a_job_is_known_at_its_own_service_only(sora: Client, veo: Client) -> None:
    reply = veo.get(f"/status/{sora.job(SORA_TEXT)}")
    assert reply.status_code == 404
    assert reply.json() == {"detail": "Video bulunamadı"}


def test_sora_names_another_model_while_it_works(sora: Client) -> None:
    body = SORA_TEXT | {"aspect_ratio": "9:16", "model": "sora-2-portrait"}
    submitted = sora.submit(body).json()
    assert submitted["model"] == "sora-2-portrait"
    assert sora.status(submitted["job_id"])["model"] == "sora_video2-portrait-hd"


def test_quota_is_spent_and_comes_back_at_midnight_in_istanbul(
    start: Callable[..., DemoPanels], http: httpx.Client, clock: HandClock
) -> None:
    panels = start(daily_limit=2)
    veo, sora = Client(http, panels.veo_url), Client(http, panels.sora_url)
    left = [veo.submit(VEO_TEXT).json()["daily_limit_remaining"] for _ in range(2)]
    assert left == [1, 0]
    refused = veo.submit(VEO_TEXT)
    assert (refused.status_code, refused.json()) == (429, {"detail": "Günlük limit doldu"})
    assert sora.videos()["daily_limit_remaining"] == 2
    clock.forward(hours=11, minutes=59)
    assert veo.videos()["daily_limit_remaining"] == 0
    clock.forward(minutes=1)
    assert veo.videos()["daily_limit_remaining"] == 2


@pytest.mark.parametrize("key", [None, b"wrong", "ışık".encode()])
def test_without_the_key_nothing_is_answered(panels: DemoPanels, key: bytes | None) -> None:
    headers = {} if key is None else {b"X-API-Key": key}
    with httpx.Client(headers=headers, trust_env=False) as stranger:
        for url in (panels.sora_url, panels.veo_url):
            replies = [stranger.get(url + path) for path in ("/", "/videos", "/status/x")]
            replies.append(stranger.post(f"{url}/generate", json=VEO_TEXT))
            for reply in replies:
                assert reply.status_code == 401
                assert reply.json() == {"detail": "Geçersiz API key"}


def test_keys_can_differ_between_services(
    start: Callable[..., DemoPanels], http: httpx.Client
) -> None:
    panels = start(keys={"sora": {"a"}, "veo": {"b"}})

    def answers(url: str, key: str) -> int:
        return http.get(url, headers={"X-API-Key": key}).status_code

    assert [answers(panels.sora_url, key) for key in "ab"] == [200, 401]
    assert [answers(panels.veo_url, key) for key in "ab"] == [401, 200]


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"prompt": "  "},
        SORA_TEXT | {"prompt": 5},
        SORA_TEXT | {"aspect_ratio": "4:3"},
        SORA_TEXT | {"model": "sora-9"},
        SORA_TEXT | sora_picture(f"data:image/png;base64,{in_base64(picture('PNG'))}"),
        {"messages": []},
        {"messages": [{"role": "user", "content": "merhaba"}]},
        sora_picture(in_base64(picture())),
        sora_picture("data:image/jpeg;base64,***"),
        sora_picture(f"data:image/png;base64,{in_base64(picture('JPEG'))}"),
        sora_picture(f"data:image/gif;base64,{in_base64(picture('GIF'))}"),
        sora_picture(f"data:image/png;base64,{in_base64(picture('PNG'))}", prompt=""),
    ],
)
def test_sora_refuses_what_its_page_does_not_describe(sora: Client, body: object) -> None:
    assert_refused(sora, body)


@pytest.mark.parametrize(
    "body",
    [
        "text",
        {"duration_seconds": 6},
        VEO_TEXT | {"aspect_ratio": "1:1"},
        VEO_TEXT | {"duration_seconds": 5},
        VEO_TEXT | {"duration_seconds": "6"},
        VEO_TEXT | {"duration_seconds": True},
        VEO_TEXT | {"image": 7},
        VEO_TEXT | {"image": "%%%"},
        VEO_TEXT | {"image": in_base64(picture("GIF"))},
        VEO_TEXT | {"image": f"data:image/jpeg;base64,{in_base64(picture())}"},
        VEO_TEXT | {"image": in_base64(picture() + bytes(10 * 1024 * 1024))},
    ],
)
def test_veo_refuses_what_its_page_does_not_describe(veo: Client, body: object) -> None:
    assert_refused(veo, body)


def assert_refused(client: Client, body: object) -> None:
    reply = client.submit(body)
    assert reply.status_code in {400, 422}
    assert isinstance(reply.json()["detail"], str)
    assert client.videos()["daily_limit_remaining"] == 20


def test_a_body_that_is_no_json_is_refused(sora: Client) -> None:
    reply = sora.http.post(f"{sora.url}/generate", content=b"{prompt")
    assert (reply.status_code, reply.json()) == (422, {"detail": "Geçersiz JSON gövdesi"})


def test_ten_megabytes_are_taken(sora: Client, clock: HandClock) -> None:
    whole = picture("JPEG")
    large = whole + bytes(10 * 1024 * 1024 - len(whole))
    job = sora.job(sora_picture(f"data:image/jpeg;base64,{in_base64(large)}"))
    clock.forward(seconds=2 * PACE)
    assert sora.status(job)["status"] == "completed"


def test_far_too_long_a_body_is_read_and_refused(veo: Client) -> None:
    reply = veo.submit(VEO_TEXT | {"image": "A" * 20_000_000})
    assert reply.status_code == 422


def test_a_marked_prompt_fails(veo: Client, clock: HandClock) -> None:
    job = veo.job(VEO_TEXT | {"prompt": "Kötü bir sahne [fail]"})
    clock.forward(seconds=2)
    assert veo.status(job)["status"] == "processing"
    clock.forward(seconds=PACE)
    failed = veo.status(job)
    assert failed["status"] == "failed"
    assert failed["error"] == "İçerik politikası nedeniyle reddedildi"
    assert failed["video_url"] == ""
    assert veo.videos()["count"] == 0


def test_a_picture_that_cannot_be_read_fails_later(veo: Client, clock: HandClock) -> None:
    job = veo.job(VEO_TEXT | {"image": in_base64(picture()[:200])})
    clock.forward(seconds=2 * PACE)
    assert veo.status(job)["error"] == "Görsel okunamadı"


def test_unknown_paths_and_methods_are_answered_in_json(sora: Client) -> None:
    assert sora.get("/nowhere").json() == {"detail": "Not Found"}
    assert sora.get("/generate").status_code == 405


def test_requests_can_be_looked_at_and_hide_the_key(panels: DemoPanels, sora: Client) -> None:
    sora.get("/")
    sora.job(SORA_TEXT)
    asked = panels.requests
    assert [(a.service, a.method, a.path) for a in asked] == [
        ("sora", "GET", "/"),
        ("sora", "POST", "/generate"),
    ]
    assert asked[1].body == SORA_TEXT
    assert asked[1].headers["x-api-key"] == "kadraj-demo-key"
    assert "kadraj-demo-key" not in repr(asked)
    assert (panels.posts(), panels.posts("sora"), panels.posts("veo")) == (1, 1, 0)


def test_a_past_can_be_there_from_the_beginning(
    start: Callable[..., DemoPanels], http: httpx.Client
) -> None:
    panels = start(history=10)
    for url in (panels.sora_url, panels.veo_url):
        videos = Client(http, url).videos()
        assert videos["count"] == len(videos["videos"]) == 5
        assert videos["daily_limit_remaining"] == 20
        days = {item["created_at"].split()[0] for item in videos["videos"]}
        assert len(days) > 2
        assert "20.09.2025" not in days
    ratios = [item["metadata"]["aspect_ratio"] for item in videos["videos"]]
    assert set(ratios) == {"16:9", "9:16"}
    assert json.dumps(videos).count('"resolution": "720p"') == 5
