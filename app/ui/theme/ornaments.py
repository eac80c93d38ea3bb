"""The few small pictures a style sheet can only name by file, drawn in a theme's colours."""

from collections.abc import Mapping
from pathlib import Path

from app.ui.theme.tokens import Tokens

_STROKE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
    'viewBox="0 0 {size} {size}"><path d="{path}" fill="none" stroke="{colour}" '
    'stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)
_CHEVRON_DOWN = "M4.5 6.5 8 10l3.5-3.5"
_CHEVRON_RIGHT = "M6.5 4.5 10 8l-3.5 3.5"
_CHECK = "M3.5 7.3 6 9.8l4.7-5.2"
_DASH = "M4 7h6"


def draw_ornaments(tokens: Tokens, folder: Path) -> Mapping[str, str]:
    """Write the ornaments into `folder` and return their names with style-sheet addresses."""
    drawings = {
        "chevron": (16, _CHEVRON_DOWN, tokens.dim),
        "submenu": (16, _CHEVRON_RIGHT, tokens.dim),
        "check": (14, _CHECK, tokens.on_accent),
        "dash": (14, _DASH, tokens.on_accent),
        "menu_check": (14, _CHECK, tokens.accent),
    }
    addresses = {}
    for name, (size, path, colour) in drawings.items():
        # The colour is in the name because Qt caches style-sheet pictures by address.
        file = folder / f"{name}-{colour.removeprefix('#')}.svg"
        file.write_text(_STROKE.format(size=size, path=path, colour=colour), encoding="utf-8")
        addresses[name] = f'url("{file.as_posix()}")'
    return addresses
