"""The fonts of the window: the system's own first, the bundled Inter where that is none for it."""

from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontInfo,
    QFontMetrics,
    QGuiApplication,
    QRawFont,
)

from app.resources import resource
from app.ui.theme.tokens import FONT_NORMAL, FONT_SECONDARY, FONT_SMALL, FONT_TITLE

_NEEDED_LETTERS = "AaĞğİıŞşÇçÖöÜü0…·×"
#: The highest there are; what a font draws above its own line is cut off in a label.
_CAPITALS = "ĞİÖÜ"
_SIZES = (FONT_SMALL, FONT_SECONDARY, FONT_NORMAL, FONT_TITLE)
_SCREENLESS = frozenset({"offscreen", "minimal"})


def base_font() -> QFont:
    """The 13-pixel font everything else is derived from."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    # A screenless platform has no desktop that chose a font: the same one everywhere then.
    if QGuiApplication.platformName() in _SCREENLESS or not is_usable(font):
        font = QFont(_bundled_family())
    font.setPixelSize(FONT_NORMAL)
    return font


def sized(font: QFont, pixels: int, *, semibold: bool = False, tabular: bool = False) -> QFont:
    """`font`'s family at `pixels`; `tabular` keeps changing numbers from jumping."""
    copy = QFont(font)
    copy.setPixelSize(pixels)
    copy.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
    if tabular:
        copy.setFeature(QFont.Tag("tnum"), 1)
    return copy


def is_usable(font: QFont) -> bool:
    """Whether a font has all letters of both languages, and draws none above its own line."""
    raw = QRawFont.fromFont(font)
    return (
        raw.isValid()
        and not QFontInfo(font).fixedPitch()
        and all(raw.supportsCharacter(ord(letter)) for letter in _NEEDED_LETTERS)
        and all(_keeps_its_dots(sized(font, pixels)) for pixels in _SIZES)
    )


def _keeps_its_dots(font: QFont) -> bool:
    metrics = QFontMetrics(font)
    return -metrics.tightBoundingRect(_CAPITALS).top() <= metrics.ascent()


def _bundled_family() -> str:
    families = [
        family
        for path in sorted(resource("fonts").glob("*.otf"))
        for family in QFontDatabase.applicationFontFamilies(
            QFontDatabase.addApplicationFont(str(path))
        )
    ]
    return families[0]
