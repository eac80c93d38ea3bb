"""The queue's list: mouse, keyboard and menu lead to the same actions."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QMenu, QWidget

from app.domain.jobs import JobState
from app.ui.delegates.job_delegate import JobDelegate
from app.ui.hearing import say
from app.ui.held_key import ENTER, let_go_first
from app.ui.models.queue_model import QueueModel, Role
from app.ui.models.queue_rows import MOVES, Action, JobRow, main_action, removable
from app.ui.panes.queue_drag import RowDrag
from app.ui.theme.icons import icon
from app.ui.thumbnails import ThumbnailLoader

Index = QModelIndex | QPersistentModelIndex

_ICONS: Final = {
    Action.OPEN: "play",
    Action.CHOOSE: "film",
    Action.CHECK_NOW: "search",
    Action.MARK_LOST: "close",
    Action.NOT_THIS: "reset",
    Action.OFFER_AGAIN: "reset",
    Action.SEND_AGAIN: "retry",
    Action.TRY_AGAIN: "retry",
    Action.CHANGE_KEY: "key",
    Action.IN_BROWSER: "external",
    Action.DOWNLOAD: "download",
    Action.PUT_BACK: "reset",
    Action.EDIT: "edit",
    Action.DUPLICATE: "add",
    Action.MOVE_UP: "up",
    Action.MOVE_DOWN: "down",
    Action.MOVE_FIRST: "first",
    Action.OTHER: "link",
    Action.TIMELINE: "clock",
    Action.COPY_PROMPT: "copy",
    Action.REMOVE: "remove",
}
#: Keys of their own, as the menu shows them beside the words.
KEYS: Final = {
    Action.DUPLICATE: "Ctrl+D",
    Action.MOVE_UP: "Alt+Up",
    Action.MOVE_DOWN: "Alt+Down",
    Action.MOVE_FIRST: "Alt+Home",
    Action.TIMELINE: "I",
    Action.REMOVE: "Del",
}
_SEPARATED: Final = frozenset({Action.MOVE_UP, Action.COPY_PROMPT, Action.REMOVE})
#: What can be done with several jobs at once.
_FOR_MANY: Final = (Action.DUPLICATE, Action.REMOVE)
#: After which somebody has seen that rows have moved.
_NOTICED_MS: Final = 500
_ENTER: Final = "Enter"
_SIDEWAYS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class QueueView(QListView):
    """Shows a `QueueModel`; `acted` says which job the user wants what done with.

    Enter does the main thing or says yes to a row's question, Escape says no, Delete removes, left
    and right choose one of a row's buttons for Enter, and the context menu has everything. Jobs
    that wait are dragged to another place; `moved` says where to. With several selected, what can
    be done with many is done with all.
    """

    acted = Signal(str, object)  # job id, Action
    acted_on_many = Signal(list, object)  # job ids, Action
    moved = Signal(list, object)  # job ids, id of the job they go in front of or None
    selected = Signal(object)  # Job or None

    def __init__(
        self, model: QueueModel, thumbnails: ThumbnailLoader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("queueList")
        self._jobs = model
        self._delegate = JobDelegate(thumbnails, self)
        self._delegate.triggered.connect(self.acted)
        self._aged = False  # whether time went by for rows out of sight
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self._at = QPoint()
        self._pressed_at = QPoint()
        self._meant: str | None = None  # the job whose row was pressed for its menu; "" for none
        # Where the pointer rests, the job there, and since when that is another than it was: a
        # button that comes under a finger about to click is not what it clicks on.
        self._rest: QPoint | None = None
        self._beneath: str | None = None
        self._slid = QElapsedTimer()
        self._drag = RowDrag(self)
        self._drag.dropped.connect(self._on_dropped)
        self.doubleClicked.connect(self._on_double_clicked)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        thumbnails.loaded.connect(self._on_thumbnail_loaded)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def menu_for(self, index: Index) -> QMenu:
        """Everything that can be done with a row's job."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        job = self._jobs.job_at(index)
        if job is None:
            return menu
        menu.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        chosen = self.chosen_ids()
        if len(chosen) > 1 and job.id in chosen:
            return self._fill_for_many(menu, chosen)
        group = self._jobs.group_at(index)
        entered = group and main_action(job, group, self._jobs.search(job.id))
        for offer in self._jobs.menu_offers(index):
            if offer.action in _SEPARATED and not menu.isEmpty():
                menu.addSeparator()
            entry = menu.addAction(icon(_ICONS[offer.action]), offer.text)
            entry.setToolTip(offer.tip)
            entry.setEnabled(offer.enabled)
            entry.setData((job.id, offer.action))
            keys = KEYS.get(offer.action) or (_ENTER if offer.action is entered else "")
            if keys:
                entry.setShortcut(QKeySequence(keys))
                entry.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # shown, not taken
        menu.triggered.connect(lambda entry: self.acted.emit(*entry.data()))
        return menu

    @Slot(str)
    def announce(self, text: str) -> None:
        """Says something to those who hear the list."""
        say(self, text)

    def chosen_ids(self) -> list[str]:
        """The selected jobs, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        jobs = (self._jobs.job_at(self._jobs.index(row)) for row in rows)
        return [job.id for job in jobs if job is not None]

    @Slot(list)
    def choose(self, job_ids: Sequence[str]) -> None:
        """Makes these jobs the selected ones and the first the current one, if they are shown."""
        found = [index for i in job_ids if (index := self._jobs.index_of(i)).isValid()]
        # `setCurrentIndex` of a view looks at the keys held down: with Ctrl it selects one more.
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if found:
            self.selectionModel().setCurrentIndex(found[0], how)
        for index in found[1:]:
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)

    def movable(self, job_id: str) -> list[str]:
        """What goes along when a job is moved: all that is selected with it and waits."""
        chosen = self.chosen_ids()
        moving = chosen if job_id in chosen else [job_id]
        return [i for i in moving if self._jobs.is_movable(self._jobs.index_of(i))]

    def _fill_for_many(self, menu: QMenu, chosen: list[str]) -> QMenu:
        for action in _FOR_MANY:
            entry = menu.addAction(
                icon(_ICONS[action]), self._jobs.words.for_many(action, len(chosen))
            )
            entry.setData(action)
        menu.triggered.connect(lambda entry: self.acted_on_many.emit(chosen, entry.data()))
        return menu

    # -- Events --------------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self._aimed_at(event.pos()) if by_mouse else self.currentIndex()
        menu = self.menu_for(index)
        if menu.isEmpty():
            menu.deleteLater()
            return
        place = event.pos() if by_mouse else self.visualRect(index).center()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(QPoint(place)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if self._drag.active:
            if event.key() == Qt.Key.Key_Escape:
                self._drag.cancel()
            return
        if event.key() in _SIDEWAYS and self._choose_button(index, _SIDEWAYS[Qt.Key(event.key())]):
            return
        many = next((action for action in _FOR_MANY if _typed(event) == KEYS[action]), None)
        if many is not None:  # of what is selected, wherever the keyboard is
            chosen = self.chosen_ids()
            if len(chosen) > 1:
                _once(event, many)
                self.acted_on_many.emit(chosen, many)
                return
            index = self._jobs.index_of(chosen[0]) if chosen else QModelIndex()
        job, action = self._jobs.job_at(index), self._action_for(event, index)
        if action is None or job is None:
            super().keyPressEvent(event)
        else:
            _once(event, action)
            self.acted.emit(job.id, action)

    def moveCursor(  # noqa: N802 -- Qt's own name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where a key leads; to the job under a group's line, where Qt would not move at all."""
        index = super().moveCursor(action, modifiers)
        on_line = index.isValid() and self._jobs.job_at(index) is None
        return index.siblingAtRow(index.row() + 1) if on_line else index

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentIndex().isValid() or event.reason() == Qt.FocusReason.MouseFocusReason:
            return
        rows = (self._jobs.index(row) for row in range(self._jobs.rowCount()))
        first = next((index for index in rows if self._jobs.job_at(index)), None)
        if first is not None:
            self.setCurrentIndex(first)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Qt arranges a column anew for another height alone; here a row's height follows its width.
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802 -- Qt's own name
        """Rows are dragged within the list, so nothing is handed to other windows."""
        job = self._jobs.job_at(self.currentIndex())
        if job is not None and (moving := self.movable(job.id)):
            self._drag.begin(moving, self._jobs.shown_line, self._at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        if event.button() == Qt.MouseButton.RightButton:
            job = self._jobs.job_at(self.indexAt(self._pressed_at))
            self._meant = "" if job is None else job.id
        if not self._just_slid(self._pressed_at):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._at = event.position().toPoint()
        self._rest, self._beneath = self._at, self._job_under(self._at)
        self._slid.invalidate()
        if self._drag.active:
            self._drag.move(self._at)
        elif not self._shakes(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag.active:
            self._drag.drop()
        else:
            super().mouseReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._drag.cancel()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drag.active:
            painter = QPainter(self.viewport())
            self._drag.paint(painter)
            painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._rest = None
            self._delegate.forget_pointer(self)
        return super().viewportEvent(event)

    def dataChanged(  # noqa: N802 -- Qt's own name
        self, top_left: Index, bottom_right: Index, roles: Sequence[int] = ()
    ) -> None:
        # QListView arranges all rows anew for any change. When only time went by, a repaint of
        # the row is enough, unless its words need another line now; nobody sees the others age.
        if list(roles) != [Role.CLOCK]:
            for row in range(top_left.row(), bottom_right.row() + 1):
                self._delegate.forget_height(self._jobs.index(row))
        elif not self.visualRect(top_left).intersects(self.viewport().rect()):
            self._aged = True
            return
        elif self._keeps_height(top_left):
            self.update(top_left)
            return
        super().dataChanged(top_left, bottom_right, list(roles))

    def rowsInserted(self, parent: Index, first: int, last: int) -> None:  # noqa: N802 -- Qt's name
        for row in range(first, last + 1):
            self._delegate.forget_height(self._jobs.index(row))
        super().rowsInserted(parent, first, last)

    def doItemsLayout(self) -> None:  # noqa: N802 -- Qt's own name
        super().doItemsLayout()
        if self._rest is not None and (beneath := self._job_under(self._rest)) != self._beneath:
            self._beneath = beneath
            self._slid.start()

    def reset(self) -> None:
        self._delegate.forget_heights()
        super().reset()

    def changeEvent(self, event: QEvent) -> None:
        self._delegate.forget_heights()
        super().changeEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 -- Qt's own name
        super().scrollContentsBy(dx, dy)
        if self._aged and not all(self._keeps_height(index) for index in self._in_sight()):
            self.scheduleDelayedItemsLayout()

    # -- Inside --------------------------------------------------------------------------------

    def _aimed_at(self, spot: QPoint) -> QModelIndex:
        """The row whose menu is asked for: some systems ask when the button is let go, and by then
        another row may be under the pointer."""
        meant, self._meant = self._meant, None
        return self.indexAt(spot) if meant is None else self._jobs.index_of(meant)

    def _job_under(self, spot: QPoint) -> str | None:
        job = self._jobs.job_at(self.indexAt(spot))
        return None if job is None else job.id

    def _just_slid(self, spot: QPoint) -> bool:
        """Whether a row has come under the resting pointer so lately that nobody can mean it."""
        self.executeDelayedItemsLayout()
        return (
            self._rest is not None
            and (spot - self._rest).manhattanLength() < QApplication.startDragDistance()
            and self._slid.isValid()
            and self._slid.elapsed() < _NOTICED_MS
        )

    def _shakes(self, event: QMouseEvent) -> bool:
        """Whether a press is no drag yet: Qt would select what the rows have brought under it."""
        way = (self._at - self._pressed_at).manhattanLength()
        return (
            bool(event.buttons())
            and self.state() == QAbstractItemView.State.NoState
            and way < QApplication.startDragDistance()
        )

    def _in_sight(self) -> Iterator[QModelIndex]:
        index = self.indexAt(QPoint(0, 0))
        while index.isValid() and self.visualRect(index).top() < self.viewport().height():
            yield index
            index = index.siblingAtRow(index.row() + 1)

    def _keeps_height(self, index: Index) -> bool:
        self._delegate.forget_height(index)
        return self.sizeHintForIndex(index).height() == self.visualRect(index).height()

    def _action_for(self, event: QKeyEvent, index: Index) -> Action | None:
        key = Qt.Key(event.key())
        job, group = self._jobs.job_at(index), self._jobs.group_at(index)
        if job is None or group is None:
            return None
        asked = self._jobs.question(job.id) is not None
        if key in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return None  # generates, where something can be generated
        if key in ENTER:
            if (chosen := self._delegate.chosen_button(index)) is not None:
                return chosen.action
            return Action.CONFIRM if asked else main_action(job, group, self._jobs.search(job.id))
        if key == Qt.Key.Key_Escape:
            return Action.CANCEL if asked else None
        action = next((action for action, keys in KEYS.items() if keys == _typed(event)), None)
        if action in MOVES:
            return action if job.state is JobState.WAITING else None
        if action is Action.REMOVE:
            return action if removable(job) else None
        return action

    def _choose_button(self, index: Index, step: int) -> bool:
        """Goes on to the next of a row's buttons or back; tells whether there are any."""
        row = index.data(Role.ROW)
        offers = [offer for offer in row.offers if offer.enabled] if isinstance(row, JobRow) else []
        if not offers:
            return False
        chosen = self._delegate.chosen_button(index)
        place = offers.index(chosen) + step if chosen in offers else min(step, 0)
        offer = offers[place % len(offers)]
        self._delegate.choose_button(index, offer)
        self.update(index)
        self.announce(offer.text)
        return True

    @Slot(list, object)
    def _on_dropped(self, job_ids: list[str], before: str | None) -> None:
        self.moved.emit(job_ids, before)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        job = self._jobs.job_at(index)
        if job is not None and job.state is JobState.WAITING:
            self.acted.emit(job.id, Action.EDIT)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._delegate.choose_button(current, None)
        self.selected.emit(self._jobs.job_at(current))

    @Slot(Path)
    def _on_thumbnail_loaded(self, path: Path) -> None:
        for number in range(self._jobs.rowCount()):
            index = self._jobs.index(number)
            row = index.data(Role.ROW)
            if isinstance(row, JobRow) and row.picture == path:
                self.update(index)


def _once(press: QKeyEvent, action: Action) -> None:
    """Held down, a key moves a job on and on; it makes one copy, and does not answer the question
    that it has brought up."""
    if action not in MOVES:
        let_go_first(press.key())


def _typed(event: QKeyEvent) -> str:
    return QKeySequence(event.keyCombination()).toString()
