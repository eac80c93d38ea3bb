"""Reading replies: nothing that a service may say makes it fail."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ErrorCode, KadrajError
from app.domain.replies import QueuePlace, Quota, RemotePhase
from app.services.reading import json_object
from app.services.replies import (
    cleaned,
    history_item,
    history_item_with_metadata,
    history_reply,
    job_id,
    service_time,
    status_reply,
    submit_reply,
)

FIELDS = [
    "job_id", "status", "error", "video_url", "queue_position", "total_in_queue", "daily_limit",
    "daily_limit_remaining", "created_at", "completed_at", "count", "videos", "metadata",
    "aspect_ratio", "duration_seconds", "has_image", "detail", "message",
]  # fmt: skip

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["queued", "completed", "20.09.2025 03:07:58", "99.99.9999 99:99:99", "18"])
)
KEYS = st.sampled_from(FIELDS) | st.text(max_size=5)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=8)
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(KEYS, JSON, max_size=10))
def test_any_object_is_read_without_a_fault(said: dict[str, Any]) -> None:
    submitted = submit_reply(said)
    status = status_reply(said)
    for read in (history_item, history_item_with_metadata):
        history = history_reply(said, read)
        if history is not None:
            assert 0 <= history.count <= 1_000_000
            assert len({item.remote_id for item in history.items}) == len(history.items)
    if submitted is not None:
        assert job_id(submitted.remote_id) == submitted.remote_id
    if status is not None:
        for text in (status.status, status.error, status.video_url):
            text.encode()
            assert not {"Cc", "Cs"} & {unicodedata.category(letter) for letter in text}


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_an_object_or_an_error_with_a_code(body: bytes) -> None:
    try:
        assert isinstance(json_object("sora", 200, body), dict)
    except KadrajError as error:
        told: ErrorCode | None = error.code
    else:
        told = None
    assert told in (None, ErrorCode.HTML_REPLY, ErrorCode.ODD_REPLY)


@pytest.mark.parametrize(
    ("said", "phase"),
    [
        ({"status": "queued"}, RemotePhase.QUEUED),
        ({"status": " Processing "}, RemotePhase.PROCESSING),
        ({"status": "COMPLETED", "video_url": ""}, RemotePhase.COMPLETED),
        ({"status": "rendering"}, RemotePhase.UNKNOWN),
        ({"status": "failed"}, RemotePhase.UNKNOWN),
        ({"status": None}, RemotePhase.UNKNOWN),
        ({"status": "processing", "error": "no credit"}, RemotePhase.FAILED),
        ({"status": "processing", "error": {"message": "x"}}, RemotePhase.FAILED),
        ({"status": "processing", "error": {}}, RemotePhase.PROCESSING),
        ({"status": "processing", "error": False}, RemotePhase.PROCESSING),
        ({"status": "processing", "error": "  "}, RemotePhase.PROCESSING),
        ({"status": "completed", "error": "late", "video_url": ""}, RemotePhase.FAILED),
        ({"status": "completed", "error": "?", "video_url": "https://a/b"}, RemotePhase.COMPLETED),
    ],
)
def test_what_a_status_means(said: dict[str, Any], phase: RemotePhase) -> None:
    reply = status_reply(said)
    assert reply is not None
    assert reply.phase is phase


def test_an_unknown_word_is_kept_as_it_came() -> None:
    reply = status_reply({"status": "In Moderation"})
    assert reply is not None
    assert reply.status == "In Moderation"


def test_something_that_speaks_of_no_job_is_no_status() -> None:
    assert status_reply({"message": "hello"}) is None


def test_figures_out_of_bounds_are_left_out() -> None:
    reply = status_reply(
        {
            "status": "queued",
            "queue_position": -1,
            "total_in_queue": 10**30,
            "daily_limit": True,
            "daily_limit_remaining": "18",
        }
    )
    assert reply is not None
    assert reply.place == QueuePlace(None, None)
    assert reply.quota == Quota(None, 18)


def test_history_leaves_out_what_has_no_id_and_what_comes_twice() -> None:
    videos = [
        {"job_id": "a", "video_url": "https://x/1"},
        {"job_id": "a", "video_url": "https://x/2"},
        {"job_id": "../b"},
        {"video_url": "https://x/3"},
        None,
        "text",
        {"job_id": "c"},
    ]
    reply = history_reply({"videos": videos, "count": -3}, history_item)
    assert reply is not None
    assert [(item.remote_id, item.video_url) for item in reply.items] == [
        ("a", "https://x/1"),
        ("c", ""),
    ]
    assert reply.count == 2


def test_a_null_list_with_a_count_is_an_empty_history() -> None:
    reply = history_reply({"videos": None, "count": 0}, history_item)
    assert reply is not None
    assert reply.items == ()


@pytest.mark.parametrize("value", ["", ".", "..", "a/b", "a b", "a\n", "é", "x" * 201, 7, None])
def test_ids_that_could_do_harm_are_none(value: Any) -> None:
    assert job_id(value) is None


@pytest.mark.parametrize("value", ["", "2025-09-20", "31.02.2025 00:00:00", 5, None, "1" * 99])
def test_times_that_are_none(value: Any) -> None:
    assert service_time(value) is None


def test_text_to_show_is_one_harmless_line() -> None:
    assert cleaned("a\x00b\r\n  c\u202ed\ud800", 50) == "ab cd"
    assert cleaned("x" * 10_000_000, 5) == "xxxxx"
    assert cleaned("İ ı 🎬", 50) == "İ ı 🎬"
