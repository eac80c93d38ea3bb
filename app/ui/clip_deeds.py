"""What is done with clips wherever they are chosen: marked, thrown away, copied, exported."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from app.domain.clips import Clip, Marks, MarksChange
from app.domain.errors import KadrajError
from app.domain.works import Exported, Imported
from app.ui.bridge import Bridge
from app.ui.panes.clip_notice import ClipNotice
from app.ui.proposals import folder_to_open
from app.ui.undo import Undo


def files_of(clips: Sequence[Clip]) -> QMimeData:
    """The clips' files as file managers, editors and chats take them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(clip.file)) for clip in clips if clip.file is not None])
    return data


class ClipDeeds(QObject):
    """Asks the bridge, tells in `notice` what came of it, and gives `undo` the way back."""

    files_needed = Signal(list)  # ids of clips whose files are moved next: let go of them
    files_free = Signal(list)  # the same ids, when that is over or came to nothing
    trashed = Signal(list)  # ids of clips that are in the recycle bin now
    put_back = Signal(list)  # ids of clips that are out of it again

    def __init__(
        self, bridge: Bridge, undo: Undo, notice: ClipNotice, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._undo = undo
        self._notice = notice

    # -- Marks ---------------------------------------------------------------------------------

    def mark(self, clip_ids: Sequence[str], change: MarksChange) -> None:
        """Changes stars, favourite, tags or note."""
        if clip_ids:
            self._bridge.mark(list(clip_ids), change, partial(self._on_marked, change))

    def rate(self, clip_ids: Sequence[str], stars: int) -> None:
        """Gives so many stars."""
        self.mark(clip_ids, MarksChange(rating=stars))

    def favour(self, clips: Sequence[Clip], clip_ids: Sequence[str]) -> None:
        """Makes favourites of `clip_ids`; no favourites any more when all known ones were."""
        wanted = not all(clip.marks.favourite for clip in clips)
        self.mark(clip_ids, MarksChange(favourite=wanted))

    def _on_marked(self, change: MarksChange, before: dict[str, Marks]) -> None:
        if not before:
            return
        text = self._told(change, len(before))
        self._undo.push(partial(self._restore_marks, before, text))
        if len(before) > 1:
            self._notice.tell(text, "good", action=self.tr("Undo"), then=self._undo.undo)

    def _restore_marks(self, before: dict[str, Marks], text: str) -> None:
        undone = self.tr("Undone: {what}").format(what=text)
        self._bridge.restore_marks(before, lambda _: self._notice.tell(undone, "good"))

    def _told(self, change: MarksChange, count: int) -> str:
        """What was changed of so many videos."""
        if change.rating is not None:
            stars = self.tr("%n star(s)", "", change.rating)
            return self.tr("{stars} for %n video(s)", "", count).format(stars=stars)
        if change.favourite is not None:
            favourites = self.tr("%n video(s) made favourites", "", count)
            others = self.tr("%n video(s) no favourites any more", "", count)
            return favourites if change.favourite else others
        if change.add_tags:
            text = self.tr("%n video(s) tagged {tags}", "", count)
            return text.format(tags=_named(change.add_tags))
        if change.remove_tags:
            text = self.tr("Tag {tags} taken off %n video(s)", "", count)
            return text.format(tags=_named(change.remove_tags))
        return self.tr("%n video(s) changed", "", count)

    # -- Recycle bin ---------------------------------------------------------------------------

    def trash(self, clip_ids: Sequence[str]) -> None:
        """Moves files into the system's recycle bin; the library remembers the clips."""
        if clip_ids:
            ids = list(clip_ids)
            self.files_needed.emit(ids)
            self._bridge.trash(ids, partial(self._on_trashed, ids), partial(self._on_kept, ids))

    def _on_kept(self, clip_ids: list[str], error: KadrajError) -> None:
        self.files_free.emit(clip_ids)
        self._notice.complain(error)

    def _on_trashed(self, clip_ids: list[str], gone: list[str]) -> None:
        self.files_free.emit(clip_ids)
        if not gone:
            return
        self.trashed.emit(gone)
        complain = self._notice.complain
        self._undo.push(partial(self._bridge.untrash, gone, self._on_untrashed, complain))
        text = self.tr("%n video(s) moved to the recycle bin", "", len(gone))
        self._notice.tell(text, "good", action=self.tr("Undo"), then=self._undo.undo)

    def _on_untrashed(self, back: list[str]) -> None:
        self.put_back.emit(back)
        self._notice.tell(self.tr("%n video(s) put back", "", len(back)), "good")

    # -- Files ---------------------------------------------------------------------------------

    def copy_files(self, clip_ids: Sequence[str]) -> None:
        """Puts the files on the clipboard, to be pasted in a folder, an editor or a chat."""
        self._bridge.load_clips(list(clip_ids), self._copy)

    def _copy(self, clips: Sequence[Clip]) -> None:
        here = [clip for clip in clips if clip.file is not None]
        if here:
            QGuiApplication.clipboard().setMimeData(files_of(here))
            self._notice.tell(self.tr("%n file(s) copied", "", len(here)), "good")
        else:
            self.tell_only_in_cloud()

    @Slot()
    def tell_only_in_cloud(self) -> None:
        """Says why there is no file to take along."""
        self._notice.tell(self.tr("Only in the cloud: download it first."), "warn")

    def find_file(self, clip: Clip) -> None:
        """Asks where the file is that a clip has lost, and takes it in again."""
        dialog = QFileDialog(self._notice.window(), self.tr("Where is this video?"))
        dialog.setObjectName("findFileDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Videos") + " (*.mp4 *.MP4)")
        dialog.fileSelected.connect(lambda file: self.take_file(clip, Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_file(self, clip: Clip, file: Path) -> None:
        """Gives a clip its file back, if this is it; another one is a video of its own."""
        self._bridge.import_folder(file, partial(self._on_file_taken, clip), self._notice.complain)

    def _on_file_taken(self, clip: Clip, outcome: Imported) -> None:
        if clip.id in outcome.clip_ids:
            self._notice.tell(self.tr("The file is back in its place"), "good")
        elif outcome.clip_ids:
            text = self.tr("This is another video; it was imported as one of its own.")
            self._notice.tell(text, "warn")
        elif outcome.known:
            self._notice.tell(self.tr("This is another video, which is here already."), "warn")
        else:
            self._notice.tell(self.tr("This file is no video."), "warn")

    def ask_export(self, clip_ids: Sequence[str]) -> None:
        """Asks for a folder and copies the files there."""
        dialog = QFileDialog(self._notice.window(), self.tr("Export to"), folder_to_open("", ""))
        dialog.setObjectName("exportDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.export(clip_ids, Path(folder)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export(self, clip_ids: Sequence[str], folder: Path) -> None:
        """Copies the files into a folder."""
        self._bridge.export(list(clip_ids), folder, self._on_exported, self._notice.complain)

    def _on_exported(self, outcome: Exported) -> None:
        if outcome.cancelled and not outcome.files:
            return
        text = self.tr("%n video(s) exported", "", len(outcome.files))
        if outcome.missing:
            text += " · " + self.tr("%n only in the cloud", "", len(outcome.missing))
        if outcome.files:
            self._notice.tell_of_file(text, outcome.files[0])
        else:
            self._notice.tell(text, "warn")


def _named(tags: Sequence[str]) -> str:
    return " ".join(f"#{tag}" for tag in tags)
