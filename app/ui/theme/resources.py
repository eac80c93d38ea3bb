"""The program's own sign."""

from PySide6.QtGui import QIcon

from app.resources import resource


def app_icon() -> QIcon:
    """For windows and the desktop."""
    return QIcon(str(resource("icons") / "kadraj.svg"))
