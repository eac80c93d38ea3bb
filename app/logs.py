"""The log: a rotating file for its owner only, in which no key ever stands."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from app.domain.errors import KadrajError
from app.domain.secrets import redacted
from app.store.files import file_errors, private_folder
from app.store.places import Places

_log = logging.getLogger(__name__)

LOG_NAME: Final = "kadraj.log"
#: Bytes of one file, and how many older ones are kept beside it.
LOG_SIZE: Final = 1_000_000
OLDER_LOGS: Final = 2

_LINE: Final = "%(asctime)s.%(msecs)03d %(levelname)s %(name)s: %(message)s"
_TIME: Final = "%Y-%m-%dT%H:%M:%S"


@contextmanager
def logging_into(places: Places) -> Iterator[None]:
    """Writes warnings and the course of things into the log of these places, as long as it lasts.

    What is said of the course of things (`INFO`) names ids, states and error codes, never a prompt.
    `FILE_FAILED` or `DISK_FULL` when there can be no log.
    """
    private_folder(places.logs)
    with file_errors(places.logs / LOG_NAME):
        handler = _PrivateFile(places.logs / LOG_NAME)
    root = logging.getLogger()
    root.addHandler(handler)
    level_before = root.level
    # Who asked for more before has it, but not for a line on every event of the loop.
    root.setLevel(min(level_before, logging.INFO))
    logging.getLogger("qasync").setLevel(logging.INFO)
    try:
        yield
    except KadrajError:
        raise
    except Exception:
        _log.critical("the program cannot go on", exc_info=True)
        raise
    finally:
        root.setLevel(level_before)
        root.removeHandler(handler)
        handler.close()


def log_files(places: Places) -> list[Path]:
    """The log and the older ones that there are, newest first."""
    names = [LOG_NAME, *(f"{LOG_NAME}.{number}" for number in range(1, OLDER_LOGS + 1))]
    return [file for name in names if (file := places.logs / name).is_file()]


class RedactingFormatter(logging.Formatter):
    """Takes keys out of the finished record: message, exception, stack and all."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


class _PrivateFile(RotatingFileHandler):
    def __init__(self, file: Path) -> None:
        super().__init__(
            file,
            maxBytes=LOG_SIZE,
            backupCount=OLDER_LOGS,
            encoding="utf-8",
            errors="backslashreplace",
        )
        self.setFormatter(RedactingFormatter(_LINE, _TIME))

    def _open(self) -> TextIOWrapper:
        file = open(  # noqa: SIM115 - the base closes it; a path's open takes no opener
            self.baseFilename,
            self.mode,
            encoding=self.encoding,
            errors=self.errors,
            opener=_private,
        )
        assert isinstance(file, TextIOWrapper)  # noqa: S101
        return file

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the base's name
        """A full disk stops the log and nothing else. The base would write the record, with what
        may stand in it, to standard error."""

    def close(self) -> None:
        with suppress(OSError):  # what a full disk did not take before, it does not take now
            super().close()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
