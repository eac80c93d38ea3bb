"""The panels answer as their own pages say: the pages' JSON is compared key by key."""

import base64
import json
from typing import Any

import pytest

from tests.demo.conftest import PACE, Client, HandClock, picture, seed


def examples(name: str) -> list[dict[str, Any]]:
    """The JSON objects on a page, in order; prose and code between them are passed over."""
    # Copied from web pages, they are indented with no-break spaces.
    text, found, at = seed(name).replace("\xa0", " "), [], 0
    decoder = json.JSONDecoder()
    while (at := text.find("{", at)) >= 0:
        try:
            value, at = decoder.raw_decode(text, at)
            found.append(value)
        except json.JSONDecodeError:
            at += 1
    return found


SORA = dict(
    zip(
        ("greeting", "text", "picture", "submitted", "processing", "completed", "history"),
        examples("sora2-panel.txt"),
        strict=False,
    )
)
VEO = dict(
    zip(
        ("greeting", "body", "submitted", "processing", "completed", "history"),
        examples("veo3-panel.txt"),
        strict=False,
    )
)


def same_shape(example: object, found: object, where: str = "reply") -> None:
    """The same keys in the same order, with values of the same types, all the way down."""
    assert type(found) is type(example), where
    if isinstance(example, dict):
        assert isinstance(found, dict)
        assert list(found) == list(example), where
        for key, value in example.items():
            same_shape(value, found[key], f"{where}.{key}")
    if isinstance(example, list):
        assert isinstance(found, list)
        assert found, where
        for item in found:
            same_shape(example[0], item, f"{where}[]")


def test_the_pages_were_read_right() -> None:
    assert SORA["completed"]["status"] == VEO["completed"]["status"] == "completed"
    assert SORA["history"]["count"] == VEO["history"]["count"] == 4
    assert "messages" in SORA["picture"]


def test_greetings_are_the_pages_own(sora: Client, veo: Client) -> None:
    assert sora.get("/").json() == SORA["greeting"]
    assert veo.get("/").json() == VEO["greeting"]


def test_sora_from_words(sora: Client, clock: HandClock) -> None:
    follow(sora, SORA, SORA["text"], clock)


def test_sora_from_a_picture(sora: Client, clock: HandClock) -> None:
    body = json.loads(json.dumps(SORA["picture"]))
    shown = base64.b64encode(picture("JPEG")).decode()
    body["messages"][0]["content"][0]["image_url"]["url"] = f"data:image/jpeg;base64,{shown}"
    follow(sora, SORA, body, clock)


@pytest.mark.parametrize("with_picture", [False, True])
def test_veo(veo: Client, clock: HandClock, with_picture: bool) -> None:
    body = dict(VEO["body"])
    del body["image"]
    if with_picture:
        body["image"] = base64.b64encode(picture("PNG")).decode()
    replies = follow(veo, VEO, body, clock)
    assert [reply["has_image"] for reply in replies] == [with_picture] * 3


def follow(
    client: Client, page: dict[str, Any], body: dict[str, Any], clock: HandClock
) -> list[dict[str, Any]]:
    """Sends the body, follows the job to its end and compares everything on the way."""
    submitted = client.submit(body).json()
    same_shape(page["submitted"], submitted)
    for key in ("status", "queue_position", "total_in_queue", "aspect_ratio"):
        assert submitted[key] == page["submitted"][key]

    clock.forward(seconds=2)
    processing = client.status(submitted["job_id"])
    same_shape(page["processing"], processing)
    told = {"job_id", "created_at", "started_at", "daily_limit_remaining", "has_image"}
    for key in set(processing) - told:
        assert processing[key] == page["processing"][key], key
    assert processing["created_at"] == "20.09.2025 12:00:00"
    assert processing["started_at"] == "20.09.2025 12:00:01"

    clock.forward(seconds=PACE)
    completed = client.status(submitted["job_id"])
    same_shape(page["completed"], completed)
    assert completed["completed_at"] == "20.09.2025 12:00:09"
    assert completed["video_url"].endswith(f"/file/veo3videos/{submitted['job_id']}.mp4")

    history = client.videos()
    same_shape(page["history"], history)
    assert history["count"] == 1
    assert history["videos"][0]["job_id"] == submitted["job_id"]
    assert "/play/491799/" in history["videos"][0]["video_url"]
    return [submitted, processing, completed]
