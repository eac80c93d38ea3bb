"""What is known about a clip, in words, in the order one asks for it."""

from PySide6.QtCore import QCoreApplication, QDir

from app.domain.clips import Clip, ClipPlace
from app.domain.jobs import Failure, JobEvent, JobState
from app.domain.works import ClipDetails
from app.ui import formats
from app.ui.panes.filters import place_name
from app.ui.texts import error_text, service_title


def facts_of(details: ClipDetails) -> list[tuple[str, str]]:
    """Names and values; what is not known is left out."""
    clip = details.clip
    translate = QCoreApplication.translate
    facts: list[tuple[str, str | None]] = [
        (
            translate("Details", "Made with")
            if clip.obtainable
            else translate("Details", "Came here"),
            service_title(clip.service),
        ),
        (translate("Details", "Model"), clip.model),
        (translate("Details", "Made"), formats.full_date(clip.created_at)),
        (translate("Details", "Where"), _place(clip)),
        (translate("Details", "Frame"), clip.aspect_ratio),
        (translate("Details", "Length"), _length(clip)),
        *_media_facts(clip),
        (translate("Details", "File"), _file(clip)),
        (translate("Details", "Picture"), _picture(clip)),
        (translate("Details", "Service’s number"), clip.remote_id),
        (translate("Details", "Kadraj’s number"), clip.id),
    ]
    return [(name, value) for name, value in facts if value]


def steps_of(details: ClipDetails) -> list[tuple[str, str]]:
    """When what became of the job that made it; the day once, where it is one day."""
    steps = details.timeline
    days = {step.at.astimezone().date() for step in steps}
    if len(steps) < 2 or len(days) > 1:
        return [(formats.day_and_seconds(step.at), _step(step)) for step in steps]
    day = (QCoreApplication.translate("Details", "Day"), formats.full_day(days.pop()))
    return [day, *((formats.time_of_day(step.at, seconds=True), _step(step)) for step in steps)]


def _media_facts(clip: Clip) -> list[tuple[str, str | None]]:
    media = clip.media
    if media is None:
        return []
    translate = QCoreApplication.translate
    sound = media.audio_codec or translate("Details", "no sound")
    return [
        (translate("Details", "Pixels"), f"{media.width} × {media.height}"),
        (translate("Details", "Size"), formats.file_size(media.size)),
        (translate("Details", "Coded as"), f"{media.video_codec}, {sound}"),
    ]


def _place(clip: Clip) -> str:
    if clip.missing and not clip.obtainable:
        return QCoreApplication.translate("Details", "Gone from this computer; not at any service")
    if clip.missing:
        return QCoreApplication.translate("Details", "Its file is not there")
    if not clip.downloaded:
        return QCoreApplication.translate("Details", "In the cloud")
    return place_name(ClipPlace.HERE if clip.at_service else ClipPlace.ONLY_HERE)


def _length(clip: Clip) -> str | None:
    if clip.length is None:
        return None
    return QCoreApplication.translate("Details", "{seconds} s").format(
        seconds=formats.decimal(clip.length)
    )


def _file(clip: Clip) -> str | None:
    return None if clip.file is None else QDir.toNativeSeparators(str(clip.file))


def _picture(clip: Clip) -> str | None:
    picture = clip.picture
    if picture is None:
        return None
    return f"{picture.name} ({picture.width} × {picture.height})"


def _step(step: JobEvent) -> str:
    if step.failure is not None:
        return error_text(Failure(step.failure, {}))
    return state_name(step.state)


def state_name(state: JobState) -> str:
    """What a step is called."""
    translate = QCoreApplication.translate
    return {
        JobState.WAITING: translate("Details", "Written down"),
        JobState.SUBMITTING: translate("Details", "Sending"),
        JobState.QUEUED: translate("Details", "In the service’s queue"),
        JobState.PROCESSING: translate("Details", "Rendering"),
        JobState.COMPLETED: translate("Details", "Finished"),
        JobState.DOWNLOADING: translate("Details", "Downloading"),
        JobState.READY: translate("Details", "On this computer"),
        JobState.FAILED: translate("Details", "Failed"),
        JobState.UNCERTAIN: translate("Details", "Uncertain"),
        JobState.LOST: translate("Details", "Marked as lost"),
        JobState.REMOVED: translate("Details", "Taken out of the queue"),
    }[state]
