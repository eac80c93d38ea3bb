"""The typeface on the demo's clips."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

_FOLDER: Final = Path(__file__).parents[2] / "resources" / "fonts"


@lru_cache(maxsize=16)
def font(size: int, *, strong: bool = False) -> FreeTypeFont | ImageFont.ImageFont:
    """Inter at `size` pixels, which has the Turkish letters; Pillow's own face if it is missing."""
    file = _FOLDER / ("Inter-SemiBold.otf" if strong else "Inter-Regular.otf")
    if file.is_file():
        return ImageFont.truetype(str(file), size)
    return ImageFont.load_default(size)
