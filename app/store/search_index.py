"""The index for searching: which clips hold which three letters in a row, in their folded texts.

A search finds a clip when each of its words is somewhere in the clip's `search` column. The index
names the few clips that can be; whether they are is for whoever asks to see. It is a table of
FTS5's, kept in line by triggers. Nothing in it matters: it is filled anew when it is damaged.
"""

import logging
import sqlite3
from collections.abc import Sequence
from itertools import islice
from typing import Any, Final

_log = logging.getLogger(__name__)

#: With more clips than this a walk from the newest one on meets a screenful soon.
_FEW: Final = 1_000
#: Threes in one question; more of a long text hardly narrow it.
_ASKED: Final = 40

#: Behind every text: so each letter of it begins a three, the last ones, too, and this one is in
#: all of them.
_BEHIND: Final = "   "

_FILL: Final = "INSERT INTO clips_threes (rowid, search) SELECT rowid, search || '   ' FROM clips"

#: The step of the schema that makes the index; never changed once it was released.
STATEMENTS: Final = (
    """
    CREATE VIRTUAL TABLE clips_threes USING fts5 (
        search, content = '', columnsize = 0, detail = none, tokenize = 'trigram case_sensitive 1'
    )
    """,
    "CREATE VIRTUAL TABLE threes USING fts5vocab (clips_threes, row)",
    _FILL,
    """
    CREATE TRIGGER clips_insert_indexed AFTER INSERT ON clips BEGIN
        INSERT INTO clips_threes (rowid, search) VALUES (NEW.rowid, NEW.search || '   ');
    END
    """,
    """
    CREATE TRIGGER clips_delete_indexed AFTER DELETE ON clips BEGIN
        INSERT INTO clips_threes (clips_threes, rowid, search)
            VALUES ('delete', OLD.rowid, OLD.search || '   ');
    END
    """,
    """
    CREATE TRIGGER clips_update_indexed AFTER UPDATE OF search ON clips
    WHEN OLD.search != NEW.search BEGIN
        INSERT INTO clips_threes (clips_threes, rowid, search)
            VALUES ('delete', OLD.rowid, OLD.search || '   ');
        INSERT INTO clips_threes (rowid, search) VALUES (NEW.rowid, NEW.search || '   ');
    END
    """,
)


def mend(connection: sqlite3.Connection) -> None:
    """Fills the index anew if it is damaged; 100,000 clips take 0.1 s to look through and 0.4 s
    to enter. Those who call have opened a transaction."""
    try:
        connection.execute("INSERT INTO clips_threes (clips_threes) VALUES ('integrity-check')")
        (lacking,) = connection.execute(
            "SELECT count(*) - coalesce((SELECT doc FROM threes WHERE term = ?), 0) FROM clips",
            (_BEHIND,),
        ).fetchone()
    except sqlite3.DatabaseError as error:
        _log.warning("the index for searching cannot be read: %s", error)
    else:
        if not lacking:
            return
        _log.warning("the index for searching lacks %s clips", lacking)
    connection.execute("INSERT INTO clips_threes (clips_threes) VALUES ('delete-all')")
    connection.execute(_FILL)


def candidates(connection: sqlite3.Connection, words: Sequence[str]) -> str | None:
    """The rowids of a few clips, among which are all that hold every one of these folded words, as
    a list in JSON; None where the index finds no few."""
    threes = [word[at : at + 3] for word in words for at in range(len(word) - 2)]
    conditions = [_quoted(three) for three in threes[:_ASKED]]
    for word in words:
        begun = _threes_from(connection, word) if len(word) < 3 else None
        if begun == []:
            return "[]"
        if begun is not None:
            conditions.append(f"({' OR '.join(_quoted(three) for three in begun)})")
    if not conditions:
        return None
    # Joined by SQLite, without the interpreter's lock, for which each row would wait.
    count, rowids = connection.execute(
        "SELECT count(*), json_group_array(rowid)"
        " FROM (SELECT rowid FROM clips_threes WHERE clips_threes MATCH ? LIMIT ?)",
        (" AND ".join(conditions), _FEW + 1),
    ).fetchone()
    return None if count > _FEW else str(rowids)


def _threes_from(connection: sqlite3.Connection, start: str) -> list[str] | None:
    """The threes of letters that begin with one or two; None when very many clips hold them."""
    found: list[str] = []
    clips = 0
    rows: Any = connection.execute("SELECT term, doc FROM threes WHERE term >= ?", (start,))
    for three, count in islice(rows, _ASKED + 1):
        if not three.startswith(start):
            return found
        clips += count
        found.append(three)
        if clips > _FEW:
            return None
    return None if len(found) > _ASKED else found


def _quoted(three: str) -> str:
    return '"' + three.replace('"', '""') + '"'
