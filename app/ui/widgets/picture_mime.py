"""Pictures as they come out of a drag or the clipboard."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage

ENCODED: Final = ("image/jpeg", "image/png", "image/webp")

# Light compression: encoding happens while the user waits for the drop to land.
_PNG_QUALITY = 90


@dataclass(frozen=True, slots=True)
class Files:
    """Paths of local files, in the order they were picked."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture's bytes and their media type, one of `ENCODED`."""

    data: bytes
    mime: str


def may_hold_picture(mime: QMimeData) -> bool:
    """Whether taking it is worth a try; an address on the web counts, so that it can be refused
    with a word instead of silently."""
    return mime.hasUrls() or mime.hasImage() or any(mime.hasFormat(name) for name in ENCODED)


def read_picture(mime: QMimeData) -> Files | Encoded | None:
    """The picture in its most original form, or None; addresses on the web are not followed."""
    if paths := tuple(url.toLocalFile() for url in mime.urls() if url.isLocalFile()):
        return Files(paths)
    # In the order of the program it comes from: what it has made anew for this comes later.
    for name in mime.formats():
        if name in ENCODED and (data := mime.data(name).data()):
            return Encoded(bytes(data), name)
    image = QImage(mime.imageData()) if mime.hasImage() else QImage()
    return None if image.isNull() else Encoded(_as_png(image), "image/png")


def _as_png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", _PNG_QUALITY)  # type: ignore[call-overload]
    return bytes(data.data())
