"""The control address: how the panels behave is seen and set with a form, as with curl."""

import json
import socket
from contextlib import suppress
from typing import Any

import httpx
import pytest

from app.demo.panels import DEMO_KEY, DemoPanels
from app.demo.scenarios import SCENARIOS, Endpoint
from tests.demo.conftest import PACE, SORA_TEXT, VEO_TEXT, Client, HandClock


class Control:
    """Somebody with curl, and no key."""

    def __init__(self, url: str) -> None:
        self.url = url + "/_control"

    def seen(self) -> dict[str, Any]:
        answer = httpx.get(self.url, trust_env=False)
        assert DEMO_KEY not in answer.text
        found: dict[str, Any] = answer.raise_for_status().json()
        return found

    def set(self, **fields: str) -> httpx.Response:
        return httpx.post(self.url, data=fields, trust_env=False)

    def refused(self, **fields: str) -> str:
        answer = self.set(**fields)
        assert answer.status_code == 400, answer.text
        return str(answer.json()["detail"])


@pytest.fixture
def control(panels: DemoPanels) -> Control:
    return Control(panels.sora_url)


def test_a_scenario_alone_lasts_until_the_next(control: Control, sora: Client, veo: Client) -> None:
    assert control.set(scenario="bad-gateway").json()["scenario"] == "bad-gateway"
    for _ in range(2):
        assert (sora.get("/").status_code, veo.get("/").status_code) == (502, 502)
    control.set(scenario="calm")
    assert (sora.get("/").status_code, veo.get("/").status_code) == (200, 200)


def test_the_next_requests_of_one_call(control: Control, sora: Client, veo: Client) -> None:
    control.set(scenario="server-error", endpoint="history", times="2")
    assert sora.get("/").status_code == 200
    assert veo.get("/videos").status_code == 200
    assert control.seen()["passing"] == [
        {
            "scenario": "server-error",
            "services": ["sora"],
            "endpoints": ["history"],
            "job": "",
            "left": 2,
        }
    ]
    assert [sora.get("/videos").status_code for _ in range(3)] == [500, 500, 200]
    assert control.seen()["passing"] == []


def test_another_service_can_be_named(control: Control, sora: Client, veo: Client) -> None:
    control.set(scenario="wrong-key", service="veo")
    assert (sora.get("/").status_code, veo.get("/").status_code) == (200, 401)


def test_one_job_alone(control: Control, sora: Client, clock: HandClock) -> None:
    one, other = sora.job(SORA_TEXT), sora.job(SORA_TEXT)
    control.set(scenario="unknown-status", job=one)
    clock.forward(seconds=2 + PACE / 4)
    assert sora.status(one)["status"] == "upscaling"
    assert sora.status(other)["status"] == "queued"
    assert [job["job_id"] for job in control.seen()["jobs"]] == [one, other]


def test_the_download_of_one_job(
    control: Control, sora: Client, http: httpx.Client, clock: HandClock
) -> None:
    jobs = [sora.job(SORA_TEXT) for _ in range(2)]
    clock.forward(seconds=3 * PACE)
    one, other = (sora.status(job)["video_url"] for job in jobs)
    control.set(scenario="download-error-page", job=jobs[0])
    assert http.get(one).headers["content-type"].startswith("text/html")
    assert http.get(other).headers["content-type"] == "video/mp4"
    # Of two that fit, the one that was said first comes first.
    control.set(scenario="calm")
    control.set(scenario="download-busy", job=jobs[0], times="1")
    control.set(scenario="download-gzip", job=jobs[0])
    assert http.get(one).status_code == 503
    assert http.get(one).headers["content-encoding"] == "gzip"


def test_the_next_job_fails(control: Control, sora: Client, clock: HandClock) -> None:
    control.set(scenario="failing", times="1")
    jobs = [sora.job(SORA_TEXT) for _ in range(2)]
    clock.forward(seconds=3 * PACE)
    assert [sora.status(job)["status"] for job in jobs] == ["failed", "completed"]


def test_the_quota_that_is_left(control: Control, sora: Client, veo: Client) -> None:
    assert control.set(quota="1").json()["quota"] == {"sora": 1}
    sora.job(SORA_TEXT)
    assert sora.submit(SORA_TEXT).status_code == 429
    assert sora.videos()["daily_limit_remaining"] == 0
    assert veo.videos()["daily_limit_remaining"] == 20
    control.set(quota="50", service="veo")
    assert (veo.videos()["daily_limit"], veo.videos()["daily_limit_remaining"]) == (50, 50)
    control.set(quota="")
    assert sora.videos()["daily_limit_remaining"] == 19


