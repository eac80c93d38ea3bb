"""Downloads that were begun and are not over, also over the program's end."""

import json
import logging
from typing import Final

from app.domain.errors import KadrajError
from app.domain.ports import Library

_log = logging.getLogger(__name__)

_NOTE: Final = "downloads begun"


class BegunDownloads:
    """The clips that somebody wants here. They are written down before anything is fetched, for of
    a video that no job of this program made nothing else tells that it is wanted."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._clip_ids: set[str] = set()

    async def load(self) -> None:
        """Takes up what an earlier run did not bring to its end."""
        clips = await self._library.clips(json.loads(await self._library.note(_NOTE) or "[]"))
        self._clip_ids = {
            clip.id for clip in clips if not clip.downloaded and clip.trashed_at is None
        }

    @property
    def clip_ids(self) -> list[str]:
        """All of them."""
        return sorted(self._clip_ids)

    async def add(self, clip_id: str) -> None:
        """Writes down that a download is begun."""
        if clip_id in self._clip_ids:
            return
        self._clip_ids.add(clip_id)
        try:
            await self._write()
        except KadrajError:
            self._clip_ids.discard(clip_id)
            raise

    async def drop(self, clip_id: str) -> None:
        """Writes down that a download is over. Where that cannot be written, the next start finds
        the video here, or once more what keeps it from coming."""
        if clip_id not in self._clip_ids:
            return
        self._clip_ids.discard(clip_id)
        try:
            await self._write()
        except KadrajError as error:
            _log.warning("the end of a download could not be kept: %s", error.code)

    async def _write(self) -> None:
        await self._library.set_note(_NOTE, json.dumps(self.clip_ids))
