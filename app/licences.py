"""What Kadraj brings along, and under which licence: shown by the window, carried by packages.

From a checkout it is read out of the installed libraries' own metadata. A frozen program has a list
that was written when it was frozen: `python -m app.licences FILE`.
"""

import json
import os
import platform
import re
import sqlite3
import ssl
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from app.metadata import COMMAND, NAME, VERSION
from app.resources import ROOT, resource

#: In `resources/` of a frozen program.
LIST: Final = "licences.json"
_PAPER: Final = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
_LIBRARY: Final = re.compile(r"\.(so[\d.]*|dylib|dll)$")
_COPYRIGHT: Final = re.compile(r"copyright\s+(?:\(c\)|©)?\s*(\d{4}.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is brought along.

    `holder` is whose it is, with years, a holder a line. `source` is where the source of just this
    version is, an address a line ("" for what is in Kadraj's own). `place` is where a Linux package
    has it below `_internal`, as patterns with spaces between ("" for what is in the program file).
    `text` is its licence in full.
    """

    name: str
    version: str
    licence: str
    holder: str
    source: str
    place: str
    text: str


def parts() -> list[Part]:
    """Kadraj itself, then everything it brings, by name."""
    try:
        told = json.loads(resource(LIST).read_text("utf-8"))
    except FileNotFoundError:
        return _gathered()
    return [Part(**row) for row in told]


def _gathered() -> list[Part]:
    text = _beside(ROOT / "LICENSE")
    itself = Part(NAME, VERSION, "MIT", _holders(text), "", "*", text)
    others = {part.name: part for part in (*_distributions(), *_libraries())}
    return [itself, *(others[name] for name in sorted(others, key=str.casefold))]


def _distributions() -> Iterator[Part]:
    """The Python libraries that Kadraj asks for, those that they ask for, and what starts them in a
    frozen program."""
    seen, asked = {COMMAND}, _requirements(metadata.distribution(COMMAND)) | {"pyinstaller"}
    while asked:
        name = asked.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system, or for who makes packages
        if name == "pyinstaller":  # of which only the loader comes along
            licence = "GPL-2.0-or-later WITH Bootloader-exception"
            yield replace(_distribution(found, "PyInstaller", licence), place="")
            continue
        asked |= _requirements(found)
        yield _distribution(found, found.name, _licence(found))


def _distribution(found: metadata.Distribution, name: str, licence: str) -> Part:
    text, told = _papers(found), found.metadata
    fields = (field for field in ("Author", "Author-email", "Maintainer-email") if field in told)
    author = next((told[field] for field in fields), f"the {name} authors")
    source = f"https://pypi.org/project/{found.name}/{found.version}/#files"
    if _of_qt(found):
        author = "The Qt Company Ltd."
        folder = f"PySide6-{found.version}-src"
        source = f"https://download.qt.io/official_releases/QtForPython/pyside6/{folder}/"
    roots = {file.parts[0].removesuffix(".py") for file in found.files or ()}
    named = sorted(root for root in roots if root.isidentifier())
    place = " ".join(f"{root}*" for root in named if not root.startswith("_"))
    holder = _holders(text) or author.partition("<")[0].strip(' "')
    return Part(name, found.version, licence, holder, source, place, text)


def _requirements(distribution: metadata.Distribution) -> set[str]:
    asked = (line for line in distribution.requires or () if "extra ==" not in line)
    names = (re.match(r"[\w.-]+", line) for line in asked)
    return {re.sub(r"[-_.]+", "-", name[0]).lower() for name in names if name is not None}


def _licence(distribution: metadata.Distribution) -> str:
    told = distribution.metadata
    for field in ("License-Expression", "License"):
        if field in told and "\n" not in told[field]:
            return told[field]
    kinds = [kind for kind in told.get_all("Classifier") or () if kind.startswith("License ::")]
    return ", ".join(kind.rpartition(" :: ")[2] for kind in kinds)


def _papers(distribution: metadata.Distribution) -> str:
    files = [
        Path(str(distribution.locate_file(file)))
        for file in distribution.files or ()
        if _PAPER.search(file.name) and ".dist-info" in str(file)
    ]
    if not files and _of_qt(distribution):
        return _texts("LGPL-3.0", "GPL-3.0")
    named = "\n\n".join(_beside(file) for file in sorted(files))
    return f"{named}\n\n{_texts('MPL-2.0')}" if distribution.name == "certifi" else named


def _of_qt(distribution: metadata.Distribution) -> bool:
    return distribution.name.lower().startswith(("pyside6", "shiboken6"))


def _holders(text: str) -> str:
    """Who says "Copyright" in a text, but for what licences say of themselves and leave open."""
    found = (match[1].strip() for match in map(_COPYRIGHT.search, text.splitlines()) if match)
    others = ("Free Software Foundation", "<copyright holders>", "[name of copyright owner]")
    named = (who for who in found if not any(other in who for other in others))
    return "\n".join(dict.fromkeys(named))


def _libraries() -> Iterator[Part]:
    """What `resources/licences/libraries.toml` knows of: what is no wheel's, and what the installed
    wheels have files of."""
    told = tomllib.loads(resource("licences/libraries.toml").read_text("utf-8"))
    versions = {
        "Python": platform.python_version(),
        "Qt": metadata.version("PySide6-Essentials"),
        "OpenSSL": ssl.OPENSSL_VERSION.split()[1],
        "SQLite": sqlite3.sqlite_version,
    }
    for row in told.pop("besides"):
        if row.get("system", sys.platform) != sys.platform:
            continue
        part = _part(row, versions.get(row["name"], ""))
        yield replace(part, text=_pythons()) if part.name == "Python" else part
    for wheel, rows in told.items():
        files = library_files(wheel)
        for row in rows:
            begins = re.compile(f"(lib)?{row['files']}")
            if mine := [file for file in files if begins.match(file.name)]:
                yield _part(row, _version(row.get("version", ""), mine))


def _part(row: dict[str, Any], version: str) -> Part:
    source = "\n".join(row["source"]).format(version=version, branch=version.rpartition(".")[0])
    text = _texts(*row["papers"])
    return Part(row["name"], version, row["licence"], row["holder"], source, row["place"], text)


def _version(said: str, files: list[Path]) -> str:
    """What the first of the files to say its version says, the smallest first; "" if none does."""
    for file in sorted(files, key=lambda file: file.stat().st_size) if said else ():
        if match := re.search(said.encode(), file.read_bytes()):
            return match[1].decode()
    return ""


def library_files(wheel: str) -> list[Path]:
    """The libraries, not the extension modules, that an installed distribution brings along."""
    files = metadata.distribution(wheel).files or ()
    named = [file for file in files if _LIBRARY.search(file.name) and "abi3" not in file.name]
    return [Path(str(file.locate())) for file in named if "cpython" not in file.name]


def _pythons() -> str:
    library = Path(os.__file__).parent
    here = _beside(library / "LICENSE.txt")
    return here or _beside(library.parent / "LICENSE.txt")  # on Windows


def _texts(*names: str) -> str:
    return "\n\n".join(_beside(resource("licences") / f"{name}.txt") for name in names)


def _beside(file: Path) -> str:
    """A text that is on this computer; "" where a packager put it elsewhere."""
    try:
        return file.read_text("utf-8", errors="replace").strip("\n")
    except FileNotFoundError:
        return ""


if __name__ == "__main__":
    rows = [asdict(part) for part in _gathered()]
    Path(sys.argv[1]).write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
