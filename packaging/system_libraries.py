"""What a frozen Kadraj on Linux takes from the system, and the Debian packages that have it.

Read from the ELF headers of everything in the bundle, so that nothing is forgotten. The list
travels with the program, which tells from it what is missing on a bare system.
"""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import slimming
from debian_packages import PACKAGES, Purpose, is_debian

#: What the packages for a frozen program are chosen from.
PURPOSES: Final = (Purpose.FROZEN, Purpose.QT, Purpose.SCREEN)
#: In the bundle, beside the pictures and fonts.
LIST: Final = Path("resources", "system-libraries.txt")


class UnknownLibraryError(Exception):
    """The bundle needs what no listed package has; the message names it."""


def wanted(folder: Path) -> list[str]:
    """The names of the libraries that what lies below `folder` links to and does not bring."""
    present = slimming.libraries(folder)
    links = {path.name for path in folder.rglob("*.so*") if path.is_symlink()}
    asked = set().union(*(slimming.needed(library) for library in present))
    return sorted(asked - {library.name for library in present} - links)


def write_list(folder: Path) -> dict[str, str]:
    """Writes `LIST`, a library with its package a line, and returns it; `folder` is the bundle's
    own. On other systems than Debian's the packages are not known, and "".

    Raises `UnknownLibraryError` for one that is in no package of `PURPOSES`.
    """
    found = dict.fromkeys(wanted(folder), "")
    if is_debian():
        listed = {name for purpose in PURPOSES for name in PACKAGES[purpose]}
        owners = {library: _owners(library) for library in found}
        for library, packages in owners.items():
            if not packages & listed:
                raise UnknownLibraryError(
                    f"{library} is in {packages or 'no package'}, and in none that"
                    " packaging/debian_packages.py lists for a frozen program."
                )
            found[library] = min(packages & listed)
    lines = [f"{library} {package}".rstrip() for library, package in found.items()]
    (folder / LIST).write_text("\n".join([*lines, ""]), "utf-8")
    return found


def dependencies() -> list[str]:
    """What the Debian package depends on; newer releases renamed one of them."""
    renamed: Mapping[str, str] = {"libglib2.0-0": "libglib2.0-0t64 | libglib2.0-0"}
    names = {name for purpose in PURPOSES for name in PACKAGES[purpose]}
    return [renamed.get(name, name) for name in sorted(names)]


def _owners(library: str) -> set[str]:
    done = subprocess.run(
        ["dpkg-query", "--search", f"*/{library}"], capture_output=True, text=True, check=False
    )
    return {line.partition(":")[0].removesuffix("t64") for line in done.stdout.splitlines()}
