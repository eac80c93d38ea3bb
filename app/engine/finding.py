"""Where a clip's video lies: the one order in which Kadraj looks, for keeping and for watching."""

import logging
from collections.abc import Awaitable, Callable, Mapping

from app.domain.clips import Clip
from app.domain.errors import ErrorCode, KadrajError, is_passing
from app.domain.ports import VideoFetcher, VideoService
from app.domain.replies import VideoAddress
from app.engine.access import Access

_log = logging.getLogger(__name__)

Use = Callable[[VideoAddress], Awaitable[None]]


class VideoFinder:
    """Asks the service first, then looks behind the address in the history."""

    def __init__(
        self,
        services: Mapping[str, VideoService],
        access: Access,
        fetchers: Mapping[str, VideoFetcher],
    ) -> None:
        self._services = services
        self._access = access
        self._fetchers = fetchers

    async def use_first(self, clip: Clip, use: Use) -> None:
        """Calls `use` with one address after the other until it returns.

        What will pass by itself does not lead to another address: a part goes on where it began.
        Raises what tells most of why there is no video.
        """
        failures: list[KadrajError] = []
        told = await self._told_address(clip)
        for url in dict.fromkeys(filter(None, (told, clip.remote_url))):
            try:
                address = await self._fetchers[clip.service].resolve(url)
            except KadrajError as error:
                failures.append(error)
                continue
            try:
                return await use(address)
            except KadrajError as error:
                if is_passing(error.code, error.params):
                    raise
                failures.append(error)
        passing = [error for error in failures if is_passing(error.code, error.params)]
        raise [KadrajError(ErrorCode.NO_VIDEO_ADDRESS), *failures, *passing][-1]

    async def _told_address(self, clip: Clip) -> str:
        if clip.service not in self._access.services:
            return ""
        try:
            key = self._access.key(clip.service)
            reply = await self._services[clip.service].status(key, clip.remote_id)
        except KadrajError as error:
            _log.info("no status for %s: %s", clip.id, error.code)
            return ""
        return reply.video_url
