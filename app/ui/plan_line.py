"""What a batch comes to, in a line, and whether what does not fit today is to wait."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.domain.planning import Plan
from app.domain.requests import GenerationRequest
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID
from app.ui.widgets.elided_label import ElidedLabel


class PlanLine(QWidget):
    """`12 videos · 9 left today · about 35–50 min`, and a box for the three that are too many."""

    changed = Signal()  # how many go

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._plans: list[Plan] = []
        self._wanted: tuple[GenerationRequest, ...] = ()
        self._words = styled(ElidedLabel(), level="secondary", tone="dim")
        self._words.setObjectName("planWords")
        self._wait = QCheckBox()
        self._wait.setObjectName("waitForQuotaBox")
        self._wait.toggled.connect(self.changed)
        self._wait.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(self._words, 1)
        row.addWidget(self._wait)
        bridge.quota_changed.connect(self._on_quota_changed)

    @property
    def going(self) -> int:
        """How many of those that were planned are to be queued."""
        if self._wait.isChecked():
            return len(self._wanted)
        return sum(plan.fits for plan in self._plans)

    def plan(self, requests: Sequence[GenerationRequest]) -> None:
        """Says what these come to, as soon as that is known."""
        self._wanted = tuple(requests)
        self._ask()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _ask(self) -> None:
        wanted = self._wanted

        def then(plans: list[Plan]) -> None:
            if wanted is self._wanted:
                self._plans = plans
                self._show()
                self.changed.emit()

        self._bridge.plan(wanted, then)

    def _show(self) -> None:
        parts = []
        for plan in self._plans:
            parts.append(self.tr("%n video(s)", "", plan.jobs))
            if plan.remaining is not None:
                parts.append(self.tr("{count} left today").format(count=plan.remaining))
            if plan.waiting:
                parts.append(self.tr("%n already waiting", "", plan.waiting))
            if plan.typical is not None:
                span = formats.minutes_range(plan.typical.low, plan.typical.high)
                parts.append(self.tr("about {time}").format(time=span))
        self._words.setText(" · ".join(parts))
        later = sum(plan.later for plan in self._plans)
        self._wait.setText(self.tr("Let %n wait for the next day’s quota", "", later))
        self._wait.setVisible(later > 0)

    def _on_quota_changed(self, _service: str, _quota: object) -> None:
        if self._wanted:
            self._ask()
