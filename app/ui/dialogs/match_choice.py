"""Which of several videos is a job's, when it is not known whether the service took the job."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.clips import Clip
from app.domain.jobs import Job
from app.ui import formats
from app.ui.delegates.painting import fill, rounded_picture
from app.ui.texts import service_title
from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import GRID, ICON_LARGE, RADIUS
from app.ui.thumbnails import Fit, ThumbnailLoader
from app.ui.widgets.elided_label import ElidedLabel

_WIDTH: Final = 480
_STILL: Final = QSize(96, 54)
_ROWS_SHOWN: Final = 4
_ROW: Final = _STILL.height() + 2 * GRID + 4  # and the frame of the marked one


class _Videos(QListWidget):
    """A list in which nothing is marked until the user marks it."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.selectedItems():
            # Qt has put the keyboard on the first row, which the first key would pass over.
            self.setCurrentRow(-1)


class MatchChoice(QDialog):
    """Offers videos of a service's history; shown beside the window, so that they can be watched.

    `chosen`, `refused` and `watched` say what the user wants; Cancel leaves everything as it is.
    """

    chosen = Signal(str, str)  # job id, the service's id of the video
    refused = Signal(str, list)  # job id, the service's ids of all videos
    watched = Signal(str)  # clip id

    def __init__(self, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matchChoice")
        styled(self, role="panel")
        self._thumbnails = thumbnails
        thumbnails.loaded.connect(self._on_thumbnail_loaded)
        self._job: Job | None = None
        self._clips: tuple[Clip, ...] = ()
        self._title = styled(QLabel(), level="heading")
        self._prompt = ElidedLabel(lines=2)
        self._prompt.setObjectName("matchPrompt")
        self._words = styled(QLabel(), level="secondary", tone="dim")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._list = _Videos()
        self._list.setObjectName("matchList")
        self._list.setIconSize(_STILL)
        self._list.setSpacing(0)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.itemSelectionChanged.connect(self._on_selection_changed)
        self._list.itemDoubleClicked.connect(self._on_watch_clicked)
        self._watch = self._button("matchWatchButton", self._on_watch_clicked)
        self._watch.setIcon(icon("play"))
        self._cancel = self._button("matchCancelButton", self.reject)
        self._none = self._button("matchNoneButton", self._on_none_clicked)
        self._take = styled(self._button("matchTakeButton", self._on_take_clicked), kind="primary")
        self._take.setDefault(True)
        self._lay_out()
        self._retranslate()

    @property
    def job_id(self) -> str | None:
        """The job that is asked about; None while nothing is."""
        return self._job.id if self._job is not None and self.isVisible() else None

    def ask(self, job: Job, clips: Sequence[Clip]) -> None:
        """Shows the videos that may be this job's."""
        if self._job is None or self._job.id != job.id:
            self._list.clear()
        self._job = job
        self.set_clips(clips)
        if self.isVisible():
            self.raise_()
        self.show()
        self.activateWindow()
        self._list.setFocus()

    def set_clips(self, clips: Sequence[Clip]) -> None:
        """Offers these videos from now on; what the user marked among them stays marked."""
        marked = self._chosen()
        self._clips = tuple(clips)
        self._fill(marked)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._show_stills()

    # -- Building ------------------------------------------------------------------------------

    def _button(self, name: str, pressed: object) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        for part in (self._title, self._prompt, self._words, self._list):
            column.addWidget(part)
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self._watch)
        foot.addStretch()
        for button in (self._cancel, self._none, self._take):
            foot.addWidget(button)
        column.addSpacing(GRID)
        column.addLayout(foot)
        self.setFixedWidth(_WIDTH)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Which video is it?"))
        self._title.setText(self.tr("Which video is it?"))
        self._watch.setText(self.tr("Watch"))
        self._cancel.setText(self.tr("Cancel"))
        self._none.setText(self.tr("None of these"))
        self._take.setText(self.tr("This one"))
        self._list.setAccessibleName(self.tr("Videos that may be this one"))
        job = self._job
        if job is None:
            return
        self._prompt.setText(job.request.prompt)
        self._words.setText(
            self.tr(
                "Sent to {service}: {time}. These videos were made there about then, and Kadraj "
                "does not know whose they are."
            ).format(
                service=service_title(job.service),
                time=formats.day_and_time(job.submitted_at or job.created_at),
            )
        )
        for row, clip in enumerate(self._clips):
            self._list.item(row).setText(self._about(clip))

    def _about(self, clip: Clip) -> str:
        told = [formats.day_and_time(clip.created_at)]
        if clip.aspect_ratio:
            told.append(clip.aspect_ratio)
        if clip.length is not None:
            told.append(formats.clock(clip.length))
        lines = [" · ".join(told), clip.remote_id]
        return "\n".join([clip.prompt, *lines] if clip.prompt else lines)

    # -- Rows ----------------------------------------------------------------------------------

    def _fill(self, marked: Clip | None) -> None:
        self._list.clear()
        for clip in self._clips:
            item = QListWidgetItem(self._list)
            item.setSizeHint(QSize(0, _ROW))
            if marked is not None and clip.id == marked.id:
                self._list.setCurrentItem(item)
        self._show_stills()
        shown = min(max(len(self._clips), 2), _ROWS_SHOWN)
        self._list.setFixedHeight(shown * _ROW)
        self._on_selection_changed()

    def _show_stills(self) -> None:
        for row, clip in enumerate(self._clips):
            still = self._still(clip)
            shown = QIcon(still)
            shown.addPixmap(still, QIcon.Mode.Selected)  # not tinted: it is a picture
            self._list.item(row).setIcon(shown)

    def _still(self, clip: Clip) -> QPixmap:
        """A frame of the video, or a sign in its place."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(_STILL * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        place = QRectF(0, 0, _STILL.width(), _STILL.height())
        frame = None
        if clip.thumbnail is not None:
            frame = self._thumbnails.pixmap(clip.thumbnail, _STILL, ratio, Fit.COVER)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if frame is not None:
            rounded_picture(painter, place, frame, RADIUS)
        else:
            fill(painter, place, current_tokens().raised, RADIUS)
            sign = QRectF(0, 0, ICON_LARGE, ICON_LARGE)
            sign.moveCenter(place.center())
            icon("film", "faint").paint(painter, sign.toRect())
        painter.end()
        return picture

    def _chosen(self) -> Clip | None:
        marked = self._list.selectedItems()
        return self._clips[self._list.row(marked[0])] if marked else None

    # -- Slots ---------------------------------------------------------------------------------

    @Slot()
    def _on_selection_changed(self) -> None:
        for button in (self._take, self._watch):
            button.setEnabled(self._chosen() is not None)

    @Slot()
    def _on_take_clicked(self) -> None:
        clip = self._chosen()
        if self._job is not None and clip is not None:
            self.chosen.emit(self._job.id, clip.remote_id)
            self.accept()

    @Slot()
    def _on_none_clicked(self) -> None:
        if self._job is not None:
            self.refused.emit(self._job.id, [clip.remote_id for clip in self._clips])
            self.reject()

    @Slot()
    def _on_watch_clicked(self) -> None:
        clip = self._chosen()
        if clip is not None:
            self.watched.emit(clip.id)

    @Slot(Path)
    def _on_thumbnail_loaded(self, path: Path) -> None:
        if any(clip.thumbnail == path for clip in self._clips):
            self._show_stills()
