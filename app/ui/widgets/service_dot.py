"""The dot that says which service something belongs to."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import DOT


class ServiceDot(QWidget):
    """An 8-pixel dot in a service's colour; always beside the service's name or a job's words."""

    def __init__(self, service_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._service_id = service_id
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_service(self, service_id: str) -> None:
        self._service_id = service_id
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(DOT, DOT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_tokens().service(self._service_id)))
        painter.drawEllipse(self.rect())
