"""Where a video is asked for."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextCursor,
)
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.clips import Clip
from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import Job
from app.domain.requests import Continuation, GenerationRequest, Picture
from app.ui.bridge import Bridge
from app.ui.held_key import ENTER, let_go_first
from app.ui.panes.composer_also import AlsoOn
from app.ui.panes.composer_draft import ComposerDraft
from app.ui.panes.composer_fields import ComposerFields
from app.ui.panes.composer_many import ManyAtOnce
from app.ui.panes.composer_options import OptionFields
from app.ui.panes.composer_picture import PictureField
from app.ui.panes.composer_status import ComposerStatus
from app.ui.panes.prompt_tools import PromptTools
from app.ui.texts import error_text
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, PANE_PADDING
from app.ui.titled_field import TitledField
from app.ui.undo import Undo
from app.ui.widgets.notice import Notice, Tone
from app.ui.widgets.primary_button import PrimaryButton
from app.ui.widgets.prompt_edit import PromptEdit

#: Not by name: in Turkish both keys are called Enter.
GENERATE_KEYS: Final = tuple(
    QKeySequence(Qt.Modifier.CTRL | key) for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
)

_NARROWEST: Final = 288
_ROOMY: Final = 416  # for what is said of the others and of the quota side by side


class ComposerPane(QWidget):
    """Picture, prompt and choices of one service, as its table offers them, and *Generate*.

    What was entered stays after a job was made: people repeat and vary. `memory` keeps small
    habits, such as the folder that pictures come from.
    """

    sign_in_requested = Signal()

    def __init__(
        self, bridge: Bridge, service: str, memory: QSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._table = bridge.capabilities[service]
        self._writing = False
        self._wanted = False  # Generate was pressed while a picture was being looked at
        self._wrong: KadrajError | None = None
        self.setObjectName(f"composerPane_{service}")
        self.setMinimumWidth(_NARROWEST)
        styled(self, role="panel")

        self._prompt = PromptEdit()
        self._prompt.setObjectName(f"promptEdit_{service}")
        self._prompt_field = TitledField(self._prompt)
        self._tools = PromptTools(
            bridge,
            service,
            self._prompt,
            self._request,
            lambda: self._picture is not None and self._picture.crop is not None,
            pictures=self._table.picture is not None,
        )
        self._prompt_field.put_beside_title(self._tools)
        self._options = OptionFields(bridge, service)
        self._picture = PictureField(bridge, self._table, memory) if self._table.picture else None
        self._also = [
            AlsoOn(bridge, service, other, self._request)
            for other in bridge.capabilities
            if other != service
        ]
        self._status = ComposerStatus(bridge, service, self)
        self._notice = Notice()
        self._undo = Undo(self)
        self.addAction(self._undo.action)
        self._offering = False  # whether the notice offers to undo
        self._generate = PrimaryButton()
        self._generate.setObjectName(f"generateButton_{service}")

        # The second click of a double click would ask, and pay, for the same video again.
        self._double_click = QTimer(self)
        self._double_click.setSingleShot(True)
        self._double_click.setInterval(QGuiApplication.styleHints().mouseDoubleClickInterval())
        self._many = ManyAtOnce(bridge, service, memory, self._request, self)
        #: A picture, and the moment of a clip that it shows.
        self._taken_from: tuple[Path | None, Continuation | None] = (None, None)
        self._draft = ComposerDraft(
            bridge, service, memory, lambda: (self._request(), self._along), self._fill, self
        )
        self._lay_out()
        self._connect()
        self._retranslate()

    def use_again(self, made: Clip | GenerationRequest) -> None:
        """Fills the fields with what a clip or a request was made of."""
        request = made if isinstance(made, GenerationRequest) else _request_of(made)
        self._make_way(request)
        self._fill(request)
        self._prompt.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_keyboard(self) -> None:
        """Puts the keyboard into the prompt, as somebody does who wants to write."""
        self._prompt.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def tools(self) -> PromptTools:
        """What stands beside the prompt's title."""
        return self._tools

    def take_pictures(self, paths: Sequence[Path]) -> None:
        """Takes pictures from elsewhere, as if they had been dropped."""
        if self._picture is not None:
            self._picture.take(paths)

    def shut(self) -> None:
        """The window closes."""
        self._draft.shut()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The widest are the lowest: there every line of height counts.
        wide = self.width() >= _ROOMY
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._last.setDirection(way)
        edge = Qt.AlignmentFlag.AlignRight if wide else Qt.AlignmentFlag.AlignLeft
        self._status.setAlignment(edge | Qt.AlignmentFlag.AlignVCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._picture is not None and event.matches(QKeySequence.StandardKey.Paste):
            self._picture.paste()
        else:
            super().keyPressEvent(event)

    # -- Looks ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._fields = ComposerFields(
            self._picture, self._prompt, self._prompt_field, self._options
        )
        self._fields.verticalScrollBar().rangeChanged.connect(self._on_scroll_range_changed)
        self._edge = styled(QWidget(), role="separator")
        self._edge.setFixedHeight(1)
        self._edge.hide()

        self._last = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._last.setSpacing(GRID)
        for also in self._also:
            self._last.addWidget(also)
            also.changed.connect(self._on_also_changed)
        self._last.addWidget(self._status)
        foot = QVBoxLayout()
        foot.setContentsMargins(PANE_PADDING, GRID, PANE_PADDING, PANE_PADDING)
        foot.setSpacing(GRID)
        foot.addWidget(self._notice)
        foot.addLayout(self._last)
        foot.addWidget(self._generate)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._fields, 1)
        whole.addWidget(self._edge)
        whole.addLayout(foot)

    def _connect(self) -> None:
        shortcut = QShortcut(self)
        shortcut.setKeys(GENERATE_KEYS)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self._on_keys)
        self._generate.clicked.connect(self._on_generate)
        self._prompt.submitted.connect(self._on_generate)
        self._prompt.textChanged.connect(self._on_prompt_changed)
        self._options.changed.connect(self._on_options_changed)
        if self._picture is not None:
            self._prompt.picture_pasted.connect(self._picture.paste)
            self._picture.set_ratio(self._options.aspect_ratio)
            self._picture.changed.connect(self._on_edited)
            self._picture.settled.connect(self._on_picture_settled)
            self._picture.answered.connect(self._on_picture_answered)
            self._picture.many_came.connect(self._many.open_tray)
            self._tools.pictures_requested.connect(self._many.open_tray)
        self._tools.recalled.connect(self._prompt.recall)
        self._tools.preset_chosen.connect(self._on_preset_chosen)
        self._tools.list_requested.connect(self._on_list_requested)
        self._many.queued.connect(self._status.confirm)
        self._tools.said.connect(lambda text: self._tell(text, "good"))
        self._tools.complained.connect(lambda text: self._tell(text, "bad"))
        self._prompt.undo_asked.connect(self._undo.undo)
        self._notice.acted.connect(self._undo.undo)
        self._bridge.signed_in.connect(self._on_keys_changed)
        self._bridge.signed_out.connect(self._on_keys_changed)

    @Slot(int, int)
    def _on_scroll_range_changed(self, _low: int, high: int) -> None:
        """Where fields go on behind the foot there is an edge."""
        self._edge.setVisible(high > 0)

    def _retranslate(self) -> None:
        self._prompt_field.set_title(self.tr("Prompt"))
        self._prompt.setPlaceholderText(self.tr("Describe the video"))
        self._undo.action.setText(self.tr("Undo"))
        if self._wrong is not None:
            self._notice.say(error_text(self._wrong), "bad")
        elif self._offering and self._notice.text:
            self._offer_undo()
        self._show_button()

    def _show_button(self) -> None:
        signed_in, others = self._signed_in, sum(also.request is not None for also in self._also)
        words = self.tr("Generate")
        if others:
            words = self.tr("Generate %n video(s)", "", 1 + others)
        self._generate.setText(words if signed_in else self.tr("Sign in to generate"))
        self._generate.set_hint(self.tr("Ctrl ↵") if signed_in else "")
        self._generate.setToolTip(self.tr("Generate (Ctrl+Enter)") if signed_in else "")

    # -- Generating ----------------------------------------------------------------------------

    @property
    def _signed_in(self) -> bool:
        return self._table.service in self._bridge.services

    def _request(self) -> GenerationRequest:
        picture = self._picture.picture if self._picture is not None else None
        # As long as its picture stays, the video goes on from where that was taken.
        goes_on = picture is not None and picture.path == self._taken_from[0]
        return GenerationRequest(
            service=self._table.service,
            prompt=self._prompt.toPlainText(),
            aspect_ratio=self._options.aspect_ratio,
            duration_seconds=self._options.duration,
            model=self._options.model_name,
            picture=picture,
            continues=self._taken_from[1] if goes_on else None,
        )

    @Slot()
    def _on_keys(self) -> None:
        let_go_first(*ENTER)
        self._on_generate()

    @Slot()
    def _on_generate(self) -> None:
        if not self._signed_in:
            self.sign_in_requested.emit()
        elif self._picture is not None and self._picture.looking:
            self._wanted = True
            self._status.set_reading(True)
        elif self._picture is not None and self._picture.unanswered:
            self._ask_for_the_picture(self._picture)
        elif not (self._writing or self._double_click.isActive()):
            self._write_down()

    def _ask_for_the_picture(self, picture: PictureField) -> None:
        """A chosen picture waits for an answer: what is paid for is not asked for without it."""
        picture.ask_again()
        self._status.set_asking(True)
        QTimer.singleShot(0, self, lambda: self._fields.ensureWidgetVisible(picture.field))

    @Slot()
    def _on_picture_answered(self) -> None:
        self._status.set_asking(False)

    @Slot()
    def _on_list_requested(self) -> None:
        if self._picture is not None and self._picture.unanswered:
            self._ask_for_the_picture(self._picture)  # each row would be asked for without it
        else:
            self._many.open_list()

    def _write_down(self) -> None:
        self._hush()
        self._writing = True
        self._double_click.start()
        others = (also.request for also in self._also)
        requests = [self._request(), *(request for request in others if request is not None)]
        crop = None if self._picture is None else self._picture.crop
        if crop is None or self._picture is None:
            self._ask(requests)
            return

        def ask_with(picture: Picture) -> None:
            self._ask([replace(request, picture=picture) for request in requests])

        self._picture.cut(crop, ask_with, self._on_refused)

    def _ask(self, requests: Sequence[GenerationRequest]) -> None:
        if len(requests) == 1:
            self._bridge.generate(requests[0], self._on_generated, self._on_refused)
        else:
            self._bridge.generate_together(requests, self._on_generated, self._on_refused)

    def _on_generated(self, _made: Job | list[Job]) -> None:
        self._writing = False
        for also in self._also:
            also.untick()
        self._show_also()
        self._status.confirm()

    def _on_refused(self, error: KadrajError) -> None:
        self._writing = False
        self._double_click.stop()
        if error.code is ErrorCode.PICTURE_CHANGED and self._picture is not None:
            self._picture.look_again()
        field = self._field_of(error)
        if field is None:
            self._wrong, self._offering = error, False
            self._notice.say(error_text(error), "bad")
            return
        field.complain(partial(error_text, error))
        # Its notice has no place yet: that comes with the next layout.
        QTimer.singleShot(0, self, lambda: self._fields.ensureWidgetVisible(field))

    def _field_of(self, error: KadrajError) -> TitledField | None:
        """The field that an error speaks of; None for one that concerns the whole."""
        match error.code:
            case ErrorCode.PROMPT_EMPTY:
                return self._prompt_field
            case ErrorCode.ASPECT_RATIO_UNKNOWN:
                return self._options.frame
            case ErrorCode.DURATION_UNKNOWN:
                return self._options.length
            case ErrorCode.MODEL_UNKNOWN:
                return self._options.model
            case (
                ErrorCode.PICTURE_UNSUPPORTED
                | ErrorCode.PICTURE_TOO_LARGE
                | ErrorCode.PICTURE_TOO_MANY_PIXELS
                | ErrorCode.PICTURE_UNREADABLE
                | ErrorCode.PICTURE_CHANGED
            ) if self._picture is not None:
                return self._picture.field
            case _:
                return None

    def _hush(self) -> None:
        self._wrong, self._offering = None, False
        self._notice.clear()
        options = self._options
        for field in (self._prompt_field, options.frame, options.length, options.model):
            field.hush()
        if self._picture is not None:
            self._picture.hush()

    # -- Drafts and presets --------------------------------------------------------------------

    @property
    def _along(self) -> float:
        return 0.5 if self._picture is None else self._picture.along

    def _make_way(self, request: GenerationRequest) -> None:
        """Remembers what stands here, if there is something in it that `request` has not."""
        draft, along = self._request(), self._along
        comes = request.picture and request.picture.path
        words = draft.prompt.strip() not in {"", request.prompt.strip()}
        if words or (draft.picture is not None and draft.picture.path != comes):
            self._undo.push(partial(self._bring_back, draft, along))
            self._offer_undo()

    def _bring_back(self, draft: GenerationRequest, along: float) -> None:
        self._hush()
        self._fill(draft, along)
        self._prompt.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._undo.action.isEnabled():
            self._offer_undo()

    def _offer_undo(self) -> None:
        self._wrong, self._offering = None, True
        told = self.tr("Your draft was replaced by this.")
        self._notice.say(told, action=self.tr("Undo"), closable=True)

    def _tell(self, text: str, tone: Tone) -> None:
        self._wrong, self._offering = None, False
        self._notice.say(text, tone, closable=True, passing=tone == "good")

    def _fill(self, request: GenerationRequest, along: float = 0.5) -> None:
        self._write(request.prompt)
        self._options.use(request)
        source = request.picture
        self._taken_from = (source.path if source else None, request.continues)
        self._frame_picture()
        if self._picture is not None:
            self._picture.use(request.picture, along)

    @Slot(object)
    def _on_preset_chosen(self, request: GenerationRequest) -> None:
        """A preset says nothing of the picture, and none of what another service calls its own."""
        self._make_way(replace(request, picture=self._request().picture))
        self._write(request.prompt)
        self._options.use(request)
        self._frame_picture()

    def _write(self, prompt: str) -> None:
        """Who goes on writing, or puts in phrases, does so behind it."""
        self._prompt.setPlainText(prompt)
        self._prompt.moveCursor(QTextCursor.MoveOperation.End)

    # -- What happens --------------------------------------------------------------------------

    @Slot()
    def _on_prompt_changed(self) -> None:
        self._prompt_field.hush()
        self._on_edited()

    @Slot()
    def _on_options_changed(self) -> None:
        for field in (self._options.frame, self._options.length, self._options.model):
            field.hush()
        self._frame_picture()
        self._on_edited()

    def _frame_picture(self) -> None:
        if self._picture is not None:
            self._picture.set_ratio(self._options.aspect_ratio)

    @Slot()
    def _on_also_changed(self) -> None:
        self._double_click.stop()
        self._show_also()

    def _show_also(self) -> None:
        services = [also.other for also in self._also if also.request is not None]
        self._status.set_also(services)
        self._show_button()

    @Slot()
    def _on_edited(self) -> None:
        self._double_click.stop()  # what is asked for now is something else
        self._status.withdraw()
        self._draft.touch()
        for also in self._also:
            also.refresh()

    @Slot(bool)
    def _on_picture_settled(self, usable: bool) -> None:
        wanted, self._wanted = self._wanted, False
        self._status.set_reading(False)
        self._status.set_asking(False)  # of another picture
        if wanted and (usable or (self._picture is not None and self._picture.unanswered)):
            self._on_generate()

    @Slot(tuple)
    def _on_keys_changed(self, _services: tuple[str, ...]) -> None:
        self._show_button()


def _request_of(clip: Clip) -> GenerationRequest:
    return GenerationRequest(
        service=clip.service,
        prompt=clip.prompt,
        aspect_ratio=clip.aspect_ratio,
        duration_seconds=None if clip.duration_seconds is None else round(clip.duration_seconds),
        model=clip.model,
        picture=clip.picture,
    )
