"""A file that one program at a time may hold.

By the system's own lock, as filelock takes it, which ends with the program however that ends. This
is looked at before the window is painted, and filelock would load asyncio for it.
"""

import os
import sys
from pathlib import Path

from app.store.files import file_errors

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Claim:
    """What `claim` returns: the file is held until `release`, or until the program ends."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    def release(self) -> None:
        """Gives the file back; once is enough."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def claim(file: Path) -> Claim | None:
    """Takes a file, which is made for its owner only; None when another program holds it.

    Its folder must be there. Raises `FILE_FAILED` where the system does not let it be opened.
    """
    with file_errors(file):
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(handle)
    except OSError:
        os.close(handle)
        return None
    return Claim(handle)


def is_claimed(file: Path) -> bool:
    """Whether a program holds a file now; one that nobody has made is free."""
    if not file.exists():
        return False
    taken = claim(file)
    if taken is not None:
        taken.release()
    return taken is None
