"""One service's key in the sign-in dialog, with what came of checking it."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.capabilities import Capabilities
from app.domain.errors import ErrorCode, KadrajError
from app.domain.replies import Quota
from app.domain.secrets import Secret
from app.engine.access import KeyCheck
from app.ui import formats
from app.ui.texts import error_text
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, HALF
from app.ui.widgets.key_field import KeyField
from app.ui.widgets.service_dot import ServiceDot

#: What the service itself said of the key; anything else says nothing about it.
_KEY_IS_WRONG: Final = frozenset({ErrorCode.KEY_REFUSED, ErrorCode.REJECTED})
# As high as the button beside it.
_LINE: Final = 3 * GRID


class KeyBlock(QWidget):
    """Name, field and result line of one service.

    `edited` tells that its key is another one now, `retry_requested` that the same key is to be
    tried once more.
    """

    edited = Signal()
    retry_requested = Signal()

    def __init__(self, table: Capabilities, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._check: KeyCheck | None = None
        self._key_wanted = False
        self._leader: str | None = None
        self._set_aside = Secret("")

        self._name = QLabel(table.title)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._field = KeyField()
        self._field.setObjectName(f"keyField_{table.service}")
        self._field.edited.connect(self._on_edited)
        self._result = styled(QLabel(), level="secondary")
        self._result.setObjectName(f"keyResult_{table.service}")
        self._result.setTextFormat(Qt.TextFormat.PlainText)
        self._result.setWordWrap(True)
        self._retry = styled(QPushButton(), kind="link")
        self._retry.setObjectName(f"retryButton_{table.service}")
        self._retry.clicked.connect(self.retry_requested)
        self._lay_out()
        self._retranslate()

    @property
    def service(self) -> str:
        """The service that the key is for."""
        return self._table.service

    @property
    def key(self) -> Secret:
        """The key in the field; an empty one where nothing was given."""
        return Secret(self._field.key())

    def ask_for_key(self) -> None:
        """Says that a key is needed, and waits for it."""
        self._check = None
        self._key_wanted = True
        self._field.set_state("bad")
        self._show_result()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_check(self, check: KeyCheck | None) -> None:
        """Shows what came of a check; None takes the result away."""
        self._check = check
        self._key_wanted = False
        if check is None:
            self._field.set_state("")
        elif check.error is None:
            self._field.set_state("good")
        else:
            self._field.set_state("bad" if check.error.code in _KEY_IS_WRONG else "")
        self._show_result()

    def follow(self, leader: str | None) -> None:
        """Uses the key of the service titled `leader`, or its own again.

        A key that was typed before is kept and comes back.
        """
        if leader is not None and self._leader is None:
            self._set_aside = self.key
            self._field.set_key("")
        elif leader is None:
            self._field.set_key(self._set_aside.reveal())
            self._set_aside = Secret("")
        self._leader = leader
        self._field.setEnabled(leader is None)
        self.show_check(None)
        self._retranslate()

    def forget(self) -> None:
        """Empties the field; nothing of the key stays in the window."""
        self._field.set_key("")
        self._set_aside = Secret("")
        self.show_check(None)

    def focus_key(self) -> None:
        """Puts the cursor into the field."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(GRID)
        title.addWidget(ServiceDot(self.service))
        title.addWidget(self._name, 1)
        result = QHBoxLayout()
        result.setSpacing(GRID)
        result.addWidget(self._result, 1)
        result.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(title)
        column.addWidget(self._field)
        column.addSpacing(-HALF)  # the line stands in the middle of the button's height
        column.addLayout(result)
        # The line is there before it is needed, so that a result moves nothing.
        self._result.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._result.setMinimumHeight(_LINE)

    def _retranslate(self) -> None:
        self._field.setAccessibleName(
            self.tr("{service} API key").format(service=self._table.title)
        )
        self._field.setPlaceholderText(
            self.tr("Paste your key")
            if self._leader is None
            else self.tr("Same key as for {service}").format(service=self._leader)
        )
        self._retry.setText(self.tr("Check again"))
        self._show_result()

    def _show_result(self) -> None:
        text, tone = self._told()
        self._result.setText(text)
        styled(self._result, tone=tone)
        self._align_first_line()
        self._field.setAccessibleDescription(text)
        error = self._check.error if self._check else None
        self._retry.setVisible(error is not None and error.code not in _KEY_IS_WRONG)

    def _align_first_line(self) -> None:
        """Puts the first line at the middle of the button beside it."""
        margin = (_LINE - self._result.fontMetrics().height()) // 2
        self._result.setContentsMargins(0, max(0, margin), 0, 0)

    def _told(self) -> tuple[str, str]:
        if self._key_wanted:
            return self.tr("Paste a key here first."), "bad"
        if self._check is None:
            return "", "dim"
        if self._check.error is not None:
            wrong = self._check.error.code in _KEY_IS_WRONG
            return self._trouble_text(self._check.error), "bad" if wrong else "warn"
        quota = self._check.history.quota if self._check.history else Quota()
        return f"✓ {self._works_text(quota)}", "good"

    def _trouble_text(self, error: KadrajError) -> str:
        if error.code is ErrorCode.TIMED_OUT:  # nobody asks again by itself here
            return self.tr("{service} did not answer in time. Try again.").format(
                service=self._table.title
            )
        return error_text(error)

    def _works_text(self, quota: Quota) -> str:
        if quota.remaining is None:
            return self.tr("Works")
        if quota.daily_limit is None:
            return self.tr("Works: %n video(s) left today", "", quota.remaining)
        return self.tr("Works: {remaining} of {limit} videos left today").format(
            remaining=formats.number(quota.remaining), limit=formats.number(quota.daily_limit)
        )

    @Slot()
    def _on_edited(self) -> None:
        self.show_check(None)
        self.edited.emit()
