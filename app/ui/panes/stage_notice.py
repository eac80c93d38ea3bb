"""What came of an action, told over the upper edge of what it lies on."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from app.ui.panes.clip_notice import ClipNotice
from app.ui.theme.icons import icon
from app.ui.theme.styled import styled


class StageNotice(ClipNotice):
    """Lies over the upper edge of a stage, as wide as that: it moves nothing there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._under = parent
        styled(self, role="stage")
        self._close.setIcon(icon("close", "stage"))
        parent.installEventFilter(self)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in {QEvent.Type.Show, QEvent.Type.LayoutRequest}:
            self._lie_over()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._under and event.type() == QEvent.Type.Resize:
            self._lie_over()
        return super().eventFilter(watched, event)

    def _lie_over(self) -> None:
        width = self._under.width()
        self.setGeometry(0, 0, width, self.heightForWidth(width))
        self.raise_()
