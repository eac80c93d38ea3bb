"""The grid of clips: even columns, the keyboard, and a place that is kept while clips come."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from app.domain.clips import Clip
from app.ui.delegates.clip_delegate import CELL_PADDING, ClipDelegate
from app.ui.models.clips_model import ClipRole, ClipsModel
from app.ui.theme.tokens import PANE_PADDING
from app.ui.thumbnails import ThumbnailLoader

Index = QModelIndex | QPersistentModelIndex

_NARROWEST: Final = 176
_SCROLL_BAR: Final = 10


class ClipGrid(QListView):
    """Shows a `ClipsModel` in as many columns as fit, each as wide as the others."""

    opened = Signal(object)  # Clip
    copy_asked = Signal(object)  # Clip
    menu_asked = Signal(object, QPoint)  # Clip, global position

    def __init__(
        self, model: ClipsModel, thumbnails: ThumbnailLoader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._chosen = ""
        self._anchor: tuple[str, int] | None = None
        self._pressed_button = ""
        several = model.query.service is None
        self._delegate = ClipDelegate(thumbnails, self, names_services=several)
        thumbnails.loaded.connect(self._on_thumbnail_loaded)

        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        # What lies between the pane's edge and a still is half the cell's own.
        self.setViewportMargins(PANE_PADDING - CELL_PADDING, 0, 0, 0)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.clicked.connect(self._on_clicked)
        model.about_to_change.connect(self._on_about_to_change)
        model.arrived.connect(self._on_arrived)

    @property
    def current_clip(self) -> Clip | None:
        """The clip the keyboard is on, once its details were read."""
        clip: Clip | None = self.currentIndex().data(ClipRole.CLIP)
        return clip

    def choose(self, clip_id: str) -> None:
        """Marks a clip and scrolls to it, if it is shown."""
        row = self._model.row_of(clip_id)
        if row is not None and row != self.currentIndex().row():
            self.setCurrentIndex(self._model.index(row))

    def dataChanged(  # noqa: N802 - Qt's own name
        self, top_left: Index, bottom_right: Index, _roles: Sequence[int] = ()
    ) -> None:
        """Paints anew. Qt's own would lay all cells out anew, whose sizes never change."""
        if top_left == bottom_right:
            self.update(top_left)
        else:
            self.viewport().update()

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's own name
        """Nothing: looking through all rows would read all clips; there is a search field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        clip = self.current_clip
        if clip is not None and event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit(clip)
        elif clip is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(clip)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_columns()
        super().resizeEvent(event)

    def _fit_columns(self) -> None:
        # The scroll bar's width is kept free always: columns must not jump when it comes.
        # One pixel more: a row that fills the view to the last one is wrapped.
        room = self.width() - (PANE_PADDING - CELL_PADDING) - _SCROLL_BAR - 1
        columns = max(1, room // (_NARROWEST + 2 * CELL_PADDING))
        self._delegate.set_width(room // columns)
        self.scheduleDelayedItemsLayout()

    # -- Mouse ---------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_button = ""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_button = self._button_at(event.position().toPoint())
        if not self._pressed_button:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._pressed_button:
            super().mouseReleaseEvent(event)
        elif self._button_at(event.position().toPoint()) == self._pressed_button:
            self._model.download(self._pressed_button)
        self._pressed_button = ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        # The button in the cell looks different under the mouse.
        self.update(self.indexAt(event.position().toPoint()))

    def _button_at(self, place: QPoint) -> str:
        """The id of the clip whose download button is there, or nothing."""
        index = self.indexAt(place)
        if index.isValid() and self._delegate.is_on_button(self.visualRect(index), index, place):
            return self._model.id_at(index.row())
        return ""

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        clip = index.data(ClipRole.CLIP)
        if clip is not None:
            self.opened.emit(clip)

    @Slot(QPoint)
    def _on_menu_requested(self, place: QPoint) -> None:
        clip = self.indexAt(place).data(ClipRole.CLIP)
        if clip is not None:
            self.menu_asked.emit(clip, self.viewport().mapToGlobal(place))

    # -- Keeping the place ---------------------------------------------------------------------

    @Slot(bool)
    def _on_about_to_change(self, same_query: bool) -> None:
        current = self.currentIndex()
        self._chosen = self._model.id_at(current.row()) if current.isValid() else ""
        self._anchor = None
        top = self.indexAt(QPoint(CELL_PADDING, CELL_PADDING))
        if same_query and self.verticalScrollBar().value() > 0 and top.isValid():
            self._anchor = (self._model.id_at(top.row()), self.visualRect(top).top())

    @Slot(int)
    def _on_arrived(self, _found: int) -> None:
        row = self._model.row_of(self._chosen)
        if row is not None and row != self.currentIndex().row():
            self.setAutoScroll(False)
            self.setCurrentIndex(self._model.index(row))
            self.setAutoScroll(True)
        if self._anchor is not None:
            clip_id, top = self._anchor
            row = self._model.row_of(clip_id)
            if row is not None:
                self.executeDelayedItemsLayout()
                moved = self.visualRect(self._model.index(row)).top() - top
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + moved)

    @Slot(Path)
    def _on_thumbnail_loaded(self, _path: Path) -> None:
        self.viewport().update()
