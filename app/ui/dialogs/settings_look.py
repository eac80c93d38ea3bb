"""How the window speaks and looks."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.settings import Language, Settings, ThemeMode
from app.ui.bridge import Bridge
from app.ui.dialogs.settings_section import SettingsSection
from app.ui.language import LanguageSwitch
from app.ui.theme.theme import Theme
from app.ui.titled_field import TitledField
from app.ui.widgets.segmented import SegmentedControl


class LookSection(SettingsSection):
    """Language and theme, each in force as soon as it is chosen."""

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
        self._languages = QComboBox()
        self._languages.setObjectName("languageBox")
        self._languages.activated.connect(self._on_language_chosen)
        self._language = TitledField(self._languages)
        self._modes = SegmentedControl()
        self._modes.setObjectName("themeChoice")
        self._modes.chosen.connect(self._on_mode_chosen)
        self._mode = TitledField(self._modes)
        self.add(self._language)
        self.add(self._mode)
        self._retranslate()
        bridge.settings_changed.connect(self._on_settings_changed)
        self._show(bridge.settings)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.set_title(self.tr("Language and theme"))
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
        self._show(self._bridge.settings)

    def _show(self, settings: Settings) -> None:
        self._languages.setCurrentIndex(self._languages.findData(settings.language.value))
        self._modes.set_value(settings.theme.value)

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

    @Slot(str)
    def _on_mode_chosen(self, mode: str) -> None:
        self._bridge.change_settings(replace(self._bridge.settings, theme=ThemeMode(mode)))
