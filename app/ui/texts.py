"""What a person reads about an error or a state: what happened, and what to do."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject

from app.domain.capabilities import Capabilities
from app.domain.clips import IMPORTED, JOINED, Clip
from app.domain.errors import Came, ErrorCode, KadrajError, is_passing, what_came
from app.domain.jobs import Failure, Job, JobState
from app.ui import formats

Params = Mapping[str, str | int | float | None]

#: By service id, as the services' own tables have it: names are the same in every language.
_TITLES: dict[str, str] = {}

#: What came instead of a clear answer.
_UNCERTAIN: Mapping[Came, object] = {
    Came.NOTHING: QT_TRANSLATE_NOOP("Errors", "Uncertain: connection lost while sending"),
    Came.TOO_LATE: QT_TRANSLATE_NOOP("Errors", "Uncertain: {service} did not answer in time"),
    Came.ERROR: QT_TRANSLATE_NOOP("Errors", "Uncertain: {service} answered with error {status}"),
    Came.PAGE: QT_TRANSLATE_NOOP("Errors", "Uncertain: {service} answered with a web page"),
    Came.REDIRECT: QT_TRANSLATE_NOOP(
        "Errors", "Uncertain: {service} points to another address ({host})"
    ),
    Came.ODD: QT_TRANSLATE_NOOP("Errors", "Uncertain: {service} gave an unclear answer"),
    Came.END: QT_TRANSLATE_NOOP("Errors", "Uncertain: Kadraj ended while sending"),
    Came.REBUILT: QT_TRANSLATE_NOOP("Errors", "Uncertain: may have been sent (library rebuilt)"),
    Came.ANOTHER: QT_TRANSLATE_NOOP("Errors", "Uncertain: the video found was another job’s"),
}

_ERRORS: Mapping[ErrorCode, object] = {
    ErrorCode.KEY_MISSING: QT_TRANSLATE_NOOP(
        "Errors", "There is no key for {service}. Sign in first."
    ),
    ErrorCode.KEY_REFUSED: QT_TRANSLATE_NOOP(
        "Errors", "The service refused this key. Check it for missing letters."
    ),
    ErrorCode.UNREACHABLE: QT_TRANSLATE_NOOP(
        "Errors", "{service} cannot be reached. Check your network."
    ),
    ErrorCode.TIMED_OUT: QT_TRANSLATE_NOOP(
        "Errors", "{service} did not answer in time. Kadraj asks again by itself."
    ),
    ErrorCode.SERVER_ERROR: QT_TRANSLATE_NOOP(
        "Errors", "{service} has a fault of its own (error {status}). Try a little later."
    ),
    ErrorCode.HTML_REPLY: QT_TRANSLATE_NOOP(
        "Errors", "{service} answered with a web page instead of data. Check the service address."
    ),
    ErrorCode.ODD_REPLY: QT_TRANSLATE_NOOP(
        "Errors", "{service} gave an answer that Kadraj does not understand."
    ),
    ErrorCode.RATE_LIMITED: QT_TRANSLATE_NOOP(
        "Errors", "{service} asks to wait {seconds} s before the next request."
    ),
    ErrorCode.REJECTED: QT_TRANSLATE_NOOP("Errors", "{service} did not accept this: “{detail}”"),
    ErrorCode.REDIRECTED: QT_TRANSLATE_NOOP(
        "Errors", "{service} points to another address ({host}). Your key was not sent there."
    ),
    ErrorCode.NOT_FOUND: QT_TRANSLATE_NOOP("Errors", "{service} does not know this video."),
    ErrorCode.ADDRESS_REFUSED: QT_TRANSLATE_NOOP(
        "Errors", "The video’s address is not safe to open."
    ),
    ErrorCode.SERVICE_FAILED: QT_TRANSLATE_NOOP(
        "Errors", "{service} could not make it: “{detail}”"
    ),
    ErrorCode.SUBMIT_UNCERTAIN: _UNCERTAIN[Came.NOTHING],
    ErrorCode.QUOTA_EXHAUSTED: QT_TRANSLATE_NOOP(
        "Errors", "No videos left today on {service}. Try again tomorrow."
    ),
    ErrorCode.JOB_UNDER_WAY: QT_TRANSLATE_NOOP(
        "Errors", "This job waits no more, so it can no longer be changed."
    ),
    ErrorCode.SENDING_PAUSED: QT_TRANSLATE_NOOP("Errors", "Sending to {service} is paused."),
    ErrorCode.PROMPT_EMPTY: QT_TRANSLATE_NOOP("Errors", "Write a prompt first."),
    ErrorCode.ASPECT_RATIO_UNKNOWN: QT_TRANSLATE_NOOP(
        "Errors", "The frame {value} is not offered. Choose one of: {allowed}."
    ),
    ErrorCode.DURATION_UNKNOWN: QT_TRANSLATE_NOOP(
        "Errors", "A length of {value} s is not offered. Choose one of: {allowed}."
    ),
    ErrorCode.MODEL_UNKNOWN: QT_TRANSLATE_NOOP(
        "Errors", "The model {value} is not offered. Choose one of: {allowed}."
    ),
    ErrorCode.PICTURE_UNSUPPORTED: QT_TRANSLATE_NOOP(
        "Errors", "This is not a JPEG, PNG or WebP picture ({found})."
    ),
    ErrorCode.PICTURE_TOO_LARGE: QT_TRANSLATE_NOOP(
        "Errors", "The picture has {size}; at most {limit_size} can be sent."
    ),
    ErrorCode.PICTURE_TOO_MANY_PIXELS: QT_TRANSLATE_NOOP(
        "Errors", "The picture is too large to be opened safely ({pixels})."
    ),
    ErrorCode.PICTURE_UNREADABLE: QT_TRANSLATE_NOOP(
        "Errors", "The picture {name} cannot be read. It may be damaged."
    ),
    ErrorCode.PICTURE_MISSING: QT_TRANSLATE_NOOP(
        "Errors", "There is no picture {name}, seen from the list’s folder."
    ),
    ErrorCode.PICTURE_CHANGED: QT_TRANSLATE_NOOP(
        "Errors", "{name} has changed on disk since it was shown. Look at it as it is now."
    ),
    ErrorCode.LIST_WITHOUT_PROMPTS: QT_TRANSLATE_NOOP(
        "Errors", "The first line names no column prompt (found: {found})."
    ),
    ErrorCode.LIST_IS_WORKBOOK: QT_TRANSLATE_NOOP(
        "Errors", "{name} is a workbook. Save it as CSV first."
    ),
    ErrorCode.LIST_LINE_TOO_LONG: QT_TRANSLATE_NOOP("Errors", "More than {limit} letters."),
    ErrorCode.LIST_QUOTE_OPEN: QT_TRANSLATE_NOOP(
        "Errors", "A quotation mark is opened and never closed."
    ),
    ErrorCode.LIST_QUOTE_AMISS: QT_TRANSLATE_NOOP(
        "Errors",
        "There is text behind a closing quotation mark; one inside a text is written twice.",
    ),
    ErrorCode.LIST_TOO_MANY_FIELDS: QT_TRANSLATE_NOOP(
        "Errors",
        "{found} fields for {expected} columns. A prompt with the separator in it needs quotes.",
    ),
    ErrorCode.LIST_NOT_TEXT: QT_TRANSLATE_NOOP("Errors", "Not readable as text."),
    ErrorCode.LIST_FORMULA: QT_TRANSLATE_NOOP("Errors", "A formula instead of its result."),
    ErrorCode.LIST_NO_NUMBER: QT_TRANSLATE_NOOP("Errors", "{value} is not a number of seconds."),
    ErrorCode.LIST_NOT_OFFERED: QT_TRANSLATE_NOOP(
        "Errors", "{service} has no such choice. Leave it empty."
    ),
    ErrorCode.PRESETS_UNREADABLE: QT_TRANSLATE_NOOP("Errors", "{name} holds no presets of Kadraj."),
    ErrorCode.SERVICE_UNKNOWN: QT_TRANSLATE_NOOP(
        "Errors", "There is no service {value}. Choose one of: {allowed}."
    ),
    ErrorCode.SCENARIO_UNKNOWN: QT_TRANSLATE_NOOP(
        "Errors", "There is no scenario {value}. Choose one of: {allowed}."
    ),
    ErrorCode.SERVICE_ADDRESS_INVALID: QT_TRANSLATE_NOOP(
        "Errors", "This is not an https address that Kadraj can use."
    ),
    ErrorCode.NOT_A_VIDEO: QT_TRANSLATE_NOOP(
        "Errors", "What came is not a video. It was set aside and not opened."
    ),
    ErrorCode.DOWNLOAD_CUT: QT_TRANSLATE_NOOP(
        "Errors", "The download was cut off. Kadraj goes on by itself."
    ),
    ErrorCode.DOWNLOAD_FAILED: QT_TRANSLATE_NOOP(
        "Errors", "The video’s server is busy. Kadraj goes on by itself in {seconds} s."
    ),
    ErrorCode.ONLY_IN_BROWSER: QT_TRANSLATE_NOOP(
        "Errors", "This video can only be watched in the browser."
    ),
    ErrorCode.NO_VIDEO_ADDRESS: QT_TRANSLATE_NOOP(
        "Errors", "The service gave no address for this video."
    ),
    ErrorCode.CLIP_UNKNOWN: QT_TRANSLATE_NOOP("Errors", "This video is not in the library."),
    ErrorCode.ID_TOO_SHORT: QT_TRANSLATE_NOOP("Errors", "“{value}” is too short to mean one."),
    ErrorCode.JOB_UNKNOWN: QT_TRANSLATE_NOOP("Errors", "This job is not in the queue any more."),
    ErrorCode.CLIP_NOT_HERE: QT_TRANSLATE_NOOP(
        "Errors", "{name} is only in the cloud. Download it first."
    ),
    ErrorCode.CLIP_UNREADABLE: QT_TRANSLATE_NOOP(
        "Errors", "The video {name} cannot be read. It may be damaged."
    ),
    ErrorCode.FILM_SHAPE_INVALID: QT_TRANSLATE_NOOP(
        "Errors", "A video cannot be written so: {field} {value}"
    ),
    ErrorCode.FILM_FAILED: QT_TRANSLATE_NOOP(
        "Errors", "The video could not be written ({reason})."
    ),
    ErrorCode.DISK_FULL: QT_TRANSLATE_NOOP(
        "Errors", "The disk is full: {path}. Make room, and try again."
    ),
    ErrorCode.LIBRARY_AWAY: QT_TRANSLATE_NOOP(
        "Errors",
        "The library folder is not there: {path}. Plug its disk in; downloads wait for it.",
    ),
    ErrorCode.FILE_FAILED: QT_TRANSLATE_NOOP(
        "Errors", "A file could not be written: {path} ({reason})"
    ),
    ErrorCode.KEYRING_UNAVAILABLE: QT_TRANSLATE_NOOP(
        "Errors", "The system keyring cannot be used. You are signed in for this run only."
    ),
    ErrorCode.ALREADY_RUNNING: QT_TRANSLATE_NOOP(
        "Errors", "Kadraj is already running with this library."
    ),
    ErrorCode.LIBRARY_DAMAGED: QT_TRANSLATE_NOOP(
        "Errors", "The library is damaged. Close Kadraj and open it again: it is rebuilt then."
    ),
    ErrorCode.LIBRARY_REBUILT: QT_TRANSLATE_NOOP(
        "Errors",
        "The library was damaged and has been rebuilt: {videos}, {jobs}. The old one is kept as "
        "{name}.",
    ),
    ErrorCode.LIBRARY_NEWER: QT_TRANSLATE_NOOP(
        "Errors", "This library was written by a newer Kadraj. Update Kadraj to open it."
    ),
    ErrorCode.SETTINGS_DAMAGED: QT_TRANSLATE_NOOP(
        "Errors",
        "The settings file is damaged, so the usual settings are in force. "
        "When you change one, the file is kept beside the new one.",
    ),
    ErrorCode.SETTINGS_NOT_UNDERSTOOD: QT_TRANSLATE_NOOP(
        "Errors",
        "Some settings in {name} are not understood: {fields}. "
        "They stay there, and the usual ones are in force for them.",
    ),
    ErrorCode.FOLDER_UNUSABLE: QT_TRANSLATE_NOOP(
        "Errors", "The library cannot move to this folder: {path}"
    ),
    ErrorCode.NO_RECYCLE_BIN: QT_TRANSLATE_NOOP("Errors", "There is no recycle bin here."),
    ErrorCode.INTERNAL: QT_TRANSLATE_NOOP(
        "Errors", "Something in Kadraj went wrong ({reason}). Nothing was lost."
    ),
}

#: Where there is nothing to quote or to name.
_BARE: Mapping[ErrorCode, object] = {
    ErrorCode.RATE_LIMITED: QT_TRANSLATE_NOOP(
        "Errors", "{service} gets too many requests. Wait a little."
    ),
    ErrorCode.REJECTED: QT_TRANSLATE_NOOP(
        "Errors", "{service} did not accept this (error {status})."
    ),
    ErrorCode.SERVICE_FAILED: QT_TRANSLATE_NOOP(
        "Errors", "{service} could not make it and gave no reason."
    ),
    ErrorCode.DOWNLOAD_FAILED: QT_TRANSLATE_NOOP(
        "Errors", "The video could not be downloaded (error {status})."
    ),
    ErrorCode.DISK_FULL: QT_TRANSLATE_NOOP("Errors", "The disk is full. Make room, and try again."),
    ErrorCode.LIBRARY_REBUILT: QT_TRANSLATE_NOOP(
        "Errors", "The library was missing and has been rebuilt: {videos}, {jobs}."
    ),
}


class Counted(QObject):
    """Numbers of things with their plural, which Linguist collects from methods alone."""

    def videos(self, count: int) -> str:
        """`20 videos`."""
        return self.tr("%n video(s)", "", count)

    def jobs(self, count: int) -> str:
        """`1 job`."""
        return self.tr("%n job(s)", "", count)


def name_services(tables: Iterable[Capabilities]) -> None:
    """Learns what the services are called, for `service_title`."""
    _TITLES.update((table.service, table.title) for table in tables)


def service_title(service: str) -> str:
    """A service's name as the tabs show it, or where else a video comes from."""
    if service == IMPORTED:
        return QCoreApplication.translate("Services", "Imported")
    if service == JOINED:
        return QCoreApplication.translate("Services", "Joined")
    return _TITLES.get(service, service.capitalize())


