"""`import` and `export`."""

from pathlib import Path

from PIL import Image

from tests.cli.conftest import Kadraj
from tests.media.clips import write_video


def test_videos_go_in_once_and_out_by_what_is_searched_for(kadraj: Kadraj, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, colour in (("Kırmızı balon", "red"), ("Deniz", "blue")):
        write_video(folder / f"{name}.mp4", [Image.new("RGB", (64, 36), colour)] * 2)
    (folder / "broken.mp4").write_text("no video")
    ended = kadraj("import", folder)
    assert (ended.code, ended.out) == (0, "Taken in: 2, known already: 0.\n")
    assert f"Not a video: {folder / 'broken.mp4'}" in ended.err
    again = kadraj("import", folder, "--json").json
    assert (again["imported"], len(again["known"]), len(again["refused"])) == ([], 2, 1)
    whole = kadraj("export", tmp_path / "out", "--search", "KIRMIZI", "--with-sidecars")
    (copy,) = whole.out.splitlines()
    assert Path(copy).parent == tmp_path / "out"
    assert Path(copy).with_suffix(".json").is_file()
    assert len(kadraj("export", tmp_path / "out", "--json").json) == 2
    assert len(list((tmp_path / "out").glob("*.mp4"))) == 3
    nothing = kadraj("export", tmp_path / "out", "--search", "yok")
    assert (nothing.code, nothing.out) == (0, "No videos.\n")


def test_a_folder_that_is_not_there_says_so(kadraj: Kadraj, tmp_path: Path) -> None:
    ended = kadraj("import", tmp_path / "missing")
    assert (ended.code, ended.out) == (1, "")
    assert str(tmp_path / "missing") in ended.err
