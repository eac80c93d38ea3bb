"""What grids ask for: ids by filter and order, figures, tags.

Everything here reads indexes, or a few rows that an index named, and looks at no file.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Final

from app.domain.clips import ClipCounts, ClipOrder, ClipPlace, ClipQuery
from app.domain.folding import alphabetical, folded
from app.store import search_index
from app.store.rows import time_text

_PLACES: Final[Mapping[ClipPlace, str]] = {
    ClipPlace.HERE: "size IS NOT NULL",
    ClipPlace.CLOUD: "size IS NULL",
    ClipPlace.ONLY_HERE: "size IS NOT NULL AND at_service = 0",
}
_ORDERS: Final[Mapping[ClipOrder, str]] = {
    ClipOrder.NEWEST: "created_at DESC, id DESC",
    ClipOrder.OLDEST: "created_at, id",
    ClipOrder.BEST: "rating DESC, created_at DESC, id DESC",
    ClipOrder.LONGEST: "length DESC NULLS LAST, created_at DESC, id DESC",
    ClipOrder.SHORTEST: "length NULLS LAST, created_at DESC, id DESC",
    ClipOrder.PROMPT: "alphabetical = '', alphabetical, created_at DESC, id DESC",
}
#: Letters. SQLite refuses conditions that grow without end.
_SEARCHED_FOR: Final = 1_000


def find_clip_ids(
    connection: sqlite3.Connection, query: ClipQuery, limit: int | None, offset: int
) -> list[str]:
    """The ids that a query finds, in its order, from number `offset` on."""
    found, values = _found(connection, query)
    statement = f"SELECT id {found} ORDER BY {_ORDERS[query.order]} LIMIT ? OFFSET ?"
    values += [-1 if limit is None else limit, offset]
    # Joined by SQLite, without the interpreter's lock: 100,000 rows one by one would hold up the
    # window, and take three times as long. Ids have no spaces.
    (joined,) = connection.execute(
        f"SELECT group_concat(id, ' ') FROM ({statement})",  # noqa: S608
        values,
    ).fetchone()
    return joined.split(" ") if joined else []


def count_clips(connection: sqlite3.Connection, service: str | None) -> ClipCounts:
    """How many clips there are, how many without a file, and the bytes of the others' files."""
    total, downloaded, size = connection.execute(
        "SELECT count(*), count(size), total(size) FROM clips INDEXED BY clips_searched"
        " WHERE trashed_at IS NULL AND (?1 IS NULL OR service = ?1)",
        (service,),
    ).fetchone()
    return ClipCounts(total=total, not_downloaded=total - downloaded, size=int(size))


def count_days(connection: sqlite3.Connection, query: ClipQuery) -> list[tuple[date, int]]:
    """How many clips of each day here a query finds, in its order of time."""
    found, values = _found(connection, query)
    way = "ASC" if query.order is ClipOrder.OLDEST else "DESC"
    rows = connection.execute(
        f"SELECT date(created_at, 'localtime') AS day, count(*) {found}"
        f" GROUP BY day ORDER BY day {way}",
        values,
    )
    return [(date.fromisoformat(day), count) for day, count in rows]


def count_tags(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """All tags with how many clips have them, in alphabetical order; of several spellings of one
    tag the most frequent."""
    rows = connection.execute(
        "SELECT value, count(*) FROM clips, json_each(tags)"
        " WHERE trashed_at IS NULL AND clips.id IN (SELECT id FROM clips INDEXED BY clips_searched"
        "  WHERE trashed_at IS NULL AND tag_keys != '')"
        " GROUP BY value ORDER BY count(*) DESC, value DESC"
    )
    spellings: dict[str, str] = {}
    counts: dict[str, int] = {}
    for tag, count in rows:
        key = folded(tag)
        spellings.setdefault(key, tag)
        counts[key] = counts.get(key, 0) + count
    tags = [(spellings[key], count) for key, count in counts.items()]
    return sorted(tags, key=lambda tag: (alphabetical(tag[0]), tag[0]))


def _source(query: ClipQuery, conditions: list[str]) -> str:
    """The table with the index to be walked through. The narrow ones are enough for the two plain
    orders; SQLite cannot tell by itself that for all else the wide one beats the table."""
    if query.trashed:
        return "clips"
    plain = query.order in {ClipOrder.NEWEST, ClipOrder.OLDEST}
    if plain and len(conditions) == 1 + (query.service is not None):
        return f"clips INDEXED BY {'clips_of_service' if query.service else 'clips_of_all'}"
    return "clips INDEXED BY clips_searched"


def _found(connection: sqlite3.Connection, query: ClipQuery) -> tuple[str, list[str | int]]:
    """What follows the columns in a statement that reads a query's clips, with its values."""
    # The longest first: it is the rarest, most often, and then the others need no look.
    words = sorted(folded(query.text[:_SEARCHED_FOR]).split(), key=len, reverse=True)
    few = search_index.candidates(connection, words)
    conditions, values = _conditions(query, words)
    if few is None:
        return f"FROM {_source(query, conditions)} WHERE {' AND '.join(conditions)}", values
    conditions.insert(0, "clips.rowid IN (SELECT value FROM json_each(?))")
    return f"FROM clips NOT INDEXED WHERE {' AND '.join(conditions)}", [few, *values]


def _conditions(query: ClipQuery, words: Sequence[str]) -> tuple[list[str], list[str | int]]:
    """What a row must meet, and the values for the marks in that; an index's condition first."""
    asked: list[tuple[str, str | int | None]] = [
        ("service = ?", query.service),
        ("created_at >= ?", time_text(query.since) if query.since else None),
        ("created_at < ?", time_text(query.until) if query.until else None),
        ("aspect_ratio = ?", query.aspect_ratio),
        ("favourite = ?", 1 if query.favourites else None),
        ("rating >= ?", query.least_rating or None),
        *[("instr(tag_keys, ?) > 0", f"\n{folded(tag)}\n") for tag in query.tags],
        *[("instr(search, ?) > 0", word) for word in words],
    ]
    conditions = [f"trashed_at IS {'NOT ' if query.trashed else ''}NULL"]
    conditions += [_PLACES[query.place]] if query.place else []
    conditions += [condition for condition, value in asked if value is not None]
    return conditions, [value for _, value in asked if value is not None]


def shelves(connection: sqlite3.Connection) -> frozenset[str]:
    """The folders just below the library's in which the newest videos were kept."""
    rows = connection.execute(
        "SELECT file FROM clips WHERE id IN"
        " (SELECT id FROM clips INDEXED BY clips_searched"
        " WHERE trashed_at IS NULL AND size IS NOT NULL LIMIT 50)"
    )
    files = [PurePosixPath(file) for (file,) in rows]
    return frozenset(file.parts[0] for file in files if len(file.parts) > 1 and not file.root)
