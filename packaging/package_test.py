"""Proves what was packed for Linux: `python packaging/package_test.py`, in .venv, as root.

The validators look at the Debian package. Then, in a clean root with nothing in it but the base of
the running release: the archive says what it misses there; the package is installed, started on a
screen, tried with `--smoke`, and removed without a trace.
"""

import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path
from platform import freedesktop_os_release
from typing import Final

from bundling import ARCHIVE
from debian_archive import SOURCES, deb_file
from product import APP_ID, COMMAND
from tests.e2e.screen import screen

DEB: Final = deb_file()
_APT: Final = Path("/etc/apt")
#: What a machine's own sources hold beside comments; the first address of the release is taken.
_ADDRESS: Final = re.compile(r"^(?:URIs:|deb(?: \[[^]]*\])?)\s+(\S+)", re.MULTILINE)
_QUIETLY: Final = "DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0"


class NotProvenError(Exception):
    """Something is not as it should be; the message tells what."""


def main() -> None:
    """Everything, in order; raises what goes wrong."""
    if not DEB.exists() or not ARCHIVE.exists():
        raise NotProvenError("There is nothing to try yet: python3 packaging/dev.py bundle")
    _validate()
    with (
        tempfile.TemporaryDirectory(prefix="kadraj-root-") as folder,
        screen(1440, 900) as display,
    ):
        root = Path(folder, "root")
        _make_root(root)
        _archive_tells_what_is_missing(root)
        shutil.copy(DEB, root / "tmp")
        _inside(root, f"{_QUIETLY} install -y --no-install-recommends /tmp/{DEB.name} >/dev/null")
        print("installed, with what it depends on", flush=True)
        _inside(root, f"{COMMAND} --version && DISPLAY={display} {COMMAND} --smoke")
        _inside(root, f"{_QUIETLY} purge -y --auto-remove {COMMAND} >/dev/null")
        left = sorted(_traces(root))
        if left:
            raise NotProvenError(f"left behind: {left}")
        print("removed, nothing is left", flush=True)


def _validate() -> None:
    checks: dict[str, Sequence[str]] = {
        "desktop-file-validate": [str(SOURCES / f"{APP_ID}.desktop")],
        "appstreamcli": ["validate", "--no-net", str(SOURCES / f"{APP_ID}.metainfo.xml")],
        "lintian": ["--fail-on", "error,warning", str(DEB)],
    }
    for tool, arguments in checks.items():
        subprocess.run([tool, *arguments], check=True)
        print(f"{tool}: clean", flush=True)


def _make_root(root: Path) -> None:
    """Debian's base, of the release that runs here and from where this machine gets its own."""
    sources = [_APT / "sources.list", *sorted((_APT / "sources.list.d").glob("*.*"))]
    sources = [file for file in sources if file.suffix in {".list", ".sources"} and file.exists()]
    found = [address for file in sources for address in _ADDRESS.findall(file.read_text("utf-8"))]
    release = freedesktop_os_release()["VERSION_CODENAME"]
    command = ["debootstrap", "--variant=minbase", release, str(root), found[0]]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    print(f"a clean root of {release}", flush=True)


def _archive_tells_what_is_missing(root: Path) -> None:
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(root / "opt", filter="tar")
    program = f"/opt/{ARCHIVE.name.removesuffix('.tar.xz')}/{COMMAND}"
    done = _run(root, f"{program} --smoke")
    if done.returncode == 0 or "apt-get install" not in done.stderr or "libgl1" not in done.stderr:
        raise NotProvenError(f"on a bare system the archive says: {done.stderr}")
    print(f"the archive on a bare system: {done.stderr.strip().splitlines()[-1]}", flush=True)
    shutil.rmtree(root / "opt" / Path(program).parent.name)


def _traces(root: Path) -> set[str]:
    """Whatever bears the program's name, but the package itself that was put there."""
    found = {path.relative_to(root).as_posix() for path in root.rglob(f"*[Kk]{COMMAND[1:]}*")}
    return found - {f"tmp/{DEB.name}"}


def _inside(root: Path, line: str) -> None:
    done = _run(root, line)
    print(done.stdout, end="", flush=True)
    if done.returncode != 0:
        raise NotProvenError(f"{line}\n{done.stdout}{done.stderr}")


def _run(root: Path, line: str) -> "subprocess.CompletedProcess[str]":
    """Runs a line of shell in the root. The mounts are its own and end with it."""
    here = shlex.quote(str(root))
    mounts = f"mount -t proc proc {here}/proc && mount --rbind /dev {here}/dev"
    return subprocess.run(
        [
            "unshare",
            "--mount",
            "sh",
            "-c",
            f"{mounts} && exec chroot {here} sh -c {shlex.quote(line)}",
        ],
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


if __name__ == "__main__":
    try:
        main()
    except (NotProvenError, subprocess.CalledProcessError) as problem:
        sys.exit(str(problem))
