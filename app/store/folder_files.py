"""Files outside the library: copied out of it and taken into it."""

import asyncio
import errno
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.domain.clips import Clip
from app.domain.ports import GoOn
from app.store.copying import copy_beside, copy_checked
from app.store.files import arrive, digest, file_errors, write_whole
from app.store.list_files import read_lines
from app.store.sidecars import read_sidecar
from app.store.threads import in_thread


class OrdinaryFiles:
    """Implements `app.domain.ports.FolderFiles`.

    `pictures` is the folder of Kadraj's own copies: source pictures that lie beside videos are
    brought back into it.
    """

    def __init__(self, pictures: Path) -> None:
        self._pictures = pictures

    async def videos_below(self, folder: Path) -> list[Path]:
        return await asyncio.to_thread(_videos_below, folder)

    async def size_of(self, files: Sequence[Path]) -> int:
        return await asyncio.to_thread(_size_of, files)

    async def copy_beside(self, files: Sequence[Path], folder: Path, go_on: GoOn) -> Path | None:
        return await in_thread(lambda still: copy_beside(files, folder, still), go_on)

    async def copy_over(self, source: Path, target: Path, go_on: GoOn) -> bool:
        copied = await in_thread(lambda still: copy_checked(source, target, still), go_on)
        return copied is not None

    async def arrive(self, part: Path, target: Path) -> None:
        await asyncio.to_thread(arrive, part, target)

    async def digest(self, path: Path) -> str:
        return await asyncio.to_thread(digest, path)

    async def time_of(self, path: Path) -> datetime:
        return await asyncio.to_thread(_time_of, path)

    async def told_beside(self, video: Path) -> Clip | None:
        told = await asyncio.to_thread(read_sidecar, video, self._pictures)
        return told[0] if told else None

    async def read_text(self, path: Path, most: int) -> str:
        return await asyncio.to_thread(_read_text, path, most)

    async def write_text(self, path: Path, text: str) -> None:
        await asyncio.to_thread(write_whole, path, text.encode())

    def lines_of(self, path: Path, longest: int) -> Iterator[str]:
        return read_lines(path, longest)


def _read_text(path: Path, most: int) -> str:
    with file_errors(path), path.open("rb") as file:
        return file.read(most).decode("utf-8-sig", "ignore")


def _videos_below(folder: Path) -> list[Path]:
    with file_errors(folder):
        if folder.is_file() and folder.suffix.lower() == ".mp4":
            return [folder]
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "not a folder")
        found = [path for path in folder.rglob("*") if path.suffix.lower() == ".mp4"]
        return sorted(
            path
            for path in found
            if path.is_file()
            and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        )


def _size_of(files: Sequence[Path]) -> int:
    total = 0
    for file in files:
        with file_errors(file):
            total += file.stat().st_size
    return total


def _time_of(path: Path) -> datetime:
    with file_errors(path):
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
