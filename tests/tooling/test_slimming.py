"""Libraries that are linked to and never called become hollow, and what only they needed goes."""

import subprocess
import sys
from pathlib import Path

import pytest

import slimming
import system_libraries
from debian_packages import PACKAGES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="of ELF libraries")


def compiled(file: Path, source: str, *links: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    written = file.with_suffix(".c")
    written.write_text(source, encoding="utf-8")
    command = ["gcc", "-shared", "-fPIC", "-nostdlib", f"-Wl,-soname,{file.name}"]
    command += ["-o", str(file), str(written), *map(str, links)]
    subprocess.run([*command, *(f"-Wl,-rpath,{link.parent}" for link in links)], check=True)
    written.unlink()
    return file


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A module that needs an encoder, which needs a library of its own; and a link to that."""
    libs = tmp_path / "av.libs"
    own = compiled(libs / "libown-1.so", "int own(void) { return 7; }")
    encoder = compiled(
        libs / "libx265-1.so",
        "int own(void); int encode(void) { return own(); } int never_asked_for(void) { return 1; }",
        own,
    )
    compiled(
        tmp_path / "av" / "codec.so",
        "int encode(void); int run(void) { return 40 + encode(); }",
        encoder,
    )
    (tmp_path / "libown-1.so").symlink_to("av.libs/libown-1.so")
    return tmp_path


def answer(bundle: Path) -> int:
    """What the module says, in a process of its own: a library stays loaded."""
    told = f"import ctypes; print(ctypes.CDLL({str(bundle / 'av' / 'codec.so')!r}).run())"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_a_hollow_library_is_loaded_in_the_place_of_a_full_one(bundle: Path) -> None:
    assert answer(bundle) == 47
    slimming.slim(bundle)
    assert answer(bundle) == 40  # it answers, and does nothing
    left = {path.name for path in bundle.rglob("*.so*")}
    assert left == {"codec.so", "libx265-1.so"}


def test_what_the_system_has_to_bring_is_what_nothing_in_the_bundle_is(bundle: Path) -> None:
    assert system_libraries.wanted(bundle) == []
    (bundle / "av.libs" / "libown-1.so").unlink()
    (bundle / "libown-1.so").unlink()
    assert system_libraries.wanted(bundle) == ["libown-1.so"]


def test_a_library_of_an_unlisted_package_is_not_forgotten(
    bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_libraries, "is_debian", lambda: True)
    monkeypatch.setattr(system_libraries, "_owners", lambda _library: {"libown1"})
    (bundle / "resources").mkdir()
    (bundle / "av.libs" / "libown-1.so").unlink()
    (bundle / "libown-1.so").unlink()
    with pytest.raises(system_libraries.UnknownLibraryError, match="libown1"):
        system_libraries.write_list(bundle)


def test_the_package_asks_for_the_renamed_library_by_both_names() -> None:
    asked = system_libraries.dependencies()
    assert "libglib2.0-0t64 | libglib2.0-0" in asked
    listed = {name for purpose in system_libraries.PURPOSES for name in PACKAGES[purpose]}
    assert {name.split(" | ")[-1] for name in asked} == listed
