"""The folder that videos are kept in, and moving them into another one."""

import os
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QEvent, Qt, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.clips import ClipCounts
from app.domain.errors import KadrajError
from app.domain.works import WorkKind
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.panes.work_line import WorkLine
from app.ui.proposals import folder_to_open
from app.ui.texts import error_text
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID
from app.ui.titled_field import TitledField


class LibraryField(QWidget):
    """Shows the folder and how much is in it, and moves all of it elsewhere.

    `usual` is where the library lies when nobody has moved it.
    """

    def __init__(self, bridge: Bridge, usual: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._usual_folder = usual
        self._counts: ClipCounts | None = None
        self._path = QLineEdit()
        self._path.setObjectName("libraryPath")
        self._path.setReadOnly(True)
        self._move = QPushButton()
        self._move.setObjectName("moveLibraryButton")
        self._move.clicked.connect(self.ask_where_to)
        self._usual = styled(QPushButton(), kind="link")
        self._usual.setObjectName("usualLibraryButton")
        self._usual.clicked.connect(self._on_usual_clicked)
        self._size = styled(QLabel(), level="secondary", tone="dim")
        self._size.setObjectName("librarySize")
        self._under_way = WorkLine(bridge, {WorkKind.MOVE}, heir=self._path)
        row, below = QWidget(), QWidget()
        line = QHBoxLayout(row)
        line.setSpacing(GRID)
        line.addWidget(self._path, 1)
        line.addWidget(self._move)
        line.addWidget(self._usual)
        lines = QVBoxLayout(below)
        lines.setSpacing(GRID)
        lines.addWidget(self._size)
        lines.addWidget(self._under_way)
        self._field = TitledField(row)
        self._field.put_under(below)
        column = QVBoxLayout(self)
        for layout in (line, lines, column):
            layout.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        bridge.library_moved.connect(self._show)
        self._retranslate()

    def refresh(self) -> None:
        """Reads anew how much there is."""
        self._bridge.count_clips(None, self._on_counted)

    def move_to(self, folder: Path) -> None:
        """Moves the library into a folder that exists, if videos can be kept there."""
        if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
            self._field.say(
                lambda: self.tr("Kadraj cannot write to this folder. Choose another one."), "bad"
            )
            return
        self._move_to(folder)

    def _move_to(self, folder: Path) -> None:
        self._field.hush()
        self._path.setFocus(Qt.FocusReason.OtherFocusReason)  # else it goes on to the names
        self._path.deselect()
        self._allow(False)
        self._bridge.move_library(folder, self._on_over, self._on_failed)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._field.set_title(self.tr("Library folder"))
        self._path.setAccessibleName(self.tr("Library folder"))
        self._move.setText(self.tr("Move…"))
        self._usual.setText(self.tr("Usual folder"))
        self._show()

    @property
    def _folder(self) -> Path:
        return self._bridge.settings.library or self._usual_folder

    def _allow(self, allowed: bool) -> None:
        self._move.setEnabled(allowed)
        self._usual.setEnabled(allowed)

    @Slot()
    def _show(self) -> None:
        self._path.setText(QDir.toNativeSeparators(str(self._folder)))
        self._path.setCursorPosition(0)
        self._usual.setVisible(self._folder != self._usual_folder)
        self._size.setVisible(self._counts is not None)
        if self._counts is not None:
            here = self._counts.total - self._counts.not_downloaded
            self._size.setText(
                self.tr("%n video(s) on this computer, {size}", "", here).format(
                    size=formats.file_size(self._counts.size)
                )
            )

    def _on_counted(self, counts: ClipCounts) -> None:
        self._counts = counts
        self._show()

    def _on_over(self, moved: bool) -> None:
        self._allow(True)
        self._show()
        if moved:
            self._field.say(lambda: self.tr("All videos are in the new folder."), "good")
        else:
            self._field.say(lambda: self.tr("Cancelled: everything is where it was."))

    def _on_failed(self, error: KadrajError) -> None:
        self._allow(True)
        self._field.say(partial(error_text, error), "bad")

    @Slot()
    def ask_where_to(self) -> None:
        """Lets the folder be chosen that the library is moved into."""
        folder = folder_to_open(str(self._folder), str(self._usual_folder))
        dialog = QFileDialog(self, self.tr("Move the library to"), folder)
        dialog.setObjectName("libraryDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: self.move_to(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _on_usual_clicked(self) -> None:
        self._move_to(self._usual_folder)
