"""Exit codes, for the scripts that call `kadraj`."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Final

from app.domain.errors import ErrorCode


class Exit(IntEnum):
    """What came of a command."""

    DONE = 0
    THIS_COMPUTER = 1
    BAD_INPUT = 2
    KEY_REFUSED = 3
    NO_QUOTA = 4
    UNREACHABLE = 5
    SERVICE_FAILED = 6
    INTERRUPTED = 130


_EXITS: Final[Mapping[ErrorCode, Exit]] = {
    ErrorCode.KEY_MISSING: Exit.KEY_REFUSED,
    ErrorCode.KEY_REFUSED: Exit.KEY_REFUSED,
    ErrorCode.QUOTA_EXHAUSTED: Exit.NO_QUOTA,
    ErrorCode.SERVICE_FAILED: Exit.SERVICE_FAILED,
    ErrorCode.REJECTED: Exit.SERVICE_FAILED,
    ErrorCode.JOB_UNDER_WAY: Exit.BAD_INPUT,
    ErrorCode.SENDING_PAUSED: Exit.THIS_COMPUTER,
    ErrorCode.PROMPT_EMPTY: Exit.BAD_INPUT,
    ErrorCode.ASPECT_RATIO_UNKNOWN: Exit.BAD_INPUT,
    ErrorCode.DURATION_UNKNOWN: Exit.BAD_INPUT,
    ErrorCode.MODEL_UNKNOWN: Exit.BAD_INPUT,
    ErrorCode.PICTURE_UNSUPPORTED: Exit.BAD_INPUT,
    ErrorCode.PICTURE_TOO_LARGE: Exit.BAD_INPUT,
    ErrorCode.PICTURE_TOO_MANY_PIXELS: Exit.BAD_INPUT,
    ErrorCode.PICTURE_UNREADABLE: Exit.BAD_INPUT,
    ErrorCode.PICTURE_MISSING: Exit.BAD_INPUT,
    ErrorCode.PICTURE_CHANGED: Exit.BAD_INPUT,
    ErrorCode.PRESETS_UNREADABLE: Exit.BAD_INPUT,
    **{code: Exit.BAD_INPUT for code in ErrorCode if code.name.startswith("LIST_")},
    ErrorCode.SERVICE_UNKNOWN: Exit.BAD_INPUT,
    ErrorCode.SCENARIO_UNKNOWN: Exit.BAD_INPUT,
    ErrorCode.SERVICE_ADDRESS_INVALID: Exit.BAD_INPUT,
    ErrorCode.CLIP_UNKNOWN: Exit.BAD_INPUT,
    ErrorCode.JOB_UNKNOWN: Exit.BAD_INPUT,
    ErrorCode.ID_TOO_SHORT: Exit.BAD_INPUT,
    ErrorCode.CLIP_NOT_HERE: Exit.BAD_INPUT,
    ErrorCode.CLIP_UNREADABLE: Exit.THIS_COMPUTER,
    ErrorCode.FILM_SHAPE_INVALID: Exit.BAD_INPUT,
    ErrorCode.FILM_FAILED: Exit.THIS_COMPUTER,
    ErrorCode.DISK_FULL: Exit.THIS_COMPUTER,
    ErrorCode.LIBRARY_AWAY: Exit.THIS_COMPUTER,
    ErrorCode.FILE_FAILED: Exit.THIS_COMPUTER,
    ErrorCode.KEYRING_UNAVAILABLE: Exit.THIS_COMPUTER,
    ErrorCode.ALREADY_RUNNING: Exit.THIS_COMPUTER,
    ErrorCode.LIBRARY_DAMAGED: Exit.THIS_COMPUTER,
    ErrorCode.LIBRARY_REBUILT: Exit.THIS_COMPUTER,
    ErrorCode.LIBRARY_NEWER: Exit.THIS_COMPUTER,
    ErrorCode.SETTINGS_DAMAGED: Exit.THIS_COMPUTER,
    ErrorCode.SETTINGS_NOT_UNDERSTOOD: Exit.THIS_COMPUTER,
    ErrorCode.FOLDER_UNUSABLE: Exit.BAD_INPUT,
    ErrorCode.NO_RECYCLE_BIN: Exit.THIS_COMPUTER,
    ErrorCode.INTERNAL: Exit.THIS_COMPUTER,
}


def exit_for(code: ErrorCode) -> Exit:
    """The exit code of an error; whatever else a service or the network does is 5."""
    return _EXITS.get(code, Exit.UNREACHABLE)
