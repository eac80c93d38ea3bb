"""The library's side of the bridge: what users do with the videos they have."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.clips import Clip, ClipCounts, ClipQuery, Marks, MarksChange
from app.domain.errors import KadrajError
from app.domain.events import (
    ClipChanged,
    DownloadFailed,
    DownloadProgressed,
    DownloadsPaused,
    DownloadStopped,
    Event,
    HistoryMerged,
    LibraryAwayChanged,
    LibraryMoved,
    WorkEnded,
    WorkProgressed,
)
from app.domain.votes import Pair, Score, Vote
from app.domain.works import ClipDetails, Exported, Imported, WorkKind
from app.engine.studio import Studio
from app.ui.calls import Abandon, Otherwise, Then
from app.ui.composing_bridge import ComposingBridge


class LibraryBridge(ComposingBridge):
    """Clips, downloads and long works; see `Bridge`."""

    clip_changed = Signal(object, bool)  # Clip, added
    history_merged = Signal(str, int, bool)  # service, total, changed
    download_started = Signal(str)  # clip id
    download_progressed = Signal(str, object, object)  # clip id, bytes received, bytes or None
    download_failed = Signal(str, object)  # clip id, KadrajError
    download_stopped = Signal(str)  # clip id
    downloads_pause_changed = Signal(bool)
    downloads_added = Signal()  # many, which wait for their turns
    work_progressed = Signal(object)  # WorkProgress
    work_ended = Signal(object)  # WorkEnd
    library_away_changed = Signal(object)  # Path of the folder that is not there, or None
    library_moved = Signal(object)  # Path of the folder; the files of clips read before are gone
    score_changed = Signal(object)  # Score

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio = studio

    # -- Looking -------------------------------------------------------------------------------

    def find_clips(
        self, query: ClipQuery, then: Then[list[str]], limit: int | None = None
    ) -> Abandon:
        """The ids of the clips that a query finds, in its order; not more than `limit`."""
        return self._call("find clips", self._studio.library.clip_ids(query, limit), then)

    def load_clips(self, clip_ids: Sequence[str], then: Then[list[Clip]]) -> Abandon:
        """These clips."""
        return self._call("load clips", self._studio.library.clips(clip_ids), then)

    def count_clips(self, service: str | None, then: Then[ClipCounts]) -> None:
        """Figures of one service's clips, or of all."""
        self._call("count clips", self._studio.library.clip_counts(service), then)

    def count_days(self, query: ClipQuery, then: Then[list[tuple[date, int]]]) -> Abandon:
        """The days that a query finds clips of, with their numbers, in its order of time."""
        return self._call("count days", self._studio.library.clip_days(query), then)

    def load_tags(self, then: Then[list[tuple[str, int]]]) -> None:
        """All tags, and how many clips have each, in alphabetical order."""
        self._call("load tags", self._studio.library.tags(), then)

    def load_details(
        self, clip_id: str, then: Then[ClipDetails], otherwise: Otherwise | None = None
    ) -> Abandon:
        """Everything known about a clip; what it returns gives the reading up."""
        return self._call("load details", self._studio.shelf.details(clip_id), then, otherwise)

    # -- Marking and throwing away -------------------------------------------------------------

    def mark(
        self,
        clip_ids: Sequence[str],
        change: MarksChange,
        then: Then[dict[str, Marks]] | None = None,
    ) -> None:
        """Changes clips' marks; `then` gets what they were, of those that were changed."""
        self._call("mark", self._studio.shelf.marking.mark(clip_ids, change), then)

    def restore_marks(
        self, marks: Mapping[str, Marks], then: Then[dict[str, Marks]] | None = None
    ) -> None:
        """Gives clips these marks, as when a change is undone; `then` gets what they were."""
        self._call("restore marks", self._studio.shelf.marking.restore(marks), then)

    def trash(
        self, clip_ids: Sequence[str], then: Then[list[str]], otherwise: Otherwise | None = None
    ) -> None:
        """Puts clips into the recycle bin, with all their files; `then` gets those that were not
        there."""
        self._call("trash", self._studio.shelf.trash.put(clip_ids), then, otherwise)

    def untrash(
        self, clip_ids: Sequence[str], then: Then[list[str]], otherwise: Otherwise | None = None
    ) -> None:
        """Takes clips out of the recycle bin; `then` gets those that were there."""
        self._call("untrash", self._studio.shelf.trash.take_back(clip_ids), then, otherwise)

    def look_again(self, clip: Clip) -> None:
        """Tells everybody of a clip whose file is not where it was taken to be."""

        def tell(clips: list[Clip]) -> None:
            for now in clips:
                if now.file != clip.file:
                    self.clip_changed.emit(now, False)

        self.load_clips([clip.id], tell)

    # -- Comparing -----------------------------------------------------------------------------

    def vote(self, pair: Pair, winner: str | None, then: Then[Vote]) -> None:
        """Keeps which of two clips is better, None for neither."""
        self._call("vote", self._studio.shelf.voting.vote(pair, winner), then)

    def take_vote_back(self, pair: Pair, then: Then[None]) -> None:
        """Forgets which of two clips was better."""
        self._call("take vote back", self._studio.shelf.voting.take_back(pair), then)

    def load_vote(self, pair: Pair, then: Then[Vote | None]) -> Abandon:
        """What was voted on two clips, in whatever order."""
        return self._call("load vote", self._studio.library.vote(pair), then)

    def load_score(self, then: Then[Score]) -> Abandon:
        """What all votes come to between the services."""
        return self._call("load score", self._studio.shelf.voting.score(), then)

    # -- Downloads -----------------------------------------------------------------------------

    @property
    def downloads_paused(self) -> bool:
        """Whether all downloads are halted."""
        return self._studio.shelf.downloads_paused

    def set_downloads_paused(self, paused: bool) -> None:
        """Halts all downloads where they are, or lets them go on."""
        self._call("pause downloads", self._studio.shelf.set_downloads_paused(paused))

    def downloading(self, clip_id: str) -> bool:
        """Whether a clip is being downloaded or waits for its turn."""
        studio = self._studio
        return studio.downloads.running(clip_id) or studio.shelf.bulk.waiting(clip_id)

    def download_waits(self, clip_id: str) -> bool:
        """Whether a clip's download waits for its turn."""
        studio = self._studio
        return studio.downloads.waiting(clip_id) or studio.shelf.bulk.waiting(clip_id)

    def download_rests(self, clip_id: str) -> KadrajError | None:
        """What a download that is under way has met and not tried again yet, or None."""
        return self._studio.downloads.pausing(clip_id)

    def download(self, clip_id: str) -> None:
        """Downloads a clip."""
        self._studio.downloads.start(clip_id)
        self.download_started.emit(clip_id)

    def download_many(self, clip_ids: Sequence[str]) -> None:
        """Downloads clips in this order, behind those that were asked for before."""
        self._call("download many", self._studio.shelf.bulk.add(clip_ids), self._on_added)

    def download_everything(self, service: str | None) -> None:
        """Downloads all of a history that is not here; of all histories without a service."""
        adding = self._studio.shelf.bulk.add_everything(service)
        self._call("download everything", adding, self._on_added)

    def _on_added(self, _nothing: None) -> None:
        self.downloads_added.emit()

    # -- Long works ----------------------------------------------------------------------------

    def export(
        self,
        clip_ids: Sequence[str],
        folder: Path,
        then: Then[Exported],
        otherwise: Otherwise | None = None,
    ) -> None:
        """Copies clips' videos into a folder; nothing is replaced there."""
        work = self._studio.shelf.exporter.export(clip_ids, folder)
        self._call("export", work, then, otherwise)

    def import_folder(
        self, folder: Path, then: Then[Imported], otherwise: Otherwise | None = None
    ) -> None:
        """Copies all MP4s of a folder and those below it into the library."""
        self._call("import", self._studio.shelf.importer.import_folder(folder), then, otherwise)

    def move_library(
        self, folder: Path, then: Then[bool], otherwise: Otherwise | None = None
    ) -> None:
        """Moves the library into a folder; `then` gets False when that was cancelled."""
        self._call("move library", self._studio.shelf.mover.move(folder), then, otherwise)

    @property
    def works_under_way(self) -> frozenset[WorkKind]:
        """The kinds of long works that have begun and are not over."""
        return self._studio.shelf.works.kinds

    def cancel_work(self, work_id: str) -> None:
        """Ends a long work; what it has done so far stays, but for a move, which is undone."""
        self._studio.shelf.works.cancel(work_id)

    # -- Inside --------------------------------------------------------------------------------

    def _on_library_event(self, event: Event) -> None:  # noqa: C901 - one flat table
        match event:
            case ClipChanged(clip, added):
                self.clip_changed.emit(clip, added)
            case HistoryMerged(service, total, changed):
                self.history_merged.emit(service, total, changed)
            case DownloadProgressed(clip_id, received, total):
                self.download_progressed.emit(clip_id, received, total)
            case DownloadFailed(clip_id, error):
                self.download_failed.emit(clip_id, error)
            case DownloadStopped(clip_id):
                self.download_stopped.emit(clip_id)
            case DownloadsPaused(paused):
                self.downloads_pause_changed.emit(paused)
            case WorkProgressed(progress):
                self.work_progressed.emit(progress)
            case WorkEnded(end):
                self.work_ended.emit(end)
            case LibraryAwayChanged(away):
                self.library_away_changed.emit(away)
            case LibraryMoved(folder):
                self.library_moved.emit(folder)
            case _:
                pass
