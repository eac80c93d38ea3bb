"""The near-black place a video stands on."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme.styled import styled
from app.ui.theme.tokens import PANE_PADDING


class StageView(QWidget):
    """Holds one widget in its middle, as large as its aspect allows.

    Without an aspect (before a video has said its own) the widget fills the stage.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: QWidget | None = None
        self._aspect = QSize()
        self._margin = PANE_PADDING
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
        """Keep the content at the proportions of `aspect`; an empty one fills the stage."""
        self._aspect = aspect
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
        margin = self._margin
        room = self.rect().adjusted(margin, margin, -margin, -margin)
        size = room.size()
        if not self._aspect.isEmpty():
            size = self._aspect.scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(room.topLeft(), size)
        place.moveCenter(room.center())
        self._content.setGeometry(place)