def clip_title(clip: Clip) -> str:
    """What a clip is called on one line: its prompt, or that Kadraj does not know it."""
    return " ".join(clip.prompt.split()) or QCoreApplication.translate("Clips", "Made elsewhere")


def spoken_title(clip: Clip) -> str:
    """What a clip is called for those who hear it, with whose it is."""
    return f"{clip_title(clip)}. {service_title(clip.service)}"


def prompt_unknown() -> str:
    """Why the prompt of a clip can neither be copied nor used again."""
    return QCoreApplication.translate(
        "Clips", "This video was made elsewhere; its prompt is not known"
    )


def error_text(error: KadrajError | Failure) -> str:
    """One or two sentences in the window's language."""
    translate = QCoreApplication.translate
    params = error.params
    told = any(params.get(fact) for fact in ("detail", "retry_after", "name", "folder"))
    text = _ERRORS[error.code] if told else _BARE.get(error.code, _ERRORS[error.code])
    if error.code is ErrorCode.SUBMIT_UNCERTAIN:
        text = _UNCERTAIN[what_came(params)]
    # One pass over the template: what a service said is never taken for a template itself.
    return translate("Errors", str(text)).format_map(_Fields(params))


class _Fields(dict[str, str]):
    """What a text may name of an error, worded when it does: a list may have thousands of them."""

    def __init__(self, params: Params) -> None:
        super().__init__()
        self._params = params

    def __missing__(self, name: str) -> str:
        if name in _AS_TOLD:
            return str(self._params.get(name) or "")
        return _WORDED[name](self._params)


