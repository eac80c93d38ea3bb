"""Changing what a job asks for that waits to be sent, or that has failed."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QSettings, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.domain.errors import ErrorCode, KadrajError
from app.domain.jobs import Job, JobState
from app.domain.requests import GenerationRequest
from app.ui.bridge import Bridge
from app.ui.dialogs.dialog import Dialog
from app.ui.dialogs.frame import dialog_column, dialog_foot
from app.ui.panes.composer_options import OptionFields
from app.ui.panes.composer_picture import PictureField
from app.ui.texts import error_text, service_title
from app.ui.theme.styled import styled
from app.ui.theme.tokens import HALF
from app.ui.titled_field import TitledField
from app.ui.widgets.notice import Notice
from app.ui.widgets.primary_button import PrimaryButton
from app.ui.widgets.prompt_edit import PromptEdit
from app.ui.widgets.service_dot import ServiceDot

_WIDTH: Final = 480
_PROMPT: Final = 120


class EditJobDialog(Dialog):
    """A small composer over a job that is held back as long as this is open.

    Whoever opens it has had the job held, and lets it go when it is `finished`. `saved` carries the
    job as it was before, once what is in the fields is written down.
    """

    saved = Signal(object)  # Job

    def __init__(
        self, bridge: Bridge, job: Job, memory: QSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("editJobDialog")
        styled(self, role="panel")
        self._bridge = bridge
        self._job = job
        self._warned = False  # that closing discards what was changed
        self._saving = False
        table = bridge.capabilities[job.service]
        self._title = styled(QLabel(), level="heading")
        self._service = styled(QLabel(service_title(job.service)), level="secondary", tone="dim")
        self._words = styled(QLabel(), level="secondary", tone="dim")
        self._words.setWordWrap(True)
        self._words.setObjectName("editJobState")
        self._picture = PictureField(bridge, table, memory) if table.picture else None
        self._prompt = PromptEdit()
        self._prompt.setObjectName("editJobPrompt")
        self._prompt.setFixedHeight(_PROMPT)
        self._prompt_field = TitledField(self._prompt)
        self._options = OptionFields(bridge, job.service)
        self._notice = Notice()
        self._notice.setObjectName("editJobNotice")
        self._cancel = QPushButton()
        self._cancel.setObjectName("editJobCancelButton")
        self._save = PrimaryButton()
        self._save.setObjectName("editJobSaveButton")
        self._lay_out()
        self._fill(job.request)
        self._connect()
        self._retranslate()
        self._prompt.setFocus()

    # -- Building ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(HALF + 2)
        head.addWidget(self._title, 1)
        head.addWidget(ServiceDot(self._job.service))
        head.addWidget(self._service)
        foot = dialog_foot(self._cancel, self._save)
        column = dialog_column(self)
        column.addLayout(head)
        column.addWidget(self._words)
        if self._picture is not None:
            self._picture.set_low(True)
            column.addWidget(self._picture)
        column.addWidget(self._prompt_field)
        column.addWidget(self._options)
        column.addWidget(self._notice)
        column.addStretch()
        column.addLayout(foot)
        self.setFixedWidth(_WIDTH)

    def _fill(self, request: GenerationRequest) -> None:
        self._prompt.setPlainText(request.prompt)
        self._prompt.moveCursor(QTextCursor.MoveOperation.End)
        self._options.use(request)
        self._on_frame_chosen()
        if self._picture is not None:
            self._picture.use(request.picture)

    def _connect(self) -> None:
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self._on_save)
        self._prompt.submitted.connect(self._on_save)
        self._prompt.textChanged.connect(self._on_edited)
        self._options.changed.connect(self._on_edited)
        if self._picture is not None:
            self._options.changed.connect(self._on_frame_chosen)
            self._prompt.picture_pasted.connect(self._picture.paste)
            self._picture.changed.connect(self._on_edited)
            self._picture.settled.connect(self._on_edited)
            self._picture.answered.connect(self._on_edited)
            self._picture.many_came.connect(self._on_many_came)
        self._on_edited()  # the picture is being looked at: without it nothing is saved

    @Slot(list)
    def _on_many_came(self, _paths: list[Path]) -> None:
        self._say(lambda: self.tr("A job has one picture; drop them on the composer instead."))

    def _retranslate(self) -> None:
        failed = self._job.state is JobState.FAILED
        title = self.tr("Edit failed job") if failed else self.tr("Edit waiting job")
        self.setWindowTitle(title)
        self._title.setText(title)
        self._words.setText(
            self.tr("Saved, it is sent once more, with what is in these fields.")
            if failed
            else self.tr("It keeps its place in the queue, and is not sent while you edit it.")
        )
        self._prompt_field.set_title(self.tr("Prompt"))
        self._cancel.setText(self.tr("Cancel"))
        self._save.setText(self.tr("Save and send again") if failed else self.tr("Save changes"))
        self._save.set_hint(self.tr("Ctrl ↵"))
        self._save.setToolTip(self.tr("Save (Ctrl+Enter)"))

    # -- Qt ------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._picture is not None and event.matches(QKeySequence.StandardKey.Paste):
            self._picture.paste()
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Changes that are not saved are thrown away at the second try only."""
        if self._is_changed() and not self._warned and not self._saving:
            self._warned = True
            self._say(lambda: self.tr("Not saved. Close it once more to discard your changes."))
            return
        super().reject()

    # -- Saving --------------------------------------------------------------------------------

    def _request(self) -> GenerationRequest:
        picture = self._picture.picture if self._picture is not None else None
        before = self._job.request
        goes_on = picture is not None and picture.path == _path(before)
        return GenerationRequest(
            service=before.service,
            prompt=self._prompt.toPlainText(),
            aspect_ratio=self._options.aspect_ratio,
            duration_seconds=self._options.duration,
            model=self._options.model_name,
            picture=picture,
            continues=before.continues if goes_on else None,
        )

    @property
    def _looking(self) -> bool:
        return self._picture is not None and self._picture.looking

    def _is_changed(self) -> bool:
        before, now = self._job.request, self._request()
        if self._looking:
            return before.prompt != now.prompt.strip()
        return (before.prompt, before.aspect_ratio, before.duration_seconds, before.model) != (
            now.prompt.strip(),
            now.aspect_ratio,
            now.duration_seconds,
            now.model,
        ) or _path(before) != _path(now)

    @Slot()
    def _on_edited(self) -> None:
        self._warned = False
        self._notice.clear()
        self._prompt_field.hush()
        self._save.setEnabled(not (self._looking or self._saving))

    @Slot()
    def _on_frame_chosen(self) -> None:
        if self._picture is not None:
            self._picture.set_ratio(self._options.aspect_ratio)

    @Slot()
    def _on_save(self) -> None:
        if self._picture is not None and self._picture.unanswered:
            self._picture.ask_again()
            self._say(lambda: self.tr("First say what is to become of the picture you chose."))
        elif self._save.isEnabled():
            self._saving = True
            self._save.setEnabled(False)
            request = self._request()
            crop = None if self._picture is None else self._picture.crop
            if crop is None or self._picture is None:
                self._write(request)
            else:
                self._picture.cut(
                    crop, lambda copy: self._write(replace(request, picture=copy)), self._on_refused
                )

    def _write(self, request: GenerationRequest) -> None:
        self._bridge.edit_job(self._job.id, request, self._on_saved, self._on_refused)

    def _on_saved(self, _job: Job) -> None:
        self.saved.emit(self._job)
        self.accept()

    def _on_refused(self, error: KadrajError) -> None:
        self._saving = False
        self._save.setEnabled(error.code is not ErrorCode.JOB_UNDER_WAY)
        if error.code is ErrorCode.PROMPT_EMPTY:
            self._prompt_field.complain(partial(error_text, error))
        else:
            self._say(partial(error_text, error))

    def _say(self, words: Callable[[], str]) -> None:
        self._notice.say(words(), "warn")


def _path(request: GenerationRequest) -> Path | None:
    return None if request.picture is None else request.picture.path
