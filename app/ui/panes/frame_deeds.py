"""What is done with the frame on show: copied, and saved as a picture."""

from pathlib import Path

from PySide6.QtCore import QDir, QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from app.domain.clips import Clip
from app.ui.panes.clip_notice import ClipNotice
from app.ui.panes.player_area import PlayerArea
from app.ui.proposals import folder_to_open, frame_name, pictures_folder


class FrameDeeds(QObject):
    """Takes frames from `area`, and tells in `notice` what came of it."""

    def __init__(self, area: PlayerArea, notice: ClipNotice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._area = area
        self._notice = notice

    @Slot()
    def copy(self) -> None:
        """Puts the frame on show on the clipboard, as a picture of its own size."""
        frame = self._area.surface.image()
        if self._area.has_video and not frame.isNull():
            QGuiApplication.clipboard().setImage(frame)
            self._notice.tell(self.tr("Frame copied"), "good")

    def ask_where(self, clip: Clip) -> None:
        """Asks where the frame is to be saved, if there is one."""
        frame = self._area.surface.frame
        if frame is None or self._area.surface.image().isNull():
            return
        self._area.player.pause()
        self._area.full_screen_asked.emit(False)  # the dialog would be lost behind it
        folder = folder_to_open(pictures_folder())  # not the library's, which keeps its own order
        name = frame_name(clip, max(0, frame.startTime()) // 1000)
        # Of the window, not of the stage, whose colours are light on near-black in both themes.
        place = QDir(folder).filePath(name)
        dialog = QFileDialog(self._area.window(), self.tr("Save frame"), place)
        dialog.setObjectName("frameDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("PNG picture (*.png)"), self.tr("JPEG picture (*.jpg)")])
        dialog.setDefaultSuffix("png")
        dialog.fileSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def save(self, target: str) -> None:
        """Writes the frame on show as a picture."""
        if self._area.surface.image().save(target):
            saved = Path(target)
            text = self.tr("Frame saved: {name}").format(name=saved.name)
            self._notice.tell_of_file(text, saved)
        else:
            text = self.tr("The frame could not be saved here: {path}").format(path=target)
            self._notice.tell(text, "bad")