_AS_TOLD = frozenset(
    {"host", "status", "value", "allowed", "found", "expected", "field", "fields", "name", "reason"}
)
_WORDED: Mapping[str, Callable[[Params], str]] = {
    "service": lambda params: _who(params),
    "detail": lambda params: str(params.get("detail") or "").strip(),
    "limit": lambda params: formats.number(int(_number(params, "limit"))),
    "path": lambda params: str(params.get("path") or params.get("folder") or ""),
    "videos": lambda params: Counted().videos(int(_number(params, "videos"))),
    "jobs": lambda params: Counted().jobs(int(_number(params, "jobs"))),
    "size": lambda params: _size(params, "size"),
    "limit_size": lambda params: _size(params, "limit"),
    "pixels": lambda params: _pixels(params),
    "seconds": lambda params: formats.number(int(_number(params, "retry_after"))),
}


def halt_text(error: KadrajError | Failure) -> str:
    """Why something that goes on by itself stands still."""
    if error.code is ErrorCode.DISK_FULL:
        return QCoreApplication.translate(
            "Errors", "Paused: disk full ({path}). Goes on by itself when there is room."
        ).format(path=str(error.params.get("folder") or "–"))
    if error.code is ErrorCode.SERVER_ERROR:
        return QCoreApplication.translate(
            "Errors",
            "{service} has a fault of its own (error {status}). Kadraj tries again by itself.",
        ).format_map(_Fields(error.params))
    return error_text(error)


