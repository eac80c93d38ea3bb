"""One panel as a web app: `GET /`, `POST /generate`, `GET /status/{job_id}`, `GET /videos`."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Final
from uuid import uuid4

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.demo import replies
from app.demo.conduct import Act, Asked, Conduct
from app.demo.control import Control
from app.demo.faults import Broken, BrokenConnection
from app.demo.jobs import DemoJob, JobBook
from app.demo.orders import Order, RefusalError, read_order
from app.demo.pages import PageKind
from app.demo.rendering import Renderer
from app.demo.scenarios import NO_QUOTA, WRONG_KEY, Endpoint, Reply, Scenario
from app.demo.server import HangUp

FAIL_MARKER: Final = "[fail]"
FAILED_WITH: Final = "İçerik politikası nedeniyle reddedildi"

# Ten megabytes in base64 with the JSON around them, and room for a long prompt.
_MAX_BODY: Final = 15_000_000


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel and what it stands on. `pace` is the seconds a video takes to be made."""

    service: str
    keys: Collection[str]
    book: JobBook
    conduct: Conduct
    renderer: Renderer
    clock: Callable[[], datetime]
    pace: float
    daily_limit: int
    files_url: str
    control: Control
    broken: list[BrokenConnection] = field(default_factory=list, init=False)

    def app(self) -> Starlette:
        """The ASGI app."""
        return Starlette(
            routes=[
                self._route("/", Endpoint.GREETING, self._greet),
                self._route("/generate", Endpoint.SUBMIT, self._submit, "POST"),
                self._route("/status/{job_id}", Endpoint.STATUS, self._status),
                self._route("/videos", Endpoint.HISTORY, self._history),
                self.control.route(self.service),
            ],
            exception_handlers={HTTPException: _as_json},
        )

    def _route(
        self,
        path: str,
        endpoint: Endpoint,
        answer: Callable[[Request, Act, object], Awaitable[Response]],
        method: str = "GET",
    ) -> Route:
        async def handle(request: Request) -> Response:
            act = self.conduct.act(self.service, endpoint, request.path_params.get("job_id", ""))
            self.conduct.begin(self.service, endpoint)
            fault = act.fault(self.service, endpoint)
            if fault is not None and fault.takes is not None:
                return Broken(fault, self.conduct.wait, self.conduct.breaks)
            try:
                body = await _body(request)
            except ClientDisconnect:
                return HangUp()
            self.conduct.note(
                Asked(self.service, request.method, request.url.path, dict(request.headers), body)
            )
            if fault is not None:
                return Broken(replace(fault, takes=0), self.conduct.wait, self.conduct.breaks)
            await self.conduct.pause(act, self.service, endpoint)
            instead = act.reply(self.service, endpoint)
            if instead is not None:
                return as_response(instead, self.files_url)
            if not self._admitted(request, act, endpoint):
                return as_response(WRONG_KEY)
            try:
                response = await answer(request, act, body)
            except RefusalError as refusal:
                response = JSONResponse({"detail": refusal.detail}, refusal.status)
            return HangUp() if act.drops(self.service, endpoint) else response

        return Route(path, handle, methods=[method])

    def take_over(self) -> BrokenConnection | None:
        """Who takes a new connection, where connections are to break."""
        fault = self.conduct.act(self.service, Endpoint.CONNECTION).fault(
            self.service, Endpoint.CONNECTION
        )
        if fault is None:
            return None
        broken = BrokenConnection(fault, self.conduct.wait, self.conduct.breaks)
        self.broken[:] = [*(earlier for earlier in self.broken if not earlier.over), broken]
        return broken

    async def aclose(self) -> None:
        """Ends the connections that were taken over, once the conduct is closed."""
        for connection in self.broken:
            await connection.aclose()

    def _admitted(self, request: Request, act: Act, endpoint: Endpoint) -> bool:
        if endpoint is Endpoint.GREETING and act.scenario.open_greeting:
            return True
        given = request.headers.get("x-api-key", "").encode()
        return any(hmac.compare_digest(given, key.encode()) for key in self.keys)

    async def _greet(self, _request: Request, _act: Act, _body: object) -> Response:
        return JSONResponse(replies.GREETINGS[self.service])

    async def _submit(self, _request: Request, act: Act, body: object) -> Response:
        order = await asyncio.to_thread(read_order, self.service, body)
        scenario = act.of_jobs(self.service)
        if self._remaining(scenario) <= 0:
            return as_response(NO_QUOTA)
        job = self._take(order, scenario)
        if not job.error:
            self.renderer.begin(job)
        return JSONResponse(
            replies.submitted(job, self.book.place(job, job.created_at), self._quota(scenario))
        )

    def _take(self, order: Order, scenario: Scenario | None) -> DemoJob:
        error = FAILED_WITH if FAIL_MARKER in order.prompt else order.flaw
        pace = self.pace
        if scenario is not None:
            error = error or scenario.fails_with
            pace *= scenario.pace_factor
        now = self.clock()
        job = DemoJob(
            id=str(uuid4()),
            service=self.service,
            prompt=order.prompt,
            aspect_ratio=order.aspect_ratio,
            duration_seconds=order.duration_seconds,
            model=order.model,
            picture="",
            guid=str(uuid4()),
            created_at=now,
            started_at=now,
            completed_at=now,
            error=error,
        )
        return self.book.take(job, order.picture, pace=pace)

    async def _status(self, request: Request, act: Act, _body: object) -> Response:
        job = self.book.job(request.path_params["job_id"])
        if job is None or job.service != self.service:
            raise RefusalError("Video bulunamadı", 404)
        now = self.clock()
        scenario = act.of_jobs(self.service)
        if job.made(now):
            paged = scenario is not None and scenario.page is not PageKind.PLAIN
            return JSONResponse(replies.completed(job, self.files_url, paged=paged))
        if job.ended(now):
            return JSONResponse(replies.failed(job))
        begun = (scenario.status_word if scenario else "") or "processing"
        status = "queued" if job.queued(now) else begun
        place = self.book.place(job, now)
        return JSONResponse(replies.running(job, status, place, self._quota(scenario), now))

    async def _history(self, _request: Request, act: Act, _body: object) -> Response:
        scenario = act.of_jobs(self.service)
        return JSONResponse(
            replies.history(
                self.book.made(self.service, self.clock()),
                self.files_url,
                self._quota(scenario),
                plain=scenario is not None and scenario.plain_history,
            )
        )

    def _quota(self, scenario: Scenario | None) -> replies.Fields:
        remaining = self._remaining(scenario)
        return replies.quota(max(self.daily_limit, remaining), remaining)

    def _remaining(self, scenario: Scenario | None) -> int:
        if scenario is not None and scenario.quota_left is not None:
            return scenario.quota_left
        if self.service in self.conduct.granted:
            return max(0, self.conduct.granted[self.service] - self.book.taken(self.service))
        today = self.clock().astimezone(replies.ISTANBUL).date()
        midnight = datetime.combine(today, time.min, replies.ISTANBUL)
        return max(0, self.daily_limit - self.book.taken_since(self.service, midnight))


def as_response(reply: Reply, files_url: str = "") -> Response:
    """A reply of a scenario, word for word but for the address of the file origin."""
    headers = {name: told.replace("{files}", files_url) for name, told in reply.headers.items()}
    return Response(reply.body, reply.status, headers, reply.media_type)


async def _body(request: Request) -> object:
    """The request's JSON, its text when it is none, None when it is empty or too long.

    It is read to its end in any case: an answer before that would reach nobody. Raises
    `starlette.requests.ClientDisconnect` when who asks has gone before the end.
    """
    received = bytearray()
    async for chunk in request.stream():
        if len(received) <= _MAX_BODY:
            received += chunk
    if not received or len(received) > _MAX_BODY:
        return None
    try:
        return json.loads(received)
    except ValueError:
        return received.decode("utf-8", "replace")


async def _as_json(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else "Internal Server Error"
    return JSONResponse({"detail": detail}, status)
