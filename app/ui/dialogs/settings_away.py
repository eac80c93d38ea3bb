"""What Kadraj does while nobody looks at it."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from app.ui.bridge import Bridge
from app.ui.dialogs.settings_section import FlagField, SettingsSection


class AwaySection(SettingsSection):
    """Notifications, the icon's number, the tray and staying awake."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("awaySection", parent)
        self._notifications = FlagField(bridge, "notifications", "notificationsBox")
        self._sound = FlagField(bridge, "notification_sound", "notificationSoundBox")
        self._badge = FlagField(bridge, "badge", "badgeBox")
        self._tray = FlagField(bridge, "tray_icon", "trayIconBox")
        self._awake = FlagField(bridge, "keep_awake", "keepAwakeBox")
        for field in (self._notifications, self._sound, self._badge, self._tray, self._awake):
            self.add(field)
        self._notifications.box.toggled.connect(self._sound.setEnabled)
        self._sound.setEnabled(self._notifications.box.isChecked())
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.set_title(self.tr("In the background"))
        self._notifications.set_words(
            self.tr("Notify me when a job ends"),
            self.tr("While another window is in front. A click opens the video."),
        )
        self._sound.set_words(self.tr("With a sound"))
        self._badge.set_words(
            self.tr("Number on the program’s icon"),
            self.tr(
                "How many jobs need you: failed and uncertain ones. Where the taskbar or Dock "
                "can show it."
            ),
        )
        nowhere = not QSystemTrayIcon.isSystemTrayAvailable()
        self._tray.set_words(
            self.tr("Icon in the system tray"),
            self.tr("This desktop has no tray to show it in.")
            if nowhere
            else self.tr(
                "What is under way, with pause and the latest video. It goes with the window."
            ),
        )
        self._awake.set_words(
            self.tr("Stay awake while videos are downloaded"),
            self.tr(
                "The computer does not go to sleep by itself meanwhile; its screen may turn off."
            ),
        )


class PlaybackSection(SettingsSection):
    """How videos are decoded."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("playbackSection", parent)
        self._hardware = FlagField(bridge, "hardware_decoding", "hardwareDecodingBox")
        self.add(self._hardware)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.set_title(self.tr("Playback"))
        self._hardware.set_words(
            self.tr("Decode videos with the graphics hardware"),
            self.tr(
                "Turn this off if videos flicker or stay black. Takes effect at the next start."
            ),
        )