def brief_halt_text(error: KadrajError | Failure) -> str:
    """The same, for a place with room for a few words."""
    match error.code:
        case ErrorCode.DISK_FULL:
            return QCoreApplication.translate("Errors", "Paused: disk full")
        case ErrorCode.LIBRARY_AWAY:
            return QCoreApplication.translate("Errors", "Paused: library folder not there")
        case ErrorCode.ONLY_IN_BROWSER:
            return QCoreApplication.translate("Errors", "Only in the browser")
        case _ if is_passing(error.code, error.params):
            return QCoreApplication.translate("Errors", "Kadraj tries again by itself")
        case _:
            return halt_text(error)


def job_state_text(  # noqa: C901 - one flat table
    job: Job,
    now: datetime | None = None,
    *,
    usual: tuple[float, float] | None = None,
    progress: tuple[int, int | None] | None = None,
    fetching: bool = False,
) -> str:
    """A job's line in the queue: `Place 3 in the queue · 0:40`, `Downloading · 8.4 of 12.1 MB`.

    `usual` is how long its service renders in seconds, `progress` the bytes here and in all, and
    `fetching` says whether the download of a finished one is under way or to come.
    """
    translate = QCoreApplication.translate
    moment = now or datetime.now(UTC)
    since: Callable[[datetime | None], str] = lambda start: formats.clock(  # noqa: E731
        (moment - (start or job.created_at)).total_seconds()
    )
    match job.state:
        case _ if job.failure is not None and job.failure.code is ErrorCode.DISK_FULL:
            return halt_text(job.failure)
        case JobState.WAITING:
            if job.failure is not None:
                return halt_text(job.failure)
            return translate("Jobs", "Waiting to be sent")
        case JobState.SUBMITTING:
            return translate("Jobs", "Sending · {time}").format(time=since(job.submitted_at))
        case JobState.QUEUED | JobState.PROCESSING if job.failure is not None:
            return halt_text(job.failure)
        case JobState.QUEUED | JobState.PROCESSING if _word_is_unknown(job):
            return translate("Jobs", "“{word}” · {time}").format(
                word=job.remote_status, time=since(job.submitted_at)
            )
        case JobState.QUEUED:
            return _place_text(job, since(job.submitted_at))
        case JobState.PROCESSING:
            return _rendering_text(since(job.started_at), usual)
        case JobState.COMPLETED:
            if job.failure is not None:
                return halt_text(job.failure)
            if fetching:
                return translate("Jobs", "Waiting to download")
            return translate("Jobs", "Finished, not downloaded")
        case JobState.DOWNLOADING:
            return _download_text(progress)
        case JobState.READY:
            return translate("Jobs", "Ready")
        case JobState.FAILED | JobState.UNCERTAIN:
            return "" if job.failure is None else error_text(job.failure)
        case JobState.LOST:
            return translate("Jobs", "Marked as lost")
        case JobState.REMOVED:
            return translate("Jobs", "Removed")


