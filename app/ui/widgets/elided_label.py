"""A label that shortens its text instead of growing or cutting it."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.widgets.text import lines_that_fit, plain_tooltip


class ElidedLabel(QLabel):
    """Plain text in at most `lines` lines, shortened at its end or where `elide` says; what did
    not fit is in the tooltip."""

    def __init__(
        self,
        text: str = "",
        *,
        lines: int = 1,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self._elide = elide
        self._shown: list[str] = []
        self._elided = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 -- replaces QLabel's
        super().setText(text)
        self._lay_out()

    def is_elided(self) -> bool:
        """Whether some of the text did not fit."""
        return self._elided

    def sizeHint(self) -> QSize:
        longest = self.fontMetrics().horizontalAdvance(" ".join(self.text().split()))
        return QSize(longest + 1, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()
            self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        metrics = self.fontMetrics()
        top = (self.height() - len(self._shown) * metrics.lineSpacing()) / 2
        if self.alignment() & Qt.AlignmentFlag.AlignTop:
            top = 0
        for number, line in enumerate(self._shown):
            baseline = top + metrics.ascent() + number * metrics.lineSpacing()
            left = 0
            if self.alignment() & Qt.AlignmentFlag.AlignRight:
                left = self.width() - metrics.horizontalAdvance(line)
            elif self.alignment() & Qt.AlignmentFlag.AlignHCenter:
                left = (self.width() - metrics.horizontalAdvance(line)) // 2
            painter.drawText(QPointF(left, baseline), line)

    def _height(self) -> int:
        metrics = self.fontMetrics()
        return metrics.height() + (self._lines - 1) * metrics.lineSpacing()

    def _lay_out(self) -> None:
        text = " ".join(self.text().split())
        self._shown = lines_that_fit(text, self.font(), self.width(), self._lines, self._elide)
        self._elided = self._shown[-1:] != [] and not text.endswith(self._shown[-1])
        self.setToolTip(plain_tooltip(self.text()) if self._elided else "")
        self.update()
