"""What the user's votes come to."""

from argparse import Namespace

from app.cli.console import Console
from app.cli.exits import Exit
from app.engine.studio import Studio


async def score(studio: Studio, console: Console, _options: Namespace) -> int:
    """Says which service's videos were liked better, and in how many comparisons."""
    found = await studio.shelf.voting.score()
    tables = studio.capabilities
    wins = [
        (tables[service].title if service in tables else service, count)
        for service, count in found.wins.items()
    ]
    data = {
        "wins": dict(found.wins),
        "comparisons": found.comparisons,
        "undecided": found.undecided,
    }
    if not wins:
        console.result(console.speech.line("no_votes"), data)
        return Exit.DONE
    if len(wins) == 2:
        (one, won), (other, lost) = wins
        told = f"{one} {won} – {lost} {other}"
    else:
        told = " · ".join(f"{title} {count}" for title, count in wins)
    figures = {"comparisons": found.comparisons, "undecided": found.undecided}
    console.result(console.speech.line("score", score=told, **figures), data)
    return Exit.DONE
