"""`score`: what the votes of the window come to."""

import asyncio

from app.domain.votes import Vote
from app.store.places import Places
from app.store.sqlite_library import SqliteLibrary
from tests.cli.conftest import Kadraj
from tests.store.samples import NOON


def test_the_score_is_told_in_words_and_as_json(bare: Kadraj) -> None:
    ended = bare("score")
    assert (ended.code, ended.out) == (0, "No comparisons between services yet.\n")
    winners = ("a0", "b1", "a2", None)

    async def vote() -> SqliteLibrary:
        library = SqliteLibrary(Places.from_environment({"KADRAJ_HOME": str(bare.home)}))
        await library.open()
        for n, winner in enumerate(winners):
            await library.keep_vote(Vote((f"a{n}", f"b{n}"), ("sora", "veo"), winner, NOON))
        return library

    with asyncio.Runner() as runner:
        library = runner.run(vote())
        # Also beside an open window.
        told = bare("score", LANG="tr_TR.UTF-8").out
        runner.run(library.close())
    assert told == "Sora 2 – 1 Veo · karşılaştırma: 4, ikisi de değil: 1\n"
    data = bare("score", "--json").json
    assert data == {"wins": {"sora": 2, "veo": 1}, "comparisons": 4, "undecided": 1}


def test_other_services_stand_in_a_row(bare: Kadraj) -> None:
    async def vote() -> None:
        library = SqliteLibrary(Places.from_environment({"KADRAJ_HOME": str(bare.home)}))
        await library.open()
        for one, other in (("sora", "veo"), ("kling", "veo")):
            await library.keep_vote(Vote((f"{one}-1", "v"), (one, other), "v", NOON))
        await library.close()

    asyncio.run(vote())
    assert bare("score").out == "kling 0 · Sora 0 · Veo 2 · comparisons: 2, neither better: 0\n"
