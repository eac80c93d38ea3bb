"""The line through a video's time."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSlider, QToolTip, QWidget

from app.ui.theme.tokens import ON_STAGE
from app.ui.widgets.text import clock

_GROOVE = 4
_HANDLE = 14
_STEP_MS = 1000
_PAGE_MS = 5000


class SeekBar(QSlider):
    """A slider over milliseconds that goes where it is clicked.

    `seek_requested` carries where the user wants to be; `set_position` follows the player and is
    ignored while the handle is held.
    """

    seek_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._buffered = 0.0
        self._marks: tuple[int | None, int | None] = (None, None)
        self.setRange(0, 0)
        self.setSingleStep(_STEP_MS)
        self.setPageStep(_PAGE_MS)
        self.setMouseTracking(True)
        self.actionTriggered.connect(self._on_action_triggered)

    def set_duration(self, ms: int) -> None:
        self.setRange(0, max(0, ms))

    def set_position(self, ms: int) -> None:
        if not self.isSliderDown():
            self.setValue(ms)

    def set_buffered(self, share: float) -> None:
        """How much is there to play, from the start, 0 to 1."""
        self._buffered = share
        self.update()

    def set_marks(self, begin: int | None, end: int | None) -> None:
        """Where a stretch that is repeated begins and ends, in milliseconds; None is not set."""
        self._marks = (begin, end)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(64, 24)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._seek_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._seek_to(event)
        if self.maximum() > 0:
            above = QPoint(event.position().toPoint().x(), -2 * self.height())
            moment = clock(self._moment_at(event.position().x()), places=1)
            QToolTip.showText(self.mapToGlobal(above), moment, self)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.HoverEnter, QEvent.Type.HoverLeave}:
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        room = self.width() - _HANDLE
        played = room * self.value() / self.maximum() if self.maximum() > 0 else 0
        for length, colour in (
            (room, ON_STAGE.line),
            (room * self._buffered, ON_STAGE.faint),
            (played, ON_STAGE.accent),
        ):
            painter.setBrush(QColor(colour))
            groove = QRectF(_HANDLE / 2, (self.height() - _GROOVE) / 2, length, _GROOVE)
            painter.drawRoundedRect(groove, _GROOVE / 2, _GROOVE / 2)
        if self.maximum() > 0:
            self._paint_marks(painter, room)
        if self.isEnabled() and self.maximum() > 0:
            painter.setBrush(QColor(ON_STAGE.text))
            painter.drawEllipse(QRectF(played, (self.height() - _HANDLE) / 2, _HANDLE, _HANDLE))

    def _paint_marks(self, painter: QPainter, room: int) -> None:
        places = [
            None if mark is None else _HANDLE / 2 + room * mark / self.maximum()
            for mark in self._marks
        ]
        begin, end = places
        painter.setBrush(QColor(ON_STAGE.accent))
        if begin is not None and end is not None:
            line = QRectF(begin, (self.height() + _GROOVE) / 2 + 2, end - begin, 2)
            painter.drawRect(line)
        for place in places:
            if place is not None:
                painter.drawRoundedRect(QRectF(place - 1.5, 3, 3, self.height() - 6), 1, 1)

    def _moment_at(self, x: float) -> int:
        room = max(1, self.width() - _HANDLE)
        share = max(0.0, min(1.0, (x - _HANDLE / 2) / room))
        return round(share * self.maximum())

    def _seek_to(self, event: QMouseEvent) -> None:
        moment = self._moment_at(event.position().x())
        if moment != self.value():
            self.setValue(moment)
            self.seek_requested.emit(moment)

    @Slot(int)
    def _on_action_triggered(self, _action: int) -> None:
        self.seek_requested.emit(self.sliderPosition())
