"""What the window holds, arranged to its width: composer, preview over history, and queue."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.clips import Clip, ClipOrder, MarksChange
from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import Job, JobState
from app.domain.works import WorkKind
from app.metadata import NAME
from app.ui.bridge import Bridge
from app.ui.commands import group_title
from app.ui.comparing import Comparing
from app.ui.dialogs.keys import KeysDialog
from app.ui.filmstrips import FilmstripLoader
from app.ui.held_key import ENTER, let_go_first
from app.ui.leaving import Leaving
from app.ui.panes.composer import GENERATE_KEYS, ComposerPane
from app.ui.panes.cull import CullPane
from app.ui.panes.details import DetailsPane
from app.ui.panes.history import HistoryPane
from app.ui.panes.history_bar import HistoryBar
from app.ui.panes.preview import PreviewPane
from app.ui.panes.queue import QueuePane
from app.ui.panes.queue_view import QueueView
from app.ui.panes.top_bar import TopBar
from app.ui.panes.work_line import WorkLine
from app.ui.tab_order import next_as_read
from app.ui.texts import error_text
from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, PANE_PADDING, TOOLBAR
from app.ui.thumbnails import ThumbnailLoader
from app.ui.undo import Undo
from app.ui.widgets.notice import Notice
from app.ui.widgets.segmented import SegmentedControl
from app.ui.window_commands import WindowCommands
from app.ui.window_frame import (
    COLUMNS_FROM,
    COMPOSER,
    LIBRARY,
    QUEUE,
    QUEUE_FROM,
    SHARED,
    STRIP,
    WindowFrame,
)

#: Milliseconds until what stands behind the tabs nobody has chosen is made.
_OTHERS: Final = 200

_CREATE: Final = "create"
_HISTORY: Final = "history"


class MainWindow(QWidget):
    """All that is in Kadraj's one window; it puts itself into the frame."""

    frame_shown = Signal()
    settings_requested = Signal()
    sign_in_requested = Signal()
    sign_out_requested = Signal()
    report_requested = Signal()
    demo_left = Signal()

    def __init__(self, bridge: Bridge, frame: WindowFrame, *, demo: bool) -> None:
        super().__init__(frame)
        self._bridge = bridge
        self._demo = demo
        self._memory = frame.memory
        self._states: dict[str, JobState] = {}

        self._top = TopBar(bridge, demo=demo)
        self._notice = Notice()
        self._notice.setObjectName("windowNotice")
        self._keys_sheet: KeysDialog | None = None
        self._comparing = Comparing(bridge, self._memory, self._put_comparison, self)
        self._said: Callable[[], str] | None = None  # once more in another language
        self._thumbnails = ThumbnailLoader(self)
        self._filmstrips = FilmstripLoader(bridge.filmstrip, self)
        self._undo = Undo(self)
        self._tabs = (*bridge.capabilities, LIBRARY)
        self._composers: dict[str, ComposerPane] = {}
        self._histories: dict[str, HistoryPane] = {}
        self._preview = PreviewPane(bridge, self._memory)
        self._preview.addAction(self._undo.action)
        self._queue = QueuePane(bridge, self._thumbnails, memory=self._memory)
        self._details = DetailsPane(bridge)
        self._details_rest = False  # while culling
        self._cull = CullPane(bridge, self._thumbnails, self._filmstrips)
        self._cull.addAction(self._undo.action)
        self._work = WorkLine(bridge, frozenset(WorkKind))
        self._work.setContentsMargins(PANE_PADDING, GRID, PANE_PADDING, GRID)
        self._details.addAction(self._undo.action)
        self.leaving = Leaving(bridge, self)
        self._switch = SegmentedControl()
        self._switch.setObjectName("createOrHistory")
        self._arrange_parts()
        self._connect_parts()
        self._add_commands()
        self._retranslate()
        self._tab = ""
        self._thrown = ""  # the clip that left the stage last, being thrown away
        self._after = ""  # the one that took its place
        self._narrow: bool | None = None
        self._roomy: bool | None = None
        self._wide_left = COMPOSER
        self.resize(frame.size())
        left = str(self._memory.value("tab", ""))
        self.show_tab(self._usable(left if left in self._tabs else self._tabs[0]))
        frame.setCentralWidget(self)
        self._take_keyboard()
        self._others = QTimer(self, singleShot=True, interval=_OTHERS)
        self._others.timeout.connect(self._make_other_tabs)
        self._others.start()

    # -- What others may ask -------------------------------------------------------------------

    def show_tab(self, tab: str) -> None:
        """Brings a service, or the library over all, to the front."""
        self._make_tab(tab)
        self._cull.end()
        self._comparing.end()
        typing_in = self.focusWidget()
        if tab != self._tab and self._preview.clip is not None:
            self._histories[tab].follow(self._preview.clip.id)
        self._tab = tab
        self._top.choose(tab)
        self._histories[tab].start()  # also where there is no room for it beside the composer
        self._history_stack.setCurrentWidget(self._histories[tab])
        if tab in self._composers:
            self._composer_stack.setCurrentWidget(self._composers[tab])
        self._arrange()
        if typing_in is not None and not typing_in.isVisibleTo(self):
            # Qt would go on in whatever field comes next, as if it had been chosen.
            self._columns.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def go_to(self, tab: str) -> None:
        """Brings a service, or the library over all, to the front, and the keyboard to it."""
        self.show_tab(tab)
        self._take_keyboard()

    def go_to_usable_tab(self) -> None:
        """Goes to the service in front, or to one that is signed in where that one is not."""
        self.go_to(self._usable(self._tab))

    def _usable(self, tab: str) -> str:
        """This tab, or the first of the services that are signed in where this one is not."""
        signed_in = [known for known in self._tabs if known in self._bridge.services]
        return tab if tab in {LIBRARY, *signed_in} or not signed_in else signed_in[0]

    def say(self, error: KadrajError) -> None:
        """Shows what concerns the whole window, under its bar."""
        self._say(partial(error_text, error))

    @Slot(object)
    def _on_library_away_changed(self, away: Path | None) -> None:
        if away is not None:
            self.say(KadrajError(ErrorCode.LIBRARY_AWAY, folder=str(away)))
        else:
            self._notice.clear()
            self._notice_row.hide()

    def say_keys_may_remain(self) -> None:
        """Shows that signing out could not reach the keyring."""
        self._say(
            lambda: self.tr("Signed out here, but the system keyring may still hold your keys.")
        )

    def _say(self, words: Callable[[], str]) -> None:
        self._said = words
        self._notice.say(words(), "warn", closable=True)
        self._notice_row.show()

    def show_clip(self, clip: Clip) -> None:
        """Puts a clip on the stage, and marks it alone in the grid in front: what the keys there
        do is done to what is seen. The other grids follow when they come to the front."""
        self._stage_clip(clip)
        self._histories[self._tab].choose(clip.id)

    def _stage_clip(self, clip: Clip) -> None:
        self._preview.show_clip(clip)
        self._details.show_clip(clip)

    def show_job(self, job_id: str) -> None:
        """Opens the queue at a job."""
        self._queue.show_job(job_id)

    def take_pictures(self, pictures: Sequence[Path]) -> None:
        """Puts a picture from elsewhere into the composer of the tab in front."""
        self._on_compose_requested()
        self._composers[self._tab].take_pictures(pictures)

    # -- Qt ------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.leaving.allows():
            event.ignore()
            return
        if not (self._narrow or self._left.isHidden()):
            self._memory.setValue("columns", self._columns.saveState())
            self._memory.setValue("composer", self._wide_left)
            self._memory.setValue("middle", self._middle.saveState())
        self._memory.setValue("tab", self._tab)
        for composer in self._composers.values():
            composer.shut()
        self._preview.shut()
        self._comparing.shut()
        self._queue.shut()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 -- replaces Qt's
        """For Qt, what was made or brought back late comes last, wherever it stands."""
        there = next_as_read(self.window(), self._panes_as_read(), forward=forward)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        if there is not None:
            there.setFocus(reason)
        return there is not None

    # -- Making it -----------------------------------------------------------------------------

    def _arrange_parts(self) -> None:
        """From the whole to its parts: what is put into something takes on its style anew, with
        all that is in it already."""
        self._rows = rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._top)
        self._notice_row = styled(QWidget(), role="panel")
        rows.addWidget(self._notice_row)
        notice = QVBoxLayout(self._notice_row)
        notice.setContentsMargins(PANE_PADDING, GRID, PANE_PADDING, GRID)
        notice.addWidget(self._notice)
        self._notice_row.hide()

        self._columns = QSplitter(Qt.Orientation.Horizontal)
        rows.addWidget(self._columns, 1)
        self._columns.setChildrenCollapsible(False)
        self._left, centre = styled(QWidget(), role="panel"), QWidget()
        for part in (self._left, centre, self._queue):
            self._columns.addWidget(part)
        self._columns.setStretchFactor(1, 1)

        self._left_rows = column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._switch_row = QWidget()
        column.addWidget(self._switch_row)
        row = QVBoxLayout(self._switch_row)
        row.setContentsMargins(PANE_PADDING, 2 * GRID, PANE_PADDING, 0)
        row.addWidget(self._switch)
        self._left_stack, self._composer_stack = QStackedWidget(), QStackedWidget()
        column.addWidget(self._left_stack, 1)
        self._left_stack.addWidget(self._composer_stack)

        middle = QVBoxLayout(centre)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        self._middle = QSplitter(Qt.Orientation.Vertical)
        middle.addWidget(self._middle, 1)
        middle.addWidget(self._cull)
        self._middle.setChildrenCollapsible(False)
        self._stage = QSplitter(Qt.Orientation.Horizontal)
        self._middle.addWidget(self._stage)
        self._stage.setChildrenCollapsible(False)
        self._stage.addWidget(self._preview)
        self._stage.addWidget(self._details)
        self._stage.setStretchFactor(0, 1)
        self._details.hide()
        self._history_stack = QStackedWidget()
        self._lower = QWidget()
        self._lower_rows = QVBoxLayout(self._lower)
        self._lower_rows.setContentsMargins(0, 0, 0, 0)
        self._lower_rows.setSpacing(0)
        self._middle.addWidget(self._lower)

    def _make_tab(self, tab: str) -> None:
        """Makes what a tab brings to the front, once."""
        if tab in self._histories:
            return
        service = None if tab == LIBRARY else tab
        history = HistoryPane(
            self._bridge,
            service,
            self._thumbnails,
            self._undo,
            self._filmstrips,
            part_on_repeat=self._preview.part_on_repeat,
        )
        self._histories[tab] = history
        self._remember_order(tab, history.bar)
        self._history_stack.addWidget(history)
        history.deeds.files_needed.connect(self._preview.let_go)
        history.deeds.files_free.connect(self._preview.take_back)
        history.deeds.files_needed.connect(self._on_trashing)
        history.deeds.trashed.connect(self._on_trashed)
        history.deeds.put_back.connect(self._on_put_back)
        history.opened.connect(self.show_clip)
        history.use_again.connect(self._on_use_again)
        history.compose_requested.connect(self._on_compose_requested)
        history.details_requested.connect(self._on_details_requested)
        history.cull_requested.connect(self._on_cull_requested)
        history.compare_requested.connect(self._comparing.begin)
        if service is not None:
            composer = ComposerPane(self._bridge, service, self._memory)
            self._composers[service] = composer
            self._composer_stack.addWidget(composer)
            composer.sign_in_requested.connect(self.sign_in_requested)

    def _remember_order(self, tab: str, bar: HistoryBar) -> None:
        """A grid is sorted as it was left. What it was narrowed down to is over: who comes back
        would look for videos that are there."""
        key = f"order/{tab}"
        with suppress(ValueError):
            left = ClipOrder(str(self._memory.value(key, ClipOrder.NEWEST)))
            bar.set_query(replace(bar.query, order=left))
        bar.query_changed.connect(lambda query: self._memory.setValue(key, str(query.order)))

    @Slot()
    def _make_other_tabs(self) -> None:
        """One after the other, when the window has been painted: they follow what happens, but
        nobody sees them yet."""
        missing = [tab for tab in self._tabs if tab not in self._histories]
        if missing:
            self._make_tab(missing[0])
            self._others.start()

    def _connect_parts(self) -> None:
        wiring: list[tuple[Callable[..., object], Callable[..., object]]] = [
            (self._top.tab_chosen.connect, self.show_tab),
            (self._top.settings_requested.connect, self.settings_requested.emit),
            (self._top.sign_in_requested.connect, self.sign_in_requested.emit),
            (self._top.sign_out_requested.connect, self.sign_out_requested.emit),
            (self._top.report_requested.connect, self.report_requested.emit),
            (self._top.keys_sheet_requested.connect, self._on_keys_sheet_requested),
            (self._top.demo_left.connect, self.demo_left.emit),
            (self._notice.closed.connect, self._notice_row.hide),
            (self._bridge.library_away_changed.connect, self._on_library_away_changed),
            (self._switch.chosen.connect, self._on_switch_chosen),
            (self._queue.opened.connect, self._on_clip_id_opened),
            (self._queue.stage_needed.connect, self._preview.rest),
            (self._queue.keys_requested.connect, self.sign_in_requested.emit),
            (self._queue.collapsed_changed.connect, self._on_queue_collapsed),
            (self._preview.use_again.connect, self._on_use_again),
            (self._preview.file_asked.connect, self._on_file_asked),
            (self._preview.remove_asked.connect, self._on_remove_asked),
            (self._preview.next_asked.connect, partial(self._show_neighbour, 1)),
            (self._preview.previous_asked.connect, partial(self._show_neighbour, -1)),
            (self._preview.area.player.position_changed.connect, self._on_position_changed),
            (self._bridge.job_changed.connect, self._on_job_changed),
            (self._bridge.call_failed.connect, self.say),
            (self._bridge.signed_out.connect, self._on_signed_out),
            (self._columns.splitterMoved.connect, self._on_columns_moved),
        ]
        wiring += [
            (self._preview.clip_actions.marked.connect, self._on_marked),
            (self._preview.clip_actions.download_asked.connect, self._on_download_asked),
            (self._preview.clip_actions.details_asked.connect, self._on_details_requested),
            (self._details.marked.connect, self._on_marked),
            (self._details.opened.connect, self._on_clip_id_opened),
            (self._details.compare_asked.connect, self._comparing.begin),
            (self._comparing.begun.connect, self._on_compare_begun),
            (self._comparing.left.connect, self._on_compare_left),
            (self._details.closed.connect, self._on_details_closed),
            (self._cull.wanted.connect, self._on_clip_id_opened),
            (self._cull.left.connect, self._on_cull_left),
        ]
        for connect, target in wiring:
            connect(target)

    def _add_commands(self) -> None:
        self.commands = WindowCommands(self, self._tabs, self._memory, self._chosen_menus)
        self.commands.search_asked.connect(self._on_search_requested)
        self.commands.settings_asked.connect(self.settings_requested)
        self.commands.tab_asked.connect(self.go_to)
        self.commands.prompt_asked.connect(self._on_compose_requested)
        self.commands.queue_asked.connect(self._queue.take_keyboard)
        self.commands.wanted.connect(self._load_presets_menu)
        self.addAction(self._top.keys_sheet_action)
        QShortcut(QKeySequence("?"), self).activated.connect(self._on_keys_sheet_requested)
        # Behind the history the composer's own keys rest: what is paid for was seen before.
        self._keys_to_composer = QShortcut(self._history_stack)
        self._keys_to_composer.setKeys(GENERATE_KEYS)
        self._keys_to_composer.setAutoRepeat(False)
        self._keys_to_composer.activated.connect(self._on_keys_to_composer)

    def _chosen_menus(self) -> list[tuple[str, QMenu]]:
        """What can be done with the videos and the job that are chosen, with the stage, and what
        stands in menus of parts that may be out of sight in a small window."""
        if self._comparing.active:
            return []
        menus = self._histories[self._tab].chosen_menus(self._preview.clip)
        if not self._cull.active:
            menus += self._menus_of_parts()
        if self._preview.area.has_video:
            menus.append((group_title("previewPane"), self._preview.stage_menu()))
        jobs = self._queue.findChild(QueueView)
        if jobs is not None and jobs.isVisible() and jobs.currentIndex().isValid():
            menus.append((self.tr("Selected job"), jobs.menu_for(jobs.currentIndex())))
        return menus

    def _menus_of_parts(self) -> list[tuple[str, QMenu]]:
        menus = []
        if self._tab in self._composers:
            more = self._composers[self._tab].tools.more_menu()
            menus.append((group_title("composerPane"), more))
        for name, actions in (
            ("historyPane", self._histories[self._tab].bar.more_actions),
            ("queuePane", self._queue.pause_actions),
        ):
            menu = QMenu(self)
            menu.addActions(actions)
            menus.append((group_title(name), menu))
        return menus

    @Slot()
    def _load_presets_menu(self) -> None:
        if self._tab in self._composers and not (self._cull.active or self._comparing.active):
            tools, group = self._composers[self._tab].tools, group_title("composerPane")
            tools.load_presets_menu(partial(self.commands.add, group=group))

    def _retranslate(self) -> None:
        title = self.tr("{name} – demo").format(name=NAME) if self._demo else NAME
        self.window().setWindowTitle(title)
        chosen = self._switch.value or _CREATE
        self._switch.set_options(
            [
                (_CREATE, self.tr("Create"), icon("edit")),
                (_HISTORY, self.tr("History"), icon("film")),
            ]
        )
        self._switch.set_value(chosen)
        self._switch.setAccessibleName(self.tr("Create or history"))
        if self._said is not None and self._notice.text:
            self._say(self._said)
        self._undo.action.setText(self.tr("Undo"))

    # -- Arranging it --------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Puts the parts where the width wants them; called on every change of width or tab."""
        if self._cull.active:
            return
        width = self.width()
        narrow = width < COLUMNS_FROM
        if narrow != self._narrow:
            self._narrow = narrow
            if narrow:
                self._left_stack.addWidget(self._history_stack)
            else:
                self._lower_rows.addWidget(self._history_stack)
                self._history_stack.show()
            self._place_work()
            # Beside the stage there is room in a wide window, below it in a narrow one.
            way = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
            self._stage.setOrientation(way)
            self._size_columns()
        library = self._tab == LIBRARY
        self._switch_row.setVisible(narrow and not library)
        history_left = narrow and (library or self._switch.value == _HISTORY)
        self._left_stack.setCurrentWidget(
            self._history_stack if history_left else self._composer_stack
        )
        self._keys_to_composer.setEnabled(history_left and not library)
        styled(self._switch_row, role="window" if history_left else "panel")
        if self._left.isHidden() != (library and not narrow):
            self._left.setVisible(narrow or not library)
            self._share_width(self._left_width())
        roomy = width >= QUEUE_FROM
        if roomy != self._roomy:
            self._roomy = roomy
            self._queue.set_collapsed(not roomy or self._queue_closed())

    def _panes_as_read(self) -> list[QWidget]:
        """Column after column; the grid is in the first one or below the stage."""
        left = [self._switch_row, *([self._work] if self._narrow else []), self._left_stack]
        stage = [self._preview, self._details, self._cull]
        below = [self._history_stack, self._work]
        return [self._top, self._notice_row, *left, *stage, *below, self._queue]

    def _place_work(self) -> None:
        """At the grid's foot, or over what shares its column with the grid, so that neither stage
        nor *Generate* moves when a work begins."""
        if self._narrow:
            self._left_rows.insertWidget(1, self._work)
        else:
            self._lower_rows.addWidget(self._work)
        styled(self._work, role="" if self._narrow else "bar")
        self._lower.setVisible(not self._narrow and not self._cull.active)

    def _size_columns(self) -> None:
        """Columns as they were left, or as they are drawn; the middle takes what is over."""
        columns, middle = self._memory.value("columns"), self._memory.value("middle")
        if not self._narrow and isinstance(columns, QByteArray) and isinstance(middle, QByteArray):
            self._columns.restoreState(columns)
            self._middle.restoreState(middle)
            # The splitter has no sizes to tell before it was shown.
            self._wide_left = int(str(self._memory.value("composer", COMPOSER)))
            if self._queue.collapsed:  # it may have been open, in a wider window
                self._share_width(self._wide_left)
            return
        self._share_width(self._left_width())
        height = self.height() - TOOLBAR
        self._middle.setSizes([height * 3 // 5, height * 2 // 5])

    def _left_width(self) -> int:
        return SHARED if self._narrow else self._wide_left

    def _share_width(self, left: int) -> None:
        queue = STRIP if self._queue.collapsed else QUEUE
        self._columns.setSizes([left, self.width() - left - queue, queue])

    def _queue_closed(self) -> bool:
        return self._memory.value("queueClosed", defaultValue=False, type=bool) is True

    # -- What happened -------------------------------------------------------------------------

    @Slot(tuple)
    def _on_signed_out(self, _services: tuple[str, ...]) -> None:
        """What was said about the keys is over with them."""
        self._notice.clear()
        self._notice_row.hide()

    @Slot(int, int)
    def _on_columns_moved(self, _position: int, _index: int) -> None:
        if not self._narrow:
            self._wide_left = self._columns.sizes()[0] or self._wide_left

    @Slot(str)
    def _on_switch_chosen(self, _which: str) -> None:
        self._arrange()

    @Slot(bool)
    def _on_queue_collapsed(self, collapsed: bool) -> None:
        self._share_width(self._left_width())
        if self._roomy:
            self._memory.setValue("queueClosed", collapsed)

    @Slot()
    def _on_keys_sheet_requested(self) -> None:
        if self._keys_sheet is None:
            self._keys_sheet = KeysDialog(len(self._tabs), self)
            self._keys_sheet.guide_requested.connect(self._top.open_user_guide)
        self._keys_sheet.show()
        self._keys_sheet.activateWindow()

    @Slot()
    def _on_keys_to_composer(self) -> None:
        let_go_first(*ENTER)
        self._on_compose_requested()

    def _take_keyboard(self) -> None:
        """Who comes to a service writes, where a prompt is; elsewhere one looks for videos."""
        composer = self._composers.get(self._tab)
        history = self._histories[self._tab]
        if composer is not None and composer.isVisibleTo(self):
            composer.take_keyboard()
        elif history.grid.isVisibleTo(self):
            history.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            history.focus_search()

    @Slot()
    def _on_search_requested(self) -> None:
        self._comparing.end()
        self._switch.set_value(_HISTORY)
        self._arrange()
        self._histories[self._tab].focus_search()

    @Slot()
    def _on_compose_requested(self) -> None:
        if self._tab == LIBRARY:
            self.show_tab(self._usable(self._tabs[0]))
        self._comparing.end()
        self._switch.set_value(_CREATE)
        self._arrange()
        self._composers[self._tab].take_keyboard()

    @Slot(object)
    def _on_use_again(self, clip: Clip) -> None:
        # An imported one may be of a service that nobody knows any more.
        known = clip.service in self._bridge.capabilities
        service = clip.service if known else self._usable(self._tabs[0])
        self.show_tab(service)
        self._switch.set_value(_CREATE)
        self._arrange()
        self._composers[service].use_again(clip)

    @Slot(list, object)
    def _on_marked(self, clip_ids: list[str], change: MarksChange) -> None:
        self._histories[self._tab].deeds.mark(clip_ids, change)

    @Slot()
    def _on_download_asked(self) -> None:
        """The button goes, and its keyboard would be left to another one beside it."""
        grid = self._histories[self._tab].grid
        if grid.isVisible():
            grid.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(list)
    def _on_trashing(self, clip_ids: list[str]) -> None:
        self._comparing.let_go(clip_ids)
        clip, self._thrown, self._after = self._preview.clip, "", ""
        if clip is not None and clip.id in clip_ids:
            self._thrown = clip.id
            self._after = self._histories[self._tab].after(clip_ids, clip.id)

    @Slot(list)
    def _on_trashed(self, clip_ids: list[str]) -> None:
        """What was thrown away leaves the stage to the next one."""
        clip = self._preview.clip
        if self._after and clip is not None and clip.id in clip_ids and not self._cull.active:
            self._on_clip_id_opened(self._after)

    @Slot(list)
    def _on_put_back(self, clip_ids: list[str]) -> None:
        """It comes back on the stage, unless something else was put there meanwhile."""
        clip = self._preview.clip
        if self._thrown in clip_ids and clip is not None and clip.id == self._after:
            self._bridge.load_clips([self._thrown], self._show_again)

    def _show_again(self, clips: list[Clip]) -> None:
        for clip in clips:
            self._stage_clip(clip)

    @Slot(object)
    def _on_file_asked(self, clip: Clip) -> None:
        self._histories[self._tab].deeds.find_file(clip)

    @Slot(list)
    def _on_remove_asked(self, clip_ids: list[str]) -> None:
        self._histories[self._tab].deeds.trash(clip_ids)

    @Slot()
    def _on_details_requested(self) -> None:
        shown = self._details.isHidden()
        chosen = self._histories[self._tab].grid.current_clip
        if shown and self._preview.clip is None and chosen is not None:
            self.show_clip(chosen)
        self._show_details(shown)

    @Slot()
    def _on_details_closed(self) -> None:
        self._show_details(False)

    def _show_details(self, shown: bool) -> None:
        self._details.setVisible(shown)
        self._preview.clip_actions.show_details_open(shown)
        if shown:
            self._details.refresh()

    @Slot()
    def _on_cull_requested(self) -> None:
        """One video large: everything that has nothing to do with looking steps back."""
        history = self._histories[self._tab]
        if not history.model.rowCount():
            return
        for part in (self._left, self._queue, self._history_stack, self._preview.clip_actions):
            part.hide()
        # Beside the stage they leave the video its height; below it they would take that.
        self._details_rest = bool(self._narrow) and not self._details.isHidden()
        if self._details_rest:
            self._details.hide()
        current = history.grid.currentIndex()
        first = history.model.id_at(current.row()) if current.isValid() else ""
        self._cull.begin(history.model, history.deeds, first)
        self._place_work()

    @Slot()
    def _on_cull_left(self) -> None:
        for part in (self._left, self._queue, self._history_stack, self._preview.clip_actions):
            part.show()
        self._left.setVisible(self._narrow or self._tab != LIBRARY)
        if self._details_rest:
            self._details_rest = False
            self._show_details(True)
        self._place_work()
        self._arrange()
        self._histories[self._tab].grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_comparison(self, pane: QWidget) -> None:
        self._rows.insertWidget(self._rows.indexOf(self._columns), pane, 1)

    @Slot()
    def _on_compare_begun(self) -> None:
        """Two videos have all of the window; what is on the stage rests meanwhile."""
        self._preview.rest(True)
        self._top.hide()
        self._columns.hide()

    @Slot()
    def _on_compare_left(self) -> None:
        self._top.show()
        self._columns.show()
        self._preview.rest(False)
        self._histories[self._tab].grid.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _on_position_changed(self, position: int) -> None:
        if position > 0:
            self.frame_shown.emit()

    @Slot(str)
    def _on_clip_id_opened(self, clip_id: str) -> None:
        self._bridge.load_clips([clip_id], self._show_first)

    def _show_neighbour(self, distance: int) -> None:
        """Goes on in the grid in front; a clip that is not in it has no neighbours there."""
        if self._cull.active:
            self._cull.step(distance)
            return
        clip = self._preview.clip
        clip_id = clip and self._histories[self._tab].neighbour(clip.id, distance)
        if clip_id:
            self._on_clip_id_opened(clip_id)

    def _show_first(self, clips: list[Clip]) -> None:
        for clip in clips[:1]:
            self.show_clip(clip)

    @Slot(object, bool)
    def _on_job_changed(self, job: Job, _added: bool) -> None:
        """A video that was waited for comes on the stage by itself, unless one is being watched
        or another service is looked at."""
        before = self._states.get(job.id)
        self._states[job.id] = job.state
        arrived = job.state is JobState.READY and before not in {None, JobState.READY}
        if arrived and job.clip_id:
            self._bridge.load_clips([job.clip_id], self._show_arrived)

    def _show_arrived(self, clips: list[Clip]) -> None:
        busy = self._cull.active or self._comparing.active or self._preview.watched
        for clip in clips:
            if not busy and self._tab in {clip.service, LIBRARY}:
                self._stage_clip(clip)
                self._histories[self._tab].follow(clip.id)
