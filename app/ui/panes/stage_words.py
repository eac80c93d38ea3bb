"""What is said on the stage of a clip that is not playing, and what is offered to be done."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.domain.clips import Clip
from app.domain.errors import ErrorCode, KadrajError
from app.ui.bridge import Bridge
from app.ui.texts import halt_text


@dataclass(frozen=True, slots=True)
class StageWords:
    """A line under the clip's title, with a sign and one or two actions if there are any."""

    detail: str
    sign: str = ""
    action: str = ""
    second: str = ""
    primary: bool = False


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
    if under_way:
        return StageWords(
            translate("PreviewPane", "Preparing…")
            if trouble.preparing
            else translate("PreviewPane", "Downloading…")
        )
    if clip.trashed_at is not None:
        again = translate("PreviewPane", "Download again")
        return StageWords(
            translate("PreviewPane", "This video is in the recycle bin."),
            sign="remove",
            action=again if clip.at_service else "",
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
    unplayable = translate("PreviewPane", "This file cannot be played. {reason}")
    return StageWords(
        unplayable.format(reason=reason or ""),
        sign="warning",
        action=translate("PreviewPane", "Open with another program"),
        second=translate("PreviewPane", "Show in folder"),
    )
