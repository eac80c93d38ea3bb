"""Whether the program is to be closed though something would end with it."""

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.domain.works import WorkKind
from app.ui.dialogs.dialog import Dialog
from app.ui.dialogs.frame import dialog_column, dialog_foot
from app.ui.theme.styled import styled

_WIDTH: Final = 440


class LeavingDialog(Dialog):
    """Names works that go on and would end. Accepted, they may; shown with `open`, gone when it is
    closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leavingDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        styled(self, role="panel")
        self._kinds: Collection[WorkKind] = ()
        self._title = styled(QLabel(), level="heading")
        self._words = styled(QLabel(), level="secondary", tone="dim")
        self._words.setObjectName("leavingWords")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._end = QPushButton()
        self._end.setObjectName("leavingEnd")
        self._end.clicked.connect(self.accept)
        self._stay = styled(QPushButton(), kind="primary")
        self._stay.setObjectName("leavingStay")
        self._stay.setDefault(True)
        self._stay.clicked.connect(self.reject)
        column = dialog_column(self)
        foot = dialog_foot(self._end, self._stay)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addLayout(foot)
        self.setFixedWidth(_WIDTH)
        self._retranslate()
        self._stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def name(self, kinds: Collection[WorkKind]) -> None:
        """Says what would end."""
        self._kinds = kinds
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Close Kadraj?"))
        self._title.setText(self.tr("Close Kadraj?"))
        told = {
            WorkKind.JOIN: self.tr("Videos are being joined. Nothing of that would stay."),
            WorkKind.CONVERT: self.tr("A video is being written. Nothing of that would stay."),
            WorkKind.EXPORT: self.tr("Videos are being exported. The rest would be left out."),
            WorkKind.IMPORT: self.tr("Videos are being imported. The rest would be left out."),
            WorkKind.MOVE: self.tr("The library is being moved. It would stay where it was."),
        }
        lines = [words for kind, words in told.items() if kind in self._kinds]
        by_itself = self.tr("If you wait here, Kadraj closes as soon as that is done.")
        self._words.setText("\n".join([*lines, by_itself]))
        self._end.setText(self.tr("End it and close"))
        self._stay.setText(self.tr("Stay"))
