"""An icon in the system's tray: what is under way, and what is done most often."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.domain.clips import ClipPlace, ClipQuery
from app.metadata import NAME
from app.ui.background.job_book import JobBook
from app.ui.bridge import Bridge
from app.ui.theme.resources import app_icon


class TrayMenu(QMenu):
    """How jobs stand, and the four things to do about it.

    `window_wanted` and `quit_wanted` say what was chosen; `clip_wanted` carries the latest video.
    `told` carries how jobs stand, whenever that changes.
    """

    window_wanted = Signal()
    clip_wanted = Signal(str)
    quit_wanted = Signal()
    told = Signal(str)

    def __init__(self, bridge: Bridge, book: JobBook) -> None:
        super().__init__()
        self.setObjectName("trayMenu")
        self._bridge = bridge
        self._book = book
        self._state = self._entry("trayState", self._tell)
        self._state.setEnabled(False)
        self.addSeparator()
        self._show = self._entry("trayShow", self.window_wanted.emit)
        self._pause = self._entry("trayPause", self._on_pause_chosen)
        self._latest = self._entry("trayLatest", self._on_latest_chosen)
        self.addSeparator()
        self._quit = self._entry("trayQuit", self.quit_wanted.emit)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._tell)
        for changed in (
            book.changed,
            bridge.quota_changed,
            bridge.queue_paused,
            bridge.signed_in,
            bridge.signed_out,
        ):
            changed.connect(self._on_changed)
        self._soon.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._on_changed()

    def _entry(self, name: str, chosen: Callable[[], object]) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        action.triggered.connect(chosen)
        self.addAction(action)
        return action

    @Slot()
    def _on_changed(self) -> None:
        self._soon.start()

    @Slot()
    def _tell(self) -> None:
        words = [
            self.tr("%n running", "", self._book.running),
            self.tr("%n waiting", "", self._book.waiting),
        ]
        left = [self._bridge.quota(service).remaining for service in self._bridge.services]
        known = [count for count in left if count is not None]
        if known:
            words.append(self.tr("%n left today", "", sum(known)))
        state = " · ".join(words)
        self._state.setText(state)
        self._show.setText(self.tr("Show Kadraj"))
        paused = self._bridge.paused
        self._pause.setText(self.tr("Resume the queue") if paused else self.tr("Pause the queue"))
        self._latest.setText(self.tr("Latest video"))
        self._quit.setText(self.tr("Quit"))
        self.told.emit(state)

    @Slot()
    def _on_pause_chosen(self) -> None:
        self._bridge.set_paused(not self._bridge.paused)

    @Slot()
    def _on_latest_chosen(self) -> None:
        query = ClipQuery(place=ClipPlace.HERE)

        def show(clip_ids: list[str]) -> None:
            for clip_id in clip_ids:
                self.clip_wanted.emit(clip_id)

        self._bridge.find_clips(query, show, limit=1)


class Tray(QObject):
    """The icon, with what its menu says as its tooltip. A click is a wish for the window."""

    def __init__(self, menu: TrayMenu, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._menu = menu
        self.icon = QSystemTrayIcon(app_icon(), self)
        self.icon.setContextMenu(menu)
        self.icon.activated.connect(self._on_activated)
        menu.told.connect(self._on_told)
        self.icon.show()

    def shut(self) -> None:
        """Takes the icon away, and its menu with it."""
        self.icon.hide()
        self._menu.deleteLater()
        self.deleteLater()

    @Slot(str)
    def _on_told(self, state: str) -> None:
        self.icon.setToolTip(f"{NAME}\n{state}")

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._menu.window_wanted.emit()
