"""The stage with its controls: everything of the preview that also fills a screen."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.panes.stage_message import StageMessage
from app.ui.player import Player, VideoSurface
from app.ui.theme.styled import styled
from app.ui.theme.tokens import PANE_PADDING
from app.ui.widgets.player_controls import PlayerControls, Sound
from app.ui.widgets.stage_view import StageView

_SKIP_MS = 1_000


class PlayerArea(QWidget):
    """A surface or a message on the stage, and the bar that controls the player.

    Keys while it has the keyboard: Space, arrows (one second), comma and full stop (one frame),
    L, M, F11, Esc.
    """

    full_screen_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        styled(self, role="stage")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("focusRing", False)
        self.surface = VideoSurface()
        self.message = StageMessage()
        self.player = Player(self.surface, self)
        self.controls = PlayerControls()
        self._stage = StageView()
        self._stage.set_content(self.surface)
        self._looping = False
        self._muted = False
        self._can_sound = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stage, 1)
        column.addWidget(self.controls)
        self._wire()
        self.show_message()

    def show_message(self) -> None:
        """Brings the message on the stage; nothing can be played."""
        self._stage.set_aspect(QSize())
        self._stage.set_content(self.message)
        self.controls.set_available(False)
        self.controls.set_duration(0)
        self.controls.set_position(0)
        self._on_sound_found(True)

    def show_video(self) -> None:
        """Brings the surface on the stage."""
        self._stage.set_content(self.surface)
        self.controls.set_available(True)

    @property
    def has_video(self) -> bool:
        """Whether the surface is on the stage."""
        return self._stage.content is self.surface

    def set_full_screen(self, full_screen: bool) -> None:
        """What is shown of being on a full screen, or not."""
        self._stage.set_margin(0 if full_screen else PANE_PADDING)
        self.controls.set_full_screen(full_screen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        actions: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Space: self.player.toggle,
            Qt.Key.Key_Left: lambda: self.player.skip(-_SKIP_MS),
            Qt.Key.Key_Right: lambda: self.player.skip(_SKIP_MS),
            Qt.Key.Key_Comma: lambda: self.player.step(forward=False),
            Qt.Key.Key_Period: lambda: self.player.step(forward=True),
            Qt.Key.Key_L: lambda: self._on_loop_changed(not self._looping),
            Qt.Key.Key_M: lambda: self._on_mute_changed(not self._muted),
            Qt.Key.Key_F11: lambda: self.full_screen_asked.emit(not self.isWindow()),
        }
        if event.key() == Qt.Key.Key_Escape and self.isWindow():
            self.full_screen_asked.emit(False)
        elif not event.modifiers() and (action := actions.get(Qt.Key(event.key()))):
            action()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        # Closing the full screen means leaving it: the video goes back to where it was.
        event.ignore()
        self.full_screen_asked.emit(False)

    def _wire(self) -> None:
        player, controls = self.player, self.controls
        controls.play_requested.connect(player.play)
        controls.pause_requested.connect(player.pause)
        controls.seek_requested.connect(player.seek)
        controls.loop_changed.connect(self._on_loop_changed)
        controls.speed_changed.connect(player.set_rate)
        controls.mute_changed.connect(self._on_mute_changed)
        controls.volume_changed.connect(player.set_volume)
        controls.full_screen_requested.connect(self.full_screen_asked)
        player.position_changed.connect(controls.set_position)
        player.duration_changed.connect(controls.set_duration)
        player.playing_changed.connect(controls.set_playing)
        player.size_changed.connect(self._stage.set_aspect)
        player.silent.connect(self._on_silent)
        player.sound_found.connect(self._on_sound_found)
        self.surface.clicked.connect(player.toggle)
        self.surface.double_clicked.connect(self._on_double_clicked)

    @Slot(bool)
    def _on_loop_changed(self, looping: bool) -> None:
        self._looping = looping
        self.player.set_looping(looping)
        self.controls.set_looping(looping)

    @Slot(bool)
    def _on_mute_changed(self, muted: bool) -> None:
        self._muted = muted
        self.player.set_muted(muted)
        self.controls.set_muted(muted)

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
