"""Where the program's own files lie: fonts, icons and translations."""

import sys
from pathlib import Path


def resource(name: str) -> Path:
    """A file or folder of `resources/`, in a checkout as in a frozen program."""
    root = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
    return root / "resources" / name
