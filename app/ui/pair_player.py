"""Two videos that show the same moment: one transport for two players.

Each player has a clock of its own. What both have last shown tells how far they are apart; the one
that nobody hears is run a little faster or slower until that is less than a frame.
"""

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.ui.player import Player, VideoSurface

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

#: How often it is looked how far both are apart, in milliseconds.
_LOOK_MS: Final = 150
#: Milliseconds in which a small distance is made up for, at most so much faster or slower.
_CATCH_UP_MS: Final = 500
_NUDGE: Final = 0.1
#: Milliseconds from which on it is jumped.
_FAR: Final = 250
#: Milliseconds after which a frame that was asked for is no longer waited for: not every file has
#: one for every moment.
_PATIENCE_MS: Final = 1_000


class PairPicture(VideoSurface):
    """What one of the players shows, for somebody else to paint."""

    changed = Signal()
    shown = Signal()  # another frame

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._seen_at = 0.0
        self.hide()

    def show_frame(self, frame: "QVideoFrame") -> None:
        super().show_frame(frame)
        self._seen_at = monotonic()
        self.changed.emit()
        self.shown.emit()

    def clear(self) -> None:
        super().clear()
        self.changed.emit()

    @property
    def span(self) -> tuple[float, float]:
        """From when to when what is on show is shown, in milliseconds of the video."""
        frame = self.frame
        return (0.0, 0.0) if frame is None else (frame.startTime() / 1000, frame.endTime() / 1000)

    @property
    def size_shown(self) -> QSize:
        """The size of what is on show, upright; empty without anything."""
        frame = self.frame
        if frame is None:
            return QSize()
        size = frame.size()
        return size.transposed() if frame.rotation().value % 180 else size

    def moment(self, rate: float) -> float:
        """The moment that is on show now, while it plays at `rate`."""
        begin, end = self.span
        return min(begin + (monotonic() - self._seen_at) * 1000 * rate, end)


