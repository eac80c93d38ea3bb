"""What votes come to between services."""

from datetime import UTC, datetime

import pytest

from app.domain.votes import Score, Vote

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def vote(one: str, other: str, winner: int | None) -> Vote:
    return Vote(("a", "b"), (one, other), None if winner is None else "ab"[winner], NOON)


def test_a_score_counts_what_was_said_of_two_services() -> None:
    votes = [
        vote("sora", "veo", 0),
        vote("veo", "sora", 0),
        vote("veo", "sora", 1),
        vote("sora", "veo", None),
        vote("sora", "sora", 1),
        vote("imported", "veo", 0),
        vote("sora", "joined", 0),
    ]
    score = Score.of(votes)
    assert score == Score({"sora": 2, "veo": 1}, 4)
    assert score.undecided == 1
    assert list(score.wins) == ["sora", "veo"]


@pytest.mark.parametrize("votes", [[], [vote("veo", "veo", 0)]])
def test_without_such_votes_there_is_no_score(votes: list[Vote]) -> None:
    assert Score.of(votes) == Score()
