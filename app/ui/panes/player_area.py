"""The stage with its controls: everything of the preview that also fills a screen."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSettings, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QCursor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from app.ui.panes.stage_message import StageMessage
from app.ui.panes.transport import connect_transport, remember_volume, remembered_volume
from app.ui.player import Player, VideoSurface
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF, PANE_PADDING
from app.ui.widgets.player_controls import SPEEDS, PlayerControls, Sound
from app.ui.widgets.stage_view import StageView

_SKIP_MS = 1_000
_LOUDER = 0.05
#: Milliseconds without mouse and keys, after which a video has a full screen to itself.
_ALONE_MS: Final = 2_500
_AWAKE: Final = frozenset(
    {
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.KeyPress,
    }
)
#: What the keys let come into sight, of a video that is larger than the stage.
_WAYS = {
    Qt.Key.Key_Left: QPoint(8 * GRID, 0),
    Qt.Key.Key_Right: QPoint(-8 * GRID, 0),
    Qt.Key.Key_Up: QPoint(0, 8 * GRID),
    Qt.Key.Key_Down: QPoint(0, -8 * GRID),
}


class PlayerArea(QWidget):
    """A surface or a message on the stage, and the bar that controls the player.

    Keys while it has the keyboard: Space, arrows (one second, louder, quieter), comma and full stop
    (one frame), J, K and L (backwards, halt, forwards; faster when pressed again), I and O or [ and
    ] (repeat from here, to here), < and > (speed), R (loop), M, N and P (next and previous clip),
    Z (actual size or all of it; Shift with arrows moves it then), Home, End, F, F11, Esc.
    """

    full_screen_asked = Signal(bool)
    menu_asked = Signal(QPoint)  # global position
    next_asked = Signal()
    previous_asked = Signal()

    def __init__(self, memory: QSettings | None = None, parent: QWidget | None = None) -> None:
        """`memory` keeps how loud it was, and whether it repeats, for the next start."""
        super().__init__(parent)
        self._memory = memory
        styled(self, role="stage")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.surface = VideoSurface()
        self.message = StageMessage()
        self.player = Player(self.surface, self)
        self.controls = PlayerControls()
        self._stage = StageView()
        self._stage.set_content(self.surface)
        self._waits = styled(QLabel(self), role="stage")
        self._waits.setObjectName("bufferingLabel")
        self._waits.setContentsMargins(GRID, HALF, GRID, HALF)
        self._waits.hide()
        self._from = styled(QLabel(self), role="stage", tone="dim", level="secondary")
        self._from.setObjectName("streamingLabel")
        self._from.setContentsMargins(GRID, HALF, GRID, HALF)
        self._from.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._from.hide()
        self._streaming = self._downloading = False
        self._alone = QTimer(self, singleShot=True, interval=_ALONE_MS)
        self._alone.setObjectName("aloneTimer")
        self._alone.timeout.connect(self._on_alone)
        self._pointer = QPoint()  # where it was last, on the screen
        self._looping = False
        self._muted = False
        self._volume = 1.0
        self._speed = 1.0
        self._marks: tuple[int | None, int | None] = (None, None)
        self._can_sound = True
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stage, 1)
        column.addWidget(self.controls)
        self._from.raise_()
        self._wire()
        self._retranslate()
        self._remember_sound()
        self.show_message()

    def show_message(self) -> None:
        """Brings the message on the stage; nothing can be played."""
        self._stage.set_aspect(QSize())
        self._stage.set_content(self.message)
        self.controls.set_available(False)
        self.controls.set_duration(0)
        self.controls.set_position(0)
        self.clear_marks()
        self._on_sound_found(True)

    def show_video(self) -> None:
        """Brings the surface on the stage."""
        self._stage.set_content(self.surface)
        self.controls.set_available(True)

    def set_streaming(self, streaming: bool, *, downloading: bool) -> None:
        """Whether it is said that the video comes from elsewhere, and is being brought here."""
        self._streaming, self._downloading = streaming, downloading
        self._retranslate()
        self._from.setVisible(streaming and self.controls.isVisibleTo(self))

    @property
    def has_video(self) -> bool:
        """Whether the surface is on the stage."""
        return self._stage.content is self.surface

    def set_full_screen(self, full_screen: bool) -> None:
        """What is shown of being on a full screen, or not.

        There the controls lie on the video and go when nobody needs them: it moves for neither.
        """
        self._stage.set_margin(0 if full_screen else PANE_PADDING)
        self.controls.set_full_screen(full_screen)
        if full_screen:
            self._column.removeWidget(self.controls)
            self._pointer = QCursor.pos()
        else:
            self._column.addWidget(self.controls)
        if (program := QApplication.instance()) is not None:
            (program.installEventFilter if full_screen else program.removeEventFilter)(self)
        self._place_controls()
        self._wake()

    @property
    def actual_size(self) -> bool:
        """Whether one pixel of the video is one of the screen."""
        return self._stage.actual_size

    @Slot(bool)
    def set_actual_size(self, wanted: bool) -> None:
        """Shows the video in its own size, or all of it as large as fits."""
        self._stage.set_actual_size(wanted)
        self.controls.set_actual_size(wanted)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, player = Qt.Key, self.player
        actions: dict[Qt.Key, Callable[[], None]] = {
            key.Key_Space: player.toggle,
            key.Key_Left: lambda: player.skip(-_SKIP_MS),
            key.Key_Right: lambda: player.skip(_SKIP_MS),
            key.Key_Up: lambda: self._make_louder(_LOUDER),
            key.Key_Down: lambda: self._make_louder(-_LOUDER),
            key.Key_Home: lambda: player.seek(0),
            key.Key_End: lambda: player.seek(player.duration),
            key.Key_Comma: lambda: player.step(forward=False),
            key.Key_Period: lambda: player.step(forward=True),
            key.Key_J: player.backward,
            key.Key_K: player.pause,
            key.Key_L: player.forward,
            key.Key_I: self._mark_begin,
            key.Key_BracketLeft: self._mark_begin,
            key.Key_O: self._mark_end,
            key.Key_BracketRight: self._mark_end,
            key.Key_Less: lambda: self._change_speed(-1),
            key.Key_Greater: lambda: self._change_speed(1),
            key.Key_R: lambda: self._on_loop_changed(not self._looping),
            key.Key_Z: lambda: self.set_actual_size(not self.actual_size),
            key.Key_M: lambda: self._on_mute_changed(not self._muted),
            key.Key_N: self.next_asked.emit,
            key.Key_PageDown: self.next_asked.emit,
            key.Key_P: self.previous_asked.emit,
            key.Key_PageUp: self.previous_asked.emit,
            key.Key_F: lambda: self.full_screen_asked.emit(not self.isWindow()),
            key.Key_F11: lambda: self.full_screen_asked.emit(not self.isWindow()),
        }
        # Which of these signs need Shift or AltGr differs from keyboard to keyboard.
        signs = {key.Key_Less, key.Key_Greater, key.Key_BracketLeft, key.Key_BracketRight}
        plain = Qt.KeyboardModifier.KeypadModifier
        begin, end = self._marks
        repeats = end is not None or (begin is not None and not self.isWindow())
        if event.key() == key.Key_Escape and repeats:
            self.clear_marks()
        elif event.key() == key.Key_Escape and self.isWindow():
            self.full_screen_asked.emit(False)
        elif event.modifiers() == Qt.KeyboardModifier.ShiftModifier and event.key() in _WAYS:
            self._stage.move_by(_WAYS[Qt.Key(event.key())])
        elif (not event.modifiers() & ~plain or event.key() in signs) and (
            action := actions.get(Qt.Key(event.key()))
        ):
            action()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hears of everything while the screen is full: moves belong to whatever is under them."""
        if event.type() in _AWAKE:
            here = QCursor.pos()
            if event.type() is not QEvent.Type.MouseMove or here != self._pointer:
                self._wake()
            self._pointer = here
        return super().eventFilter(watched, event)

    @Slot()
    def _wake(self) -> None:
        """Brings the controls back, for a while if a video plays on the full screen."""
        self._show_controls(True)
        if self.isWindow() and self.player.playing:
            self._alone.start()
        else:
            self._alone.stop()

    @Slot()
    def _on_alone(self) -> None:
        if QApplication.activePopupWidget() or QApplication.mouseButtons():
            self._alone.start()
            return
        if self.controls.isAncestorOf(QApplication.focusWidget() or self):
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # Qt would go on to whatever is next
        self._show_controls(False)

    def _show_controls(self, shown: bool) -> None:
        self.controls.setVisible(shown)
        self._from.setVisible(shown and self._streaming)
        if shown:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.BlankCursor)

    def _place_controls(self) -> None:
        if self._column.indexOf(self.controls) < 0:
            height = self.controls.height()
            self.controls.setGeometry(0, self.height() - height, self.width(), height)
            self.controls.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_controls()
        self._place_waits()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        coming = self.tr("From the cloud · Downloading…")
        self._from.setText(coming if self._downloading else self.tr("From the cloud"))
        self._from.adjustSize()
        self._from.move(PANE_PADDING, PANE_PADDING)
        self._waits.setText(self.tr("Buffering…"))
        self._place_waits()

    def _place_waits(self) -> None:
        self._waits.adjustSize()
        stage = self._stage.geometry()
        middle = stage.center().x() - self._waits.width() // 2
        self._waits.move(middle, stage.bottom() - self._waits.height() - 2 * PANE_PADDING)

    @Slot(bool)
    def _on_waiting_changed(self, waiting: bool) -> None:
        self._waits.setVisible(waiting)
        self._waits.raise_()
        self._place_waits()

    def closeEvent(self, event: QCloseEvent) -> None:
        # Closing the full screen means leaving it: the video goes back to where it was.
        event.ignore()
        self.full_screen_asked.emit(False)

    def _wire(self) -> None:
        player, controls = self.player, self.controls
        connect_transport(controls, player)
        controls.loop_changed.connect(self._on_loop_changed)
        controls.span_asked.connect(self._on_span_asked)
        controls.previous_asked.connect(self.previous_asked)
        controls.next_asked.connect(self.next_asked)
        controls.speed_changed.connect(self._on_speed_changed)
        controls.mute_changed.connect(self._on_mute_changed)
        controls.volume_changed.connect(self._on_volume_changed)
        controls.full_screen_requested.connect(self.full_screen_asked)
        player.duration_changed.connect(controls.set_duration)
        player.waiting_changed.connect(self._on_waiting_changed)
        player.pace_changed.connect(controls.set_speed)
        player.playing_changed.connect(self._wake)
        player.size_changed.connect(self._stage.set_aspect)
        controls.actual_size_asked.connect(self.set_actual_size)
        self.surface.dragged.connect(self._stage.move_by)
        player.silent.connect(self._on_silent)
        player.sound_found.connect(self._on_sound_found)
        self.surface.clicked.connect(player.toggle)
        self.surface.double_clicked.connect(self._on_double_clicked)

    @Slot(bool)
    def _on_loop_changed(self, looping: bool) -> None:
        self._looping = looping
        self.player.set_looping(looping)
        self.controls.set_looping(looping)
        if self._memory is not None:
            self._memory.setValue("player/loop", looping)

    @Slot(bool)
    def _on_mute_changed(self, muted: bool) -> None:
        self._muted = muted
        self.player.set_muted(muted)
        self.controls.set_muted(muted)
        if self._memory is not None:
            self._memory.setValue("player/muted", muted)

    @Slot(float)
    def _on_volume_changed(self, volume: float) -> None:
        self._volume = volume
        self.player.set_volume(volume)
        remember_volume(self._memory, volume)

    def _make_louder(self, step: float) -> None:
        volume = max(0.0, min(1.0, self._volume + step))
        self._on_volume_changed(volume)
        self.controls.set_volume(volume)

    def _remember_sound(self) -> None:
        if self._memory is None:
            return
        self._make_louder(remembered_volume(self._memory) - self._volume)
        muted = self._memory.value("player/muted", defaultValue=False, type=bool)
        self._on_mute_changed(muted is True)
        looping = self._memory.value("player/loop", defaultValue=False, type=bool)
        self._on_loop_changed(looping is True)

    # -- Speed and stretch ---------------------------------------------------------------------

    @Slot(float)
    def _on_speed_changed(self, speed: float) -> None:
        self._speed = speed
        self.player.set_rate(speed)

    def _change_speed(self, step: int) -> None:
        place = SPEEDS.index(self._speed) + step
        self._on_speed_changed(SPEEDS[max(0, min(place, len(SPEEDS) - 1))])

    def clear_marks(self) -> None:
        """Repeats no stretch any more."""
        self._set_marks(None, None)

    def _mark_begin(self) -> None:
        """From here, or no longer from here."""
        here, (begin, end) = self.player.position, self._marks
        if here == begin:
            self._set_marks(None, end)
        else:
            self._set_marks(here, end if end is not None and here < end else None)

    def _mark_end(self) -> None:
        here, (begin, end) = self.player.position, self._marks
        if here == end:
            self._set_marks(begin, None)
        else:
            self._set_marks(begin if begin is not None and begin < here else 0, here)

    @Slot()
    def _on_span_asked(self) -> None:
        begin, end = self._marks
        if begin is None and end is None:
            self._mark_begin()
        elif end is None and begin is not None and begin < self.player.position:
            self._mark_end()
        else:
            self.clear_marks()

    def _set_marks(self, begin: int | None, end: int | None) -> None:
        if self.has_video or (begin, end) == (None, None):
            self._marks = (begin, end)
            self.player.set_span(None if end is None else (begin or 0, end))
            self.controls.set_marks(begin, end)

    @Slot()
    def _on_silent(self) -> None:
        self._can_sound = False
        self.controls.set_sound(Sound.NO_DEVICE)

    @Slot(bool)
    def _on_sound_found(self, found: bool) -> None:
        if self._can_sound:
            self.controls.set_sound(Sound.THERE if found else Sound.NO_TRACK)

    @Slot()
    def _on_double_clicked(self) -> None:
        # The first of the two clicks has paused or started the video: put that right.
        self.player.toggle()
        self.full_screen_asked.emit(not self.isWindow())
