"""What is said on the stage of a clip that is not playing, and what is offered to be done."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.domain.clips import Clip
from app.domain.errors import ErrorCode, KadrajError
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.texts import halt_text


@dataclass(frozen=True, slots=True)
class StageWords:
    """A line under the clip's title, with a sign and one or two actions if there are any; `hint`
    is what only who looks closer wants to know."""

    detail: str
    sign: str = ""
    action: str = ""
    second: str = ""
    primary: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the player and the service have said about the clip on show.

    `fault` is the player's reason, maybe empty, and None without one; `moving` says that its file
    is on its way elsewhere, `preparing` that it has to become a file before it plays, `asked` that
    the service was asked for it and has not answered.
    """

    error: KadrajError | None = None
    fault: str | None = None
    moving: bool = False
    preparing: bool = False
    asked: bool = False


def words_for(clip: Clip, trouble: Trouble, bridge: Bridge) -> StageWords:
    """Why a clip is not playing."""
    translate = QCoreApplication.translate
    if is_gone(clip):
        return StageWords(
            translate(
                "PreviewPane",
                "Its file is gone from this computer, and the video is not at any service.",
            ),
            sign="warning",
            action=translate("PreviewPane", "Choose file…"),
            second=translate("PreviewPane", "Remove"),
        )
    under_way = bridge.downloading(clip.id)
    error = trouble.error or (bridge.download_rests(clip.id) if under_way else None)
    if error is not None:  # also while it pauses and will go on by itself
        return _of_error(error)
    if under_way and bridge.downloads_paused:
        return StageWords(
            translate("PreviewPane", "Downloads are paused."),
            sign="pause",
            action=translate("PreviewPane", "Resume downloads"),
        )
    if under_way and bridge.download_waits(clip.id) and not trouble.preparing:
        return StageWords(translate("PreviewPane", "Waiting to download"))
    if under_way:
        return StageWords(
            translate("PreviewPane", "Preparing…")
            if trouble.preparing
            else translate("PreviewPane", "Downloading…")
        )
    if clip.trashed_at is not None:
        return StageWords(
            translate("PreviewPane", "This video is in the recycle bin."),
            sign="remove",
            action=translate("PreviewPane", "Put back"),
        )
    if trouble.moving:
        moving = translate(
            "PreviewPane", "The library is being moved. The video goes on after that."
        )
        return StageWords(moving, sign="folder")
    if clip.file is not None:
        return _of_fault(clip.file, trouble.fault)
    if trouble.asked:
        return StageWords(translate("PreviewPane", "Loading from the cloud…"), sign="cloud")
    stopped = translate("PreviewPane", "The video stopped coming. Download it to watch it.")
    cloud = translate("PreviewPane", "This video is in the cloud, not on this computer.")
    return StageWords(
        cloud if trouble.fault is None else stopped,
        sign="cloud",
        action=translate("PreviewPane", "Download"),
        primary=True,
    )


def progress_words(received: int, total: int | None, *, preparing: bool) -> str:
    """How far a video is that is being brought here, or made a file of."""
    translate = QCoreApplication.translate
    if total and not preparing:
        so_far, whole = formats.size_progress(received, total)
        text = translate("PreviewPane", "Downloading · {received} of {total}")
        return text.format(received=so_far, total=whole)
    preparing_text = translate("PreviewPane", "Preparing · {received}")
    downloading = translate("PreviewPane", "Downloading · {received}")
    text = preparing_text if preparing else downloading
    return text.format(received=formats.file_size(received))


def is_gone(clip: Clip) -> bool:
    """Whether neither this computer has the video nor any service."""
    here = clip.file is not None and clip.file.is_file()
    return not (here or clip.obtainable) and clip.trashed_at is None


def _of_error(error: KadrajError) -> StageWords:
    translate = QCoreApplication.translate
    elsewhere = error.code is ErrorCode.ONLY_IN_BROWSER
    return StageWords(
        halt_text(error),
        sign="external" if elsewhere else "warning",
        action=translate("PreviewPane", "Open in browser")
        if elsewhere
        else translate("PreviewPane", "Try again"),
        primary=elsewhere,
    )


def _of_fault(file: Path, reason: str | None) -> StageWords:
    translate = QCoreApplication.translate
    if not file.is_file():
        gone = translate("PreviewPane", "The file is not there any more: {name}")
        return StageWords(
            gone.format(name=file.name),
            sign="warning",
            action=translate("PreviewPane", "Download again"),
        )
    return StageWords(
        _unplayable(reason or ""),
        sign="warning",
        action=translate("PreviewPane", "Open with another program"),
        second=translate("PreviewPane", "Show in folder"),
        hint=reason or "",
    )


def _unplayable(reason: str) -> str:
    """The player's reason, which is English and FFmpeg's, in our words."""
    translate = QCoreApplication.translate
    said = reason.casefold()
    if "permission" in said or "access" in said:
        return translate("PreviewPane", "This file cannot be played: Kadraj may not read it.")
    if "codec" in said or "decoder" in said or "unsupported" in said:
        return translate(
            "PreviewPane", "This file cannot be played: it is coded in a way unknown here."
        )
    if not said:
        return translate("PreviewPane", "This file cannot be played.")
    return translate("PreviewPane", "This file cannot be played: it is damaged or no video.")
