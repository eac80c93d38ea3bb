"""The panels can be told to misbehave, and do what the scenario's name says."""

import time

import httpx
import pytest

from app.demo.panels import DEMO_KEY, DemoPanels, ThreadedDemoPanels
from app.demo.scenarios import CALM, SCENARIOS, Endpoint
from tests.demo.conftest import PACE, SORA_TEXT, VEO_TEXT, Client, HandClock


def play(panels: DemoPanels, name: str) -> None:
    panels.scenario = SCENARIOS[name]


@pytest.mark.parametrize(
    ("name", "status", "media_type"),
    [
        ("wrong-key", 401, "application/json"),
        ("forbidden-html", 403, "text/html"),
        ("server-error", 500, "application/json"),
        ("bad-gateway", 502, "text/html"),
        ("html-200", 200, "text/html"),
        ("garbage", 200, "application/json"),
    ],
)
def test_every_call_is_answered_otherwise(
    panels: DemoPanels, sora: Client, name: str, status: int, media_type: str
) -> None:
    play(panels, name)
    replies = [sora.get(path) for path in ("/", "/videos", "/status/x")]
    replies.append(sora.submit(SORA_TEXT))
    for reply in replies:
        assert reply.status_code == status
        assert reply.headers["content-type"].startswith(media_type)
    panels.scenario = CALM
    assert sora.videos()["daily_limit_remaining"] == 20


def test_a_scenario_can_be_kept_to_one_call_or_one_service(
    panels: DemoPanels, sora: Client, veo: Client
) -> None:
    panels.scenario = SCENARIOS["server-error"].at(Endpoint.HISTORY).of("veo")
    assert veo.get("/videos").status_code == 500
    assert veo.get("/").status_code == sora.get("/videos").status_code == 200


def test_no_quota(panels: DemoPanels, sora: Client) -> None:
    play(panels, "out-of-quota")
    assert sora.videos()["daily_limit_remaining"] == 0
    assert sora.submit(SORA_TEXT).json() == {"detail": "Günlük limit doldu"}


def test_every_job_fails(panels: DemoPanels, veo: Client, clock: HandClock) -> None:
    play(panels, "failing")
    job = veo.job(VEO_TEXT)
    panels.scenario = CALM
    clock.forward(seconds=2 * PACE)
    assert veo.status(job)["status"] == "failed"
    assert veo.status(job)["error"]


def test_an_unknown_word_and_then_a_video(
    panels: DemoPanels, veo: Client, clock: HandClock
) -> None:
    play(panels, "unknown-status")
    job = veo.job(VEO_TEXT)
    seen = []
    for _ in range(3):
        seen.append(veo.status(job)["status"])
        clock.forward(seconds=PACE)
    assert seen == ["queued", "upscaling", "completed"]


def test_the_job_is_taken_and_nobody_is_told(
    panels: DemoPanels, sora: Client, clock: HandClock
) -> None:
    play(panels, "drop-after-submit")
    with pytest.raises(httpx.RemoteProtocolError):
        sora.submit(SORA_TEXT)
    clock.forward(seconds=2 * PACE)
    assert sora.videos()["count"] == 1
    assert sora.videos()["daily_limit_remaining"] == 19


def test_too_many_questions_for_a_while(panels: DemoPanels, sora: Client) -> None:
    job = sora.job(SORA_TEXT)
    play(panels, "rate-limited")
    replies = [sora.get(f"/status/{job}") for _ in range(4)]
    assert [reply.status_code for reply in replies] == [429, 429, 429, 200]
    assert replies[0].headers["retry-after"] == "1"
    play(panels, "rate-limited")
    assert sora.get(f"/status/{job}").status_code == 429


def test_slow_answers_and_slow_jobs(panels: DemoPanels, veo: Client, clock: HandClock) -> None:
    job = veo.job(VEO_TEXT)
    play(panels, "slow")
    with pytest.raises(httpx.ReadTimeout):
        veo.get(f"/status/{job}", timeout=0.2)
    panels.scenario = SCENARIOS["slow"].at()
    slow = veo.job(VEO_TEXT)
    clock.forward(seconds=3 * PACE)
    assert veo.status(job)["status"] == "completed"
    assert veo.status(slow)["status"] == "processing"
    clock.forward(seconds=5 * PACE)
    assert veo.status(slow)["status"] == "completed"


def test_a_greeting_that_does_not_look_at_the_key(panels: DemoPanels) -> None:
    play(panels, "open-greeting")
    with httpx.Client(trust_env=False) as stranger:
        assert stranger.get(panels.sora_url).status_code == 200
        assert stranger.get(f"{panels.sora_url}/videos").status_code == 401


@pytest.mark.parametrize(("name", "part"), [("file-pages", "/play/"), ("file-plain", "/file/")])
def test_history_in_both_shapes(
    panels: DemoPanels, veo: Client, clock: HandClock, name: str, part: str
) -> None:
    play(panels, name)
    veo.job(VEO_TEXT)
    clock.forward(seconds=2 * PACE)
    assert part in veo.videos()["videos"][0]["video_url"]


def test_the_file_origin_can_misbehave_too(
    panels: DemoPanels, veo: Client, clock: HandClock
) -> None:
    job = veo.job(VEO_TEXT)
    clock.forward(seconds=2 * PACE)
    url = veo.status(job)["video_url"]
    panels.scenario = SCENARIOS["bad-gateway"].at(Endpoint.FILE)
    assert httpx.get(url, trust_env=False).status_code == 502
    panels.scenario = SCENARIOS["drop-after-submit"].at(Endpoint.FILE)
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(url, trust_env=False)


def test_stopping_does_not_wait_for_slow_answers(capfd: pytest.CaptureFixture[str]) -> None:
    threaded = ThreadedDemoPanels(DemoPanels(scenario=SCENARIOS["slow"]))
    panels = threaded.start()
    with httpx.Client(headers={"X-API-Key": DEMO_KEY}, trust_env=False) as client:
        with pytest.raises(httpx.ReadTimeout):
            client.get(panels.sora_url, timeout=0.1)
        began = time.monotonic()
        threaded.stop()
        assert time.monotonic() - began < 1.5
    assert capfd.readouterr() == ("", "")
