"""Text can be read on everything it stands on, and signs can be told from it.

WCAG 2.2 AA: 4.5:1 for words of any size, 3:1 for icons, focus rings and the edges of what can be
ticked. What cannot be used now is exempt there; the style sheet keeps its words readable all the
same, only what Qt draws by itself (`palette`, faded) and icons of it fall below.
"""

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from app.ui.theme.ornaments import draw_ornaments
from app.ui.theme.stylesheet import stylesheet
from app.ui.theme.tokens import (
    BADGE,
    DARK,
    DUSK,
    LIGHT,
    ON_PICTURE,
    ON_STAGE,
    Tokens,
    contrast,
)

TEXTS = ("text", "dim", "faint", "accent", "good", "warn", "bad")
GROUNDS = ("window", "panel", "raised", "field")
SERVICES = ("sora", "veo", "one without a colour")

BOTH = pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])


@BOTH
@pytest.mark.parametrize(("text", "ground"), list(product(TEXTS, GROUNDS)))
def test_text_reaches_the_readable_contrast(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(tokens.named(text), tokens.named(ground)) >= 4.5


@BOTH
@pytest.mark.parametrize(
    ("words", "grounds"),
    [
        ("on_accent", ("accent", "accent_hover", "accent_pressed")),  # the primary button
        ("accent_pressed", (*GROUNDS, "line")),  # a link under the pointer, a button held down
        ("text", ("line",)),  # the same, and the avatar under the pointer
    ],
)
def test_buttons_are_readable_in_every_state(
    tokens: Tokens, words: str, grounds: tuple[str, ...]
) -> None:
    for ground in grounds:
        assert contrast(tokens.named(words), tokens.named(ground)) >= 4.5, ground


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", ["stage", "raised"])
def test_controls_on_the_stage_are_readable(text: str, ground: str) -> None:
    assert contrast(ON_STAGE.named(text), ON_STAGE.named(ground)) >= 4.5


@BOTH
def test_what_the_style_sheet_lays_on_a_colour_of_its_own_is_readable(
    tokens: Tokens, tmp_path: Path
) -> None:
    sheet = stylesheet(tokens, draw_ornaments(tokens, tmp_path))
    laid = []
    for selector, rules in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        colours = dict(re.findall(r"(?<![\w-])(color|background): (#\w{6})", rules))
        if len(colours) == 2:
            laid.append((contrast(*colours.values()), selector.strip()))
    assert len(laid) > 10
    assert [pair for pair in laid if pair[0] < 4.5] == []


def test_words_over_pictures_are_readable_whatever_the_picture_shows() -> None:
    for picture in ("#FFFFFF", "#000000"):
        badge = _over(picture, BADGE)
        assert contrast(ON_PICTURE, badge) >= 4.5
        for sign in ("accent", "good", "text"):  # a heart, a bar, a download
            assert contrast(ON_STAGE.named(sign), badge) >= 3
    below_the_horizon = [colour for stop, colour in DUSK if stop > DUSK[1][0]]
    assert min(contrast(ON_PICTURE, colour) for colour in below_the_horizon) >= 4.5


@BOTH
def test_rings_and_signs_stand_out(tokens: Tokens) -> None:
    for ground in GROUNDS:
        behind = tokens.named(ground)
        assert contrast(tokens.accent, behind) >= 3, "the focus ring"
        assert contrast(tokens.faint, behind) >= 3, "the edge of a box to tick, a quiet icon"
        assert contrast(tokens.text, tokens.line) >= 3, "a slider's handle on its groove"
    assert contrast(ON_STAGE.accent, tokens.stage) >= 3, "the focus ring on the stage"


@BOTH
def test_service_dots_stand_out_and_differ(tokens: Tokens) -> None:
    assert tokens.service("sora") != tokens.service("veo")
    for service_id, ground in product(SERVICES, GROUNDS):
        assert contrast(tokens.service(service_id), tokens.named(ground)) >= 3


def test_contrast_agrees_with_known_pairs() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")


def _over(ground: str, veil: str) -> str:
    """What a colour that lets some of its ground through comes to."""
    picture = QImage(1, 1, QImage.Format.Format_RGB32)
    picture.fill(QColor(ground))
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), QColor(veil))
    painter.end()
    return picture.pixelColor(0, 0).name().upper()
