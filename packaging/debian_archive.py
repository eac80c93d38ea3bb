"""Makes the Debian package of a frozen Kadraj: `/usr/lib/kadraj`, and what a desktop looks for."""

import gzip
import hashlib
import os
import shutil
import subprocess
import time
from email.utils import formatdate
from pathlib import Path
from typing import Final

import licence_papers
import system_libraries
from product import (
    APP_ID,
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

#: Of the packaging, not of the program.
REVISION: Final = 1
SOURCES: Final = ROOT / "packaging" / "linux"
_MAINTAINER: Final = f"{NAME} developers <{COMMAND}@localhost.invalid>"

_CONTROL: Final = """\
Package: {command}
Version: {version}-{revision}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Recommends: ca-certificates, fonts-noto-color-emoji, gnome-keyring | kwalletmanager | keepassxc
Section: video
Priority: optional
Description: desktop studio for AI video
 {name} is a studio for people who make short AI videos with a Sora2 or a Veo3
 panel key. It queues, follows, downloads, shows and keeps every clip, in
 Turkish and English, also with no network.
 .
 A paid request is never sent twice by the program, and videos stay ordinary
 MP4 files in ordinary folders. Everything can also be done on the command
 line. A demo runs both panels on this computer; no key is needed for it.
"""

_CHANGELOG: Final = """\
{command} ({version}-{revision}) unstable; urgency=medium

  * {name} {version}; changelog.gz tells what is new in it.

 -- {maintainer}  {date}
"""


def deb_file(machine: str = MACHINE) -> Path:
    """Where the package for a kind of computer is put. Raises `UnknownMachineError`."""
    return DIST / f"{COMMAND}_{VERSION}-{REVISION}_{debian_architecture(machine)}.deb"


def make_deb(icons: Path, parts: Path) -> Path:
    """Puts `FOLDER`, the icons drawn into the folder `icons` and what the list `parts` says of
    licences into a package; returns its path.

    Raises `subprocess.CalledProcessError` where dpkg-deb fails, and `UnknownMachineError`.
    """
    package = deb_file()
    root = BUILD / "deb"
    shutil.rmtree(root, ignore_errors=True)
    _program(root)
    _desktop(root / "usr" / "share", icons)
    _papers(root / "usr" / "share", parts)
    _set_modes(root)
    _control(root)
    package.unlink(missing_ok=True)
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(package)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return package


def _program(root: Path) -> None:
    shutil.copytree(FOLDER, root / "usr" / "lib" / COMMAND, symlinks=True)
    commands = root / "usr" / "bin"
    commands.mkdir(parents=True)
    (commands / COMMAND).symlink_to(f"../lib/{COMMAND}/{COMMAND}")


def _desktop(share: Path, icons: Path) -> None:
    for folder, kind in (("applications", ".desktop"), ("metainfo", ".metainfo.xml")):
        (share / folder).mkdir(parents=True)
        shutil.copyfile(SOURCES / f"{APP_ID}{kind}", share / folder / f"{APP_ID}{kind}")
    shutil.copytree(icons / "hicolor", share / "icons" / "hicolor")


def _papers(share: Path, parts: Path) -> None:
    here = {"name": NAME, "command": COMMAND, "version": VERSION, "revision": REVISION}
    documents = share / "doc" / COMMAND
    documents.mkdir(parents=True)
    told = licence_papers.debian_copyright(licence_papers.read(parts))
    (documents / "copyright").write_text(told, "utf-8")
    date = formatdate(_moment(), localtime=False)
    changes = _CHANGELOG.format(**here, maintainer=_MAINTAINER, date=date)
    _zip(documents / "changelog.Debian.gz", changes)
    _zip(documents / "changelog.gz", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    manual = (SOURCES / f"{COMMAND}.1").read_text("utf-8")
    day = time.strftime("%Y-%m-%d", time.gmtime(_moment()))
    manual = manual.replace("@VERSION@", VERSION).replace("@DATE@", day)
    _zip(share / "man" / "man1" / f"{COMMAND}.1.gz", manual)
    overrides = share / "lintian" / "overrides" / COMMAND
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(SOURCES / "lintian-overrides", overrides)


def _moment() -> int:
    """When the program was frozen, or what a rebuild asks for, in seconds since 1970."""
    return int(os.environ.get("SOURCE_DATE_EPOCH", FOLDER.stat().st_mtime))


def _zip(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _set_modes(root: Path) -> None:
    """What is started is executable, and nothing else."""
    for path in root.rglob("*"):
        if path.is_symlink():
            continue
        started = path == root / "usr" / "lib" / COMMAND / COMMAND
        path.chmod(0o755 if path.is_dir() or started else 0o644)


def _control(root: Path) -> None:
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    size = sum(path.stat().st_size for path in files)
    control = root / "DEBIAN"
    control.mkdir(mode=0o755)
    text = _CONTROL.format(
        command=COMMAND,
        name=NAME,
        version=VERSION,
        revision=REVISION,
        architecture=debian_architecture(),
        maintainer=_MAINTAINER,
        size=-(-size // 1024),
        depends=", ".join(system_libraries.dependencies()),
    )
    (control / "control").write_text(text, "utf-8")
    sums = (
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}"
        f"  {path.relative_to(root).as_posix()}\n"
        for path in files
    )
    (control / "md5sums").write_text("".join(sums), "utf-8")
