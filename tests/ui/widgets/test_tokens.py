"""Text can be read on everything it stands on."""

from itertools import product

import pytest

from app.ui.theme.tokens import DARK, LIGHT, ON_STAGE, Tokens, contrast

TEXTS = ("text", "dim", "faint", "accent", "good", "warn", "bad")
GROUNDS = ("window", "panel", "raised", "field")


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize(("text", "ground"), list(product(TEXTS, GROUNDS)))
def test_text_reaches_the_readable_contrast(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(tokens.named(text), tokens.named(ground)) >= 4.5


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("ground", ["accent", "accent_hover", "accent_pressed"])
def test_the_primary_button_is_readable_in_every_state(tokens: Tokens, ground: str) -> None:
    assert contrast(tokens.on_accent, tokens.named(ground)) >= 4.5


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", ["stage", "raised"])
def test_controls_on_the_stage_are_readable(text: str, ground: str) -> None:
    assert contrast(ON_STAGE.named(text), ON_STAGE.named(ground)) >= 4.5


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_service_dots_stand_out_and_differ(tokens: Tokens) -> None:
    assert tokens.service("sora") != tokens.service("veo")
    for service_id, ground in product(("sora", "veo", "one without a colour"), GROUNDS):
        assert contrast(tokens.service(service_id), tokens.named(ground)) >= 3


def test_contrast_agrees_with_known_pairs() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")
