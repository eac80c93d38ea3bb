"""Votes in the database. Those who call have opened a transaction to write."""

import sqlite3
from typing import Any

from app.domain.votes import Pair, Vote
from app.store.naming import own_id
from app.store.rows import Row, insert, time_of, time_text, whole_row


def keep_vote(connection: sqlite3.Connection, vote: Vote) -> None:
    """Enters a vote in place of the one on the same two clips, if there is any."""
    forget_vote(connection, vote.clips)
    insert(connection, "votes", vote_row(vote))


def forget_vote(connection: sqlite3.Connection, pair: Pair) -> None:
    """Takes the vote on two clips out."""
    connection.execute("DELETE FROM votes WHERE id = ?", (_key(pair),))


def find_vote(connection: sqlite3.Connection, pair: Pair) -> Vote | None:
    """The vote on two clips, in whatever order, or None."""
    row = connection.execute("SELECT * FROM votes WHERE id = ?", (_key(pair),)).fetchone()
    return None if row is None else vote_of(row)


def all_votes(connection: sqlite3.Connection) -> list[Vote]:
    """All votes, the oldest first."""
    return [vote_of(row) for row in connection.execute("SELECT * FROM votes ORDER BY at, id")]


def vote_row(vote: Vote) -> dict[str, Any]:
    """A vote as the columns of `votes`."""
    (one, one_service), (other, other_service) = sorted(zip(vote.clips, vote.services, strict=True))
    return {
        "id": _key(vote.clips),
        "one": one,
        "other": other,
        "one_service": one_service,
        "other_service": other_service,
        "winner": vote.winner,
        "at": time_text(vote.at),
    }


@whole_row()
def vote_of(row: Row) -> Vote:
    """The vote that a row of `votes` holds; `RowDamagedError` when it holds none."""
    pair = (own_id(row["one"]), own_id(row["other"]))
    if row["id"] != _key(pair) or row["winner"] not in (None, *pair):
        raise ValueError("the key of another row, or the vote for another clip")
    services = (row["one_service"], row["other_service"])
    return Vote(pair, services, row["winner"], time_of(row["at"]))


def _key(pair: Pair) -> str:
    one, other = sorted(pair)
    return f"{own_id(one)}.{own_id(other)}"
