"""Kino, a service that does not exist: what Kadraj has to be told of a new one, and its demo.

`resources/guide/developers/adding-a-service.md` tells of it. `python -m tests.example.kino [PORT]`
plays the service on this computer.
"""

import asyncio
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from uuid import uuid4

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from app.demo.filming import film
from app.demo.lettering import lettering
from app.demo.scenes import Landscape
from app.demo.server import LoopbackServer
from app.domain.capabilities import MEGABYTE, Capabilities, Model, PictureLimits
from app.domain.requests import GenerationRequest
from app.services.bodies import JsonObject
from app.services.panel import Panel
from app.services.replies import history_item


# -- What Kadraj is told ---------------------------------------------------------------------------
def _body(request: GenerationRequest, image: str | None) -> JsonObject:
    """The JSON of `POST /generate`, in Kino's own words."""
    body: JsonObject = {"prompt": request.prompt, "frame": request.aspect_ratio}
    if request.duration_seconds is not None:
        body["seconds"] = request.duration_seconds
    if request.model is not None:
        body["film"] = request.model
    if image is not None:
        body["first_frame"] = image
    return body


KINO: Final = Panel(
    capabilities=Capabilities(
        service="kino",
        title="Kino",
        base_url="https://kino.invalid",
        aspect_ratios=("16:9", "1:1"),
        durations=(1, 2, 3),
        default_duration=2,
        models=(Model("fine-grain", ("16:9", "1:1")), Model("wide-screen", ("16:9",))),
        picture=PictureLimits(media_types=("image/png",), max_bytes=4 * MEGABYTE),
    ),
    body=_body,
    history_item=history_item,
)

# -- Its demo --------------------------------------------------------------------------------------

KEY: Final = "kino-demo-key"
_SIZES: Final = {"16:9": (640, 360), "1:1": (360, 360)}


class KinoDemo:
    """Makes real videos in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._films = folder, StaticFiles(directory=folder)
        self._jobs: dict[str, asyncio.Task[None]] = {}

    def app(self) -> Starlette:
        """The four calls that Kadraj knows, and the videos."""
        first = Route("/", lambda _: JSONResponse({"message": "Kino"}))
        generate = Route("/generate", self._generate, methods=["POST"])
        asked = [Route("/status/{job}", self._status), Route("/videos", self._videos)]
        return Starlette(routes=[first, generate, *asked, Mount("/films", self._films)])

    async def _generate(self, request: Request) -> Response:
        job, making = str(uuid4()), partial(self._make, await request.json())
        self._jobs[job] = asyncio.create_task(asyncio.to_thread(making, job))
        return self._said({"job_id": job, "status": "queued"})

    async def _status(self, request: Request) -> Response:
        job = request.path_params["job"]
        if not self._jobs[job].done():
            return self._said({"job_id": job, "status": "processing"})
        return self._said({"status": "completed", **self._video(request, job)})

    async def _videos(self, request: Request) -> Response:
        if request.headers.get("x-api-key") != KEY:
            return JSONResponse({"detail": "no such key"}, 401)
        made = [self._video(request, job) for job, task in self._jobs.items() if task.done()]
        return self._said({"count": len(made), "videos": made})

    def _said(self, told: dict[str, Any]) -> Response:
        quota = {"daily_limit": 5, "daily_limit_remaining": 5 - len(self._jobs)}
        return JSONResponse({**told, **quota})

    def _video(self, request: Request, job: str) -> dict[str, str]:
        return {"job_id": job, "video_url": f"{request.base_url}films/{job}.mp4"}

    def _make(self, body: dict[str, Any], job: str) -> None:
        size, words = _SIZES[body["frame"]], body["prompt"]
        letters = lettering(words, "kino", size, small=False)
        how: dict[str, Any] = {"size": size, "seconds": body["seconds"], "seed": words}
        film(Landscape(words, size), letters, self._folder / f"{job}.mp4", stopped=bool, **how)


async def _serve(port: int) -> None:
    with TemporaryDirectory(prefix="kino-") as folder:
        server = await LoopbackServer.start("kino", KinoDemo(Path(folder)).app(), port)
        print(f"KADRAJ_KINO_URL={server.url} KADRAJ_KINO_KEY={KEY}", flush=True)  # noqa: T201
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
