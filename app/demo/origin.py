"""Where the demo's videos lie: a second origin with files and player pages, and no key."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from app.demo.conduct import Act, Asked, Conduct
from app.demo.control import Control
from app.demo.delivery import Delivered
from app.demo.faults import Broken
from app.demo.filming import FilmingStoppedError
from app.demo.jobs import DemoJob, JobBook
from app.demo.pages import PageKind, player_page
from app.demo.rendering import Renderer
from app.demo.replies import FILE_PATH
from app.demo.scenarios import Endpoint
from app.demo.server import HangUp
from app.demo.service import as_response
from app.demo.streams import MASTER, encrypted, stream_folder

FILES: Final = "files"

_STREAMS: Final = frozenset(
    {PageKind.ORIGINAL, PageKind.SIZES, PageKind.STREAM, PageKind.FRAGMENTS, PageKind.ENCRYPTED}
)
_MEDIA_TYPES: Final = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".ts": "video/mp2t",
    ".m4s": "video/iso.segment",
    ".mp4": "video/mp4",
}


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """Files under `/file/veo3videos/`, with ranges, and pages under `/play/` and `/embed/`.

    What a page leads to besides, lies under `/{guid}/`, as on Bunny's own CDN.
    """

    book: JobBook
    conduct: Conduct
    renderer: Renderer
    clock: Callable[[], datetime]
    control: Control

    def app(self) -> Starlette:
        """The ASGI app."""
        return Starlette(
            routes=[
                self._route(FILE_PATH, Endpoint.FILE, self._file),
                self._route("/play/{library}/{guid}", Endpoint.PAGE, self._page),
                self._route("/embed/{library}/{guid}", Endpoint.PAGE, self._page),
                self._route("/{guid}/playlist.m3u8", Endpoint.FILE, self._master),
                self._route("/{guid}/720p/{name}", Endpoint.FILE, self._piece),
                self._route("/{guid}/{name}", Endpoint.FILE, self._beside),
                self.control.route(),
                Route("/{path:path}", self._astray, methods=["GET", "HEAD", "POST"]),
            ]
        )

    def _route(
        self,
        path: str,
        endpoint: Endpoint,
        answer: Callable[[Request, Act, DemoJob], Awaitable[Response]],
    ) -> Route:
        async def handle(request: Request) -> Response:
            self._note(request)
            job = self._wanted(request.path_params)
            if job is None or not job.made(self.clock()):
                raise HTTPException(404)
            self.conduct.begin(FILES, endpoint)
            act = self.conduct.act(job.service, endpoint, job.id)
            fault = act.fault(job.service, endpoint)
            if fault is not None:
                return Broken(fault, self.conduct.wait, self.conduct.breaks)
            await self.conduct.pause(act, job.service, endpoint)
            instead = act.reply(job.service, endpoint)
            if instead is not None:
                return as_response(instead, str(request.base_url).rstrip("/"))
            if act.drops(job.service, endpoint):
                return HangUp()
            return await answer(request, act, job)

        return Route(path, handle)

    async def _astray(self, request: Request) -> Response:
        """Nothing lies here; who was sent here all the same is counted."""
        self._note(request)
        raise HTTPException(404)

    def _note(self, request: Request) -> None:
        self.conduct.keys_astray += "x-api-key" in request.headers
        self.conduct.note(
            Asked(FILES, request.method, request.url.path, dict(request.headers), None)
        )

    def _wanted(self, named: dict[str, str]) -> DemoJob | None:
        if "guid" in named:
            return self.book.by_guid(named["guid"])
        return self.book.job(named["job_id"])

    async def _file(self, request: Request, act: Act, job: DemoJob) -> Response:
        file = await self._rendered(job)
        scenario = act.of_jobs(job.service)
        if scenario is None or scenario.delivery is None:
            return FileResponse(file, media_type="video/mp4")
        turn = act.turn(job.id) if request.method == "GET" else 0
        content = await asyncio.to_thread(file.read_bytes)
        return Delivered(content, scenario.delivery, turn, self.conduct.wait)

    async def _page(self, request: Request, act: Act, job: DemoJob) -> Response:
        here = str(request.base_url).rstrip("/")
        page = player_page(
            _kind(act, job),
            title=f"{job.id}.mp4",
            plain=here + FILE_PATH.format(job_id=job.id),
            folder=f"{here}/{job.guid}",
        )
        return HTMLResponse(page)

    async def _beside(self, request: Request, act: Act, job: DemoJob) -> Response:
        """Plain files beside a stream, where there are any."""
        wanted = request.path_params["name"]
        if (_kind(act, job), wanted) not in {
            (PageKind.ORIGINAL, "original"),
            (PageKind.SIZES, "play_720p.mp4"),
        }:
            raise HTTPException(404)
        return await self._file(request, act, job)

    async def _master(self, _request: Request, act: Act, job: DemoJob) -> Response:
        file = await self._rendered(job)
        if _kind(act, job) not in _STREAMS:
            raise HTTPException(404)
        bandwidth = round(file.stat().st_size * 8 / job.duration_seconds)
        return Response(MASTER.format(bandwidth=bandwidth), media_type=_MEDIA_TYPES[".m3u8"])

    async def _piece(self, request: Request, act: Act, job: DemoJob) -> Response:
        kind = _kind(act, job)
        clip = await self._rendered(job)
        if kind not in _STREAMS:
            raise HTTPException(404)
        folder = await asyncio.to_thread(stream_folder, clip, fragments=kind is PageKind.FRAGMENTS)
        pieces = {file.name: file for file in folder.iterdir()}
        file = pieces.get(request.path_params["name"])
        if file is None:
            raise HTTPException(404)
        media_type = _MEDIA_TYPES[file.suffix]
        if kind is PageKind.ENCRYPTED and file.suffix == ".m3u8":
            return Response(encrypted(file.read_text("utf-8")), media_type=media_type)
        return FileResponse(file, media_type=media_type)

    async def _rendered(self, job: DemoJob) -> Path:
        try:
            return await self.renderer.file(job)
        except FilmingStoppedError as error:
            raise HTTPException(503) from error


def _kind(act: Act, job: DemoJob) -> PageKind:
    scenario = act.of_jobs(job.service)
    return PageKind.PLAIN if scenario is None else scenario.page
