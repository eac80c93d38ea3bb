"""Voting between clips of a real library."""

import pytest

from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import ScoreChanged
from app.domain.votes import Score
from tests.engine.workshop import Workshop
from tests.store.samples import a_clip

pytestmark = pytest.mark.anyio


async def test_a_vote_is_kept_changed_and_taken_back(workshop: Workshop) -> None:
    sora, veo = a_clip("r1"), a_clip("r2", service="veo")
    pair = (sora.id, veo.id)
    async with workshop.opened() as (studio, watch):
        for clip in (sora, veo):
            await studio.library.keep_clip(clip)
        voting = studio.shelf.voting
        assert await voting.score() == Score()
        given = await voting.vote(pair, veo.id)
        assert (given.services, given.winning_service) == (("sora", "veo"), "veo")
        await voting.vote((veo.id, sora.id), None)
        await voting.vote(pair, sora.id)
        assert await voting.score() == Score({"sora": 1, "veo": 0}, 1)
        await voting.take_back(pair)
        assert await studio.library.vote(pair) is None
        told = [(dict(e.score.wins), e.score.undecided) for e in watch.of(ScoreChanged)]
        counted = [{"sora": 0, "veo": 1}, {"sora": 0, "veo": 0}, {"sora": 1, "veo": 0}, {}]
        assert told == list(zip(counted, [0, 1, 0, 0], strict=True))
        with pytest.raises(KadrajError) as refused:
            await voting.vote((sora.id, "nobody"), None)
        assert refused.value.code is ErrorCode.CLIP_UNKNOWN
