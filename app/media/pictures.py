"""What a picture file is, by its bytes and not by its ending."""

from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO, Final

from PIL import Image, UnidentifiedImageError
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from app.domain.capabilities import PictureLimits
from app.domain.errors import ErrorCode, KadrajError
from app.domain.requests import Picture

_HEAD: Final = 12
_EXIF_ORIENTATION: Final = 0x0112
_ON_ITS_SIDE: Final = frozenset({5, 6, 7, 8})

# What Pillow raises on damaged files, by its plugins' sources.
_DAMAGED: Final = (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError)


def inspect(path: Path, name: str | None = None) -> Picture:
    """The picture in `path`, with the size it is looked at in (EXIF orientation applied).

    Its pixels are checked as far as that is cheap: PNG by its checksums, JPEG by a decoding at an
    eighth of its size. Raises `PICTURE_UNREADABLE` when the file cannot be read or is damaged, and
    `PICTURE_UNSUPPORTED` when it is something else than JPEG, PNG or WebP.
    """
    shown = name or path.name
    try:
        with path.open("rb") as file:
            media_type = media_type_of(file.read(_HEAD))
            file.seek(0)
            if media_type is None:
                raise KadrajError(
                    ErrorCode.PICTURE_UNSUPPORTED,
                    found=_other_kind(file) or Path(shown).suffix.lower() or shown,
                    allowed=", ".join(PictureLimits().media_types),
                )
            # Before anything else is read: whatever is seen later is no other picture then.
            digest = file_digest(file, "sha256").hexdigest()
            file.seek(0)
            width, height = _checked_size(file, media_type)
        size = path.stat().st_size
    except _DAMAGED as error:
        raise KadrajError(ErrorCode.PICTURE_UNREADABLE, name=shown) from error
    return Picture(path.absolute(), media_type, size, width, height, shown, digest)


def media_type_of(head: bytes) -> str | None:
    """The media type that these first twelve bytes announce, if it is one the services take."""
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    return None


def _checked_size(file: BinaryIO, media_type: str) -> tuple[int, int]:
    """Width and height of a whole picture.

    The plugins are called by name because `Image.open` refuses very large pictures without saying
    how large they are; such a picture is not decoded, its size alone keeps it from being sent.
    """
    too_large = PictureLimits().max_pixels
    image: ImageFile
    if media_type == "image/png":
        image = PngImageFile(file)
        width, height = image.size
        image.verify()
        return width, height
    if media_type == "image/webp":
        image = WebPImageFile(file)
        width, height = image.size
    else:
        image = JpegImageFile(file)
        width, height = image.size
        if width * height <= too_large:
            image.draft(None, (width // 8, height // 8))
            image.load()
    if image.getexif().get(_EXIF_ORIENTATION) in _ON_ITS_SIDE:
        return height, width
    return width, height


def _other_kind(file: BinaryIO) -> str | None:
    """The media type of a picture that Pillow knows, from its first bytes."""
    try:
        with Image.open(file) as image:
            return Image.MIME.get(image.format or "")
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
