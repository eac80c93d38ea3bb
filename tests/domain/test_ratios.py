"""Proportions, whoever has written them."""

import pytest

from app.domain.ratios import sides_of


@pytest.mark.parametrize(("text", "sides"), [("16:9", (16, 9)), ("9:16", (9, 16)), ("1:1", (1, 1))])
def test_a_ratio_has_two_sides(text: str, sides: tuple[int, int]) -> None:
    assert sides_of(text) == sides


@pytest.mark.parametrize(
    "text",
    ["", "16", "16:", ":9", "0:9", "16:0", "wide", "²:1", "-1:1", "1:1:1", "9" * 5000 + ":1"],
)
def test_what_is_no_ratio_has_none(text: str) -> None:
    assert sides_of(text) is None
