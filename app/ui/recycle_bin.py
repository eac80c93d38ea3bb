"""The system's recycle bin, by Qt."""

import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFile, QStandardPaths

from app.domain.errors import ErrorCode, KadrajError, file_failed


class SystemRecycleBin:
    """Implements `app.domain.ports.RecycleBin`."""

    def put(self, paths: Sequence[Path]) -> dict[Path, Path]:
        moved: dict[Path, Path] = {}
        # Qt makes the bin, but not the folder that it is in, which a new home does not have yet.
        data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
        with suppress(OSError):
            Path(data).mkdir(parents=True, exist_ok=True)
        for path in paths:
            file = QFile(str(path))
            if not file.moveToTrash():
                self.take_back(moved)
                raise KadrajError(ErrorCode.FILE_FAILED, path=str(path), reason=file.errorString())
            # Where the system does not tell, the name stays what it was.
            if file.fileName() != str(path):
                moved[path] = Path(file.fileName())
        return moved

    def take_back(self, moved: Mapping[Path, Path]) -> None:
        for was, now in moved.items():
            if not now.exists() or was.exists():
                continue
            try:
                was.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(now, was)  # the bin may be on another drive
            except OSError as error:
                raise file_failed(was, error) from error
            with suppress(OSError):
                _info_of(now).unlink()


def _info_of(trashed: Path) -> Path:
    """What desktops on Linux keep beside a file in the bin, and must not outlive it there:
    https://specifications.freedesktop.org/trash-spec/latest/ (`files/NAME`, `info/NAME.trashinfo`).
    """
    return trashed.parent.with_name("info") / f"{trashed.name}.trashinfo"
