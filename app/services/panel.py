"""The client of a panel: one class for every service, filled with what its own file says."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NoReturn
from urllib.parse import quote

import httpx

from app.domain.capabilities import Capabilities
from app.domain.errors import (
    Came,
    ErrorCode,
    KadrajError,
    SubmitNotSent,
    SubmitRefused,
    SubmitUncertain,
)
from app.domain.own_tables import OwnTable, with_own_table
from app.domain.recipes import Dialect
from app.domain.replies import HistoryItem, HistoryReply, StatusReply, SubmitReply
from app.domain.requests import GenerationRequest
from app.domain.secrets import Secret
from app.services.bodies import JsonObject, RequestBody, request_body
from app.services.reading import clock_ahead, json_object, read_body, refusal
from app.services.recipes import recipe
from app.services.replies import Json, cleaned, history_reply, job_id, status_reply, submit_reply
from app.services.route import Route
from app.services.transport import (
    FRESH,
    LIMITS,
    Patience,
    connection_error,
    key_header,
    make_client,
)

_LOG = logging.getLogger(__name__)

_MAX_REDIRECTS: Final = 3
_LONGEST_HOST: Final = 200
#: From here on a status tells of a fault of the service (RFC 9110, 15.6).
_FAULT: Final = 500
_STATUSES_AT_ONCE: Final = 10  # fewer than `LIMITS` has connections
# "Accept-Encoding" names what `read_body` can undo.
_HEADERS: Final = {"Accept": "application/json", "Accept-Encoding": "gzip"}


@dataclass(frozen=True, slots=True)
class Panel:
    """What is particular to one service.

    `body` makes the request's JSON; its second argument is the picture as base64, or None.
    `history_item` reads one entry of `GET /videos`.
    """

    capabilities: Capabilities
    body: Callable[[GenerationRequest, str | None], JsonObject]
    history_item: Callable[[Json], HistoryItem | None]


class PanelService:
    """A `VideoService` over HTTP."""

    def __init__(
        self,
        panel: Panel,
        address: Callable[[], str],
        patience: Patience,
        route: Route | None = None,
        own: Callable[[], OwnTable | None] = lambda: None,
    ) -> None:
        """`address` is asked for the base address whenever something is sent: what has been sent
        ends where it went. `own` is asked for the user's own word on what the service makes."""
        self._panel = panel
        self._address = address
        self._own = own
        self._name = panel.capabilities.service
        self._patience = patience
        self._questions = make_client(LIMITS, route)
        self._clock_ahead: timedelta | None = None
        # Hundreds of followed jobs queue here, where waiting is no failure and everyone gets a
        # turn, and leave connections free for whoever asks for something else.
        self._statuses = asyncio.Semaphore(_STATUSES_AT_ONCE)
        # A connection that the server closes at the wrong moment would leave it open whether the
        # request was taken. So each submission gets a new one.
        self._submissions = make_client(FRESH, route)

    @property
    def capabilities(self) -> Capabilities:
        """The service's table, with the address it is really reached at. That and what it makes may
        change at any time by the user's own word."""
        here = replace(self._panel.capabilities, base_url=self._address())
        return with_own_table(here, self._own())

    async def greet(self, key: Secret) -> None:
        """`GET /`; any JSON object with a message will do as a greeting."""
        said = await self._get(key, self._address(), "/")
        if not isinstance(said.get("message"), str):
            raise self._odd("no message")

    async def submit(self, key: Secret, request: GenerationRequest) -> SubmitReply:
        """`POST /generate`, exactly once."""
        url = f"{self._address()}/generate"  # the key's own, whatever is set from here on
        try:
            headers = key_header(self._name, key)
            body = await request_body(self._panel.body, request)
        except KadrajError as error:
            raise SubmitNotSent(error.code, **error.params) from None
        submission = _Submission(self._name)
        try:
            async with asyncio.timeout(self._patience.submission):
                return await self._post(url, headers, body, submission)
        except SubmitRefused:
            raise
        # Money may be spent from here on: whatever went wrong, the caller has to learn on which
        # side of the sending it did.
        except Exception as error:  # noqa: BLE001
            submission.fail(error)

    async def status(self, key: Secret, remote_id: str) -> StatusReply:
        """`GET /status/{remote_id}`."""
        if job_id(remote_id) is None:
            raise KadrajError(ErrorCode.NOT_FOUND, service=self._name)
        address = self._address()
        async with self._statuses:
            said = await self._get(key, address, f"/status/{quote(remote_id, safe='')}")
        if said.get("job_id") not in (None, remote_id):
            raise self._odd("another job")
        reply = status_reply(said)
        if reply is None:
            raise self._odd("no status")
        return reply

    async def history(self, key: Secret) -> HistoryReply:
        """`GET /videos`."""
        said = await self._get(key, self._address(), "/videos")
        reply = history_reply(said, self._panel.history_item)
        if reply is None:
            raise self._odd("no videos")
        return replace(reply, clock_ahead=self._clock_ahead)

    def recipe(self, dialect: Dialect, request: GenerationRequest) -> str:
        """The request written out for other programs."""
        return recipe(dialect, f"{self._address()}/generate", self._panel.body, request)

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._questions.aclose()
        await self._submissions.aclose()

    async def _post(
        self, url: str, key: dict[str, str], body: RequestBody, submission: "_Submission"
    ) -> SubmitReply:
        request = self._submissions.build_request(
            "POST",
            url,
            headers={
                **_HEADERS,
                **key,
                "Connection": "close",
                "Content-Type": "application/json",
                "Content-Length": str(body.length),
            },
            content=body.chunks(),
            timeout=self._timeout(self._patience.submit),
            extensions={"trace": submission.watch},
        )
        response = await self._submissions.send(request, stream=True)
        try:
            submission.answered(response)
            if 400 <= response.status_code < 500:
                error = await refusal(self._name, response)
                assert error is not None  # noqa: S101 - every 4xx is a refusal
                raise SubmitRefused(error.code, **error.params)
            if not response.is_success:
                raise self._odd(f"status {response.status_code}")
            said = await self._read(response)
        finally:
            await response.aclose()
        reply = submit_reply(said)
        if reply is None:
            raise self._odd("no job_id")
        return reply

    async def _get(self, key: Secret, address: str, path: str) -> dict[str, Any]:
        """The JSON object at a path below `address`. Raises `KadrajError` and nothing else."""
        headers = {**_HEADERS, **key_header(self._name, key)}
        try:
            async with (
                asyncio.timeout(self._patience.question),
                self._answer(headers, address, path) as response,
            ):
                error = await refusal(self._name, response)
                if error is not None:
                    raise error
                return await self._read(response)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            raise connection_error(error, service=self._name) from None

    @asynccontextmanager
    async def _answer(
        self, headers: dict[str, str], address: str, path: str
    ) -> AsyncIterator[httpx.Response]:
        """The answer to a GET, following redirects within the service's own origin only."""
        base = httpx.URL(address)
        url = httpx.URL(address + path)
        for _ in range(_MAX_REDIRECTS + 1):
            request = self._questions.build_request(
                "GET", url, headers=headers, timeout=self._timeout(self._patience.read)
            )
            asked = datetime.now(UTC)
            response = await self._questions.send(request, stream=True)
            try:
                if not response.has_redirect_location:
                    told = clock_ahead(response.headers, asked, datetime.now(UTC))
                    self._clock_ahead = self._clock_ahead if told is None else told
                    yield response
                    return
                url = url.join(response.headers["Location"])
            finally:
                await response.aclose()
            if _origin(url) != _origin(base) or url.userinfo:
                break
        raise KadrajError(ErrorCode.REDIRECTED, service=self._name, host=url.host[:200])

    async def _read(self, response: httpx.Response) -> dict[str, Any]:
        try:
            body = await read_body(response)
        except ValueError as error:
            raise self._odd(str(error)) from None
        return json_object(self._name, response.status_code, body)

    def _odd(self, reason: str) -> KadrajError:
        return KadrajError(ErrorCode.ODD_REPLY, service=self._name, reason=reason)

    def _timeout(self, read: float) -> httpx.Timeout:
        connect = self._patience.connect
        return httpx.Timeout(connect=connect, pool=connect, read=read, write=self._patience.read)


