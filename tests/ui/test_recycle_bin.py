"""Files go into the system's recycle bin and come back as they were."""

import sys
from pathlib import Path

import pytest

from app.domain.errors import ErrorCode, KadrajError
from app.ui.recycle_bin import SystemRecycleBin

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="puts files into the real bin")


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, on the files' drive: the bin of the freedesktop specification is in it."""
    home = tmp_path / "data"  # not there yet, as in a new home
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    return home / "Trash"


def a_file(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(name)
    return file


def test_what_is_thrown_away_can_be_taken_back(bin_folder: Path, tmp_path: Path) -> None:
    files = [a_file(tmp_path / "videos", name) for name in ("Şehir.mp4", "Şehir.json")]
    moved = SystemRecycleBin().put(files)
    assert not any(file.exists() for file in files)
    assert len(list((bin_folder / "files").iterdir())) == 2
    (tmp_path / "videos").rmdir()
    SystemRecycleBin().take_back(moved)
    assert [file.read_text() for file in files] == ["Şehir.mp4", "Şehir.json"]
    assert not list((bin_folder / "files").iterdir())
    assert not list((bin_folder / "info").iterdir())


def test_what_the_bin_no_longer_has_stays_away(bin_folder: Path, tmp_path: Path) -> None:
    first, second = (a_file(tmp_path / "videos", name) for name in ("1.mp4", "2.mp4"))
    moved = SystemRecycleBin().put([first, second])
    moved[first].unlink()
    SystemRecycleBin().take_back(moved)
    assert not first.exists()
    assert second.exists()


def test_nothing_is_thrown_away_by_halves(bin_folder: Path, tmp_path: Path) -> None:
    there = a_file(tmp_path / "videos", "1.mp4")
    with pytest.raises(KadrajError) as failure:
        SystemRecycleBin().put([there, tmp_path / "missing.mp4"])
    assert failure.value.code is ErrorCode.FILE_FAILED
    assert there.exists()


def test_a_bin_that_does_not_give_back_says_so(bin_folder: Path, tmp_path: Path) -> None:
    there = a_file(tmp_path / "videos", "1.mp4")
    moved = SystemRecycleBin().put([there])
    (tmp_path / "videos").rmdir()
    (tmp_path / "videos").write_text("in the way")
    with pytest.raises(KadrajError) as failure:
        SystemRecycleBin().take_back(moved)
    assert failure.value.code is ErrorCode.FILE_FAILED
    assert moved[there].exists()
