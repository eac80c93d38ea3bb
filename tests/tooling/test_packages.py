"""What packages say of Kadraj is what app/metadata.py says, and all of it can be read."""

import ast
import configparser
import json
import platform
import plistlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from PIL import Image

from app.metadata import APP_ID, COMMAND, NAME, VERSION
from bundling import ARCHIVE
from debian_archive import deb_file
from product import UnknownMachineError
from release_notes import NotReleasedError, notes, released
from windows_version import version_resource

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_the_desktop_entry_opens_pictures_with_the_command() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(PACKAGING / "linux" / f"{APP_ID}.desktop", encoding="utf-8")
    told = entry["Desktop Entry"]
    assert told["Name"] == NAME
    assert told["Icon"] == APP_ID
    assert told["Exec"] == f"{COMMAND} --open %F"
    assert told["MimeType"] == "image/jpeg;image/png;image/webp;"
    for field in ("GenericName", "Comment", "Keywords"):
        assert told[f"{field}[tr]"]
        assert told[f"{field}[tr]"] != told[field]


def test_the_metainfo_is_of_this_version_in_both_languages() -> None:
    told = ET.parse(PACKAGING / "linux" / f"{APP_ID}.metainfo.xml").getroot()
    assert told.findtext("id") == APP_ID
    assert told.findtext("name") == NAME
    assert told.findtext("launchable") == f"{APP_ID}.desktop"
    assert told.findtext("provides/binary") == COMMAND
    out = [(each.get("version"), each.get("date")) for each in told.iter("release")]
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert out == [(version, day) for version, (day, _) in released(changes).items()]
    headings = re.findall(r"^## (\S+)", changes, re.MULTILINE)
    assert headings[0] in {"Unreleased", VERSION}, "what is newest is of this version, or to come"
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    for place in ("summary", "description/p", "description/ul/li"):
        words = told.findall(place)
        assert len([word for word in words if word.get(language) == "tr"]) * 2 == len(words)


