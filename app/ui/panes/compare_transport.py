"""The bar under two videos: one transport for both, and which of them is heard."""

from typing import Final

from PySide6.QtCore import QEvent, QSettings, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from app.ui.pair_player import PairPlayer
from app.ui.panes.transport import connect_transport, remember_volume, remembered_volume
from app.ui.theme.styled import styled
from app.ui.theme.tokens import CONTROL, GRID, HALF
from app.ui.widgets.player_controls import SPEEDS, PlayerControls, Sound

#: What the left one is called, and the right one.
LETTERS: Final = ("A", "B")
_USELESS: Final = frozenset(
    {"previousButton", "nextButton", "spanButton", "zoomButton", "fullScreenButton"}
)


class CompareTransport(QWidget):
    """Controls a `PairPlayer`. Places are 0 for the left video and 1 for the right one; the one
    that is heard stays so where it changes places."""

    def __init__(self, player: PairPlayer, memory: QSettings | None = None) -> None:
        """`memory` keeps how loud it was for the next time."""
        super().__init__()
        self._player = player
        self._memory = memory
        self._places = (0, 1)  # which of the player's sides stands left and right
        self._heard: int | None = 0  # side
        self._speed = 1.0
        self._can_sound = True
        styled(self, role="stage")
        self._controls = PlayerControls(leave_out=_USELESS)
        self._ears = QButtonGroup(self)
        self._ears.setExclusive(False)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, GRID, 0)
        line.setSpacing(HALF)
        line.addWidget(self._controls, 1)
        for place, letter in enumerate(LETTERS):
            ear = styled(QToolButton(), kind="quiet")
            ear.setText(letter)
            ear.setObjectName(f"compareEar{letter}")
            ear.setCheckable(True)
            ear.setFixedWidth(CONTROL)
            self._ears.addButton(ear, place)
            line.addWidget(ear)
        self._wire()
        self._set_looping(True)
        self._remember()
        self._retranslate()

    # -- What others may ask -------------------------------------------------------------------

    def set_places(self, places: tuple[int, int]) -> None:
        """Which of the player's sides stands left, and which right."""
        self._places = places
        self._controls.set_available(any(map(self._player.is_open, places)))
        self._show_sound()

    def hear(self, place: int) -> None:
        """Has one of both heard."""
        self._hear(self._places[place])

    def toggle_mute(self) -> None:
        """Has none heard, or the left one again."""
        self._set_muted(self._heard is not None)

    def toggle_loop(self) -> None:
        """Repeats, or no longer."""
        self._set_looping(not self._player.looping)

    def change_speed(self, step: int) -> None:
        """Goes to the next speed, or with -1 to the one before."""
        place = SPEEDS.index(self._speed) + step
        self._set_speed(SPEEDS[max(0, min(place, len(SPEEDS) - 1))])

    # -- Inside --------------------------------------------------------------------------------

    def _wire(self) -> None:
        player, controls = self._player, self._controls
        connect_transport(controls, player)
        controls.loop_changed.connect(self._set_looping)
        controls.speed_changed.connect(self._set_speed)
        controls.mute_changed.connect(self._set_muted)
        controls.volume_changed.connect(self._on_volume_changed)
        player.duration_changed.connect(self._on_duration_changed)
        player.sound_found.connect(self._show_sound)
        player.silent.connect(self._on_silent)
        self._ears.idClicked.connect(self.hear)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        for place, name in enumerate((self.tr("Hear A"), self.tr("Hear B"))):
            self._ears.button(place).setAccessibleName(name)
            self._ears.button(place).setToolTip(name)

    @Slot(int)
    def _on_duration_changed(self, duration: int) -> None:
        self._controls.set_duration(duration)
        self._controls.set_available(duration > 0)

    @Slot(bool)
    def _set_looping(self, looping: bool) -> None:
        self._player.set_looping(looping)
        self._controls.set_looping(looping)

    @Slot(float)
    def _set_speed(self, speed: float) -> None:
        self._speed = speed
        self._player.set_rate(speed)
        self._controls.set_speed(speed)

    # -- Sound ---------------------------------------------------------------------------------

    def _hear(self, side: int | None) -> None:
        self._heard = side
        self._player.hear(side)
        self._show_sound()

    @Slot(bool)
    def _set_muted(self, muted: bool) -> None:
        self._hear(None if muted else self._places[0])

    @Slot(float)
    def _on_volume_changed(self, volume: float) -> None:
        self._player.set_volume(volume)
        remember_volume(self._memory, volume)

    def _remember(self) -> None:
        if self._memory is None:
            return
        volume = remembered_volume(self._memory)
        self._player.set_volume(volume)
        self._controls.set_volume(volume)

    @Slot()
    def _show_sound(self) -> None:
        for place, side in enumerate(self._places):
            ear = self._ears.button(place)
            ear.setChecked(side == self._heard)
            ear.setEnabled(self._can_sound and self._player.has_sound(side))
        there = any(map(self._player.has_sound, self._places))
        if not self._can_sound:
            self._controls.set_sound(Sound.NO_DEVICE)
        else:
            self._controls.set_sound(Sound.THERE if there else Sound.NO_TRACK)
        self._controls.set_muted(self._heard is None)

    @Slot()
    def _on_silent(self) -> None:
        self._can_sound = False
        self._show_sound()
