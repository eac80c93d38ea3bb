"""What a copy of a picture would be, in words."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.preparing import Change, Preparation
from app.ui import formats

translate = QCoreApplication.translate

#: Kinds of pictures that nothing here reads, by their files' endings.
UNREADABLE: Final = {".heic": "HEIC", ".heif": "HEIC", ".svg": "SVG", ".dng": "RAW", ".raw": "RAW"}

_CHANGES: Final[Mapping[Change, object]] = {
    Change.FIRST_FRAME: QT_TRANSLATE_NOOP("Preparing", "its first frame"),
    Change.TURNED: QT_TRANSLATE_NOOP("Preparing", "turned upright"),
    Change.CROPPED: QT_TRANSLATE_NOOP("Preparing", "cut"),
    Change.FLATTENED: QT_TRANSLATE_NOOP("Preparing", "white where it is transparent"),
    Change.SHRUNK: QT_TRANSLATE_NOOP("Preparing", "smaller"),
    Change.CONVERTED: QT_TRANSLATE_NOOP("Preparing", "as {kind}"),
}


def offer_text(offer: Preparation) -> str:
    """`x.bmp can be used as a copy: as PNG. BMP 24.3 MB → PNG 3.1 MB, 4000×3000.`"""
    after = offer.after
    changes = [
        translate("Preparing", str(_CHANGES[change])).format(kind=kind_name(after.media_type))
        for change in offer.changes
    ]
    text = translate(
        "Preparing",
        "A copy of {name} can be used: {changes}. {before} → {after}, {width}×{height}. "
        "Your file stays as it is.",
    )
    return text.format(
        name=offer.before.name,
        changes=", ".join(changes),
        before=f"{kind_name(offer.before.media_type)} {formats.file_size(offer.before.size)}",
        after=f"{kind_name(after.media_type)} {formats.file_size(after.size)}",
        width=after.width,
        height=after.height,
    )


def kind_name(media_type: str) -> str:
    """A media type as people know it: `PNG`."""
    return media_type.removeprefix("image/").removeprefix("x-").upper()
