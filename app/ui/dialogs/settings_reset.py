"""Back to what a new user gets, and back from there."""

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.settings import Settings, usual_settings
from app.ui.bridge import Bridge
from app.ui.dialogs.settings_section import SettingsSection
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID
from app.ui.widgets.notice import Notice


class ResetField(QWidget):
    """Sets everything to its default, and takes that back as long as nothing else was set."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._before: Settings | None = None
        self._button = QPushButton()
        self._button.setObjectName("resetSettingsButton")
        self._button.clicked.connect(self._on_reset_clicked)
        self._words = styled(QLabel(), level="secondary", tone="dim")
        self._words.setWordWrap(True)
        self._notice = Notice()
        self._notice.setObjectName("resetNotice")
        self._notice.acted.connect(self._on_undo_clicked)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._words)
        column.addLayout(row)
        column.addWidget(self._notice)
        bridge.settings_changed.connect(self._on_settings_changed)
        self._retranslate()
        self._on_settings_changed(bridge.settings)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._button.setText(self.tr("Reset all settings"))
        self._words.setText(
            self.tr("Your videos, the library’s folder and your keys stay as they are.")
        )
        self._show()

    def _show(self) -> None:
        if self._before is None:
            self._notice.clear()
        else:
            self._notice.say(
                self.tr("All settings are as they were at the beginning."),
                "good",
                action=self.tr("Undo"),
            )

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        usual = usual_settings(settings)
        if settings != usual:
            self._before = None  # what was reset has been set anew
        self._button.setEnabled(settings != usual)
        self._show()

    @Slot()
    def _on_reset_clicked(self) -> None:
        before = self._bridge.settings
        self._bridge.change_settings(usual_settings(before))
        if self._bridge.settings != before:
            self._before = before
            self._show()

    @Slot()
    def _on_undo_clicked(self) -> None:
        if self._before is not None:
            self._bridge.change_settings(self._before)


class ResetSection(SettingsSection):
    """The way back to the beginning."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("resetSection", parent)
        self.add(ResetField(bridge))
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.set_title(self.tr("Reset"))
