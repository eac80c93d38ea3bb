"""The history of a service, or of both: search, filter, sort, and the grid of clips."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.clips import Clip, ClipCounts, ClipOrder, ClipPlace, ClipQuery
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.models.clips_model import ClipsModel
from app.ui.panes.clip_grid import ClipGrid
from app.ui.panes.clip_notice import ClipNotice
from app.ui.texts import prompt_unknown
from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, PANE_PADDING
from app.ui.thumbnails import ThumbnailLoader
from app.ui.widgets.chip import Chip
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.search_field import SearchField

#: How long a search waits for the next letter.
_TYPING_MS: Final = 120
_COUNT_MS: Final = 80
#: Narrower than this, the chips stand in a row of their own.
_ROOMY: Final = 680
_SMALLEST: Final = QSize(320, 160)


class HistoryPane(QWidget):
    """The clips of `service`, or of all services for None."""

    opened = Signal(object)  # Clip
    use_again = Signal(object)  # Clip
    compose_requested = Signal()

    def __init__(
        self,
        bridge: Bridge,
        service: str | None,
        thumbnails: ThumbnailLoader | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._service = service
        self._counts = ClipCounts(0, 0)
        self._model = ClipsModel(bridge, ClipQuery(service=service), self)
        suffix = service or "library"
        styled(self, role="window")
        self.setObjectName(f"historyPane_{suffix}")

        self._search = SearchField()
        self._search.setObjectName(f"historySearch_{suffix}")
        self._all = Chip()
        self._cloud = Chip()
        self._download_all = styled(QPushButton(), kind="quiet", compact=True, tone="dim")
        self._download_all.setIcon(icon("download"))
        self._sort = styled(QToolButton(), kind="quiet", tone="dim")
        self._refresh = styled(QToolButton(), kind="icon")
        self._grid = ClipGrid(self._model, thumbnails or ThumbnailLoader(self))
        self._grid.setObjectName(f"historyGrid_{suffix}")
        self._empty = EmptyState("film")
        self._notice = ClipNotice()
        self._notice.setObjectName(f"historyNotice_{suffix}")
        self._stack = QStackedWidget()
        self._chips = QWidget()
        self._bar = QGridLayout()

        self._typing = self._timer(_TYPING_MS)
        self._count_soon = self._timer(_COUNT_MS)
        self._make_chips(suffix)
        self._make_sort(suffix)
        self._make_refresh(suffix)
        self._lay_out()
        self._wire()
        self._count()
        self._on_services_changed()
        self._retranslate()

    def choose(self, clip_id: str) -> None:
        """Marks a clip in the grid, if it is there."""
        self._grid.choose(clip_id)

    def neighbour(self, clip_id: str, distance: int) -> str:
        """The id of the clip so many places after this one in the grid, or nothing."""
        row = self._model.row_of(clip_id)
        if row is None or not 0 <= row + distance < self._model.rowCount():
            return ""
        return self._model.id_at(row + distance)

    @Slot()
    def focus_search(self) -> None:
        """Puts the keyboard into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    # -- Building ------------------------------------------------------------------------------

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer

    def _make_chips(self, suffix: str) -> None:
        self._all.setObjectName(f"historyAll_{suffix}")
        self._cloud.setObjectName(f"historyNotDownloaded_{suffix}")
        self._download_all.setObjectName(f"historyDownloadAll_{suffix}")
        group = QButtonGroup(self)
        group.addButton(self._all)
        group.addButton(self._cloud)
        self._all.setChecked(True)
        self._download_all.hide()

    def _make_sort(self, suffix: str) -> None:
        self._sort.setObjectName(f"historySort_{suffix}")
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._sort.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._sort.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the caret after the words
        self._sort.setIcon(icon("expand"))
        self._sort.setIconSize(QSize(12, 12))
        menu = QMenu(self._sort)
        self._orders = QActionGroup(self)
        for order in (ClipOrder.NEWEST, ClipOrder.OLDEST):
            action = menu.addAction("")
            action.setData(order)
            action.setCheckable(True)
            action.setChecked(order is self._model.query.order)
            self._orders.addAction(action)
        self._sort.setMenu(menu)

    def _make_refresh(self, suffix: str) -> None:
        self._refresh.setObjectName(f"historyRefresh_{suffix}")
        self._refresh.setIcon(icon("retry"))
        self._refresh_action = QAction(self)
        self._refresh_action.setShortcut("F5")
        self.addAction(self._refresh_action)

    def _lay_out(self) -> None:
        chips = QHBoxLayout(self._chips)
        chips.setContentsMargins(0, 0, 0, 0)
        chips.setSpacing(GRID)
        chips.addWidget(self._all)
        chips.addWidget(self._cloud)
        chips.addWidget(self._download_all)
        chips.addStretch()
        self._bar.setContentsMargins(PANE_PADDING, GRID + 4, PANE_PADDING, GRID)
        self._bar.setSpacing(GRID)
        self._search.setMinimumWidth(112)
        self._search.setMaximumWidth(420)
        self._bar.addWidget(self._sort, 0, 3)
        self._bar.addWidget(self._refresh, 0, 4)
        self._place_search_and_chips()
        self._stack.addWidget(self._grid)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.addLayout(self._bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self._notice)
        for first, second in (
            (self._search, self._all),
            (self._all, self._cloud),
            (self._cloud, self._download_all),
            (self._download_all, self._sort),
            (self._sort, self._refresh),
            (self._refresh, self._grid),
        ):
            self.setTabOrder(first, second)

    def _place_search_and_chips(self) -> None:
        roomy = self.width() >= _ROOMY
        self._bar.removeWidget(self._search)
        self._bar.removeWidget(self._chips)
        if roomy:
            self._bar.addWidget(self._search, 0, 0)
            self._bar.addWidget(self._chips, 0, 1, 1, 2)
        else:
            self._bar.addWidget(self._search, 0, 0, 1, 3)
            self._bar.addWidget(self._chips, 1, 0, 1, 5)
        self._bar.setColumnStretch(0, 5)
        self._bar.setColumnStretch(2, 4 if roomy else 0)

    def _wire(self) -> None:
        self._search.textChanged.connect(self._typing.start)
        self._search.returnPressed.connect(self._on_search_settled)
        self._typing.timeout.connect(self._on_search_settled)
        self._all.toggled.connect(self._on_filter_toggled)
        self._download_all.clicked.connect(self._on_download_all_clicked)
        self._orders.triggered.connect(self._on_order_chosen)
        self._refresh.clicked.connect(self._on_refresh)
        self._refresh_action.triggered.connect(self._on_refresh)
        self._model.arrived.connect(self._on_arrived)
        self._grid.opened.connect(self.opened)
        self._grid.copy_asked.connect(self._on_copy_asked)
        self._grid.menu_asked.connect(self._on_menu_asked)
        self._empty.acted.connect(self._on_empty_acted)
        self._count_soon.timeout.connect(self._count)
        self._bridge.clip_changed.connect(self._on_clip_changed)
        self._bridge.history_merged.connect(self._on_history_merged)
        self._bridge.signed_in.connect(self._on_services_changed)
        self._bridge.signed_out.connect(self._on_services_changed)

    def minimumSizeHint(self) -> QSize:
        # Of the layout with the chips below; the layout now may be the wide one.
        return _SMALLEST

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_search_and_chips()

    # -- Texts ---------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._search.setAccessibleName(self.tr("Search the history"))
        self._all.setText(self.tr("All"))
        self._download_all.setText(self.tr("Download all"))
        self._grid.setAccessibleName(self.tr("Videos"))
        names = {
            ClipOrder.NEWEST: self.tr("Newest first"),
            ClipOrder.OLDEST: self.tr("Oldest first"),
        }
        for action in self._orders.actions():
            action.setText(names[ClipOrder(action.data())])
        self._sort.setText(names[self._model.query.order])
        self._sort.setAccessibleName(self.tr("Sort"))
        self._refresh.setAccessibleName(self.tr("Refresh"))
        self._refresh.setToolTip(
            self.tr("Refresh ({shortcut})").format(
                shortcut=self._refresh_action.shortcut().toString(
                    self._refresh_action.shortcut().SequenceFormat.NativeText
                )
            )
        )
        self._show_counts()
        self._explain_emptiness()

    def _show_counts(self) -> None:
        total, missing = self._counts.total, self._counts.not_downloaded
        self._search.setPlaceholderText(self.tr("Search %n video(s)", "", total))
        self._cloud.setText(self.tr("Not downloaded {count}").format(count=formats.number(missing)))
        self._download_all.setVisible(self._cloud.isChecked() and missing > 0)

    def _explain_emptiness(self) -> None:
        query = self._model.query
        if query.text:
            line = self.tr("Nothing matches “{text}”.").format(text=query.text)
            self._empty.set_texts(line, self.tr("Clear search"))
        elif query.place is ClipPlace.CLOUD and self._counts.total:
            self._empty.set_texts(self.tr("Everything is downloaded."), self.tr("Show all"))
        else:
            self._empty.set_texts(
                self.tr("No videos yet. Drop a picture or write a prompt."),
                self.tr("Make a video"),
            )

    # -- What the user does --------------------------------------------------------------------

    @Slot()
    def _on_search_settled(self) -> None:
        self._typing.stop()
        self._ask(text=self._search.text().strip())

    @Slot(bool)
    def _on_filter_toggled(self, _all: bool) -> None:
        self._ask(place=ClipPlace.CLOUD if self._cloud.isChecked() else None)
        self._show_counts()

    @Slot(QAction)
    def _on_order_chosen(self, action: QAction) -> None:
        self._ask(order=ClipOrder(action.data()))
        self._sort.setText(action.text())

    def _ask(self, **wanted: object) -> None:
        self._model.set_query(replace(self._model.query, **wanted))  # type: ignore[arg-type]

    @Slot()
    def _on_download_all_clicked(self) -> None:
        for row in range(self._model.rowCount()):
            self._model.download(self._model.id_at(row))

    @Slot()
    def _on_refresh(self) -> None:
        for service in self._reachable():
            self._bridge.refresh_history(service)

    @Slot()
    def _on_empty_acted(self) -> None:
        if self._model.query.text:
            self._search.clear()
            self._on_search_settled()
            self._search.setFocus()
        elif self._cloud.isChecked() and self._counts.total:
            self._all.setChecked(True)
        else:
            self.compose_requested.emit()

    @Slot(object)
    def _on_copy_asked(self, clip: Clip) -> None:
        if clip.prompt:
            self._notice.copy_prompt(clip.prompt)

    @Slot(object, QPoint)
    def _on_menu_asked(self, clip: Clip, place: QPoint) -> None:
        menu = self.menu_for(clip)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def menu_for(self, clip: Clip) -> QMenu:
        """What can be done with a clip."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        action = menu.addAction(icon("play"), self.tr("Open"))
        action.triggered.connect(lambda: self.opened.emit(clip))
        file = clip.file
        if file is None:
            action = menu.addAction(icon("download"), self.tr("Download"))
            action.setEnabled(not self._bridge.downloading(clip.id))
            action.triggered.connect(lambda: self._model.download(clip.id))
        else:
            action = menu.addAction(icon("folder"), self.tr("Show in folder"))
            action.triggered.connect(lambda: self._notice.show_in_folder(file))
        menu.addSeparator()
        copy = menu.addAction(icon("copy"), self.tr("Copy prompt"))
        copy.triggered.connect(lambda: self._on_copy_asked(clip))
        again = menu.addAction(icon("edit"), self.tr("Use again"))
        again.triggered.connect(lambda: self.use_again.emit(clip))
        for action in (copy, again):
            action.setEnabled(bool(clip.prompt))
            action.setToolTip("" if clip.prompt else prompt_unknown())
        return menu

    # -- What happened -------------------------------------------------------------------------

    @Slot(int)
    def _on_arrived(self, found: int) -> None:
        self._explain_emptiness()
        self._stack.setCurrentWidget(self._grid if found else self._empty)

    @Slot(object, bool)
    def _on_clip_changed(self, clip: Clip, _added: bool) -> None:
        if self._service in (None, clip.service):
            self._count_again_soon()

    @Slot(str, int, bool)
    def _on_history_merged(self, service: str, _total: int, changed: bool) -> None:
        if changed and self._service in (None, service):
            self._count_again_soon()

    def _count_again_soon(self) -> None:
        if not self._count_soon.isActive():
            self._count_soon.start()

    @Slot()
    def _count(self) -> None:
        self._bridge.count_clips(self._service, self._on_counted)

    def _on_counted(self, counts: ClipCounts) -> None:
        self._counts = counts
        self._show_counts()
        self._explain_emptiness()

    @Slot()
    def _on_services_changed(self) -> None:
        self._refresh.setEnabled(bool(self._reachable()))
        self._refresh_action.setEnabled(bool(self._reachable()))

    def _reachable(self) -> list[str]:
        return [known for known in self._bridge.services if self._service in (None, known)]
