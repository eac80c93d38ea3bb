"""Keeping the computer awake while videos are downloaded."""

import logging
from threading import Event, Thread
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from app.domain.settings import Settings
from app.ui.bridge import Bridge

_LOG = logging.getLogger(__name__)

#: Milliseconds between two looks whether anything is still downloaded, and so the longest time
#: for which the computer is kept awake for nothing.
_LOOK: Final = 5_000


class Awake(QObject):
    """Asks the system not to sleep from a download's beginning to the end of the last one.

    The asking has a thread of its own, which lives as long as the wish: wakepy's means are a
    thread's own. When the program ends in whatever way, the system knows that the wish is over.
    """

    def __init__(self, bridge: Bridge, parent: QObject | None = None, look: int = _LOOK) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._clips: set[str] = set()
        self._over: Event | None = None
        self._look = QTimer(self, interval=look)
        self._look.timeout.connect(self._on_looked)
        bridge.download_started.connect(self._on_download_seen)
        bridge.download_progressed.connect(self._on_download_seen)
        bridge.settings_changed.connect(self._on_settings_changed)

    @property
    def wished(self) -> bool:
        """Whether the system is asked not to sleep."""
        return self._over is not None

    def shut(self) -> None:
        """Lets the computer sleep."""
        self._look.stop()
        self._clips.clear()
        if self._over is not None:
            self._over.set()
            self._over = None

    @Slot(str)
    def _on_download_seen(self, clip_id: str) -> None:
        if not self._bridge.settings.keep_awake:
            return
        self._clips.add(clip_id)
        if self._over is None:
            self._over = Event()
            Thread(target=_stay_awake, args=(self._over,), name="stay awake", daemon=True).start()
            self._look.start()

    @Slot()
    def _on_looked(self) -> None:
        self._clips = {clip for clip in self._clips if self._moves(clip)}
        if not self._clips:
            self.shut()

    def _moves(self, clip_id: str) -> bool:
        """Whether a clip is really downloaded; one that has met trouble may rest for hours."""
        halted = self._bridge.downloads_paused or self._bridge.download_rests(clip_id) is not None
        return self._bridge.downloading(clip_id) and not halted

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        if not settings.keep_awake:
            self.shut()


def _stay_awake(over: Event) -> None:
    from wakepy import keep  # for those who want it

    with keep.running(on_fail="pass") as mode:
        if not mode.active:
            _LOG.info("this computer cannot be kept awake")
        over.wait()
