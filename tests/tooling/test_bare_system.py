"""A frozen program on a bare system says which libraries it misses, and how to get them."""

import sys
from pathlib import Path

import pytest

import app.__main__
from app.system_libraries import tell_missing_libraries

#: Somewhere in every process on Linux, and on no computer.
HERE, NOWHERE = "libc.so.6", ("libkadraj-none.so.1", "libkadraj-nil.so.2")


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a frozen program without anything in it."""
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr("app.resources.ROOT", tmp_path)
    monkeypatch.setenv("KADRAJ_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


def need(frozen: Path, *lines: str) -> None:
    (frozen / "resources" / "system-libraries.txt").write_text("\n".join([*lines, ""]), "utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system has what is needed")
@pytest.mark.parametrize("language", ["en", "tr"])
def test_what_is_missing_is_named_with_the_line_that_installs_it(
    frozen: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    monkeypatch.setenv("LC_ALL", {"en": "C.UTF-8", "tr": "tr_TR.UTF-8"}[language])
    need(frozen, f"{HERE} libc6", f"{NOWHERE[0]} libnone1", f"{NOWHERE[1]} libnone1")
    assert tell_missing_libraries()
    said, line = capsys.readouterr().err.splitlines()
    assert said.endswith(": " + ", ".join(NOWHERE))
    assert said.startswith("Libraries" if language == "en" else "Kadraj’ın")
    assert line.strip() == "sudo apt-get install libnone1"
    need(frozen, f"{HERE} libc6")
    assert not tell_missing_libraries()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system has what is needed")
def test_a_window_that_cannot_be_loaded_ends_with_that_word(
    frozen: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unloadable(**_: object) -> int:
        raise ImportError("libGL.so.1: cannot open shared object file")

    monkeypatch.setattr(app.__main__, "_show_window", unloadable)
    need(frozen, f"{NOWHERE[0]} libnone1")
    assert app.__main__.main([]) == 1
    assert "libnone1" in capsys.readouterr().err
    need(frozen, f"{HERE} libc6")  # all is here, and it is another fault
    assert app.__main__.main([]) == 1
    told = capsys.readouterr().err
    assert "ImportError" in told
    assert "apt-get" not in told
