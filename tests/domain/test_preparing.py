"""Parts of pictures, to the pixel."""

from pathlib import Path

import pytest

from app.domain.capabilities import PictureLimits
from app.domain.preparing import Crop, PictureFacts, crop_for
from app.domain.requests import Picture


@pytest.mark.parametrize(
    ("size", "ratio", "along", "crop"),
    [
        ((1600, 1200), "16:9", 0.5, Crop(0, 150, 1600, 900)),
        ((1600, 1200), "16:9", 0, Crop(0, 0, 1600, 900)),
        ((1600, 1200), "16:9", 1, Crop(0, 300, 1600, 900)),
        ((1600, 1200), "9:16", 0.5, Crop(462, 0, 675, 1200)),
        ((1600, 1200), "9:16", 7.5, Crop(925, 0, 675, 1200)),
        ((1600, 1200), "9:16", -1, Crop(0, 0, 675, 1200)),
        ((1, 500), "16:9", 0.5, Crop(0, 250, 1, 1)),
    ],
)
def test_the_largest_part_of_a_ratio_lies_where_it_was_put(
    size: tuple[int, int], ratio: str, along: float, crop: Crop
) -> None:
    assert crop_for(*size, ratio, along) == crop


@pytest.mark.parametrize("ratio", ["16:9", "auto", "0:9", "16:0", ":", "-1:2", ""])
def test_nothing_goes_where_nothing_has_to_or_the_ratio_is_none(ratio: str) -> None:
    assert crop_for(1920, 1080, ratio) is None


@pytest.mark.parametrize(
    ("media_type", "size", "turned", "transparent", "wanted"),
    [
        ("image/png", 1000, False, False, False),
        ("image/bmp", 1000, False, False, True),
        ("image/png", 1001, False, False, True),
        ("image/png", 1000, True, False, True),
        ("image/png", 1000, False, True, True),
    ],
)
def test_a_copy_is_offered_where_the_service_would_refuse_or_see_something_else(
    media_type: str, size: int, turned: bool, transparent: bool, wanted: bool
) -> None:
    picture = Picture(Path("/a.png"), media_type, size, 10, 10, "a.png")
    facts = PictureFacts(picture, turned, transparent, 1)
    assert facts.wants_preparing(PictureLimits(max_bytes=1000)) is wanted
