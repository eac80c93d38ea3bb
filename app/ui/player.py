"""Playing a video file: Qt's player behind plain values, and the surface it is seen on.

QtMultimedia loads FFmpeg and is slow to import, so it is imported when the first video is opened.
"""

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import (
    QObject,
    QPoint,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    QTimer,
    QUrl,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.sound import SoundProbe
from app.ui.theme.tokens import ON_STAGE

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink

#: How long one picture of playing backwards stands, in milliseconds, when the decoder keeps up.
_BACKWARDS_MS: Final = 40
#: How often a video that comes from elsewhere is looked at, whether it goes on.
_LOOK_MS: Final = 400
#: How much before its announced end a video may end.
_END_MS: Final = 500
_BACKWARDS: Final = (1, 2, 4)
_FORWARDS: Final = (1.0, 1.5, 2.0)


class VideoSurface(QWidget):
    """Shows the frames it is given, each as large as fits.

    It paints them itself: that looks the same on every platform, can be taken a picture of, moves
    between windows, and takes some 5 ms for a frame of 1920×1080.
    """

    clicked = Signal()
    double_clicked = Signal()
    dragged = Signal(QPoint)  # by so much since the last one

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed_at: QPoint | None = None
        self._dragging = False
        self._frame: QVideoFrame | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def frame(self) -> "QVideoFrame | None":
        """The frame on show."""
        return self._frame

    def show_frame(self, frame: "QVideoFrame") -> None:
        """Shows a frame; an empty one, which a player sends as it stops, changes nothing."""
        if frame.isValid():
            self._frame = frame
            self.update()

    def clear(self) -> None:
        """Shows nothing any more."""
        self._frame = None
        self.update()

    def image(self) -> QImage:
        """The frame on show at its own size, upright; a null image without one."""
        return QImage() if self._frame is None else self._frame.toImage()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(ON_STAGE.stage))
        if self._frame is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            self._frame.paint(painter, QRectF(self.rect()), _paint_options())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.globalPosition().toPoint()
            self._dragging = False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is not None:
            here = event.globalPosition().toPoint()
            way = here - self._pressed_at
            self._dragging |= way.manhattanLength() >= QApplication.startDragDistance()
            if self._dragging:
                self._pressed_at = here
                self.dragged.emit(way)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            pressed, self._pressed_at = self._pressed_at is not None, None
            if pressed and not self._dragging:
                self.clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.double_clicked.emit()
        event.accept()


class _Start(NamedTuple):
    """How a source is to begin once it is loaded."""

    position: int
    play: bool


