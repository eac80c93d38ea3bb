"""A moment in a video, as exact as one can read it."""

from re import sub
from string import digits

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel

from app.ui.theme.fonts import sized
from app.ui.theme.styled import styled
from app.ui.theme.tokens import FONT_SECONDARY
from app.ui.widgets.text import clock

_RUNNING, _STANDING = 1, 2  # decimal places


class TimeLabel(QLabel):
    """Tenths of a second while the video runs, and where it stands hundredths, by which one frame
    is told from the next. It is always as wide as hundredths of the longest moment."""

    def __init__(self, tone: str) -> None:
        super().__init__()
        self._longest = 0
        styled(self, tone=tone)
        self.setFont(sized(self.font(), FONT_SECONDARY, tabular=True))

    def set_longest(self, ms: int) -> None:
        """Keeps room for moments up to this one."""
        self._longest = ms
        self.updateGeometry()

    def show_moment(self, ms: int, *, running: bool) -> None:
        """Writes a moment in the window's language."""
        self.setText(clock(ms, places=_RUNNING if running else _STANDING))

    def sizeHint(self) -> QSize:
        written, hint = self.fontMetrics(), super().sizeHint()
        around = hint.width() - written.size(0, self.text()).width()
        longest = clock(self._longest, places=_STANDING)
        # Not every font has figures of one width.
        widest = max(written.size(0, sub(r"\d", digit, longest)).width() for digit in digits)
        return QSize(widest + around, hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
