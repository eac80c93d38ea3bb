"""The pane in which two videos are compared: it is made when it is needed first."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.clips import Clip
from app.ui.bridge import Bridge

if TYPE_CHECKING:
    from app.ui.panes.compare import ComparePane


class Comparing(QObject):
    """`put` gets the pane and puts it into the window; `begun` and `left` say when it has all of
    the window, and when no longer."""

    begun = Signal()
    left = Signal()

    def __init__(
        self, bridge: Bridge, memory: QSettings, put: Callable[[QWidget], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._memory = memory
        self._put = put
        self._pane: ComparePane | None = None

    @property
    def active(self) -> bool:
        """Whether two videos are compared at this moment."""
        return self._pane is not None and self._pane.active

    @Slot(list)
    def begin(self, clip_ids: Sequence[str]) -> None:
        """Begins with two clips, the first one left."""
        self._bridge.load_clips(clip_ids, self._begin)

    @Slot()
    def end(self) -> None:
        """Closes both, if there are any."""
        if self._pane is not None:
            self._pane.end()

    @Slot(list)
    def let_go(self, clip_ids: Sequence[str]) -> None:
        """Ends when a file of these is about to be renamed, moved or deleted."""
        if self._pane is not None:
            self._pane.let_go(clip_ids)

    def shut(self) -> None:
        """Closes what is open. For the end of the program."""
        if self._pane is not None:
            self._pane.shut()

    def _begin(self, clips: list[Clip]) -> None:
        if len(clips) != 2 or self.active:
            return
        if self._pane is None:
            from app.ui.panes.compare import ComparePane

            self._pane = ComparePane(self._bridge, self._memory)
            self._pane.left.connect(self.left)
            self._put(self._pane)
        self.begun.emit()
        self._pane.begin(clips)
