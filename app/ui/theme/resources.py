"""Where the files that travel with the program lie, run from source or frozen."""

from pathlib import Path
from typing import Final

from PySide6.QtGui import QIcon

RESOURCES: Final = Path(__file__).resolve().parents[3] / "resources"


def app_icon() -> QIcon:
    """The program's own sign, for windows and the desktop."""
    return QIcon(str(RESOURCES / "icons" / "kadraj.svg"))
