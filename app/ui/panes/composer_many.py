"""The windows in which many videos are asked for at once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.requests import GenerationRequest
from app.ui.bridge import Bridge

if TYPE_CHECKING:
    from app.ui.dialogs.prompt_list import PromptList
    from app.ui.panes.drop_tray import DropTray


class ManyAtOnce(QObject):
    """Drop tray and prompt list of one service's composer, each loaded and made when it is first
    wanted. `current` gives what stands in the composer."""

    queued = Signal(int)  # how many

    def __init__(
        self,
        bridge: Bridge,
        service: str,
        memory: QSettings,
        current: Callable[[], GenerationRequest],
        composer: QWidget,
    ) -> None:
        super().__init__(composer)
        self._bridge = bridge
        self._service = service
        self._memory = memory
        self._current = current
        self._composer = composer
        self._tray: DropTray | None = None
        self._list: PromptList | None = None

    def open_tray(self, paths: Sequence[Path] = ()) -> None:
        """Shows the tray for many pictures, with these in it, as the fields are now."""
        if self._tray is None:
            from app.ui.panes.drop_tray import DropTray

            table = self._bridge.capabilities[self._service]
            self._tray = DropTray(self._bridge, table, self._memory, self._composer)
            self._tray.queued.connect(self.queued)
        if self._tray.is_empty and not self._tray.isVisible():
            self._tray.use(self._current())
        self._tray.add(paths)
        _bring_up(self._tray)

    @Slot()
    def open_list(self) -> None:
        """Shows the list of prompts, for the rest as the fields are now."""
        if self._list is None:
            from app.ui.dialogs.prompt_list import PromptList

            self._list = PromptList(self._bridge, self._memory, self._composer)
            self._list.queued.connect(self.queued)
        self._list.use(self._current())
        _bring_up(self._list)


def _bring_up(dialog: QDialog) -> None:
    if dialog.isVisible():
        dialog.raise_()
    dialog.show()
    dialog.activateWindow()
