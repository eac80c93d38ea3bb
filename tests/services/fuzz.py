"""Replies that no service should give, and what may come of them at most."""

import gzip
import json
import math
import unicodedata
import zlib
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Final

from hypothesis import strategies as st

from app.domain.errors import KadrajError

FIELDS: Final = (
    "job_id", "status", "error", "video_url", "queue_position", "total_in_queue", "daily_limit",
    "daily_limit_remaining", "created_at", "started_at", "completed_at", "count", "videos",
    "metadata", "aspect_ratio", "duration_seconds", "has_image", "detail", "message", "model",
)  # fmt: skip
STATUSES: Final = (*[200] * 16, 201, 204, 206, 300, 304, 400, 401, 403, 404, 418, 422, 429,
                   500, 502, 503, 599)  # fmt: skip


@dataclass(frozen=True)
class Odd:
    """A reply: its status, its headers as written, its body as it goes over the wire."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def wire(self) -> bytes:
        """The bytes of the whole answer."""
        told = [*self.headers, ("Content-Length", str(len(self.body))), ("Connection", "close")]
        lines = [f"HTTP/1.1 {self.status} Word", *(f"{name}: {value}" for name, value in told)]
        return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + self.body


# Written out, because no JSON library would write most of them.
_ODD_TOKENS: Final = st.sampled_from([
    "1e400", "-1e400", "NaN", "Infinity", "-Infinity", "-0", "9" * 400, "-" + "9" * 99, "5e-324",
    "1.7976931348623157e308", "1000001", "1000000.5", "-1", '"\\ud800"', '"\\udfff\\ud800"',
    '"\\u0000"', '"\\u202e"', '"' + "ğ" * 5000 + '"', '"' + "<img src=x>" * 99 + '"', '"18"',
    "[" * 200 + "]" * 200, '{"a":' * 300 + "1" + "}" * 300, '"20.09.2025 03:07:58"', '"../../etc"',
    '"31.02.0000 25:61:61"', '"queued"', '"completed"', '"https://a.example/b.mp4"', '"٣"',
    '"javascript:0"', "true", "null", "{}", "[]",
])  # fmt: skip
_NO_TOKENS: Final = st.sampled_from(["9" * 5000, "[" * 3000, '{"a":' * 3000, "", "nul", "'x'"])
#: Hypothesis likes small numbers, so that this one comes less often than one time in ten.
_SELDOM: Final = 7
_LEAVES: Final = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40)
_VALUES: Final = st.recursive(
    _LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), inner, max_size=5)
    ),
    max_leaves=12,
)
_TOKENS: Final = _ODD_TOKENS | _VALUES.map(json.dumps)
_KEYS: Final = st.sampled_from(FIELDS) | st.text(max_size=6)


@st.composite
def _objects(draw: st.DrawFn) -> str:
    """An object as text; keys may come twice."""
    pairs = draw(st.lists(st.tuples(_KEYS, _TOKENS), max_size=9))
    if draw(st.integers(0, 9)) == _SELDOM:
        pairs.append(("status", draw(_NO_TOKENS)))
    told = [f"{json.dumps(key)}: {token}" for key, token in pairs]
    if draw(st.booleans()):
        videos = ", ".join(draw(st.lists(_TOKENS, max_size=5)))
        told += [f'"videos": [{videos}]', '"job_id": "job-1"', '"message": "", "error": null']
    return "{" + ", ".join(told) + "}"


_TEXTS: Final = st.integers(0, 9).flatmap(
    lambda kind: (
        _TOKENS | _NO_TOKENS
        if kind == _SELDOM
        else st.text(max_size=200)
        if kind == 4
        else _objects()
    )
)
_CHARSETS: Final = (
    *["utf-8"] * 6,
    "utf-8-sig",
    "utf-16",
    "utf-32-be",
    "latin-1",
    "cp1254",
    "utf-7",
)


@st.composite
def bodies(draw: st.DrawFn, texts: st.SearchStrategy[str] = _TEXTS) -> bytes:
    """Text in some character set, cut somewhere, or bytes that are nothing."""
    if draw(st.integers(0, 9)) == _SELDOM:
        return draw(st.binary(max_size=300))
    charset = draw(st.sampled_from(_CHARSETS))
    errors = "replace" if charset in ("latin-1", "cp1254") else "surrogatepass"
    body = draw(texts).encode(charset, "ignore" if charset == "utf-7" else errors)
    return body[: draw(st.integers(0, len(body)))] if draw(st.integers(0, 9)) == _SELDOM else body


_PLAIN_HEADERS: Final = st.sampled_from([
    ("Content-Type", "application/json; charset=klingon"), ("Content-Type", "text/html"),
    ("Content-Type", "\x80\xff"), ("Retry-After", "-1"), ("Retry-After", "9" * 30),
    ("Retry-After", "Sat, 99 Foo 0000 99:99:99 GMT"), ("Retry-After", "1e400"),
    ("Set-Cookie", "a=" + "b" * 3000), ("X-API-Key", "echo"), ("X-" + "a" * 200, "\xe7\xf6"),
    ("ETag", '"'), ("Link", "<http://127.0.0.1:1/>; rel=next"), ("Refresh", "0; url=http://a/"),
])  # fmt: skip


@st.composite
def replies(draw: st.DrawFn, texts: st.SearchStrategy[str] = _TEXTS) -> Odd:
    """A whole reply, in half of the cases with a body that is packed, or says so."""
    body = draw(bodies(texts))
    headers = draw(st.lists(_PLAIN_HEADERS, max_size=3, unique_by=lambda header: header[0]))
    encoding = draw(st.sampled_from([*[""] * 9, "gzip", "deflate", "br", "gzip, gzip", "\xff"]))
    if encoding:
        headers.append(("Content-Encoding", encoding))
        body = draw(st.sampled_from(_PACKINGS))(body)
    status = draw(st.sampled_from(STATUSES))
    return Odd(status, tuple(headers), b"" if status in (204, 304) else body)


def _garbled(body: bytes) -> bytes:
    packed = bytearray(gzip.compress(body))
    packed[len(packed) // 2] ^= 0x55
    return bytes(packed)


_BOMB: Final = gzip.compress(bytes(8_000_000), 9)


def _bomb(_: bytes) -> bytes:
    return _BOMB


_PACKINGS: Final[tuple[Callable[[bytes], bytes], ...]] = (
    gzip.compress,
    zlib.compress,
    bytes,
    _garbled,
    _bomb,
)


def check_bounds(value: Any) -> None:
    """Fails where something came through that is too large, not to be shown, or not a number."""
    match value:
        case None | bool() | datetime():
            pass
        case Enum():
            check_bounds(value.value)
        case int():
            assert 0 <= value <= 1_000_000
        case float():
            assert math.isfinite(value)
            assert 0 <= value <= 86_400
        case str():
            assert len(value) <= 2048
            value.encode()
            assert not {"Cc", "Cs"} & {unicodedata.category(letter) for letter in value}
        case tuple():
            for each in value:
                check_bounds(each)
        case _:
            assert is_dataclass(value), value
            for field in fields(value):
                check_bounds(getattr(value, field.name))


def check_error(error: KadrajError) -> None:
    """The same for what an error tells."""
    check_bounds(error.code)
    check_bounds(tuple(error.params.values()))