def test_what_was_asked_is_counted(
    control: Control, panels: DemoPanels, sora: Client, veo: Client, http: httpx.Client
) -> None:
    sora.get("/videos")
    sora.job(SORA_TEXT)
    control.set(scenario="reset-before-body", times="1")
    with pytest.raises(httpx.TransportError):
        sora.submit(SORA_TEXT)
    veo.submit({"prompt": 1})
    http.get(f"{panels.files_url}/generate")
    seen = control.seen()
    assert seen["begun"] == {"sora": {"history": 1, "submit": 2}, "veo": {"submit": 1}, "files": {}}
    assert seen["posts"] == {"sora": 1, "veo": 1, "files": 0}
    assert (seen["faults_played"], seen["keys_at_the_files"]) == (1, 1)
    assert (panels.begun("sora", Endpoint.SUBMIT), panels.posts("sora")) == (2, 1)


@pytest.mark.parametrize("name", [n for n, s in SCENARIOS.items() if s.fault is not None])
def test_every_fault_breaks_one_request(panels: DemoPanels, veo: Client, name: str) -> None:
    assert Control(panels.veo_url).set(scenario=name, times="1").status_code == 200
    body = json.dumps(VEO_TEXT | {"filler": "x" * 4_000_000})
    endless = name.startswith(("endless", "gigabyte"))
    silent = name.startswith(("silent", "tls"))
    came, end = submitted(panels.veo_url, body, 30 if endless else 300, 0.3 if silent else 30.0)
    match name.split("-"):
        case ["silent", *_] | ["tls", *_]:
            assert end == "silence"
        case ["reset", *_]:
            assert end == "reset"
        case ["end", "after", *_]:
            assert (came, end) == (b"", "end")
        case _ if endless:
            assert (came[:15], end) == (b"HTTP/1.1 200 OK", "more")
        case ["refused", *_]:
            assert came.startswith(b"HTTP/1.1 413 ")
        case _:
            assert end in ("reset", "end")
    assert veo.submit(VEO_TEXT).status_code == 200


def submitted(url: str, body: str, most: int, patience: float) -> tuple[bytes, str]:
    """What comes back for a submission, up to some `most` bytes, and how it ends; it is silence
    when nothing comes for `patience` seconds."""
    host, _, port = url.removeprefix("http://").partition(":")
    came = b""
    try:
        # A reset may be as quick as the connection itself.
        with socket.create_connection((host, int(port)), timeout=patience) as connection:
            with suppress(TimeoutError):
                head = f"POST /generate HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(body)}"
                connection.sendall(f"{head}\r\n\r\n{body}".encode())
            while len(came) < most:
                piece = connection.recv(100)
                if not piece:
                    return came, "end"
                came += piece
    except TimeoutError:
        return came, "silence"
    except ConnectionError:
        return came, "reset"
    return came, "more"


def test_what_cannot_be_is_said(control: Control) -> None:
    assert "server-error" in control.refused(scenario="nonsense")
    assert "status" in control.refused(scenario="calm", endpoint="nowhere")
    assert "veo" in control.refused(scenario="calm", service="dall-e")
    assert "job" in control.refused(scenario="calm", job="nobody")
    assert "times" in control.refused(scenario="calm", times="0")
    assert "times" in control.refused(scenario="calm", times="٣")
    assert "quota" in control.refused(quota="-1")
    assert "missing" in control.refused(times="3")
    assert "endpoint" in control.refused(colour="red")
    assert "scenario" in control.refused()
    # What is wrong in one field keeps all others from being done.
    control.refused(scenario="bad-gateway", quota="many")
    assert (control.seen()["scenario"], control.seen()["quota"]) == ("calm", {})


def test_no_page_of_a_browser_gets_in(control: Control) -> None:
    for headers in ({"Origin": "https://page.example"}, {"Host": "page.example"}):
        answer = httpx.post(
            control.url, data={"scenario": "bad-gateway"}, headers=headers, trust_env=False
        )
        assert answer.status_code == 403
    assert control.seen()["scenario"] == "calm"


def test_the_servers_of_veo_and_of_the_files_have_it_too(panels: DemoPanels) -> None:
    assert panels.control_url == f"{panels.sora_url}/_control"
    Control(panels.veo_url).set(quota="2")
    assert Control(panels.files_url).seen()["quota"] == {"veo": 2}
    Control(panels.files_url).set(quota="7")
    assert Control(panels.sora_url).seen()["quota"] == {"sora": 7, "veo": 7}
