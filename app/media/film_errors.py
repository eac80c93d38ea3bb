"""What goes wrong while a video is written, in Kadraj's words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from av.error import FFmpegError

from app.domain.errors import ErrorCode, KadrajError, file_failed

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextmanager
def film_errors(target: Path) -> Iterator[None]:
    """Turns refusals of the system and of FFmpeg around `target` into Kadraj's.

    What is wrong with a video that is read is `CLIP_UNREADABLE`, with its name.
    """
    try:
        yield
    except KadrajError as error:
        if error.code is not ErrorCode.NOT_A_VIDEO:
            raise
        # `opened` takes whatever goes wrong inside for the file's fault, a full disk too.
        cause = error.__cause__
        if isinstance(cause, OSError) and cause.errno in _FULL:
            raise _full(target) from error
        raise KadrajError(ErrorCode.CLIP_UNREADABLE, **error.params) from error
    except (FFmpegError, OSError) as error:
        if error.errno in _FULL:
            raise _full(target) from error
        if isinstance(error, OSError):  # of FFmpeg's errors, too, those that the system gave
            raise file_failed(target, error) from error
        raise KadrajError(ErrorCode.FILM_FAILED, reason=type(error).__name__) from error


def _full(target: Path) -> KadrajError:
    return KadrajError(ErrorCode.DISK_FULL, folder=str(target.parent))
