"""Icons by what they mean, always in the colours of the theme that is on.

One family: Phosphor, the font that comes with QtAwesome. An icon reads its colour when it is
painted, so buttons that hold one need not hear of a change of theme.
"""

import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPen, QPixmap

from app.ui.theme.palette import faded
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import ICON, ON_STAGE

GLYPHS: Final = {
    "add": "plus",
    "back": "arrow-left",
    "camera": "camera",
    "check": "check",
    "check_circle": "check-circle",
    "clock": "clock",
    "close": "x",
    "cloud": "cloud",
    "cloud_off": "cloud-slash",
    "code": "code",
    "compare": "columns",
    "collapse": "caret-double-right",
    "copy": "copy",
    "cull": "cards",
    "crop": "crop",
    "down": "arrow-down",
    "download": "download-simple",
    "edit": "pencil-simple",
    "expand": "caret-down",
    "export": "export",
    "external": "arrow-square-out",
    "eye": "eye",
    "eye_off": "eye-slash",
    "film": "film-strip",
    "filter": "funnel",
    "first": "arrow-line-up",
    "folder": "folder-open",
    "forward": "arrow-right",
    "fullscreen": "corners-out",
    "fullscreen_exit": "corners-in",
    "guide": "book-open",
    "heart": "heart",
    "heart_filled": "heart-fill",
    "help": "question",
    "info": "info",
    "join": "git-merge",
    "key": "key",
    "keyboard": "keyboard",
    "language": "translate",
    "link": "link",
    "loop": "repeat",
    "more": "dots-three-bold",
    "mute": "speaker-slash",
    "pause": "pause-fill",
    "phrases": "magic-wand",
    "picture": "image",
    "picture_drop": "frame-corners",
    "play": "play-fill",
    "queue": "queue",
    "remove": "trash",
    "reset": "arrow-counter-clockwise",
    "retry": "arrow-clockwise",
    "search": "magnifying-glass",
    "settings": "gear-six",
    "sign_out": "sign-out",
    "sort": "sort-ascending",
    "star": "star",
    "star_filled": "star-fill",
    "step_back": "skip-back",
    "step_forward": "skip-forward",
    "swap": "arrows-left-right",
    "tag": "tag",
    "up": "arrow-up",
    "user": "user",
    "volume": "speaker-high",
    "warning": "warning",
}

#: The font's files, by its version and what they hold, and its share of an icon's height.
_PHOSPHOR: Final = "phosphor{what}-1.3.0"
_GLYPH: Final = 0.875

_STAGE_TONES: Final = {"stage": ON_STAGE.text, "stage_accent": ON_STAGE.accent}

FRAMES: Final = {"frame_landscape": (16, 9), "frame_portrait": (9, 16), "frame_square": (1, 1)}


def icon(name: str, tone: str = "dim", *, checked_tone: str | None = None) -> QIcon:
    """The icon that means `name`: one of `GLYPHS` or `FRAMES`.

    `tone` is a token's name, or ``"stage"`` and ``"stage_accent"`` for what stands on the stage;
    `checked_tone` is its tone on a checked button.
    """
    if name in FRAMES:
        return ratio_icon(*FRAMES[name], tone=tone, checked_tone=checked_tone)
    return QIcon(_GlyphEngine(GLYPHS[name], tone, checked_tone or tone))


def ratio_icon(
    width: int, height: int, tone: str = "dim", *, checked_tone: str | None = None
) -> QIcon:
    """A small upright or lying frame of the ratio `width` to `height`."""
    return QIcon(_RatioEngine(width, height, tone, checked_tone or tone))


def draw_ratio(painter: QPainter, rect: QRectF, width: int, height: int, colour: QColor) -> None:
    """A frame of the ratio `width` to `height`, centred in `rect` with its edges on pixels."""
    unit = min(rect.width(), rect.height()) / ICON
    longest = max(width, height)
    # A square as long as a strip would look larger than it.
    half = 6 if width == height else 7
    across, upright = (max(6, 2 * round(half * side / longest)) * unit for side in (width, height))
    frame = QRectF(0, 0, across - unit, upright - unit)
    frame.moveCenter(rect.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.1 * unit))
    painter.drawRoundedRect(frame, 1.5 * unit, 1.5 * unit)
    painter.restore()


class _Engine(QIconEngine):
    """Paints in the colour of a tone, read at the time of painting."""

    def __init__(self, tone: str, checked_tone: str) -> None:
        super().__init__()
        self._tone = tone
        self._checked_tone = checked_tone

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        tone = self._checked_tone if state == QIcon.State.On else self._tone
        colour = _STAGE_TONES.get(tone) or current_tokens().named(tone)
        return faded(colour) if mode == QIcon.Mode.Disabled else QColor(colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(  # noqa: N802 -- Qt's own name
        self,
        size: QSize,
        mode: QIcon.Mode,
        state: QIcon.State,
        scale: float,
    ) -> QPixmap:
        pixmap = QPixmap(size * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap


class _GlyphEngine(_Engine):
    def __init__(self, glyph: str, tone: str, checked_tone: str) -> None:
        super().__init__(tone, checked_tone)
        self._glyph = glyph

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        letter, font = _letter(self._glyph), QFont(_family())
        font.setPixelSize(round(_GLYPH * rect.height()))
        painter.save()
        painter.setPen(self._colour(mode, state))
        painter.setFont(font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)
        painter.restore()

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._glyph, self._tone, self._checked_tone)


class _RatioEngine(_Engine):
    def __init__(self, width: int, height: int, tone: str, checked_tone: str) -> None:
        super().__init__(tone, checked_tone)
        self._width = width
        self._height = height

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        draw_ratio(painter, QRectF(rect), self._width, self._height, self._colour(mode, state))

    def clone(self) -> QIconEngine:
        return _RatioEngine(self._width, self._height, self._tone, self._checked_tone)


@lru_cache(maxsize=1)
def _family() -> str:
    font = QFontDatabase.addApplicationFont(str(_fonts() / f"{_PHOSPHOR.format(what='')}.ttf"))
    return QFontDatabase.applicationFontFamilies(font)[0]


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    """The font's letter for every glyph's name, in hexadecimal."""
    file = _fonts() / f"{_PHOSPHOR.format(what='-charmap')}.json"
    letters: dict[str, str] = json.loads(file.read_bytes())
    return letters


def _letter(glyph: str) -> str:
    return chr(int(_letters()[glyph], 16))


def _fonts() -> Path:
    """QtAwesome's fonts. Its code would be 100 ms of every start: it loads all of Qt for them."""
    found = find_spec("qtawesome")
    assert found is not None  # noqa: S101 - it is among the requirements
    # A frozen program brings the fonts alone: a package without code of its own.
    assert found.submodule_search_locations  # noqa: S101
    return Path(next(iter(found.submodule_search_locations))) / "fonts"
