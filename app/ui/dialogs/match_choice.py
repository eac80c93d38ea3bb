"""Which of several videos is a job's, when it is not known whether the service took the job."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QIcon, QImage, QPainter, QPixmap
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
from app.ui.bridge import Bridge
from app.ui.delegates.painting import fill, rounded_picture
from app.ui.dialogs.match_stage import MatchStage
from app.ui.texts import service_title
from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import GRID, ICON_LARGE, RADIUS
from app.ui.thumbnails import Fit, ThumbnailLoader
from app.ui.widgets.elided_label import ElidedLabel

_WIDTH: Final = 768
_STILL: Final = QSize(96, 54)
_ID_LETTERS: Final = 13
_ROW: Final = _STILL.height() + 2 * GRID + 4  # and the frame of the marked one


class _Videos(QListWidget):
    """A list in which nothing is marked until the user marks it."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.selectedItems():
            # Qt has put the keyboard on the first row, which the first key would pass over.
            self.setCurrentRow(-1)


class MatchChoice(QDialog):
    """Offers videos of a service's history, to be watched before one is taken or all are refused.

    `chosen` and `refused` say what the user wants; Cancel leaves everything as it is.
    """

    chosen = Signal(str, str)  # job id, the service's id of the video
    refused = Signal(str, list)  # job id, the service's ids of all videos

    def __init__(
        self, bridge: Bridge, thumbnails: ThumbnailLoader, parent: QWidget | None = None
    ) -> None:
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
        self.stage = MatchStage(bridge)
        self.stage.still_seen.connect(self._show_stills)
        self.stage.playing_changed.connect(self._on_playing_changed)
        self._list = _Videos()
        self._list.setObjectName("matchList")
        self._list.setIconSize(_STILL)
        self._list.setSpacing(0)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.itemSelectionChanged.connect(self._on_selection_changed)
        self._list.itemDoubleClicked.connect(self.stage.toggle)
        self._watch = self._button("matchWatchButton", self.stage.toggle)
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
        alone = len(self._clips) == 1
        self._fill(self._clips[0] if alone else marked)
        # One is a question of yes or no, which Enter does not answer by the way.
        self._take.setDefault(not alone)
        self._watch.setDefault(alone)
        self._retranslate()
        self.stage.look_through([clip for clip in self._clips if clip.thumbnail is None])

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stage.leave()

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
        for part in (self._title, self._prompt, self._words):
            column.addWidget(part)
        middle = QHBoxLayout()
        middle.setSpacing(2 * GRID)
        middle.addWidget(self._list, 1)
        middle.addWidget(self.stage)
        column.addSpacing(GRID)
        column.addLayout(middle)
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
        alone = len(self._clips) == 1
        title = self.tr("Is this your video?") if alone else self.tr("Which video is it?")
        self.setWindowTitle(title)
        self._title.setText(title)
        self._on_playing_changed(self.stage.player.playing)
        self._cancel.setText(self.tr("Cancel"))
        self._none.setText(self.tr("No, not this one") if alone else self.tr("None of these"))
        self._take.setText(self.tr("Yes, it is mine") if alone else self.tr("This one"))
        self._list.setAccessibleName(self.tr("Videos that may be this one"))
        job = self._job
        if job is None:
            return
        self._prompt.setText(job.request.prompt)
        words = (
            self.tr(
                "Sent to {service}: {time}. This video was made there about then, and Kadraj does "
                "not know whose it is."
            )
            if alone
            else self.tr(
                "Sent to {service}: {time}. These videos were made there about then, and Kadraj "
                "does not know whose they are."
            )
        )
        sent = formats.day_and_time(job.submitted_at or job.created_at, seconds=True)
        self._words.setText(words.format(service=service_title(job.service), time=sent))
        for row, clip in enumerate(self._clips):
            self._list.item(row).setText(self._about(clip))

    def _about(self, clip: Clip) -> str:
        told = [clip.aspect_ratio] if clip.aspect_ratio else []
        if clip.length is not None:
            told.append(formats.clock(clip.length))
        short = clip.remote_id[:_ID_LETTERS] + "…" * (len(clip.remote_id) > _ID_LETTERS)
        lines = [formats.day_and_time(clip.created_at, seconds=True), " · ".join([*told, short])]
        prompt = " ".join(clip.prompt.split())
        return "\n".join([prompt, *lines] if prompt else lines)

    # -- Rows ----------------------------------------------------------------------------------

    def _fill(self, marked: Clip | None) -> None:
        with QSignalBlocker(self._list):  # what is being watched goes on
            self._list.clear()
            for clip in self._clips:
                item = QListWidgetItem(self._list)
                item.setSizeHint(QSize(0, _ROW))
                if marked is not None and clip.id == marked.id:
                    self._list.setCurrentItem(item)
        self._show_stills()
        self._on_selection_changed()

    @Slot()
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
        elif not (seen := self.stage.still(clip.id)).isNull():
            frame = _covering(seen, _STILL * ratio, ratio)
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
        chosen = self._chosen()
        for button in (self._take, self._watch):
            button.setEnabled(chosen is not None)
        self.stage.mark(chosen)

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

    @Slot(bool)
    def _on_playing_changed(self, playing: bool) -> None:
        self._watch.setText(self.tr("Pause") if playing else self.tr("Watch"))
        self._watch.setIcon(icon("pause" if playing else "play"))

    @Slot(Path)
    def _on_thumbnail_loaded(self, path: Path) -> None:
        if any(clip.thumbnail == path for clip in self._clips):
            self._show_stills()


def _covering(image: QImage, size: QSize, ratio: float) -> QPixmap:
    """As much of a picture's middle as fills `size`, in device pixels."""
    whole = image.scaled(
        size,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    cut = QRect(QPoint(), size)
    cut.moveCenter(whole.rect().center())
    pixmap = QPixmap.fromImage(whole.copy(cut))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
