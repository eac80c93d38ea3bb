"""Taking rows of the queue to another place by hand."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListView

from app.ui.delegates.painting import outline, rounded_picture
from app.ui.models.grouped_model import GroupedModel
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import CARD_RADIUS, GRID, HALF, PANE_PADDING

#: Near an edge the list scrolls, so many milliseconds apart.
_EDGE: Final = 4 * GRID
_SCROLL_MS: Final = 16
_FASTEST: Final = 2 * GRID
_GHOST: Final = 0.9
_GONE: Final = 0.6
_LINE: Final = 2


class RowDrag(QObject):
    """Rows on their way: a picture of them at the pointer, and a line where they would go.

    `dropped` comes when they were let go elsewhere than where they stood.
    """

    dropped = Signal(list, object)  # ids, id of the row they go in front of or None for last

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._moving: list[str] = []
        self._line: Callable[[], Sequence[str]] = tuple
        self._picture = QPixmap()
        self._spot = QPoint()
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_MS)
        self._scrolling.timeout.connect(self._on_scroll)

    @property
    def active(self) -> bool:
        """Whether rows are on their way."""
        return bool(self._moving)

    def begin(self, moving: Sequence[str], line: Callable[[], Sequence[str]], spot: QPoint) -> None:
        """Takes rows along from `spot` on; they can go anywhere in `line`, as it is then."""
        self._picture = self._view.viewport().grab(self._rect(moving[0]))
        self._moving, self._line = list(moving), line
        self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.move(spot)

    def move(self, spot: QPoint) -> None:
        """The pointer is there now. What waits no more is dragged no more."""
        self._spot = spot
        if not set(self._moving) <= set(self._line()):
            self.cancel()
            return
        if self._speed():
            self._scrolling.start()
        else:
            self._scrolling.stop()
        self._view.viewport().update()

    def drop(self) -> None:
        """Lets them go."""
        self.move(self._spot)
        moving, before = self._moving, self._target()
        stays = not moving or self._stays(before)
        self.cancel()
        if not stays:
            self.dropped.emit(moving, before)

    def cancel(self) -> None:
        """They stay where they are."""
        if self._moving:
            self._moving = []
            self._scrolling.stop()
            self._view.viewport().unsetCursor()
            self._view.viewport().update()

    def paint(self, painter: QPainter) -> None:
        """Over the rows as they stand."""
        tokens = current_tokens()
        for member in self._moving:
            veil = QColor(tokens.panel)
            veil.setAlphaF(_GONE)
            painter.fillRect(self._rect(member), veil)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self._picture.deviceIndependentSize()
        ghost = QRectF(2 * GRID, self._spot.y() + HALF, size.width(), size.height())
        painter.setOpacity(_GHOST)
        rounded_picture(painter, ghost, self._picture, CARD_RADIUS)
        painter.setOpacity(1)
        outline(painter, ghost, tokens.faint, CARD_RADIUS)
        height = self._height()
        if height is not None:
            left, right = PANE_PADDING - HALF, self._view.viewport().width() - PANE_PADDING + HALF
            painter.setPen(QPen(QColor(tokens.accent), _LINE))
            painter.drawLine(QPointF(left, height), QPointF(right, height))
            painter.setBrush(QColor(tokens.accent))
            painter.drawEllipse(QPointF(left, height), HALF - 1, HALF - 1)

    # -- Where ---------------------------------------------------------------------------------

    def _rect(self, member: str) -> QRect:
        model = self._view.model()
        assert isinstance(model, GroupedModel)  # noqa: S101 - the queue's
        return self._view.visualRect(model.index_of(member))

    def _target(self) -> str | None:
        """The row that they would go in front of."""
        for member in self._line():
            if self._spot.y() < self._rect(member).center().y():
                return member
        return None

    def _stays(self, before: str | None) -> bool:
        line = list(self._line())
        end = line.index(before) if before is not None else len(line)
        ahead = [member for member in line[:end] if member not in self._moving]
        behind = [member for member in line[end:] if member not in self._moving]
        return [*ahead, *self._moving, *behind] == line

    def _height(self) -> int | None:
        """Where the line is drawn; nowhere when they would stay."""
        before = self._target()
        if self._stays(before):
            return None
        if before is None:
            return self._rect(self._line()[-1]).bottom()
        return max(_LINE // 2, self._rect(before).top() - 1)

    def _speed(self) -> int:
        """Pixels to scroll by, the more the nearer the edge."""
        height = self._view.viewport().height()
        above, below = _EDGE - self._spot.y(), self._spot.y() - (height - _EDGE)
        if above > 0:
            return -min(_FASTEST, 1 + above // 2)
        return min(_FASTEST, 1 + below // 2) if below > 0 else 0

    @Slot()
    def _on_scroll(self) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + self._speed())
        self._view.viewport().update()
