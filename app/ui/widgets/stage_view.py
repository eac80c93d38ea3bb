"""The near-black place a video stands on."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme.styled import styled
from app.ui.theme.tokens import PANE_PADDING


class StageView(QWidget):
    """Holds one widget in its middle, as large as its aspect allows, or as large as its pixels.

    Without an aspect (before a video has said its own) the widget fills the stage. What is larger
    than the stage can be moved about on it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: QWidget | None = None
        self._aspect = QSize()
        self._margin = PANE_PADDING
        self._actual_size = False
        self._moved = QPoint()
        styled(self, role="stage")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)

    @property
    def content(self) -> QWidget | None:
        return self._content

    def set_content(self, content: QWidget) -> None:
        """Put `content` on the stage; the one before is hidden and stays its owner's."""
        if self._content is not None:
            self._content.hide()
        self._content = content
        content.setParent(self)
        self._place()
        content.show()

    def set_aspect(self, aspect: QSize) -> None:
        """Keep the content at the proportions of `aspect`; an empty one fills the stage.

        It is also the content's actual size, in pixels of the screen.
        """
        if aspect != self._aspect:
            self._moved = QPoint()
        self._aspect = aspect
        self._place()

    @property
    def actual_size(self) -> bool:
        """Whether one pixel of the content is one of the screen."""
        return self._actual_size

    def set_actual_size(self, wanted: bool) -> None:
        """Show the content in its own size, or all of it as large as fits."""
        self._actual_size = wanted
        self._moved = QPoint()
        self._place()

    @property
    def movable(self) -> bool:
        """Whether the content is larger than the stage."""
        return self._content is not None and not self.rect().contains(self._content.geometry())

    def move_by(self, way: QPoint) -> None:
        """Move content that is larger than the stage, to its edges at most."""
        self._moved += way
        self._place()

    def set_margin(self, margin: int) -> None:
        """Pixels left free around the content; none on a full screen."""
        self._margin = margin
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if self._content is None:
            return
        actual = self._actual_size and not self._aspect.isEmpty()
        self._content.setGeometry(self._actual_place() if actual else self._fitting_place())
        if self.movable:
            self._content.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self._content.unsetCursor()

    def _fitting_place(self) -> QRect:
        margin = self._margin
        room = self.rect().adjusted(margin, margin, -margin, -margin)
        size = room.size()
        if not self._aspect.isEmpty():
            size = self._aspect.scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(room.topLeft(), size)
        place.moveCenter(room.center())
        return place

    def _actual_place(self) -> QRect:
        size = (self._aspect.toSizeF() / self.devicePixelRatioF()).toSize()
        beyond = (size - self.size()).expandedTo(QSize(0, 0)) / 2
        self._moved = QPoint(
            max(-beyond.width(), min(beyond.width(), self._moved.x())),
            max(-beyond.height(), min(beyond.height(), self._moved.y())),
        )
        place = QRect(QPoint(), size)
        place.moveCenter(self.rect().center() + self._moved)
        return place
