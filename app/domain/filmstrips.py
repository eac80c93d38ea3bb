"""How a filmstrip is laid out: stills of a video's whole length, evenly apart, in one picture.

All stills have one size. They stand in rows from left to right, the earliest at the top left; the
sheet's own size divided by columns and rows is a still's.
"""

from typing import Final

COLUMNS: Final = 5
ROWS: Final = 4
FRAMES: Final = COLUMNS * ROWS


def still_at(share: float) -> tuple[int, int]:
    """Column and row of the still for a part of the length between 0 and 1."""
    number = min(FRAMES - 1, max(0, int(share * FRAMES)))
    return number % COLUMNS, number // COLUMNS
