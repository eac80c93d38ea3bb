"""The tick that asks another service for the same, and what that one would be asked for."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.domain.requests import GenerationRequest, picture_problems
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.texts import service_title
from app.ui.theme.styled import styled
from app.ui.theme.tokens import GRID
from app.ui.widgets.elided_label import ElidedLabel


class AlsoOn(QWidget):
    """*Also on Veo*, with the frame and length that come nearest there.

    `current` gives what stands in the composer of `service`. Without a key for both services it
    cannot be ticked, and says so. It is off at every start, and after every video: each tick is
    paid for.
    """

    changed = Signal()  # whether it is ticked, by the user

    def __init__(
        self,
        bridge: Bridge,
        service: str,
        other: str,
        current: Callable[[], GenerationRequest],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.other = other
        self._bridge = bridge
        self._service = service
        self._current = current
        self._box = QCheckBox()
        self._box.setObjectName(f"also_{service}_{other}")
        self._box.toggled.connect(self._on_toggled)
        self._words = styled(ElidedLabel(), level="secondary", tone="faint")
        self._words.setObjectName(f"alsoWords_{service}_{other}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._box)
        row.addWidget(self._words, 1)
        bridge.signed_in.connect(self._on_keys_changed)
        bridge.signed_out.connect(self._on_keys_changed)
        bridge.quota_changed.connect(self._on_quota_changed)
        self._retranslate()
        self._on_keys_changed(())

    @property
    def request(self) -> GenerationRequest | None:
        """What the other service would be asked for; None when it is not ticked."""
        return self._bridge.nearest(self._current(), self.other) if self._box.isChecked() else None

    def untick(self) -> None:
        """What was asked for is on its way."""
        with QSignalBlocker(self):
            self._box.setChecked(False)

    @Slot()
    def refresh(self) -> None:
        """What stands in the composer has changed."""
        request, tone = self.request, "faint"
        if not self._box.isEnabled() and self._service in self._bridge.services:
            words = self.tr("no key for it")
        elif request is None:
            words = ""
        elif self._refuses_picture(request):
            words, tone = self.tr("does not take this picture"), "bad"
        elif self._bridge.quota(self.other).remaining == 0:
            words, tone = self.tr("none left today: waits"), "warn"
        else:
            words = self._choices(request)
        self._words.setText(words)
        styled(self._words, tone=tone)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        title = service_title(self.other)
        self._box.setText(self.tr("Also on {service}").format(service=title))
        self._box.setToolTip(
            self.tr(
                "Asks {service} for the same, as a second video that is paid for. It counts for the"
                " next video, not for lists and many pictures."
            ).format(service=title)
        )
        self.refresh()

    @Slot(bool)
    def _on_toggled(self, _on: bool) -> None:
        self.refresh()
        self.changed.emit()

    @Slot(tuple)
    def _on_keys_changed(self, _services: tuple[str, ...]) -> None:
        both = {self._service, self.other} <= set(self._bridge.services)
        self._box.setEnabled(both)
        if not both:
            self._box.setChecked(False)
        self.refresh()

    @Slot(str, object)
    def _on_quota_changed(self, _service: str, _quota: object) -> None:
        self.refresh()

    def _refuses_picture(self, request: GenerationRequest) -> bool:
        picture, table = request.picture, self._bridge.capabilities[self.other]
        return picture is not None and any(picture_problems(picture, table))

    def _choices(self, request: GenerationRequest) -> str:
        """What is chosen for a request, as in `16:9 · 6 s`."""
        parts = [request.aspect_ratio]
        if request.duration_seconds is not None:
            length = formats.number(request.duration_seconds)
            parts.append(self.tr("{seconds} s").format(seconds=length))
        if request.model is not None:
            parts.append(request.model)
        return " · ".join(parts)
