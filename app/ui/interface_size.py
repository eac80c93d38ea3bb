"""How large everything in the window is drawn, in percent of what the system wants."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QSize

from app.domain.settings import INTERFACE_SIZES
from app.ui.window_frame import SMALLEST

_FACTOR: Final = "QT_SCALE_FACTOR"
_USUAL: Final = 100
_WINDOWS_TEXT: Final = r"Software\Microsoft\Accessibility"
_LARGEST_TEXT: Final = 225

#: What this run is drawn at: Qt reads it once.
_worn = _USUAL


@contextmanager
def drawn_at(percent: int) -> Iterator[None]:
    """A Qt application that is made meanwhile is drawn at `percent` of the system's size.

    https://doc.qt.io/qt-6/highdpi.html: only the environment can say so. It says it no longer
    afterwards, for other programs are opened from this one.
    """
    global _worn
    _worn = percent
    before = os.environ.get(_FACTOR)
    factor = percent / _USUAL * _text_factor()
    if factor != 1:
        os.environ[_FACTOR] = str(factor * _number(before))
    try:
        yield
    finally:
        os.environ.pop(_FACTOR, None)
        if before is not None:
            os.environ[_FACTOR] = before


def sizes_for(room: QSize, chosen: int) -> list[int]:
    """The sizes at which the whole window has room, smallest first; the chosen one in any case.

    `room` is what the screen has for a window, in pixels as they are now.
    """
    fitting = (
        percent
        for percent in INTERFACE_SIZES
        if room.width() * _worn >= SMALLEST.width() * percent
        and room.height() * _worn >= SMALLEST.height() * percent
    )
    return sorted({_USUAL, chosen, *fitting})


def _text_factor() -> float:
    """Windows enlarges text for those who want it and leaves it to programs to follow; elsewhere
    Qt does, by the screen's density."""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _WINDOWS_TEXT) as key:
                percent, _ = winreg.QueryValueEx(key, "TextScaleFactor")
        except OSError:
            return 1.0
        return min(max(int(percent), _USUAL), _LARGEST_TEXT) / _USUAL
    return 1.0


def _number(text: str | None) -> float:
    """What somebody wants in the environment."""
    try:
        return float(text or 1)
    except ValueError:
        return 1.0
