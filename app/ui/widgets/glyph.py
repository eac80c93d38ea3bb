"""An icon that stands by itself."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme.icons import icon
from app.ui.theme.tokens import ICON


class Glyph(QWidget):
    """The icon `name` in the colour of `tone`, `size` pixels square."""

    def __init__(
        self, name: str, tone: str = "dim", size: int = ICON, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._icon = icon(name, tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, tone: str = "dim") -> None:
        self._icon = icon(name, tone)
        self.update()

    def set_top_margin(self, pixels: int) -> None:
        """Room above the icon, to level it with a line of text."""
        self.setContentsMargins(0, pixels, 0, 0)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size).grownBy(self.contentsMargins())

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._icon.paint(QPainter(self), self.contentsRect())
