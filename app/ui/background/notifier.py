"""Telling of jobs that end while the window is not in front."""

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from app.domain.jobs import Job
from app.metadata import NAME
from app.ui.background.job_book import Ending, JobBook
from app.ui.bridge import Bridge
from app.ui.theme.resources import app_icon

if TYPE_CHECKING:
    from app.ui.background.notification_bus import NotificationBus

#: Milliseconds in which endings become one notification.
_TOGETHER: Final = 1_000
_LONGEST: Final = 80
#: What lets a window come before that of another program on Wayland; Qt reads it, and forgets it.
_TOKEN: Final = "XDG_ACTIVATION_TOKEN"  # noqa: S105 - a name


class Notifier(QObject):
    """One notification, which counts what has ended since `window` was in front.

    `wanted` carries what a click on it is a wish for: a clip, or a job in the queue (one of the
    two is empty).
    """

    wanted = Signal(str, str)  # clip id, job id

    def __init__(
        self,
        bridge: Bridge,
        book: JobBook,
        window: QWidget,
        parent: QObject | None = None,
        together: int = _TOGETHER,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._counts: Counter[str] = Counter()
        self._prompt = ""
        self._target = ("", "")
        self._bus: NotificationBus | None = None
        self._icon: QSystemTrayIcon | None = None
        self._soon = QTimer(self, singleShot=True, interval=together)
        self._soon.timeout.connect(self._show)
        book.ended.connect(self._on_ended)
        window.installEventFilter(self)

    def shut(self) -> None:
        """Takes away what is shown; nothing is shown any more."""
        self._soon.stop()
        self._forget()
        if self._bus is not None:
            self._bus.shut()

    @Slot(object, str)
    def _on_ended(self, job: Job, ending: str) -> None:
        if not self._bridge.settings.notifications or _in_front():
            return
        self._counts[ending] += 1
        self._prompt = " ".join(job.request.prompt.split())
        if ending == Ending.READY:
            self._target = (job.clip_id or "", "" if job.clip_id else job.id)
        elif not self._target[0]:
            self._target = ("", job.id)  # a video that can be seen is worth more
        if not self._soon.isActive():
            self._soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self._forget()
        return super().eventFilter(watched, event)

    def _forget(self) -> None:
        """Who looks at the window needs no notification."""
        self._counts.clear()
        self._target = ("", "")
        self._soon.stop()
        if self._bus is not None:
            self._bus.withdraw()
        if self._icon is not None:
            self._icon.hide()

    # -- Words ---------------------------------------------------------------------------------

    def _words(self) -> tuple[str, str]:
        """Title and text: what has ended, the most welcome first; of a single job its prompt."""
        counts = self._counts
        told = {
            Ending.READY: self.tr("%n video(s) ready", "", counts[Ending.READY]),
            Ending.FAILED: self.tr("%n job(s) failed", "", counts[Ending.FAILED]),
            Ending.UNCERTAIN: self.tr("%n job(s) uncertain", "", counts[Ending.UNCERTAIN]),
        }
        title, *others = (words for ending, words in told.items() if counts[ending])
        if counts.total() > 1:
            return title, " · ".join(others)
        short = len(self._prompt) <= _LONGEST
        return title, self._prompt if short else f"{self._prompt[:_LONGEST].rstrip()}…"

    # -- Showing -------------------------------------------------------------------------------

    @Slot()
    def _show(self) -> None:
        if not self._counts or _in_front():
            return
        title, text = self._words()
        sound = self._bridge.settings.notification_sound
        if sys.platform == "linux":
            self._on_bus().show(title, text, sound=sound)
        else:
            self._by_icon(title, text)

    def _on_bus(self) -> "NotificationBus":
        if self._bus is None:
            from app.ui.background.notification_bus import NotificationBus  # Linux only

            self._bus = NotificationBus(self)
            self._bus.clicked.connect(self._on_clicked)
            self._bus.sound_missing.connect(QApplication.beep)
        return self._bus

    def _by_icon(self, title: str, text: str) -> None:
        """Windows and macOS notify for an icon in the tray; it is there as long as the words."""
        if self._icon is None:
            self._icon = QSystemTrayIcon(app_icon(), self)
            self._icon.setToolTip(NAME)
            self._icon.messageClicked.connect(self._on_clicked)
            self._icon.activated.connect(self._on_clicked)
        self._icon.show()
        self._icon.showMessage(title, text, app_icon())

    @Slot()
    @Slot(str)
    def _on_clicked(self, token: object = "") -> None:
        if isinstance(token, str) and token:
            os.environ[_TOKEN] = token
        target = self._target
        self._forget()
        self.wanted.emit(*target)


def _in_front() -> bool:
    """Whether the keyboard is in one of the program's windows."""
    return QApplication.activeWindow() is not None