def _rendering_text(time: str, usual: tuple[float, float] | None) -> str:
    translate = QCoreApplication.translate
    if usual is None:
        return translate("Jobs", "Rendering · {time}").format(time=time)
    return translate("Jobs", "Rendering · {time} (usually {span})").format(
        time=time, span=formats.minutes_range(*usual)
    )


def _download_text(progress: tuple[int, int | None] | None) -> str:
    translate = QCoreApplication.translate
    if progress is None:
        return translate("Jobs", "Downloading…")
    received, total = progress
    if not total:
        return translate("Jobs", "Downloading · {received}").format(
            received=formats.file_size(received)
        )
    so_far, whole = formats.size_progress(received, total)
    return translate("Jobs", "Downloading · {received} of {total}").format(
        received=so_far, total=whole
    )


def _place_text(job: Job, time: str) -> str:
    translate = QCoreApplication.translate
    if not job.queue_position:
        return translate("Jobs", "In the queue · {time}").format(time=time)
    # Not of how many: each job's answer is as old as its last word, and they would contradict.
    return translate("Jobs", "Place {position} in the queue · {time}").format(
        position=formats.number(job.queue_position), time=time
    )


def _word_is_unknown(job: Job) -> bool:
    known = {"", "queued", "processing", "completed"}
    return job.remote_status.strip().lower() not in known


def _who(params: Params) -> str:
    """Whom an error speaks of: a service by its name, or another server by its host."""
    if params.get("service"):
        return service_title(str(params["service"]))
    return str(params.get("host") or QCoreApplication.translate("Errors", "The video’s server"))


def _number(params: Params, name: str) -> float:
    value = params.get(name)
    return value if isinstance(value, (int, float)) else 0


def _size(params: Params, name: str) -> str:
    return formats.file_size(int(_number(params, name)))


def _pixels(params: Params) -> str:
    return f"{int(_number(params, 'width'))}×{int(_number(params, 'height'))}"
