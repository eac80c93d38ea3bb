"""What packages say of the licences of all that is in them: from the list that app/licences.py
wrote of what is installed here."""

import json
import re
from pathlib import Path
from typing import Final, TypedDict

from product import COMMAND, NAME, ROOT, VERSION

#: Beside the frozen program's files, and beside the packages.
PAPER: Final = "COPYING.txt"
_TEXTS: Final = ROOT / "resources" / "licences"
_PYAV_BUILD: Final = "https://github.com/PyAV-Org/pyav-ffmpeg"

_COPYING: Final = """\
{name} {version}

{name}'s own source is under the MIT licence. This package holds parts under other licences, among
them the GNU General Public License: PyAV's FFmpeg with x264 and x265. Therefore the package as a
whole is passed on under the GNU General Public License, version 3 or (at your option) any later
version, which stands below. It comes WITHOUT ANY WARRANTY.

The source of {name}, with what makes this package of it, is published where the package is. The
source of each part is at the addresses below its name. PyAV's FFmpeg and what it is linked to were
built by {build}, in the release that
{pyav} names; scripts/pkg.py there has the exact
archives, and patches/ what was changed. Qt and PySide6 are libraries of their own in the folder of
the program: you may put versions of your own in their place.

The texts of all licences are in the window, under Account and help, About {name}, and in
resources/licences.json beside this file.

{name}'ın kendi kaynağı MIT lisanslıdır. Bu paketin içinde başka lisanslı parçalar da vardır; x264
ve x265 ile gelen FFmpeg (PyAV) GNU Genel Kamu Lisansı (GPL) altındadır. Bu yüzden paketin bütünü,
aşağıda duran GPL'nin 3. ya da (istersen) daha yeni bir sürümüyle dağıtılır ve HİÇBİR GARANTİ
verilmez. {name}'ın kaynağı bu paketle aynı yerdedir; parçaların kaynakları aşağıdaki adreslerde,
bütün lisansların metinleri pencerede, Hesap ve yardım altında, {name} hakkında bölümündedir.


{parts}


{text}
"""

_HEADER: Final = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: {name}
Source: {name}'s own comes with each release of it. That of every part is at the
 addresses in its paragraph.
License: GPL-3+
Comment: {name}'s own source is under the Expat licence. This package also holds
 FFmpeg with x264 and x265, which are under the GPL, and is therefore passed on
 as a whole under the GPL, version 3 or any later version. PyAV's libraries
 (av.libs) were built by {build}, whose
 scripts/pkg.py has the exact archives, and whose patches/ has the changes.
 Python modules without a file of their own are in usr/lib/{command}/{command}.
 The window shows all of this, too, under Account and help, About {name}.
"""


#: Texts that Debian keeps in one place, where its own rules want them left.
_COMMON: Final = {
    "Apache-2.0": "Apache-2.0",
    "GPL-2.0": "GPL-2",
    "GPL-3.0": "GPL-3",
    "LGPL-2.1": "LGPL-2.1",
    "LGPL-3.0": "LGPL-3",
    "MPL-2.0": "MPL-2.0",
}
#: The same in other people's hands, with their appendices.
_FULL: Final = re.compile(
    r"^[ \t]*(?:GNU GENERAL PUBLIC|Apache) LICENSE\s+Version (\d).*?END OF TERMS AND CONDITIONS"
    r"(?:\s+APPENDIX: How to apply.*?limitations under the License\."
    r"|\s+How to Apply These Terms.*?General\s+Public License instead of this License\.)?",
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)


class Part(TypedDict):
    """`app.licences.Part`, as it is written."""

    name: str
    version: str
    licence: str
    holder: str
    source: str
    place: str
    text: str


def read(file: Path) -> list[Part]:
    """The list of parts that `python -m app.licences FILE` wrote."""
    rows: list[Part] = json.loads(file.read_text("utf-8"))
    return rows


def copying(parts: list[Part]) -> str:
    """The text of `PAPER`: what may be done with the whole, where the source of each part is, and
    the GPL."""
    listed = []
    for part in parts[1:]:
        lines = [f"{part['name']} {part['version']}".rstrip(), part["licence"]]
        listed.append("\n  ".join([*lines, *part["source"].splitlines()]))
    pyav = next(part["version"] for part in parts if part["name"] == "av")
    return _COPYING.format(
        name=NAME,
        version=VERSION,
        build=_PYAV_BUILD,
        pyav=f"https://github.com/PyAV-Org/PyAV/tree/v{pyav}/scripts",
        parts="\n\n".join(listed),
        text=(_TEXTS / "GPL-3.0.txt").read_text("utf-8").strip(),
    )


def debian_copyright(parts: list[Part]) -> str:
    """Debian's machine-readable form. Where patterns meet, the last holds: the narrow come last."""
    header = _HEADER.format(name=NAME, command=COMMAND, build=_PYAV_BUILD)
    by_width = sorted(parts, key=lambda part: len(part["place"]) or 2)  # "*" is the widest
    return "\n".join([header, *map(_stanza, by_width)])


def _stanza(part: Part) -> str:
    inside = f"usr/lib/{COMMAND}/_internal/"
    if part["place"] == "*":
        files = "*"
    elif part["place"]:
        files = " ".join(inside + pattern for pattern in part["place"].split())
    else:
        files = f"usr/lib/{COMMAND}/{COMMAND}"
    source = " ".join(part["source"].split())
    told = f"{part['name']} {part['version']}".rstrip() + (f", {source}" if source else "")
    holders = "\n ".join(part["holder"].splitlines())
    short = _short(part["licence"], part["name"])
    text = "\n".join(f" {line}".rstrip() or " ." for line in _terms(part).splitlines())
    return f"Files: {files}\nCopyright: {holders}\nLicense: {short}\n{text}\nComment: {told}\n"


def _terms(part: Part) -> str:
    """A part's licence, with a word for each text that every Debian has."""
    text = part["text"]
    for paper, name in _COMMON.items():
        text = text.replace((_TEXTS / f"{paper}.txt").read_text("utf-8").strip(), _elsewhere(name))
    return _FULL.sub(
        lambda found: _elsewhere(
            "Apache-2.0" if "apache" in found[0].lower() else f"GPL-{found[1]}"
        ),
        text,
    )


def _elsewhere(name: str) -> str:
    return f"On Debian systems, its full text is in /usr/share/common-licenses/{name}."


def _short(licence: str, name: str) -> str:
    """What Debian calls a licence; a name of the part's own where it is told in free words."""
    said = re.sub(r"\.0(?=-(only|or-later))", "", licence).replace("-or-later", "+")
    said = said.replace("-only", "").replace(" OR ", " or ").replace(" AND ", " and ")
    said = re.sub(r" WITH ([\w-]+)", r" with \1 exception", said).replace(
        "-exception exception", " exception"
    )
    if said in {"MIT", "MIT License"}:
        return "Expat"
    return said if re.search(r" (or|and|with) ", said) or " " not in said else f"other-{name}"
