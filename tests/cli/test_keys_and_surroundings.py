"""`login`, `logout`, `history`, `doctor`, `demo-panels`; languages, terminals, and keys unseen."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from app.cli.doctor import Level
from app.cli.texts import Speech
from app.demo.panels import DemoPanels
from app.demo.scenarios import SCENARIOS, Scenario
from app.diagnosis import _folder
from app.domain.settings import Language
from tests.cli.conftest import KEY, ROOT, Kadraj, until

NO_RING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


@pytest.fixture
def ring(kadraj: Kadraj, tmp_path: Path) -> Path:
    """A keyring for the commands, and no key in their environment."""
    file = tmp_path / "ring.json"
    kadraj.environment |= {
        "PYTHON_KEYRING_BACKEND": "tests.cli.memory_ring.FileRing",
        "KADRAJ_TEST_RING": str(file),
        "KADRAJ_SORA_KEY": "",
        "KADRAJ_VEO_KEY": "",
    }
    return file


# -- Keys --------------------------------------------------------------------------------------


def test_a_key_from_standard_input_is_checked_remembered_used_and_forgotten(
    kadraj: Kadraj, panels: DemoPanels, ring: Path
) -> None:
    ended = kadraj("login", "veo", stdin=f"  {KEY}\n")
    assert ended.code == 0
    assert ended.out == "The key works and is in the keyring.\n"
    assert ended.err == "20 of 20 left today\n"
    [kept] = json.loads(ring.read_text()).values()
    assert kept.split() == [panels.veo_url, KEY], "for the address where it was tried"
    assert kadraj("history", "veo").code == 0
    assert kadraj("history", "sora").code == 3
    ended = kadraj("logout", "veo")
    assert (ended.code, ended.out) == (0, "The key is forgotten.\n")
    assert json.loads(ring.read_text()) == {}
    assert kadraj("history", "veo").code == 3
    assert kadraj("logout", "veo").code == 0


def test_a_key_that_does_not_work_is_not_remembered(kadraj: Kadraj, ring: Path) -> None:
    ended = kadraj("login", "sora", stdin="wrong\n")
    assert (ended.code, ended.out) == (3, "")
    assert "refused the key" in ended.err
    assert not ring.exists()


@pytest.mark.parametrize("given", ["", "\n", "  \n"])
def test_no_key_at_all_is_bad_input(
    kadraj: Kadraj, panels: DemoPanels, ring: Path, given: str
) -> None:
    ended = kadraj("login", "sora", stdin=given)
    assert (ended.code, ended.out, ended.err) == (2, "", "No key came on standard input.\n")
    turkish = kadraj("login", "sora", stdin=given, LANG="tr_TR.UTF-8")
    assert turkish.err == "Standart girdiden anahtar gelmedi.\n"
    assert not ring.exists()
    assert panels.requests == []


@pytest.mark.parametrize("name", ["server-error", "html-200", "garbage"])
def test_a_service_in_trouble_proves_nothing_about_a_key(
    kadraj: Kadraj, panels: DemoPanels, ring: Path, name: str
) -> None:
    panels.scenario = SCENARIOS[name]
    assert kadraj("login", "sora", stdin=KEY).code == 5
    assert not ring.exists()


def test_without_a_keyring_login_says_how_to_give_the_key(kadraj: Kadraj) -> None:
    ended = kadraj("login", "veo", stdin=KEY, **NO_RING)
    assert (ended.code, ended.out) == (1, "")
    assert "keyring cannot be used (there is none)" in ended.err
    assert "KADRAJ_VEO_KEY" in ended.err
    # And that way works.
    assert kadraj("history", "veo", **NO_RING).code == 0


def test_without_a_keyring_there_is_nothing_to_forget(kadraj: Kadraj) -> None:
    ended = kadraj("logout", "veo", **NO_RING)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "There is no system keyring, so no key is kept here.\n"
    turkish = kadraj("logout", "veo", LANG="tr_TR.UTF-8", **NO_RING)
    assert turkish.out == "Sistem anahtarlığı yok; burada saklanan anahtar da yok.\n"


def test_a_key_is_never_taken_from_the_command_line(kadraj: Kadraj) -> None:
    ended = kadraj("login", "sora", "not-a-key")
    assert ended.code == 2


# -- Lists -------------------------------------------------------------------------------------


def test_history_lists_the_services_videos(kadraj: Kadraj) -> None:
    ended = kadraj("history", "sora", "--json")
    assert ended.code == 0
    (video,) = ended.json
    assert video | {"service": "sora", "file": None, "prompt": None} == video
    assert video["created_at"].endswith("+00:00")
    text = kadraj("history", "sora")
    assert video["job_id"] in text.out
    assert "in the cloud" in text.out


def test_history_without_a_network_lists_what_is_known(kadraj: Kadraj) -> None:
    known = kadraj("history", "sora", "--json").json
    ended = kadraj("history", "sora", "--json", KADRAJ_SORA_URL="http://127.0.0.1:9")
    assert (ended.code, ended.json) == (5, known)
    assert "cannot be reached" in ended.err


def test_an_empty_home_has_no_jobs(bare: Kadraj) -> None:
    assert bare("jobs").out == "No jobs.\n"
    ended = bare("jobs", "--json")
    assert (ended.code, ended.json, ended.err) == (0, [], "")
    assert bare("follow").out == "No jobs.\n"


# -- Doctor ------------------------------------------------------------------------------------


def test_doctor_finds_everything_there(kadraj: Kadraj, ring: Path) -> None:
    ended = kadraj("doctor", "--json")
    found = {finding["name"]: finding for finding in ended.json}
    assert [name for name, finding in found.items() if not finding["ok"]] == []
    assert ended.code == 0
    assert found["folder data"]["detail"].startswith(str(kadraj.home))
    names = {"Kadraj", "Python", "decoder h264", "service sora", "service veo"}
    # The library of that name, and what it is there for.
    assert names | {"keyring", "system keyring"} <= set(found)
    assert {finding["level"] for finding in ended.json} == {"ok"}
    assert not (kadraj.home / "kadraj.sqlite3").exists()  # it looks and changes nothing


def test_doctor_names_what_is_wrong(bare: Kadraj) -> None:
    ended = bare("doctor", **NO_RING)
    assert ended.code == 1
    problems = {line.split("  ")[0] for line in ended.out.splitlines() if "PROBLEM" in line}
    assert problems == {"service sora", "service veo"}


def test_doctor_warns_of_a_missing_keyring_and_says_what_to_do(kadraj: Kadraj) -> None:
    ended = kadraj("doctor", **NO_RING)
    assert ended.code == 0
    assert "PROBLEM" not in ended.out
    (warned,) = (line for line in ended.out.splitlines() if line.startswith("system keyring"))
    assert "  warning  there is none: keys hold for one run" in warned
    assert "KADRAJ_SORA_KEY, KADRAJ_VEO_KEY" in warned
    told = kadraj("doctor", "--json", LANG="tr_TR.UTF-8", **NO_RING)
    assert told.code == 0
    (ring,) = (finding for finding in told.json if finding["name"] == "system keyring")
    assert (ring["ok"], ring["level"]) == (False, "warning")


def test_doctor_speaks_turkish(kadraj: Kadraj) -> None:
    ended = kadraj("doctor", LANG="tr_TR.UTF-8", **NO_RING)
    rows = [re.split("  +", line) for line in ended.out.splitlines()]
    headings = {row[0] for row in rows}
    assert {"keyring paketi", "sistem anahtarlığı", "veri klasörü", "sora servisi"} <= headings
    assert {row[1] for row in rows} == {"iyi", "uyarı"}
    assert re.search(r"\(\d+(,\d)? [MG]B boş\)", ended.out)
    said = kadraj("doctor", **NO_RING).out
    assert re.search(r"\(\d+(\.\d)? [MG]B free\)", said)
    english = {line.split("  ")[0] for line in said.splitlines()}
    assert headings & english == {"Kadraj", "Python"}


def test_doctor_comes_while_kadraj_is_open(kadraj: Kadraj, panels: DemoPanels, ring: Path) -> None:
    panels.scenario = Scenario("endless", pace_factor=1_000_000)
    with kadraj.begun("generate", "sora", "Balon", KADRAJ_SORA_KEY=KEY) as process:
        until(lambda: panels.posts() == 1)
        assert kadraj("doctor").code == 0
        process.terminate()
        process.communicate(timeout=100)


# -- Demo panels -------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="ends by signal")
def test_demo_panels_tell_how_to_use_them_and_end_in_order(bare: Kadraj) -> None:
    with bare.begun("demo-panels", "--scenario", "out-of-quota") as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().strip() for _ in range(4)]
        environment = dict(line.split("=", 1) for line in lines)
        assert set(environment) == {
            f"KADRAJ_{s}_{w}" for s in ("SORA", "VEO") for w in ("URL", "KEY")
        }
        assert httpx.get(environment["KADRAJ_VEO_URL"]).status_code == 401
        ended = bare("generate", "veo", "Balon", **environment)
        assert ended.code == 4
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=100)
    assert process.returncode == 0
    assert "Press Ctrl+C" in err


def test_demo_panels_take_the_ports_they_are_told(bare: Kadraj, panels: DemoPanels) -> None:
    taken = panels.sora_url.rpartition(":")[2]
    ended = bare("demo-panels", "--port", taken)
    assert ended.code == 2
    assert "port cannot be used" in ended.err


# -- Languages and terminals -------------------------------------------------------------------


def test_in_a_turkish_surrounding_it_speaks_turkish(kadraj: Kadraj) -> None:
    ended = kadraj("generate", "sora", "Işıklı İstanbul", LANG="tr_TR.UTF-8")
    assert ended.code == 0
    assert "sora · gönderiliyor" in ended.err
    assert ended.err.endswith("sora · hazır\n")
    assert "Işıklı İstanbul" in kadraj("jobs", LANG="tr_TR.UTF-8").out
    assert "Bir istem yaz." in kadraj("generate", "sora", "", LANG="tr_TR.UTF-8").err
    assert "Bir istem yaz." in kadraj("generate", "sora", "", LC_ALL="tr_TR", LANG="C.UTF-8").err


def test_the_language_that_was_set_comes_before_the_surroundings(kadraj: Kadraj) -> None:
    kadraj.home.mkdir(exist_ok=True)
    (kadraj.home / "settings.json").write_text('{"language": "tr"}')
    assert kadraj("jobs").out == "İş yok.\n"


def test_a_terminal_that_knows_few_letters_ends_no_command(
    kadraj: Kadraj, panels: DemoPanels
) -> None:
    narrow = {"PYTHONIOENCODING": "ascii", "LANG": "tr_TR.UTF-8"}
    ended = kadraj("generate", "sora", "Işıklı gül", "--no-wait", "--json", **narrow)
    assert (ended.code, ended.json["prompt"]) == (0, "Işıklı gül")
    assert kadraj("jobs", **narrow).code == 0
    assert panels.posts() == 1


def test_addresses_from_the_settings_are_used_and_wrong_ones_passed_over(
    bare: Kadraj, panels: DemoPanels
) -> None:
    del bare.environment["KADRAJ_SORA_URL"], bare.environment["KADRAJ_VEO_URL"]
    bare.home.mkdir()
    addresses = {"sora": panels.sora_url, "veo": "http://example.com/not-secure"}
    (bare.home / "settings.json").write_text(json.dumps({"addresses": addresses}))
    assert bare("history", "sora", KADRAJ_SORA_KEY=KEY).code == 0
    ended = bare("history", "sora", KADRAJ_SORA_KEY=KEY, KADRAJ_SORA_URL="http://example.com")
    assert (ended.code, ended.out) == (2, "")
    assert "http://example.com" in ended.err


def test_everything_that_is_written_is_its_owners_alone(kadraj: Kadraj) -> None:
    assert kadraj("generate", "sora", "Balon").code == 0
    written = [path for path in kadraj.home.rglob("*") if "nobody" not in path.parts]
    assert any(path.suffix == ".mp4" for path in written)
    private = (kadraj.home / "kadraj.sqlite3", kadraj.home / "logs" / "kadraj.log")
    assert all(path.stat().st_mode & 0o077 == 0 for path in private)
    assert not (kadraj.home / "nobody").exists()


def test_version_and_help_need_no_home(tmp_path: Path) -> None:
    kadraj = Kadraj(tmp_path / "unused")
    assert kadraj("--version").out.startswith("Kadraj ")
    ended = kadraj("--help")
    assert ended.code == 0
    for command in ("login", "generate", "follow", "demo-panels", "doctor"):
        assert command in ended.out
    assert not kadraj.home.exists()


def test_it_runs_from_any_folder(kadraj: Kadraj, tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from app.__main__ import main; sys.exit(main(['jobs']))",
        ],
        cwd=tmp_path,
        env=kadraj.surroundings(PYTHONPATH=str(ROOT)),
        capture_output=True,
        check=False,
        timeout=40,
    )
    assert (done.returncode, done.stdout) == (0, b"No jobs.\n")


def test_the_doctor_looks_at_the_library_of_the_settings(bare: Kadraj, tmp_path: Path) -> None:
    bare.home.mkdir()
    elsewhere = tmp_path / "disk" / "films"
    (bare.home / "settings.json").write_text(json.dumps({"library": str(elsewhere)}))
    away = {row["name"]: row for row in bare("doctor", "--json").json}["folder library"]
    assert (away["level"], str(elsewhere) in away["detail"]) == ("warning", True)
    assert "is its disk plugged in?" in away["detail"]
    elsewhere.mkdir(parents=True)
    here = {row["name"]: row for row in bare("doctor", "--json").json}["folder library"]
    assert (here["level"], str(elsewhere) in here["detail"]) == ("ok", True)


def test_the_doctor_warns_of_a_full_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("app.diagnosis.room", lambda _folder: 0)
    finding = _folder("data", tmp_path)
    assert finding.level is Level.WARNING
    assert "full" in finding.seen(Speech(Language.ENGLISH))
