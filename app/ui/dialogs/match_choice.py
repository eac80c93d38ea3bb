"""Which of several videos is a job's, when it is not known whether the service took the job."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from app.domain.clips import Clip
from app.domain.jobs import Job
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.dialogs.clip_list import ClipList
from app.ui.dialogs.dialog import Dialog
from app.ui.dialogs.frame import dialog_column
from app.ui.dialogs.match_stage import MatchStage
from app.ui.texts import service_title
from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID
from app.ui.thumbnails import ThumbnailLoader
from app.ui.widgets.elided_label import ElidedLabel

_WIDTH: Final = 768
_ID_LETTERS: Final = 13


class _Videos(ClipList):
    """A list in which nothing is marked until the user marks it."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.selectedItems():
            # Qt has put the keyboard on the first row, which the first key would pass over.
            self.setCurrentRow(-1)


class MatchChoice(Dialog):
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
        self._job: Job | None = None
        self._title = styled(QLabel(), level="heading")
        self._prompt = ElidedLabel(lines=2)
        self._prompt.setObjectName("matchPrompt")
        self._words = styled(QLabel(), level="secondary", tone="dim")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self.stage = MatchStage(bridge)
        self.stage.playing_changed.connect(self._on_playing_changed)
        self._list = _Videos(thumbnails, self.stage.still)
        self._list.setObjectName("matchList")
        self.stage.still_seen.connect(self._list.show_stills)
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
        alone = len(clips) == 1
        self._fill(clips, clips[0] if alone else marked)
        # One is a question of yes or no, which Enter does not answer by the way.
        self._take.setDefault(not alone)
        self._watch.setDefault(alone)
        self._retranslate()
        self.stage.look_through([clip for clip in clips if clip.thumbnail is None])

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stage.leave()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    # -- Building ------------------------------------------------------------------------------

    def _button(self, name: str, pressed: object) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.clicked.connect(pressed)
        return button

    def _lay_out(self) -> None:
        column = dialog_column(self, GRID)
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
        alone = self._list.count() == 1
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
        for row, clip in enumerate(self._list.clips):
            self._list.item(row).setText(self._about(clip))

    def _about(self, clip: Clip) -> str:
        told = [clip.aspect_ratio] if clip.aspect_ratio else []
        if clip.length is not None:
            told.append(formats.length(clip.length))
        short = clip.remote_id[:_ID_LETTERS] + "…" * (len(clip.remote_id) > _ID_LETTERS)
        lines = [formats.day_and_time(clip.created_at, seconds=True), " · ".join([*told, short])]
        prompt = " ".join(clip.prompt.split())
        return "\n".join([prompt, *lines] if prompt else lines)

    # -- Rows ----------------------------------------------------------------------------------

    def _fill(self, clips: Sequence[Clip], marked: Clip | None) -> None:
        with QSignalBlocker(self._list):  # what is being watched goes on
            self._list.clear()
            for clip in clips:
                item = self._list.add(clip)
                if marked is not None and clip.id == marked.id:
                    self._list.setCurrentItem(item)
        self._list.show_stills()
        self._on_selection_changed()

    def _chosen(self) -> Clip | None:
        marked = self._list.selectedItems()
        return self._list.clips[self._list.row(marked[0])] if marked else None

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
            self.refused.emit(self._job.id, [clip.remote_id for clip in self._list.clips])
            self.reject()

    @Slot(bool)
    def _on_playing_changed(self, playing: bool) -> None:
        self._watch.setText(self.tr("Pause") if playing else self.tr("Watch"))
        self._watch.setIcon(icon("pause" if playing else "play"))
