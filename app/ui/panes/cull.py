"""Looking through a grid one by one: what is kept, what goes, and then all of it at once."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.clips import BEST_RATING, Clip
from app.domain.works import WorkKind
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.clip_deeds import ClipDeeds
from app.ui.delegates.clip_delegate import CELL_PADDING, ClipDelegate
from app.ui.filmstrips import FilmstripLoader
from app.ui.hearing import say
from app.ui.models.clips_model import ClipRole, ClipsModel
from app.ui.panes.mode_keys import mode_keys
from app.ui.panes.work_line import WorkLine
from app.ui.texts import clip_title
from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF, PANE_PADDING
from app.ui.thumbnails import ThumbnailLoader
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.icon_button import icon_button
from app.ui.widgets.stars import Stars

_STILL_WIDTH: Final = 128
_SCROLL_BAR: Final = 10


class CullPane(QWidget):
    """A strip of neighbours under a large video, with what the user thinks of it.

    Nothing is thrown away before the end: X only marks. `wanted` says which clip is to be shown.
    """

    wanted = Signal(str)  # clip id
    left = Signal()

    def __init__(
        self,
        bridge: Bridge,
        thumbnails: ThumbnailLoader,
        filmstrips: FilmstripLoader,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._model: ClipsModel | None = None
        self._deeds: ClipDeeds | None = None
        self._rejected: dict[str, None] = {}
        self._kept: dict[str, None] = {}
        self._row = 0
        styled(self, role="bar")
        self.setObjectName("cullPane")

        self._strip = QListView()
        self._place = styled(QLabel(), level="strong")
        self._title = styled(ElidedLabel(), tone="dim")
        self._work = WorkLine(bridge, frozenset(WorkKind), self._strip)
        self._work.setObjectName("cullWork")
        self._stars = Stars()
        self._stars.setObjectName("cullStars")
        self._favourite = icon_button("cullFavourite", "heart")
        self._favourite.setCheckable(True)
        self._reject = styled(QPushButton(), kind="chip")
        self._reject.setObjectName("cullReject")
        self._reject.setCheckable(True)
        self._reject.setIcon(icon("close", checked_tone="bad"))
        self._done = styled(QPushButton(), compact=True)
        self._done.setObjectName("cullDone")
        self._delegate = ClipDelegate(thumbnails, filmstrips, self, bare=True)
        self._delegate.rejected = self._rejected
        self._delegate.set_width(_STILL_WIDTH + 2 * CELL_PADDING)
        thumbnails.loaded.connect(self._strip.viewport().update)
        self._summary = QLabel()
        self._trash = styled(QPushButton(), kind="primary")
        self._trash.setObjectName("cullTrash")
        self._export = QPushButton()
        self._export.setObjectName("cullExport")
        self._download = QPushButton()
        self._download.setObjectName("cullDownload")
        self._leave = styled(QPushButton(), kind="link")
        self._leave.setObjectName("cullLeave")
        self._pages = QStackedWidget()
        self._lay_out()
        self._wire()
        self._keys = self._make_keys()
        self._retranslate()
        self.hide()

    # -- What others may ask -------------------------------------------------------------------

    @property
    def active(self) -> bool:
        """Whether one looks through a grid at this moment."""
        return self._model is not None

    def begin(self, model: ClipsModel, deeds: ClipDeeds, clip_id: str) -> None:
        """Begins with a clip of a grid, or with its first one."""
        self._model, self._deeds = model, deeds
        self._rejected.clear()
        self._kept.clear()
        self._pages.setCurrentIndex(0)
        self._strip.setModel(model)
        model.arrived.connect(self._on_arrived)
        model.dataChanged.connect(self._show)
        for key in self._keys:
            key.setEnabled(True)
        self.show()
        self._strip.setFocus(Qt.FocusReason.OtherFocusReason)
        self._go(model.row_of(clip_id) or 0)

    def end(self) -> None:
        """Leaves the grid as it is now."""
        model, self._model = self._model, None
        if model is not None:
            model.arrived.disconnect(self._on_arrived)
            model.dataChanged.disconnect(self._show)
            self._strip.setModel(None)
            for key in self._keys:
                key.setEnabled(False)
            self.hide()
            self.left.emit()

    def step(self, steps: int) -> None:
        """Goes on by so many clips, to the first or last one at most."""
        if self._model is not None:
            self._go(self._row + steps)

    # -- Building ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(PANE_PADDING, HALF, PANE_PADDING, 0)
        head.setSpacing(GRID)
        head.addWidget(self._place)
        head.addWidget(self._title, 1)
        head.addWidget(self._work)
        head.addSpacing(GRID)
        for part in (self._stars, self._favourite, self._reject, self._done):
            head.addWidget(part)
        looking = QWidget()
        column = QVBoxLayout(looking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._strip)
        strip = self._strip
        strip.setObjectName("cullStrip")
        styled(strip, focusRing=True)  # its current row is the one on the stage
        strip.setFlow(QListView.Flow.LeftToRight)
        strip.setWrapping(False)
        strip.setUniformItemSizes(True)
        strip.setLayoutMode(QListView.LayoutMode.SinglePass)
        strip.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        strip.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        strip.setItemDelegate(self._delegate)
        strip.setViewportMargins(PANE_PADDING - CELL_PADDING, 0, 0, 0)
        strip.setFixedHeight(self._delegate.cell.height() + _SCROLL_BAR)
        asking = QWidget()
        row = QHBoxLayout(asking)
        row.setContentsMargins(PANE_PADDING, GRID, PANE_PADDING, GRID)
        row.setSpacing(GRID)
        row.addWidget(self._summary, 1)
        for button in (self._leave, self._download, self._export, self._trash):
            row.addWidget(button)
        self._summary.setWordWrap(True)
        self._pages.addWidget(looking)
        self._pages.addWidget(asking)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _wire(self) -> None:
        self._strip.clicked.connect(self._on_clicked)
        self._stars.rated.connect(self._rate)
        self._favourite.clicked.connect(self._favour)
        self._reject.clicked.connect(self._toggle_reject)
        self._done.clicked.connect(self._finish)
        self._leave.clicked.connect(self.end)
        self._trash.clicked.connect(self._on_trash)
        self._export.clicked.connect(self._on_export)
        self._download.clicked.connect(self._on_download)

    def _make_keys(self) -> list[QShortcut]:
        deeds: list[tuple[str, Callable[[], object]]] = [
            ("Left", lambda: self.step(-1)),
            ("Right", lambda: self.step(1)),
            ("Home", lambda: self._go(0)),
            ("End", lambda: self._go(self._count() - 1)),
            ("F", self._favour),
            ("X", self._toggle_reject),
            ("C", self._finish),
            ("Esc", self._finish),
            *((str(n), lambda n=n: self._rate(n)) for n in range(BEST_RATING + 1)),
        ]
        return mode_keys(self, deeds)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._strip.setAccessibleName(self.tr("Neighbours"))
        self._favourite.setToolTip(self.tr("Favourite (F)"))
        self._favourite.setAccessibleName(self.tr("Favourite"))
        self._reject.setText(self.tr("Reject"))
        self._reject.setToolTip(self.tr("Marked to be thrown away at the end (X)"))
        self._done.setText(self.tr("Done"))
        self._done.setToolTip(self.tr("Ends culling (Esc)"))
        self._export.setText(self.tr("Export the kept…"))
        self._download.setText(self.tr("Download the kept"))
        self._show()

    # -- Where one is --------------------------------------------------------------------------

    def _count(self) -> int:
        return 0 if self._model is None else self._model.rowCount()

    @property
    def _clip_id(self) -> str:
        if self._model is None or self._row >= self._count():
            return ""
        return self._model.id_at(self._row)

    @property
    def _clip(self) -> Clip | None:
        if self._model is None or self._row >= self._count():
            return None
        clip: Clip | None = self._model.index(self._row).data(ClipRole.CLIP)
        return clip

    def _go(self, row: int) -> None:
        if self._model is None or not self._count():
            return
        self._pages.setCurrentIndex(0)
        self._row = max(0, min(self._count() - 1, row))
        index = self._model.index(self._row)
        self._strip.setCurrentIndex(index)
        self._strip.scrollTo(index, QListView.ScrollHint.PositionAtCenter)
        self._show()
        self.wanted.emit(self._clip_id)

    @Slot()
    def _show(self) -> None:
        clip, clip_id = self._clip, self._clip_id
        self._place.setText(
            self.tr("{number} of {count}").format(
                number=formats.number(self._row + 1), count=formats.number(self._count())
            )
        )
        self._title.setText("" if clip is None else clip_title(clip))
        self._stars.set_value(0 if clip is None else clip.marks.rating)
        favourite = clip is not None and clip.marks.favourite
        self._favourite.setChecked(favourite)
        self._favourite.setIcon(icon("heart_filled", "accent") if favourite else icon("heart"))
        self._reject.setChecked(clip_id in self._rejected)
        self._strip.viewport().update()

    @Slot(int)
    def _on_arrived(self, found: int) -> None:
        if not found:
            self.end()
            return
        row = self._strip.currentIndex().row()
        if 0 <= row != self._row:
            self._row = row  # neighbours came or went; the clip is still the same
            self._show()
        elif row < 0:
            self._go(self._row)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._go(index.row())

    # -- What one thinks of it -----------------------------------------------------------------

    @Slot(int)
    def _rate(self, stars: int) -> None:
        if self._deeds is not None and self._clip_id:
            self._keep(wanted=stars > 0)
            self._deeds.rate([self._clip_id], stars)

    @Slot()
    def _favour(self) -> None:
        clip = self._clip
        if self._deeds is not None and clip is not None:
            self._keep(wanted=not clip.marks.favourite or clip.marks.rating > 0)
            self._deeds.favour([clip], [clip.id])

    def _keep(self, *, wanted: bool) -> None:
        if wanted:
            self._kept[self._clip_id] = None
            self._rejected.pop(self._clip_id, None)
        else:
            self._kept.pop(self._clip_id, None)

    @Slot()
    def _toggle_reject(self) -> None:
        if self._clip_id in self._rejected:
            del self._rejected[self._clip_id]
            say(self._strip, self.tr("No longer rejected"))
        elif self._clip_id:
            self._rejected[self._clip_id] = None
            self._kept.pop(self._clip_id, None)
            say(self._strip, self.tr("Rejected"))
        self._show()

    # -- The end -------------------------------------------------------------------------------

    @Slot()
    def _finish(self) -> None:
        """Asks what is to become of it all, if there is anything to ask."""
        asked = self._pages.currentIndex() == 1
        if asked or not (self._rejected or self._kept):
            self.end()
            return
        rejected, kept = len(self._rejected), len(self._kept)
        told = []
        if rejected:
            told.append(self.tr("%n rejected", "", rejected))
        if kept:
            told.append(self.tr("%n kept", "", kept))
        self._summary.setText(" · ".join(told))
        self._trash.setText(self.tr("Move %n to the recycle bin", "", rejected))
        self._trash.setVisible(rejected > 0)
        self._leave.setText(self.tr("Delete nothing") if rejected else self.tr("Close"))
        self._leave.setToolTip(
            self.tr("The rejected stay in the library, too; stars and favourites are kept (Esc)")
            if rejected
            else self.tr("Stars and favourites are kept (Esc)")
        )
        self._export.setVisible(kept > 0)
        self._download.setVisible(kept > 0)
        self._download.setEnabled(True)
        self._pages.setCurrentIndex(1)
        self._leave.setFocus(Qt.FocusReason.ShortcutFocusReason)  # Space is for it, and it is seen

    @Slot()
    def _on_trash(self) -> None:
        deeds, rejected = self._deeds, list(self._rejected)
        self.end()
        if deeds is not None:
            deeds.trash(rejected)

    @Slot()
    def _on_download(self) -> None:
        self._bridge.download_many(list(self._kept))
        self._download.setEnabled(False)

    @Slot()
    def _on_export(self) -> None:
        if self._deeds is not None:
            self._deeds.ask_export(list(self._kept))
