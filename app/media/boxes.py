"""The outermost structure of an MP4 (ISO/IEC 14496-12, 4.2): boxes, each with its length."""

from pathlib import Path
from typing import Final

_HEAD: Final = 8
_LONG_HEAD: Final = 16


def is_cut(video: Path) -> bool:
    """Whether an MP4 ends before its last box does.

    One with the index in front can be opened and begun all the same. Raises `OSError`.
    """
    size = video.stat().st_size
    place = 0
    with video.open("rb") as file:
        while place + _HEAD <= size:
            file.seek(place)
            head = file.read(_LONG_HEAD)
            length = int.from_bytes(head[:4])
            if length == 1:
                length = int.from_bytes(head[8:])
            # Zero stands for the rest of the file; less than a head is no box but what players
            # pass over behind the last one.
            if length < _HEAD:
                return False
            place += length
    return place > size