class PairPlayer(QObject):
    """Plays two files at once. Sides are 0 and 1, times milliseconds, volume is 0 to 1.

    The longer one leads: it says what time it is and when it is over. The shorter one stands on its
    last frame meanwhile, and begins again with the other.
    """

    position_changed = Signal(int)
    duration_changed = Signal(int)
    playing_changed = Signal(bool)
    sound_found = Signal()  # see `has_sound`
    silent = Signal()  # once: there is nothing to play sound on
    failed = Signal(int, str)  # side, FFmpeg's reason, maybe empty

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pictures = (PairPicture(parent), PairPicture(parent))
        self._players = tuple(Player(picture, self) for picture in self.pictures)
        self._has_sound = [False, False]
        self._heard: int | None = 0
        self._rate = 1.0
        self._rates = [1.0, 1.0]
        self._looping = True
        self._playing = False
        self._at = 0
        self._steps = 0  # frames still to be stepped, below 0 backwards
        self._stepped = False  # they stand where steps have led
        self._awaited: set[int] = set()  # sides whose frame of the moment asked for has not come
        self._begins = False  # whether it plays as soon as both show something
        self._far = False  # whether they were far from each other at the last look
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._on_all_shown)
        for side, (player, picture) in enumerate(zip(self._players, self.pictures, strict=True)):
            self._wire(side, player, picture)
        self.hear(0)

    def _wire(self, side: int, player: Player, picture: PairPicture) -> None:
        picture.shown.connect(lambda: self._on_frame(side))
        player.position_changed.connect(lambda position: self._on_position(side, position))
        player.duration_changed.connect(lambda _duration: self._tell_duration())
        player.sound_found.connect(lambda found: self._on_sound_found(side, found))
        player.failed.connect(lambda reason: self.failed.emit(side, reason))
        # Later: at this moment the player is busy with coming to its end.
        ended = Qt.ConnectionType.QueuedConnection
        player.ended.connect((self._on_first_ended, self._on_second_ended)[side], ended)
        if side == 0:  # both ask the same computer
            player.silent.connect(self.silent)

    # -- What to play --------------------------------------------------------------------------

    def load(self, side: int, file: Path) -> None:
        """Opens a file; when all that is open shows something, both play from the start."""
        self._rest()
        self._has_sound[side] = False
        self._begins = True
        self._at = self._steps = 0
        self._patience.stop()  # to open a file may take longer
        self._awaited.add(side)
        self._players[side].load(file, play=False)

    def release(self, side: int) -> None:
        """Closes a file, so that it can be renamed or deleted."""
        self._awaited.discard(side)
        self._players[side].release()
        self._has_sound[side] = False
        self._tell_duration()
        if not self._open:
            self._rest()
            self._begins = False
            self._at = self._steps = 0
        elif not self._awaited:
            self._on_all_shown()

    def shut(self) -> None:
        """Closes both files and ends what runs beside the window. For the end of the program."""
        self._rest()
        for player in self._players:
            player.shut()

    # -- What there is -------------------------------------------------------------------------

    @property
    def playing(self) -> bool:
        """Whether they run."""
        return self._playing

    @property
    def looping(self) -> bool:
        """Whether they begin again when the longer one is over."""
        return self._looping

    @property
    def position(self) -> int:
        """Where they are."""
        return self._at

    @property
    def duration(self) -> int:
        """How long the longer one is; 0 while that is not known."""
        return max((self._players[side].duration for side in self._open), default=0)

    @property
    def settled(self) -> bool:
        """Whether both show the moment that was asked for last."""
        return not (self._awaited or self._steps)

    @property
    def distance(self) -> float | None:
        """How many milliseconds the second one is ahead of the first by what they show; None while
        one of them is not there or is over."""
        both = all(self._runs(side) for side in (0, 1)) and not self._awaited
        if not both:
            return None
        rate = self._rate if self._playing else 0.0
        one, other = (picture.moment(rate) for picture in self.pictures)
        return other - one

    def is_open(self, side: int) -> bool:
        """Whether there is something to play on this side."""
        return self._players[side].open

    def has_sound(self, side: int) -> bool:
        """Whether the file on this side has any."""
        return self._has_sound[side]

    # -- Control -------------------------------------------------------------------------------

    @Slot()
    def play(self) -> None:
        """Goes on, from the start after the end."""
        if not self._open:
            return
        if self._at >= self.duration:
            self._go(0)
        self._steps = 0
        self._begins = False
        self._start()

    @Slot()
    def pause(self) -> None:
        """Halts both at what the leading one shows."""
        if not self._playing:
            return
        lead = self._lead
        begin, end = self.pictures[lead].span
        over = not self._players[lead].playing
        self._rest()
        self._go(self.duration if over else round((begin + end) / 2))

    @Slot()
    def toggle(self) -> None:
        """Plays or pauses."""
        if self._playing:
            self.pause()
        else:
            self.play()

    @Slot(int)
    def seek(self, position: int) -> None:
        """Goes to a moment, kept inside the longer one."""
        self._steps = 0
        self._stepped = False
        self._go(position)

    def skip(self, milliseconds: int) -> None:
        """Goes on or back by so much."""
        self.seek(self._at + milliseconds)

    def step(self, *, forward: bool) -> None:
        """Pauses and goes one frame on or back, of the one that has more of them in a second."""
        self.pause()
        self._steps += 1 if forward else -1
        if not self._awaited:
            self._take_step()

    @Slot(float)
    def set_rate(self, rate: float) -> None:
        """How fast they play, 1 being as made."""
        self._rate = rate
        for side in (0, 1):
            self._set_rate_of(side, rate)

    @Slot(bool)
    def set_looping(self, looping: bool) -> None:
        """Whether they begin again when the longer one is over."""
        self._looping = looping

    @Slot(float)
    def set_volume(self, volume: float) -> None:
        """How loud the one is that is heard."""
        for player in self._players:
            player.set_volume(volume)

    def hear(self, side: int | None) -> None:
        """Which one is heard, or neither."""
        self._heard = side
        for number, player in enumerate(self._players):
            player.set_muted(number != side)

    # -- Inside --------------------------------------------------------------------------------

    @property
    def _open(self) -> list[int]:
        return [side for side, player in enumerate(self._players) if player.open]

    @property
    def _lead(self) -> int:
        return max(self._open, key=lambda side: self._players[side].duration, default=0)

    def _runs(self, side: int) -> bool:
        """Whether this one is open and not over."""
        player = self._players[side]
        return player.open and player.position < player.duration

    def _start(self) -> None:
        for side in self._open:
            if self._runs(side):
                self._players[side].play()
        self._look.start()
        self._tell_playing(True)

    def _rest(self) -> None:
        """Halts each where it is. One that is over stays so: paused, it would show its start."""
        for player in self._players:
            if player.playing:
                player.pause()
        self._look.stop()
        self.set_rate(self._rate)
        self._tell_playing(False)

    def _go(self, position: int) -> None:
        self._at = max(0, min(position, self.duration))
        self._awaited.clear()
        self._patience.start()
        for side in self._open:
            player = self._players[side]
            over = self._at >= player.duration
            if over and not self._runs(side):
                continue  # it stands at its end already
            if over and side != self._lead:
                player.pause()
            self._awaited.add(side)
            player.seek(self._at)
            if self._playing and not over:
                player.play()
        self.position_changed.emit(self._at)

    def _take_step(self) -> None:
        """Goes one frame of those that are to be stepped."""
        begin, end = self._finest()
        # A moment on the edge of two frames belongs to the first: a millisecond beyond it.
        moment = int(end) + 1 if self._steps > 0 else int(begin) - 1
        if not 0 <= moment < self.duration:
            self._steps = 0
            return
        self._steps -= 1 if self._steps > 0 else -1
        self._stepped = True
        self._go(moment)

    def _finest(self) -> tuple[float, float]:
        """When the shortest frame on show begins and ends."""
        there = [side for side in self._open if self._runs(side)] or [self._lead]
        return min((self.pictures[side].span for side in there), key=lambda s: s[1] - s[0])

    def _on_frame(self, side: int) -> None:
        if side in self._awaited and (self._begins or self._shows_moment(side)):
            self._awaited.discard(side)
            if not self._awaited:
                self._on_all_shown()

    def _shows_moment(self, side: int) -> bool:
        """Whether it is the frame that was asked for, and none that was on its way before."""
        begin, end = self.pictures[side].span
        over = self._players[side].duration
        if self._at > over - (end - begin):
            return end > over - _FAR  # sound may go on for a moment behind the last frame
        late = _FAR if self._playing else 0
        return begin - late - 1 <= self._at <= end + 1

    @Slot()
    def _on_all_shown(self) -> None:
        self._awaited.clear()
        if self._begins:
            # Later: the player that has just shown this is still busy with opening its file.
            QTimer.singleShot(0, self, self._begin)
        elif self._steps and not self._playing:
            self._take_step()
        elif self._stepped and not self._playing:
            # From either side a step ends at another moment of the frame: told is its first one.
            self.position_changed.emit(int(self._finest()[0]))

    @Slot()
    def _begin(self) -> None:
        if self._begins and not self._awaited:
            self._begins = False
            self._go(0)
            self._start()

    def _on_position(self, side: int, position: int) -> None:
        if self._playing and side == self._lead:
            self._at = position
            self.position_changed.emit(position)

    def _on_sound_found(self, side: int, found: bool) -> None:
        self._has_sound[side] = found
        self.sound_found.emit()

    @Slot()
    def _on_first_ended(self) -> None:
        self._on_ended(0)

    @Slot()
    def _on_second_ended(self) -> None:
        self._on_ended(1)

    def _on_ended(self, side: int) -> None:
        if not self._playing or side != self._lead or self._players[side].playing:
            return
        if self._looping:
            self._go(0)
            return
        self._at = self.duration
        self._rest()
        self.position_changed.emit(self._at)

    @Slot()
    def _on_look(self) -> None:
        """Brings both nearer to each other where they are more than half a frame apart."""
        distance = self.distance
        if distance is None:
            return
        follower = 1 - (self._lead if self._heard is None else self._heard)
        ahead = distance if follower == 1 else -distance
        frame = min(end - begin for begin, end in (picture.span for picture in self.pictures))
        # Once may be a frame of before they were sent elsewhere.
        was_far, self._far = self._far, abs(ahead) > _FAR
        if was_far and self._far:
            self._players[follower].seek(round(self.pictures[1 - follower].moment(self._rate)))
        nudge = max(-_NUDGE, min(_NUDGE, -ahead / _CATCH_UP_MS))
        near = abs(ahead) <= frame / 2 or self._far
        self._set_rate_of(follower, self._rate * (1.0 if near else 1.0 + nudge))
        self._set_rate_of(1 - follower, self._rate)

    def _set_rate_of(self, side: int, rate: float) -> None:
        if self._rates[side] != rate:
            self._rates[side] = rate
            self._players[side].set_rate(rate)

    def _tell_playing(self, playing: bool) -> None:
        if playing != self._playing:
            self._playing = playing
            self.playing_changed.emit(playing)

    def _tell_duration(self) -> None:
        self.duration_changed.emit(self.duration)
