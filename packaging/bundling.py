"""Makes of Kadraj a folder that needs no Python, and on Linux an archive to unpack anywhere."""

import io
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

import licence_papers
import slimming
import system_libraries
from debian_archive import make_deb
from product import (
    BUILD,
    COMMAND,
    DIST,
    FOLDER,
    MACHINE,
    NAME,
    ROOT,
    VERSION,
    debian_architecture,
)
from project_venv import Venv
from windows_version import version_resource

#: Bytes, on Linux.
UNPACKED: Final = 220_000_000
COMPRESSED: Final = 75_000_000

ARCHIVE: Final = DIST / f"{COMMAND}-{VERSION}-linux-{MACHINE}.tar.xz"
#: Made for the frozen program before it is frozen.
ICONS: Final = BUILD / "icons"
LICENCES: Final = BUILD / "licences.json"
_LINUX: Final = sys.platform == "linux"

_README: Final = """\
{name} {version} for Linux

Start it with ./{command} from wherever this folder lies; ./{command} --help shows its commands, and
./{command} --smoke tries whether all of it works here. It needs glibc 2.36 or newer (Debian 12,
Ubuntu 24.04), a desktop, and of the system these packages (names of Debian):

  sudo apt-get install {packages}

If one is missing, {name} names it.

Licences: {name}'s own source is MIT, and this package as a whole is under the GPL, version 3 or
later: _internal/COPYING.txt says why, and where the source of each part is. All the texts are in
the window, under Account and help, About {name}.


Linux için {name} {version}

Bu klasör neredeyse oradan ./{command} ile başlat; ./{command} --help komutlarını gösterir,
./{command} --smoke burada her şeyin çalışıp çalışmadığını dener. glibc 2.36 ya da yenisini
(Debian 12, Ubuntu 24.04), bir masaüstü ve sistemden yukarıdaki paketleri ister. Eksik varsa {name}
adını söyler. Lisanslar: {name}’ın kendi kaynağı MIT, bu paketin bütünü GPL’nin 3. ya da daha yeni
bir sürümü altındadır; nedeni ve her parçanın kaynağının nerede olduğu _internal/COPYING.txt içinde,
bütün metinler pencerede, Hesap ve yardım altında, {name} hakkında bölümünde.
"""


class TooLargeError(Exception):
    """A package is larger than was promised; the message tells both figures."""


def bundle(venv: Venv) -> None:
    """Freezes the program, packs it on Linux, and starts what was packed in another place.

    Raises `subprocess.CalledProcessError` where a step or the frozen program fails,
    `TooLargeError`, `product.UnknownMachineError` and `system_libraries.UnknownLibraryError`.
    """
    if _LINUX:
        debian_architecture()  # before the minutes that freezing takes
    freeze(venv)
    if not _LINUX:
        print(f"{FOLDER}: {_size(FOLDER) / 1e6:.1f} MB")
        subprocess.run([str(program_in(FOLDER)), "--smoke"], check=True)
        return
    _keep_below("unpacked", _size(FOLDER), UNPACKED)
    _pack()
    for package in (ARCHIVE, make_deb(ICONS, LICENCES)):
        _keep_below(package.name, package.stat().st_size, COMPRESSED)
    with tempfile.TemporaryDirectory(prefix="kadraj elsewhere ") as elsewhere:
        with tarfile.open(ARCHIVE) as archive:
            archive.extractall(elsewhere, filter="tar")
        moved = Path(elsewhere, ARCHIVE.name.removesuffix(".tar.xz"), COMMAND)
        command = [str(venv.python), "-m", "tests.e2e.frozen", str(moved)]
        subprocess.run(command, cwd=ROOT, check=True)


def freeze(venv: Venv) -> None:
    """Makes `FOLDER`, and on Linux takes out of it what it need not bring."""
    BUILD.mkdir(exist_ok=True)
    for asked in (["packaging/icons.py", str(ICONS)], ["-m", "app.licences", str(LICENCES)]):
        subprocess.run([str(venv.python), *asked], cwd=ROOT, check=True)
    _tell_licences()
    (BUILD / "version.txt").write_text(version_resource(), "utf-8")
    command = [str(venv.scripts / "pyinstaller"), "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", str(DIST), "--workpath", str(BUILD / "pyinstaller")]
    subprocess.run([*command, str(ROOT / "packaging" / "kadraj.spec")], cwd=ROOT, check=True)
    if _LINUX:
        inside = FOLDER / "_internal"
        slimming.slim(inside)
        system_libraries.write_list(inside)


def _tell_licences() -> None:
    """Writes what travels in the program, and the same beside the packages for who only downloads
    them."""
    told = licence_papers.copying(licence_papers.read(LICENCES))
    DIST.mkdir(exist_ok=True)
    system = {"linux": "linux", "win32": "windows", "darwin": "macos"}[sys.platform]
    beside = f"{COMMAND}-{VERSION}-{system}-{licence_papers.PAPER}"
    for file in (BUILD / licence_papers.PAPER, DIST / beside):
        # Inno Setup takes what has no mark for another encoding.
        file.write_text(told, "utf-8-sig" if os.name == "nt" else "utf-8")


def program_in(folder: Path) -> Path:
    """What is started, and can say what it does: on Windows that is a program of its own."""
    return folder / (f"{COMMAND}-cli.exe" if os.name == "nt" else COMMAND)


def _keep_below(what: str, size: int, bound: int) -> None:
    print(f"{what}: {size / 1e6:.1f} MB (at most {bound / 1e6:g})", flush=True)
    if size > bound:
        raise TooLargeError(f"{what} has {size:,} bytes, and may have {bound:,}.")


def _size(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*"))


def _pack() -> None:
    """Writes `ARCHIVE`: one folder, owned by nobody in particular, with a README on top."""
    packages = sorted(
        {line.partition(" ")[2] for line in _listed_libraries()} - {"", "libc6"},
    )
    readme = _README.format(
        name=NAME, version=VERSION, command=COMMAND, packages=" ".join(packages)
    ).encode()
    top = ARCHIVE.name.removesuffix(".tar.xz")
    with tarfile.open(ARCHIVE, "w:xz", preset=6) as archive:
        about = tarfile.TarInfo(f"{top}/README.txt")
        about.size, about.mtime = len(readme), int(FOLDER.stat().st_mtime)
        archive.addfile(about, io.BytesIO(readme))
        archive.add(FOLDER, top, filter=_anybodys)


def _anybodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def _listed_libraries() -> list[str]:
    return (FOLDER / "_internal" / system_libraries.LIST).read_text("utf-8").splitlines()
