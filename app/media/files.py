"""Pictures on the disk: whole or not there."""

import errno
import os
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

from app.domain.errors import ErrorCode, KadrajError, file_failed


def replace_with(target: Path, picture: Image.Image, kind: str, **options: Any) -> None:
    """Writes a picture for its owner only; `target` appears, or is replaced, when it is whole.

    `DISK_FULL` or `FILE_FAILED` when that is not possible.
    """
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.stem}.", suffix=".tmp")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                picture.save(file, kind, **options)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise KadrajError(ErrorCode.DISK_FULL, folder=str(target.parent)) from error
        raise file_failed(target, error) from error
