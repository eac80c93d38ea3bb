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
_CHEVRON_UP = "M4.5 9.5 8 6l3.5 3.5"
_ARROW_LEFT = "M13 8H3m4-4L3 8l4 4"
_ARROW_RIGHT = "M3 8h10M9 4l4 4-4 4"
_ARROW_UP = "M8 13V3M4 7l4-4 4 4"
_NEW_FOLDER = "M13.5 7V5H8L6.5 3.5h-4v9h5M12 9.5v5M9.5 12h5"
_LIST = "M3 3.5h3v3H3zM10 3.5h3v3h-3zM3 9.5h3v3H3zM10 9.5h3v3h-3z"
_DETAILS = "M3 4h10M3 8h10M3 12h10"
_CHECK = "M3.5 7.3 6 9.8l4.7-5.2"
_DASH = "M4 7h6"


def draw_ornaments(tokens: Tokens, folder: Path) -> Mapping[str, str]:
    """Write the ornaments into `folder` and return their names with style-sheet addresses."""
    drawings = {
        "chevron": (16, _CHEVRON_DOWN, tokens.dim),
        "chevron_up": (16, _CHEVRON_UP, tokens.dim),
        "submenu": (16, _CHEVRON_RIGHT, tokens.dim),
        "check": (14, _CHECK, tokens.on_accent),
        "dash": (14, _DASH, tokens.on_accent),
        "menu_check": (14, _CHECK, tokens.accent),
        "back": (16, _ARROW_LEFT, tokens.dim),
        "forward": (16, _ARROW_RIGHT, tokens.dim),
        "up": (16, _ARROW_UP, tokens.dim),
        "new_folder": (16, _NEW_FOLDER, tokens.dim),
        "list": (16, _LIST, tokens.dim),
        "details": (16, _DETAILS, tokens.dim),
    }
    addresses = {}
    for name, (size, path, colour) in drawings.items():
        # The colour is in the name because Qt caches style-sheet pictures by address.
        file = folder / f"{name}-{colour.removeprefix('#')}.svg"
        file.write_text(_STROKE.format(size=size, path=path, colour=colour), encoding="utf-8")
        addresses[name] = f'url("{file.as_posix()}")'
    return addresses
