"""Everything that can go wrong, as codes with parameters.

Text for a person is made from them in `ui` (translated) and in `cli`, never here.
"""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final


class ErrorCode(StrEnum):
    """What went wrong. The comment after each code names its parameters."""

    # Talking to a service
    KEY_MISSING = "key_missing"  # service
    KEY_REFUSED = "key_refused"  # service
    UNREACHABLE = "unreachable"  # service or host; reason
    TIMED_OUT = "timed_out"  # service or host
    SERVER_ERROR = "server_error"  # service, status
    HTML_REPLY = "html_reply"  # service, status
    ODD_REPLY = "odd_reply"  # service, reason (short, English, for the log)
    RATE_LIMITED = "rate_limited"  # service, retry_after (seconds or None)
    REJECTED = "rejected"  # service, status, detail (the service's own words)
    REDIRECTED = "redirected"  # service, host
    NOT_FOUND = "not_found"  # service; times, of a job that was asked for
    ADDRESS_REFUSED = "address_refused"  # url (without query)

    # A job
    SERVICE_FAILED = "service_failed"  # service, detail (the service's own words)
    SUBMIT_UNCERTAIN = "submit_uncertain"  # service; came (`Came`), status, host where known
    QUOTA_EXHAUSTED = "quota_exhausted"  # service
    JOB_UNDER_WAY = "job_under_way"  # what was to be changed waits no more
    SENDING_PAUSED = "sending_paused"  # service

    # What the user gave
    PROMPT_EMPTY = "prompt_empty"
    ASPECT_RATIO_UNKNOWN = "aspect_ratio_unknown"  # value, allowed
    DURATION_UNKNOWN = "duration_unknown"  # value, allowed
    MODEL_UNKNOWN = "model_unknown"  # value, allowed
    PICTURE_UNSUPPORTED = "picture_unsupported"  # found (media type or ending), allowed
    PICTURE_TOO_LARGE = "picture_too_large"  # size, limit (bytes)
    PICTURE_TOO_MANY_PIXELS = "picture_too_many_pixels"  # width, height, limit (pixels)
    PICTURE_UNREADABLE = "picture_unreadable"  # name
    PICTURE_MISSING = "picture_missing"  # name
    PICTURE_CHANGED = "picture_changed"  # name, path; since it was looked at
    SERVICE_UNKNOWN = "service_unknown"  # value, allowed
    SCENARIO_UNKNOWN = "scenario_unknown"  # value, allowed
    SERVICE_ADDRESS_INVALID = "service_address_invalid"  # service, value

    # A list of prompts: all of it, or a row
    LIST_WITHOUT_PROMPTS = "list_without_prompts"  # found (names of the columns)
    LIST_IS_WORKBOOK = "list_is_workbook"  # name
    LIST_LINE_TOO_LONG = "list_line_too_long"  # limit (letters)
    LIST_QUOTE_OPEN = "list_quote_open"
    LIST_QUOTE_AMISS = "list_quote_amiss"
    LIST_TOO_MANY_FIELDS = "list_too_many_fields"  # found, expected
    LIST_NOT_TEXT = "list_not_text"
    LIST_FORMULA = "list_formula"
    LIST_NO_NUMBER = "list_no_number"  # value
    LIST_NOT_OFFERED = "list_not_offered"  # service
    PRESETS_UNREADABLE = "presets_unreadable"  # name

    # Videos
    NOT_A_VIDEO = "not_a_video"  # name
    DOWNLOAD_CUT = "download_cut"  # received, expected (bytes)
    DOWNLOAD_FAILED = "download_failed"  # status; retry_after (seconds) where it was told
    ONLY_IN_BROWSER = "only_in_browser"  # url
    NO_VIDEO_ADDRESS = "no_video_address"
    CLIP_UNKNOWN = "clip_unknown"  # value
    JOB_UNKNOWN = "job_unknown"  # value
    ID_TOO_SHORT = "id_too_short"  # value, least (letters)
    CLIP_NOT_HERE = "clip_not_here"  # name (prompt or id)
    CLIP_UNREADABLE = "clip_unreadable"  # name (of the file)
    FILM_SHAPE_INVALID = "film_shape_invalid"  # field of `FilmShape`, value
    FILM_FAILED = "film_failed"  # reason (short, English)

    # This computer
    DISK_FULL = "disk_full"  # folder; needed (bytes) where it is known
    LIBRARY_AWAY = "library_away"  # folder, which was there before
    FILE_FAILED = "file_failed"  # path, reason
    KEYRING_UNAVAILABLE = "keyring_unavailable"  # reason, NO_KEYRING where there is none
    ALREADY_RUNNING = "already_running"
    LIBRARY_DAMAGED = "library_damaged"  # path, reason; the next start repairs it
    LIBRARY_REBUILT = "library_rebuilt"  # videos, jobs, name (of the file set aside, or None)
    FOLDER_UNUSABLE = "folder_unusable"  # path
    NO_RECYCLE_BIN = "no_recycle_bin"
    LIBRARY_NEWER = "library_newer"  # path, found, known (schema versions)
    SETTINGS_DAMAGED = "settings_damaged"  # name (of the file)
    SETTINGS_NOT_UNDERSTOOD = "settings_not_understood"  # name (of the file), fields
    INTERNAL = "internal"  # reason (the exception's type)


