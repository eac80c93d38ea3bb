"""A tab of the top bar."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import DOT, GRID, TOOLBAR

_SIDE = 2 * GRID
_UNDERLINE = 2


class NavTab(QAbstractButton):
    """A word, with a service's dot before it if it has one; underlined while it is chosen.

    Tabs of one parent exclude each other; arrows move between them.
    """

    def __init__(self, text: str = "", service_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._service_id = service_id
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._content_width() + 2 * _SIDE, TOOLBAR)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = (self.width() - self._content_width()) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        if self._service_id:
            painter.setBrush(QColor(tokens.service(self._service_id)))
            painter.drawEllipse(QRectF(left, (self.height() - DOT) / 2, DOT, DOT))
        if self.isChecked():
            painter.setBrush(QColor(tokens.accent))
            painter.drawRect(
                QRectF(left, self.height() - _UNDERLINE, self._content_width(), _UNDERLINE)
            )
        lit = self.isChecked() or self.underMouse()
        painter.setPen(QColor(tokens.text if lit else tokens.dim))
        metrics = self.fontMetrics()
        baseline = (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(left + self._dot_width(), round(baseline)), self.text())

    def _dot_width(self) -> int:
        return DOT + GRID if self._service_id else 0

    def _content_width(self) -> int:
        return self._dot_width() + self.fontMetrics().horizontalAdvance(self.text())
