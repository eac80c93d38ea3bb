"""What will come of a join, told before it is asked for."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.errors import KadrajError
from app.domain.films import Joined
from app.ui.bridge import Bridge
from app.ui.calls import Abandon
from app.ui.texts import error_text
from app.ui.theme.styled import styled

#: Milliseconds of quiet before it is looked.
_LOOK_AFTER: Final = 250


class JoinPlan(QLabel):
    """How many frames of which size there will be, and how many cannot stay as they are."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        styled(self, level="secondary", tone="dim")
        self.setObjectName("joinHow")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._bridge = bridge
        self._asked: tuple[list[str], bool] = ([], False)
        self._plan: Joined | None = None
        self._wrong: KadrajError | None = None
        self._abandon: Abandon | None = None
        self._soon = QTimer(self, singleShot=True, interval=_LOOK_AFTER)
        self._soon.timeout.connect(self._on_soon)
        self._tell()

    def look(self, clip_ids: Sequence[str], *, whole: bool) -> None:
        """Looks at a join of these clips, when there was quiet; at nothing when there are none."""
        asked = (list(clip_ids), whole)
        if asked == self._asked:
            return
        self.end()
        self._asked = asked
        self._plan = self._wrong = None
        self._tell()
        if clip_ids:
            self._soon.start()

    def end(self) -> None:
        """Looks no longer."""
        self._soon.stop()
        if self._abandon is not None:
            self._abandon()
            self._abandon = None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()

    @Slot()
    def _on_soon(self) -> None:
        ids, whole = self._asked
        self._abandon = self._bridge.plan_join(ids, self._on_planned, self._on_refused, whole=whole)

    def _on_planned(self, plan: Joined) -> None:
        self._plan = plan
        self._tell()

    def _on_refused(self, error: KadrajError) -> None:
        self._wrong = error
        self._tell()

    def _tell(self) -> None:
        if self._wrong is not None:
            self.setText(error_text(self._wrong))
        elif self._plan is None:
            self.setText(" ")  # so that nothing jumps when it is known
        else:
            self.setText(" · ".join(self._told(self._plan)))

    def _told(self, plan: Joined) -> list[str]:
        told = [self.tr("%n frame(s)", "", plan.frames)]
        if plan.dropped:
            told.append(self.tr("%n shown once instead of twice", "", plan.dropped))
        if not plan.encoded:
            told.append(self.tr("kept as they are"))
        elif plan.encoded == plan.frames:
            told.append(self.tr("encoded anew"))
        else:
            told.append(self.tr("%n of them encoded anew", "", plan.encoded))
        told.append(f"{plan.width}×{plan.height}")
        if plan.barred:
            told.append(self.tr("black bars beside %n video(s)", "", plan.barred))
        return told
