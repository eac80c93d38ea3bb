"""What packages and their makers know of Kadraj: app/metadata.py, and where things lie."""

import sys
from pathlib import Path
from typing import Final

sys.path.append(str(Path(__file__).resolve().parent.parent))

from app.metadata import APP_ID, COMMAND, NAME, VERSION

ROOT: Final = Path(__file__).resolve().parent.parent
#: Where packages are put, and what is only needed to make them.
DIST: Final = ROOT / "dist"
BUILD: Final = ROOT / "build"
#: The frozen program, as PyInstaller leaves it.
FOLDER: Final = DIST / COMMAND

__all__ = ["APP_ID", "BUILD", "COMMAND", "DIST", "FOLDER", "NAME", "ROOT", "VERSION"]
