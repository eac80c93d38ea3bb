"""Writes what a release says of itself: `python3 packaging/release_notes.py v0.1.0`.

That is the section of its version in CHANGELOG.md alone, and under which licences packages are.
Without such a section nothing is written and the exit code is 1.
"""

import re
import sys
from typing import Final

from product import ROOT

_LICENCES: Final = ROOT / "packaging" / "release-licences.md"
_HEADING: Final = re.compile(r"^## (\S+)(?: - (\d{4}-\d\d-\d\d))?$", re.MULTILINE)


class NotReleasedError(Exception):
    """The changelog has no section of that version; the message tells how one is made."""


def released(changelog: str) -> dict[str, tuple[str, str]]:
    """Of each version that has come out, newest first: its day as YYYY-MM-DD, and its changes."""
    parts = _HEADING.split(changelog)[1:]
    sections = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return {version: (day, changes.strip()) for version, day, changes in sections if day}


def notes(tag: str, changelog: str) -> str:
    """What has changed in the version of `tag`. Raises `NotReleasedError`."""
    version = tag.removeprefix("v")
    try:
        return released(changelog)[version][1]
    except KeyError:
        raise NotReleasedError(
            f"CHANGELOG.md has no section “## {version} - YEAR-MONTH-DAY”. Give that heading to "
            "what is under Unreleased, and the metainfo a release of the same version and day."
        ) from None


if __name__ == "__main__":
    try:
        told = notes(sys.argv[1], (ROOT / "CHANGELOG.md").read_text("utf-8"))
    except NotReleasedError as problem:
        sys.exit(str(problem))
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(f"{told}\n{_LICENCES.read_text('utf-8')}")
