"""Two clips in step, which of them is better, and what that comes to between the services."""

from collections.abc import Callable, Sequence
from functools import partial
from secrets import randbits
from typing import Final

from PySide6.QtCore import QEvent, QSettings, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from app.domain.clips import Clip
from app.domain.works import WorkKind, WorkProgress
from app.ui.bridge import Bridge
from app.ui.pair_player import PairPlayer
from app.ui.panes.compare_side import CompareSide
from app.ui.panes.compare_transport import LETTERS, CompareTransport
from app.ui.panes.compare_vote import CompareVote
from app.ui.panes.mode_keys import mode_keys
from app.ui.texts import service_title
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF, PANE_PADDING, TOOLBAR
from app.ui.widgets.icon_button import icon_button
from app.ui.widgets.pair_stage import PairStage
from app.ui.widgets.segmented import SegmentedControl

_SKIP_MS: Final = 1_000
_BESIDE: Final = "beside"
_WIPE: Final = "wipe"


class ComparePane(QWidget):
    """Fills the window with two clips. The left one is A, the right one B; they can change places.

    Keys: Space, comma and full stop (one frame), arrows (a second, or the handle of the wipe), R
    (loop), < and > (speed), A, B and M (which is heard), W (wipe), X (change places), H (who made
    which is not told before there is a vote), 1, 2 and 0 (vote; once more takes it back), Esc.
    """

    left = Signal()

    def __init__(
        self, bridge: Bridge, memory: QSettings | None = None, parent: QWidget | None = None
    ) -> None:
        """`memory` keeps how loud it was and how both stood for the next time."""
        super().__init__(parent)
        self._bridge = bridge
        self._memory = memory
        self._places = (0, 1)  # which of the player's sides stands left and right
        self._move = ""  # the id of the library's last move
        styled(self, role="window")
        self.setObjectName("comparePane")
        self._title = styled(QLabel(), level="title")
        self._modes = SegmentedControl()
        self._modes.setObjectName("compareModes")
        self._modes.setFixedWidth(32 * GRID)
        self._swap = icon_button("compareSwap", "swap")
        self._hide = icon_button("compareHide", "eye_off", checked_tone="accent")
        self._hide.setCheckable(True)
        self._close = icon_button("compareClose", "close")
        self._stage = PairStage()
        self._stage.setObjectName("compareStage")
        self._player = PairPlayer(self._stage)
        self._sides = tuple(CompareSide(bridge, self._player, side, self._stage) for side in (0, 1))
        self._transport = CompareTransport(self._player, memory)
        self._voting = CompareVote(bridge)
        self._head = styled(QWidget(), role="toolbar")
        self._lay_out()
        self._wire()
        self._keys = self._make_keys()
        self._remember()
        self._retranslate()
        self.hide()

    # -- What others may ask -------------------------------------------------------------------

    @property
    def active(self) -> bool:
        """Whether two clips are compared at this moment."""
        return not self.isHidden()

    @property
    def clip_ids(self) -> list[str]:
        """The clips that are compared, the left one first."""
        sides = (self._sides[side] for side in self._places)
        return [side.clip.id for side in sides if side.clip is not None]

    @property
    def player(self) -> PairPlayer:
        """What plays them."""
        return self._player

    def begin(self, clips: Sequence[Clip]) -> None:
        """Begins with two clips, the first one left."""
        self._places = (0, 1)
        self._shuffle()
        self.show()
        for side, clip in zip(self._sides, clips, strict=True):
            side.show_clip(clip)
        self._show_places()
        self._transport.hear(next((n for n in (0, 1) if self._may_sound(n)), 0))
        for key in self._keys:
            key.setEnabled(True)
        self._stage.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def end(self) -> None:
        """Closes both files."""
        if not self.active:
            return
        for key in self._keys:
            key.setEnabled(False)
        for side in self._sides:
            side.leave()
        self.hide()
        self.left.emit()

    def let_go(self, clip_ids: Sequence[str]) -> None:
        """Ends when a file of these is about to be renamed, moved or deleted."""
        if self.active and not set(clip_ids).isdisjoint(self.clip_ids):
            self.end()

    def shut(self) -> None:
        """Closes what is open. For the end of the program."""
        self._player.shut()

    # -- Building ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout(self._head)
        head.setContentsMargins(PANE_PADDING, 0, GRID, 0)
        head.setSpacing(GRID)
        head.addWidget(self._title, 1)
        head.addWidget(self._modes)
        head.addWidget(self._swap)
        head.addWidget(self._hide)
        closing = QHBoxLayout()
        closing.addStretch()
        closing.addWidget(self._close)
        head.addLayout(closing, 1)
        foot = styled(QWidget(), role="bar")
        row = QHBoxLayout(foot)
        row.setContentsMargins(PANE_PADDING, GRID + HALF, PANE_PADDING, GRID + HALF)
        row.setSpacing(2 * GRID)
        self._captions = (QVBoxLayout(), QVBoxLayout())
        row.addLayout(self._captions[0], 1)
        row.addWidget(self._voting)
        row.addLayout(self._captions[1], 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stage, 1)
        column.addWidget(self._transport)
        column.addWidget(foot)
        self._head.setFixedHeight(TOOLBAR)

    def _wire(self) -> None:
        player, stage = self._player, self._stage
        for side, picture in enumerate(player.pictures):
            picture.changed.connect(partial(self._on_picture_changed, side))
            self._sides[side].changed.connect(self._show_places)
        player.failed.connect(lambda side, reason: self._sides[side].give_up(reason))
        stage.clicked.connect(player.toggle)
        self._modes.chosen.connect(lambda mode: self._set_wipe(mode == _WIPE))
        self._swap.clicked.connect(self._on_swap)
        self._hide.clicked.connect(self._set_blind)
        self._voting.changed.connect(self._show_places)
        self._close.clicked.connect(self.end)
        self._bridge.work_progressed.connect(self._on_work_progressed)

    def _make_keys(self) -> list[QShortcut]:
        player, transport = self._player, self._transport
        deeds: list[tuple[str, Callable[[], object]]] = [
            ("Space", self._on_space),
            (",", partial(player.step, forward=False)),
            (".", partial(player.step, forward=True)),
            ("R", transport.toggle_loop),
            ("<", partial(transport.change_speed, -1)),
            (">", partial(transport.change_speed, 1)),
            ("A", partial(transport.hear, 0)),
            ("B", partial(transport.hear, 1)),
            ("M", transport.toggle_mute),
            ("W", lambda: self._set_wipe(self._modes.value != _WIPE)),
            ("X", self._on_swap),
            ("H", self._hide.click),
            ("1", partial(self._voting.give, 0)),
            ("2", partial(self._voting.give, 1)),
            ("0", partial(self._voting.give, None)),
            ("Esc", self.end),
        ]
        return mode_keys(self, deeds)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Compare"))
        mode = self._modes.value
        self._modes.set_options(
            [(_BESIDE, self.tr("Side by side"), None), (_WIPE, self.tr("Wipe"), None)]
        )
        self._modes.set_value(mode)
        self._modes.setAccessibleName(self.tr("How both are shown"))
        self._modes.setToolTip(self.tr("Side by side or under a wipe (W)"))
        for button, name, tip in (
            (self._swap, self.tr("Change places"), self.tr("Change places (X)")),
            (
                self._hide,
                self.tr("Vote blind"),
                self.tr("Vote blind: who made which is told after the vote (H)"),
            ),
            (self._close, self.tr("Close"), self.tr("Close (Esc)")),
        ):
            button.setAccessibleName(name)
            button.setToolTip(tip)
        self._show_names()

    # -- How they stand ------------------------------------------------------------------------

    @Slot()
    def _show_places(self) -> None:
        """Brings stage, captions and buttons in line with who stands where."""
        self._voting.set_clips([self._sides[number].clip for number in self._places])
        for place, number in enumerate(self._places):
            side = self._sides[number]
            self._captions[place].addWidget(side)
            side.set_letter(LETTERS[place])
            side.set_secret(self._secret)
            self._stage.set_message(place, side.message if side.message_shown else None)
        left, right = self._places
        self._stage.set_pictures(self._player.pictures[left], self._player.pictures[right])
        self._stage.refresh()
        self._show_names()
        self._transport.set_places(self._places)

    def _show_names(self) -> None:
        clips = [self._sides[number].clip for number in self._places]
        names = [
            f"{letter} · {service_title(clip.service)}" if clip and not self._secret else letter
            for letter, clip in zip(LETTERS, clips, strict=True)
        ]
        self._stage.set_names(*names)
        told = self.tr("{left} beside {right}")
        if self._stage.wipe:
            told = self.tr("{left} over {right}, under a wipe")
        self._stage.setAccessibleName(told.format(left=names[0], right=names[1]))

    def _on_picture_changed(self, side: int) -> None:
        self._stage.show_changed(self._places.index(side))

    @Slot()
    def _on_swap(self) -> None:
        self._places = (self._places[1], self._places[0])
        self._show_places()

    @property
    def _secret(self) -> bool:
        """Whether it is not to be known which is which."""
        return self._hide.isChecked() and not self._voting.voted

    @Slot(bool)
    def _set_blind(self, wanted: bool) -> None:
        self._hide.setChecked(wanted)
        self._keep("compare/blind", wanted)
        self._shuffle()
        self._show_places()

    def _shuffle(self) -> None:
        """Has chance say who stands where, if that is to be a secret."""
        if self._hide.isChecked() and randbits(1):
            self._places = (self._places[1], self._places[0])

    def _set_wipe(self, wanted: bool) -> None:
        self._modes.set_value(_WIPE if wanted else _BESIDE)
        self._stage.set_wipe(wanted)
        self._show_names()
        self._keep("compare/wipe", wanted)

    # -- Keys ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What neither handle nor seek bar has a use for."""
        goals = {
            Qt.Key.Key_Left: self._player.position - _SKIP_MS,
            Qt.Key.Key_Right: self._player.position + _SKIP_MS,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self._player.duration,
        }
        goal = goals.get(Qt.Key(event.key()))
        if goal is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._player.seek(goal)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_space(self) -> None:
        """Plays or pauses, unless the keyboard was moved to a button, which Space presses."""
        focus = QApplication.focusWidget()
        by_keyboard = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if by_keyboard and isinstance(focus, QAbstractButton):
            focus.click()
        else:
            self._player.toggle()

    def _may_sound(self, place: int) -> bool:
        """Whether the clip on a side has sound, as far as that is known."""
        clip = self._sides[self._places[place]].clip
        return clip is not None and (clip.media is None or clip.media.audio_codec is not None)

    # -- What is remembered --------------------------------------------------------------------

    def _remember(self) -> None:
        self._set_wipe(self._kept("compare/wipe"))
        self._hide.setChecked(self._kept("compare/blind"))

    def _kept(self, name: str) -> bool:
        memory = self._memory
        return memory is not None and memory.value(name, defaultValue=False, type=bool) is True

    def _keep(self, name: str, value: object) -> None:
        if self._memory is not None:
            self._memory.setValue(name, value)

    # -- What happens --------------------------------------------------------------------------

    @Slot(object)
    def _on_work_progressed(self, progress: WorkProgress) -> None:
        """All files go elsewhere: those that are open, too."""
        if progress.kind is WorkKind.MOVE and progress.id != self._move:
            self._move = progress.id
            self.end()
