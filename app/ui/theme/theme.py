"""Which theme is on, and putting it on the application."""

import atexit
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QTemporaryDir, Signal, Slot
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.ui.theme.palette import palette
from app.ui.theme.tokens import DARK, LIGHT, Tokens

Mode = Literal["system", "dark", "light"]

#: `Qt.ColorScheme` by name: to touch `Qt` makes all of its enumerations, a third of what would be
#: ours before the first paint.
_SCHEMES = {"dark": "Dark", "light": "Light"}


class Theme(QObject):
    """The theme of one application, following the system while its mode says so.

    Construct it once, `apply` it, and read `tokens` through `current_theme` wherever something
    is painted by hand. Who has nothing but coloured areas to show yet may `colour` before.
    Setting a palette repaints every widget, so painting code needs no signal; `changed` is for
    what keeps coloured pixmaps.
    """

    changed = Signal()

    def __init__(self, mode: Mode = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode: Mode = mode
        self._app: QApplication | None = None
        self._focus_ring: QObject | None = None
        self._ornaments: QTemporaryDir | None = None
        # What the desktop chose, read before any palette of ours covers it. `apply` asks again,
        # by the scheme's name.
        self._system_is_dark = _looks_dark(QGuiApplication.palette())
        dark = self._system_is_dark if mode == "system" else mode == "dark"
        self._tokens = DARK if dark else LIGHT
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def tokens(self) -> Tokens:
        return self._tokens

    @property
    def is_dark(self) -> bool:
        return self._tokens is DARK

    def set_mode(self, mode: Mode) -> None:
        if mode != self._mode:
            self._mode = mode
            self._tell_system()
            self._refresh()

    def colour(self, app: QApplication) -> None:
        """Give the whole application its colours, and nothing that takes time to load."""
        global _current
        _current = self
        app.setStyle("Fusion")
        self._tell_system()
        app.setPalette(palette(self._tokens))

    def apply(self, app: QApplication) -> None:
        """Dress the whole application; from here on every change reaches it by itself."""
        from app.ui.theme.focus import FocusRing
        from app.ui.theme.fonts import base_font
        from app.ui.theme.resources import app_icon

        if _current is not self:
            self.colour(app)
        self._tokens = self._chosen_tokens()
        self._app = app
        self._focus_ring = FocusRing(app, lambda: self.tokens)
        self._ornaments = QTemporaryDir()
        atexit.register(self._ornaments.remove)  # the theme itself is kept for good
        app.setWindowIcon(app_icon())
        app.setFont(base_font())
        self._dress(app, self._ornaments)

    def _chosen_tokens(self) -> Tokens:
        if self._mode == "system":
            from PySide6.QtCore import Qt

            scheme = QGuiApplication.styleHints().colorScheme()
            dark = self._system_is_dark
            if scheme != Qt.ColorScheme.Unknown:
                dark = scheme == Qt.ColorScheme.Dark
        else:
            dark = self._mode == "dark"
        return DARK if dark else LIGHT

    def _tell_system(self) -> None:
        """Ask for title bars and system dialogs that match."""
        hints = QGuiApplication.styleHints()
        if self._mode == "system":
            hints.unsetColorScheme()
        else:
            hints.setProperty("colorScheme", _SCHEMES[self._mode])

    @Slot()
    def _on_system_scheme_changed(self) -> None:
        self._refresh()

    def _refresh(self) -> None:
        tokens = self._chosen_tokens()
        if tokens is self._tokens:
            return
        self._tokens = tokens
        if self._app is not None and self._ornaments is not None:
            self._dress(self._app, self._ornaments)
        self.changed.emit()

    def _dress(self, app: QApplication, folder: QTemporaryDir) -> None:
        from app.ui.theme.ornaments import draw_ornaments
        from app.ui.theme.stylesheet import stylesheet

        ornaments = draw_ornaments(self._tokens, Path(folder.path()))
        app.setPalette(palette(self._tokens))
        app.setStyleSheet(stylesheet(self._tokens, ornaments))


_current: Theme | None = None


def current_theme() -> Theme:
    """The theme last applied, or an unapplied one that follows the system."""
    global _current
    if _current is None:
        _current = Theme()
    return _current


def current_tokens() -> Tokens:
    """The colours to paint with now."""
    return current_theme().tokens


def _looks_dark(system: QPalette) -> bool:
    return system.color(QPalette.ColorRole.Window).lightness() < 128
