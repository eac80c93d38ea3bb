"""A three-pixel bar for a quota or for progress."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import ON_STAGE

_HEIGHT = 3
_STEPS = 1000


class ThinBar(QProgressBar):
    """Shows a share from 0 to 1, and nothing at all while the share is not known.

    `tone` is the name of a token or of a service; `on_stage` is for bars on the stage.
    """

    def __init__(
        self, tone: str = "accent", parent: QWidget | None = None, *, on_stage: bool = False
    ) -> None:
        super().__init__(parent)
        self._on_stage = on_stage
        self._tone = tone
        self.setRange(0, _STEPS)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_share(None)

    def set_share(self, share: float | None) -> None:
        self.setHidden(share is None)
        if share is not None:
            self.setValue(round(max(0.0, min(1.0, share)) * _STEPS))

    def set_tone(self, tone: str) -> None:
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(72, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = ON_STAGE if self._on_stage else current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        groove = QRectF(0, (self.height() - _HEIGHT) / 2, self.width(), _HEIGHT)
        filled = QRectF(groove)
        filled.setWidth(groove.width() * self.value() / _STEPS)
        for rect, colour in ((groove, tokens.line), (filled, tokens.named(self._tone))):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(rect, _HEIGHT / 2, _HEIGHT / 2)
