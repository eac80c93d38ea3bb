"""How the window speaks and looks."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from app.domain.settings import INTERFACE_SIZES, Language, Settings, ThemeMode
from app.ui.bridge import Bridge
from app.ui.dialogs.settings_section import SettingsSection
from app.ui.formats import percent
from app.ui.interface_size import sizes_for
from app.ui.language import LanguageSwitch
from app.ui.theme.styled import styled
from app.ui.theme.theme import Theme
from app.ui.titled_field import TitledField
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.wheel import unmoved


class LookSection(SettingsSection):
    """Language and theme, each in force as soon as it is chosen, and the size of everything."""

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        language_switch: LanguageSwitch,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("lookSection", parent)
        self._bridge = bridge
        self._worn = bridge.settings
        self._theme = theme
        self._switch = language_switch
        self._languages = unmoved(QComboBox())
        self._languages.setObjectName("languageBox")
        self._languages.activated.connect(self._on_language_chosen)
        self._language = TitledField(self._languages)
        self._modes = SegmentedControl()
        self._modes.setObjectName("themeChoice")
        self._modes.chosen.connect(self._on_mode_chosen)
        self._mode = TitledField(self._modes)
        self._sizes = unmoved(QComboBox())
        self._sizes.setObjectName("interfaceSizeBox")
        self._sizes.activated.connect(self._on_size_chosen)
        self._size = TitledField(self._sizes)
        self._size_help = styled(QLabel(), level="secondary", tone="dim")
        self._size_help.setWordWrap(True)
        self._size.put_under(self._size_help)
        self.add(self._language)
        self.add(self._mode)
        self.add(self._size)
        self._retranslate()
        bridge.settings_changed.connect(self._on_settings_changed)
        self._show(bridge.settings)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.set_title(self.tr("Language and look"))
        self._language.set_title(self.tr("Language"))
        self._languages.clear()
        for language, name in (
            (Language.SYSTEM, self.tr("As on this computer")),
            (Language.TURKISH, "Türkçe"),
            (Language.ENGLISH, "English"),
        ):
            self._languages.addItem(name, language.value)
        self._mode.set_title(self.tr("Theme"))
        self._modes.set_options(
            [
                (ThemeMode.SYSTEM.value, self.tr("System"), None),
                (ThemeMode.LIGHT.value, self.tr("Light"), None),
                (ThemeMode.DARK.value, self.tr("Dark"), None),
            ]
        )
        self._size.set_title(self.tr("Size of text and controls"))
        self._show(self._bridge.settings)

    def _show(self, settings: Settings) -> None:
        self._languages.setCurrentIndex(self._languages.findData(settings.language.value))
        self._modes.set_value(settings.theme.value)
        sizes = sizes_for(self.screen().availableSize(), settings.interface_size)
        self._sizes.clear()
        for size in sizes:
            self._sizes.addItem(percent(size / 100), size)
        self._sizes.setCurrentIndex(sizes.index(settings.interface_size))
        later = self.tr("Takes effect at the next start.")
        room = self.tr("For larger sizes this screen is too small.")
        self._size_help.setText(later if sizes[-1] == INTERFACE_SIZES[-1] else f"{later} {room}")

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        """Shows and wears what was changed, wherever that was; what the settings leave to the
        computer may have come from another run, and stays while nobody changes it."""
        before, self._worn = self._worn, settings
        self._show(settings)
        if settings.theme is not before.theme:
            self._theme.set_mode(settings.theme.value)
        if settings.language is not before.language:
            self._switch.use(settings.language)

    @Slot(int)
    def _on_language_chosen(self, index: int) -> None:
        language = Language(self._languages.itemData(index))
        self._bridge.change_settings(replace(self._bridge.settings, language=language))

    @Slot(int)
    def _on_size_chosen(self, index: int) -> None:
        size = self._sizes.itemData(index)
        self._bridge.change_settings(replace(self._bridge.settings, interface_size=size))

    @Slot(str)
    def _on_mode_chosen(self, mode: str) -> None:
        self._bridge.change_settings(replace(self._bridge.settings, theme=ThemeMode(mode)))
