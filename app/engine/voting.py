"""The user's word on which of two clips is better."""

from collections.abc import Callable
from datetime import datetime

from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import ScoreChanged
from app.domain.ports import Library
from app.domain.votes import Pair, Score, Vote
from app.engine.hub import EventHub


class Voting:
    """Keeps votes, and tells what they come to."""

    def __init__(self, library: Library, hub: EventHub, now: Callable[[], datetime]) -> None:
        self._library = library
        self._hub = hub
        self._now = now

    async def vote(self, pair: Pair, winner: str | None) -> Vote:
        """Keeps what the user thinks of two clips, in place of what they thought before.

        `winner` is one of the two, or None for neither. `CLIP_UNKNOWN` when one is not there.
        """
        known = {clip.id: clip for clip in await self._library.clips(pair)}
        for clip_id in pair:
            if clip_id not in known:
                raise KadrajError(ErrorCode.CLIP_UNKNOWN, value=clip_id)
        one, other = (known[clip_id].service for clip_id in pair)
        vote = Vote(pair, (one, other), winner, self._now())
        await self._library.keep_vote(vote)
        await self._tell()
        return vote

    async def take_back(self, pair: Pair) -> None:
        """Forgets what the user thought of two clips."""
        await self._library.forget_vote(pair)
        await self._tell()

    async def score(self) -> Score:
        """What all votes between different services come to."""
        return Score.of(await self._library.votes())

    async def _tell(self) -> None:
        self._hub.emit(ScoreChanged(await self.score()))
