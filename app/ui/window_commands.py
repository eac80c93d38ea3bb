"""What can be done everywhere in the main window, and the palette of all that can be done in it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.texts import service_title
from app.ui.theme.icons import icon
from app.ui.window_frame import LIBRARY

if TYPE_CHECKING:
    from app.ui.dialogs.palette import Palette

_PALETTE: Final = "paletteAction"

#: Menus of what is chosen, each with the name of its group.
Menus = Sequence[tuple[str, QMenu]]


class WindowCommands(QObject):
    """Actions on the window, and the palette that finds them and all others on Ctrl+K.

    `menus` makes menus of what is chosen at this moment; they go with the palette. Whoever has
    actions that it takes a moment to make puts them on the window when they are `wanted`.
    """

    wanted = Signal()
    search_asked = Signal()
    settings_asked = Signal()
    tab_asked = Signal(str)
    queue_asked = Signal()
    prompt_asked = Signal()

    def __init__(
        self, window: QWidget, tabs: Sequence[str], memory: QSettings, menus: Callable[[], Menus]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tabs = tabs
        self._memory = memory
        self._menus = menus
        self._made: list[QMenu] = []
        self._palette: Palette | None = None  # made when it is needed first
        key = QKeySequence.StandardKey
        self._add(_PALETTE, "search", "Ctrl+K", self.open)
        self._add("searchAction", "search", key.Find, self.search_asked.emit)
        self._add("settingsAction", "settings", "Ctrl+,", self.settings_asked.emit)
        for number, tab in enumerate(tabs, start=1):
            deed = partial(self.tab_asked.emit, tab)
            self._add(f"goTo_{tab}", "forward", f"Ctrl+{number}", deed)
        self._add("goToPrompt", "edit", "Ctrl+P", self.prompt_asked.emit)
        self._add("goToQueue", "queue", "Ctrl+J", self.queue_asked.emit)
        self._add("quitAction", "close", key.Quit, window.window().close)
        window.installEventFilter(self)
        self._retranslate()

    @Slot()
    def open(self) -> None:
        """Shows the palette over the window."""
        from app.ui.commands import commands_of
        from app.ui.dialogs.palette import Palette

        if self._palette is None:
            self._palette = Palette(self._memory, self._window)
            self._palette.finished.connect(self._forget_menus)
        self._forget_menus()
        menus = self._menus()
        self._made = [menu for _, menu in menus]
        found = commands_of(self._window, menus)
        others = [command for command in found if command.name != _PALETTE]
        self._palette.open_over(self._window, others)
        QTimer.singleShot(0, self, self._add_what_came)

    def add(self, menu: QMenu, group: str) -> None:
        """Puts what a menu has into the palette, if it is still open; for menus that come late."""
        from app.ui.commands import commands_of

        self._made.append(menu)
        if self._palette is not None:
            self._palette.add(commands_of(self._window, [(group, menu)]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hears that the window speaks another language."""
        if watched is self._window and event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        return super().eventFilter(watched, event)

    # -- Inside --------------------------------------------------------------------------------

    def _add(
        self,
        name: str,
        sign: str,
        keys: str | QKeySequence.StandardKey,
        deed: Callable[[], object],
    ) -> None:
        action = QAction(icon(sign), "", self._window)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: deed())
        self._window.addAction(action)

    def _retranslate(self) -> None:
        names = {
            _PALETTE: self.tr("All commands…"),
            "searchAction": self.tr("Search the history"),
            "settingsAction": self.tr("Settings…"),
            "goToPrompt": self.tr("Write a prompt"),
            "goToQueue": self.tr("Go to the queue"),
            "quitAction": self.tr("Close Kadraj"),
        }
        for tab in self._tabs:
            title = self.tr("Library") if tab == LIBRARY else service_title(tab)
            names[f"goTo_{tab}"] = self.tr("Go to {tab}").format(tab=title)
        for action in self._window.actions():
            action.setText(names.get(action.objectName(), action.text()))

    @Slot()
    def _add_what_came(self) -> None:
        from app.ui.commands import commands_of

        self.wanted.emit()
        if self._palette is not None:
            found = commands_of(self._window)
            self._palette.add(command for command in found if command.name != _PALETTE)

    @Slot()
    def _forget_menus(self) -> None:
        for menu in self._made:
            menu.deleteLater()
        self._made = []