class Came(StrEnum):
    """What came instead of an answer that says whether a job was taken."""

    NOTHING = "nothing"  # the connection broke
    TOO_LATE = "too_late"  # no answer in time
    ERROR = "error"  # a status that tells of a fault of the service: status
    PAGE = "page"  # a web page: status
    REDIRECT = "redirect"  # the way to another address: status, host
    ODD = "odd"  # an answer that makes no sense, or a part of one: status
    END = "end"  # the program's own end
    REBUILT = "rebuilt"  # a library made anew, in which the answer is missing
    ANOTHER = "another"  # a video that turned out to be another job's


#: The reason of `KEYRING_UNAVAILABLE` where the system has no keyring, and so keeps no key.
NO_KEYRING: Final = "no_keyring"

#: Troubles of the way or of the moment: what met them is tried again by itself.
PASSING: Final = frozenset(
    {
        ErrorCode.UNREACHABLE,
        ErrorCode.TIMED_OUT,
        ErrorCode.SERVER_ERROR,
        ErrorCode.RATE_LIMITED,
        ErrorCode.DOWNLOAD_CUT,
        ErrorCode.DISK_FULL,
        ErrorCode.LIBRARY_AWAY,
    }
)

#: A file's server is busy or in trouble; by RFC 9110 and 6585.
_PASSING_STATUSES: Final = frozenset({408, 425, 429, 500, 502, 503, 504})


def is_passing(code: ErrorCode, params: Mapping[str, object]) -> bool:
    """Whether what met this error is tried again by itself."""
    if code is ErrorCode.DOWNLOAD_FAILED:
        return params.get("status") in _PASSING_STATUSES
    return code in PASSING


def what_came(params: Mapping[str, object]) -> Came:
    """What came instead of a clear answer, by the parameters of `SUBMIT_UNCERTAIN`; of jobs of an
    earlier Kadraj, and where it makes no sense, nothing."""
    came = params.get("came")
    return next((known for known in Came if known == came), Came.NOTHING)


class KadrajError(Exception):
    """A failure that a person should hear of.

    `params` hold plain values only, never a key and never a whole reply.
    """

    def __init__(self, code: ErrorCode, **params: str | int | float | None) -> None:
        super().__init__(code.value)
        self.code = code
        self.params: Mapping[str, str | int | float | None] = MappingProxyType(params)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.code.value}({told})"


def file_failed(path: Path, fault: OSError) -> KadrajError:
    """`FILE_FAILED`, with what the system gave as the reason."""
    reason = fault.strerror or type(fault).__name__
    return KadrajError(ErrorCode.FILE_FAILED, path=str(path), reason=reason)


class SubmitNotSent(KadrajError):  # noqa: N818 - named for what is known, not for the class
    """No byte of the request reached the service: the job may wait and be sent later."""


class SubmitRefused(KadrajError):  # noqa: N818
    """The service answered readably that it did not take the request: the job has failed."""


class SubmitUncertain(KadrajError):  # noqa: N818
    """The request left, and no readable answer came: the service may or may not have taken it."""
