"""Every colour and measure of the window, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Final

GRID: Final = 8
"""The grid everything stands on, in device-independent pixels; half of it inside controls."""
HALF: Final = 4
PANE_PADDING: Final = 16
CONTROL: Final = 32
PRIMARY: Final = 40
TOOLBAR: Final = 48
RADIUS: Final = 6
CARD_RADIUS: Final = 8
ICON: Final = 16
ICON_LARGE: Final = 20
DOT: Final = 8

FONT_NORMAL: Final = 13
FONT_SECONDARY: Final = 12
FONT_SMALL: Final = 11
FONT_TITLE: Final = 15
FONT_HEADING: Final = 18


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme's colours as ``#RRGGBB``, named by what they are for."""

    window: str
    panel: str
    raised: str
    field: str
    line: str
    text: str
    dim: str
    faint: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    good: str
    warn: str
    bad: str
    services: Mapping[str, str]
    stage: str = "#0B0B0D"

    def service(self, service_id: str) -> str:
        """The colour of a service's dot and thin bars; `dim` for one without its own."""
        return self.services.get(service_id, self.dim)

    def named(self, name: str) -> str:
        """The colour behind a token's or a service's name, e.g. ``"accent"`` or ``"veo"``."""
        return getattr(self, name) if name in _COLOUR_NAMES else self.service(name)


_COLOUR_NAMES: Final = frozenset(f.name for f in fields(Tokens)) - {"services"}

DARK: Final = Tokens(
    window="#131417",
    panel="#1A1C20",
    raised="#22252B",
    field="#15171A",
    line="#2C3038",
    text="#ECEDEF",
    dim="#A0A6B1",
    faint="#8D94A1",
    accent="#FF9A5A",
    accent_hover="#FFAB75",
    accent_pressed="#F08A49",
    on_accent="#1B0F07",
    good="#6FD08C",
    warn="#F2C14E",
    bad="#FF7B72",
    services=MappingProxyType({"sora": "#9AA5FF", "veo": "#4BD3B0"}),
)

LIGHT: Final = Tokens(
    window="#F4F4F2",
    panel="#FFFFFF",
    raised="#F0F0EE",
    field="#FAFAF9",
    line="#DEDEDA",
    text="#1C1D20",
    dim="#5C616B",
    faint="#666B74",
    accent="#B8480F",
    accent_hover="#A5400D",
    accent_pressed="#93390B",
    on_accent="#FFFFFF",
    good="#1E7A3D",
    warn="#8A6100",
    bad="#B3261E",
    services=MappingProxyType({"sora": "#4A55C9", "veo": "#0B7A61"}),
)

ON_STAGE: Final = DARK
"""What stands on the near-black stage is light in both themes."""

BADGE: Final = "#C8000000"
"""Behind small words laid over a picture (``#AARRGGBB``), with `ON_PICTURE` for the words."""
ON_PICTURE: Final = "#FFFFFF"

DUSK: Final = (
    (0.0, "#FF9F5C"),
    (0.45, "#F55C80"),
    (0.452, "#3C2A68"),
    (1.0, "#1B1638"),
)
"""The picture beside the sign-in: stops of a gradient from top to bottom."""


def contrast(a: str, b: str) -> float:
    """The contrast ratio of two ``#RRGGBB`` colours, 1.0 to 21.0.

    After WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
    """
    lighter, darker = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
