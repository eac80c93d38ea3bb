"""The bar under a video."""

from collections.abc import Collection
from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, QLocale, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSlider, QToolButton, QWidget

from app.ui.theme.icons import icon
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF, ICON_LARGE, TOOLBAR
from app.ui.widgets.seek_bar import SeekBar
from app.ui.widgets.time_label import TimeLabel

SPEEDS: Final = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)

_VOLUME_WIDTH = 64
_SPAN = "A–B"
_ACTUAL_SIZE = "1:1"
_SPACE = "space"
_GAPS = 4  # around the times, besides the spacing


class Sound(Enum):
    """Whether there is something to hear, and why not."""

    THERE = "there"
    NO_TRACK = "no_track"  # the video has none
    NO_DEVICE = "no_device"  # the computer has nothing to play it on


class PlayerControls(QWidget):
    """Play, seek, loop, speed, sound and full screen, light on the stage in both themes.

    It plays nothing: signals say what the user wants, the setters show what the player does.
    """

    play_requested = Signal()
    pause_requested = Signal()
    seek_requested = Signal(int)
    loop_changed = Signal(bool)
    span_asked = Signal()  # the next of: here it begins, here it ends, no longer
    previous_asked = Signal()
    next_asked = Signal()
    speed_changed = Signal(float)
    mute_changed = Signal(bool)
    volume_changed = Signal(float)
    actual_size_asked = Signal(bool)
    full_screen_requested = Signal(bool)

    def __init__(
        self, parent: QWidget | None = None, *, leave_out: Collection[str] = frozenset()
    ) -> None:
        """`leave_out` names controls for which there is no use."""
        super().__init__(parent)
        styled(self, role="stage")
        self.setFixedHeight(TOOLBAR)
        self._left_out = leave_out
        self._playing = False
        self._position = self._duration = 0
        self._shown_speed = 1.0
        self._sound = Sound.THERE

        self._play = self._tool("play")
        self._play.setIconSize(QSize(ICON_LARGE, ICON_LARGE))
        self._position_label = TimeLabel("text")
        self._seek = SeekBar()
        self._duration_label = TimeLabel("dim")
        self._previous = self._tool("step_back")
        self._next = self._tool("step_forward")
        self._loop = self._tool("loop", checkable=True)
        self._span = styled(QToolButton(), kind="quiet")
        self._span.setText(_SPAN)
        self._span.setCheckable(True)
        self._zoom = styled(QToolButton(), kind="quiet")
        self._zoom.setText(_ACTUAL_SIZE)
        self._zoom.setCheckable(True)
        self._speed = styled(QToolButton(), kind="quiet")
        self._speeds = QActionGroup(self)
        self._speed.setMenu(self._speed_menu())
        self._mute = self._tool("volume", checkable=True)
        self._volume = QSlider(Qt.Orientation.Horizontal)
        self._volume.setRange(0, 100)
        self._volume.setValue(100)
        self._volume.setFixedWidth(_VOLUME_WIDTH)
        self._full_screen = self._tool("fullscreen", checkable=True)
        self._more = self._tool("more")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self._more)
        self._menu.aboutToShow.connect(self._on_menu_about_to_show)
        self._more.setMenu(self._menu)

        for name, control in (
            ("playButton", self._play),
            ("positionLabel", self._position_label),
            ("durationLabel", self._duration_label),
            ("seekBar", self._seek),
            ("previousButton", self._previous),
            ("nextButton", self._next),
            ("loopButton", self._loop),
            ("spanButton", self._span),
            ("speedButton", self._speed),
            ("muteButton", self._mute),
            ("volumeSlider", self._volume),
            ("zoomButton", self._zoom),
            ("fullScreenButton", self._full_screen),
            ("moreControls", self._more),
        ):
            control.setObjectName(name)
        self._lay_out()
        self._wire()
        self.set_duration(0)
        self.set_position(0)
        self.set_speed(1.0)
        self._name_everything()

    def set_available(self, available: bool) -> None:
        """Whether there is a video to control."""
        playing = (self._play, self._seek, self._loop, self._span, self._speed)
        for control in (*playing, self._zoom, self._full_screen):
            control.setEnabled(available)

    def set_playing(self, playing: bool) -> None:
        self._playing = playing
        self._play.setIcon(icon("pause" if playing else "play", "stage"))
        self._name_everything()
        self._show_times()

    def set_duration(self, ms: int) -> None:
        self._duration = ms
        self._seek.set_duration(ms)
        for label in (self._position_label, self._duration_label):
            label.set_longest(ms)
        self._show_times()
        self._make_room()

    def set_position(self, ms: int) -> None:
        self._position = ms
        self._seek.set_position(ms)
        self._show_times()

    def set_buffered(self, share: float) -> None:
        """How much is there to play, 0 to 1."""
        self._seek.set_buffered(share)

    def set_looping(self, looping: bool) -> None:
        self._loop.setChecked(looping)

    def set_actual_size(self, actual: bool) -> None:
        self._zoom.setChecked(actual)

    def set_marks(self, begin: int | None, end: int | None) -> None:
        """Show where a stretch that is repeated begins and ends; None is not set."""
        self._seek.set_marks(begin, end)
        self._span.setChecked(begin is not None)
        self._name_everything()

    def set_speed(self, speed: float) -> None:
        """Show `speed`: one of `SPEEDS`, or one of the moment, below 0 backwards."""
        self._shown_speed = speed
        for action in self._speeds.actions():
            action.setText(_speed_text(action.data()))
            action.setChecked(action.data() == speed)
        self._speed.setText(_speed_text(speed))

    def set_muted(self, muted: bool) -> None:
        self._mute.setChecked(muted)
        self._show_sound()

    def set_volume(self, volume: float) -> None:
        """Show `volume`, 0 to 1."""
        if not self._volume.isSliderDown():
            with QSignalBlocker(self._volume):
                self._volume.setValue(round(volume * 100))

    def set_sound(self, sound: Sound) -> None:
        """Whether there is something to hear."""
        self._sound = sound
        self._show_sound()

    def set_full_screen(self, full_screen: bool) -> None:
        self._full_screen.setChecked(full_screen)
        self._full_screen.setIcon(icon("fullscreen_exit" if full_screen else "fullscreen", "stage"))
        self._name_everything()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least_width(), TOOLBAR)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name_everything()
            self.set_speed(self._shown_speed)
            self._show_times()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, 0, GRID, 0)
        row.setSpacing(HALF)
        for control in self._wanted(self._previous, self._play, self._next):
            row.addWidget(control)
        row.addSpacing(HALF)
        row.addWidget(self._position_label)
        row.addSpacing(HALF)
        row.addWidget(self._seek, 1)
        row.addSpacing(HALF)
        row.addWidget(self._duration_label)
        row.addSpacing(HALF)
        sound: tuple[QWidget, ...] = (self._mute, self._volume)
        behind = (self._loop, self._span, self._speed, *sound, self._zoom, self._full_screen)
        for widget in self._wanted(*behind, self._more):
            row.addWidget(widget)

    def _wanted(self, *controls: QWidget) -> list[QWidget]:
        return [control for control in controls if control.objectName() not in self._left_out]

    def _least_width(self) -> int:
        """With what is always there: the seek bar keeps the length in which it is of use."""
        sides = self._wanted(self._play, self._mute, self._full_screen, self._more)
        always = (self._position_label, self._seek, *sides)
        spaces = 2 * GRID + (_GAPS + len(always) - 1) * HALF
        return spaces + sum(control.sizeHint().width() for control in always)

    def _make_room(self) -> None:
        """Shows what there is room for; the last of these gives way first, into the menu."""
        giving_way = self._wanted(
            *(self._duration_label, self._loop, self._speed, self._volume),
            *(self._next, self._previous, self._span, self._zoom),
        )
        widths = [HALF + control.sizeHint().width() for control in giving_way]
        needed = self._least_width()
        more = HALF + self._more.sizeHint().width()
        if needed + sum(widths) - more <= self.width():
            needed -= more  # there is nothing to be in it
        for control, width in zip(giving_way, widths, strict=True):
            needed += width
            control.setVisible(needed <= self.width())
        self._more.setVisible(any(control.isHidden() for control in giving_way[1:]))

    @Slot()
    def _on_menu_about_to_show(self) -> None:
        self._menu.clear()
        controls = (self._previous, self._next, self._loop, self._span, self._zoom)
        for control in controls:
            if control.isHidden() and control.objectName() not in self._left_out:
                name = control.accessibleName()
                keys = control.toolTip().removeprefix(name).strip(" ()")
                action = self._menu.addAction(f"{name}\t{keys}")  # no shortcut of its own
                action.setCheckable(control.isCheckable())
                action.setChecked(control.isChecked())
                action.setEnabled(control.isEnabled())
                action.triggered.connect(control.click)
        if self._speed.isHidden():
            speeds = self._menu.addMenu(self._speed.accessibleName())
            speeds.setAccessibleName(speeds.title())
            speeds.addActions(self._speeds.actions())
            speeds.setEnabled(self._speed.isEnabled())

    def _wire(self) -> None:
        self._play.clicked.connect(self._on_play_clicked)
        self._seek.seek_requested.connect(self._on_seek_requested)
        self._loop.clicked.connect(self.loop_changed)
        self._span.clicked.connect(self._on_span_clicked)
        self._zoom.clicked.connect(self.actual_size_asked)
        self._previous.clicked.connect(self.previous_asked)
        self._next.clicked.connect(self.next_asked)
        self._speeds.triggered.connect(self._on_speed_triggered)
        self._mute.clicked.connect(self.mute_changed)
        self._mute.toggled.connect(self.set_muted)
        self._volume.valueChanged.connect(self._on_volume_moved)
        self._full_screen.clicked.connect(self.full_screen_requested)

    def _tool(self, icon_name: str, *, checkable: bool = False) -> QToolButton:
        tool = styled(QToolButton(), kind="icon")
        tool.setIcon(icon(icon_name, "stage", checked_tone="stage_accent"))
        tool.setCheckable(checkable)
        return tool

    def _speed_menu(self) -> QMenu:
        menu = QMenu(self)
        for speed in SPEEDS:
            action = menu.addAction(_speed_text(speed))
            action.setData(speed)
            action.setCheckable(True)
            self._speeds.addAction(action)
        self._speed.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return menu

    def _show_times(self) -> None:
        running = self._playing or not self._duration  # without a video there is nothing to read
        self._position_label.show_moment(self._position, running=running)
        self._duration_label.show_moment(self._duration, running=running)

    def _show_sound(self) -> None:
        there = self._sound is Sound.THERE
        silent = self._mute.isChecked() or not there
        self._mute.setIcon(icon("mute" if silent else "volume", "stage"))
        self._mute.setEnabled(there)
        self._volume.setEnabled(there)
        self._name_everything()

    def _why_silent(self) -> str:
        match self._sound:
            case Sound.THERE:
                return ""
            case Sound.NO_TRACK:
                return self.tr("This video has no sound")
            case Sound.NO_DEVICE:
                return self.tr("This computer has nothing to play sound on")

    def _name_everything(self) -> None:
        full = self._full_screen.isChecked()
        for widget, name, keys in (
            (self._play, self.tr("Pause") if self._playing else self.tr("Play"), _SPACE),
            (self._previous, self.tr("Previous video"), "P"),
            (self._next, self.tr("Next video"), "N"),
            (self._seek, self.tr("Position"), ""),
            (self._loop, self.tr("Loop"), "R"),
            (self._span, self.tr("Repeat from A to B"), "I · O"),
            (self._speed, self.tr("Speed"), "< · >"),
            (self._mute, self.tr("Unmute") if self._mute.isChecked() else self.tr("Mute"), "M"),
            (self._volume, self.tr("Volume"), "↑ · ↓"),
            (self._zoom, self.tr("Actual size"), "Z"),
            (
                self._full_screen,
                self.tr("Leave full screen") if full else self.tr("Full screen"),
                "F",
            ),
            (self._more, self.tr("More"), ""),
        ):
            widget.setAccessibleName(name)
            shown = self.tr("Space") if keys is _SPACE else keys
            tip = f"{name} ({shown})" if shown else name
            widget.setToolTip("" if widget is self._seek else tip)
        for button in (self._speed, self._more):
            button.menu().setAccessibleName(button.accessibleName())
        if self._sound is not Sound.THERE:
            for widget in (self._mute, self._volume):
                widget.setToolTip(self._why_silent())

    @Slot()
    def _on_span_clicked(self) -> None:
        self._span.setChecked(not self._span.isChecked())  # it shows what is, not what was pressed
        self.span_asked.emit()

    @Slot()
    def _on_play_clicked(self) -> None:
        (self.pause_requested if self._playing else self.play_requested).emit()

    @Slot(int)
    def _on_seek_requested(self, ms: int) -> None:
        self.set_position(ms)
        self.seek_requested.emit(ms)

    @Slot(QAction)
    def _on_speed_triggered(self, action: QAction) -> None:
        self.set_speed(action.data())
        self.speed_changed.emit(action.data())

    @Slot(int)
    def _on_volume_moved(self, percent: int) -> None:
        self.volume_changed.emit(percent / 100)


def _speed_text(speed: float) -> str:
    return f"{QLocale().toString(speed, 'g', 3)}×"
