"""Reading a service's answer: never more of it than is sane, and by its content, not its label."""

import json
import re
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final

import httpx

from app.domain.errors import ErrorCode, KadrajError
from app.domain.folding import folded
from app.domain.secrets import without_keys
from app.services.replies import cleaned, quota

#: Bytes of an answer, after decompression.
MAX_REPLY: Final = 4 * 1024 * 1024
_MAX_WAIT: Final = 24 * 3600
_DETAIL_LENGTH: Final = 500
#: An answer that takes longer than this says too little of the time.
_PROMPT_ANSWER: Final = timedelta(seconds=10)

_OF_THE_DAY: Final = re.compile(r"daily|gunluk|quota|kota|limit")
_OF_THE_MOMENT: Final = re.compile(
    r"rate|too many|per (second|minute|hour)|hiz|saniye|dakika|saat|cok fazla"
)


async def read_body(response: httpx.Response, limit: int = MAX_REPLY) -> bytes:
    """The decompressed body. Raises `ValueError` when it is too large or not to be decompressed.

    httpx would decompress without any cap, so the raw bytes are taken and decompressed here.
    """
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise ValueError("unknown compression")
    # 32 lets zlib see by itself whether this is gzip or zlib.
    packed = encoding not in ("identity", "")
    unpacker = zlib.decompressobj(32 + zlib.MAX_WBITS) if packed else None
    body = bytearray()
    received = 0
    async for chunk in response.aiter_raw():
        received += len(chunk)
        try:
            body += unpacker.decompress(chunk, limit + 1 - len(body)) if unpacker else chunk
        except zlib.error:
            raise ValueError("broken compression") from None
        if max(received, len(body)) > limit:
            raise ValueError("too large")
    if unpacker is not None and received and not unpacker.eof:
        raise ValueError("cut compression")
    return bytes(body)


def json_object(service: str, status: int, body: bytes) -> dict[str, Any]:
    """The body as a JSON object. Raises `HTML_REPLY` or `ODD_REPLY`."""
    if _is_html(body):
        raise KadrajError(ErrorCode.HTML_REPLY, service=service, status=status)
    try:
        value = _parsed(body)
    except (ValueError, RecursionError):
        reason = "not JSON" if body.strip() else "empty"
        raise KadrajError(ErrorCode.ODD_REPLY, service=service, reason=reason) from None
    if not isinstance(value, dict):
        raise KadrajError(ErrorCode.ODD_REPLY, service=service, reason="not an object")
    return value


async def refusal(service: str, response: httpx.Response) -> KadrajError | None:
    """The error that an answer outside 2xx and 3xx stands for; None for those.

    A body that cannot be read changes nothing: the status alone says enough.
    """
    status = response.status_code
    if status < 400:
        return None
    if status >= 500:
        return KadrajError(ErrorCode.SERVER_ERROR, service=service, status=status)
    if status == 404:
        return KadrajError(ErrorCode.NOT_FOUND, service=service)
    said = await _said(response)
    if status in (402, 403, 429) and _used_up(said, status):
        return KadrajError(ErrorCode.QUOTA_EXHAUSTED, service=service)
    if status in (401, 403):
        return KadrajError(ErrorCode.KEY_REFUSED, service=service)
    if status == 429:
        wait = retry_after(response.headers.get("Retry-After", ""), datetime.now(UTC))
        return KadrajError(ErrorCode.RATE_LIMITED, service=service, retry_after=wait)
    return KadrajError(ErrorCode.REJECTED, service=service, status=status, detail=_detail(said))


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds to wait from a `Retry-After` header (RFC 9110, 10.2.3), at most a day."""
    text = value.strip()
    if re.fullmatch(r"[0-9]{1,12}", text):
        return float(min(int(text), _MAX_WAIT))
    moment = _moment(text)
    if moment is None:
        return None
    return min(max((moment - now).total_seconds(), 0.0), float(_MAX_WAIT))


def clock_ahead(
    headers: Mapping[str, str], asked: datetime, answered: datetime
) -> timedelta | None:
    """How far the answerer's clock goes before this computer's, by its `Date`.

    Never more than it does, and less only by the time the answer took and `Date`'s part of a
    second. None without a `Date`, and for an answer that took long.
    """
    moment = _moment(headers.get("Date", ""))
    if moment is None or answered - asked > _PROMPT_ANSWER:
        return None
    return moment - answered


def _moment(text: str) -> datetime | None:
    """A time of HTTP (RFC 9110, 5.6.7), aware."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


async def _said(response: httpx.Response) -> Any:
    """What a refusal says: JSON where it is JSON, plain text otherwise, "" for pages."""
    try:
        body = await read_body(response)
    except (ValueError, OSError, httpx.HTTPError):
        return ""
    if _is_html(body):
        return ""
    try:
        return _parsed(body)
    except (ValueError, RecursionError):
        return without_keys(body.decode("utf-8", errors="replace"))


def _parsed(body: bytes) -> Any:
    """JSON, without the key: what a service repeats of it must not come into the library."""
    text = body.decode(json.detect_encoding(body), "surrogatepass")
    return json.loads(without_keys(text.removeprefix("\ufeff")))


def _detail(said: Any, depth: int = 4) -> str:
    """The words for a person in a refusal: `detail`, `error` or `message`, nested a few times."""
    if isinstance(said, str):
        return cleaned(said, _DETAIL_LENGTH)
    if depth == 0:
        return ""
    if isinstance(said, list):
        # FastAPI lists what is wrong as [{"loc": ["body", "prompt"], "msg": "field required"}].
        texts = [_detail(each, depth - 1) for each in said[:10]]
        return cleaned("; ".join(filter(None, texts)), _DETAIL_LENGTH)
    if isinstance(said, dict):
        for name in ("detail", "error", "message", "msg"):
            if text := _detail(said.get(name), depth - 1):
                return _located(said, text)
    return ""


def _located(said: Mapping[str, Any], text: str) -> str:
    place = said.get("loc")
    if not isinstance(place, list) or not place:
        return text
    return cleaned(f"{place[-1]}: {text}", _DETAIL_LENGTH)


def _used_up(said: Any, status: int) -> bool:
    """Whether a refusal means that today's videos are used up, by its figures or its words."""
    if isinstance(said, dict):
        remaining = quota(said).remaining
        if remaining is not None:
            return remaining == 0
    words = folded(_detail(said))
    return status == 429 and bool(_OF_THE_DAY.search(words)) and not _OF_THE_MOMENT.search(words)


def _is_html(body: bytes) -> bool:
    return body[:256].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
