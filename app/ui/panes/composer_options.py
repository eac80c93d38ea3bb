"""Frame, length and model: what the service's table offers, and what was chosen of it."""

from typing import Final

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.domain.ratios import sides_of
from app.domain.requests import GenerationRequest
from app.ui import formats
from app.ui.bridge import Bridge
from app.ui.theme.icons import ratio_icon
from app.ui.theme.tokens import PANE_PADDING
from app.ui.titled_field import TitledField
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.wheel import unmoved

#: So many frames have room for their pictures in the narrowest composer.
_MOST_DRAWN: Final = 4


class OptionFields(QWidget):
    """One control for each choice that the service gives, and none for the others; the settings may
    change at any time what that is."""

    changed = Signal()

    def __init__(self, bridge: Bridge, service: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._service = service
        self._table = table = bridge.capabilities[service]
        self._frames = SegmentedControl()
        self._frames.setObjectName(f"frameChoice_{table.service}")
        self._frames.chosen.connect(self._on_frame_chosen)
        self._lengths = SegmentedControl()
        self._lengths.setObjectName(f"lengthChoice_{table.service}")
        self._lengths.chosen.connect(self.changed)
        self._models = unmoved(QComboBox())
        self._models.setObjectName(f"modelChoice_{table.service}")
        self._models.activated.connect(self.changed)

        self.frame = TitledField(self._frames)
        self.length = TitledField(self._lengths)
        self.model = TitledField(self._models)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(PANE_PADDING)
        for field in (self.frame, self.length, self.model):
            column.addWidget(field)
        self.length.setVisible(bool(table.durations))
        self._retranslate()
        self._offer_frames()
        self._lengths.set_value(str(table.default_duration))
        self._offer_models()
        bridge.settings_changed.connect(self._on_settings_changed)

    @property
    def aspect_ratio(self) -> str:
        """The chosen frame, as the service calls it."""
        return self._frames.value

    @property
    def duration(self) -> int | None:
        """The chosen length in seconds; None where the service has none."""
        return int(self._lengths.value) if self._lengths.value else None

    @property
    def model_name(self) -> str | None:
        """The chosen model; None where the service has none."""
        return self._models.currentText() or None

    def use(self, request: GenerationRequest) -> None:
        """Chooses what a request chose, as far as it is still offered."""
        self._frames.set_value(request.aspect_ratio)
        if request.duration_seconds is not None:
            self._lengths.set_value(str(request.duration_seconds))
        self._offer_models()
        index = self._models.findText(request.model or "")
        if index >= 0:
            self._models.setCurrentIndex(index)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.frame.set_title(self.tr("Frame"))
        self.length.set_title(self.tr("Length"))
        self.model.set_title(self.tr("Model"))
        self._offer_lengths()

    def _offer_frames(self) -> None:
        ratios = self._table.aspect_ratios
        drawn = len(ratios) <= _MOST_DRAWN
        self._frames.set_options([(r, r, _ratio_icon(r) if drawn else None) for r in ratios])

    def _offer_lengths(self) -> None:
        self._lengths.set_options(
            [
                (str(length), self.tr("{seconds} s").format(seconds=formats.number(length)), None)
                for length in self._table.durations
            ]
        )

    def _offer_models(self) -> None:
        """Offers the models that make the chosen frame; the choice stays if it is among them."""
        names = [model.name for model in self._table.models_for(self.aspect_ratio)]
        before = self._models.currentText()
        self._models.clear()
        self._models.addItems(names)
        if before in names:
            self._models.setCurrentText(before)
        self.model.setVisible(bool(names))

    @Slot()
    def _on_settings_changed(self) -> None:
        """What was chosen stays chosen where it is still offered."""
        table = self._bridge.capabilities[self._service]
        if table != self._table:
            self._table = table
            self._offer_frames()
            self._offer_lengths()
            self._offer_models()
            self.changed.emit()

    @Slot(str)
    def _on_frame_chosen(self, _ratio: str) -> None:
        self._offer_models()
        self.changed.emit()


def _ratio_icon(ratio: str) -> QIcon | None:
    sides = sides_of(ratio)
    return None if sides is None else ratio_icon(*sides, checked_tone="text")
