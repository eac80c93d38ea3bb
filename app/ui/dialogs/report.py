"""What goes into a report, and where it is saved."""

from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir, QEvent, QStandardPaths, Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QWidget,
)

from app.domain.errors import KadrajError
from app.metadata import COMMAND
from app.ui.bridge import Bridge
from app.ui.desktop import show_in_folder
from app.ui.dialogs.dialog import Dialog
from app.ui.dialogs.frame import dialog_column, dialog_foot
from app.ui.texts import error_text
from app.ui.theme.styled import styled
from app.ui.widgets.notice import Notice

_WIDTH: Final = 440


class ReportDialog(Dialog):
    """Saves a report where the user wants it, with prompts if they want that. Shown with `open`."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reportDialog")
        styled(self, role="panel")
        self._bridge = bridge
        self._saved: Path | None = None
        self._error: KadrajError | None = None
        self._title = styled(QLabel(), level="heading")
        self._words = styled(QLabel(), level="secondary", tone="dim")
        self._words.setObjectName("reportWords")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._prompts = QCheckBox()
        self._prompts.setObjectName("promptsBox")
        self._notice = Notice()
        self._notice.setObjectName("reportNotice")
        self._notice.acted.connect(self._on_notice_acted)
        self._close = QPushButton()
        self._close.setObjectName("closeReportButton")
        self._close.clicked.connect(self.accept)
        self._save = styled(QPushButton(), kind="primary")
        self._save.setObjectName("saveReportButton")
        self._save.setDefault(True)
        self._save.clicked.connect(self._on_save_clicked)
        self._lay_out()
        self._retranslate()

    def open(self) -> None:
        """Shows it, with nothing left of the last time."""
        self._saved = self._error = None
        self._prompts.setChecked(False)
        self._notice.clear()
        self._fit()
        super().open()

    def save(self, target: Path) -> None:
        """Writes the report there, and says what came of it."""
        self._save.setEnabled(False)
        self._notice.clear()
        self._fit()
        self._bridge.save_report(
            target,
            with_prompts=self._prompts.isChecked(),
            then=lambda _nothing: self._tell(target, None),
            otherwise=lambda error: self._tell(None, error),
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        column = dialog_column(self)
        foot = dialog_foot(self._close, self._save)
        for part in (self._title, self._words, self._prompts, self._notice):
            column.addWidget(part)
        column.addStretch()
        column.addLayout(foot)
        self.setFixedWidth(_WIDTH)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Save report"))
        self._title.setText(self.tr("Save report"))
        self._words.setText(
            self.tr(
                "A ZIP file that helps to find a fault: the log, versions, settings, and when each "
                "job was sent and finished. Your keys are not in it. Look into it before you "
                "pass it on."
            )
        )
        self._prompts.setText(self.tr("Include my prompts"))
        self._save.setText(self.tr("Save…"))
        self._close.setText(self.tr("Close"))
        self._show_outcome()

    def _tell(self, saved: Path | None, error: KadrajError | None) -> None:
        self._saved, self._error = saved, error
        self._save.setEnabled(True)
        self._show_outcome()

    def _show_outcome(self) -> None:
        if self._error is not None:
            self._notice.say(error_text(self._error), "bad")
        elif self._saved is not None:
            self._notice.say(
                self.tr("Report saved: {name}").format(name=self._saved.name),
                "good",
                action=self.tr("Show in folder"),
            )
        self._fit()

    def _fit(self) -> None:
        """As high as its words: Qt asks for that once, when a window is first shown."""
        column = self.layout()
        if column is not None:
            column.activate()
            self.setFixedHeight(column.totalHeightForWidth(_WIDTH))

    @Slot()
    def _on_notice_acted(self) -> None:
        if self._saved is not None:
            show_in_folder(self._saved)

    @Slot()
    def _on_save_clicked(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        there = folder if Path(folder).is_dir() else str(Path.home())
        what = self.tr("report")
        name = f"{COMMAND}-{what}-{date.today():%Y-%m-%d}.zip"  # noqa: DTZ011 - theirs
        dialog = QFileDialog(self, self.tr("Save report"), QDir(there).filePath(name))
        dialog.setObjectName("reportFileDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("ZIP file (*.zip)"))
        dialog.setDefaultSuffix("zip")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    @Slot(str)
    def _on_file_selected(self, path: str) -> None:
        self.save(Path(path))