class _Submission:
    """Knows whether a submission has begun to leave this computer."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._begun = False
        self._answer: dict[str, str | int] = {}

    async def watch(self, event: str, info: dict[str, Any]) -> None:
        """Takes httpcore's trace events; the CONNECT of a proxy is not the submission yet."""
        if event == "http11.send_request_headers.started":
            self._begun = self._begun or info["request"].method == b"POST"

    def answered(self, response: httpx.Response) -> None:
        """Notes that an answer has begun to come."""
        self._answer = {"status": response.status_code}
        if response.has_redirect_location:
            host = response.url.join(response.headers["Location"]).host
            self._answer |= {"host": cleaned(host, _LONGEST_HOST)}

    def fail(self, error: Exception) -> NoReturn:
        """Raises what a failure means for the job."""
        if self._begun:
            came, status = self._came(error), self._answer.get("status")
            _LOG.warning("%s: submission uncertain: %s, status %s", self._service, came, status)
            raise SubmitUncertain(
                ErrorCode.SUBMIT_UNCERTAIN, service=self._service, came=came, **self._answer
            ) from None
        known = connection_error(error, service=self._service)
        raise SubmitNotSent(known.code, **known.params) from None

    def _came(self, error: Exception) -> Came:
        if "host" in self._answer:
            return Came.REDIRECT
        if int(self._answer.get("status", 0)) >= _FAULT:
            return Came.ERROR
        if isinstance(error, KadrajError) and error.code is ErrorCode.HTML_REPLY:
            return Came.PAGE
        if self._answer:
            return Came.ODD
        late = isinstance(error, (TimeoutError, httpx.TimeoutException))
        return Came.TOO_LATE if late else Came.NOTHING


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port
