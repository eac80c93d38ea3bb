"""The engine's eye for files: the media functions, run where a hostile file does no harm."""

import asyncio
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from app.domain.capabilities import PictureLimits
from app.domain.clips import MediaInfo
from app.domain.errors import ErrorCode, KadrajError
from app.domain.preparing import Change, Crop, PictureFacts, Preparation
from app.domain.requests import Picture
from app.media.sandbox import Sandbox

#: A thousand times what looking into a usual file takes.
_SECONDS: Final = 10.0
#: Writing a copy of the largest picture there may be takes a few.
_PREPARING_SECONDS: Final = 60.0


class FileMediaReader:
    """Fills `app.domain.ports.MediaReader`. What takes longer than `seconds` is refused."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._sandbox = Sandbox(seconds)
        # Of its own: a row of large pictures is not to hold up what arrives meanwhile.
        self._preparing = Sandbox(_PREPARING_SECONDS)

    async def probe(self, video: Path) -> MediaInfo:
        """Opens a video and decodes its first frame; `NOT_A_VIDEO` when that fails."""
        return MediaInfo(**await self._video("probe", video))

    def probe_now(self, video: Path) -> MediaInfo:
        """As `probe`, for who is in a thread already."""
        work = self._sandbox.submit(_not_a_video(video), "probe", _absolute(video))
        return MediaInfo(**work.result())

    async def thumbnail(self, video: Path, target: Path) -> None:
        """Writes a JPEG of a telling frame, at most 512 pixels at its longer side."""
        await self._video("thumbnail", video, target)

    async def filmstrip(self, video: Path, target: Path) -> None:
        """Writes a JPEG with stills of the whole length, unless there is one of this video."""
        await self._video("filmstrip", video, target)

    async def last_frame(self, video: Path, target: Path) -> float:
        """Writes the last frame that is neither faded nor black as a PNG; returns its time."""
        return float(await self._video("last_frame", video, target))

    async def frame_at(self, video: Path, seconds: float, target: Path) -> float:
        """Writes the frame shown at a moment as a PNG; returns when it begins, in seconds."""
        work = self._sandbox.submit(
            _not_a_video(video), "frame_at", _absolute(video), seconds, _absolute(target)
        )
        return float(await asyncio.wrap_future(work))

    async def inspect_picture(self, path: Path, name: str | None = None) -> Picture:
        """What a picture file is; `PICTURE_UNREADABLE` or `PICTURE_UNSUPPORTED`."""
        work = self._sandbox.submit(_unreadable(path, name), "picture", _absolute(path), name)
        return _picture(await asyncio.wrap_future(work))

    async def survey_picture(self, path: Path, name: str | None = None) -> PictureFacts:
        """What a picture file of any readable kind holds."""
        work = self._sandbox.submit(_unreadable(path, name), "picture_facts", _absolute(path), name)
        found = await asyncio.wrap_future(work)
        return PictureFacts(**{**found, "picture": _picture(found["picture"])})

    async def prepare_picture(
        self,
        path: Path,
        target: Path,
        limits: PictureLimits,
        *,
        crop: Crop | None = None,
        name: str | None = None,
    ) -> Preparation:
        """Writes a copy that a service takes, as `target` with the ending of its kind."""
        work = self._preparing.submit(
            _unreadable(path, name),
            "prepare_picture",
            _absolute(path),
            _absolute(target),
            asdict(limits),
            asdict(crop) if crop else None,
            name,
        )
        done = await asyncio.wrap_future(work)
        return Preparation(
            _picture(done["before"]),
            _picture(done["after"]),
            tuple(Change(change) for change in done["changes"]),
        )

    async def aclose(self) -> None:
        """Ends what is under way."""
        await asyncio.to_thread(self._sandbox.close)
        await asyncio.to_thread(self._preparing.close)

    async def _video(self, work: str, video: Path, *targets: Path) -> Any:
        paths = map(_absolute, (video, *targets))
        return await asyncio.wrap_future(self._sandbox.submit(_not_a_video(video), work, *paths))


def _absolute(path: Path) -> str:
    return str(path.absolute())


def _not_a_video(video: Path) -> KadrajError:
    return KadrajError(ErrorCode.NOT_A_VIDEO, name=video.name)


def _unreadable(path: Path, name: str | None) -> KadrajError:
    return KadrajError(ErrorCode.PICTURE_UNREADABLE, name=name or path.name)


def _picture(found: Mapping[str, Any]) -> Picture:
    return Picture(**{**found, "path": Path(found["path"])})
