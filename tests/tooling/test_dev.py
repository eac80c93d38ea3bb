"""The developer entry point: what it asks Debian for, when it installs again, how it is called."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import debian_packages
import dev
import project_checks
import project_venv
from debian_packages import PACKAGES, PackagesMissingError, Purpose

ROOT = Path(__file__).resolve().parents[2]


def test_only_what_is_not_installed_counts_as_missing() -> None:
    installed = debian_packages.parse_installed(
        "installed\tfontconfig\t\n"
        "config-files\tfonts-inter\t\n"
        "installed\tlibglib2.0-0t64\tlibglib2.0-0 (= 2.80.0-6), other (= 1)\n"
    )
    assert installed == {"fontconfig", "libglib2.0-0t64", "libglib2.0-0", "other"}
    assert debian_packages.missing([Purpose.FONTS, Purpose.FONTS], installed) == ["fonts-inter"]
    assert "libglib2.0-0" not in debian_packages.missing([Purpose.QT], installed)


def test_no_package_is_listed_twice() -> None:
    listed = [name for names in PACKAGES.values() for name in names]
    assert sorted(set(listed)) == sorted(listed)


@pytest.fixture
def bare_debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Debian on which nothing is installed, used by somebody without root rights."""
    query = tmp_path / "dpkg-query"
    query.write_text("#!/bin/sh\n", encoding="utf-8")
    query.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(debian_packages, "is_debian", lambda: True)
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.usefixtures("bare_debian")
def test_a_user_without_root_rights_gets_the_line_to_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = "sudo apt-get install --no-install-recommends fontconfig fonts-inter"
    debian_packages.ensure([], [Purpose.FONTS])
    assert capsys.readouterr().err.splitlines()[-1].strip() == line
    with pytest.raises(PackagesMissingError, match=re.escape(line)):
        debian_packages.ensure([Purpose.FONTS])


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The files that decide what is installed, in a folder of their own."""
    (tmp_path / "packaging").mkdir()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for requirements in (project_venv.REQUIREMENTS, project_venv.DEV_REQUIREMENTS):
        shutil.copy(ROOT / requirements, tmp_path / requirements)
    return tmp_path


def test_new_pins_or_metadata_are_installed_and_tool_settings_are_not(tree: Path) -> None:
    def stamp() -> str:
        return project_venv.stamp(tree, project_venv.REQUIREMENTS)

    first = stamp()
    pyproject = tree / "pyproject.toml"
    text = pyproject.read_text(encoding="utf-8")
    pyproject.write_text(text.replace("line-length = 100", "line-length = 99"), encoding="utf-8")
    assert stamp() == first
    pyproject.write_text(text.replace('kadraj = "', 'kadraj-too = "'), encoding="utf-8")
    assert stamp() != first
    pyproject.write_text(text, encoding="utf-8")
    assert stamp() == first
    with (tree / project_venv.REQUIREMENTS).open("a", encoding="utf-8") as file:
        file.write("more==1.0\n")
    assert stamp() != first


def test_the_pins_name_no_place_and_hold_every_platform() -> None:
    for path in (project_venv.REQUIREMENTS, project_venv.DEV_REQUIREMENTS):
        text = (ROOT / path).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--find-links" not in text
        assert "--index-url" not in text
        assert "pywin32-ctypes==0.2.3 ; sys_platform == 'win32'" in text
        assert re.search(r"^secretstorage==\S+ ; sys_platform == 'linux'", text, re.MULTILINE)
        assert re.search(r"^pyside6-essentials==6\.11\.", text, re.MULTILINE)
        assert not re.search(r"^pyside6==", text, re.MULTILINE)
        pins = re.findall(r"^[\w.-]+==.*$", text, re.MULTILINE)
        assert all(pin.endswith("\\") for pin in pins), "a pin without hashes"


def test_what_runs_is_the_same_for_users_and_developers() -> None:
    running, developing = (
        set(
            re.findall(
                r"^([\w.-]+==[\w.]+)", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE
            )
        )
        for path in (project_venv.REQUIREMENTS, project_venv.DEV_REQUIREMENTS)
    )
    assert running <= developing


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_a_display_is_one_of_x11_or_wayland(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not dev.has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert dev.has_display()


def test_a_mistyped_command_is_refused_before_anything_is_installed() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "dev.py"), "setup", "--dve"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "--dve" in done.stderr


def test_the_library_named_packaging_is_found_from_the_root() -> None:
    """The folder of the same name must not hide what pytest itself imports."""
    done = subprocess.run(
        [sys.executable, "-c", "import packaging.version; print(packaging.__file__)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "site-packages" in done.stdout


def test_domain_and_engine_that_are_not_run_as_a_whole_fail_the_tests(tmp_path: Path) -> None:
    """With all tests, not with some; and whatever the rest of the program does."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in ("app", "app/domain", "app/engine", "app/store"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    function = "def smaller(a: int, b: int) -> int:\n    if a > b:\n        a = b\n    return a\n"
    for module in ("app/domain/sizes.py", "app/store/sizes.py"):
        (tmp_path / module).write_text(function, encoding="utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_sizes.py").write_text(
        "from app.domain.sizes import smaller\n"
        "def test_the_second() -> None:\n"
        "    assert smaller(2, 1) == 1\n",
        encoding="utf-8",
    )

    def ended(*arguments: str) -> tuple[int, str]:
        command = project_checks._command(project_venv.Venv(ROOT), "tests", list(arguments))
        done = subprocess.run(
            [sys.executable, *command[1:]],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    code, said = ended()
    assert code != 0
    assert re.search(r"domain.sizes\.py .* 2->4", said)
    assert "store" not in said
    assert ended("tests/test_sizes.py")[0] == 0
