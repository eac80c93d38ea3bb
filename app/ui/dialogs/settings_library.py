"""The folder that videos are kept in."""

import os
from pathlib import Path

from PySide6.QtCore import QDir, QEvent, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.proposals import folder_to_open
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID
from app.ui.titled_field import TitledField


class LibraryField(QWidget):
    """Shows the folder and lets choose another one.

    `chosen` carries a folder that can be written to, or None for the usual one.
    """

    chosen = Signal(object)

    def __init__(self, in_use: Path, chosen: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._in_use = in_use
        self._chosen = chosen
        self._path = QLineEdit()
        self._path.setObjectName("libraryPath")
        self._path.setReadOnly(True)
        self._choose = QPushButton()
        self._choose.setObjectName("chooseLibraryButton")
        self._choose.setAutoDefault(False)
        self._choose.clicked.connect(self._on_choose_clicked)
        self._usual = styled(QPushButton(), kind="link")
        self._usual.setObjectName("usualLibraryButton")
        self._usual.setAutoDefault(False)
        self._usual.clicked.connect(self._on_usual_clicked)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        line.addWidget(self._path, 1)
        line.addWidget(self._choose)
        line.addWidget(self._usual)
        self._field = TitledField(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        self._retranslate()
        self._show()

    @property
    def notice(self) -> str:
        """What is said of the folder."""
        return self._field.notice

    def use(self, folder: Path) -> None:
        """Chooses a folder, if videos can be kept there."""
        if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
            self._field.say(
                lambda: self.tr("Kadraj cannot write to this folder. Choose another one."), "bad"
            )
            return
        self._take(folder)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._field.set_title(self.tr("Library folder"))
        self._path.setAccessibleName(self.tr("Library folder"))
        self._choose.setText(self.tr("Choose…"))
        self._usual.setText(self.tr("Usual folder"))
        self._path.setPlaceholderText(self.tr("The usual folder"))

    def _show(self) -> None:
        wanted = self._chosen or self._in_use
        self._path.setText(QDir.toNativeSeparators(str(wanted)))
        self._path.setCursorPosition(0)
        self._usual.setVisible(self._chosen is not None)
        if self._chosen is not None and self._chosen != self._in_use:
            self._field.say(self._later)
        else:
            self._field.hush()

    def _take(self, folder: Path | None) -> None:
        self._chosen = folder
        self._show()
        self.chosen.emit(folder)

    def _later(self) -> str:
        return self.tr("Counts from the next start. Videos stay where they are.")

    @Slot()
    def _on_choose_clicked(self) -> None:
        folder = folder_to_open(self._path.text(), str(self._in_use))
        dialog = QFileDialog(self, self.tr("Library folder"), folder)
        dialog.setObjectName("libraryDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_folder_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _on_folder_selected(self, folder: str) -> None:
        self.use(Path(folder))

    @Slot()
    def _on_usual_clicked(self) -> None:
        self._take(None)
        self._path.clear()
        self._field.say(self._later)
