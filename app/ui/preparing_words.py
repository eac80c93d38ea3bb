"""What a copy of a picture would be, in words."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.capabilities import Capabilities
from app.domain.preparing import Change, Preparation
from app.ui import formats
from app.ui.texts import service_title

translate = QCoreApplication.translate

#: Files' endings of pictures that are taken, some of them as a copy.
READABLE: Final = frozenset(
    [
        ".jpg",
        ".jpeg",
        ".png",
        ".webp",
        ".bmp",
        ".gif",
        ".tif",
        ".tiff",
        ".ico",
        ".avif",
        ".jp2",
        ".ppm",
        ".psd",
        ".qoi",
    ]
)
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


def offer_text(offer: Preparation, table: Capabilities) -> str:
    """`x.bmp is a BMP picture, which Veo does not take. A copy can be used: as PNG. BMP 24.3 MB →
    PNG 3.1 MB, 4000×3000.`"""
    after = offer.after
    changes = [
        translate("Preparing", str(_CHANGES[change])).format(kind=kind_name(after.media_type))
        for change in offer.changes
    ]
    text = translate(
        "Preparing",
        "{reason} A copy can be used: {changes}. {before} → {after}, {width}×{height}. "
        "Your file stays as it is.",
    )
    return text.format(
        reason=_reason(offer, table),
        changes=", ".join(changes),
        before=f"{kind_name(offer.before.media_type)} {formats.file_size(offer.before.size)}",
        after=f"{kind_name(after.media_type)} {formats.file_size(after.size)}",
        width=after.width,
        height=after.height,
    )


def _reason(offer: Preparation, table: Capabilities) -> str:
    """Why it needs a copy, or had better have one."""
    before, limits = offer.before, table.picture
    if limits is not None and before.media_type not in limits.media_types:
        text = translate("Preparing", "{name} is a {kind} picture, which {service} does not take.")
    elif limits is not None and before.size > limits.max_bytes:
        text = translate("Preparing", "{name} is larger than the {limit} that {service} takes.")
    elif Change.TURNED in offer.changes:
        text = translate("Preparing", "{name} is stored on its side, and {service} may show it so.")
    elif Change.FLATTENED in offer.changes:
        text = translate(
            "Preparing", "{name} is transparent in places, and {service} may make them black."
        )
    else:
        text = translate("Preparing", "{service} does not take {name} as it is.")
    return text.format(
        name=before.name,
        kind=kind_name(before.media_type),
        service=service_title(table.service),
        limit=formats.whole_size(limits.max_bytes) if limits else "",
    )


def kind_name(media_type: str) -> str:
    """A media type as people know it: `PNG`."""
    return media_type.removeprefix("image/").removeprefix("x-").upper()
