"""Where the program's own files lie, in a checkout as in a frozen program."""

import sys
from pathlib import Path
from typing import Final

#: What `app` and `resources` lie in.
ROOT: Final = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))


def resource(name: str) -> Path:
    """A file or folder of `resources/`."""
    return ROOT / "resources" / name
