"""Proportions as services write them: `16:9`."""

from typing import Final

#: Letters; whoever sends more means something else.
_LONGEST: Final = 11


def sides_of(ratio: str) -> tuple[int, int] | None:
    """Width and height, neither of them 0; None for a text that is no ratio."""
    across, _, down = ratio.partition(":")
    if len(ratio) > _LONGEST or not (across.isdecimal() and down.isdecimal()):
        return None
    sides = int(across), int(down)
    return sides if all(sides) else None
