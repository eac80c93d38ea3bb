"""The engine's eye for files: the media functions, run where a hostile file does no harm."""

import asyncio
from pathlib import Path
from typing import Any, Final

from app.domain.clips import MediaInfo
from app.domain.errors import ErrorCode, KadrajError
from app.domain.requests import Picture
from app.media.sandbox import Sandbox

#: A thousand times what looking into a usual file takes.
_SECONDS: Final = 10.0


class FileMediaReader:
    """Fills `app.domain.ports.MediaReader`. What takes longer than `seconds` is refused."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._sandbox = Sandbox(seconds)

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

    async def inspect_picture(self, path: Path, name: str | None = None) -> Picture:
        """What a picture file is; `PICTURE_UNREADABLE` or `PICTURE_UNSUPPORTED`."""
        refusal = KadrajError(ErrorCode.PICTURE_UNREADABLE, name=name or path.name)
        work = self._sandbox.submit(refusal, "picture", _absolute(path), name)
        found = await asyncio.wrap_future(work)
        return Picture(**{**found, "path": Path(found["path"])})

    async def aclose(self) -> None:
        """Ends what is under way."""
        await asyncio.to_thread(self._sandbox.close)

    async def _video(self, work: str, video: Path, *targets: Path) -> Any:
        paths = map(_absolute, (video, *targets))
        return await asyncio.wrap_future(self._sandbox.submit(_not_a_video(video), work, *paths))


def _absolute(path: Path) -> str:
    return str(path.absolute())


def _not_a_video(video: Path) -> KadrajError:
    return KadrajError(ErrorCode.NOT_A_VIDEO, name=video.name)
