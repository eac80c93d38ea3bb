"""Which window is in front: sign-in, main window, settings."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.capabilities import Capabilities
from app.domain.clips import Clip
from app.domain.errors import NO_KEYRING, KadrajError
from app.ui.background.background import Background
from app.ui.bridge import Bridge
from app.ui.dialogs.report import ReportDialog
from app.ui.dialogs.sign_in import SignInDialog
from app.ui.language import LanguageSwitch
from app.ui.main_window import MainWindow
from app.ui.settings_commands import SettingsCommands
from app.ui.theme.theme import Theme
from app.ui.window_frame import LIBRARY, WindowFrame

if TYPE_CHECKING:
    from app.ui.dialogs.settings import SettingsDialog

CheckAddress = Callable[[str, str], KadrajError | None]


class Desk(QObject):
    """Opens the windows of one run and says, in the end, what is to come after it.

    `tables` are the services' as Kadraj knows them, whatever the settings make of them; `given` are
    the services whose address was given at the start.
    """

    finished = Signal()
    demo_requested = Signal()
    demo_left = Signal()

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        language: LanguageSwitch,
        *,
        frame: WindowFrame,
        library: Path,
        check_address: CheckAddress,
        tables: Mapping[str, Capabilities],
        demo: bool,
        given: Collection[str] = (),
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._theme = theme
        self._language = language
        self._check_address = check_address
        self._tables = tables
        self._given = given
        self._library = library
        self._sign_in: SignInDialog | None = None
        self._settings: SettingsDialog | None = None
        self._report: ReportDialog | None = None
        self.frame = frame
        self.window = MainWindow(bridge, frame, demo=demo)
        self._commands = SettingsCommands(self.window, bridge, theme, language)
        self._commands.move_asked.connect(self._on_move_asked)
        self._background = Background(bridge, frame, self)
        self._background.wanted.connect(self._on_wanted)
        self._background.quit_wanted.connect(frame.close)
        frame.closed.connect(self.finished)
        self.window.demo_left.connect(self.demo_left)
        self.window.settings_requested.connect(self._on_settings_requested)
        self.window.commands.wanted.connect(self._on_commands_wanted)
        self.window.sign_in_requested.connect(self._on_sign_in_requested)
        self.window.report_requested.connect(self._on_report_requested)
        self.window.sign_out_requested.connect(self._on_sign_out_requested)

    def open(self, trouble: KadrajError | None) -> None:
        """Shows the window to who is signed in, and the sign-in to who is not.

        `trouble` is what the keyring said at the start.
        """
        self.frame.signed_in = bool(self._bridge.services)
        if self.frame.signed_in:
            self.frame.show()
            if trouble is not None:
                self.window.say(trouble)
        else:
            self.frame.hide()
            self._on_sign_in_requested()

    def close(self) -> None:
        """Closes what is open, without asking for anything more."""
        self._background.shut()
        self.window.leaving.decided = True
        for window in (self._sign_in, self._settings, self.frame):
            if window is not None:
                window.blockSignals(True)
                window.close()
                window.deleteLater()

    def take_pictures(self, pictures: Sequence[Path]) -> None:
        """Puts a picture from elsewhere into the composer in front."""
        if pictures:
            self.window.take_pictures(pictures)

    def come_forward(self, pictures: Sequence[Path]) -> None:
        """Brings what is open before other programs' windows, with pictures if there are any."""
        self.take_pictures(pictures)
        asking = self._sign_in is not None and self._sign_in.isVisible()
        front = self._sign_in if asking and self._sign_in is not None else self.frame
        front.setWindowState(front.windowState() & ~Qt.WindowState.WindowMinimized)
        front.show()
        front.raise_()
        front.activateWindow()

    @Slot(str, str)
    def _on_wanted(self, clip_id: str, job_id: str) -> None:
        """Somebody clicked on a notification or in the tray."""
        self.come_forward([])
        if clip_id:
            self._bridge.load_clips([clip_id], self._show)
        elif job_id:
            self.window.show_job(job_id)

    def _show(self, clips: list[Clip]) -> None:
        for clip in clips:
            self.window.show_clip(clip)

    @Slot()
    def _on_sign_in_requested(self) -> None:
        if self._sign_in is None:
            dialog = SignInDialog(self._bridge, self._language, self._bridge.settings)
            dialog.signed_in.connect(self._on_signed_in)
            dialog.offline_requested.connect(self._on_offline_requested)
            dialog.demo_requested.connect(self.demo_requested)
            dialog.keyring_troubled.connect(self.window.say)
            dialog.rejected.connect(self._on_sign_in_rejected)
            self._sign_in = dialog
        self._sign_in.show()
        self._sign_in.raise_()
        self._sign_in.activateWindow()

    @Slot()
    def _on_signed_in(self) -> None:
        # Keys that are not kept are gone at the next start.
        self.frame.signed_in = self._bridge.settings.remember_keys
        if not self.frame.isVisible():
            self.window.go_to_usable_tab()
        self.frame.show()
        self.frame.activateWindow()

    @Slot()
    def _on_offline_requested(self) -> None:
        self.window.go_to(LIBRARY)
        self.frame.show()
        self.frame.activateWindow()

    @Slot()
    def _on_sign_in_rejected(self) -> None:
        if not self.frame.isVisible():
            self.finished.emit()

    @Slot()
    def _on_sign_out_requested(self) -> None:
        self._bridge.sign_out(lambda _nothing: self._on_signed_out(), self._on_sign_out_failed)

    def _on_signed_out(self) -> None:
        self.frame.signed_in = False
        self.frame.hide()
        self._on_sign_in_requested()

    def _on_sign_out_failed(self, error: KadrajError) -> None:
        """The keys are gone from memory all the same; without a keyring there are no others."""
        if error.params.get("reason") == NO_KEYRING:
            self._on_signed_out()
        else:
            self.window.say_keys_may_remain()

    @Slot()
    def _on_report_requested(self) -> None:
        if self._report is None:
            self._report = ReportDialog(self._bridge, self.frame)
        self._report.open()

    @Slot()
    def _on_settings_requested(self) -> None:
        self._made_settings().open()

    @Slot()
    def _on_move_asked(self) -> None:
        self._made_settings().move_library()

    @Slot()
    def _on_commands_wanted(self) -> None:
        settings = self._made_settings()
        self._commands.set_sections(settings.section_titles, settings.open_at)

    def _made_settings(self) -> "SettingsDialog":
        if self._settings is None:
            from app.ui.dialogs.settings import SettingsDialog  # large, and not always wanted

            self._settings = SettingsDialog(
                self._bridge,
                self._theme,
                self._language,
                self._check_address,
                self._library,
                self._tables,
                self._given,
                self.frame,
            )
        return self._settings
