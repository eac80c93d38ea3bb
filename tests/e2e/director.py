"""Plays a user in a running Kadraj: finds things in the window, and does with them what hands do.

Looking is done inside the program, acting through the X server: a click that falls beside a
button, or on something that covers it, does not press it here either.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QMenu,
    QWidget,
)

from tests.e2e.hand import Hand

Found = TypeVar("Found", bound=QWidget)

PATIENCE: Final = 60.0
_LOOK_EVERY: Final = 0.02
#: How often the hand moves to and fro over another program before it lets go.
_LINGERING: Final = 8


class NotSeenError(AssertionError):
    """What the user waited for did not come."""


class Director:
    """`pictures` is the folder for screenshots. All coroutines run on Qt's own loop."""

    def __init__(self, pictures: Path) -> None:
        self._hand = Hand()
        self.pictures = pictures

    # -- Waiting and looking -------------------------------------------------------------------

    async def until(
        self, condition: Callable[[], object], what: str, *, seconds: float = PATIENCE
    ) -> None:
        """Waits for a condition. Raises `NotSeenError`, with a picture taken, after `seconds`."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while not condition():
            if loop.time() > deadline:
                picture = self.photograph("not-seen")
                raise NotSeenError(f"not seen in {seconds:.0f} s: {what} (see {picture})")
            await asyncio.sleep(_LOOK_EVERY)

    def sees(self, name: str) -> bool:
        """Whether something of this object name is on the screen."""
        return self._look_for(QWidget, name) is not None

    async def find(self, kind: type[Found], name: str) -> Found:
        """The visible widget of this object name, as soon as there is one."""
        await self.until(lambda: self._look_for(kind, name), f"a {kind.__name__} {name}")
        found = self._look_for(kind, name)
        assert found is not None
        return found

    def texts(self) -> list[str]:
        """All that can be read in labels and buttons on the screen."""
        read = []
        for window in QApplication.topLevelWidgets():
            labels, buttons = window.findChildren(QLabel), window.findChildren(QAbstractButton)
            parts: list[QLabel | QAbstractButton] = [*labels, *buttons]
            read += [part.text() for part in parts if part.isVisible()]
        return read

    async def read(self, text: str, *, seconds: float = PATIENCE) -> None:
        """Waits until a label or button says this."""
        await self.until(
            lambda: any(text in read for read in self.texts()), f"“{text}”", seconds=seconds
        )

    def rows(self, name: str) -> list[str]:
        """What the rows of a list say to who hears them."""
        view = self._look_for(QAbstractItemView, name)
        if view is None:
            return []
        model, role = view.model(), Qt.ItemDataRole.AccessibleTextRole
        return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]

    async def row(self, name: str, text: str) -> None:
        """Waits until a row of a list says this."""
        await self.until(lambda: any(text in row for row in self.rows(name)), f"“{text}” in {name}")

    def photograph(self, name: str) -> Path:
        """Takes a picture of the whole screen, as it is at this moment."""
        path = self.pictures / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.screen_picture().save(str(path))
        return path

    @staticmethod
    def screen_picture() -> QPixmap:
        """The whole screen."""
        return QGuiApplication.primaryScreen().grabWindow(0)

    def screen_picture_of(self, widget: QWidget) -> QImage:
        """What the screen shows where a widget is."""
        place = QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
        screen = QGuiApplication.primaryScreen()
        return screen.grabWindow(0, place.x(), place.y(), place.width(), place.height()).toImage()

    # -- Acting --------------------------------------------------------------------------------

    async def click(self, name: str, *, times: int = 1, button: int = 1) -> None:
        """Clicks in the middle of a widget."""
        widget = await self.find(QWidget, name)
        await self.click_on(widget, times=times, button=button)

    async def click_on(self, widget: QWidget, *, times: int = 1, button: int = 1) -> None:
        """Clicks a widget that can be reached and is enabled."""
        await self._reach(widget)
        place = _pixels(widget.mapToGlobal(_spot(widget)))
        await self._act(self._hand.click, place, times=times, button=button)

    async def click_text(self, name: str, text: str) -> None:
        """Clicks the button that says `text` inside the widget of this name."""

        def button() -> QAbstractButton | None:
            around = self._look_for(QWidget, name)
            buttons = around.findChildren(QAbstractButton) if around is not None else []
            return next((b for b in buttons if b.text() == text and b.isVisible()), None)

        await self.until(button, f"“{text}” in {name}")
        found = button()
        assert found is not None
        await self.click_on(found)

    async def click_row(self, name: str, row: int, *, times: int = 1, button: int = 1) -> None:
        """Clicks in the middle of a list's row."""
        view = await self.find(QAbstractItemView, name)
        await self.until(lambda: view.model().rowCount() > row, f"row {row} of {name}")
        index = view.model().index(row, 0)
        view.scrollTo(index)
        place = view.viewport().mapToGlobal(view.visualRect(index).center())
        await self._act(self._hand.click, _pixels(place), times=times, button=button)

    async def click_at(self, place: QPoint) -> None:
        """Clicks a place, in Qt's own coordinates of the screen."""
        await self._act(self._hand.click, _pixels(place))

    async def choose_from_menu(self, action: str) -> None:
        """Clicks an entry of the menu that is open, by its action's object name or its words."""

        def entry() -> tuple[QMenu, QAction] | None:
            menu = QApplication.activePopupWidget()
            if not isinstance(menu, QMenu):
                return None
            names = ((a, {a.objectName(), a.text()}) for a in menu.actions())
            return next(((menu, a) for a, named in names if action in named), None)

        await self.until(entry, f"a menu with {action}")
        found = entry()
        assert found is not None
        menu, wanted = found
        place = menu.mapToGlobal(menu.actionGeometry(wanted).center())
        await self._act(self._hand.click, _pixels(place))

    async def choose(self, name: str, text: str) -> None:
        """Opens a combo box and clicks the entry that says `text`."""
        box = await self.find(QComboBox, name)
        await self.click_on(box)
        view = box.view()
        await self.until(view.isVisible, f"the list of {name}")
        index = view.model().index(box.findText(text), box.modelColumn())
        place = view.viewport().mapToGlobal(view.visualRect(index).center())
        await self._act(self._hand.click, _pixels(place))
        await self.until(lambda: not view.isVisible(), f"the list of {name} gone")

    async def write(self, name: str, text: str) -> None:
        """Clicks a field, empties it and types."""
        widget = await self.find(QWidget, name)
        await self.click_on(widget)
        await self.until(widget.hasFocus, f"the cursor in {name}")
        await self.keys("ctrl+a", "BackSpace")
        await self.type_text(text)

    async def type_text(self, text: str) -> None:
        """Types where the keyboard is."""
        await self._act(self._hand.type, text)

    async def keys(self, *combinations: str) -> None:
        """Presses keys one after the other."""
        await self._act(self._hand.keys, *combinations)

    async def hold(self, combination: str) -> None:
        """Presses keys together and does not let them go for a while."""
        await self._act(self._hand.hold, combination)

    async def put_away(self) -> None:
        """Minimizes the window, as one does by its title bar where it has one."""
        await self._act(self._hand.put_away)
        await self.until(lambda: QApplication.activeWindow() is None, "no window in front")

    async def point_at(self, place: QPoint) -> None:
        """Moves the pointer to a pixel of the screen."""
        await self._act(self._hand.move, place)

    async def drag(self, start: QPoint, name: str) -> None:
        """Drags from a pixel of the screen onto a widget, and lets go over it once the widget has
        seen it coming."""
        widget = await self.find(QWidget, name)
        coming = _Coming(widget)
        end = _middle(widget)
        await self._act(self._hand.move, start)
        await self._act(self._hand.press)
        await self._act(self._hand.glide, start, end)
        async with asyncio.timeout(PATIENCE):
            while not coming.seen:  # a drag is told of moves only
                for place in (end + QPoint(1, 0), end):
                    await self._act(self._hand.move, place)
        await self._act(self._hand.release)
        await self.until(lambda: coming.dropped, f"a drop on {name}")

    async def carry(self, start: QPoint, end: QPoint) -> None:
        """Holds the left button from one pixel of the screen to another."""
        await self._act(self._hand.move, start)
        await self._act(self._hand.press)
        await self._act(self._hand.glide, start, end)
        await self._act(self._hand.release)

    async def drag_row(self, name: str, row: int, above: int) -> None:
        """Drags a list's row to the place above another one."""
        view = await self.find(QAbstractItemView, name)
        rows = [view.visualRect(view.model().index(n, 0)) for n in (row, above)]
        places = (rows[0].center(), QPoint(rows[1].center().x(), rows[1].top() + 4))
        start, end = (_pixels(view.viewport().mapToGlobal(place)) for place in places)
        coming = _Coming(view.viewport())
        await self._act(self._hand.move, start)
        await self._act(self._hand.press)
        await self._act(self._hand.glide, start, end)
        async with asyncio.timeout(PATIENCE):
            while not coming.seen:  # a drag is told of moves only
                for place in (end + QPoint(1, 0), end):
                    await self._act(self._hand.move, place)
        await self._act(self._hand.release)
        await self.until(lambda: coming.dropped, f"a drop in {name}")

    async def carry_row(self, name: str, row: int, above: int) -> None:
        """Carries a list's row to the place above another one, in a list that moves rows by
        itself."""
        view = await self.find(QAbstractItemView, name)
        rows = [view.visualRect(view.model().index(n, 0)) for n in (row, above)]
        places = (rows[0].center(), QPoint(rows[1].center().x(), rows[1].top() + 4))
        start, end = (_pixels(view.viewport().mapToGlobal(place)) for place in places)
        await self.carry(start, end)

    async def drag_row_out(
        self, name: str, row: int, end: QPoint, over: Callable[[], object], what: str
    ) -> None:
        """Drags a list's row to a pixel of the screen, and lets go there; waits until it is over.

        Another program answers in its own time: one stays there until it has seen what comes.
        """
        view = await self.find(QAbstractItemView, name)
        start = view.visualRect(view.model().index(row, 0)).center()
        await self._act(self._hand.move, _pixels(view.viewport().mapToGlobal(start)))
        await self._act(self._hand.press)
        await self._act(self._hand.glide, _pixels(view.viewport().mapToGlobal(start)), end)
        for place in (end + QPoint(1, 0), end) * _LINGERING:
            await self._act(self._hand.move, place)
        await self._act(self._hand.release)
        await self.until(over, what)

    # -- Inside --------------------------------------------------------------------------------

    @staticmethod
    def _look_for(kind: type[Found], name: str) -> Found | None:
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window.objectName() == name and isinstance(window, kind):
                return window
            # One name may be in several windows and tabs: what is seen is meant.
            for child in window.findChildren(kind, name):
                if child.isVisible():
                    return child
        return None

    async def _reach(self, widget: QWidget) -> None:
        seen: list[QPoint] = []

        def reachable() -> bool:
            spot = widget.mapToGlobal(_spot(widget))
            rests = spot in seen[-1:]  # what is being laid out is elsewhere when the hand is there
            seen.append(spot)
            at = QApplication.widgetAt(spot)
            inside = at is not None and (at is widget or widget.isAncestorOf(at))
            handle = widget.window().windowHandle()
            exposed = handle is not None and handle.isExposed()
            return rests and inside and exposed and widget.isEnabled()

        name = widget.objectName() or type(widget).__name__
        await self.until(reachable, f"{name} within reach")

    @staticmethod
    async def _act(action: Callable[..., None], *arguments: object, **how: object) -> None:
        # Beside the loop: the window has to go on living while its user's hand is moving.
        await asyncio.to_thread(action, *arguments, **how)


class _Coming(QObject):
    """Watches a drag come to a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.seen = self.dropped = False
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragMove:
            self.seen = True
        elif event.type() == QEvent.Type.Drop:
            self.dropped = True
        return False


def focused() -> QWidget | None:
    """Where the keyboard is."""
    return QApplication.focusWidget()


def _spot(widget: QWidget) -> QPoint:
    """Where one clicks a widget: its middle, but a check box at its box."""
    middle = widget.rect().center()
    return QPoint(middle.y(), middle.y()) if isinstance(widget, QCheckBox) else middle


def _middle(widget: QWidget) -> QPoint:
    return _pixels(widget.mapToGlobal(widget.rect().center()))


def _pixels(place: QPoint) -> QPoint:
    """From Qt's own coordinates to the screen's."""
    return place * QGuiApplication.primaryScreen().devicePixelRatio()
