"""What a frozen Kadraj on Linux needs of the system, and what of it is missing.

A package asks for it; who unpacks the archive on a bare system is told, instead of reading which
file the loader missed first.
"""

import ctypes
import sys

from app.cli.texts import Speech
from app.domain.settings import Settings
from app.resources import resource


def missing_libraries() -> dict[str, str]:
    """The libraries that the loader does not find, each with the Debian package that has it.

    Empty in a checkout and elsewhere than on Linux: there nobody wrote down what is needed.
    """
    try:
        lines = resource("system-libraries.txt").read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    needed = (line.partition(" ") for line in lines)
    return {library: package for library, _, package in needed if not _loads(library)}


def tell_missing_libraries() -> bool:
    """Says on standard error what is missing and how to install it; whether anything is."""
    missing = missing_libraries()
    if missing:
        speech = Speech(Settings().language)
        packages = sorted(set(missing.values()) - {""})
        said = [speech.line("libraries_missing", libraries=", ".join(missing))]
        if packages:
            said.append(f"  sudo apt-get install {' '.join(packages)}")
        print("\n".join(said), file=sys.stderr, flush=True)  # noqa: T201 - no window can say it
    return bool(missing)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
