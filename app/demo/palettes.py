"""Colours of the title cards: skies at different hours."""

from dataclasses import dataclass
from random import Random
from typing import Final

from app.domain.folding import folded


@dataclass(frozen=True, slots=True)
class Palette:
    """A sky from top to horizon, its sun or moon, hills from far to near: `#rrggbb` each.

    `words` are beginnings of Turkish and English words, folded, that call for this palette.
    """

    sky: tuple[str, ...]
    disc: str
    hills: tuple[str, str, str]
    words: tuple[str, ...]
    stars: bool = False


PALETTES: Final = (
    Palette(
        ("#170f33", "#43206f", "#8f3580", "#e8637a", "#ffa265"),
        "#ffb84d",
        ("#6b2d6b", "#3a1c50", "#170e2b"),
        ("dusk", "alacakaranlik", "fener", "lantern"),
        stars=True,
    ),
    Palette(
        ("#241f4d", "#6b3a7d", "#d9567a", "#ff8f66", "#ffc98a"),
        "#ffe2a8",
        ("#8c3f6b", "#4a2454", "#1d1332"),
        ("sunset", "gun bat", "bogaz", "bosphorus", "marti", "lighthouse", "deniz feneri"),
    ),
    Palette(
        ("#020a1f", "#05204d", "#083f6b", "#0d6e86", "#1fa39a"),
        "#e6f5ff",
        ("#0b4560", "#072a42", "#03121f"),
        ("night", "gece", "deep", "derin", "jellyfish", "denizanasi", "yildiz"),
        stars=True,
    ),
    Palette(
        ("#1f1412", "#4a2b23", "#8a5239", "#c9855a", "#f0bd86"),
        "#ffd9a6",
        ("#7a4632", "#472820", "#1f1210"),
        ("coffee", "kahve", "col ", "desert", "portrait", "portre"),
    ),
    Palette(
        ("#3f93d6", "#79bdec", "#b3dcf6", "#e3f0ee", "#fdeccb"),
        "#fff4c7",
        ("#7fae93", "#4c8461", "#22492f"),
        ("spring", "bahar", "morning", "sabah", "cayir", "meadow", "snow", "kar "),
    ),
    Palette(
        ("#8e9eac", "#adbac5", "#c9d3d9", "#e1e5e4", "#f1e9dd"),
        "#fffaf0",
        ("#93a5b0", "#617784", "#2f424e"),
        ("fog", "sis", "rain", "yagmur", "balloon", "balon"),
    ),
    Palette(
        ("#06262f", "#0e4a54", "#1f7770", "#5fae8c", "#bfdca4"),
        "#f6f2c6",
        ("#2b7a68", "#14504b", "#08262a"),
        ("tea", "cay ", "forest", "orman", "yayla"),
    ),
    Palette(
        ("#1a1c33", "#3b3560", "#7b5089", "#c9769b", "#f6b7a8"),
        "#ffe3d6",
        ("#6d4a7d", "#3d2f58", "#181a30"),
        ("love", "ruya", "dream", "gul", "rose", "lavanta", "lavender"),
        stars=True,
    ),
)


def palette_for(prompt: str, dice: Random) -> Palette:
    """The palette whose words the prompt uses, otherwise one by chance."""
    words = folded(prompt)
    for palette in PALETTES:
        if any(word in words for word in palette.words):
            return palette
    return dice.choice(PALETTES)
