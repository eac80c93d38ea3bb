"""None to five stars, to be seen and set."""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from app.domain.clips import BEST_RATING
from app.ui.theme.icons import icon
from app.ui.theme.tokens import CONTROL, HALF, ICON

_STEP: Final = ICON + HALF

RATING_KEYS: Final = {Qt.Key(Qt.Key.Key_0.value + n): n for n in range(BEST_RATING + 1)}
"""The keys that give so many stars."""


class Stars(QAbstractSlider):
    """A row of stars. `rated` carries what the user took; a second click on the same takes it
    back to none. Arrows and digits do as well. Who hears it hears of a slider."""

    rated = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._under = 0
        self.setRange(0, BEST_RATING)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._name)
        self._name()

    def set_value(self, value: int) -> None:
        """Shows so many stars, without a word."""
        self.setValue(value)

    def sizeHint(self) -> QSize:
        return QSize(BEST_RATING * _STEP - HALF, CONTROL)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self._under or self.value()
        for number in range(1, BEST_RATING + 1):
            lit = number <= shown and self.isEnabled()
            sign = icon("star_filled", "warn") if lit else icon("star", "faint")
            sign.paint(painter, self._star(number))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        star = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and star:
            self._hover(0)
            self._take(0 if star == self.value() else star)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Right, Qt.Key.Key_Up}:
            self._take(min(BEST_RATING, self.value() + 1))
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Down}:
            self._take(max(0, self.value() - 1))
        elif key in RATING_KEYS and not event.modifiers():
            self._take(RATING_KEYS[key])
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _take(self, value: int) -> None:
        self.set_value(value)
        self.rated.emit(value)

    def _hover(self, star: int) -> None:
        if star != self._under:
            self._under = star
            self.update()

    def _star(self, number: int) -> QRect:
        top = (self.height() - ICON) // 2
        return QRect((number - 1) * _STEP, top, ICON, ICON)

    def _at(self, place: QPoint) -> int:
        number = (place.x() + HALF // 2) // _STEP + 1
        return number if self.isEnabled() and 1 <= number <= BEST_RATING else 0

    @Slot()
    def _name(self) -> None:
        text = self.tr("%n star(s)", "", self.value())
        self.setAccessibleName(text)
        self.setToolTip(self.tr("Rate (keys 0 to 5)"))
