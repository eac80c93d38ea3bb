"""What stands in a composer is there again at the next start."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QSettings, QTimer, Slot

from app.domain.requests import GenerationRequest
from app.ui.bridge import Bridge

_AFTER: Final = 400  # milliseconds of quiet


class ComposerDraft(QObject):
    """Keeps a service's draft, and takes it up unless somebody was quicker.

    `current` gives what stands in the composer, and where its picture's frame lies; `fill` puts
    both back.
    """

    def __init__(
        self,
        bridge: Bridge,
        service: str,
        memory: QSettings,
        current: Callable[[], tuple[GenerationRequest, float]],
        fill: Callable[[GenerationRequest, float], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._memory = memory
        self._place = f"composer/along_{service}"
        self._current = current
        self._fill = fill
        self._touched = False  # by the user, or by what is used again: no draft comes over it
        self._due = QTimer(self, singleShot=True, interval=_AFTER)
        self._due.timeout.connect(self._keep)
        bridge.load_draft(service, self._take_up)

    def touch(self) -> None:
        """What stands there has changed."""
        self._touched = True
        self._due.start()

    def shut(self) -> None:
        """The window closes: what was entered a moment ago is kept, too."""
        if self._due.isActive():
            self._due.stop()
            self._keep()

    def _take_up(self, draft: GenerationRequest | None) -> None:
        if draft is not None and not self._touched:
            self._fill(draft, float(str(self._memory.value(self._place, 0.5))))
            self._due.stop()

    @Slot()
    def _keep(self) -> None:
        draft, along = self._current()
        self._bridge.keep_draft(draft)
        self._memory.setValue(self._place, along)
