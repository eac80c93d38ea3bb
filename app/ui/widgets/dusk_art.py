"""The picture beside the sign-in."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.ui.theme.fonts import sized
from app.ui.theme.tokens import DUSK, FONT_NORMAL, GRID, ON_PICTURE
from app.ui.widgets.viewfinder import draw_corners

_HORIZON = DUSK[1][0]
_NAME_SIZE = 28


class DuskArt(QWidget):
    """A dusk in a viewfinder, with the program's name and one sentence at its foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = self._words(_NAME_SIZE, semibold=True)
        self._line = self._words(FONT_NORMAL)
        self._line.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(GRID)
        column.addStretch()
        column.addWidget(self._name)
        column.addWidget(self._line)

    def set_texts(self, name: str, line: str) -> None:
        self._name.setText(name)
        self._line.setText(line)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        dusk = QLinearGradient(0, 0, 0, self.height())
        for stop, colour in DUSK:
            dusk.setColorAt(stop, QColor(colour))
        painter.fillRect(self.rect(), dusk)
        side = 5 * GRID
        sky = self.height() * _HORIZON
        frame = QRectF(side, sky * 0.35, self.width() - 2 * side, sky * 0.58)
        pen = QPen(QColor(ON_PICTURE), 3)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        draw_corners(painter, frame, pen, arm=28)

    def _words(self, pixels: int, *, semibold: bool = False) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(sized(label.font(), pixels, semibold=semibold))
        palette = label.palette()
        palette.setColor(label.foregroundRole(), QColor(ON_PICTURE))
        label.setPalette(palette)
        return label
