"""Takes from a frozen Kadraj on Linux what it carries and never uses.

Wheels bring libraries whole: encoders of formats that Kadraj does not write, and Qt's scene graph,
because the plugin that plays videos can also record one. They are linked to, so the loader wants
them; a hollow library with the same name and symbols takes their place, and none of it is called.
"""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

#: File names in the bundle, by the beginning: who is linked to and never called.
HOLLOWED: Final = (
    "libx265-",
    "libSvtAv1Enc-",
    "libvpl-",
    "libasound-",
    "libQt6Quick.",
    "libQt6Qml.",
)

#: Room for what is data and not a function: Qt's meta objects are 56 bytes.
_DATA: Final = re.compile(r"staticMetaObject|_ZT[VI]")


def slim(folder: Path) -> None:
    """Strips the extension modules below `folder` and hollows out `HOLLOWED`.

    Raises `subprocess.CalledProcessError` where strip, nm or gcc fail.
    """
    for library in _extensions(folder):
        # Not the libraries beside them: who repaired a wheel may have moved what strip relies on.
        subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)
    everything = [
        path for path in folder.rglob("*.so*") if path.is_file() and not path.is_symlink()
    ]
    for library in everything:
        if library.name.startswith(HOLLOWED):
            _hollow(library, everything)


def _extensions(folder: Path) -> Iterator[Path]:
    kept = ("PySide6/", "shiboken6/", ".libs/")
    for path in folder.rglob("*.so*"):
        place = path.relative_to(folder).as_posix()
        if path.is_file() and not path.is_symlink() and not any(part in place for part in kept):
            yield path


def _hollow(library: Path, users: list[Path]) -> None:
    """Puts a library without content in the place of this one."""
    given = _symbols(library, "--defined-only")
    wanted = {
        name: version
        for user in users
        if user != library
        for name, version in _symbols(user, "--undefined-only").items()
        if name in given
    }
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        lines = [
            f"char {symbol}[64];"
            if _DATA.search(symbol)
            else f"void *{symbol}(void) {{ return 0; }}"
            for symbol in sorted(wanted)
        ]
        source = work / "hollow.c"
        source.write_text("\n".join([*lines, ""]), "ascii")
        command = ["gcc", "-shared", "-fPIC", "-nostdlib", "-w", f"-Wl,-soname,{library.name}"]
        if script := _version_script(wanted):
            (work / "versions").write_text(script, "ascii")
            command.append(f"-Wl,--version-script,{work / 'versions'}")
        command += ["-o", str(library), str(source)]
        subprocess.run(command, check=True)


def _version_script(wanted: dict[str, str]) -> str:
    versions: dict[str, list[str]] = {}
    for name, version in wanted.items():
        versions.setdefault(version, []).append(name)
    return "".join(
        f"{version} {{ global: {' '.join(f'{name};' for name in sorted(names))} }};\n"
        for version, names in sorted(versions.items())
        if version  # what has none needs no telling
    )


def _symbols(library: Path, which: str) -> dict[str, str]:
    """The dynamic symbols of a library with their versions ("" for none)."""
    listing = subprocess.run(
        ["nm", "--dynamic", which, str(library)], capture_output=True, text=True, check=True
    ).stdout
    found = {}
    for line in listing.splitlines():
        name, _, version = line.split()[-1].partition("@")
        found[name] = version.lstrip("@")
    return found
