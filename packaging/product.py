"""What packages and their makers know of Kadraj: app/metadata.py, and where things lie."""

import platform
import sys
from pathlib import Path
from typing import Final

sys.path.append(str(Path(__file__).resolve().parent.parent))

from app.metadata import APP_ID, COMMAND, NAME, VERSION

ROOT: Final = Path(__file__).resolve().parent.parent
#: Where packages are put, and what is only needed to make them.
DIST: Final = ROOT / "dist"
BUILD: Final = ROOT / "build"
#: The frozen program, as PyInstaller leaves it.
FOLDER: Final = DIST / COMMAND

#: What this computer calls its kind, as packages for Linux are named.
MACHINE: Final = platform.machine()
#: The kinds that Kadraj's requirements come for on Linux, and how Debian calls them.
_DEBIAN: Final = {"x86_64": "amd64", "aarch64": "arm64"}

__all__ = ["APP_ID", "BUILD", "COMMAND", "DIST", "FOLDER", "MACHINE", "NAME", "ROOT", "VERSION"]


class UnknownMachineError(Exception):
    """No package can be made on this kind of computer; the message tells which can."""


def debian_architecture(machine: str = MACHINE) -> str:
    """How Debian calls a kind of computer. Raises `UnknownMachineError`."""
    if machine not in _DEBIAN:
        known = " or ".join(_DEBIAN)
        raise UnknownMachineError(f"Packages for Linux are made on {known}; this is {machine}.")
    return _DEBIAN[machine]