class Player(QObject):
    """Plays one file at a time onto a surface. Times are milliseconds, volume is 0 to 1.

    Each source is opened anew, also one that is open already, and goes one way: while it is being
    loaded, all that is asked for (play, pause, a position) is kept in `_start` and Qt is told
    nothing; when it is loaded, that is done, once. What is heard meanwhile (frames, errors) was on
    its way before and is of the source before.
    """

    position_changed = Signal(int)
    duration_changed = Signal(int)
    playing_changed = Signal(bool)
    size_changed = Signal(QSize)  # of the video, as shown
    ended = Signal()
    failed = Signal(str)  # FFmpeg's reason, English; maybe empty
    sound_found = Signal(bool)  # whether the file that was opened has any
    silent = Signal()  # once: there is nothing to play sound on
    waiting_changed = Signal(bool)  # whether it waits for what is to come from elsewhere
    pace_changed = Signal(float)  # how fast it runs, below 0 backwards

    def __init__(self, surface: VideoSurface, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._surface = surface
        self._media: QMediaPlayer | None = None
        self._sink: QVideoSink | None = None
        self._audio: QAudioOutput | None = None
        self._file: Path | None = None
        self._size = QSize()
        self._looping = False
        self._rate = 1.0
        self._volume = 1.0
        self._muted = False
        self._steps = 0  # frames still to be stepped, below 0 backwards
        self._stepped = False  # it stands where steps have led
        self._sought = False  # a moment was asked for whose frame has not come
        self._span: tuple[int, int] | None = None
        self._start: _Start | None = None  # while a source is being loaded
        self._told_playing = False
        self._leave: Callable[[], None] | None = None
        self._waiting = False
        self._seen_at = -1
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._on_look_timeout)
        self._backwards = 0
        self._backwards_from = (0, 0.0)  # position, and when
        self._rewind = QTimer(self)
        self._rewind.setInterval(_BACKWARDS_MS)
        self._rewind.timeout.connect(self._on_rewind_timeout)
        self._probe = SoundProbe(self)
        self._probe.answered.connect(self._on_sound_answered)

    # -- What to play --------------------------------------------------------------------------

    @property
    def file(self) -> Path | None:
        """The file that is open."""
        return self._file

    @property
    def open(self) -> bool:
        """Whether there is something to play."""
        return self._file is not None or self._leave is not None

    @property
    def streaming(self) -> bool:
        """Whether what is open comes from elsewhere."""
        return self._leave is not None

    def load_stream(self, address: str, leave: Callable[[], None]) -> None:
        """Plays what this computer passes on at an address of its own.

        `leave` is called before it is let go of, so that nobody waits for bytes then.
        """
        self._leave_stream()
        self._surface.clear()
        self._leave = leave
        self._open(None, QUrl(address), _Start(0, play=True))
        self._seen_at = -1
        self._look.start()

    def load(self, file: Path, *, play: bool = True, position: int = 0) -> None:
        """Opens a file at a position; without `play` the frame there is shown.

        At another position than the start the frame before stays until that one is there.
        """
        self._leave_stream()
        if not position:
            self._surface.clear()
        self._open(file, QUrl.fromLocalFile(str(file)), _Start(position, play))

    def release(self) -> None:
        """Closes the file, so that it can be renamed or deleted; `stop` alone would not."""
        self.let_go()
        self._surface.clear()

    def let_go(self) -> None:
        """Closes the file, with its last frame still on show."""
        self._leave_stream()
        self._file = None
        self._forget_moves()
        if self._media is not None:
            self._media.setSource(QUrl())
            self._tell_playing()

    def shut(self) -> None:
        """Closes the file and ends what runs beside the window. For the end of the program."""
        self._probe.stop()
        self.release()

    # -- Control -------------------------------------------------------------------------------

    @property
    def playing(self) -> bool:
        """Whether it runs."""
        return self._media is not None and self._media.isPlaying()

    @property
    def going(self) -> bool:
        """Whether it runs, or will as soon as it is loaded."""
        return self.playing if self._start is None else self._start.play

    @property
    def position(self) -> int:
        """Where it is, or will begin."""
        if self._start is not None:
            return self._start.position
        return 0 if self._media is None else self._media.position()

    @property
    def duration(self) -> int:
        """How long the file is; 0 while that is not known."""
        return 0 if self._media is None else self._media.duration()

    @property
    def span(self) -> tuple[int, int] | None:
        """The stretch that is played over and over."""
        return self._span

    @Slot()
    def play(self) -> None:
        """Goes on, from the start after the end."""
        self._end_rewind()
        if self._media is not None and self.open:
            self._steps = 0
            self._stepped = False
            if self._start is not None:
                self._start = self._start._replace(play=True)
                return
            if not self.playing and self.position >= self.duration:
                self._media.setPosition(0)  # Qt does so only where it has played to the end itself
            self._media.play()

    @Slot()
    def pause(self) -> None:
        """Halts where it is; how fast it was asked to go on counts for the next time."""
        self._end_rewind()
        if self._media is not None and self.open:
            if self._start is None:
                self._media.pause()
            else:
                self._start = self._start._replace(play=False)
            self._media.setPlaybackRate(self._rate)
            self.pace_changed.emit(self._rate)

    @Slot()
    def toggle(self) -> None:
        """Plays or pauses."""
        if self.going or self._backwards:
            self.pause()
        else:
            self.play()

    def forward(self) -> None:
        """Plays; faster each time it is asked for while it plays."""
        if self._media is None or not self.playing:
            self.play()
            return
        now = self._media.playbackRate()
        pace = next((rate for rate in _FORWARDS if rate > now), now)
        self._media.setPlaybackRate(pace)
        self.pace_changed.emit(pace)

    def backward(self) -> None:
        """Plays backwards, without sound; faster each time it is asked for."""
        if self._media is None or not self.open:
            return
        pace = next((rate for rate in _BACKWARDS if rate > self._backwards), _BACKWARDS[-1])
        self.pause()
        self._stepped = False
        self._backwards = pace
        self._backwards_from = (self.position, monotonic())
        self._rewind.start()
        self.pace_changed.emit(-float(pace))

    @Slot(int)
    def seek(self, position: int) -> None:
        """Goes to a moment, kept inside the file."""
        self._end_rewind()
        self._steps = 0
        self._stepped = False
        self._go(position)

    def skip(self, milliseconds: int) -> None:
        """Goes on or back by so much."""
        self.seek(self.position + milliseconds)

    def step(self, *, forward: bool) -> None:
        """Pauses and shows the next frame or the one before; asked for twice, the one after."""
        if self.going or self._backwards:
            self.pause()
        self._steps += 1 if forward else -1
        if not self._sought and self._start is None:
            self._take_step()

    def set_span(self, span: tuple[int, int] | None) -> None:
        """Plays a stretch over and over, from its first moment to its last, or no longer."""
        self._span = span

    @Slot(bool)
    def set_looping(self, looping: bool) -> None:
        """Whether it begins again after the end."""
        self._looping = looping
        if self._media is not None:
            self._media.setLoops(self._loops())

    @Slot(float)
    def set_rate(self, rate: float) -> None:
        """How fast it plays, 1 being as made."""
        self._rate = rate
        self.pace_changed.emit(rate)
        if self._media is not None:
            self._media.setPlaybackRate(rate)

    @Slot(float)
    def set_volume(self, volume: float) -> None:
        """How loud, as heard: the scale is bent so that half sounds like half."""
        self._volume = volume
        self._apply_sound()

    @Slot(bool)
    def set_muted(self, muted: bool) -> None:
        """Whether it keeps quiet."""
        self._muted = muted
        self._apply_sound()

    # -- Inside --------------------------------------------------------------------------------

    def _engine(self) -> "QMediaPlayer":
        if self._media is None:
            from PySide6.QtMultimedia import QMediaPlayer, QVideoSink

            media = self._media = QMediaPlayer(self)
            sink = self._sink = QVideoSink(self)
            media.setVideoSink(sink)
            media.setLoops(self._loops())
            sink.videoFrameChanged.connect(self._on_frame)
            media.positionChanged.connect(self._on_position)
            media.durationChanged.connect(self._on_duration)
            media.playingChanged.connect(self._on_playing)
            media.mediaStatusChanged.connect(self._on_status)
            # Later, for who hears of an error closes the file, which the player is busy with now.
            media.errorOccurred.connect(self._on_error, Qt.ConnectionType.QueuedConnection)
            self._probe.start()
        return self._media

    def _open(self, file: Path | None, source: QUrl, start: _Start) -> None:
        media = self._engine()
        self._forget_moves()
        self._file = file
        self._size = QSize()
        with QSignalBlocker(media):  # nothing more of the one before
            media.setSource(QUrl())
        self._start = start
        media.setSource(source)
        media.setPlaybackRate(self._rate)
        if not start.position:
            self._tell_playing()
            self.position_changed.emit(0)

    def _begin(self, media: "QMediaPlayer") -> None:
        """Does what was asked of a source that is loaded now."""
        if self._start is None:
            return
        (position, play), self._start = self._start, None
        self._sought = True
        if position:
            media.setPosition(min(position, media.duration()))
        if play:
            media.play()
        else:
            media.pause()  # a stopped player shows no frame
        self._tell_playing()

    def _leave_stream(self) -> None:
        self._look.stop()
        self._tell_waiting(False)
        if self._leave is not None:
            leave, self._leave = self._leave, None
            leave()

    @Slot()
    def _on_look_timeout(self) -> None:
        here = self.position
        stands = self.playing and here == self._seen_at
        self._tell_waiting(stands or self._surface.frame is None)
        self._seen_at = here

    def _tell_waiting(self, waiting: bool) -> None:
        if waiting != self._waiting:
            self._waiting = waiting
            self.waiting_changed.emit(waiting)

    @Slot()
    def _on_playing(self) -> None:
        if self._start is None:
            self._tell_playing()

    def _tell_playing(self) -> None:
        if self.playing != self._told_playing:
            self._told_playing = self.playing
            self.playing_changed.emit(self.playing)

    def _go(self, position: int) -> None:
        if self._media is None or not self.open:
            return
        if self._start is not None:
            self._start = self._start._replace(position=max(0, position))
            self.position_changed.emit(self._start.position)
            return
        if not self.playing:
            self._media.pause()  # a stopped player shows no frame
        self._sought = True
        self._media.setPosition(max(0, min(position, self._media.duration())))

    def _take_step(self) -> None:
        """Goes one frame of those that are to be stepped."""
        frame = self._surface.frame
        if not self._steps or frame is None or frame.startTime() < 0:  # in microseconds
            self._steps = 0
            return
        # A moment on the edge of two frames belongs to the first: a millisecond beyond it.
        forward = self._steps > 0
        moment = frame.endTime() // 1000 + 1 if forward else frame.startTime() // 1000 - 1
        if not 0 <= moment < self.duration:
            self._steps = 0
            return
        self._steps -= 1 if forward else -1
        self._stepped = True
        self._go(moment)

    def _forget_moves(self) -> None:
        self._end_rewind()
        self._steps = 0
        self._stepped = False
        self._sought = False
        self._span = self._start = None

    def _end_rewind(self) -> None:
        self._rewind.stop()
        self._backwards = 0

    @Slot()
    def _on_rewind_timeout(self) -> None:
        if self._sought:
            return  # the decoder is still at the picture before
        begin, since = self._backwards_from
        moment = begin - round((monotonic() - since) * 1000 * self._backwards)
        if moment <= 0:
            self._end_rewind()
            self.pace_changed.emit(self._rate)
        self._go(moment)

    def _loops(self) -> int:
        from PySide6.QtMultimedia import QMediaPlayer

        loops = QMediaPlayer.Loops.Infinite if self._looping else QMediaPlayer.Loops.Once
        return loops.value

    @Slot(bool)
    def _on_sound_answered(self, works: bool) -> None:
        if not works or self._media is None:
            self.silent.emit()
            return
        from PySide6.QtMultimedia import QAudioOutput

        self._audio = QAudioOutput(self)
        self._apply_sound()
        self._media.setAudioOutput(self._audio)

    def _apply_sound(self) -> None:
        if self._audio is not None:
            from PySide6.QtMultimedia import QtAudio

            scale = QtAudio.VolumeScale
            self._audio.setVolume(
                QtAudio.convertVolume(
                    self._volume, scale.LogarithmicVolumeScale, scale.LinearVolumeScale
                )
            )
            self._audio.setMuted(self._muted)

    @Slot(object)
    def _on_frame(self, frame: "QVideoFrame") -> None:
        if not self.open or self._start is not None or not frame.isValid():
            return
        self._surface.show_frame(frame)
        size = frame.size()
        if frame.rotation().value % 180:
            size.transpose()
        if size != self._size:
            self._size = size
            self.size_changed.emit(size)
        self._sought = False
        if self._steps:
            self._take_step()
        elif self._stepped:
            self._on_position(self.position)
        elif self._span is not None and self.playing and frame.endTime() // 1000 > self._span[1]:
            self._go(self._span[0])

    @Slot("qlonglong")
    def _on_position(self, position: int) -> None:
        if self._start is not None or (self._stepped and self._sought):
            return
        frame = self._surface.frame
        if self._stepped and frame is not None:
            # From either side a step ends at another moment of the frame: told is its first one.
            position = frame.startTime() // 1000
        self.position_changed.emit(position)

    @Slot("qlonglong")
    def _on_duration(self, duration: int) -> None:
        self.duration_changed.emit(duration)

    @Slot(object)
    def _on_status(self, status: object) -> None:
        if self._media is None:
            return
        kinds = self._media.MediaStatus
        if status is kinds.LoadedMedia:
            self.sound_found.emit(self._media.hasAudio())
            self._begin(self._media)
        elif status is kinds.EndOfMedia:
            if self.streaming and self.position < self.duration - _END_MS:
                self.failed.emit("")
            elif self._span is not None:
                self._go(self._span[0])
                self._media.play()
            else:
                self.ended.emit()

    @Slot(object, str)
    def _on_error(self, _error: object, reason: str) -> None:
        if self._media is None or not self.open:
            return
        if self._media.mediaStatus() is self._media.MediaStatus.LoadingMedia:
            return  # that was the source before
        self._start = None
        self.failed.emit(reason)


def _paint_options() -> "QVideoFrame.PaintOptions":
    from PySide6.QtMultimedia import QVideoFrame

    options = QVideoFrame.PaintOptions()
    options.backgroundColor = QColor(ON_STAGE.stage)
    options.aspectRatioMode = Qt.AspectRatioMode.KeepAspectRatio
    return options
