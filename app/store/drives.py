"""Whether a folder lies on another computer.

SQLite's WAL needs memory shared between those who open the file, which network drives do not give:
https://www.sqlite.org/wal.html ("WAL does not work over a network filesystem").
"""

import re
import sys
from pathlib import Path
from typing import Final

_NETWORK: Final = frozenset(
    {"9p", "afs", "ceph", "cifs", "davfs", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"}
    | {"fuse.davfs2", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "fuse.sshfs"}
)
_OCTAL: Final = re.compile(r"\\([0-7]{3})")  # a space in a folder's name is written \040


def network_mount(folder: Path, mounts: str) -> bool:
    """Looks a folder up in the text of `/proc/mounts` (fstab(5): device, folder, type, …)."""
    kind_found = ""
    deepest = -1
    for line in filter(None, mounts.split("\n")):
        _device, mounted_on, kind, *_rest = line.split(" ")
        point = Path(_OCTAL.sub(lambda found: chr(int(found[1], 8)), mounted_on))
        # The last of several mounts on one folder is the one in sight.
        if folder.is_relative_to(point) and len(point.parts) >= deepest:
            kind_found, deepest = kind, len(point.parts)
    return kind_found in _NETWORK


if sys.platform == "win32":
    import ctypes

    def on_network_drive(folder: Path) -> bool:
        """Whether `folder`, which exists, is on a network drive."""
        remote = 4  # DRIVE_REMOTE, of GetDriveTypeW
        anchor = folder.resolve().anchor
        return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == remote

else:

    def on_network_drive(folder: Path) -> bool:
        """Whether `folder`, which exists, is on a network drive, as far as Linux tells; macOS
        cannot be asked this way."""
        mounts = Path("/proc/self/mounts")
        return mounts.is_file() and network_mount(
            folder.resolve(), mounts.read_text("utf-8", "surrogateescape")
        )
