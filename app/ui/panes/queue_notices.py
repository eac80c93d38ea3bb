"""What is said at the foot of the queue: there it moves no row that somebody is about to press."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import ErrorCode, KadrajError
from app.ui.bridge import Bridge
from app.ui.models.queue_rows import KEY_TROUBLES
from app.ui.texts import error_text, service_title
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID, PANE_PADDING
from app.ui.widgets.notice import Notice, Tone

_OUTCOME_MS: Final = 12_000


class QueueNotices(QWidget):
    """What came of something for a while, with a way back if there is one; and each service's
    trouble for as long as it lasts.

    `undo_asked` carries the way back that was given with what is said.
    """

    keys_requested = Signal()
    undo_asked = Signal(object)

    def __init__(self, bridge: Bridge, rows: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queueNotices")
        styled(self, role="bar")
        self._rows = rows
        self._troubles: dict[str, tuple[Notice, KadrajError]] = {}
        self._undo: Callable[[], None] | None = None
        self._outcome = Notice()
        self._outcome.setObjectName("queueOutcome")
        self._outcome.closed.connect(self._on_outcome_closed)
        self._outcome.acted.connect(self._on_outcome_acted)
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(_OUTCOME_MS)
        self._over.timeout.connect(self._on_over)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(PANE_PADDING, GRID, PANE_PADDING, GRID)
        self._column.setSpacing(GRID)
        self._column.addWidget(self._outcome)
        bridge.service_troubled.connect(self._on_service_troubled)
        self.hide()

    @Slot(str, str, object)
    def say(self, text: str, tone: Tone = "plain", undo: Callable[[], None] | None = None) -> None:
        """Tells what came of something; `undo` takes it back."""
        self._undo = undo
        self._outcome.say(text, tone, action=self.tr("Undo") if undo else "", closable=True)
        self._over.start()
        self._show()

    @Slot(object)
    def withdraw(self, undone: Callable[[], None]) -> None:
        """Says no more what was taken back, in whatever way."""
        if undone == self._undo:
            self._on_outcome_closed()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._on_outcome_closed()
            for service, (notice, error) in self._troubles.items():
                self._tell(service, notice, error)

    def _show(self) -> None:
        self.setVisible(bool(self._outcome.text) or bool(self._troubles))

    def _tell(self, service: str, notice: Notice, error: KadrajError) -> None:
        words = error_text(error)
        if error.code is ErrorCode.KEY_REFUSED:  # its words name no service
            words = self.tr("{service}: {words}").format(
                service=service_title(service), words=words
            )
        change = self.tr("Change key…") if error.code in KEY_TROUBLES else ""
        notice.say(words, "warn", action=change)

    def _add(self, service: str) -> Notice:
        notice = Notice()
        notice.setObjectName(f"queueTrouble_{service}")
        notice.acted.connect(self.keys_requested)
        self._column.addWidget(notice)
        return notice

    # -- Slots ---------------------------------------------------------------------------------

    @Slot(str, object)
    def _on_service_troubled(self, service: str, error: KadrajError | None) -> None:
        known = self._troubles.pop(service, None)
        if error is None:
            if known is not None:
                known[0].deleteLater()
        else:
            notice = known[0] if known is not None else self._add(service)
            self._tell(service, notice, error)
            self._troubles[service] = (notice, error)
        self._show()

    @Slot()
    def _on_over(self) -> None:
        if self._rows.underMouse() or self.underMouse():
            self._over.start()  # a list at its end would move under the hand
        else:
            self._on_outcome_closed()

    @Slot()
    def _on_outcome_closed(self) -> None:
        self._over.stop()
        self._undo = None
        self._outcome.clear()
        self._show()

    @Slot()
    def _on_outcome_acted(self) -> None:
        undo = self._undo
        self._on_outcome_closed()
        if undo is not None:
            self.undo_asked.emit(undo)
