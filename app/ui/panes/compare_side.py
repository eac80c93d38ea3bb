"""One of two clips that are compared: what it is, and why it does not play if it does not."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.clips import Clip
from app.domain.errors import ErrorCode, KadrajError
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.desktop import open_file, open_in_browser
from app.ui.pair_player import PairPlayer
from app.ui.panes.stage_message import StageMessage
from app.ui.panes.stage_words import Trouble, is_gone, progress_words, words_for
from app.ui.texts import clip_title, service_title
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.service_dot import ServiceDot


class CompareSide(QWidget):
    """The caption of a clip. It also loads the clip into one side of the player, when it is here.

    `message_shown` says whether `message` is to stand in its place, and `changed` that this, or
    what the clip is, may be otherwise now.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, player: PairPlayer, side: int, stage: QWidget) -> None:
        super().__init__()
        self._bridge = bridge
        self._player = player
        self._side = side
        self._fault: str | None = None
        self._error: KadrajError | None = None
        self._secret = False
        self.clip: Clip | None = None
        self.message = StageMessage(stage)
        self.message.setObjectName(f"compareMessage{side}")
        self.message.hide()
        self._letter = styled(QLabel(), level="strong")
        self._dot = ServiceDot("")
        self._service = styled(QLabel(), level="strong")
        self._facts = styled(QLabel(), level="secondary", tone="dim")
        for label in (self._letter, self._service, self._facts):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._prompt = styled(ElidedLabel(lines=2), level="secondary", tone="dim")
        self._prompt.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        for part in (self._letter, self._dot, self._service, self._facts):
            head.addWidget(part)
        head.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HALF)
        column.addLayout(head)
        column.addWidget(self._prompt)
        column.addStretch()
        self.message.acted.connect(self._on_acted)
        bridge.clip_changed.connect(self._on_clip_changed)
        bridge.download_started.connect(self._on_download_started)
        bridge.download_progressed.connect(self._on_download_progressed)
        bridge.download_failed.connect(self._on_download_failed)
        bridge.download_stopped.connect(self._tell)
        bridge.downloads_pause_changed.connect(self._tell)

    # -- What others may ask -------------------------------------------------------------------

    @property
    def message_shown(self) -> bool:
        """Whether there is a message in the clip's place."""
        return self.clip is not None and not self._player.is_open(self._side)

    def show_clip(self, clip: Clip) -> None:
        """Loads a clip, or says why there is nothing to play."""
        self.clip, self._fault, self._error = clip, None, None
        if clip.file is not None:
            self._player.load(self._side, clip.file)
        else:
            self._player.release(self._side)
        self._tell()

    def leave(self) -> None:
        """Closes the file."""
        self._player.release(self._side)
        self.clip = None

    def give_up(self, reason: str) -> None:
        """Says that the file does not play, for what the player says is the reason."""
        if self.clip is not None:
            self._fault = reason
            self._player.release(self._side)
            self._tell()

    def set_secret(self, secret: bool) -> None:
        """Whether nothing is told of the clip but its letter."""
        if secret != self._secret:
            self._secret = secret
            self._describe()

    def set_letter(self, letter: str) -> None:
        """What the side is called on which it stands."""
        self._letter.setText(letter)

    # -- What is said --------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()

    @Slot()
    def _tell(self) -> None:
        clip = self.clip
        if clip is None:
            return
        self._describe()
        if self.message_shown:
            words = words_for(clip, Trouble(self._error, self._fault), self._bridge)
            self.message.say(
                clip_title(clip),
                words.detail,
                sign=words.sign,
                action="" if is_gone(clip) else words.action,
                primary=words.primary,
                hint=words.hint,
            )
        self.changed.emit()

    def _describe(self) -> None:
        """The caption."""
        clip = self.clip
        if clip is None:
            return
        self._dot.set_service(clip.service)
        self._service.setText(service_title(clip.service))
        facts = [] if clip.length is None else [formats.length(clip.length)]
        if clip.media is not None:
            facts.append(f"{clip.media.width} × {clip.media.height}")
        self._facts.setText(" · ".join([*facts, formats.day_and_time(clip.created_at)]))
        for part in (self._dot, self._service, self._facts):
            part.setHidden(self._secret)
        secret = self.tr("Told when you have voted")
        self._prompt.setText(secret if self._secret else clip_title(clip))

    @Slot()
    def _on_acted(self) -> None:
        clip, error = self.clip, self._error
        if clip is None:
            return
        if error is not None and error.code is ErrorCode.ONLY_IN_BROWSER:
            open_in_browser(str(error.params.get("url") or clip.remote_url))
        elif self._fault is not None and clip.file is not None and clip.file.is_file():
            open_file(clip.file)
        elif self._bridge.downloading(clip.id) and self._bridge.downloads_paused:
            self._bridge.set_downloads_paused(False)
        else:
            self._bridge.download(clip.id)

    # -- What happens --------------------------------------------------------------------------

    @Slot(object, bool)
    def _on_clip_changed(self, clip: Clip, _added: bool) -> None:
        if self.clip is None or clip.id != self.clip.id:
            return
        if clip.file != self.clip.file:
            self.show_clip(clip)
        else:
            self.clip = clip
            self._tell()

    @Slot(str)
    def _on_download_started(self, clip_id: str) -> None:
        if self.clip is not None and clip_id == self.clip.id:
            self._error = None
            self._tell()

    @Slot(str, object, object)
    def _on_download_progressed(self, clip_id: str, received: int, total: int | None) -> None:
        if self.clip is None or clip_id != self.clip.id or not self.message_shown:
            return
        share = min(1.0, received / total) if total else None
        self.message.set_progress(progress_words(received, total, preparing=False), share)

    @Slot(str, object)
    def _on_download_failed(self, clip_id: str, error: KadrajError) -> None:
        if self.clip is not None and clip_id == self.clip.id:
            self._error = error
            self._tell()
