"""A real file system of 8 MB, and ways to fill it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

_BLOCK = 4096
_FILLER = "filler"


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """Mounts an empty file system of 8 MB at a folder; skips the test where that is not allowed."""
    place.mkdir(parents=True, exist_ok=True)
    try:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=8m,mode=700", "tmpfs", str(place)],
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        pytest.skip("a small disk needs `mount`")
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted: {mounted.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def fill(disk: Path, leave: int = 0) -> None:
    """Leaves so many bytes on a disk, or as good as none."""
    with (disk / _FILLER).open("ab", buffering=0) as file, suppress(OSError):
        while free(disk) >= leave + _BLOCK:
            file.write(bytes(min(free(disk) - leave, 1024 * 1024)))


def make_room(disk: Path) -> None:
    """Takes away what `fill` brought."""
    (disk / _FILLER).unlink()


def free(disk: Path) -> int:
    """Bytes that nobody has written to yet."""
    seen = os.statvfs(disk)
    return seen.f_bavail * seen.f_frsize
