"""Where videos are kept, by which names, and what comes there by itself."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.settings import Settings
from app.ui.bridge import Bridge
from app.ui.dialogs.settings_library import LibraryField
from app.ui.dialogs.settings_names import NamePatternField
from app.ui.dialogs.settings_section import FlagField, SettingsSection


class FilesSection(SettingsSection):
    """The library's folder, the names of files, and downloads. `refused` carries the field whose
    words cannot be used; `library` is the usual folder."""

    refused = Signal(object)

    def __init__(self, bridge: Bridge, library: Path, parent: QWidget | None = None) -> None:
        super().__init__("filesSection", parent)
        self._bridge = bridge
        self.library = LibraryField(bridge, library)
        self.names = NamePatternField(bridge.settings.name_pattern)
        self.names.entered.connect(self._on_names_entered)
        self.names.refused.connect(self._on_names_refused)
        self._download = FlagField(bridge, "download_automatically", "downloadBox")
        for field in (self.library, self.names, self._download):
            self.add(field)
        self._retranslate()
        bridge.settings_changed.connect(self._on_settings_changed)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.set_title(self.tr("Library and files"))
        self._download.set_words(self.tr("Download finished videos automatically"))

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        self.names.follow(settings.name_pattern)

    @Slot()
    def _on_names_refused(self) -> None:
        self.refused.emit(self.names)

    @Slot(str)
    def _on_names_entered(self, pattern: str) -> None:
        settings = replace(self._bridge.settings, name_pattern=pattern)
        if settings != self._bridge.settings:
            self._bridge.change_settings(settings)
