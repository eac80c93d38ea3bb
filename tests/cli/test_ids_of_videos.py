"""`download` takes the ids that `jobs` and `history` show, and the beginnings of them."""

import asyncio
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.clips import Clip
from app.store.places import Places
from app.store.sqlite_library import SqliteLibrary
from tests.cli.conftest import Kadraj


@pytest.mark.parametrize("kind", ["as listed", "own", "own beginning", "service's beginning"])
def test_download_takes_every_id_of_a_job(kadraj: Kadraj, kind: str) -> None:
    made = kadraj("generate", "sora", "Balon", "--json").json
    (line,) = kadraj("jobs").out.splitlines()
    typed = {
        "as listed": line.split()[0],
        "own": made["id"],
        "own beginning": made["id"][:8],
        "service's beginning": made["job_id"][:6],
    }[kind]
    ended = kadraj("download", "sora", typed)
    assert (ended.code, ended.out) == (0, f"{made['file']}\n")


def test_jobs_shows_the_services_id_and_before_there_is_one_the_beginning_of_ours(
    kadraj: Kadraj,
) -> None:
    made = kadraj("generate", "sora", "Balon\n\tve ip", "--json").json
    nowhere = {"KADRAJ_SORA_URL": "http://127.0.0.1:9"}
    waiting = kadraj("generate", "sora", "Bekleyen", "--json", **nowhere).json
    first, second, reason = kadraj("jobs").out.splitlines()
    assert first.split()[:2] == [made["job_id"], "sora"]
    assert second.split()[:2] == [waiting["id"][:8], "sora"]
    # The columns stand below each other.
    assert first.index("sora") == second.index("sora")
    assert first.endswith("  Balon ve ip")  # one row, whatever is in the prompt
    assert first.index("Balon") == second.index("Bekleyen")
    assert reason.strip() == "sora cannot be reached. Check your network."


def test_what_is_too_short_or_the_other_services_is_not_found(kadraj: Kadraj) -> None:
    made = kadraj("generate", "sora", "Balon", "--json").json
    for service, typed in (("sora", made["id"][:5]), ("veo", made["id"]), ("veo", made["job_id"])):
        ended = kadraj("download", service, typed)
        assert (ended.code, ended.out) == (2, "")
        assert typed in ended.err


def test_a_beginning_of_several_names_them_and_downloads_none(kadraj: Kadraj) -> None:
    asyncio.run(keep_two(kadraj.home))
    ended = kadraj("download", "sora", "abcdef")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "abcdef may be any of these: abcdef-2, abcdef-1\n"
    turkish = kadraj("download", "sora", "abcdef", LANG="tr_TR.UTF-8")
    assert "herhangi biri" in turkish.err


async def keep_two(home: Path) -> None:
    library = SqliteLibrary(Places.from_environment({"KADRAJ_HOME": str(home)}))
    await library.open()
    for number in (1, 2):
        moment = datetime(2026, 11, 21, 12, number, tzinfo=UTC)
        await library.keep_clip(Clip(uuid.uuid4().hex, "sora", f"abcdef-{number}", moment))
    await library.close()
