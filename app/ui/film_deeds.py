"""What is made of clips wherever they are chosen: continued, joined, written in other forms."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.clips import Clip
from app.domain.films import FilmShape
from app.ui.bridge import Bridge
from app.ui.dialogs.export_film import ExportFilm
from app.ui.dialogs.join_clips import JoinClips
from app.ui.panes.clip_notice import ClipNotice
from app.ui.thumbnails import ThumbnailLoader

#: What of a clip is played over and over now, its begin and end in seconds; None for nothing.
PartOnRepeat = Callable[[Clip], tuple[float, float] | None]


class FilmDeeds(QObject):
    """Asks in dialogs what is wanted, has the bridge do it, and tells in `notice` what came of it.

    While it goes on, the window shows how far it is. `part_on_repeat` says which part of a clip
    somebody who exports it has just marked.
    """

    continued = Signal(object)  # GenerationRequest, for a composer
    opened = Signal(object)  # Clip

    def __init__(
        self,
        bridge: Bridge,
        notice: ClipNotice,
        thumbnails: ThumbnailLoader,
        parent: QObject | None = None,
        *,
        part_on_repeat: PartOnRepeat | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._notice = notice
        self._thumbnails = thumbnails
        self._part_on_repeat = part_on_repeat or (lambda _clip: None)

    def continue_from(self, clip: Clip, seconds: float | None = None) -> None:
        """Brings a frame of a clip into the composer: that shown at a moment, or the last that is
        neither faded nor black."""
        self._bridge.continue_from(clip.id, seconds, self.continued.emit, self._notice.complain)

    # -- Joining -------------------------------------------------------------------------------

    def ask_join(self, clip_ids: Sequence[str]) -> None:
        """Asks in which order clips are to be joined."""
        self._bridge.load_clips(list(clip_ids), self._ask_join)

    def _ask_join(self, clips: Sequence[Clip]) -> None:
        dialog = JoinClips(clips, self._bridge, self._thumbnails, self._notice.window())
        dialog.asked.connect(self._join)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _join(self, clip_ids: list[str], whole: bool) -> None:
        self._bridge.join(clip_ids, self._on_joined, self._notice.complain, whole=whole)

    def _on_joined(self, clip: Clip | None) -> None:
        if clip is not None:
            self._notice.tell(
                self.tr("Joined to one video"),
                "good",
                action=self.tr("Open"),
                then=partial(self.opened.emit, clip),
            )

    # -- Exporting -----------------------------------------------------------------------------

    def ask_export(self, clip: Clip) -> None:
        """Asks how a clip is to be written, and where to."""
        part = self._part_on_repeat(clip)
        dialog = ExportFilm(clip, self._bridge, self._notice.window(), part=part)
        dialog.asked.connect(partial(self._export, clip))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _export(self, clip: Clip, target: Path, shape: FilmShape) -> None:
        self._bridge.export_film(clip.id, target, shape, self._on_exported, self._notice.complain)

    def _on_exported(self, file: Path | None) -> None:
        if file is not None:
            self._notice.tell_of_file(self.tr("{name} is written").format(name=file.name), file)
