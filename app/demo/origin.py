"""Where the demo's videos lie: a second origin with files and player pages, and no key."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from app.demo.conduct import Asked, Conduct
from app.demo.filming import FilmingStoppedError
from app.demo.jobs import DemoJob, JobBook
from app.demo.rendering import Renderer
from app.demo.replies import FILE_PATH
from app.demo.scenarios import Endpoint
from app.demo.server import HangUp
from app.demo.service import as_response

FILES: Final = "files"

# The bare bones of a Bunny Stream player page.
_PAGE: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
</head>
<body>
<video id="main-video" controls playsinline preload="metadata">
<source src="{source}" type="video/mp4">
</video>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """Files under `/file/veo3videos/`, with ranges, and pages under `/play/` and `/embed/`."""

    book: JobBook
    conduct: Conduct
    renderer: Renderer
    clock: Callable[[], datetime]

    def app(self) -> Starlette:
        """The ASGI app."""
        return Starlette(
            routes=[
                self._route(FILE_PATH, Endpoint.FILE, self._file),
                self._route("/play/{library}/{guid}", Endpoint.PAGE, self._page),
                self._route("/embed/{library}/{guid}", Endpoint.PAGE, self._page),
            ]
        )

    def _route(
        self,
        path: str,
        endpoint: Endpoint,
        answer: Callable[[Request, DemoJob], Awaitable[Response]],
    ) -> Route:
        async def handle(request: Request) -> Response:
            self.conduct.note(
                Asked(FILES, request.method, request.url.path, dict(request.headers), None)
            )
            job = self._wanted(request.path_params)
            if job is None or not job.made(self.clock()):
                raise HTTPException(404)
            await self.conduct.pause(job.service, endpoint)
            instead = self.conduct.reply(job.service, endpoint)
            if instead is not None:
                return as_response(instead)
            if self.conduct.drops(job.service, endpoint):
                return HangUp()
            return await answer(request, job)

        return Route(path, handle)

    def _wanted(self, named: dict[str, str]) -> DemoJob | None:
        if "guid" in named:
            return self.book.by_guid(named["guid"])
        return self.book.job(named["job_id"])

    async def _file(self, _request: Request, job: DemoJob) -> Response:
        try:
            file = await self.renderer.file(job)
        except FilmingStoppedError as error:
            raise HTTPException(503) from error
        return FileResponse(file, media_type="video/mp4")

    async def _page(self, request: Request, job: DemoJob) -> Response:
        source = str(request.base_url).rstrip("/") + FILE_PATH.format(job_id=job.id)
        return HTMLResponse(_PAGE.format(title=escape(f"{job.id}.mp4"), source=escape(source)))
