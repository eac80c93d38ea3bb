"""How much may still be written where a folder lies."""

import shutil
import sys
from pathlib import Path
from typing import Final

#: Bytes that are left for the system and for Kadraj's own notes; of a small drive, a sixteenth.
_RESERVE: Final = 64 * 1024 * 1024
_SHARE: Final = 16


def room(folder: Path) -> int:
    """Implements `app.domain.ports.Room`. The folder may still have to be made."""
    try:
        there = next((place for place in (folder, *folder.parents) if place.exists()), folder)
        drive = shutil.disk_usage(there)
    except OSError:
        return sys.maxsize
    if drive.total == 0:  # so say some network drives, which do not know
        return sys.maxsize
    return drive.free - min(_RESERVE, drive.total // _SHARE)
