"""Icons by what they mean, always in the colours of the theme that is on.

One family: Phosphor, through QtAwesome. An icon reads its colour when it is painted, so buttons
that hold one need not hear of a change of theme.
"""

from functools import lru_cache
from typing import Final

import qtawesome  # type: ignore[import-untyped]
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPen, QPixmap

from app.ui.theme.palette import faded
from app.ui.theme.resources import RESOURCES
from app.ui.theme.theme import current_tokens
from app.ui.theme.tokens import ICON, ON_STAGE

GLYPHS: Final = {
    "add": "ph.plus",
    "back": "ph.arrow-left",
    "camera": "ph.camera",
    "check": "ph.check",
    "check_circle": "ph.check-circle",
    "clock": "ph.clock",
    "close": "ph.x",
    "cloud": "ph.cloud",
    "cloud_off": "ph.cloud-slash",
    "code": "ph.code",
    "collapse": "ph.caret-double-right",
    "copy": "ph.copy",
    "cull": "ph.cards",
    "crop": "ph.crop",
    "down": "ph.arrow-down",
    "download": "ph.download-simple",
    "edit": "ph.pencil-simple",
    "expand": "ph.caret-down",
    "export": "ph.export",
    "external": "ph.arrow-square-out",
    "eye": "ph.eye",
    "eye_off": "ph.eye-slash",
    "film": "ph.film-strip",
    "filter": "ph.funnel",
    "folder": "ph.folder-open",
    "forward": "ph.arrow-right",
    "fullscreen": "ph.corners-out",
    "fullscreen_exit": "ph.corners-in",
    "heart": "ph.heart",
    "heart_filled": "ph.heart-fill",
    "help": "ph.question",
    "info": "ph.info",
    "key": "ph.key",
    "language": "ph.translate",
    "loop": "ph.repeat",
    "more": "ph.dots-three-bold",
    "mute": "ph.speaker-slash",
    "pause": "ph.pause-fill",
    "picture": "ph.image",
    "picture_drop": "ph.frame-corners",
    "play": "ph.play-fill",
    "queue": "ph.queue",
    "remove": "ph.trash",
    "reset": "ph.arrow-counter-clockwise",
    "retry": "ph.arrow-clockwise",
    "search": "ph.magnifying-glass",
    "settings": "ph.gear-six",
    "sign_out": "ph.sign-out",
    "sort": "ph.sort-ascending",
    "star": "ph.star",
    "star_filled": "ph.star-fill",
    "step_back": "ph.skip-back",
    "step_forward": "ph.skip-forward",
    "tag": "ph.tag",
    "up": "ph.arrow-up",
    "user": "ph.user",
    "volume": "ph.speaker-high",
    "warning": "ph.warning",
}

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


def app_icon() -> QIcon:
    """The program's own sign, for windows and the desktop."""
    return QIcon(str(RESOURCES / "icons" / "kadraj.svg"))


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
        _coloured(self._glyph, self._colour(mode, state).name(QColor.NameFormat.HexArgb)).paint(
            painter, rect
        )

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


@lru_cache(maxsize=256)
def _coloured(glyph: str, colour: str) -> QIcon:
    return QIcon(qtawesome.icon(glyph, color=colour))
