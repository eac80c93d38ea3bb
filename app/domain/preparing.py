"""Making a picture fit for a service: what would be done to a copy of it, never to itself."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.capabilities import PictureLimits
from app.domain.ratios import sides_of
from app.domain.requests import Picture


class Change(StrEnum):
    """What makes a prepared copy another picture than its original."""

    FIRST_FRAME = "first_frame"  # of several: the others are left out
    TURNED = "turned"  # upright by its pixels, not only by what EXIF says
    CROPPED = "cropped"
    FLATTENED = "flattened"  # white where it was transparent
    SHRUNK = "shrunk"  # fewer pixels
    CONVERTED = "converted"  # another kind of file


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of an upright picture, in its own pixels."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What a picture file of any readable kind holds. `picture` is measured upright."""

    picture: Picture
    turned: bool
    transparent: bool
    frames: int

    def wants_preparing(self, limits: PictureLimits) -> bool:
        """Whether a service takes it only as a copy, or may see it otherwise than it looks here:
        on its side, or with some colour of its own where it is transparent."""
        unfit = self.picture.media_type not in limits.media_types
        return unfit or self.picture.size > limits.max_bytes or self.turned or self.transparent


@dataclass(frozen=True, slots=True)
class Preparation:
    """A copy made ready for a service, beside the original, which stays as it is."""

    before: Picture
    after: Picture
    changes: tuple[Change, ...]


def crop_for(width: int, height: int, ratio: str, along: float = 0.5) -> Crop | None:
    """The largest part of a picture that has this ratio, such as `16:9`, to the pixel.

    `along` says where it lies on the side that is too long: 0 is left or top, 1 right or bottom.
    None when nothing has to go, and for a ratio that is none.
    """
    sides = sides_of(ratio)
    if sides is None:
        return None
    across, down = sides
    wide = min(width, max(1, height * across // down))
    high = min(height, max(1, width * down // across))
    if (wide, high) == (width, height):
        return None
    place = min(1.0, max(0.0, along))
    return Crop(round((width - wide) * place), round((height - high) * place), wide, high)
