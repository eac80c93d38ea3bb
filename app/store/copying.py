"""Copies of large files: checked, told of while they grow, and given up when that is wished."""

import os
import shutil
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from app.domain.ports import GoOn
from app.store.files import digest, file_errors, private_folder, remove_all, sync_folder

_CHUNK: Final = 1024 * 1024


class CopyDiffersError(OSError):
    """What was written cannot be read back as it was: the disk is not well."""


def copy_checked(source: Path, target: Path, go_on: GoOn) -> str | None:
    """Copies `source` over `target` with its time, reads it back, and returns its SHA-256.

    None when it was given up; then, as when it fails, nothing is left at `target`.
    """
    private_folder(target.parent)
    with file_errors(target):
        try:
            copied = _copy(source, target, go_on)
            if copied is not None:
                _check(target, copied)
                shutil.copystat(source, target)
                target.chmod(0o600)
                return copied
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        target.unlink()
        return None


def copy_beside(files: Sequence[Path], folder: Path, go_on: GoOn) -> Path | None:
    """Copies a video and what belongs to it, whose names begin alike, into `folder`: numbered where
    one of the names is taken, so that nothing is replaced.

    Each copy appears when it is whole. Returns the video's; None when it was given up.
    """
    video = files[0]
    endings = {file: file.name.removeprefix(video.stem) for file in files}
    targets = _reserved(folder, video.stem, list(endings.values()))
    try:
        # The video comes last: it is what others look for.
        for file, target in reversed(list(zip(files, targets, strict=True))):
            part = target.with_name(f".{target.name}.part")
            if copy_checked(file, part, go_on) is None:
                remove_all(targets)
                return None
            with file_errors(target):
                part.replace(target)
    except BaseException:
        remove_all(targets)
        raise
    sync_folder(folder)
    return targets[0]


def _copy(source: Path, target: Path, go_on: GoOn) -> str | None:
    total = sha256()
    with source.open("rb") as original, target.open("wb") as copy:
        while chunk := original.read(_CHUNK):
            copy.write(chunk)
            total.update(chunk)
            if not go_on(len(chunk)):
                return None
        copy.flush()
        os.fsync(copy.fileno())
    return total.hexdigest()


def _check(copy: Path, copied: str) -> None:
    if digest(copy) != copied:
        raise CopyDiffersError("what was written reads differently")


def _reserved(folder: Path, stem: str, endings: Sequence[str]) -> list[Path]:
    """The first names that are all free, taken as empty files."""
    private_folder(folder)
    number = 1
    while True:
        name = stem if number == 1 else f"{stem} ({number})"
        taken: list[Path] = []
        with file_errors(folder):
            try:
                for ending in endings:
                    target = folder / f"{name}{ending}"
                    target.touch(mode=0o600, exist_ok=False)
                    taken.append(target)
            except FileExistsError:
                remove_all(taken)
                number += 1
            else:
                return taken
