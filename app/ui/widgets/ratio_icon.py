"""A small drawn frame of any ratio."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme.icons import draw_ratio
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import ICON


class RatioIcon(QWidget):
    """The outline of a frame `width` to `height`, in the colour of `tone`."""

    def __init__(
        self, width: int, height: int, tone: str = "dim", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ratio = (width, height)
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_ratio(self, width: int, height: int) -> None:
        self._ratio = (width, height)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(ICON, ICON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colour = QColor(current_tokens().named(self._tone))
        draw_ratio(QPainter(self), QRectF(self.rect()), *self._ratio, colour)
