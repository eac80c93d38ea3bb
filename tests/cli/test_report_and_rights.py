"""`report` as a process; and that whatever is written is for its owner only."""

import json
import os
import stat
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from app.domain.settings import Settings
from app.store.places import Places
from app.store.settings_file import JsonSettings
from tests.cli.conftest import ROOT, Kadraj

PROMPT = 'Kırmızı balon, "tırnak" ve ters \\ çizgi'


def parts(report: Path) -> dict[str, str]:
    with zipfile.ZipFile(report) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def jobs(report: Path) -> Any:
    return json.loads(parts(report)["jobs.json"])


def test_a_report_tells_of_the_course_of_jobs_and_not_of_prompts(
    kadraj: Kadraj, tmp_path: Path
) -> None:
    assert kadraj("--debug", "generate", "sora", PROMPT).code == 0
    ended = kadraj("report", tmp_path / "a.zip")
    assert (ended.code, ended.out) == (0, f"{tmp_path / 'a.zip'}\n")
    told = parts(tmp_path / "a.zip")
    assert {"report.json", "versions.json", "settings.json", "jobs.json", "log/kadraj.log"} == set(
        told
    )
    (job,) = jobs(tmp_path / "a.zip")["jobs"]
    assert (job["service"], job["state"], job["error"]) == ("sora", "ready", None)
    assert job["created_at"] <= job["submitted_at"] <= job["completed_at"]
    assert job["prompt_characters"] == len(PROMPT)
    steps = [(step["state"], step["error"], step["attempt"]) for step in job["steps"]]
    assert steps[:3] == [(s, None, 1) for s in ("waiting", "submitting", "queued")]
    assert [step["at"] for step in job["steps"]] == sorted(step["at"] for step in job["steps"])
    assert steps[-1] == ("ready", None, 1)
    assert not any("balon" in text for text in told.values())
    assert {each["name"] for each in json.loads(told["versions.json"])} >= {"Kadraj", "httpx"}
    assert stat.S_IMODE((tmp_path / "a.zip").stat().st_mode) == 0o600

    assert kadraj("report", tmp_path / "b.zip", "--with-prompts").code == 0
    assert jobs(tmp_path / "b.zip")["jobs"][0]["prompt"] == PROMPT


def test_it_does_not_write_over_a_file_that_is_there(bare: Kadraj, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_text("mine")
    assert bare("report", tmp_path / "a.zip").code == 2
    assert (tmp_path / "a.zip").read_text() == "mine"


def test_a_damaged_library_is_no_obstacle(kadraj: Kadraj, tmp_path: Path) -> None:
    assert kadraj("generate", "sora", "x").code == 0
    (kadraj.home / "kadraj.sqlite3").write_bytes(b"no database" * 1000)
    assert kadraj("report", tmp_path / "a.zip").code == 0
    assert jobs(tmp_path / "a.zip") == {"trouble": {"code": "library_damaged"}, "jobs": []}


def test_neither_credentials_in_an_address_nor_the_users_home_are_told(
    bare: Kadraj, tmp_path: Path
) -> None:
    home = bare.home / "nobody"
    home.mkdir(parents=True)
    places = Places.from_environment({"KADRAJ_HOME": str(bare.home)})
    settings = Settings(library=home / "Videos", addresses={"veo": "https://me:secret-word@a.b"})
    JsonSettings(places.settings_file).save(settings)
    assert bare("report", tmp_path / "a.zip").code == 0
    whole = "".join(parts(tmp_path / "a.zip").values())
    assert "secret-word" not in whole
    assert str(home) not in whole
    assert json.loads(parts(tmp_path / "a.zip")["settings.json"])["library"] == "~/Videos"


@pytest.mark.skipif(os.name == "nt", reason="rights are of another kind there")
def test_everything_below_the_home_is_for_its_owner_only(tmp_path: Path) -> None:
    """After a whole run of the window with panels, pictures, downloads, thumbnails and log."""
    kadraj = Kadraj(tmp_path / "home", {"QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "error"})
    done = subprocess.run(
        ["sh", "-c", 'umask 000; exec "$0" "$@"', *kadraj.command("--demo", "--headless")],
        cwd=ROOT,
        env=kadraj.surroundings(DBUS_SESSION_BUS_ADDRESS="disabled:"),
        capture_output=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert kadraj("jobs").code == 0
    assert kadraj("report", kadraj.home / "report.zip").code == 0
    found = {path: stat.S_IMODE(path.stat().st_mode) for path in kadraj.home.rglob("*")}
    videos = [path for path in found if path.suffix == ".mp4" and "library" in path.parts]
    assert len(videos) == 4
    assert {path.name for path in found} >= {"window.ini", "kadraj.log", "kadraj.sqlite3"}
    open_to_others = {
        str(path): oct(mode)
        for path, mode in found.items()
        if mode != (0o700 if path.is_dir() else 0o600)
    }
    assert open_to_others == {}
