"""The near-black place on which two videos stand: beside each other, or in one place under a
wipe."""

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme.fonts import sized
from app.ui.theme.styled import styled
from app.ui.theme.tokens import (
    BADGE,
    FONT_SECONDARY,
    GRID,
    HALF,
    ON_PICTURE,
    ON_STAGE,
    PANE_PADDING,
)

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

_STEP: Final = 0.01
_STRIDE: Final = 0.1
_GRIP: Final = 28
_REACH: Final = 14  # from how far the handle can be taken, in pixels
_BADGE: Final = 24


class Picture(Protocol):
    """What stands on one side: a frame as it was coded, its size as it is shown."""

    @property
    def frame(self) -> "QVideoFrame | None": ...
    @property
    def size_shown(self) -> QSize: ...


class PairStage(QWidget):
    """Paints two pictures, each as large as fits; a message can stand in the place of one.

    Under the wipe both are fitted to the same rectangle, and the handle parts what is seen of the
    left one from what is seen of the right one. It is drawn by the mouse, and moved by arrows while
    the stage has the keyboard: one hundredth, with Shift a tenth, Home and End.
    """

    clicked = Signal()
    wiped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        styled(self, focusRing=False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 120)
        self._pictures: tuple[Picture, ...] = ()
        self._messages: list[QWidget | None] = [None, None]
        self._names = ("", "")
        self._wanted = False
        self._share = 0.5
        self._holding = False
        self._pressed = False

    # -- What stands on it ---------------------------------------------------------------------

    def set_pictures(self, left: Picture, right: Picture) -> None:
        """What is painted on which side."""
        self._pictures = (left, right)
        self.update()

    def set_names(self, left: str, right: str) -> None:
        """Few words in the upper corner of each picture."""
        self._names = (left, right)
        self.update()

    def set_message(self, place: int, message: QWidget | None) -> None:
        """Puts a message in the place of a picture, 0 for the left one; it stays its owner's."""
        before, self._messages[place] = self._messages[place], message
        if before is not None and before is not message and before not in self._messages:
            before.hide()
        self._place_messages()

    def set_wipe(self, wanted: bool) -> None:
        """Whether both stand in one place, as soon as there are two pictures."""
        self._wanted = wanted
        self.refresh()

    @property
    def wipe(self) -> bool:
        """Whether there is a handle between both."""
        return self._wanted and not any(self._messages)

    @property
    def share(self) -> float:
        """How much of the width shows the left picture, 0 to 1."""
        return self._share

    def set_share(self, share: float) -> None:
        """Moves the handle."""
        share = max(0.0, min(1.0, share))
        if share != self._share:
            before = self._handle_region()
            self._share = share
            self.update(before.united(self._handle_region()))
            self.update(self._both().toAlignedRect())
            self.wiped.emit()

    def refresh(self) -> None:
        """Paints everything anew."""
        self._place_messages()
        self.update()

    def show_changed(self, place: int) -> None:
        """Paints what is seen of one picture anew."""
        self.update(self._seen(place).toAlignedRect())

    # -- Where everything is -------------------------------------------------------------------

    def _area(self, place: int) -> QRectF:
        """The room that a picture is fitted into."""
        room = QRectF(self.rect())
        room.adjust(PANE_PADDING, PANE_PADDING, -PANE_PADDING, -PANE_PADDING)
        if self.wipe:
            return room
        half = (room.width() - GRID) / 2
        left = room.left() + place * (half + GRID)
        return QRectF(left, room.top(), half, room.height())

    def _target(self, place: int) -> QRectF:
        """Where a picture stands, whether it is seen or not; empty without a frame."""
        if not self._pictures or self._pictures[place].frame is None:
            return QRectF()
        area = self._area(place)
        size = self._pictures[place].size_shown.toSizeF()
        target = QRectF(QPointF(), size.scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio))
        target.moveCenter(area.center())
        return target

    def _both(self) -> QRectF:
        return self._target(0).united(self._target(1)) or self._area(0)

    def _handle(self) -> float:
        both = self._both()
        return both.left() + self._share * both.width()

    def _handle_region(self) -> QRegion:
        if not self.wipe:
            return QRegion()
        left = round(self._handle() - _GRIP)
        return QRegion(QRect(left, 0, 2 * _GRIP, self.height()))

    def _seen(self, place: int) -> QRectF:
        """What is seen of a picture's room."""
        if not self.wipe:
            return self._area(place)
        x, whole = self._handle(), QRectF(self.rect())
        if place == 0:
            return QRectF(0, 0, x, whole.height())
        return QRectF(x, 0, whole.width() - x, whole.height())

    def _place_messages(self) -> None:
        for place, message in enumerate(self._messages):
            if message is not None:
                message.setParent(self)
                message.setGeometry(self._area(place).toRect())
                message.show()

    # -- Painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(ON_STAGE.stage))
        for place in range(len(self._pictures)):
            seen = self._seen(place)
            if self._messages[place] is None and seen.intersects(QRectF(event.rect())):
                self._paint_picture(painter, place, seen)
        if self.wipe:
            self._paint_handle(painter)

    def _paint_picture(self, painter: QPainter, place: int, seen: QRectF) -> None:
        frame, target = self._pictures[place].frame, self._target(place)
        if frame is None:
            return
        from PySide6.QtMultimedia import QVideoFrame

        painter.save()
        painter.setClipRect(seen)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        options = QVideoFrame.PaintOptions()
        options.backgroundColor = QColor(ON_STAGE.stage)
        options.aspectRatioMode = Qt.AspectRatioMode.IgnoreAspectRatio
        frame.paint(painter, target, options)
        self._paint_name(painter, place, target)
        painter.restore()

    def _paint_name(self, painter: QPainter, place: int, target: QRectF) -> None:
        name = self._names[place]
        font = sized(self.font(), FONT_SECONDARY)
        width = QFontMetricsF(font).horizontalAdvance(name) + 2 * GRID
        badge = QRectF(target.left() + GRID, target.top() + GRID, width, _BADGE)
        if place == 1:
            badge.moveRight(target.right() - GRID)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(BADGE))
        painter.drawRoundedRect(badge, HALF, HALF)
        painter.setPen(QColor(ON_PICTURE))
        painter.setFont(font)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, name)

    def _paint_handle(self, painter: QPainter) -> None:
        both, x = self._both(), self._handle()
        chosen = self._holding or self.hasFocus()
        colour = QColor(ON_STAGE.accent if chosen else ON_STAGE.text)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(BADGE), 4))
        painter.drawLine(QPointF(x, both.top()), QPointF(x, both.bottom()))
        painter.setPen(QPen(colour, 2))
        painter.drawLine(QPointF(x, both.top()), QPointF(x, both.bottom()))
        painter.setBrush(QColor(ON_STAGE.stage))
        middle = QPointF(x, both.center().y())
        painter.drawEllipse(middle, _GRIP / 2, _GRIP / 2)
        for way in (-1, 1):
            tip = middle + QPointF(way * 8, 0)
            for slope in (-4, 4):
                painter.drawLine(tip, tip + QPointF(-way * 4, slope))

    # -- The user ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_messages()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = True
            self._holding = self._reaches(event.position())
            self.update(self._handle_region())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._holding:
            both = self._both()
            self.set_share((event.position().x() - both.left()) / both.width())
        if self._holding or self._reaches(event.position()):
            self.setCursor(Qt.CursorShape.SplitHCursor)
        else:
            self.unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._pressed and not self._holding and self.rect().contains(_whole(event)):
            self.clicked.emit()
        self._pressed = self._holding = False
        self.update(self._handle_region())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = Qt.KeyboardModifier.ShiftModifier
        plain = not event.modifiers() & ~(shift | Qt.KeyboardModifier.KeypadModifier)
        step = _STRIDE if event.modifiers() & shift else _STEP
        goals = {
            Qt.Key.Key_Left: self._share - step,
            Qt.Key.Key_Right: self._share + step,
            Qt.Key.Key_Home: 0.0,
            Qt.Key.Key_End: 1.0,
        }
        goal = goals.get(Qt.Key(event.key()))
        if self.wipe and plain and goal is not None:
            self.set_share(goal)
        else:
            super().keyPressEvent(event)

    def _reaches(self, place: QPointF) -> bool:
        return self.wipe and abs(place.x() - self._handle()) <= _REACH


def _whole(event: QMouseEvent) -> QPoint:
    return event.position().toPoint()
