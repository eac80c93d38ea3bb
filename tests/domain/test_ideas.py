"""What another service can be asked for that comes nearest."""

from dataclasses import replace

import pytest

from app.domain.capabilities import Capabilities, Model
from app.domain.ideas import nearest
from app.domain.requests import GenerationRequest

SORA = Capabilities(
    "sora",
    "Sora",
    "https://sora.example",
    ("16:9", "9:16"),
    models=(Model("wide", ("16:9",)), Model("tall", ("9:16",))),
)
VEO = Capabilities(
    "veo", "Veo", "https://veo.example", ("16:9", "9:16"), durations=(4, 6, 8), default_duration=6
)


def test_what_both_have_stays_and_the_rest_is_the_other_ones_own() -> None:
    asked = GenerationRequest("sora", "A kite", "9:16", model="tall")
    assert nearest(asked, VEO) == GenerationRequest("veo", "A kite", "9:16", 6)
    back = nearest(GenerationRequest("veo", "A kite", "9:16", 8), SORA)
    assert back == GenerationRequest("sora", "A kite", "9:16", None, "tall")


@pytest.mark.parametrize(
    ("ratio", "offered", "found"),
    [
        ("1:1", ("16:9", "4:3", "9:16"), "4:3"),
        ("4:5", ("16:9", "9:16"), "9:16"),
        ("21:9", ("wide", "4:3", "16:9"), "16:9"),
        ("cinema", ("16:9", "9:16"), "16:9"),
        ("1:1", ("wide", "tall"), "wide"),
    ],
)
def test_the_nearest_frame_is_taken(ratio: str, offered: tuple[str, ...], found: str) -> None:
    table = replace(VEO, aspect_ratios=offered)
    assert nearest(GenerationRequest("sora", "A kite", ratio), table).aspect_ratio == found


@pytest.mark.parametrize(
    ("seconds", "offered", "found"), [(10, (4, 6, 8), 8), (5, (4, 6, 8), 4), (10, (), None)]
)
def test_the_nearest_length_is_taken(
    seconds: int, offered: tuple[int, ...], found: int | None
) -> None:
    table = replace(VEO, durations=offered)
    asked = GenerationRequest("other", "A kite", "16:9", seconds)
    assert nearest(asked, table).duration_seconds == found
