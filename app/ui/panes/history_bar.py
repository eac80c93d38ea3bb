"""Over a grid: search, filters that are in force, order, and what is done with the whole list."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QToolButton, QWidget

from app.domain.clips import ClipCounts, ClipPlace, ClipQuery
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.panes import filters
from app.ui.panes.filter_popover import FilterPopover
from app.ui.panes.score_label import ScoreLabel
from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, PANE_PADDING
from app.ui.widgets.chip import Chip
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.icon_button import icon_button
from app.ui.widgets.removable_chip import RemovableChip
from app.ui.widgets.search_field import SearchField

#: How long a search waits for the next letter.
_TYPING_MS: Final = 120
#: Narrower than this, the chips stand in a row of their own.
_ROOMY: Final = 680
#: Narrower than this, the order is a sign without words.
_TIGHT: Final = 520


class HistoryBar(QWidget):
    """Says in `query_changed` what is asked for; what it offers besides is in its other signals."""

    query_changed = Signal(object)  # ClipQuery
    refresh_asked = Signal()
    download_all_asked = Signal()
    download_everything_asked = Signal()
    pause_asked = Signal(bool)
    import_asked = Signal()
    cull_asked = Signal()

    def __init__(self, bridge: Bridge, query: ClipQuery, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._service = query.service
        self._query = query
        self._counts = ClipCounts(0, 0)
        suffix = query.service or "library"

        self.search = SearchField()
        self.search.setObjectName(f"historySearch_{suffix}")
        self._all, self._cloud, self._favourites = Chip(), Chip(), Chip()
        self._all.setObjectName(f"historyAll_{suffix}")
        self._cloud.setObjectName(f"historyNotDownloaded_{suffix}")
        self._favourites.setObjectName(f"historyFavourites_{suffix}")
        self._favourites.setIcon(icon("heart", checked_tone="accent"))
        self._favourites.setIconSize(QSize(12, 12))
        self._download_all = styled(QPushButton(), kind="quiet", compact=True, tone="dim")
        self._download_all.setObjectName(f"historyDownloadAll_{suffix}")
        self._download_all.setIcon(icon("download"))
        self._filter = icon_button(f"historyFilter_{suffix}", "filter", checked_tone="accent")
        self._filter.setCheckable(True)
        self._sort = styled(QToolButton(), kind="quiet", tone="dim")
        self._sort.setObjectName(f"historySort_{suffix}")
        self._cull = icon_button(f"historyCull_{suffix}", "cull")
        self._refresh = icon_button(f"historyRefresh_{suffix}", "retry")
        self._more = icon_button(f"historyMore_{suffix}", "more")
        self._popover = FilterPopover(bridge, query.service, self)
        self._narrowed: list[RemovableChip] = []
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._grid = QGridLayout(self)

        self._score: ScoreLabel | None = None
        if query.service is None:
            self._score = ScoreLabel(bridge, whole=False)
            self._score.setObjectName("libraryScore")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._make_sort()
        self._make_more()
        self._refresh_action = QAction(self)
        self._refresh_action.setShortcut("F5")
        self._lay_out()
        self._wire()
        self._retranslate()

    @property
    def query(self) -> ClipQuery:
        """What is asked for."""
        return self._query

    @property
    def refresh_action(self) -> QAction:
        """F5, to be put where it is to work."""
        return self._refresh_action

    @property
    def more_actions(self) -> list[QAction]:
        """What is done with the whole list, for where the bar is not in sight."""
        return self._more.menu().actions()

    def set_query(self, query: ClipQuery) -> None:
        """Asks for something, and shows that."""
        if query.text != self.search.text().strip():
            self.search.setText(query.text)
            self._typing.stop()
        self._query = query
        self._show_query()
        self.query_changed.emit(query)

    def clear(self) -> None:
        """Asks for everything."""
        self.set_query(filters.cleared(self._query, self._service))

    @property
    def _unfiltered(self) -> ClipQuery:
        """All that the search finds."""
        return replace(filters.cleared(self._query, self._service), text=self._query.text)

    def set_counts(self, counts: ClipCounts) -> None:
        """The figures of the whole list."""
        self._counts = counts
        self._show_counts()

    def set_reachable(self, reachable: bool) -> None:
        """Whether there is a service to read the history from."""
        for control in (self._refresh, self._refresh_action, self._everything):
            control.setEnabled(reachable)

    # -- Building ------------------------------------------------------------------------------

    def _make_sort(self) -> None:
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._sort.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the caret after the words
        menu = QMenu(self._sort)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._orders = QActionGroup(self)
        for order in filters.order_names():
            action = menu.addAction("")
            action.setData(order)
            action.setCheckable(True)
            self._orders.addAction(action)
        self._sort.setMenu(menu)

    def _make_more(self) -> None:
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the menu's right edge here
        menu = QMenu(self._more)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._import = menu.addAction(icon("folder"), "", self.import_asked.emit)
        self._import.setObjectName("importFolder")
        menu.addSeparator()
        self._everything = menu.addAction(icon("download"), "")
        self._everything.setObjectName("downloadEverything")
        self._everything.triggered.connect(self.download_everything_asked)
        self._pause = menu.addAction(icon("pause"), "")
        self._pause.setObjectName("pauseDownloads")
        self._pause.setCheckable(True)
        self._pause.setChecked(self._bridge.downloads_paused)
        self._pause.triggered.connect(self.pause_asked)
        self._more.setMenu(menu)

    def _lay_out(self) -> None:
        for chip in (self._all, self._cloud, self._favourites, self._download_all):
            self._flow.addWidget(chip)
        self._download_all.hide()
        if self._score is not None:
            self._score.setFixedHeight(3 * GRID)
            self._flow.addWidget(self._score)
        self._grid.setContentsMargins(PANE_PADDING, GRID + 4, PANE_PADDING, GRID)
        self._grid.setSpacing(GRID)
        self.search.setMinimumWidth(11 * GRID)
        self.search.setMaximumWidth(420)
        self._place_search_and_chips()  # first, or Tab would come to the buttons before them
        buttons = (self._filter, self._sort, self._cull, self._refresh, self._more)
        for column, button in enumerate(buttons, start=3):
            self._grid.addWidget(button, 0, column)

    @Slot()
    def _place_search_and_chips(self) -> None:
        beside = self.width() >= _ROOMY and not self._narrowed
        self._grid.removeWidget(self.search)
        self._grid.removeWidget(self._chips)
        if beside:
            self._grid.addWidget(self.search, 0, 0)
            self._grid.addWidget(self._chips, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        else:
            self._grid.addWidget(self.search, 0, 0, 1, 3)
            self._grid.addWidget(self._chips, 1, 0, 1, 8)
        # Chips wrap, so they would give way first: they need all of their line.
        self._chips.setMinimumWidth(self._flow.sizeHint().width() if beside else 0)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(2, 1 if beside else 0)

    def _size_sort(self) -> None:
        tight = self.width() < _TIGHT
        styled(self._sort, kind="icon" if tight else "quiet")
        self._sort.setIcon(icon("sort" if tight else "expand"))
        self._sort.setIconSize(QSize(16, 16) if tight else QSize(12, 12))
        self._sort.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if tight
            else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )

    def _wire(self) -> None:
        self.search.textChanged.connect(self._typing.start)
        self.search.returnPressed.connect(self._on_search_settled)
        self._typing.timeout.connect(self._on_search_settled)
        self._all.clicked.connect(self._on_all_clicked)
        self._cloud.clicked.connect(self._on_cloud_clicked)
        self._favourites.clicked.connect(self._on_favourites_clicked)
        self._download_all.clicked.connect(self.download_all_asked)
        self._orders.triggered.connect(self._on_order_chosen)
        self._filter.clicked.connect(self._on_filter_clicked)
        self._popover.changed.connect(self.set_query)
        self._refresh.clicked.connect(self.refresh_asked)
        self._refresh_action.triggered.connect(self.refresh_asked)
        self._cull.clicked.connect(self.cull_asked)
        if self._score is not None:
            self._score.told.connect(self._place_search_and_chips)
        self._bridge.downloads_pause_changed.connect(self._pause.setChecked)

    def minimumSizeHint(self) -> QSize:
        # Of the layout with the chips below; the layout now may be the wide one.
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tight = event.size().width() < _TIGHT
        if event.oldSize().width() < 0 or tight != (event.oldSize().width() < _TIGHT):
            self._size_sort()
        self._place_search_and_chips()

    # -- Texts ---------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.search.setAccessibleName(self.tr("Search the history"))
        self._all.setText(self.tr("All"))
        self._favourites.setText(self.tr("Favourites"))
        self._download_all.setText(self.tr("Download all"))
        names = filters.order_names()
        for action in self._orders.actions():
            action.setText(names[action.data()])
        self._sort.setAccessibleName(self.tr("Sort"))
        self._sort.menu().setAccessibleName(self._sort.accessibleName())
        self._refresh_action.setText(self.tr("Refresh"))
        keys = self._refresh_action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        for button, name, tip in (
            (self._filter, self.tr("Filter"), self.tr("Filter")),
            (self._cull, self.tr("Cull"), self.tr("Look through one by one (C)")),
            (
                self._refresh,
                self.tr("Refresh"),
                self.tr("Refresh ({shortcut})").format(shortcut=keys),
            ),
            (self._more, self.tr("More"), self.tr("More")),
        ):
            button.setAccessibleName(name)
            button.setToolTip(tip)
        self._popover.setAccessibleName(self._filter.accessibleName())
        self._more.menu().setAccessibleName(self._more.accessibleName())
        self._import.setText(self.tr("Import a folder of videos…"))
        self._everything.setText(self.tr("Download everything"))
        self._pause.setText(self.tr("Pause downloads"))
        self._show_query()
        self._show_counts()

    def _show_counts(self) -> None:
        total, missing = self._counts.total, self._counts.not_downloaded
        self.search.set_hint(self.tr("Search %n video(s)", "", total), self.tr("Search"))
        counted = self.tr("Not downloaded {count}").format(count=formats.number(missing))
        # The figure is the whole list's, of which a search or a filter leaves others.
        whole = replace(self._query, place=None) == filters.cleared(self._query, self._service)
        self._cloud.setText(counted if whole else filters.place_name(ClipPlace.CLOUD))
        self._download_all.setVisible(self._cloud.isChecked() and missing > 0)
        self._everything.setVisible(missing > 0)
        self._place_search_and_chips()

    def _show_query(self) -> None:
        query = self._query
        self._all.setChecked(query == self._unfiltered)
        self._cloud.setChecked(query.place is ClipPlace.CLOUD)
        self._favourites.setChecked(query.favourites)
        for action in self._orders.actions():
            action.setChecked(action.data() == query.order)
        order = filters.order_names()[query.order]
        self._sort.setText(order)
        self._sort.setToolTip(self.tr("Sort: {order}").format(order=order))
        for chip in self._narrowed:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._narrowed = []
        for name, without in filters.narrowed(query, self._service):
            chip = RemovableChip(name, self.tr("Remove filter"))
            chip.setObjectName("historyNarrowed")
            chip.removed.connect(lambda without=without: self.set_query(without))
            self._flow.insert_widget(3 + len(self._narrowed), chip)
            self._narrowed.append(chip)
        self._filter.setChecked(bool(self._narrowed))
        self._show_counts()

    # -- What the user does --------------------------------------------------------------------

    @Slot()
    def _on_search_settled(self) -> None:
        self._typing.stop()
        text = self.search.text().strip()
        if text != self._query.text:
            self.set_query(replace(self._query, text=text))

    @Slot()
    def _on_all_clicked(self) -> None:
        self.set_query(self._unfiltered)

    @Slot(bool)
    def _on_cloud_clicked(self, wanted: bool) -> None:
        self.set_query(replace(self._query, place=ClipPlace.CLOUD if wanted else None))

    @Slot(bool)
    def _on_favourites_clicked(self, wanted: bool) -> None:
        self.set_query(replace(self._query, favourites=wanted))

    @Slot(QAction)
    def _on_order_chosen(self, action: QAction) -> None:
        self.set_query(replace(self._query, order=action.data()))

    @Slot()
    def _on_filter_clicked(self) -> None:
        self._filter.setChecked(bool(self._narrowed))
        self._popover.open_below(self._filter, self._query)
