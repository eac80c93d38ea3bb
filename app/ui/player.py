"""Playing a video file: Qt's player behind plain values, and the surface it is seen on.

QtMultimedia loads FFmpeg and is slow to import, so it is imported when the first video is opened.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.sound import SoundProbe
from app.ui.theme.tokens import ON_STAGE

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink


class VideoSurface(QWidget):
    """Shows the frames it is given, each as large as fits.

    It paints them itself: that looks the same on every platform, can be taken a picture of, moves
    between windows, and takes some 5 ms for a frame of 1920×1080.
    """

    clicked = Signal()
    double_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
            self.clicked.emit()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.double_clicked.emit()
        event.accept()


class Player(QObject):
    """Plays one file at a time onto a surface. Times are milliseconds, volume is 0 to 1."""

    position_changed = Signal(int)
    duration_changed = Signal(int)
    playing_changed = Signal(bool)
    size_changed = Signal(QSize)  # of the video, as shown
    ended = Signal()
    failed = Signal(str)  # FFmpeg's reason, English; maybe empty
    sound_found = Signal(bool)  # whether the file that was opened has any
    silent = Signal()  # once: there is nothing to play sound on

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
        self._probe = SoundProbe(self)
        self._probe.answered.connect(self._on_sound_answered)

    # -- What to play --------------------------------------------------------------------------

    @property
    def file(self) -> Path | None:
        """The file that is open."""
        return self._file

    def load(self, file: Path, *, play: bool = True) -> None:
        """Opens a file; without `play` its first frame is shown."""
        media = self._engine()
        self._file = file
        self._surface.clear()
        self._size = QSize()
        media.setSource(QUrl.fromLocalFile(str(file)))
        media.setPlaybackRate(self._rate)
        if play:
            media.play()
        else:
            media.pause()

    def release(self) -> None:
        """Closes the file, so that it can be renamed or deleted; `stop` alone would not."""
        self._file = None
        self._surface.clear()
        if self._media is not None:
            self._media.stop()
            self._media.setSource(QUrl())

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
    def position(self) -> int:
        """Where it is."""
        return 0 if self._media is None else self._media.position()

    @property
    def duration(self) -> int:
        """How long the file is; 0 while that is not known."""
        return 0 if self._media is None else self._media.duration()

    @Slot()
    def play(self) -> None:
        """Goes on, from the start after the end."""
        if self._media is not None and self._file is not None:
            self._media.play()

    @Slot()
    def pause(self) -> None:
        """Halts where it is."""
        if self._media is not None and self._file is not None:
            self._media.pause()

    @Slot()
    def toggle(self) -> None:
        """Plays or pauses."""
        if self.playing:
            self.pause()
        else:
            self.play()

    @Slot(int)
    def seek(self, position: int) -> None:
        """Goes to a moment, kept inside the file."""
        if self._media is None or self._file is None:
            return
        if not self.playing:
            self._media.pause()  # a stopped player shows no frame
        self._media.setPosition(max(0, min(position, self._media.duration())))

    def skip(self, milliseconds: int) -> None:
        """Goes on or back by so much."""
        self.seek(self.position + milliseconds)

    def step(self, *, forward: bool) -> None:
        """Pauses and shows the next frame or the one before."""
        self.pause()
        frame = self._surface.frame
        if frame is not None and frame.startTime() >= 0:  # in microseconds
            # A moment on the edge of two frames belongs to the first: a millisecond beyond it.
            moment = frame.endTime() // 1000 + 1 if forward else frame.startTime() // 1000 - 1
            self.seek(moment)

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
            media.playingChanged.connect(self.playing_changed)
            media.mediaStatusChanged.connect(self._on_status)
            # Later, for who hears of an error closes the file, which the player is busy with now.
            media.errorOccurred.connect(self._on_error, Qt.ConnectionType.QueuedConnection)
            self._probe.start()
        return self._media

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
        if self._file is None or not frame.isValid():
            return
        self._surface.show_frame(frame)
        size = frame.size()
        if frame.rotation().value % 180:
            size.transpose()
        if size != self._size:
            self._size = size
            self.size_changed.emit(size)

    @Slot("qlonglong")
    def _on_position(self, position: int) -> None:
        self.position_changed.emit(position)

    @Slot("qlonglong")
    def _on_duration(self, duration: int) -> None:
        self.duration_changed.emit(duration)

    @Slot(object)
    def _on_status(self, status: object) -> None:
        if self._media is None:
            return
        if status is self._media.MediaStatus.LoadedMedia:
            self.sound_found.emit(self._media.hasAudio())
        elif status is self._media.MediaStatus.EndOfMedia:
            self.ended.emit()

    @Slot(object, str)
    def _on_error(self, _error: object, reason: str) -> None:
        self.failed.emit(reason)


def _paint_options() -> "QVideoFrame.PaintOptions":
    from PySide6.QtMultimedia import QVideoFrame

    options = QVideoFrame.PaintOptions()
    options.backgroundColor = QColor(ON_STAGE.stage)
    options.aspectRatioMode = Qt.AspectRatioMode.KeepAspectRatio
    return options
