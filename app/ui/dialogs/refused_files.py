"""Which files did not come in, as a list that can be read and copied."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir, QEvent, Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.dialogs.dialog import Dialog
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID

_WIDTH: Final = 480
_HEIGHT: Final = 280


class RefusedFilesDialog(Dialog):
    """Names files that are no video. Shown with `open`; gone when it is closed."""

    def __init__(self, files: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("refusedFilesDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        styled(self, role="panel")
        self._title = styled(QLabel(), level="heading")
        self._list = QPlainTextEdit("\n".join(QDir.toNativeSeparators(str(f)) for f in files))
        self._list.setObjectName("refusedFiles")
        self._list.setReadOnly(True)
        self._list.setTabChangesFocus(True)
        self._list.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._close = QPushButton()
        self._close.setObjectName("closeRefusedFiles")
        self._close.setDefault(True)
        self._close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._title)
        column.addWidget(self._list, 1)
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(_WIDTH, _HEIGHT)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        title = self.tr("These files are no videos")
        self.setWindowTitle(title)
        self._title.setText(title)
        self._list.setAccessibleName(title)
        self._close.setText(self.tr("Close"))
