"""The menu of what is on the stage."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from app.ui.panes.player_area import PlayerArea
from app.ui.theme.icons import icon


class StageMenu(QMenu):
    """How large the video is shown, and what can be done with it."""

    def __init__(
        self,
        area: PlayerArea,
        *,
        fill_screen: Callable[[], None],
        copy_frame: Callable[[], None],
        save_frame: Callable[[], None],
    ) -> None:
        super().__init__(area)
        self.setObjectName("stageMenu")
        self.setAccessibleName(area.accessibleName())
        sizes = QActionGroup(self)
        for text, actual in ((self.tr("All of it"), False), (self.tr("Actual size"), True)):
            action = self.addAction(text, partial(area.set_actual_size, actual))
            action.setCheckable(True)
            action.setChecked(area.actual_size is actual)
            sizes.addAction(action)
            if actual != area.actual_size:
                action.setShortcut("Z")
        for sign, text, keys, deed in (
            ("fullscreen", self.tr("Full screen"), "F11", fill_screen),
            ("copy", self.tr("Copy frame"), "Ctrl+Shift+C", copy_frame),
            ("picture", self.tr("Save frame…"), "Ctrl+Shift+S", save_frame),
        ):
            self.addAction(icon(sign), text, keys, deed)
