"""What a person can set, in one calm place; everything counts as soon as it is chosen."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import KadrajError
from app.domain.settings import Language, Settings, ThemeMode
from app.ui.bridge import Bridge
from app.ui.dialogs.settings_address import AddressField
from app.ui.dialogs.settings_library import LibraryField
from app.ui.dialogs.settings_names import NamePatternField
from app.ui.language import LanguageSwitch
from app.ui.theme.styled import styled
from app.ui.theme.theme import Theme
from app.ui.theme.tokens import GRID
from app.ui.titled_field import TitledField
from app.ui.widgets.segmented import SegmentedControl

_WIDTH: Final = 520


class SettingsDialog(QDialog):
    """The settings, each applied through the bridge when it is changed. Shown with `open`.

    `check_address` gets a service and an address and returns what is wrong with it; `library` is
    the usual folder.
    """

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        language_switch: LanguageSwitch,
        check_address: Callable[[str, str], KadrajError | None],
        library: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settingsDialog")
        styled(self, role="panel")
        self._bridge = bridge
        self._theme = theme
        self._language_switch = language_switch
        bridge.settings_changed.connect(self._on_settings_changed)

        self._title = styled(QLabel(), level="heading")
        self._languages = QComboBox()
        self._languages.setObjectName("languageBox")
        self._languages.activated.connect(self._on_language_chosen)
        self._language = TitledField(self._languages)
        self._modes = SegmentedControl()
        self._modes.setObjectName("themeChoice")
        self._modes.chosen.connect(self._on_mode_chosen)
        self._mode = TitledField(self._modes)
        self._download = self._box("downloadBox")
        self._download.toggled.connect(self._on_download_toggled)
        self._remember = self._box("rememberBox")
        self._remember.toggled.connect(self._on_remember_toggled)
        self._library = LibraryField(bridge, library)
        self._names = NamePatternField(bridge.settings.name_pattern)
        self._names.entered.connect(self._on_names_entered)
        self._names.refused.connect(self._on_field_refused)
        self._addresses = [
            AddressField(table, bridge.settings.addresses.get(table.service, ""), check_address)
            for table in bridge.capabilities.values()
        ]
        for address in self._addresses:
            address.entered.connect(self._on_address_entered)
            address.refused.connect(self._on_field_refused)
        self._addresses_title = styled(QLabel(), level="strong")
        self._close = QPushButton()
        self._close.setObjectName("closeButton")
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.accept)
        self._lay_out()
        self._retranslate()
        self._on_settings_changed(bridge.settings)
        self._form.installEventFilter(self)

    def done(self, result: int) -> None:
        """Closes; what is being typed counts, if it can be used."""
        self._names.take()
        self._names.show_taken()
        for address in self._addresses:
            address.take()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        self._library.refresh()
        self.resize(_WIDTH, 0)
        self._grow()
        super().showEvent(event)  # places it by its size

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._form and event.type() == QEvent.Type.LayoutRequest:
            self._grow()  # for a notice that came
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    # -- Looks ---------------------------------------------------------------------------------

    def _box(self, name: str) -> QCheckBox:
        box = QCheckBox()
        box.setObjectName(name)
        return box

    def _lay_out(self) -> None:
        self._form = form = styled(QWidget(), role="panel")
        column = QVBoxLayout(form)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._title)
        column.addWidget(self._language)
        column.addWidget(self._mode)
        column.addWidget(styled(QWidget(), role="separator"))
        column.addWidget(self._library)
        column.addWidget(self._names)
        boxes = QVBoxLayout()
        boxes.setSpacing(GRID)
        boxes.addWidget(self._download)
        boxes.addWidget(self._remember)
        column.addLayout(boxes)
        column.addWidget(styled(QWidget(), role="separator"))
        column.addWidget(self._addresses_title)
        for address in self._addresses:
            column.addWidget(address)
        column.addStretch()

        self._area = area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(form)
        foot = QHBoxLayout()
        foot.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        foot.addStretch()
        foot.addWidget(self._close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addWidget(styled(QWidget(), role="separator"))
        whole.addLayout(foot)

    def _grow(self) -> None:
        """Becomes as high as everything in it, if the screen is."""
        if (layout := self.layout()) is not None:
            layout.activate()
        width = self._area.viewport().width()
        # As the area reckons: wrapped words have a height for a width, and a hint of their own.
        wanted = max(self._form.sizeHint().height(), self._form.heightForWidth(width))
        missing = wanted - self._area.viewport().height()
        if missing > 0:
            whole = QSize(self.width(), self.height() + missing)
            self.resize(whole.boundedTo(self.screen().availableSize()))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        self._title.setText(self.tr("Settings"))
        self._language.set_title(self.tr("Language"))
        self._fill_languages()
        self._mode.set_title(self.tr("Theme"))
        self._modes.set_options(
            [
                (ThemeMode.SYSTEM.value, self.tr("System"), None),
                (ThemeMode.LIGHT.value, self.tr("Light"), None),
                (ThemeMode.DARK.value, self.tr("Dark"), None),
            ]
        )
        self._download.setText(self.tr("Download finished videos automatically"))
        self._remember.setText(self.tr("Remember keys in the system keyring"))
        self._addresses_title.setText(self.tr("Service addresses"))
        self._close.setText(self.tr("Close"))

    def _fill_languages(self) -> None:
        self._languages.clear()
        for language, name in (
            (Language.SYSTEM, self.tr("As on this computer")),
            (Language.TURKISH, "Türkçe"),
            (Language.ENGLISH, "English"),
        ):
            self._languages.addItem(name, language.value)
        self._show_language(self._bridge.settings)

    def _show_language(self, settings: Settings) -> None:
        self._languages.setCurrentIndex(self._languages.findData(settings.language.value))

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        """Shows what is in force, wherever it was changed."""
        self._show_language(settings)
        self._modes.set_value(settings.theme.value)
        self._download.setChecked(settings.download_automatically)
        self._remember.setChecked(settings.remember_keys)

    # -- What the user does --------------------------------------------------------------------

    def _change(self, settings: Settings) -> None:
        if settings != self._bridge.settings:
            self._bridge.change_settings(settings)

    @Slot(int)
    def _on_language_chosen(self, index: int) -> None:
        language = Language(self._languages.itemData(index))
        self._change(replace(self._bridge.settings, language=language))
        self._language_switch.use(language)

    @Slot(str)
    def _on_mode_chosen(self, mode: str) -> None:
        chosen = ThemeMode(mode)
        self._change(replace(self._bridge.settings, theme=chosen))
        self._theme.set_mode(chosen.value)

    @Slot(bool)
    def _on_download_toggled(self, wanted: bool) -> None:
        self._change(replace(self._bridge.settings, download_automatically=wanted))

    @Slot(bool)
    def _on_remember_toggled(self, wanted: bool) -> None:
        self._change(replace(self._bridge.settings, remember_keys=wanted))

    @Slot(str)
    def _on_names_entered(self, pattern: str) -> None:
        self._change(replace(self._bridge.settings, name_pattern=pattern))

    @Slot()
    def _on_field_refused(self) -> None:
        field = self.sender()
        if isinstance(field, QWidget):
            # Its notice has no place yet: that comes with the next layout.
            QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(field))

    @Slot(str, str)
    def _on_address_entered(self, service: str, address: str) -> None:
        addresses = dict(self._bridge.settings.addresses)
        addresses.pop(service, None)
        if address:
            addresses[service] = address
        self._change(replace(self._bridge.settings, addresses=addresses))
