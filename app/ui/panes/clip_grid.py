"""The grid of clips: even columns under their days, the keyboard, and a place that is kept."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.clips import Clip
from app.ui.calls import Abandon
from app.ui.clip_deeds import files_of
from app.ui.delegates.clip_delegate import CELL_PADDING, ClipDelegate, Hover
from app.ui.delegates.day_heading import HEADING, paint_heading, paint_rubber_band
from app.ui.delegates.drag_picture import STILLS, drag_picture
from app.ui.filmstrips import FilmstripLoader
from app.ui.hearing import tell_of_row, tell_row
from app.ui.models.clips_model import ClipRole, ClipsModel
from app.ui.panes.grid_layout import GridLayout
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import GRID, PANE_PADDING
from app.ui.thumbnails import ThumbnailLoader

Index = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction
_Select = QItemSelectionModel.SelectionFlag

_CTRL: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
_NARROWEST: Final = 176
_SCROLL_BAR: Final = 10
_WHEEL_STEP: Final = 3 * GRID
_NOWHERE: Final = QPoint(-1, -1)
#: When a dialog opens, no word comes that the mouse has left what is behind it.
_MOUSE_IS_GONE: Final = frozenset(
    {
        QEvent.Type.Leave,
        QEvent.Type.Wheel,
        QEvent.Type.WindowBlocked,
        QEvent.Type.WindowDeactivate,
    }
)


class ClipGrid(QListView):
    """Shows a `ClipsModel` in as many columns as fit, each as wide as the others.

    A list view for Qt and for those who hear it; where cells lie is reckoned by `GridLayout`,
    for Qt's own layout knows no headings and walks through every row.
    """

    opened = Signal(object)  # Clip
    copy_asked = Signal()
    drag_refused = Signal()  # nothing that was pulled away is a file here
    files_dropped = Signal(list)  # Paths of folders and videos
    menu_asked = Signal(object, QPoint)  # Clip, global position

    def __init__(
        self,
        model: ClipsModel,
        thumbnails: ThumbnailLoader,
        filmstrips: FilmstripLoader,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._clips = model
        self._chosen: list[str] = []
        self._current = ""
        self._expected: list[str] = []  # to be selected when they are there
        self._anchor: tuple[str, int] | None = None
        self._rows_before = 0
        self._in_sight = False  # where the keyboard was, before the list changed
        self._pressed_button = ""
        self._pulled = False  # away, since the button was pressed: no band comes of it now
        self._drop_pulled: Abandon = lambda: None  # what is pulled and still being read
        self._rubber_from: QPoint | None = None
        self._rubber_to = QPoint()
        several = model.query.service is None
        self._delegate = ClipDelegate(thumbnails, filmstrips, self, names_services=several)
        self._layout = GridLayout((), 1, self._delegate.cell)
        thumbnails.loaded.connect(self._on_thumbnail_loaded)
        filmstrips.loaded.connect(self._on_filmstrip_loaded)

        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setMouseTracking(True)
        # Of a viewport that paints all of itself only what comes into sight is painted anew.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        # What lies between the pane's edge and a still is half the cell's own.
        self.setViewportMargins(PANE_PADDING - CELL_PADDING, 0, 0, 0)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.clicked.connect(self._on_clicked)
        model.about_to_change.connect(self._on_about_to_change)
        model.arrived.connect(self._on_arrived)

    # -- What others may ask -------------------------------------------------------------------

    @property
    def current_clip(self) -> Clip | None:
        """The clip the keyboard is on, once its details were read."""
        clip: Clip | None = self.currentIndex().data(ClipRole.CLIP)
        return clip

    @property
    def selected_ids(self) -> list[str]:
        """The ids of the selected clips, in the grid's order."""
        ranges = sorted(self._ranges(), key=lambda part: part.top())
        return [
            self._clips.id_at(row)
            for part in ranges
            for row in range(part.top(), part.bottom() + 1)
        ]

    @property
    def selected_count(self) -> int:
        """How many clips are selected."""
        return sum(part.height() for part in self._ranges())

    def _ranges(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(number) for number in range(selection.count())]

    def choose(self, clip_id: str) -> None:
        """Marks a clip and scrolls to it, now or when it has come; none is marked until then."""
        row = self._clips.row_of(clip_id)
        if row is None:
            self.expect([clip_id])
            return
        self._expected = []
        index = self._clips.index(row)
        # The keyboard alone may be there, for Qt puts it on the first row of what gets the focus.
        if index != self.currentIndex() or not self.selectionModel().isSelected(index):
            self._choose_alone(index)

    def enter(self) -> None:
        """Takes the keyboard, on the first clip unless it was on another."""
        self._expected = []
        self.setFocus(Qt.FocusReason.TabFocusReason)
        here = self.currentIndex()
        self._choose_alone(here if here.isValid() else self._clips.index(0))

    def _choose_alone(self, index: Index) -> None:
        """Selects this clip and no other, whatever keys are held down: with the Ctrl of Ctrl+3 Qt
        would select one more."""
        self.setCurrentIndex(index)
        self.selectionModel().select(index, _Select.ClearAndSelect)
        self.scrollTo(index)  # also when it was the current one before

    def expect(self, clip_ids: Sequence[str]) -> None:
        """Selects these clips and none else, now or when they have come, unless somebody chooses
        others before."""
        self._expected = list(clip_ids)
        if not self._choose_expected():
            self.clearSelection()
            if not self.hasFocus():  # whoever goes through the grid goes on from where they are
                self.selectionModel().clearCurrentIndex()

    def _choose_expected(self) -> bool:
        rows = [row for i in self._expected if (row := self._clips.row_of(i)) is not None]
        if not rows:
            return False
        self._expected = []
        self._choose_alone(self._clips.index(min(rows)))
        for row in rows:
            self.selectionModel().select(self._clips.index(row), _Select.Select)
        return True

    def visible_rows(self) -> list[int]:
        """The rows of which something is on the screen."""
        top = self.verticalOffset()
        rows = self._layout.rows_between(top, top + self.viewport().height())
        return [row for row in rows if row < self._clips.rowCount()]

    # -- Where things lie ----------------------------------------------------------------------

    def doItemsLayout(self) -> None:  # noqa: N802 - Qt's own name
        # The scroll bar's width is kept free always: columns must not jump when it comes.
        room = self.width() - (PANE_PADDING - CELL_PADDING) - _SCROLL_BAR
        columns = max(1, room // (_NARROWEST + 2 * CELL_PADDING))
        self._delegate.set_width(room // columns)
        self._delegate.under_days = bool(self._clips.days)
        days = [count for _, count in self._clips.days]
        self._layout = GridLayout(
            days or [self._clips.rowCount()],
            columns,
            self._delegate.cell,
            heading=HEADING if days else 0,
        )
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's own name
        page = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._layout.height - page))
        bar.setPageStep(max(1, page - HEADING))
        bar.setSingleStep(_WHEEL_STEP)
        QAbstractItemView.updateGeometries(self)

    def horizontalOffset(self) -> int:  # noqa: N802 - Qt's own name
        return 0

    def verticalOffset(self) -> int:  # noqa: N802 - Qt's own name
        return self.verticalScrollBar().value()

    def visualRect(self, index: Index) -> QRect:  # noqa: N802 - Qt's own name
        self.executeDelayedItemsLayout()
        if not index.isValid() or index.row() >= self._layout.rows:
            return QRect()
        return self._layout.rect(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, place: QPoint) -> QModelIndex:  # noqa: N802 - Qt's own name
        self.executeDelayedItemsLayout()
        row = self._layout.row_at(place + QPoint(0, self.verticalOffset()))
        if row is None or row >= self._clips.rowCount() or place.y() < self._pinned():
            return QModelIndex()
        return self._clips.index(row)

    def _pinned(self) -> int:
        """How far down the heading that stays on top reaches over the cells."""
        top = self.verticalOffset()
        for _, heading in self._layout.headings_between(top, top):
            return heading - top + self._layout.heading
        return 0

    def scrollTo(  # noqa: N802 - Qt's own name
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        self.executeDelayedItemsLayout()
        if not index.isValid() or index.row() >= self._layout.rows:
            return
        cell = self._layout.rect(index.row())
        page = self.viewport().height()
        top = self.verticalOffset()
        highest = cell.top() - self._layout.heading
        lowest = cell.bottom() + 1 - page
        if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            self.verticalScrollBar().setValue(cell.center().y() - page // 2)
        elif hint is QAbstractItemView.ScrollHint.PositionAtTop or highest < top:
            self.verticalScrollBar().setValue(highest)
        elif lowest > top:
            self.verticalScrollBar().setValue(min(highest, lowest))

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's own name
        self.viewport().scroll(dx, dy)
        # A heading on top stays where it is while everything moves, itself among it.
        for top in (0, dy) if self._layout.heading else ():
            self.viewport().update(0, top, self.viewport().width(), self._layout.heading)
        if self._rubber_from is not None:
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        current = self.currentIndex()
        # What is said at the pane's foot takes room; it must not hide half of where one is.
        whole = QRect(QPoint(), event.oldSize()).contains(self.visualRect(current))
        self.scheduleDelayedItemsLayout()
        QAbstractItemView.resizeEvent(self, event)
        if whole:
            self.scrollTo(current)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's own name
        # A list view that has laid nothing out itself would tell of no row.
        QAbstractItemView.currentChanged(self, current, previous)
        if self.hasFocus():
            tell_row(self, current.row())

    def selectionChanged(  # noqa: N802 - Qt's own name
        self, selected: QItemSelection, deselected: QItemSelection
    ) -> None:
        QAbstractItemView.selectionChanged(self, selected, deselected)
        for ranges, event in (
            (selected, QAccessible.Event.SelectionAdd),
            (deselected, QAccessible.Event.SelectionRemove),
        ):
            if not ranges.isEmpty():
                tell_of_row(self, ranges.at(0).top(), event)

    def isIndexHidden(self, _index: Index) -> bool:  # noqa: N802 - Qt's own name
        return False

    # -- Selecting -----------------------------------------------------------------------------

    def moveCursor(  # noqa: N802 - Qt's own name
        self, action: _Move, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        self.executeDelayedItemsLayout()
        last = self._layout.rows - 1
        row = max(0, self.currentIndex().row())
        if last < 0:
            return QModelIndex()
        page = max(1, self.viewport().height() // self._delegate.cell.height())
        lines = {
            _Move.MoveUp: -1,
            _Move.MoveDown: 1,
            _Move.MovePageUp: -page,
            _Move.MovePageDown: page,
        }
        rows = {
            _Move.MoveLeft: row - 1,
            _Move.MovePrevious: row - 1,
            _Move.MoveRight: row + 1,
            _Move.MoveNext: row + 1,
            _Move.MoveHome: 0,
            _Move.MoveEnd: last,
        }
        if not self.currentIndex().isValid():
            target = 0
        elif action in lines:
            target = self._layout.step(row, lines[action])
        else:
            target = min(last, max(0, rows[action]))
        return self._clips.index(target)

    def setSelection(  # noqa: N802 - Qt's own name
        self, rect: QRect, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        """Of a rubber band what it touches, otherwise all from one corner to the other."""
        if self.state() is QAbstractItemView.State.DragSelectingState:
            self._rubber_to = rect.bottomRight()
            chosen = self._touched(rect.normalized())
            self.viewport().update()
        else:
            first, last = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())
            if not (first.isValid() and last.isValid()):
                first = last = first if first.isValid() else last
            if first.row() > last.row():
                first, last = last, first
            chosen = QItemSelection(first, last) if first.isValid() else QItemSelection()
        self.selectionModel().select(chosen, command)

    def _touched(self, rect: QRect) -> QItemSelection:
        chosen = QItemSelection()
        top = self.verticalOffset()
        moved = rect.translated(0, top)
        begin = end = -2
        for row in self._layout.rows_between(moved.top(), moved.bottom()):
            if not self._layout.rect(row).intersects(moved):
                continue
            if row != end + 1:
                if begin >= 0:
                    chosen.select(self._clips.index(begin), self._clips.index(end))
                begin = row
            end = row
        if begin >= 0:
            chosen.select(self._clips.index(begin), self._clips.index(end))
        return chosen

    def visualRegionForSelection(  # noqa: N802 - Qt's own name
        self, selection: QItemSelection
    ) -> QRegion:
        region = QRegion()
        for row in self.visible_rows():
            index = self._clips.index(row)
            if selection.contains(index):
                region += self.visualRect(index)
        return region

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._expected = []
        clip = self.current_clip
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif clip is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(clip)
        elif event.text().isprintable() and event.text() and not event.modifiers() & _CTRL:
            # Qt would look for a row that begins so, through all clips; there is a search field.
            # Letters do something with the selected clips, and Space plays.
            event.ignore()
        else:
            QAbstractItemView.keyPressEvent(self, event)

    # -- Painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        self.executeDelayedItemsLayout()
        painter = QPainter(self.viewport())
        dirty = event.region()
        painter.fillRect(dirty.boundingRect(), QColor(current_tokens().window))
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        selection = self.selectionModel()
        current = self.currentIndex().row() if self.hasFocus() else -1
        top = self.verticalOffset()
        # While one scrolls there are two stripes far from each other, above and below.
        open_to_sight = dirty - QRect(0, 0, self.viewport().width(), self._pinned())
        reach = open_to_sight.boundingRect()
        for row in self._layout.rows_between(top + reach.top(), top + reach.bottom()):
            option.rect = self._layout.rect(row).translated(0, -top)
            if not open_to_sight.intersects(option.rect):
                continue
            index = self._clips.index(row)
            option.state = plain
            if selection.isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if row == current:
                option.state |= QStyle.StateFlag.State_HasFocus
            self._delegate.paint(painter, option, index)
        self._paint_headings(painter, top, dirty)
        if self._rubber_from is not None:
            band = QRect(self._rubber_from - QPoint(0, top), self._rubber_to).normalized()
            paint_rubber_band(painter, band)
        painter.end()

    def _paint_headings(self, painter: QPainter, top: int, dirty: QRegion) -> None:
        width = self.viewport().width()
        height = self.viewport().height()
        for section, heading in self._layout.headings_between(top, top + height):
            day, count = self._clips.days[section]
            line = QRect(0, heading - top, width, HEADING)
            if dirty.intersects(line):
                pinned = heading == top > 0
                paint_heading(painter, line, day, count, self.font(), pinned=pinned)

    def dataChanged(  # noqa: N802 - Qt's own name
        self, top_left: Index, bottom_right: Index, _roles: Sequence[int] = ()
    ) -> None:
        """Paints anew. Qt's own would lay all cells out anew, whose sizes never change."""
        if top_left == bottom_right:
            self.update(top_left)
        else:
            for row in self.visible_rows():
                if top_left.row() <= row <= bottom_right.row():
                    self.update(self._clips.index(row))

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:  # noqa: N802
        QAbstractItemView.rowsInserted(self, parent, start, end)
        self.scheduleDelayedItemsLayout()

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:  # noqa: N802
        QAbstractItemView.rowsAboutToBeRemoved(self, parent, start, end)
        self.scheduleDelayedItemsLayout()

    # -- Mouse ---------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        self._pressed_button = ""
        self._expected = []
        self._pulled = False
        self._drop_pulled()
        self._rubber_from = None
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_button = self._button_at(place)
            if not self.indexAt(place).isValid():
                self._rubber_from = place + QPoint(0, self.verticalOffset())
                self._rubber_to = place
        if not self._pressed_button:
            QAbstractItemView.mousePressEvent(self, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drop_pulled()
        if self._rubber_from is not None:
            self._rubber_from = None
            self.viewport().update()
        if not self._pressed_button:
            QAbstractItemView.mouseReleaseEvent(self, event)
        elif self._button_at(event.position().toPoint()) == self._pressed_button:
            self._clips.download(self._pressed_button)
        self._pressed_button = ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not (self._pulled and event.buttons()):
            QAbstractItemView.mouseMoveEvent(self, event)
        held = self._pulled and event.buttons()
        self._hover(_NOWHERE if held else event.position().toPoint())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in _MOUSE_IS_GONE:
            self._hover(_NOWHERE)
        return super().viewportEvent(event)

    def _hover(self, place: QPoint) -> None:
        """The cell under the mouse looks different, and moves as the mouse does."""
        before = self._delegate.hover
        index = self.indexAt(place)
        if index.isValid():
            cell = self.visualRect(index)
            self._delegate.hover = Hover(index.row(), place - cell.topLeft())
        else:
            self._delegate.hover = None
        for hover in (before, self._delegate.hover):
            if hover is not None:
                self.update(self._clips.index(hover.row))

    def _button_at(self, place: QPoint) -> str:
        """The id of the clip whose download button is there, or nothing."""
        index = self.indexAt(place)
        if index.isValid() and self._delegate.is_on_button(self.visualRect(index), index, place):
            return self._clips.id_at(index.row())
        return ""

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        clip = index.data(ClipRole.CLIP)
        if clip is not None and self.selected_count <= 1:
            self.opened.emit(clip)

    @Slot(QPoint)
    def _on_menu_requested(self, place: QPoint) -> None:
        clip = self.indexAt(place).data(ClipRole.CLIP)
        if clip is not None:
            self.menu_asked.emit(clip, self.viewport().mapToGlobal(place))

    # -- Drag and drop -------------------------------------------------------------------------

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802 - Qt's own name
        """The selected videos leave as files, which stay here: whoever takes them copies.

        Of very many, not all are known yet: they leave when they are read, if they are still held.
        """
        self._pulled = True
        self._hover(_NOWHERE)
        self._on_clicked(self.currentIndex())  # no click comes any more that would open it
        self._drop_pulled = self._clips.read(self.selected_ids, self._pull_out)

    def _pull_out(self, selected: list[Clip]) -> None:
        clips = [clip for clip in selected if clip.file is not None]
        if not clips:
            self.drag_refused.emit()
            return
        drag = QDrag(self)
        drag.setMimeData(files_of(clips))
        stills = [self._delegate.still_of(clip) for clip in clips[:STILLS]]
        pixmap = drag_picture(stills, len(clips), self.font(), self.devicePixelRatioF())
        drag.setPixmap(pixmap)
        drag.setHotSpot(QPoint(GRID, GRID))
        drag.exec(Qt.DropAction.CopyAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.source() is None and _videos_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.files_dropped.emit(_videos_in(event.mimeData()))

    # -- Keeping the place ---------------------------------------------------------------------

    @Slot(bool)
    def _on_about_to_change(self, same_query: bool) -> None:
        current = self.currentIndex()
        self._current = self._clips.id_at(current.row()) if current.isValid() else ""
        self._chosen = self.selected_ids
        self._anchor = None
        self._rows_before = self._clips.rowCount()
        self._in_sight = same_query and current.row() in self.visible_rows()
        rows = self.visible_rows() if same_query and self.verticalOffset() > 0 else []
        if rows:
            rect = self.visualRect(self._clips.index(rows[0]))
            self._anchor = (self._clips.id_at(rows[0]), rect.top())

    @Slot(int)
    def _on_arrived(self, _found: int) -> None:
        self._delegate.hover = None
        self.scheduleDelayedItemsLayout()
        self._choose_again()
        if self._expected and self._choose_expected():
            self._anchor = None
        if self._anchor is not None:
            clip_id, top = self._anchor
            row = self._clips.row_of(clip_id)
            if row is not None:
                self.executeDelayedItemsLayout()
                moved = self.visualRect(self._clips.index(row)).top() - top
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + moved)
        if self._in_sight and self._clips.rowCount() < self._rows_before:
            # Another took the place of what was thrown away, or has moved up.
            self.scrollTo(self.currentIndex())

    def _choose_again(self) -> None:
        """What was selected is selected still, where a new list still has it."""
        selection = self.selectionModel()
        row = self._clips.row_of(self._current)
        if row is not None and row != self.currentIndex().row():
            selection.setCurrentIndex(self._clips.index(row), _Select.NoUpdate)
        if not selection.hasSelection():
            for clip_id in self._chosen:
                row = self._clips.row_of(clip_id)
                if row is not None:
                    selection.select(self._clips.index(row), _Select.Select)

    @Slot(Path)
    def _on_thumbnail_loaded(self, path: Path) -> None:
        for row in self.visible_rows():
            index = self._clips.index(row)
            clip: Clip | None = index.data(ClipRole.CLIP)
            if clip is not None and clip.thumbnail == path:
                self.update(index)

    @Slot(str)
    def _on_filmstrip_loaded(self, clip_id: str) -> None:
        hover = self._delegate.hover
        if hover is not None and hover.row == self._clips.row_of(clip_id):
            self.update(self._clips.index(hover.row))


def _videos_in(data: QMimeData) -> list[Path]:
    """The folders and MP4 files in what is dragged."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() == ".mp4" or path.is_dir()]
