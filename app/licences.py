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
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from app.metadata import COMMAND, NAME, VERSION
from app.resources import ROOT, resource

#: In `resources/` of a frozen program.
LIST: Final = "licences.json"
_PAPER: Final = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is brought along. `text` is its licence in full, or where to read it."""

    name: str
    version: str
    licence: str
    text: str


def parts() -> list[Part]:
    """Kadraj itself, then everything it brings, by name."""
    try:
        told = json.loads(resource(LIST).read_text("utf-8"))
    except FileNotFoundError:
        return _gathered()
    return [Part(**row) for row in told]


def _gathered() -> list[Part]:
    itself = Part(NAME, VERSION, "MIT", _beside(ROOT / "LICENSE"))
    others = {part.name: part for part in (*_distributions(), *_natives())}
    return [itself, *(others[name] for name in sorted(others, key=str.casefold))]


def _distributions() -> Iterator[Part]:
    """The Python libraries that Kadraj asks for, and those that they ask for."""
    seen, asked = {COMMAND}, _requirements(metadata.distribution(COMMAND))
    while asked:
        name = asked.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system
        asked |= _requirements(found)
        yield Part(found.name, found.version, _licence(found), _papers(found))


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
    if not files and distribution.name.lower().startswith(("pyside6", "shiboken6")):
        return _texts("LGPL-3.0", "GPL-3.0")
    return "\n\n".join(_beside(file) for file in sorted(files))


def _natives() -> Iterator[Part]:
    """What comes inside those libraries, and with Python. Versions are told where they are known
    without loading the thing."""
    python = Path(os.__file__).parent / "LICENSE.txt"
    qt, av = metadata.version("PySide6-Essentials"), metadata.version("av")
    sqlite = "Public domain: https://sqlite.org/copyright.html"
    lgpl3 = _texts("LGPL-3.0", "GPL-3.0")
    yield Part("Python", platform.python_version(), "PSF-2.0", _beside(python))
    yield Part("Qt", qt, "LGPL-3.0-only", lgpl3)
    yield Part("FFmpeg (Qt Multimedia)", "", "LGPL-2.1-or-later", _texts("LGPL-2.1"))
    yield Part("FFmpeg (PyAV)", av, "LGPL-3.0-or-later", lgpl3)
    yield Part("x264", "", "GPL-2.0-or-later", _texts("GPL-2.0"))
    yield Part("LAME", "", "LGPL-2.0-or-later", _texts("LGPL-2.1"))
    yield Part("dav1d", "", "BSD-2-Clause", "https://code.videolan.org/videolan/dav1d")
    yield Part("libvpx", "", "BSD-3-Clause", "https://chromium.googlesource.com/webm/libvpx")
    yield Part("Opus", "", "BSD-3-Clause", "https://opus-codec.org/license/")
    yield Part("OpenCORE AMR", "", "Apache-2.0", _texts("Apache-2.0"))
    yield Part("ICU", "", "Unicode-3.0", "https://www.unicode.org/license.txt")
    yield Part("OpenSSL", ssl.OPENSSL_VERSION.split()[1], "Apache-2.0", _texts("Apache-2.0"))
    yield Part("SQLite", sqlite3.sqlite_version, "Public domain", sqlite)
    yield Part("Inter", "", "OFL-1.1", _beside(resource("fonts") / "OFL.txt"))
    yield Part("Phosphor Icons", "", "MIT", "https://github.com/phosphor-icons/web")


def _texts(*names: str) -> str:
    return "\n\n".join(_beside(resource("licences") / f"{name}.txt") for name in names)


def _beside(file: Path) -> str:
    """A text that is on this computer; "" where a packager put it elsewhere."""
    try:
        return file.read_text("utf-8", errors="replace").strip()
    except FileNotFoundError:
        return ""


if __name__ == "__main__":
    rows = [asdict(part) for part in _gathered()]
    Path(sys.argv[1]).write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
