"""Where the files that travel with the program lie, run from source or frozen."""

from pathlib import Path
from typing import Final

RESOURCES: Final = Path(__file__).resolve().parents[3] / "resources"
