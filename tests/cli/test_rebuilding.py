"""A damaged library: repaired at the next command, and by hand."""

import re
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Kadraj


def test_a_damaged_library_is_rebuilt_by_the_next_command_which_says_so(kadraj: Kadraj) -> None:
    made = kadraj("generate", "sora", "Kırmızı balon", "--json")
    assert made.code == 0
    (kadraj.home / "kadraj.sqlite3").write_bytes(b"not a database at all " * 100)
    listed = kadraj("jobs", "--json")
    assert listed.code == 0
    assert listed.json == [made.json]
    # How much of the service's history was read by then differs.
    told = r"The library was damaged and is rebuilt. Videos: [1-9]\d*, jobs: 1. Old one: (.*)\n"
    found = re.fullmatch(told, listed.err)
    assert found is not None
    assert Path(found[1]).read_bytes().startswith(b"not a database")
    assert kadraj("jobs", "--json").err == ""


def test_by_hand_it_is_made_anew_and_the_old_database_is_kept(kadraj: Kadraj) -> None:
    made = kadraj("generate", "sora", "Kırmızı balon", "--json")
    for file in kadraj.home.glob("kadraj.*"):
        file.unlink()
    ended = kadraj("rebuild-library")
    assert ended.code == 0
    assert "what was done last may be missing" in ended.err
    assert ended.out == "The library is rebuilt. Videos: 1, jobs: 1.\n"
    [job] = kadraj("jobs", "--json").json
    told_by_sidecars = made.json.keys() - {"status", "created_at"}
    assert {name: job[name] for name in told_by_sidecars} == {
        name: made.json[name] for name in told_by_sidecars
    }

    before = (kadraj.home / "kadraj.sqlite3").read_bytes()
    again = kadraj("rebuild-library", "--json")
    assert again.code == 0
    assert (again.json["videos"], again.json["jobs"]) == (1, 1)
    assert (kadraj.home / again.json["set_aside"]).read_bytes() == before
    assert again.json["set_aside"] in again.err
    turkish = kadraj("rebuild-library", LC_ALL="tr_TR.UTF-8")
    assert turkish.out == "Kitaplık yeniden kuruldu. Video: 1, iş: 1.\n"


def test_while_kadraj_is_open_the_library_is_left_alone(kadraj: Kadraj) -> None:
    kadraj("jobs")
    holder = (
        "import sys; from filelock import FileLock\n"
        f"with FileLock({str(kadraj.home / 'kadraj.lock')!r}):\n"
        "    print('held', flush=True); sys.stdin.readline()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        ended = kadraj("rebuild-library")
        other.communicate("\n")
    assert ended.code == 1
    assert "already running" in ended.err
    assert list(kadraj.home.glob("*.damaged-*")) == []
