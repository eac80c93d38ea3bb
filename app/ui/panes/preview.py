"""The clip that is looked at: played where its file is here, offered for download where not."""

from collections.abc import Callable, Collection
from functools import partial
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QPoint,
    QSettings,
    QSizeF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QVBoxLayout,
    QWidget,
)

from app.domain.clips import Clip
from app.domain.errors import ErrorCode, KadrajError
from app.domain.ratios import sides_of
from app.domain.works import WorkEnd, WorkKind, WorkProgress
from app.ui.bridge import Bridge
from app.ui.desktop import open_file, open_in_browser
from app.ui.held_key import let_go_first
from app.ui.panes.clip_actions import ClipActions
from app.ui.panes.frame_deeds import FrameDeeds
from app.ui.panes.player_area import PlayerArea
from app.ui.panes.stage_menu import StageMenu
from app.ui.panes.stage_notice import StageNotice
from app.ui.panes.stage_words import Trouble, is_gone, progress_words, words_for
from app.ui.texts import clip_title, spoken_title
from app.ui.theme.styled import styled

#: Milliseconds: a video that has come so near to its end has been watched to the end.
_AT_END: Final = 50


class PreviewPane(QWidget):
    """Stage, controls and what can be done with the clip on show."""

    use_again = Signal(object)  # Clip, or a GenerationRequest that goes on from one
    next_asked = Signal()  # for the clip after this one, wherever it was chosen from
    previous_asked = Signal()
    file_asked = Signal(object)  # Clip whose file the user may have elsewhere
    remove_asked = Signal(list)  # clip ids

    def __init__(
        self, bridge: Bridge, memory: QSettings | None = None, parent: QWidget | None = None
    ) -> None:
        """`memory` keeps how loud the player was for the next start."""
        super().__init__(parent)
        self._bridge = bridge
        self._clip: Clip | None = None
        self._error: KadrajError | None = None
        self._fault: str | None = None
        self._sent_before = False  # whether a stream gave way to one elsewhere
        self._left_at: tuple[str, int, bool] | None = None  # clip id, position, playing
        self._preparing = False  # to become a file before it plays
        self._asked = False  # the service, for the clip that is not here
        self._ask = 0  # which time it was: only what is answered to the last one counts
        self._move = ""  # the id of the library's last move
        styled(self, role="panel")
        self.setObjectName("previewPane")

        self._area = PlayerArea(memory)
        self._area.setObjectName("playerArea")
        self._actions = ClipActions()
        self._actions.setObjectName("clipActions")
        self._notice = StageNotice(self._area)  # goes to the full screen with it
        self._notice.setObjectName("previewNotice")
        self._frames = FrameDeeds(self._area, self._notice, self)
        self._column = QVBoxLayout(self)
        self._lay_out()
        self._wire()
        self._area.show_message()
        self._retranslate()

    @property
    def clip(self) -> Clip | None:
        """The clip on show."""
        return self._clip

    @property
    def playing(self) -> bool:
        """Whether a video runs at this moment."""
        return self._area.player.playing

    @property
    def watched(self) -> bool:
        """Whether somebody is at the clip on show: it plays or is about to, stands in its middle,
        or fills the screen. What arrives meanwhile waits to be looked at."""
        player = self._area.player
        in_middle = player.open and 0 < player.position < player.duration
        return player.going or in_middle or self._area.isWindow()

    @property
    def area(self) -> PlayerArea:
        """The stage and its controls."""
        return self._area

    @property
    def frames(self) -> FrameDeeds:
        """What is done with the frame on show."""
        return self._frames

    @property
    def clip_actions(self) -> ClipActions:
        """What can be done with the clip on show."""
        return self._actions

    def part_on_repeat(self, clip: Clip) -> tuple[float, float] | None:
        """The part of a clip from A to B, in seconds, where it is on show and that part repeats."""
        span = self._area.player.span
        if span is None or self._clip is None or self._clip.id != clip.id:
            return None
        begin, end = span
        return begin / 1000, end / 1000

    def show_clip(self, clip: Clip) -> None:
        """Puts a clip on the stage and plays it, if it is here; again from the start."""
        same = self._clip is not None and self._clip.id == clip.id
        self._clip = clip
        self._fault = None
        self._left_at = None
        self._preparing = False
        self._asked = clip.file is None and clip.obtainable and clip.trashed_at is None
        self._ask += 1
        self._area.clear_marks()
        if not same:
            self._error = None
            self._notice.clear()
        self._show()
        if self._asked:
            self._bridge.watch(
                clip.id, partial(self._on_found, self._ask), partial(self._on_not_found, self._ask)
            )

    @Slot(bool)
    def rest(self, resting: bool) -> None:
        """Halts while a video is watched elsewhere; what was being sent is asked for anew then."""
        player = self._area.player
        if resting:
            self._sent_before |= player.streaming or self._asked
            self._asked = False
            player.let_go() if player.streaming else player.pause()
            return
        sent, self._sent_before = self._sent_before, False
        if sent and self._clip is not None and not player.open:
            self.show_clip(self._clip)

    def let_go(self, clip_ids: Collection[str]) -> bool:
        """Closes the file of the clip on show if it is one of these; tells whether it was.

        To be called before a file is renamed, moved or deleted, which some systems refuse while it
        is open. The frame stays, and the clip goes on there when it comes back with a file.
        """
        player = self._area.player
        if self._clip is None or self._clip.id not in clip_ids or player.file is None:
            return False
        self._left_at = (self._clip.id, player.position, player.going)
        player.let_go()
        return True

    def take_back(self, clip_ids: Collection[str]) -> None:
        """Goes on with a file that was let go of, where it still is."""
        clip, left = self._clip, self._left_at
        if clip is not None and clip.id in clip_ids and left is not None and clip.file is not None:
            self._show()

    @Slot()
    def toggle_full_screen(self) -> None:
        """Fills the screen with the stage, or comes back."""
        self._on_full_screen_asked(not self._area.isWindow())

    @Slot()
    def shut(self) -> None:
        """Comes back from the full screen and lets go of the file. For the end of the program."""
        self._on_full_screen_asked(False)
        self._area.player.shut()

    # -- Building ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = self._column
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addWidget(self._actions)

    def _wire(self) -> None:
        self._actions.download_asked.connect(self._bridge.download)
        self._actions.use_again.connect(self.use_again)
        self._actions.continue_asked.connect(self._on_continue_asked)
        self._actions.save_frame_asked.connect(self._on_save_frame_asked)
        self._actions.folder_asked.connect(self._notice.show_in_folder)
        self._actions.copy_asked.connect(self._notice.copy_prompt)
        self._area.message.acted.connect(self._on_message_acted)
        self._area.message.second_acted.connect(self._on_second_acted)
        self._area.next_asked.connect(self.next_asked)
        self._area.previous_asked.connect(self.previous_asked)
        self._area.menu_asked.connect(self._on_menu_asked)
        self._area.full_screen_asked.connect(self._on_full_screen_asked)
        self._area.player.failed.connect(self._on_player_failed)
        self._bridge.clip_changed.connect(self._on_clip_changed)
        self._bridge.download_started.connect(self._on_download_started)
        self._bridge.download_progressed.connect(self._on_download_progressed)
        self._bridge.download_failed.connect(self._on_download_failed)
        self._bridge.download_stopped.connect(self._tell)
        self._bridge.downloads_added.connect(self._tell)
        self._bridge.downloads_pause_changed.connect(self._on_downloads_pause_changed)
        self._bridge.work_progressed.connect(self._on_work_progressed)
        self._bridge.work_ended.connect(self._on_work_ended)
        shortcuts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("F11", self.toggle_full_screen),
            ("Space", self._on_space),
            ("Ctrl+Shift+S", self._on_save_frame_asked),
            ("Ctrl+Shift+C", self._frames.copy),
        )
        for keys, action in shortcuts:
            shortcut = QShortcut(QKeySequence(keys), self._area)  # on the full screen, too
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(action)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._area.player.shut)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._area.setAccessibleName(self.tr("Preview"))
        self._tell()

    # -- What is on the stage ------------------------------------------------------------------

    def _show(self) -> None:
        """Brings the stage in line with the clip."""
        clip = self._clip
        if clip is not None and clip.file is not None and self._fault is None:
            self._area.show_video()
            known, position, playing = self._left_at or ("", 0, True)
            self._left_at = None
            if known == clip.id:
                self._area.player.load(clip.file, play=playing, position=position)
            else:
                self._area.player.load(clip.file)
        else:
            self._area.player.release()
            self._area.show_message()
        self._tell()

    @Slot()
    def _tell(self) -> None:
        """Says what the stage cannot show, and offers what can be done."""
        clip, message = self._clip, self._area.message
        if clip is None:
            message.say("", self.tr("Choose a video from the history or generate one"))
        elif self._area.has_video:
            self._area.surface.setAccessibleName(spoken_title(clip))
        else:
            trouble = Trouble(
                self._error,
                self._fault,
                moving=self._left_at is not None,
                preparing=self._preparing,
                asked=self._asked,
            )
            words = words_for(clip, trouble, self._bridge)
            message.say(
                clip_title(clip),
                words.detail,
                sign=words.sign,
                action=words.action,
                second=words.second,
                primary=words.primary,
                hint=words.hint,
                shape=_shape(clip),
            )
        self._area.setAccessibleDescription("" if clip is None else spoken_title(clip))
        under_way = clip is not None and self._bridge.downloading(clip.id)
        self._area.set_streaming(self._area.player.streaming, downloading=under_way)
        self._actions.set_clip(clip, playable=self._area.has_video, downloading=under_way)

    # -- What the user does --------------------------------------------------------------------

    @Slot()
    def _on_message_acted(self) -> None:
        clip, error = self._clip, self._error
        if clip is None:
            return
        if is_gone(clip):
            self.file_asked.emit(clip)
        elif clip.trashed_at is not None:
            self._bridge.untrash([clip.id], lambda _back: None, self._notice.complain)
        elif error is not None and error.code is ErrorCode.ONLY_IN_BROWSER:
            open_in_browser(str(error.params.get("url") or clip.remote_url))
        elif self._fault is not None and clip.file is not None and clip.file.is_file():
            if not open_file(clip.file):
                self._notice.tell(self.tr("No program here plays this file."), "warn")
        elif error is None and self._bridge.downloading(clip.id) and self._bridge.downloads_paused:
            self._bridge.set_downloads_paused(False)
        else:
            self._bridge.download(clip.id)

    @Slot()
    def _on_second_acted(self) -> None:
        clip = self._clip
        if clip is not None and is_gone(clip):
            self.remove_asked.emit([clip.id])
        elif clip is not None and clip.file is not None:
            self._notice.show_in_folder(clip.file)

    @Slot()
    def _on_space(self) -> None:
        """Plays or pauses, unless the keyboard was moved to something that Space belongs to.

        Fields that take text keep it for themselves before it comes here.
        """
        let_go_first(Qt.Key.Key_Space)
        focus = QApplication.focusWidget()
        by_keyboard = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if by_keyboard and isinstance(focus, QAbstractButton):
            focus.click()
        elif by_keyboard and isinstance(focus, QComboBox):
            focus.showPopup()
        elif self._area.has_video:
            self._area.player.toggle()

    @Slot()
    def _on_save_frame_asked(self) -> None:
        if self._clip is not None:
            self._frames.ask_where(self._clip)

    @Slot()
    def _on_continue_asked(self) -> None:
        """Goes on from the frame on show, or at the end from the last good one."""
        clip, frame = self._clip, self._area.surface.frame
        if clip is None or clip.file is None:
            return
        if self._area.player.playing:  # at its end, a pause would bring back the first frame
            self._area.player.pause()
        here = None
        if frame is not None and frame.endTime() // 1000 < self._area.player.duration - _AT_END:
            here = frame.startTime() / 1_000_000
        self._bridge.continue_from(clip.id, here, self.use_again.emit, self._notice.complain)

    @Slot(QPoint)
    def _on_menu_asked(self, place: QPoint) -> None:
        if self._area.has_video:
            menu = self.stage_menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)

    def stage_menu(self) -> StageMenu:
        """What can be done with a video on the stage."""
        return StageMenu(
            self._area,
            fill_screen=self.toggle_full_screen,
            copy_frame=self._frames.copy,
            save_frame=self._on_save_frame_asked,
        )

    @Slot(bool)
    def _on_full_screen_asked(self, full_screen: bool) -> None:
        if full_screen == self._area.isWindow():
            return
        if full_screen:
            screen = self.screen()
            self._column.removeWidget(self._area)
            self._area.setParent(None)
            self._area.setWindowTitle(self.window().windowTitle())
            self._area.setGeometry(screen.geometry())
            self._area.showFullScreen()
        else:
            self._column.insertWidget(0, self._area, 1)
            self._area.show()
            self.window().activateWindow()
        self._area.set_full_screen(full_screen)
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- What happened -------------------------------------------------------------------------

    def _on_found(self, ask: int, address: str) -> None:
        """Plays what comes from elsewhere; what has to become a file first is brought."""
        clip = self._answered(ask)
        if clip is None:
            return
        if not address:
            self._preparing = True
            self._bridge.download(clip.id)
            return
        self._area.show_video()
        self._area.player.load_stream(address, self._bridge.leave)
        self._tell()

    def _on_not_found(self, ask: int, error: KadrajError) -> None:
        if self._answered(ask) is not None:
            self._error = error
            self._tell()

    def _answered(self, ask: int) -> Clip | None:
        """The clip that was asked for then, if that answer is still waited for."""
        if not self._asked or ask != self._ask:
            return None
        self._asked = False
        return self._clip

    @Slot(object, bool)
    def _on_clip_changed(self, clip: Clip, _added: bool) -> None:
        if self._clip is None or clip.id != self._clip.id:
            return
        returned = self._left_at is not None and clip.file is not None
        same_file = clip.file == self._clip.file and self._fault is None and not returned
        self._clip = clip
        if same_file:
            self._tell()
        else:
            self._error = self._fault = None
            self._asked = False
            player = self._area.player
            if player.streaming:
                # From the stream to the file that came meanwhile, at the very place.
                self._left_at = (clip.id, player.position, player.going)
            self._show()

    @Slot(str)
    def _on_download_started(self, clip_id: str) -> None:
        if self._clip is not None and clip_id == self._clip.id:
            self._error = None
            self._tell()

    @Slot(str, object, object)
    def _on_download_progressed(self, clip_id: str, received: int, total: int | None) -> None:
        if self._clip is None or clip_id != self._clip.id or self._area.has_video:
            return
        if self._error is not None:
            self._error = None
            self._tell()
        detail = progress_words(received, total, preparing=self._preparing)
        share = min(1.0, received / total) if total else None
        self._area.message.set_progress(detail, share)

    @Slot(str, object)
    def _on_download_failed(self, clip_id: str, error: KadrajError) -> None:
        if self._clip is not None and clip_id == self._clip.id:
            if not self._area.has_video:
                self._error = error
            self._tell()

    @Slot()
    def _on_downloads_pause_changed(self) -> None:
        if self._clip is not None and not self._area.has_video:
            self._tell()

    @Slot(object)
    def _on_work_progressed(self, progress: WorkProgress) -> None:
        """All files go elsewhere: the one that is open, too."""
        if progress.kind is not WorkKind.MOVE or progress.id == self._move or self._clip is None:
            return
        self._move = progress.id
        if self.let_go([self._clip.id]):
            self._area.show_message()
            self._tell()

    @Slot(object)
    def _on_work_ended(self, end: WorkEnd) -> None:
        if end.kind is WorkKind.MOVE and self._clip is not None:
            self._bridge.load_clips([self._clip.id], self._on_moved)

    def _on_moved(self, clips: list[Clip]) -> None:
        for clip in clips:
            self._on_clip_changed(clip, False)

    @Slot(str)
    def _on_player_failed(self, reason: str) -> None:
        if self._area.has_video:
            self._fault = reason
            self._show()
            if self._clip is not None and self._clip.file is not None:
                self._bridge.look_again(self._clip)


def _shape(clip: Clip) -> QSizeF:
    """The proportions of a clip, as well as they are known."""
    if clip.media is not None:
        return QSizeF(clip.media.width, clip.media.height)
    return QSizeF(*(sides_of(clip.aspect_ratio) or (16, 9)))
