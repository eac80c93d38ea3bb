"""Copies of pictures that a service can take: upright, opaque, of its kinds and sizes."""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps
from PIL.ImageFile import ImageFile

from app.domain.capabilities import PictureLimits
from app.domain.errors import ErrorCode, KadrajError
from app.domain.preparing import Change, Crop, PictureFacts, Preparation
from app.domain.requests import Picture
from app.media.files import replace_with

#: What is read, by Pillow's names. Kinds that start another program (EPS) or hold no pixels of
#: their own (fonts, streams) are left out.
_KINDS: Final = (
    *("JPEG", "MPO", "PNG", "WEBP", "AVIF", "BMP", "GIF", "TIFF", "ICO", "CUR", "ICNS"),
    *("JPEG2000", "PPM", "PCX", "SGI", "QOI", "PSD"),
)
_HEAD: Final = 16
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = frozenset({None, 1})
_ON_ITS_SIDE: Final = frozenset({5, 6, 7, 8})
_DAMAGED: Final = (
    *(OSError, SyntaxError, ValueError, LookupError, OverflowError, TypeError),
    *(EOFError, struct.error),
)

#: Up to so many pixels a copy loses nothing at all; larger ones would take long to write so.
_LOSSLESS_PIXELS: Final = 8_000_000
_QUALITIES: Final = (95, 90, 84)
_SMALLER: Final = 0.8
_ENDINGS: Final = {"image/png": ".png", "image/jpeg": ".jpg"}
#: A profile belongs to the colours that it came with; others are turned into those first.
_OWN_COLOURS: Final = frozenset({"RGB", "RGBA", "RGBX"})


def survey(path: Path, name: str | None = None) -> PictureFacts:
    """What the picture in `path` is, without decoding it whole.

    Raises `PICTURE_UNREADABLE` for a damaged file, `PICTURE_UNSUPPORTED` for what is no picture.
    """
    with _opened(path, name or path.name) as (image, digest):
        return _facts(image, path, name or path.name, digest)


def prepare(
    path: Path,
    target: Path,
    *,
    limits: PictureLimits,
    crop: Crop | None = None,
    name: str | None = None,
) -> Preparation:
    """Writes a copy that keeps to `limits`, as `target` with the ending of its kind.

    Lossless where that fits, so that a crop is exact to the pixel; otherwise a JPEG, of fewer
    pixels only where that alone does not fit. What EXIF tells (place, camera) is not in the copy.
    Raises as `survey`, and `PICTURE_TOO_MANY_PIXELS` before anything is decoded.
    """
    shown = name or path.name
    with _opened(path, shown) as (opened, digest):
        facts = _facts(opened, path, shown, digest)
        _refuse_too_large(facts.picture, limits)
        profile = opened.info.get("icc_profile") if opened.mode in _OWN_COLOURS else None
        image = ImageOps.exif_transpose(opened) if facts.turned else opened
        changes = [Change.FIRST_FRAME] if facts.frames > 1 else []
        changes += [Change.TURNED] if facts.turned else []
        if crop is not None:
            image = image.crop(
                (crop.left, crop.top, crop.left + crop.width, crop.top + crop.height)
            )
            changes.append(Change.CROPPED)
        if facts.transparent:
            changes.append(Change.FLATTENED)
        image = _opaque(image)
    full = image.size
    written, media_type, size = _written(image, target, limits.max_bytes, profile)
    if written.size != full:
        changes.append(Change.SHRUNK)
    if media_type != facts.picture.media_type:
        changes.append(Change.CONVERTED)
    file = target.with_suffix(_ENDINGS[media_type])
    stem = Path(shown).stem or shown
    after = Picture(
        file.absolute(), media_type, size, *written.size, f"{stem}{_ENDINGS[media_type]}"
    )
    return Preparation(facts.picture, after, tuple(changes))


@contextmanager
def _opened(path: Path, shown: str) -> Iterator[tuple[ImageFile, str]]:
    """The picture, and the SHA-256 of its file."""
    # Each kind is asked by itself: `Image.open` refuses large pictures without saying how large.
    try:
        with path.open("rb") as file, warnings.catch_warnings(action="ignore"):
            Image.init()
            head = file.read(_HEAD).ljust(_HEAD, b"\0")
            for kind in _KINDS:
                factory, accept = Image.OPEN.get(kind, (None, None))
                if factory is None or accept is None or accept(head) is not True:
                    continue
                file.seek(0)
                digest = file_digest(file, "sha256").hexdigest()
                file.seek(0)
                with factory(file, str(path)) as image:
                    assert isinstance(image, ImageFile)  # noqa: S101 - all of these are
                    yield image, digest
                    return
    except _DAMAGED as error:
        raise KadrajError(ErrorCode.PICTURE_UNREADABLE, name=shown) from error
    raise KadrajError(
        ErrorCode.PICTURE_UNSUPPORTED,
        found=Path(shown).suffix.lower() or shown,
        allowed=", ".join(PictureLimits().media_types),
    )


def _facts(image: ImageFile, path: Path, shown: str, digest: str) -> PictureFacts:
    orientation = image.getexif().get(_ORIENTATION)
    width, height = image.size
    if orientation in _ON_ITS_SIDE:
        width, height = height, width
    media_type = Image.MIME.get(image.format or "", "image/x-unknown")
    if media_type == "image/mpo":
        media_type = "image/jpeg"  # a JPEG with others behind it, and taken as one
    size = path.stat().st_size
    picture = Picture(path.absolute(), media_type, size, width, height, shown, digest)
    frames = 1 if media_type == "image/jpeg" else getattr(image, "n_frames", 1)
    return PictureFacts(
        picture, orientation not in _UPRIGHT, image.has_transparency_data, int(frames)
    )


def _refuse_too_large(picture: Picture, limits: PictureLimits) -> None:
    if picture.width * picture.height > limits.max_pixels:
        raise KadrajError(
            ErrorCode.PICTURE_TOO_MANY_PIXELS,
            width=picture.width,
            height=picture.height,
            limit=limits.max_pixels,
        )


def _opaque(image: Image.Image) -> Image.Image:
    """The picture in plain colours, white where it was transparent."""
    if image.mode.startswith("I;16"):
        image = image.convert("I")
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB")
    coloured = image if image.mode == "RGBA" else image.convert("RGBA")
    white = Image.new("RGB", coloured.size, "white")
    white.paste(coloured, mask=coloured.getchannel("A"))
    return white


def _written(
    image: Image.Image, target: Path, max_bytes: int, profile: bytes | None
) -> tuple[Image.Image, str, int]:
    """Writes the best copy that has room; returns it with its media type and size."""
    if image.width * image.height <= _LOSSLESS_PIXELS:
        file = target.with_suffix(".png")
        replace_with(file, image, "PNG", icc_profile=profile)
        if (size := file.stat().st_size) <= max_bytes:
            return image, "image/png", size
        file.unlink()
    file = target.with_suffix(".jpg")
    while True:
        for quality in _QUALITIES:
            replace_with(file, image, "JPEG", quality=quality, subsampling=0, icc_profile=profile)
            if (size := file.stat().st_size) <= max_bytes or max(image.size) == 1:
                return image, "image/jpeg", size
        image = image.resize(
            (max(1, int(image.width * _SMALLER)), max(1, int(image.height * _SMALLER))),
            Image.Resampling.LANCZOS,
        )
