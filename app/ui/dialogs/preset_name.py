"""What a preset is to be called."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from app.ui.dialogs.dialog import Dialog
from app.ui.dialogs.frame import dialog_column, dialog_foot
from app.ui.theme.styled import styled

_WIDTH: Final = 440
#: Letters of a prompt that make a name.
_PROPOSED: Final = 40


class PresetName(Dialog):
    """Asks for a name, and proposes the beginning of the prompt. Shown with `open`, gone when it
    is closed. `named` carries what was typed."""

    named = Signal(str)

    def __init__(self, prompt: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("presetNameDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        styled(self, role="panel")
        self._title = styled(QLabel(), level="heading")
        self._words = styled(QLabel(), level="secondary", tone="dim")
        self._words.setWordWrap(True)
        self._line = QLineEdit(_proposed(prompt))
        self._line.setObjectName("presetName")
        self._line.selectAll()
        self._line.textChanged.connect(self._allow)
        self._cancel = QPushButton()
        self._cancel.setObjectName("presetNameCancel")
        self._cancel.clicked.connect(self.reject)
        self._save = styled(QPushButton(), kind="primary")
        self._save.setObjectName("presetNameSave")
        self._save.setDefault(True)
        self._save.clicked.connect(self._on_save)
        column = dialog_column(self)
        foot = dialog_foot(self._cancel, self._save)
        for part in (self._title, self._line, self._words):
            column.addWidget(part)
        column.addLayout(foot)
        self.setFixedWidth(_WIDTH)
        self._retranslate()
        self._allow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Save as preset"))
        self._title.setText(self.tr("Save as preset"))
        self._line.setAccessibleName(self.tr("Name of the preset"))
        self._words.setText(self.tr("One of the same name is replaced."))
        self._cancel.setText(self.tr("Cancel"))
        self._save.setText(self.tr("Save"))

    @Slot()
    def _allow(self) -> None:
        self._save.setEnabled(bool(self._line.text().strip()))

    @Slot()
    def _on_save(self) -> None:
        self.named.emit(self._line.text())
        self.accept()


def _proposed(prompt: str) -> str:
    whole = " ".join(prompt.split())
    return whole if len(whole) <= _PROPOSED else f"{whole[:_PROPOSED].rstrip()}…"
