"""`continue`, `join` and `export-as`."""

import os
import signal
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.conftest import Kadraj, until
from tests.media.films import Recipe, frames_of, make, number_of


@pytest.fixture
def videos(kadraj: Kadraj, tmp_path: Path) -> list[str]:
    """The ids of two videos in the library."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(2):
        make(folder / f"{number} balon.mp4", Recipe(frames=12 + number, begin=100 * number))
    return [video["job_id"] for video in kadraj("import", folder, "--json").json["imported"]]


def test_videos_are_joined_in_the_order_they_are_named(kadraj: Kadraj, videos: list[str]) -> None:
    first, second = videos
    ended = kadraj("join", second[:8], first, "--json")
    assert ended.code == 0
    assert "25 frames, kept as they are." in ended.err
    assert "100 % written" in ended.err
    told = ended.json
    assert (told["service"], told["parents"]) == ("joined", [second, first])
    assert (told["frames"], told["dropped"], told["encoded"]) == (25, 0, 0)
    assert told["duration_seconds"] == pytest.approx(25 / 24, abs=0.01)
    shown = [frame.number for frame in frames_of(Path(told["file"]))]
    assert shown == [*range(100, 113), *range(12)]
    # What came of it is named by its file, too.
    again = kadraj("join", told["file"], first, "--whole")
    assert len(frames_of(Path(again.out.strip()))) == 37


def test_a_video_is_written_in_other_forms(
    kadraj: Kadraj, videos: list[str], tmp_path: Path
) -> None:
    target = tmp_path / "balon.gif"
    options = ("--side", "160", "--begin", "0.1", "--end", "0.4", "--speed", "0.5")
    about = kadraj("export-as", videos[0], target, *options, "--estimate", "--json")
    assert about.code == 0
    assert not target.exists()
    ended = kadraj("export-as", videos[0], target, *options)
    assert (ended.code, ended.out) == (0, f"{target}\n")
    with Image.open(target) as picture:
        assert picture.size == (160, 90)
        assert number_of(picture.convert("RGB")) == 3
    assert 0.5 < about.json["about_bytes"] / target.stat().st_size < 2
    told = kadraj("export-as", videos[0], tmp_path / "a.webp", "--json").json
    assert told == {
        "file": str(tmp_path / "a.webp"),
        "size": (tmp_path / "a.webp").stat().st_size,
    }
    words = kadraj("export-as", videos[0], target, "--estimate", LANG="tr_TR.UTF-8")
    assert words.out.startswith("yaklaşık ")


def test_wrong_input_is_explained(kadraj: Kadraj, videos: list[str], tmp_path: Path) -> None:
    there = tmp_path / "there.gif"
    there.touch()
    for arguments, code, told in (
        (("join", videos[0]), 2, "two videos"),
        (("export-as", videos[0], tmp_path / "a.avi"), 2, ".gif"),
        (("export-as", videos[0], there), 2, "exists"),
        (("export-as", videos[0], tmp_path / "a.gif", "--speed", "9"), 2, "speed 9"),
        (("continue", "nowhere", "Uçsun"), 2, "nowhere"),
        (("continue", videos[0], "Uçsun", "-o", there), 2, "exists"),
    ):
        ended = kadraj(*arguments)
        assert (ended.code, ended.out) == (code, ""), arguments
        assert told in ended.err
    assert there.read_bytes() == b""


def test_several_that_may_be_meant_are_named(kadraj: Kadraj, videos: list[str]) -> None:
    whole = kadraj("join", *videos, "--json").json["job_id"]
    file = next(kadraj.home.rglob(f"*{whole[-8:]}.mp4"))
    # Two rows that begin alike: by their ids nobody could tell them apart.
    sidecar = file.with_suffix(".json")
    sidecar.write_text(sidecar.read_text().replace(whole, whole[:-4] + "ffff"))
    copy = file.with_name("2026-11-21 b 12345678.mp4")
    file.rename(copy)
    sidecar.rename(copy.with_suffix(".json"))
    kadraj("rebuild-library")
    for command in (("join", whole[:8], videos[0]), ("continue", whole[:8])):
        ended = kadraj(*command)
        assert (ended.code, ended.out) == (2, "")
        assert whole in ended.err


def test_a_damaged_video_is_named(kadraj: Kadraj, videos: list[str]) -> None:
    file = next(kadraj.home.rglob("*1-balon*.mp4"))
    file.write_bytes(file.read_bytes()[:-600])
    ended = kadraj("join", *videos)
    assert (ended.code, ended.out) == (1, "")
    assert file.name in ended.err
    assert not list(kadraj.home.rglob("*.part"))


def test_a_video_goes_on_from_another(kadraj: Kadraj, videos: list[str], tmp_path: Path) -> None:
    ended = kadraj(
        *("continue", videos[1], "Uçup gitsin", "--at", "0.25"),
        *("-o", tmp_path / "next.mp4", "--json"),
    )
    assert ended.code == 0
    told = ended.json
    assert (told["prompt"], told["state"]) == ("Uçup gitsin", "ready")
    assert told["picture"].endswith(" 0.25.png")
    assert (tmp_path / "next.mp4").is_file()
    joined = kadraj("join", videos[1], told["job_id"], "--json").json
    # Six frames before the one that it goes on from, and all of the new one.
    count = len(frames_of(tmp_path / "next.mp4"))
    assert len(frames_of(Path(joined["file"]))) == 6 + count


def test_ctrl_c_leaves_nothing(kadraj: Kadraj, tmp_path: Path) -> None:
    folder = tmp_path / "slow"
    folder.mkdir()
    noise = [Image.effect_noise((640, 360), 60).convert("RGB") for _ in range(3)]
    for number, frames in enumerate(("0", "2")):
        recipe = Recipe(pictures=noise * 20, size=(640, 360), options={"bf": frames})
        make(folder / f"{number}.mp4", recipe)
    ids = [video["job_id"] for video in kadraj("import", folder, "--json").json["imported"]]
    running = kadraj.begun("join", *ids)
    until(lambda: bool(list(kadraj.home.rglob(".*.part"))))
    os.kill(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=100)
    assert (running.returncode, out) == (130, "")
    assert err.splitlines()[-1] == "Stopped. Nothing was written."
    assert not list(kadraj.home.rglob(".*.part"))
    assert not list(kadraj.home.glob("library/Joined/**/*.mp4"))
