"""The Debian and Ubuntu packages Kadraj needs beside Python, by purpose.

The libraries are those that Qt's wheels link to and do not bring themselves (read from the ELF
headers of PySide6 6.11). Elsewhere than on Debian and its relatives this module asks for nothing.
"""

import os
import platform
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from enum import Enum
from typing import Final


class Purpose(Enum):
    """What a package is needed for; the value is said to the user."""

    VENV = "making .venv"
    QT = "Qt without a screen"
    SCREEN = "windows on a screen (X11, Wayland)"
    FONTS = "readable text"
    TESTS = "tests with real input, a real keyring and a screen reader's bus"
    FROZEN = "the frozen program"
    BUNDLE = "making packages"
    PROOF = "trying packages"


PACKAGES: Final[dict[Purpose, tuple[str, ...]]] = {
    # Of the running Python's own version: Debian keeps ensurepip apart.
    Purpose.VENV: (f"python{sys.version_info.major}.{sys.version_info.minor}-venv",),
    Purpose.QT: (
        "libbrotli1",
        "libdbus-1-3",
        "libdrm2",
        "libegl1",
        "libfontconfig1",
        "libfreetype6",
        "libgl1",
        "libglib2.0-0",
        "libgssapi-krb5-2",
        "libpulse0",
        "libx11-6",
        "libxext6",
        "libxkbcommon0",
        "libxrandr2",
        "libzstd1",
    ),
    Purpose.SCREEN: (
        "libwayland-client0",
        "libwayland-cursor0",
        "libwayland-egl1",
        "libx11-xcb1",
        "libxcb-cursor0",
        "libxcb-glx0",
        "libxcb-icccm4",
        "libxcb-image0",
        "libxcb-keysyms1",
        "libxcb-randr0",
        "libxcb-render-util0",
        "libxcb-shape0",
        "libxcb-shm0",
        "libxcb-sync1",
        "libxcb-util1",
        "libxcb-xfixes0",
        "libxcb-xkb1",
        "libxkbcommon-x11-0",
    ),
    Purpose.FONTS: ("fontconfig", "fonts-inter"),
    Purpose.TESTS: (
        "at-spi2-core",  # the bus that screen readers listen on
        "dbus",  # dbus-run-session: a session bus of the tests' own
        "gnome-keyring",  # a real Secret Service on it
        "openbox",  # focus and drags need a window manager
        "x11-utils",
        "xdotool",  # real clicks, keys and drags
        "xvfb",
    ),
    # Of every system with a desktop; what freezes the program links to them, too.
    Purpose.FROZEN: (
        "libc6",
        "libgcc-s1",
        "libstdc++6",
        "libuuid1",
        "libxcb-render0",
        "libxcb1",
        "zlib1g",
    ),
    Purpose.BUNDLE: (
        "binutils",  # strip, nm, readelf
        "gcc",  # the hollow libraries
    ),
    Purpose.PROOF: (
        "appstream",
        "debootstrap",  # a clean root to install into
        "desktop-file-utils",
        "lintian",
    ),
}


class PackagesMissingError(Exception):
    """Packages a command cannot do without are missing; the message says how to install them."""


def is_debian() -> bool:
    """Whether this system installs its packages as Debian does."""
    if sys.platform != "linux" or shutil.which("dpkg-query") is None:
        return False
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return False
    family = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    return not family.isdisjoint({"debian", "ubuntu"})


def parse_installed(listing: str) -> set[str]:
    """Read `dpkg-query` lines `status<TAB>name<TAB>provides` into the names that are there.

    What a package provides counts too: newer releases renamed some (`libglib2.0-0t64` provides
    `libglib2.0-0`).
    """
    names: set[str] = set()
    for line in listing.splitlines():
        status, name, provides = line.split("\t")
        if status == "installed":
            names.add(name)
            names.update(entry.split()[0] for entry in provides.split(",") if entry.strip())
    return names


def missing(purposes: Iterable[Purpose], installed: set[str]) -> list[str]:
    """The packages for `purposes` that are not in `installed`, sorted, each once."""
    return sorted({name for purpose in purposes for name in PACKAGES[purpose]} - installed)


def install_line(packages: Iterable[str]) -> str:
    """The command a user without root rights has to have run."""
    return shlex.join(["sudo", "apt-get", "install", "--no-install-recommends", *packages])


def ensure(required: Iterable[Purpose], wanted: Iterable[Purpose] = ()) -> None:
    """Install what is missing when run as root, otherwise say how, in one line.

    Raises `PackagesMissingError` when that leaves packages for `required` missing.
    """
    if not is_debian():
        return
    required = list(required)
    purposes = [*required, *wanted]
    lacking = missing(purposes, _installed())
    if lacking and os.geteuid() == 0:
        _install(lacking)
        lacking = missing(purposes, _installed())
    if not lacking:
        return
    reasons = ", ".join(p.value for p in purposes if not set(PACKAGES[p]).isdisjoint(lacking))
    message = f"Debian packages are missing for {reasons}. Install them with:\n  "
    message += install_line(lacking)
    if any(not set(PACKAGES[p]).isdisjoint(lacking) for p in required):
        raise PackagesMissingError(message)
    print(message, file=sys.stderr, flush=True)


def _install(packages: list[str]) -> None:
    print("Installing Debian packages:", *packages, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            print(done.stdout, file=sys.stderr, flush=True)


def _installed() -> set[str]:
    listing = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${db:Status-Status}\t${Package}\t${Provides}\n"],
        capture_output=True,
        text=True,
        check=True,
    )
    return parse_installed(listing.stdout)


if __name__ == "__main__":  # for machines whose users are not root: sudo python3 …
    ensure(purpose for purpose in Purpose if purpose is not Purpose.VENV)
