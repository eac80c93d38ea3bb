"""What joins the controls under a stage to any player, and how loud it was."""

from PySide6.QtCore import QSettings

from app.ui.pair_player import PairPlayer
from app.ui.player import Player
from app.ui.widgets.player_controls import PlayerControls

VOLUME = "player/volume"


def connect_transport(controls: PlayerControls, player: Player | PairPlayer) -> None:
    """Has the controls play, pause and seek, and show where the player is."""
    controls.play_requested.connect(player.play)
    controls.pause_requested.connect(player.pause)
    controls.seek_requested.connect(player.seek)
    player.position_changed.connect(controls.set_position)
    player.playing_changed.connect(controls.set_playing)


def remembered_volume(memory: QSettings) -> float:
    """How loud the player was left, 0 to 1; full where that is not known."""
    try:
        volume = float(str(memory.value(VOLUME, 1.0)))
    except ValueError:
        return 1.0
    return max(0.0, min(1.0, volume))


def remember_volume(memory: QSettings | None, volume: float) -> None:
    """Keeps how loud the player is for the next time."""
    if memory is not None:
        memory.setValue(VOLUME, round(volume, 2))
