"""All that goes on while nobody looks, as the settings want it."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from app.domain.settings import Settings
from app.ui.background.awake import Awake
from app.ui.background.job_book import JobBook
from app.ui.background.notifier import Notifier
from app.ui.background.tray import Tray, TrayMenu
from app.ui.bridge import Bridge


class Background(QObject):
    """Notifications, badge, tray and staying awake, beside the program's main `window`.

    `wanted` carries what the user wants to see: a clip, a job, or with neither the window.
    """

    wanted = Signal(str, str)  # clip id, job id
    quit_wanted = Signal()

    def __init__(self, bridge: Bridge, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._book = JobBook(bridge, self)
        self._notifier = Notifier(bridge, self._book, window, self)
        self._notifier.wanted.connect(self.wanted)
        self._awake = Awake(bridge, self)
        self._tray: Tray | None = None
        self._badge = 0
        self._book.changed.connect(self._on_jobs_changed)
        bridge.settings_changed.connect(self._on_settings_changed)
        self._on_settings_changed(bridge.settings)

    def shut(self) -> None:
        """Leaves nothing behind: no notification, no number, no icon."""
        self._notifier.shut()
        self._awake.shut()
        self._show_tray(False)
        self._show_badge(0)

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        self._show_tray(settings.tray_icon)
        self._on_jobs_changed()

    @Slot()
    def _on_jobs_changed(self) -> None:
        self._show_badge(self._book.needing_user if self._bridge.settings.badge else 0)

    def _show_badge(self, number: int) -> None:
        if number != self._badge:
            self._badge = number
            application = QGuiApplication.instance()
            if isinstance(application, QGuiApplication):
                application.setBadgeNumber(number)

    def _show_tray(self, wanted: bool) -> None:
        if not wanted and self._tray is not None:
            self._tray.shut()
            self._tray = None
        elif wanted and self._tray is None and QSystemTrayIcon.isSystemTrayAvailable():
            menu = TrayMenu(self._bridge, self._book)
            menu.window_wanted.connect(self._on_window_wanted)
            menu.clip_wanted.connect(self._on_clip_wanted)
            menu.quit_wanted.connect(self.quit_wanted)
            self._tray = Tray(menu, self)

    @Slot()
    def _on_window_wanted(self) -> None:
        self.wanted.emit("", "")

    @Slot(str)
    def _on_clip_wanted(self, clip_id: str) -> None:
        self.wanted.emit(clip_id, "")
