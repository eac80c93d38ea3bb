"""Theme, language and the settings' sections as commands of the window."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.domain.settings import Language, ThemeMode
from app.ui.bridge import Bridge
from app.ui.language import LanguageSwitch
from app.ui.theme.icons import icon
from app.ui.theme.theme import Theme

_THEME: Final = "theme_"
_LANGUAGE: Final = "language_"
_SECTION: Final = "settings_"


class SettingsCommands(QObject):
    """Actions on the window; what is chosen is in force at once, and kept."""

    move_asked = Signal()

    def __init__(
        self, window: QWidget, bridge: Bridge, theme: Theme, language: LanguageSwitch
    ) -> None:
        super().__init__(window)
        self._window = window
        self._bridge = bridge
        self._theme = theme
        self._language = language
        self._sections: dict[int, QAction] = {}
        self._modes = {
            mode: self._add(f"{_THEME}{mode}", "eye", partial(self._use_theme, mode))
            for mode in ThemeMode
        }
        self._languages = {
            spoken: self._add(f"{_LANGUAGE}{spoken}", "language", partial(self._speak, spoken))
            for spoken in Language
        }
        for action in (*self._modes.values(), *self._languages.values()):
            action.setCheckable(True)
        self._move = self._add("moveLibraryAction", "folder", self.move_asked.emit)
        bridge.settings_changed.connect(self._show)
        window.installEventFilter(self)
        self._retranslate()

    def set_sections(self, titles: Sequence[str], opened: Callable[[int], object]) -> None:
        """Names the settings' sections; `opened` gets the number of one that is wanted."""
        for number, title in enumerate(titles):
            if number not in self._sections:
                deed = partial(opened, number)
                self._sections[number] = self._add(f"{_SECTION}{number}", "settings", deed)
            text = self.tr("Settings: {section}").format(section=title)
            self._sections[number].setText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hears that the window speaks another language."""
        if watched is self._window and event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        return super().eventFilter(watched, event)

    # -- Inside --------------------------------------------------------------------------------

    def _add(self, name: str, sign: str, deed: Callable[[], object]) -> QAction:
        action = QAction(icon(sign), "", self._window)
        action.setObjectName(name)
        action.triggered.connect(lambda _checked=False: deed())
        self._window.addAction(action)
        return action

    def _retranslate(self) -> None:
        for section in self._sections.values():
            section.setText("")  # no command until it is named in this language
        for mode, text in (
            (ThemeMode.SYSTEM, self.tr("Theme: as the system")),
            (ThemeMode.LIGHT, self.tr("Theme: light")),
            (ThemeMode.DARK, self.tr("Theme: dark")),
        ):
            self._modes[mode].setText(text)
        for spoken, text in (
            (Language.SYSTEM, self.tr("Language: as on this computer")),
            (Language.TURKISH, self.tr("Language: {language}").format(language="Türkçe")),
            (Language.ENGLISH, self.tr("Language: {language}").format(language="English")),
        ):
            self._languages[spoken].setText(text)
        self._move.setText(self.tr("Move the library…"))
        # Each calls itself by its own name; it is looked for by this language's as well.
        self._languages[Language.TURKISH].setToolTip(self.tr("Turkish"))
        self._languages[Language.ENGLISH].setToolTip(self.tr("English"))
        self._show()

    def _show(self) -> None:
        settings = self._bridge.settings
        for mode, action in self._modes.items():
            action.setChecked(mode is settings.theme)
        for spoken, action in self._languages.items():
            action.setChecked(spoken is settings.language)

    def _use_theme(self, mode: ThemeMode) -> None:
        self._bridge.change_settings(replace(self._bridge.settings, theme=mode))
        self._theme.set_mode(mode.value)

    def _speak(self, language: Language) -> None:
        self._bridge.change_settings(replace(self._bridge.settings, language=language))
        self._language.use(language)