def test_a_release_tells_of_its_own_version_and_one_without_a_section_fails() -> None:
    changes = """# Changelog

## Unreleased

- Not yet

## 0.2.0 - 2027-01-31

### Added

- A second thing

## 0.1.0 - 2026-12-24

- A first thing
"""
    assert notes("v0.2.0", changes) == "### Added\n\n- A second thing"
    assert notes("v0.1.0", changes) == "- A first thing"
    for missing in ("v0.3.0", "vUnreleased", "v0.1"):
        with pytest.raises(NotReleasedError, match=r"no section “## "):
            notes(missing, changes)
    script = str(PACKAGING / "release_notes.py")
    done = subprocess.run([sys.executable, script, "v99.0.0"], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"no section" in done.stderr


def test_packages_for_linux_are_named_after_the_machine_or_refused() -> None:
    assert deb_file("x86_64").name == f"{COMMAND}_{VERSION}-1_amd64.deb"
    assert deb_file("aarch64").name == f"{COMMAND}_{VERSION}-1_arm64.deb"
    assert ARCHIVE.name == f"{COMMAND}-{VERSION}-linux-{platform.machine()}.tar.xz"
    with pytest.raises(UnknownMachineError, match="x86_64 or aarch64; this is riscv64"):
        deb_file("riscv64")


def test_the_manual_has_every_option_of_the_command() -> None:
    manual = (PACKAGING / "linux" / f"{COMMAND}.1").read_text("utf-8").replace("\\-", "-")
    arguments = (ROOT / "app" / "cli" / "arguments.py").read_text("utf-8")
    options = re.findall(r'root\.option\("(--\w+)"', arguments)
    assert {"--demo", "--smoke"} <= set(options)
    assert [option for option in options if option not in manual] == []


def test_flatpak_starts_the_same_program() -> None:
    told = json.loads((PACKAGING / "flatpak" / f"{APP_ID}.json").read_text("utf-8"))
    assert told["id"] == APP_ID
    assert told["command"] == COMMAND
    paths = [source["path"] for module in told["modules"] for source in module["sources"]]
    for machine in ("x86_64", "aarch64"):
        assert f"../../dist/{COMMAND}-{VERSION}-linux-{machine}.tar.xz" in paths
    ours = [path for path in paths if path.startswith("../linux/")]
    assert len(ours) == 2
    assert all((PACKAGING / "flatpak" / path).exists() for path in ours)


def test_windows_shows_the_version_and_installs_for_the_user_alone() -> None:
    resource = version_resource()
    ast.parse(resource)  # PyInstaller evaluates it
    assert f"'ProductVersion', '{VERSION}'" in resource
    assert f"filevers=({', '.join(VERSION.split('.'))}, 0)" in resource
    lines = (PACKAGING / "windows" / f"{COMMAND}.iss").read_text("utf-8").splitlines()
    told = dict(line.split("=", 1) for line in lines if re.match(r"\w+=", line))
    assert told["AppId"] == APP_ID
    assert told["AppName"] == NAME
    assert told["AppVersion"] == "{#Version}"
    assert told["PrivilegesRequired"] == "lowest"
    assert told["DefaultDirName"].startswith("{localappdata}")
    assert told["LicenseFile"] == "..\\..\\build\\COPYING.txt"
    kinds = re.findall(r'ValueName: "(\.\w+)"', "\n".join(lines))
    assert kinds == [".jpg", ".jpeg", ".png", ".webp"]
    sections = [line for line in lines if line.startswith("[")]
    assert len(sections) == len(set(sections))
    assert {"[Setup]", "[Files]", "[Icons]"} <= set(sections)


def test_macos_gets_a_bundle_in_both_languages_that_can_be_notarised() -> None:
    with (PACKAGING / "macos" / "Info.plist").open("rb") as file:
        about = plistlib.load(file)
    assert about["CFBundleName"] == NAME
    assert about["CFBundleLocalizations"] == ["en", "tr"]
    with (PACKAGING / "macos" / "entitlements.plist").open("rb") as file:
        entitlements = plistlib.load(file)
    assert all(value is True for value in entitlements.values())
    script = PACKAGING / "macos" / "make_dmg.sh"
    if sys.platform != "win32":
        subprocess.run(["bash", "-n", str(script)], check=True)
    spec = (PACKAGING / f"{COMMAND}.spec").read_text("utf-8")
    ast.parse(spec)
    for variable in ("KADRAJ_CODESIGN_IDENTITY", "KADRAJ_NOTARY_PROFILE"):
        assert variable in script.read_text("utf-8")
    assert "KADRAJ_CODESIGN_IDENTITY" in spec


def test_icons_are_drawn_in_every_size_that_a_system_asks_for(tmp_path: Path) -> None:
    command = [sys.executable, str(PACKAGING / "icons.py"), str(tmp_path)]
    subprocess.run(command, check=True, cwd=ROOT)
    for size in (16, 32, 48, 128, 256, 512):
        file = tmp_path / "hicolor" / f"{size}x{size}" / "apps" / f"{APP_ID}.png"
        with Image.open(file) as picture:
            assert picture.size == (size, size)
            corner = picture.convert("RGBA").getpixel((0, 0))
            assert isinstance(corner, tuple)
            assert corner[3] == 0  # it is round, and lets through what is behind
    assert (tmp_path / "hicolor" / "scalable" / "apps" / f"{APP_ID}.svg").exists()
    with Image.open(tmp_path / f"{COMMAND}.ico") as icon:
        assert {(16, 16), (32, 32), (256, 256)} <= set(icon.info["sizes"])
    with Image.open(tmp_path / f"{COMMAND}.icns") as icon:
        assert max(size[0] * size[2] for size in icon.info["sizes"]) == 1024


def steps(workflow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job.get("steps", ())


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_workflows_run_what_is_here_and_print_no_secret(file: Path) -> None:
    workflow = yaml.safe_load(file.read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}  # more where a job asks for it
    for step in steps(workflow):
        used, line = step.get("uses", ""), step.get("run", "")
        assert not used or re.fullmatch(r"actions/[\w-]+@v\d+", used)
        assert "secrets." not in line  # they come by the environment
        for named in re.findall(r"packaging/[\w./-]+", line.replace("\\", "/")):
            assert (ROOT / named).exists(), named
        for command in re.findall(r"packaging/dev\.py ([\w-]+)", line):
            done = (PACKAGING / "dev.py").read_text("utf-8")
            assert f'"{command}"' in done, command


def test_all_three_systems_test_and_bundle_and_releases_have_checksums() -> None:
    told = {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in WORKFLOWS}
    systems = told["ci"]["jobs"]["test"]["strategy"]["matrix"]["system"]
    assert [system.partition("-")[0] for system in systems] == ["ubuntu", "windows", "macos"]
    packages = told["packages"]
    for job in ("linux", "windows", "macos"):
        lines = [step.get("run", "") for step in packages["jobs"][job]["steps"]]
        assert "python packaging/dev.py bundle" in lines
        assert "actions/upload-artifact" in str(packages["jobs"][job])
        assert "dist/*-COPYING.txt" in str(packages["jobs"][job])
    asked = set(packages[True]["workflow_call"]["secrets"])  # YAML reads "on" as a truth
    assert set(told["release"]["jobs"]["packages"]["secrets"]) == asked
    assert {name for name in asked if f"secrets.{name} " in str(packages)} == asked
    assert "SHA256SUMS" in str(told["release"])
    assert "cyclonedx" in str(told["release"])
    jobs = told["release"]["jobs"]
    for job in ("version", "release"):
        assert "packaging/release_notes.py" in str(jobs[job])


def test_dependabot_looks_where_the_pins_are() -> None:
    told = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text("utf-8"))
    folders = {update["package-ecosystem"]: update["directory"] for update in told["updates"]}
    assert folders == {"pip": "/packaging", "github-actions": "/"}
    assert (PACKAGING / "requirements.txt").exists()


def test_what_freezes_is_pinned_for_developers_alone() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    assert any(name.startswith("pyinstaller") for name in project["optional-dependencies"]["dev"])
    assert not any(name.startswith("pyinstaller") for name in project["dependencies"])
