"""The window itself, without what is in it: it can be shown long before that is loaded.

Until then it paints the places of its parts. It remembers how it was left: its geometry here, the
rest by whoever has a use for it.
"""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRect, QSettings, QSize, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QMainWindow

from app.metadata import NAME
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import TOOLBAR

#: Below this width the queue is a strip; below the other, composer and history share a column.
QUEUE_FROM: Final = 1200
COLUMNS_FROM: Final = 1100

#: The tab over all services, which has no composer.
LIBRARY: Final = "library"
COMPOSER: Final = 320
QUEUE: Final = 312
STRIP: Final = TOOLBAR
SHARED: Final = 432

_SIZE: Final = QSize(1440, 900)
#: The window is never smaller, unless the screen is.
SMALLEST: Final = QSize(960, 600)


class WindowFrame(QMainWindow):
    """Kadraj's one window. `closed` says that the user has closed it; what is in it was closed
    before, and may refuse. `painted` says that it can be seen for the first time."""

    closed = Signal()
    painted = Signal()

    def __init__(self, window_file: Path) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle(NAME)
        self.setMinimumSize(SMALLEST.boundedTo(self.screen().availableSize()))
        window_file.touch(mode=0o600)  # which Qt would make readable for everyone
        self.memory = QSettings(str(window_file), QSettings.Format.IniFormat)
        #: Whether the user has closed it.
        self.left = False
        self._was_painted = False
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))
        geometry = self.memory.value("geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)

    @property
    def signed_in(self) -> bool:
        """Whether somebody was signed in when this was last known."""
        return self.memory.value("signedIn", defaultValue=False, type=bool) is True

    @signed_in.setter
    def signed_in(self, signed_in: bool) -> None:
        self.memory.setValue("signedIn", signed_in)

    # -- Qt ------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        parts = self.centralWidget()
        if parts is not None and not parts.close():
            event.ignore()
            return
        self.memory.setValue("geometry", self.saveGeometry())
        self.memory.sync()
        self.left = True
        event.accept()
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.centralWidget() is None:
            self._paint_places(QPainter(self))
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def _paint_places(self, painter: QPainter) -> None:
        """Bar, composer, stage, history and queue, as they will be."""
        tokens = current_tokens()
        width, height = self.width(), self.height()
        narrow, roomy = width < COLUMNS_FROM, width >= QUEUE_FROM
        closed = self.memory.value("queueClosed", defaultValue=False, type=bool)
        library = self.memory.value("tab") == LIBRARY
        beside = 0 if library else int(str(self.memory.value("composer", COMPOSER)))
        left = SHARED if narrow else beside
        right = QUEUE if roomy and not closed else STRIP
        below = TOOLBAR if narrow else TOOLBAR + (height - TOOLBAR) * 3 // 5
        middle = QRect(left, TOOLBAR, width - left - right, height - TOOLBAR)
        _fill(painter, self.rect(), tokens.panel)
        _fill(painter, middle, tokens.stage)
        if not narrow:
            _fill(painter, middle.adjusted(0, below - TOOLBAR, 0, 0), tokens.window)
        _fill(painter, QRect(0, TOOLBAR - 1, width, 1), tokens.line)
        _fill(painter, QRect(left, TOOLBAR, 1, height), tokens.line)
        _fill(painter, QRect(width - right - 1, TOOLBAR, 1, height), tokens.line)


def _fill(painter: QPainter, area: QRect, colour: str) -> None:
    """As `QPainter.fillRect`, which asks for `Qt` and so makes all of its enumerations: a third of
    what would be ours before the first paint."""
    swatch = QPixmap(16, 16)
    swatch.fill(QColor(colour))
    painter.drawTiledPixmap(area, swatch)
