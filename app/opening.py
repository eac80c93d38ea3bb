"""What is seen first: the window's frame, painted before the program behind it is loaded.

Nothing is imported here that the first paint has no use for; `tests/window` looks after that.
"""

import gc
import linecache
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from importlib import import_module
from typing import Final

from PySide6.QtCore import (
    QEventLoop,
    QLoggingCategory,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from app.domain.settings import Settings
from app.metadata import APP_ID, COMMAND, VERSION
from app.store.claims import is_claimed
from app.store.places import Places
from app.ui.interface_size import drawn_at
from app.ui.theme.theme import Theme
from app.ui.window_frame import WindowFrame

#: Milliseconds. A window that nobody can see is never painted.
_PATIENCE: Final = 300
#: What takes longest to load, in the order of who needs whom; in between, the window lives.
_PARTS: Final = (
    "asyncio",
    "app.engine.studio",
    "httpx",
    "keyring",
    "app.bootstrap",
    "PySide6.QtMultimedia",
    "app.ui.main_window",
    "app.ui.desk",
    "app.window",
)


def make_application() -> QApplication:
    """The Qt application, known to the desktop by the program's own name and id."""
    # FFmpeg describes every file on standard error; what matters comes as the player's signals.
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")
    with _hearing_qt() if getattr(sys, "frozen", False) else nullcontext():
        app = QApplication([COMMAND, *sys.argv[1:]])
    app.setApplicationName(COMMAND)
    app.setApplicationVersion(VERSION)
    app.setDesktopFileName(APP_ID)
    # Closing the window is the beginning of the end, not the end: what runs is put away first.
    app.setQuitOnLastWindowClosed(False)
    return app


@contextmanager
def _hearing_qt() -> Iterator[None]:
    """Where Qt cannot come up on this system it ends the program; who brings all else with it knows
    what is missing, and says so before."""
    before = qInstallMessageHandler(_on_first_words)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _on_first_words(kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201 - as Qt does by itself
    if kind is QtMsgType.QtFatalMsg:
        from app.system_libraries import tell_missing_libraries

        tell_missing_libraries()


def decode_in_software() -> None:
    """Lets Qt's players pass over the graphics hardware, when called before there is one.

    https://doc.qt.io/qt-6/advanced-ffmpeg-configuration.html: a list of no kinds of hardware.
    """
    os.environ.setdefault("QT_FFMPEG_DECODING_HW_DEVICE_TYPES", ",")


class Opening:
    """The application with its colours, and the frame of its first window.

    The frame is shown where somebody is going to be signed in and nothing speaks against a window;
    otherwise what comes up is for others to say, when they have looked.
    """

    def __init__(self, places: Places, settings: Settings, environ: Mapping[str, str]) -> None:
        if not settings.hardware_decoding:
            decode_in_software()
        with drawn_at(settings.interface_size):
            self.app = make_application()
        self.theme = Theme(settings.theme.value)
        self.theme.colour(self.app)
        self.frame = WindowFrame(places.window_file)
        if (self.frame.signed_in or _given_keys(environ)) and not is_claimed(places.lock):
            self.frame.show()

    def load(self) -> bool:
        """Loads the program when the frame was painted; False when the user closed it meanwhile."""
        if self.frame.isVisible():
            painted = QEventLoop()
            # Once more round the loop: then the picture is on the screen.
            self.frame.painted.connect(lambda: QTimer.singleShot(0, painted.quit))
            QTimer.singleShot(_PATIENCE, painted.quit)
            painted.exec()
        self.theme.apply(self.app)
        for part in _PARTS:
            if self.frame.left:
                return False
            import_module(part)
            # PySide has read the source of every imported module and would keep it for good.
            linecache.clearcache()
            self.app.processEvents()
        # All that stays: to look through it for rubbish each time would halt the window.
        gc.freeze()
        gc.enable()
        return not self.frame.left


def _given_keys(environ: Mapping[str, str]) -> bool:
    """As `Surroundings` takes them, for services that nobody has to know yet."""
    return any(
        name.startswith("KADRAJ_") and name.endswith("_KEY") and key.strip()
        for name, key in environ.items()
    )
