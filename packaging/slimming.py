"""Takes from a frozen Kadraj on Linux what it carries and never uses.

Wheels bring libraries whole: encoders of formats that Kadraj does not write, and Qt's scene graph,
because the plugin that plays videos can also record one. They are linked to, so the loader wants
them; a hollow library with the same name and symbols takes their place, and none of it is called
(or to begin with, as GnuTLS: it answers 0, which is success). What only they linked to goes.
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
    "libgnutls-",  # PyAV opens files, never addresses
    "libxcb-",  # only the wheels' own copies: for taking pictures of the screen
)

#: Room for what is data and not a function: Qt's meta objects are 56 bytes.
_DATA: Final = re.compile(r"staticMetaObject|_ZT[VI]")


def slim(folder: Path) -> None:
    """Strips the extension modules below `folder`, hollows out `HOLLOWED` and drops what is left.

    Raises `subprocess.CalledProcessError` where strip, nm, readelf or gcc fail.
    """
    for library in _extensions(folder):
        # Not the libraries beside them: who repaired a wheel may have moved what strip relies on.
        subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)
    everything = libraries(folder)
    for library in everything:
        if library.name.startswith(HOLLOWED):
            hollow(library, everything)
    _drop_unwanted(folder)


def libraries(folder: Path) -> list[Path]:
    """The libraries and extension modules below `folder`, each once."""
    found = (path for path in folder.rglob("*.so*") if path.is_file() and not path.is_symlink())
    return sorted(found)


def needed(library: Path) -> set[str]:
    """The names of the libraries that the loader looks for together with this one."""
    listing = subprocess.run(
        ["readelf", "--dynamic", "--wide", str(library)], capture_output=True, text=True, check=True
    ).stdout
    return set(re.findall(r"\(NEEDED\).*\[(.+)\]", listing))


def _extensions(folder: Path) -> Iterator[Path]:
    kept = ("PySide6/", "shiboken6/", ".libs/")
    for path in libraries(folder):
        place = path.relative_to(folder).as_posix()
        if not any(part in place for part in kept):
            yield path


def _drop_unwanted(folder: Path) -> None:
    """Removes from the wheels' folders of libraries those that nobody links to any more."""
    present = {library: needed(library) for library in libraries(folder)}
    while True:
        wanted = set().union(*present.values())
        unwanted = [
            library
            for library in present
            if library.parent.name.endswith(".libs") and library.name not in wanted
        ]
        if not unwanted:
            break
        for library in unwanted:
            library.unlink()
            del present[library]
    for path in folder.iterdir():  # PyInstaller's links to them
        if path.is_symlink() and not path.exists():
            path.unlink()


def hollow(library: Path, users: list[Path]) -> None:
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
        command = [
            "gcc",
            "-shared",
            "-s",
            "-fPIC",
            "-nostdlib",
            "-w",
            f"-Wl,-soname,{library.name}",
        ]
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
