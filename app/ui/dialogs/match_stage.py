"""A small player for videos that may be somebody else's: looked at before one of them is taken."""

from collections import deque
from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.clips import Clip
from app.domain.errors import KadrajError
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.player import Player, VideoSurface
from app.ui.texts import error_text
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF
from app.ui.widgets.seek_bar import SeekBar
from app.ui.widgets.stage_view import StageView

_SIZE: Final = QSize(400, 225)


class _Screen(VideoSurface):
    """The player's frames, and a still while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._still = QImage()

    def set_still(self, still: QImage) -> None:
        self._still = still
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.frame is not None or self._still.isNull():
            return
        room = QRectF(self.rect())
        fitting = QSizeF(self._still.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, fitting.width(), fitting.height())
        place.moveCenter(room.center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._still)
        painter.end()


class MatchStage(QWidget):
    """Shows a clip's first frame, and plays it when asked; nothing is kept on this computer.

    `look_through` takes the first frame of each clip that has none at hand, one after the other and
    without sound; `still_seen` carries them. `playing_changed` says whether one is being watched.
    """

    still_seen = Signal(str, QImage)  # clip id
    playing_changed = Signal(bool)
    needed = Signal(bool)  # whether this is where a video runs now, so that none runs elsewhere

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._stills: dict[str, QImage] = {}
        self._unseen: deque[Clip] = deque()
        self._marked: Clip | None = None
        self._open: Clip | None = None  # what the player is about
        self._peeking = False
        self._failed = False  # the marked clip, with `_error` if the service gave one
        self._error: KadrajError | None = None
        self._coming = False
        self._screen = _Screen()
        self._screen.setObjectName("matchScreen")
        self._screen.clicked.connect(self.toggle)
        self.player = Player(self._screen, self)
        self._view = StageView()
        self._view.setFixedSize(_SIZE)
        self._view.set_content(self._screen)
        self._seek = SeekBar()
        self._seek.setObjectName("matchSeekBar")
        self._time = styled(QLabel(), level="small", tone="dim")
        self._time.setTextFormat(Qt.TextFormat.PlainText)
        self._words = styled(QLabel(), level="secondary", tone="dim")
        self._words.setObjectName("matchStageWords")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._lay_out()
        self._wire()
        self._retranslate()

    # -- For the dialog ------------------------------------------------------------------------

    def still(self, clip_id: str) -> QImage:
        """A clip's first frame; a null image while it was not seen."""
        return self._stills.get(clip_id, QImage())

    def look_through(self, clips: Sequence[Clip]) -> None:
        """Looks at the beginning of each of these that was not seen yet."""
        self.needed.emit(True)
        self._unseen = deque(clip for clip in clips if clip.id not in self._stills)
        if self._open is None:
            self._peek_on()

    def mark(self, clip: Clip | None) -> None:
        """Puts another clip's still on show; who watched one watches it no longer."""
        before, self._marked = self._marked, clip
        if before is not None and clip is not None and before.id == clip.id:
            return
        self._failed, self._error, self._coming = False, None, False
        if not self._peeking:
            self._close()
            self._peek_on()
        self._show_still()

    @Slot()
    def toggle(self) -> None:
        """Plays the marked clip, or halts it."""
        if self._marked is None:
            return
        if self.watching:
            self.player.toggle()
            return
        self._unseen.clear()
        self._begin(self._marked, peeking=False)

    @property
    def watching(self) -> bool:
        """Whether the marked clip is in the player, running or halted."""
        return self._open is not None and not self._peeking and self.player.open

    def leave(self) -> None:
        """Closes what is open."""
        self._unseen.clear()
        self._close()
        self._marked = None
        self.needed.emit(False)

    # -- Building ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(GRID, 0, GRID + HALF, HALF)
        line.setSpacing(GRID)
        line.addWidget(self._seek, 1)
        line.addWidget(self._time)
        stage = styled(QWidget(), role="stage")
        box = QVBoxLayout(stage)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._view)
        box.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(stage)
        column.addWidget(self._words)
        column.addStretch()

    def _wire(self) -> None:
        self._seek.seek_requested.connect(self.player.seek)
        self.player.size_changed.connect(self._on_first_frame)
        self.player.position_changed.connect(self._on_position)
        self.player.duration_changed.connect(self._seek.set_duration)
        self.player.playing_changed.connect(self._on_playing)
        self.player.failed.connect(self._on_failed)
        self._bridge.clip_changed.connect(self._on_clip_changed)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.player.shut)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._screen.setAccessibleName(self.tr("Video"))
        self._seek.setAccessibleName(self.tr("Position"))
        self._tell()

    # -- Opening -------------------------------------------------------------------------------

    def _peek_on(self) -> None:
        while self._unseen:
            clip = self._unseen.popleft()
            if clip.id not in self._stills:
                self._begin(clip, peeking=True)
                return

    def _begin(self, clip: Clip, *, peeking: bool) -> None:
        self._close()
        self._open, self._peeking = clip, peeking
        self._failed, self._error, self._coming = False, None, not peeking
        self.player.set_muted(peeking)
        self._tell()
        if clip.file is not None:
            self.player.load(clip.file, play=not peeking)
        else:
            self._bridge.watch(
                clip.id,
                partial(self._on_found, clip, peeking=peeking),
                partial(self._on_not_found, clip),
            )

    def _close(self) -> None:
        if self._open is not None:
            self.player.release()
        self._open, self._peeking = None, False
        self._seek.set_position(0)
        self._time.clear()
        self.playing_changed.emit(False)

    def _is_open(self, clip: Clip) -> bool:
        return self._open is not None and self._open.id == clip.id

    def _on_found(self, clip: Clip, address: str, *, peeking: bool) -> None:
        if not self._is_open(clip) or self._peeking != peeking:
            return
        if address:
            self.player.load_stream(address, self._bridge.leave)
        elif peeking:
            self._close()
            self._peek_on()
        else:
            self._bridge.download(clip.id)  # it plays when it is here

    def _on_not_found(self, clip: Clip, error: KadrajError) -> None:
        if self._is_open(clip):
            self._give_up(error)

    @Slot(str)
    def _on_failed(self, _reason: str) -> None:
        if self._open is not None:
            self._give_up(None)

    def _give_up(self, error: KadrajError | None) -> None:
        peeking = self._peeking
        self._close()
        self._coming = False
        if peeking:
            self._peek_on()
        else:
            self._failed, self._error = True, error
            self._tell()

    # -- What comes ----------------------------------------------------------------------------

    @Slot(QSize)
    def _on_first_frame(self, size: QSize) -> None:
        clip = self._open
        if clip is None:
            return
        self._view.set_aspect(size)
        self._coming = False
        self._tell()
        if clip.id not in self._stills:
            self._stills[clip.id] = still = self._screen.image()
            self.still_seen.emit(clip.id, still)
        if self._peeking:
            self._close()
            self._show_still()
            self._peek_on()

    @Slot(int)
    def _on_position(self, position: int) -> None:
        if self.watching:
            self._seek.set_position(position)
            here, whole = (formats.clock(ms / 1000) for ms in (position, self.player.duration))
            self._time.setText(f"{here} / {whole}")

    @Slot(bool)
    def _on_playing(self, playing: bool) -> None:
        if not self._peeking:
            self.playing_changed.emit(playing)

    @Slot(object, bool)
    def _on_clip_changed(self, clip: Clip, _added: bool) -> None:
        waits = self._is_open(clip) and not self._peeking and not self.player.open
        if waits and clip.file is not None:
            self._open = clip
            self.player.load(clip.file)

    def _show_still(self) -> None:
        still = QImage() if self._marked is None else self.still(self._marked.id)
        if not still.isNull():
            self._view.set_aspect(still.size())
        self._screen.set_still(still)
        self._tell()

    def _tell(self) -> None:
        if self._error is not None:
            self._words.setText(error_text(self._error))
        elif self._failed:
            self._words.setText(self.tr("This video cannot be played here."))
        elif self._coming:
            self._words.setText(self.tr("Fetching the video…"))
        else:
            self._words.clear()
