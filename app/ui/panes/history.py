"""The history of a service, or of both: search, filters, the grid, and what is done with clips."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.domain.clips import Clip, ClipCounts, ClipPlace, ClipQuery
from app.domain.works import Imported
from app.ui.bridge import Bridge
from app.ui.clip_deeds import ClipDeeds
from app.ui.commands import group_title
from app.ui.dialogs.refused_files import RefusedFilesDialog
from app.ui.film_deeds import FilmDeeds, PartOnRepeat
from app.ui.filmstrips import FilmstripLoader
from app.ui.models.clips_model import ClipsModel
from app.ui.panes.clip_grid import ClipGrid
from app.ui.panes.clip_menu import ClipMenu
from app.ui.panes.clip_notice import ClipNotice
from app.ui.panes.history_bar import HistoryBar
from app.ui.panes.selection_bar import SelectionBar
from app.ui.panes.tag_editor import TagEditor
from app.ui.proposals import folder_to_open
from app.ui.texts import clip_title
from app.ui.theme.styled import styled
from app.ui.thumbnails import ThumbnailLoader
from app.ui.undo import Undo
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.stars import RATING_KEYS

_COUNT_MS: Final = 80
#: Of how many selected clips one looks at what they have in common.
_LOOKED_AT: Final = 1_000
_SMALLEST: Final = QSize(320, 160)


class HistoryPane(QWidget):
    """The clips of `service`, or of all services for None."""

    opened = Signal(object)  # Clip
    use_again = Signal(object)  # Clip, or a GenerationRequest that goes on from one
    compose_requested = Signal()
    cull_requested = Signal()
    compare_requested = Signal(list)  # the ids of two clips
    details_requested = Signal()

    def __init__(
        self,
        bridge: Bridge,
        service: str | None,
        thumbnails: ThumbnailLoader | None = None,
        undo: Undo | None = None,
        filmstrips: FilmstripLoader | None = None,
        parent: QWidget | None = None,
        *,
        part_on_repeat: PartOnRepeat | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._service = service
        self._counts = ClipCounts(0, 0)
        self._model = ClipsModel(bridge, ClipQuery(service=service), self)
        suffix = service or "library"
        styled(self, role="window")
        self.setObjectName(f"historyPane_{suffix}")

        self._bar = HistoryBar(bridge, self._model.query)
        self._filmstrips = filmstrips or FilmstripLoader(bridge.filmstrip, self)
        thumbnails = thumbnails or ThumbnailLoader(self)
        self._grid = ClipGrid(self._model, thumbnails, self._filmstrips)
        self._grid.setObjectName(f"historyGrid_{suffix}")
        styled(self._grid, focusRing=True)  # a chosen cell looks the same without the keyboard
        self._empty = EmptyState("film")
        self._selection = SelectionBar(suffix)
        self._notice = ClipNotice()
        self._notice.setObjectName(f"historyNotice_{suffix}")
        self._tag_editor = TagEditor(bridge, self)
        self._stack = QStackedWidget()
        undo = undo or Undo(self)
        self.addAction(undo.action)
        self.addAction(self._bar.refresh_action)
        self._deeds = ClipDeeds(bridge, undo, self._notice, self)
        self._films = FilmDeeds(
            bridge, self._notice, thumbnails, self, part_on_repeat=part_on_repeat
        )
        self._count_soon = QTimer(self)
        self._count_soon.setSingleShot(True)
        self._count_soon.setInterval(_COUNT_MS)
        self._lay_out()
        self._wire()
        self._on_services_changed()
        self._retranslate()

    # -- What others may ask -------------------------------------------------------------------

    @property
    def grid(self) -> ClipGrid:
        """The clips."""
        return self._grid

    @property
    def bar(self) -> HistoryBar:
        """What is asked for."""
        return self._bar

    @property
    def model(self) -> ClipsModel:
        """The list behind the grid."""
        return self._model

    @property
    def deeds(self) -> ClipDeeds:
        """What is done with clips, told in this pane."""
        return self._deeds

    def start(self) -> None:
        """Reads the clips, if that was not done before; being shown does the same."""
        self._model.start()

    def choose(self, clip_id: str) -> None:
        """Marks this clip and no other, if it is or comes here."""
        self._grid.choose(clip_id)

    def follow(self, clip_id: str) -> None:
        """As `choose`, but several that the user has selected stay so."""
        if self._grid.selected_count <= 1:
            self._grid.expect([clip_id])

    def after(self, clip_ids: Sequence[str], clip_id: str) -> str:
        """The id of the clip that follows `clip_id` when all of `clip_ids` are gone: the next one,
        at the end the one before; or nothing."""
        row = self._model.row_of(clip_id)
        if row is None:
            return ""
        gone = set(clip_ids)
        onwards = [*range(row + 1, self._model.rowCount()), *range(row - 1, -1, -1)]
        return next((i for i in map(self._model.id_at, onwards) if i not in gone), "")

    def neighbour(self, clip_id: str, distance: int) -> str:
        """The id of the clip so many places after this one in the grid, or nothing."""
        row = self._model.row_of(clip_id)
        if row is None or not 0 <= row + distance < self._model.rowCount():
            return ""
        return self._model.id_at(row + distance)

    @Slot()
    def focus_search(self) -> None:
        """Puts the keyboard into the search field."""
        self._bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._bar.search.selectAll()

    # -- Building ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._stack.addWidget(self._grid)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self._selection)
        column.addWidget(self._notice)

    def _wire(self) -> None:
        bar, grid, selection, deeds = self._bar, self._grid, self._selection, self._deeds
        bar.query_changed.connect(self._model.set_query)
        bar.download_all_asked.connect(self._on_download_all)
        bar.download_everything_asked.connect(self._on_download_everything)
        bar.pause_asked.connect(self._bridge.set_downloads_paused)
        bar.import_asked.connect(self._on_import)
        bar.refresh_asked.connect(self._on_refresh)
        bar.cull_asked.connect(self.cull_requested)
        bar.search.down_asked.connect(grid.enter)
        deeds.put_back.connect(grid.expect)
        self._model.arrived.connect(self._on_arrived)
        grid.opened.connect(self.opened)
        grid.copy_asked.connect(lambda: deeds.copy_files(grid.selected_ids))
        grid.drag_refused.connect(deeds.tell_only_in_cloud)
        grid.menu_asked.connect(self._on_menu_asked)
        grid.files_dropped.connect(self._import)
        grid.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._model.modelReset.connect(self._on_selection_changed)
        selection.download_asked.connect(self._on_download_selected)
        selection.favourite_asked.connect(self._on_favour)
        selection.rated.connect(self._on_rated)
        selection.tags_asked.connect(self._on_tags)
        selection.compare_asked.connect(self._on_compare)
        selection.export_asked.connect(lambda: deeds.ask_export(grid.selected_ids))
        selection.trash_asked.connect(lambda: deeds.trash(grid.selected_ids))
        selection.closed.connect(self._on_selection_closed)
        self._films.continued.connect(self.use_again)
        self._films.opened.connect(self.opened)
        self._tag_editor.changed.connect(deeds.mark)
        self._empty.acted.connect(self._on_empty_acted)
        self._count_soon.timeout.connect(self._count)
        self._bridge.clip_changed.connect(self._on_clip_changed)
        self._bridge.history_merged.connect(self._on_history_merged)
        self._bridge.signed_in.connect(self._on_services_changed)
        self._bridge.signed_out.connect(self._on_services_changed)

    def minimumSizeHint(self) -> QSize:
        # Of the layout with the chips below; the layout now may be the wide one.
        return _SMALLEST

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.start()
        self._count()

    # -- Texts ---------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._grid.setAccessibleName(self.tr("Videos"))
        self._explain_emptiness()

    def _explain_emptiness(self) -> None:
        query = self._model.query
        if query.filtered and self._only(query, text=query.text):
            line = self.tr("Nothing matches “{text}”.").format(text=query.text)
            self._empty.set_texts(line, self.tr("Clear search"))
        elif self._only(query, place=ClipPlace.CLOUD) and self._counts.total:
            self._empty.set_texts(self.tr("Everything is downloaded."), self.tr("Show all"))
        elif query.filtered:
            self._empty.set_texts(self.tr("Nothing matches."), self.tr("Clear filters"))
        elif not self._reachable():
            self._empty.set_texts(
                self.tr("No videos yet. Sign in, or import those you have."),
                self.tr("Import a folder of videos…"),
            )
        else:
            self._empty.set_texts(
                self.tr("No videos yet. Drop a picture or write a prompt."),
                self.tr("Make a video"),
            )

    def _only(self, query: ClipQuery, **asked: object) -> bool:
        """Whether this is all that is asked for."""
        alone = ClipQuery(service=self._service, order=query.order, **asked)  # type: ignore[arg-type]
        return query == alone

    # -- The keyboard --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the grid leaves over: keys that do something with the selected clips."""
        key = Qt.Key(event.key())
        actions = {
            Qt.Key.Key_F: self._on_favour,
            Qt.Key.Key_T: self._on_tags,
            Qt.Key.Key_I: self.details_requested.emit,
            Qt.Key.Key_C: self.cull_requested.emit,
            Qt.Key.Key_V: self._on_compare,
            Qt.Key.Key_Delete: lambda: self._deeds.trash(self._grid.selected_ids),
            Qt.Key.Key_Escape: self._on_selection_closed,
        }
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in RATING_KEYS:
            self._on_rated(RATING_KEYS[key])
        elif key in actions:
            actions[key]()
        else:
            super().keyPressEvent(event)

    # -- What the user does --------------------------------------------------------------------

    @Slot()
    def _on_download_all(self) -> None:
        ids = [self._model.id_at(row) for row in range(self._model.rowCount())]
        self._bridge.download_many(ids)

    @Slot()
    def _on_download_everything(self) -> None:
        self._bridge.download_everything(self._service)

    @Slot()
    def _on_download_selected(self) -> None:
        self._bridge.download_many(self._downloadable(self._grid.selected_ids))

    @Slot()
    def _on_favour(self) -> None:
        ids = self._grid.selected_ids
        self._deeds.favour(self._model.known(ids), ids)

    @Slot(int)
    def _on_rated(self, stars: int) -> None:
        self._deeds.rate(self._grid.selected_ids, stars)

    @Slot()
    def _on_tags(self) -> None:
        ids = self._grid.selected_ids
        if ids:
            cell = self._grid.visualRect(self._grid.currentIndex())
            inside = cell.center() if cell.isValid() else QPoint()
            place = self._grid.viewport().mapToGlobal(inside)
            self._tag_editor.open_at(place, ids, self._model.known(ids))

    @Slot()
    def _on_compare(self) -> None:
        ids = self._grid.selected_ids
        if len(ids) == 2:
            self.compare_requested.emit(ids)
        else:
            self._notice.tell(self.tr("Select two videos to compare them."), "warn")

    @Slot()
    def _on_selection_closed(self) -> None:
        self._grid.clearSelection()
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_selection_changed(self) -> None:
        count = self._grid.selected_count
        self._selection.set_count(count)
        if 1 < count <= _LOOKED_AT:
            ids = self._grid.selected_ids
            known = self._model.known(ids)
            ratings = {clip.marks.rating for clip in known}
            alike = len(known) == count and len(ratings) == 1
            self._selection.set_common(
                stars=ratings.pop() if alike else 0, downloadable=bool(self._downloadable(ids))
            )

    @Slot()
    def _on_refresh(self) -> None:
        for service in self._reachable():
            self._bridge.refresh_history(service)

    @Slot()
    def _on_empty_acted(self) -> None:
        if self._model.query.filtered:
            self._bar.clear()
            self._bar.search.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._reachable():
            self._on_import()
        else:
            self.compose_requested.emit()

    @Slot(object, QPoint)
    def _on_menu_asked(self, clip: Clip, place: QPoint) -> None:
        menu = self.menu_for(clip)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def menu_for(self, clip: Clip) -> QMenu:
        """What can be done with a clip, or with all that are selected if it is one of them."""
        ids = self._grid.selected_ids
        chosen = ids if clip.id in ids else [clip.id]
        menu = ClipMenu(
            clip,
            self._model.known(chosen) or [clip],
            chosen,
            self._downloadable(chosen),
            self._bridge,
            self._deeds,
            self._notice,
            self,
        )
        several = self.tr("%n selected", "", len(chosen))
        menu.setAccessibleName(clip_title(clip) if len(chosen) == 1 else several)
        menu.opened.connect(self.opened)
        menu.use_again.connect(self.use_again)
        menu.continue_asked.connect(self._films.continue_from)
        menu.join_asked.connect(self._films.ask_join)
        menu.compare_asked.connect(self.compare_requested)
        menu.export_as_asked.connect(self._films.ask_export)
        menu.tags_asked.connect(self._on_tags)
        menu.details_asked.connect(self.details_requested)
        return menu

    def chosen_menus(self, on_stage: Clip | None) -> list[tuple[str, QMenu]]:
        """The menu of what is selected, or of what is on the stage, with the name of its group."""
        ids = self._grid.selected_ids if self._grid.selected_count <= _LOOKED_AT else []
        known = self._model.known(ids)
        if len(known) > 1:
            return [(self.tr("%n selected", "", len(ids)), self.menu_for(known[0]))]
        clip = known[0] if known else on_stage
        if clip is None:
            return []
        same = on_stage is not None and on_stage.id == clip.id
        # Under the same name as its buttons on the stage, so that each is there once.
        group = group_title("previewPane") if same else self.tr("Selected video")
        return [(group, self.menu_for(clip))]

    def _downloadable(self, clip_ids: Sequence[str]) -> list[str]:
        """Those that are not known to be here, or at no service."""
        known = self._model.known(clip_ids)
        out = {clip.id for clip in known if clip.downloaded or not clip.obtainable}
        return [clip_id for clip_id in clip_ids if clip_id not in out]

    # -- Import --------------------------------------------------------------------------------

    @Slot()
    def _on_import(self) -> None:
        dialog = QFileDialog(self, self.tr("Import a folder of videos"), folder_to_open("", ""))
        dialog.setObjectName("importDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda folder: self._import([Path(folder)]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(list)
    def _import(self, paths: Sequence[Path]) -> None:
        for path in paths:
            self._bridge.import_folder(path, self._on_imported, self._notice.complain)

    def _on_imported(self, outcome: Imported) -> None:
        told = []
        if outcome.clip_ids or not outcome.known:
            told.append(self.tr("%n video(s) imported", "", len(outcome.clip_ids)))
        if outcome.known:
            told.append(self.tr("%n known already", "", len(outcome.known)))
        if outcome.refused:
            told.append(self.tr("%n file(s) are no video", "", len(outcome.refused)))
        if outcome.refused:
            self._notice.tell(
                " · ".join(told),
                "warn",
                action=self.tr("Which ones?"),
                then=lambda: RefusedFilesDialog(outcome.refused, self).open(),
            )
        else:
            self._notice.tell(" · ".join(told), "good")

    # -- What happened -------------------------------------------------------------------------

    @Slot(int)
    def _on_arrived(self, found: int) -> None:
        self._explain_emptiness()
        self._stack.setCurrentWidget(self._grid if found else self._empty)

    @Slot(object, bool)
    def _on_clip_changed(self, clip: Clip, _added: bool) -> None:
        if self._service in (None, clip.service):
            self._filmstrips.forget(clip.id)
            if self._grid.selected_count > 1:
                self._on_selection_changed()
            self._count_again_soon()

    @Slot(str, int, bool)
    def _on_history_merged(self, service: str, _total: int, changed: bool) -> None:
        if changed and self._service in (None, service):
            self._count_again_soon()

    def _count_again_soon(self) -> None:
        if self.isVisible() and not self._count_soon.isActive():
            self._count_soon.start()

    @Slot()
    def _count(self) -> None:
        self._bridge.count_clips(self._service, self._on_counted)

    def _on_counted(self, counts: ClipCounts) -> None:
        self._counts = counts
        self._bar.set_counts(counts)
        self._explain_emptiness()

    @Slot()
    def _on_services_changed(self) -> None:
        self._bar.set_reachable(bool(self._reachable()))
        self._explain_emptiness()

    def _reachable(self) -> list[str]:
        return [known for known in self._bridge.services if self._service in (None, known)]
