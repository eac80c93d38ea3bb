"""Prompts that were used before: what somebody wrote, not what was made a name of."""

import sqlite3

from app.domain.clips import IMPORTED, JOINED
from app.domain.folding import folded

_PROMPTS = """
    SELECT prompt FROM (
        SELECT prompt, created_at FROM jobs
        UNION ALL SELECT prompt, created_at FROM clips
            WHERE trashed_at IS NULL AND service NOT IN (?, ?)
    ) WHERE prompt <> '' GROUP BY prompt ORDER BY max(created_at) DESC
"""


def find_prompts(connection: sqlite3.Connection, search: str, limit: int) -> list[str]:
    """Prompts that hold all words of `search`, each once, the latest first."""
    words = folded(search).split()
    found: list[str] = []
    for (prompt,) in connection.execute(_PROMPTS, (IMPORTED, JOINED)):
        if len(found) == limit:
            break
        text = folded(prompt) if words else ""
        if all(word in text for word in words):
            found.append(prompt)
    return found
